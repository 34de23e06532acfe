"""What changed since an earlier run, as a page tells it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from wagecheck.language import Language, say
from wagecheck.model import Change, Comparison, Report, Told
from wagecheck.report import figures
from wagecheck.report.words import Mark

LISTED = 50
"""Most findings, or projects, of a kind named one by one."""

CALLED = {
    Change.NEW: Mark("▲", "新增", "warn"),
    Change.PERSISTING: Mark("●", "未整改", "fail"),
    Change.FIXED: Mark("✓", "已整改", "pass"),
    Change.UNPROVEN: Mark("?", "不再报出, 但不能证明已整改", "unknown"),
}
"""What became of a finding, in words."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A finding of either run."""

    rule: str
    title: str
    project: str
    """Named where the runs have several; blank else."""
    who: str
    month: str
    amount: str
    before: str
    """What was at stake then, where that was another sum; blank else."""
    anchor: str
    """Where it stands on the page; blank for one that is gone."""


@dataclass(frozen=True, slots=True)
class MovedList:
    """Findings that changed alike, dearest first."""

    mark: Mark
    shown: bool
    """Whether it lies open: what came and what went."""
    rows: tuple[Moved, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A run against an earlier one."""

    since: str
    same_rules: bool
    exact: bool
    before: str
    now: str
    more: str
    """The difference, over the projects that both runs could judge, with its sign."""
    compared: str
    counts: tuple[tuple[Mark, str], ...]
    recovered: str
    """Wages owed then that are shown to be owed no longer."""
    gone: tuple[str, ...]
    """Projects that this run does not have."""
    more_gone: str
    lists: tuple[MovedList, ...]
    """The findings of each kind, on the page of one project."""


def trend(comparison: Comparison, lists: tuple[MovedList, ...] = ()) -> Trend:
    """Sum up what changed; what is owed only over the projects that both runs could judge."""
    both = [one for one in comparison.projects if one.before and one.now]
    before, now = figures.total(one.before for one in both), figures.total(one.now for one in both)
    counts = Counter(change for _, change in comparison.changes)
    gone = [one.name or one.project_id for one in comparison.projects if not one.present]
    return Trend(
        since=comparison.since,
        same_rules=comparison.same_rules,
        exact=comparison.exact,
        before=figures.yuan(before),
        now=figures.yuan(now),
        more=f"{now - before:+,.2f}" if now != before else figures.yuan(Decimal(0)),
        compared=figures.count(len(both)),
        counts=tuple((CALLED[change], figures.count(counts[change])) for change in Change),
        recovered=figures.yuan(figures.total(one.recovered for one in comparison.projects)),
        gone=tuple(gone[:LISTED]),
        more_gone=figures.count_or_blank(len(gone[LISTED:])),
        lists=lists,
    )


def summary(comparison: Comparison, language: Language) -> tuple[str, str]:
    """Sum up in two lines what changed: how many findings, and the money."""
    of = trend(comparison)
    counts = " · ".join(f"{say(mark.word, language)} {count}" for mark, count in of.counts)
    money = say(
        "欠薪 ¥{before} → ¥{now} ({more}) · 追回欠薪 ¥{recovered}",
        language,
        before=of.before,
        now=of.now,
        more=of.more,
        recovered=of.recovered,
    )
    return say("与 {day} 相比: {counts}", language, day=of.since, counts=counts), money


def of_project(report: Report) -> Trend | None:
    """Tell what changed in the one project of a report, finding by finding; nothing without an earlier run."""
    if report.comparison is None:
        return None
    titles = {name: rule.title for name, rule in report.rules.items()}
    return trend(report.comparison, lists(report.comparison, map(Told.of, report.findings), titles))


def lists(
    comparison: Comparison, now: Iterable[Told], titles: Mapping[str, str], *, here: bool = True
) -> tuple[MovedList, ...]:
    """List the findings of either run by what became of them.

    `now` are those of the later run, and stand on the same page where it is `here`.
    """
    changes, amounts = dict(comparison.changes), dict(comparison.amounts)
    names = {one.project_id: one.name or one.project_id for one in comparison.projects}
    names = names if len(names) > 1 else {}
    sorted_out: dict[Change, list[Told]] = {change: [] for change in Change}
    for one in (*now, *comparison.gone):
        sorted_out[changes[one.fingerprint]].append(one)
    return tuple(
        _listed(change, own, amounts, titles, names, here=here and change in (Change.NEW, Change.PERSISTING))
        for change, own in sorted_out.items()
        if own
    )


def _listed(
    change: Change,
    told: Iterable[Told],
    amounts: Mapping[str, str],
    titles: Mapping[str, str],
    names: Mapping[str, str],
    *,
    here: bool,
) -> MovedList:
    ordered = sorted(told, key=lambda one: (one.severity.rank, -figures.number(one.amount), one.rule, one.fingerprint))
    rows = tuple(
        Moved(
            rule=one.rule,
            title=titles.get(one.rule, ""),
            project=names.get(one.project_id, ""),
            who=one.name,
            month=one.month,
            amount=figures.yuan_or_blank(one.amount),
            before=figures.yuan(amounts[one.fingerprint]) if one.fingerprint in amounts else "",
            anchor=f"{one.rule}-{one.fingerprint}" if here else "",
        )
        for one in ordered[:LISTED]
    )
    return MovedList(
        CALLED[change], change in (Change.NEW, Change.FIXED), rows, figures.count_or_blank(len(ordered[LISTED:]))
    )
