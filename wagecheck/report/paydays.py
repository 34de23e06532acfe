"""The worker × month calendar as it stands on the page: a table a team, a sign a month, most owed first."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from wagecheck.model import Calendar, CalendarRow, CalendarTeam, PayMark
from wagecheck.report import figures, words
from wagecheck.report.words import Mark

CELLS = 20_000
"""Most worker-months on one page; what is owed stands in the ledger in any case."""
_MARKS = {mark.value: words.PAY[mark] for mark in PayMark}
_TROUBLE = frozenset({PayMark.LATE.value, PayMark.OWED.value, PayMark.UNKNOWN.value})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many worker-months bear a mark."""

    mark: Mark
    count: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One worker."""

    name: str
    id: str
    marks: tuple[Mark, ...]
    arrears: str
    anchor: str
    """The worker's place in the ledger of arrears; blank where nothing is owed."""


@dataclass(frozen=True, slots=True)
class TeamTable:
    """One team; closed where every month was paid in time."""

    name: str
    employer: str
    people: str
    tallies: tuple[Tally, ...]
    arrears: str
    open: bool
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class PayCalendar:
    """All teams under one row of months."""

    years: tuple[tuple[str, int], ...]
    """Each year, and how many of the months are in it."""
    months: tuple[tuple[str, str], ...]
    """Each month in full, and its two digits."""
    legend: tuple[Mark, ...]
    tallies: tuple[Tally, ...]
    teams: tuple[TeamTable, ...]
    people: str
    omitted: int
    """Workers whom the page leaves out."""


def calendar(of: Calendar | None, anchor: Callable[[str, str], str]) -> PayCalendar | None:
    """Lay out the calendar; None without one. `anchor` gives the place of a worker, by id and name, in the ledger."""
    if of is None:
        return None
    left = CELLS // max(len(of.months), 1)
    teams = []
    for team in of.teams:
        teams.append(_team(team, team.rows[: max(left, 0)], anchor))
        left -= len(team.workers)
    every = [marks for team in of.teams for marks in team.marks]
    return PayCalendar(
        years=tuple((year, len(list(own))) for year, own in groupby(month[:4] for month in of.months)),
        months=tuple((month, month[5:]) for month in of.months),
        legend=tuple(_MARKS.values()),
        tallies=_tallies(every),
        teams=tuple(teams),
        people=figures.count(len(every)),
        omitted=max(-left, 0),
    )


def _team(team: CalendarTeam, shown: Iterable[CalendarRow], anchor: Callable[[str, str], str]) -> TeamTable:
    return TeamTable(
        name=team.team,
        employer=team.employer,
        people=figures.count(len(team.workers)),
        tallies=_tallies(team.marks),
        arrears=figures.yuan_or_blank(team.arrears),
        open=any(_TROUBLE & set(marks) for marks in team.marks),
        rows=tuple(_person(row, anchor) for row in shown),
    )


def _person(row: CalendarRow, anchor: Callable[[str, str], str]) -> PersonRow:
    owed = PayMark.OWED.value in row.marks
    return PersonRow(
        name=row.name or row.worker_id,
        id=row.worker_id if row.worker_id != row.name else "",
        marks=tuple(_MARKS[sign] for sign in row.marks),
        arrears=figures.yuan_or_blank(row.arrears),
        anchor=anchor(row.worker_id, row.name) if owed else "",
    )


def _tallies(marks: Iterable[str]) -> tuple[Tally, ...]:
    """Count the worker-months by mark, but for those with nothing to pay."""
    counts = Counter("".join(marks))
    return tuple(
        Tally(mark, figures.count(counts[sign]))
        for sign, mark in _MARKS.items()
        if counts[sign] and sign != PayMark.NONE.value
    )
