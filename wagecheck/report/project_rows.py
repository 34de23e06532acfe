"""Projects as rows of a portfolio: verdict, money, the eight pillars in short, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from wagecheck.model import Change, PillarSummary, ProjectChange, ProjectSummary, Report, Verdict
from wagecheck.report import figures, folders, inert, parts, words
from wagecheck.report.words import Mark

_LONGEST = 80

EIGHT = ("两金", "六制")
"""Groups of pillars that have a column in the table of projects; the heat map shows the others too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pillar of a project."""

    pillar: str
    verdict: Verdict
    mark: Mark
    count: str
    """Failed verdicts; blank for none."""
    heat: str
    """How much of what could be judged fails: blank, then 1 to 4."""


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """What changed in a project since the earlier run."""

    way: str
    """`more`, `less` or `same`; `new` for a project that the earlier run does not have; `unknown`."""
    amount: str
    """The difference of what is owed, with its sign; blank where it is none, or not known."""
    new: str
    fixed: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project among many."""

    number: int
    href: str
    id: str
    name: str
    place: str
    contractor: str
    owner: str
    funding: str
    no_arrears_project: bool
    verdict: Verdict
    mark: Mark
    arrears: str
    """未检 where no wages could be checked against payments."""
    owed: bool
    workers: str
    worker_months: str
    judged: str
    cells: tuple[Cell, ...]
    """The eight pillars, then what stands beside them."""
    change: ChangeCell | None


def eight(pillars: Sequence[PillarSummary]) -> int:
    """Count the pillars of the 两金六制, which come first."""
    return sum(one.group in EIGHT for one in pillars)


def rows(report: Report) -> tuple[ProjectRow, ...]:
    """Lay out every project, most owed first."""
    ordered = parts.ranked(report.projects)
    names = folder_names(ordered)
    changes = {one.project_id: one for one in report.comparison.projects} if report.comparison else None
    named = enumerate(zip(ordered, names, strict=True), start=1)
    return tuple(_row(number, one, name, changes) for number, (one, name) in named)


def folder_names(ordered: Sequence[ProjectSummary]) -> tuple[str, ...]:
    """Name the folder of each project's own page."""
    return folders.distinct([one.project_id for one in ordered])


def clean(text: str) -> str:
    """Give a name as rows, filters and the search show it: bounded, and with nothing that hides."""
    return inert.visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def address(folder: str) -> str:
    """Point at the page of a project, from the front page."""
    return f"projects/{quote(folder)}/report.html"


def _row(number: int, project: ProjectSummary, folder: str, changes: Mapping[str, ProjectChange] | None) -> ProjectRow:
    money = project.money
    due, unjudged = figures.number(money.due), figures.number(money.unjudged)
    pillars = sorted(project.pillars, key=lambda one: one.group not in EIGHT)
    return ProjectRow(
        number=number,
        href=address(folder),
        id=project.project_id,
        name=clean(project.name or project.project_id),
        place=clean(project.place or project.region),
        contractor=clean(project.contractor),
        owner=clean(project.owner),
        funding=clean(project.funding),
        no_arrears_project=project.no_arrears_project,
        verdict=project.verdict,
        mark=words.VERDICT[project.verdict],
        arrears=figures.yuan(money.arrears) if due > unjudged else "",
        owed=figures.number(money.arrears) > 0,
        workers=figures.count_or_blank(money.workers_in_arrears),
        worker_months=figures.count_or_blank(money.worker_months_in_arrears),
        judged=figures.share(due - unjudged, due),
        cells=tuple(map(_cell, pillars)),
        change=None if changes is None else _change(changes.get(project.project_id)),
    )


def _cell(pillar: PillarSummary) -> Cell:
    return Cell(
        pillar.pillar,
        pillar.verdict,
        words.VERDICT[pillar.verdict],
        figures.count_or_blank(pillar.failed),
        _heat(pillar),
    )


_STEPS = (Decimal("0.01"), Decimal("0.1"), Decimal("0.5"))


def _heat(pillar: PillarSummary) -> str:
    judged = pillar.passed + pillar.failed
    if pillar.verdict not in (Verdict.FAIL, Verdict.WARN) or not pillar.failed:
        return ""
    share = Decimal(pillar.failed) / judged
    return str(1 + sum(share > step for step in _STEPS))


def _change(change: ProjectChange | None) -> ChangeCell:
    if change is None:
        return ChangeCell("unknown", "", "", "")
    new, fixed = (figures.count_or_blank(change.count(one)) for one in (Change.NEW, Change.FIXED))
    if not change.known:
        return ChangeCell("new", "", new, fixed)
    if not change.before or not change.now:
        return ChangeCell("unknown", "", new, fixed)
    more = figures.number(change.now) - figures.number(change.before)
    way = "more" if more > 0 else "less" if more < 0 else "same"
    return ChangeCell(way, f"{more:+,.2f}" if more else "", new, fixed)
