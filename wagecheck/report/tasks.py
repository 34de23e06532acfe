"""What to mend before all else, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagecheck.model import Finding, Kind
from wagecheck.report import figures, words
from wagecheck.report.finding_rows import Desk
from wagecheck.report.findings import amount, title
from wagecheck.report.words import Mark

TASKS = 10

_KINDS = words.BREACHES | {Kind.EARLY}


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody has to do first: the findings of one rule that fall to one party."""

    number: int
    severity: Mark
    by: str
    rule: str
    title: str
    remedy: str
    count: str
    amount: str
    basis: str
    anchor: str


def tasks(findings: Sequence[Finding], desk: Desk) -> tuple[tuple[Task, ...], int]:
    """Say what to mend first, by severity and then amount, and how many tasks the list leaves out."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.kind in _KINDS:
            grouped.setdefault((finding.rule, finding.by), []).append(finding)
    ordered = sorted(
        grouped.items(),
        key=lambda item: (item[1][0].severity.rank, -amount(item[1]), -len(item[1]), item[0]),
    )
    rows = tuple(_task(number, group, desk) for number, (_, group) in enumerate(ordered[:TASKS], start=1))
    return rows, max(len(ordered) - TASKS, 0)


def _task(number: int, group: Sequence[Finding], desk: Desk) -> Task:
    first = group[0]
    return Task(
        number=number,
        severity=words.SEVERITY[first.severity],
        by=first.by,
        rule=first.rule,
        title=title(first, desk),
        remedy=first.remedy,
        count=figures.count(len(group)),
        amount=figures.yuan_or_blank(figures.total(finding.amount for finding in group)),
        basis="、".join(first.basis),
        anchor=desk.prefix + first.rule,
    )
