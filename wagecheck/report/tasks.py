"""What to mend first: who has to do what, about how much, on what basis, and by when the law wanted it done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wagecheck.language import Language, say
from wagecheck.model import Finding, Kind
from wagecheck.report import figures, words
from wagecheck.report.finding_rows import Desk
from wagecheck.report.findings import amount, title
from wagecheck.report.words import Mark

TASKS = 10
"""Most tasks at the top of a dossier."""
_KINDS = words.BREACHES | {Kind.EARLY}
_BEFORE_ALL = "W05"
"""Wages that are owed come before anything else: to have them paid is what the law is for (条例第一条)."""


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody has to do: the findings of one rule that fall to one party."""

    number: int
    severity: Mark
    by: str
    rule: str
    title: str
    remedy: str
    about: str
    """「17 人 · 2025-05 至 2025-07」; blank where the project itself is meant."""
    count: str
    amount: str
    basis: str
    when: str
    """立即, 已逾期, 期限内; blank where the law names no day."""
    day: str
    """The day, where the law names one."""
    pressing: bool
    """To be done at once, or late already."""
    anchor: str


def tasks(findings: Sequence[Finding], desk: Desk, on: date) -> tuple[tuple[Task, ...], int]:
    """Say what to mend first, and how many tasks the list leaves out.

    What is waived is nobody's task. Wages owed first, then by severity, breaches before early warnings, then by amount.
    """
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.kind in _KINDS and finding.waiver is None:
            grouped.setdefault((finding.rule, finding.by), []).append(finding)
    ordered = sorted(grouped.values(), key=_urgency)
    rows = tuple(_task(number, group, desk, on.isoformat()) for number, group in enumerate(ordered[:TASKS], start=1))
    return rows, max(len(ordered) - TASKS, 0)


def _urgency(group: Sequence[Finding]) -> tuple[bool, int, bool, int, int, str, str]:
    first = group[0]
    early = first.kind is Kind.EARLY
    return (
        first.rule != _BEFORE_ALL,
        first.severity.rank,
        early,
        -amount(group),
        -len(group),
        first.rule,
        first.by,
    )


def _task(number: int, group: Sequence[Finding], desk: Desk, on: str) -> Task:
    first, language = group[0], desk.labels.language
    day = min((finding.deadline for finding in group if finding.deadline), default="")
    late = bool(day) and day < on
    when = "立即" if first.at_once else "已逾期" if late else "期限内" if day else ""
    return Task(
        number=number,
        severity=words.SEVERITY[first.severity],
        by=first.by,
        rule=first.rule,
        title=title(first, desk),
        remedy=first.remedy,
        about=_about(group, language),
        count=figures.count(len(group)),
        amount=figures.yuan_or_blank(figures.total(finding.amount for finding in group)),
        basis=say("、", language).join(first.basis),
        when=when,
        day=day,
        pressing=first.at_once or late,
        anchor=desk.prefix + first.rule,
    )


def _about(group: Sequence[Finding], language: Language) -> str:
    """Say how many workers a task is about, and which months."""
    people = {(finding.subject.id, finding.subject.name) for finding in group if finding.subject.kind == "worker"}
    months = sorted({finding.month for finding in group if finding.month})
    parts = [say("{n} 人", language, n=figures.count(len(people)))] if people else []
    parts += [figures.span(months, language)] if months else []
    return " · ".join(parts)
