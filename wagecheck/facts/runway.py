"""Runway: from the balance, the last payrolls and the rhythm of allotments, when the wage account falls short.

It reckons with what was usual lately and accuses nobody: where the evidence does not show a rhythm, nothing is said.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median, median_low
from typing import Any

import polars as pl
from polars import col

from wagecheck.facts.due import due_days
from wagecheck.facts.ledger import Ledger
from wagecheck.model import Runway, RunwayState

_HORIZON = 6
"""Months that are looked ahead."""
_PAYROLLS = 3
_ALLOTMENTS = 3
_GAPS = 6
_RHYTHM = 2
"""Months it takes to see a rhythm; and so many times the usual gap without an allotment, it has stopped."""
_FEN = Decimal("0.01")
_ZERO = Decimal("0.00")

_Row = Mapping[str, Any]
_Due = tuple[date, date, Decimal]
"""Day on which it falls due, wage month, yuan."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the account of a project holds at the end of its statement."""

    basis: str
    """stated | reckoned | several | unknown."""
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """How allotments come: how much, every how many months, on which day; and the days that follow from it."""

    amount: Decimal
    counted: int
    every: int
    day: int
    last: date

    def after(self, since: date, until: date) -> Iterator[date]:
        """Give the days on which the next ones come, those of the past left out: what was missed is not made up."""
        at = _month_number(self.last)
        while True:
            at += self.every
            year, month = divmod(at, 12)
            day = date(year, month + 1, min(self.day, monthrange(year, month + 1)[1]))
            if day > until:
                return
            if day > since:
                yield day


def runways(books: Ledger, balances: Mapping[str, Balance]) -> Mapping[str, Runway]:
    """Reckon for each project when its account falls short. `balances`: at the end of each statement, by project."""
    ends = dict(books.window.select("project_id", "evidence_end").iter_rows())
    months = _by_project(_months(books))
    allotted = _by_project(_allotted(books))
    ahead = _ahead(books, ends, months)
    return {
        row["project_id"]: _runway(
            row,
            since=ends.get(row["project_id"]),
            balance=balances.get(row["project_id"]),
            months=months.get(row["project_id"], ()),
            allotted=allotted.get(row["project_id"], ()),
            ahead=ahead.get(row["project_id"], ()),
        )
        for row in books.tables["project"].iter_rows(named=True)
    }


def _months(books: Ledger) -> pl.DataFrame:
    """Sum the payroll of each month: project_id, month, due_date, total, arrears, left; in order."""
    return (
        books.months.select("project_id", "month", "due_date", "net", "arrears", "settled")
        .filter(col("net") > 0)
        .group_by("project_id", "month")
        .agg(
            col("due_date").first(),
            col("net").sum().alias("total"),
            col("arrears").fill_null(0).sum(),
            (col("net") - col("settled").fill_null(0)).sum().alias("left"),
        )
        .sort("project_id", "month")
    )


def _allotted(books: Ledger) -> pl.DataFrame:
    """Sum the allotments of each month: project_id, first (its first day of them), total; in order."""
    day = col("booked_at").dt.date()
    return (
        books.lines.filter(col("kind") == "allotment")
        .group_by("project_id", day.dt.month_start().alias("month"))
        .agg(day.min().alias("first"), col("credit").sum().alias("total"))
        .sort("project_id", "month")
    )


def _by_project(frame: pl.DataFrame) -> dict[str, list[_Row]]:
    grouped: dict[str, list[_Row]] = {}
    for row in frame.iter_rows(named=True):
        grouped.setdefault(row["project_id"], []).append(row)
    return grouped


