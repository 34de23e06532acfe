"""What should have been done by now: findings whose day has passed, and those that brook no delay and persist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wagecheck.model import Change, Comparison, Report, Told
from wagecheck.report import figures
from wagecheck.report.trend import CALLED
from wagecheck.report.words import Mark

LISTED = 50
"""Most findings named one by one."""


@dataclass(frozen=True, slots=True)
class Late:
    """A finding that is late."""

    day: str
    """By when the law wanted it done; for what brooks no delay and names no day, the day it was first told."""
    days: str
    """Days since."""
    at_once: bool
    mark: Mark
    """Whether it is new or persists."""
    by: str
    rule: str
    title: str
    project: str
    """Named where the runs have several; blank else."""
    who: str
    month: str
    amount: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """All that is late, the longest first."""

    rows: tuple[Late, ...]
    count: str
    more: str


def of_report(report: Report) -> Overdue | None:
    """List what is late in a report that knows an earlier run; nothing without one."""
    if report.comparison is None:
        return None
    open_now = (told for told in map(Told.of, report.findings) if told.counts)
    titles = {name: rule.title for name, rule in report.rules.items()}
    return overdue(open_now, report.comparison, titles, report.on)


def overdue(
    now: Iterable[Told], comparison: Comparison, titles: Mapping[str, str], on: date, *, here: bool = True
) -> Overdue:
    """List which findings of the later run are late on the day of its audit; what is waived is not.

    They stand on the same page where it is `here`.
    """
    changes = dict(comparison.changes)
    names = {one.project_id: one.name or one.project_id for one in comparison.projects}
    names = names if len(names) > 1 else {}
    late: list[tuple[str, Told]] = []
    for one in now:
        persists = changes.get(one.fingerprint) is Change.PERSISTING
        day = one.deadline or (comparison.since if one.at_once and persists else "")
        if day and day < on.isoformat() and not one.waived:
            late.append((day, one))
    late.sort(key=lambda pair: (pair[0], pair[1].severity.rank, -figures.number(pair[1].amount), pair[1].fingerprint))
    rows = tuple(
        Late(
            day=day,
            days=figures.count((on - date.fromisoformat(day)).days),
            at_once=one.at_once,
            mark=CALLED[changes.get(one.fingerprint, Change.NEW)],
            by=one.by,
            rule=one.rule,
            title=titles.get(one.rule, ""),
            project=names.get(one.project_id, ""),
            who=one.name,
            month=one.month,
            amount=figures.yuan_or_blank(one.amount),
            anchor=f"{one.rule}-{one.fingerprint}" if here else "",
        )
        for day, one in late[:LISTED]
    )
    return Overdue(rows, figures.count(len(late)), figures.count_or_blank(len(late[LISTED:])))
