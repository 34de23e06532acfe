"""What changed since an earlier run, as a page tells it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wagecheck.model import Change, Comparison, Report, RuleInfo, Told
from wagecheck.report import figures

LISTED = 50
"""Most findings, or projects, of a kind named one by one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding that is new, or gone."""

    rule: str
    title: str
    who: str
    month: str
    amount: str
    anchor: str
    """Where it stands on the page; blank for one that is gone."""


@dataclass(frozen=True, slots=True)
class MovedList:
    """Findings that changed alike, dearest first."""

    change: Change
    rows: tuple[Moved, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A run against an earlier one."""

    since: str
    same_rules: bool
    before: str
    now: str
    more: str
    """The difference, over the projects that both runs could judge, with its sign."""
    compared: str
    counts: tuple[tuple[Change, str], ...]
    fixed_amount: str
    gone: tuple[str, ...]
    """Projects that this run does not have."""
    more_gone: str
    lists: tuple[MovedList, ...]
    """What is new and what is gone, on the page of one project."""


def trend(comparison: Comparison, lists: tuple[MovedList, ...] = ()) -> Trend:
    """Sum up what changed; money only over the projects that both runs could judge."""
    both = [one for one in comparison.projects if one.before and one.now]
    before, now = figures.total(one.before for one in both), figures.total(one.now for one in both)
    counts = Counter(change for _, change in comparison.changes)
    changes = dict(comparison.changes)
    gone = [one.name or one.project_id for one in comparison.projects if not one.present]
    fixed = figures.total(told.amount for told in comparison.gone if changes[told.fingerprint] is Change.FIXED)
    return Trend(
        since=comparison.since,
        same_rules=comparison.same_rules,
        before=figures.yuan(before),
        now=figures.yuan(now),
        more=f"{now - before:+,.2f}" if now != before else figures.yuan(Decimal(0)),
        compared=figures.count(len(both)),
        counts=tuple((change, figures.count(counts[change])) for change in Change),
        fixed_amount=figures.yuan(fixed),
        gone=tuple(gone[:LISTED]),
        more_gone=figures.count_or_blank(len(gone[LISTED:])),
        lists=lists,
    )


def of_project(report: Report) -> Trend | None:
    """Tell what changed in the one project of a report, finding by finding; nothing without an earlier run."""
    comparison = report.comparison
    if comparison is None:
        return None
    changes = dict(comparison.changes)
    new = [
        Told(
            one.fingerprint,
            one.rule,
            one.severity,
            one.project_id,
            one.subject.name or one.subject.id,
            one.month or "",
            one.amount or "",
        )
        for one in report.findings
        if changes.get(one.fingerprint) is Change.NEW
    ]
    gone = {
        change: [told for told in comparison.gone if changes[told.fingerprint] is change]
        for change in (Change.FIXED, Change.UNPROVEN)
    }
    every = ((Change.NEW, new), *gone.items())
    return trend(comparison, tuple(_listed(change, told, report) for change, told in every if told))


def _listed(change: Change, told: Iterable[Told], report: Report) -> MovedList:
    ordered = sorted(told, key=lambda one: (one.severity.rank, -figures.number(one.amount), one.rule, one.fingerprint))
    rows = tuple(_moved(one, report.rules.get(one.rule), here=change is Change.NEW) for one in ordered[:LISTED])
    return MovedList(change, rows, figures.count_or_blank(len(ordered[LISTED:])))


def _moved(told: Told, rule: RuleInfo | None, *, here: bool) -> Moved:
    return Moved(
        rule=told.rule,
        title=rule.title if rule else "",
        who=told.name,
        month=told.month,
        amount=figures.yuan_or_blank(told.amount),
        anchor=f"{told.rule}-{told.fingerprint}" if here else "",
    )