def _ahead(
    books: Ledger, ends: Mapping[str, date], months: Mapping[str, Sequence[_Row]]
) -> dict[str, list[tuple[date, date]]]:
    """List the paydays to come after the last payroll, to the end of work or the horizon: day and wage month."""
    wanted = []
    for row in books.tables["project"].iter_rows(named=True):
        project = row["project_id"]
        if project in months and project in ends:
            since = ends[project]
            last = _month_number(months[project][-1]["month"])
            limit = min(_month_number(since) + _HORIZON, _last_month(row, since))
            wanted += [(project, date(at // 12, at % 12 + 1, 1)) for at in range(last + 1, limit + 1)]
    frame = pl.DataFrame(wanted, schema={"project_id": pl.String, "month": pl.Date}, orient="row")
    listed: dict[str, list[tuple[date, date]]] = {}
    for project, month, day in due_days(frame, books.tables["project"]).sort("project_id", "month").iter_rows():
        if ends[project] < day <= _until(ends[project]):
            listed.setdefault(project, []).append((day, month))
    return listed


def _last_month(project: _Row, since: date) -> int:
    """Give the number of the last month of work, as far as the papers say; a planned end that went by says nothing."""
    planned = project["planned_end_date"]
    ended = project["completion_date"] or (planned if planned and planned > since else None)
    return _month_number(ended or date.max)


def _runway(
    project: _Row,
    *,
    since: date | None,
    balance: Balance | None,
    months: Sequence[_Row],
    allotted: Sequence[_Row],
    ahead: Sequence[tuple[date, date]],
) -> Runway:
    missing = tuple(_missing(project, since, balance, months, allotted))
    if missing or since is None or balance is None or balance.amount is None:
        return Runway(RunwayState.UNKNOWN, missing)
    usual = [row["total"] for row in months][-_PAYROLLS:]
    payroll = _median(usual)
    overdue = sum((row["arrears"] for row in months if row["due_date"] <= since), _ZERO)
    known = [(row["due_date"], row["month"], row["left"]) for row in months if row["due_date"] > since and row["left"]]
    dues: list[_Due] = [*known, *((day, month, payroll) for day, month in ahead)]
    rhythm = _rhythm(allotted)
    stopped = _month_number(since) - _month_number(rhythm.last) > _RHYTHM * rhythm.every
    told = Runway(
        RunwayState.ENOUGH,
        since=since.isoformat(),
        balance=f"{balance.amount:.2f}",
        overdue=f"{overdue:.2f}",
        payroll=f"{payroll:.2f}",
        payroll_months=len(usual),
        allotment="" if stopped else f"{rhythm.amount:.2f}",
        allotment_months=rhythm.counted,
        allotment_every=0 if stopped else rhythm.every,
        allotment_day=rhythm.day,
        last_allotment=rhythm.last.isoformat(),
        until=_until(since).isoformat(),
    )
    if not dues and not overdue:
        return replace(told, state=RunwayState.DONE)
    coming = [] if stopped else [(day, rhythm.amount) for day in rhythm.after(since, _until(since))]
    return _reckoned(told, balance.amount - overdue, sorted(dues), coming, since)


def _missing(
    project: _Row, since: date | None, balance: Balance | None, months: Sequence[_Row], allotted: Sequence[_Row]
) -> Iterator[str]:
    """Name what would have to be known."""
    if since is None or balance is None:
        yield "statement"
        return
    if project["account_closed"] is not None and project["account_closed"] <= since:
        yield "closed"
        return
    if balance.amount is None:
        yield "accounts" if balance.basis == "several" else "balance"
    if len(months) < _RHYTHM:
        yield "payroll"
    if len(allotted) < _RHYTHM:
        yield "allotments"


def _rhythm(allotted: Sequence[_Row]) -> _Rhythm:
    """See how the last allotments came, month by month."""
    numbers = [_month_number(row["month"]) for row in allotted]
    gaps = [later - earlier for earlier, later in pairwise(numbers)]
    last = allotted[-_ALLOTMENTS:]
    return _Rhythm(
        amount=_median([row["total"] for row in last]),
        counted=len(last),
        every=median_low(gaps[-_GAPS:]),
        day=median_low([row["first"].day for row in last]),
        last=allotted[-1]["first"],
    )


def _reckoned(
    told: Runway, left: Decimal, dues: Sequence[_Due], coming: Sequence[tuple[date, Decimal]], since: date
) -> Runway:
    """Let the days come, allotments before payrolls, until the account falls short."""
    if left < 0:
        return replace(told, state=RunwayState.SHORT, day=since.isoformat(), amount=f"{-left:.2f}")
    arriving = list(coming)
    for day, month, amount in dues:
        while arriving and arriving[0][0] <= day:
            left += arriving.pop(0)[1]
        left -= amount
        if left < 0:
            return replace(
                told,
                state=RunwayState.SHORT,
                day=day.isoformat(),
                amount=f"{-left:.2f}",
                month=month.strftime("%Y-%m"),
            )
    return told


def _until(since: date) -> date:
    """Give the last day of the horizon."""
    year, month = divmod(_month_number(since) + _HORIZON + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _median(amounts: Sequence[Decimal]) -> Decimal:
    return median(amounts).quantize(_FEN)
