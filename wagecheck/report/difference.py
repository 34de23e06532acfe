"""What changed between two results, by itself: for a terminal, for programs, for a chat, and as a page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wagecheck.language import Language, say
from wagecheck.model import Change, Comparison, ProjectChange, Run
from wagecheck.report import figures, inert, layout
from wagecheck.report.overdue import Overdue, overdue
from wagecheck.report.trend import CALLED, Moved, MovedList, Trend, lists, summary, trend
from wagecheck.version import __version__

SCHEMA = "wagecheck-diff/1"
TITLE = "两次审查的比较"
LISTED = 20
"""Most findings of a kind, and projects, that a terminal or a summary names."""
PROJECTS = 200
"""Most projects on the page."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two results set against each other."""

    before: Run
    now: Run
    comparison: Comparison
    language: Language


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """What changed in one project."""

    name: str
    before: str
    now: str
    recovered: str
    counts: tuple[str, ...]
    """In the order of `CALLED`."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a difference."""

    heading: str
    title: str
    on: str
    version: str
    trend: Trend
    overdue: Overdue
    changes: tuple[str, ...]
    projects: tuple[ProjectRow, ...]
    more: str


def page(of: Difference) -> str:
    """Render the difference as one page that needs no network and runs nothing."""
    names = [one.name or one.project_id for one in of.comparison.projects]
    title = names[0] if len(names) == 1 else say("{n} 个项目", of.language, n=figures.count(len(names)))
    rows = _ranked(of.comparison)
    prepared = Page(
        heading=TITLE,
        title=title,
        on=of.now.on,
        version=__version__,
        trend=trend(of.comparison, _lists(of)),
        overdue=_overdue(of),
        changes=tuple(mark.word for mark in CALLED.values()),
        projects=tuple(map(_row, rows[:PROJECTS])) if len(rows) > 1 else (),
        more=figures.count_or_blank(len(rows[PROJECTS:])),
    )
    sheet = layout.Sheet(of.language, title, of.now.on, of.comparison.earlier[:12], script="")
    return layout.render("difference.html", sheet, page=prepared)


def _ranked(comparison: Comparison) -> list[ProjectChange]:
    """Order projects by what became worse."""

    def worse(one: ProjectChange) -> tuple[Decimal, int, str]:
        return figures.number(one.before) - figures.number(one.now), -one.count(Change.NEW), one.project_id

    return sorted(comparison.projects, key=worse)


def _row(one: ProjectChange) -> ProjectRow:
    return ProjectRow(
        name=one.name or one.project_id,
        before=figures.yuan(one.before),
        now=figures.yuan(one.now),
        recovered=figures.yuan_or_blank(one.recovered),
        counts=tuple(figures.count_or_blank(one.count(change)) for change in CALLED),
    )


def _lists(of: Difference) -> tuple[MovedList, ...]:
    """List the findings of either result; none of them stands on the page of the difference itself."""
    return lists(of.comparison, of.now.findings, {**of.before.titles, **of.now.titles}, here=False)


def _overdue(of: Difference) -> Overdue:
    open_now = (one for one in of.now.findings if one.counts)
    return overdue(open_now, of.comparison, of.now.titles, date.fromisoformat(of.now.on), here=False)


def document(of: Difference) -> dict[str, Any]:
    """Give the difference as plain values, in an order that no run changes."""
    comparison = of.comparison
    changes, amounts = dict(comparison.changes), dict(comparison.amounts)
    counts = Counter(changes.values())
    titles = {**of.before.titles, **of.now.titles}
    every = sorted((*of.now.findings, *comparison.gone), key=lambda one: (one.project_id, one.rule, one.fingerprint))
    return {
        "schema": SCHEMA,
        "old": {"on": of.before.on, "rulebook": of.before.rulebook},
        "new": {"on": of.now.on, "rulebook": of.now.rulebook},
        "same_rules": comparison.same_rules,
        "exact": comparison.exact,
        "counts": {change.value: counts[change] for change in Change},
        "recovered": f"{figures.total(one.recovered for one in comparison.projects):.2f}",
        "projects": [_project(one) for one in comparison.projects],
        "findings": [
            {
                **asdict(one),
                "severity": one.severity.value,
                "kind": one.kind.value,
                "title": titles.get(one.rule, ""),
                "month": one.month or None,
                "amount": one.amount or None,
                "amount_before": amounts.get(one.fingerprint, one.amount) or None
                if changes[one.fingerprint] is not Change.NEW
                else None,
                "change": changes[one.fingerprint].value,
            }
            for one in every
        ],
    }


def _project(one: ProjectChange) -> dict[str, Any]:
    return {
        "project_id": one.project_id,
        "name": one.name,
        "in_old": one.known,
        "in_new": one.present,
        "arrears_before": one.before or None,
        "arrears_now": one.now or None,
        "recovered": one.recovered,
        **{change.value: one.count(change) for change in Change},
    }


def lines(of: Difference) -> Iterator[str]:
    """Write the difference for a terminal: what it comes to first, then the worst of each kind."""
    for line in _told(of):
        yield inert.terminal(line)


def markdown(of: Difference) -> Iterator[str]:
    """Write the difference in Markdown: short enough for a chat or the page of a CI run."""
    head, *rest = _told(of)
    yield f"# {inert.markdown(head)}"
    for line in rest:
        if line.startswith("  "):
            yield f"- {inert.markdown(line.strip())}"
        elif line.startswith("■"):
            yield from ("", f"## {inert.markdown(line.removeprefix('■').strip())}", "")
        else:
            yield from ("", inert.markdown(line))


def _told(of: Difference) -> Iterator[str]:
    language, summed, late = of.language, trend(of.comparison), _overdue(of)
    yield say("{since} → {on} · {n} 个项目", language, since=of.before.on, on=of.now.on, n=len(of.comparison.projects))
    yield " · ".join(f"{say(mark.word, language)} {count}" for mark, count in summed.counts)
    yield summary(of.comparison, language)[1]
    if not summed.same_rules:
        yield say("两次审查的规则或法规参数不同, 变化可能由此而来。", language)
    if not summed.exact:
        yield say("不再报出的问题只按两次的统计比对, 没有逐条回查资料; 用 --baseline 重新审查可逐条回查。", language)
    for listed in _lists(of):
        yield f"■ {say(listed.mark.word, language)}"
        yield from (f"  {_finding(one, language)}" for one in listed.rows[:LISTED])
        left = len(listed.rows) - LISTED + int((listed.more or "0").replace(",", ""))
        if left > 0:
            yield say("  另有 {n} 处", language, n=figures.count(left))
    if late.rows:
        yield f"■ {say('逾期清单', language)}"
        for one in late.rows[:LISTED]:
            told = say("{day} 到期, 已逾期 {n} 天", language, day=one.day, n=one.days)
            about = " ".join(part for part in (one.project, one.who, one.month) if part)
            yield f"  {told} · {one.rule} {say(one.title, language)} · {about}"


def _finding(one: Moved, language: Language) -> str:
    parts = [f"{one.rule} {say(one.title, language)}", one.project, one.who, one.month]
    parts += (
        [f"¥{one.amount}" + (" " + say("(上次 {amount})", language, amount=one.before) if one.before else "")]
        if (one.amount)
        else []
    )
    return " · ".join(inert.clip(part, 80, language) for part in parts if part)
