"""The table of what is checked: which rules stand under which heading of 两金六制."""

from fromcode.markdown import table
from wagecheck import rules
from wagecheck.law import pillars


def pillars_table() -> str:
    """Write the table: a row a heading, with the duties of its rules; a rule may stand under several."""
    names = ("制度", "条数", "查什么")
    rows = []
    for pillar in pillars.pillars():
        held = [rule for rule in rules.ALL if pillar.holds(rule.id)]
        duties = "；".join(f"{rule.title} {rule.id}" for rule in held)
        rows.append((f"{pillar.group} · {pillar.name}", str(len(held)), duties))
    return table(names, rows)
