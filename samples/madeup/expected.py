"""Writes what a dossier must be found guilty of (expected.toml), and what it is, in words (README.md)."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from madeup.books import Where
from madeup.ground import Planted
from madeup.judge import judge
from madeup.site import Site
from madeup.verdicts import Said

_HEAD = """\
# What an audit of this dossier must find, worked out by samples/generate.py without the tool. Do not edit.
# finding: `subject` is the name of a worker, team or firm, the number of a card or instrument, the project's code,
# the month, or file#row of a transaction, payment, payout or advance. `amount` (yuan) and `month` stand only where
# the rule has them.
# All rules of the rule book are covered: compare only those that the tool already has.
# unknown: rules that cannot be judged, of how many subjects, and the paper or column that is missing; without a count
# where the papers do not even tell how many subjects there are.

"""

_ROWS_OF = {
    "statement": (
        *("A07", "A08", "A09", "A10", "A11", "A14", "A17"),
        *("B01", "B02", "B04", "B05", "B06", "B07", "F01", "F03", "F04"),
        *("A18", "A19", "L04", "X03"),
    ),
    "deposit": ("D04", "D05", "D06", "D07", "D08", "D09", "D11"),
    "subcontractor": ("P09", "P10", "P11"),
}
"""Rules on the rows of a paper: without the paper they have nothing to judge, and that is not a pass."""

_MADE_UP = "人名、单位、证件号、卡号均为虚构，由 `samples/generate.py` 生成。"


def write_expected(site: Site, where: Where, folder: Path) -> list[Said]:
    """Write expected.toml beside the papers, in order of rule, subject and month, and give the findings."""
    said = judge(site)
    failed = [verdict for verdict in said if verdict.passes is False]
    blocks = sorted(_finding(verdict, where) for verdict in failed)
    unknown = Counter((verdict.rule, verdict.lacks) for verdict in said if verdict.passes is None)
    blocks += [
        f'[[unknown]]\nrule = "{rule}"\ncount = {count}\n' + (f'missing = "{lacks}"\n' if lacks else "")
        for (rule, lacks), count in sorted(unknown.items())
    ]
    blocks += [
        f'[[unknown]]\nrule = "{rule}"\nmissing = "{table}"\n'
        for table, rules in _ROWS_OF.items()
        if table in site.absent
        for rule in rules
    ]
    text = f"{_HEAD}on = {site.on}\nproject = {_quoted(site.text('project_id'))}\n\n" + "\n".join(blocks)
    (folder / "expected.toml").write_text(text, encoding="utf-8", newline="\n")
    return failed


def _finding(said: Said, where: Where) -> str:
    subject = said.subject if isinstance(said.subject, str) else where[said.subject]
    lines = [f'rule = "{said.rule}"', f'kind = "{said.kind}"', f"subject = {_quoted(subject)}"]
    if said.month:
        lines.append(f'month = "{said.month}"')
    if said.amount is not None:
        lines.append(f'amount = "{said.amount:.2f}"')
    return "[[finding]]\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_readme(site: Site, intro: str, planted: Iterable[Planted], failed: list[Said], folder: Path) -> None:
    """Write README.md: the site in words, what was planted, and how many findings each rule has."""
    counts = Counter(verdict.rule for verdict in failed)
    people = sum(worker.on_roster for worker in site.workers)
    parts = [
        f"# {site.text('project_name')}",
        intro,
        f"审查日 {site.on}；在册 {people} 人；工资月份 {site.months[0]:%Y-%m} 至 {site.months[-1]:%Y-%m}。{_MADE_UP}",
    ]
    words = [f"- {each.words}" for each in planted]
    if words:
        parts += ["## 埋设的问题", "\n".join(words)]
    if counts:
        table = "\n".join(f"| {rule} | {count} |" for rule, count in sorted(counts.items()))
        parts += ["## 应查出的问题", f"逐条见 `expected.toml`。\n\n| 规则 | 条数 |\n| --- | ---: |\n{table}"]
    else:
        parts += ["## 应查出的问题", "无。"]
    (folder / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
