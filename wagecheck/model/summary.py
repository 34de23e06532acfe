"""What a project adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wagecheck.model.rule import Verdict
from wagecheck.model.runway import Runway
from wagecheck.model.sending import sent_by_values


@sent_by_values
@dataclass(frozen=True, slots=True)
class PillarSummary:
    """One of the 两金六制 (or a heading beside them) for one project."""

    pillar: str
    group: str
    """两金 | 六制 | 其他."""
    verdict: Verdict
    passed: int
    failed: int
    unknown: int
    na: int
    amount: str
    """Yuan at stake in its findings of kind 法定 or 地方."""


@sent_by_values
@dataclass(frozen=True, slots=True)
class IndicatorSummary:
    """One thing that a platform watches, as our rules see it."""

    id: str
    text: str
    light: str
    """What it shows when it is lit: 黄灯 | 红灯 | 未达标."""
    rules: tuple[str, ...]
    """Rules of ours whose failing lights it; empty where none of ours sees it."""
    note: str
    verdict: Verdict
    """`fail` where it is lit, `unknown` where some rule could not judge or none of ours sees it."""
    passed: int
    failed: int
    unknown: int
    na: int


@dataclass(frozen=True, slots=True)
class ScorecardSummary:
    """How a supervisory platform would grade a project: the mapping to our rules is ours."""

    name: str
    cite: str
    read: str
    """How well its source is known: seen | copy | recalled | ours."""
    note: str
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True)
class MoneySummary:
    """Wages of a project that fell due before the audit day, in yuan: due = paid + arrears + unjudged."""

    due: str
    paid: str
    arrears: str
    unjudged: str
    workers_in_arrears: int
    worker_months_in_arrears: int
    longest_months: int
    """Most months that one worker is owed."""


@sent_by_values
@dataclass(frozen=True, slots=True)
class MonthLine:
    """One wage month of a project: what was due, paid, owed, not judged, in yuan."""

    month: str
    due_date: str
    workers: int
    due: str
    paid: str
    arrears: str
    unjudged: str


@dataclass(frozen=True, slots=True)
class AccountDay:
    """One day of the wage account on which something was booked."""

    day: str
    balance: str
    """Yuan at the end of the day; empty where it is not known."""
    sums: Mapping[str, str]
    """Yuan of the day's lines by kind; what was exported twice counts once."""


@dataclass(frozen=True, slots=True)
class AccountHistory:
    """The wage account of a project over time."""

    basis: str
    """Where the balances come from: stated (by the lines) | reckoned (from the bank's opening balance) |
    several (lines of several accounts have none in common) | unknown."""
    opening: str
    """Yuan before the first line; empty where it is not known."""
    dates: tuple[str, ...]
    """ISO days on which something was booked, in order."""
    balances: tuple[str, ...]
    """Yuan at the end of each of them; empty where it is not known."""
    sums: Mapping[str, Mapping[str, str]]
    """Kind of line → day → yuan of the day's lines of the kind."""

    @property
    def days(self) -> tuple[AccountDay, ...]:
        """Give the days one by one; they are kept by column, since only a page shows them."""
        return tuple(
            AccountDay(day, balance, {kind: own[day] for kind, own in self.sums.items() if day in own})
            for day, balance in zip(self.dates, self.balances, strict=True)
        )


class PayMark(StrEnum):
    """How the wages of one worker for one month were paid, as one sign."""

    PAID = "p"
    LATE = "l"
    OWED = "o"
    UNKNOWN = "?"
    PENDING = "-"
    """Not due yet on the day of the audit."""
    NONE = "."
    """Nothing to pay: no work and no payroll, or a net of nothing."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One worker: a `PayMark` for each month of the calendar."""

    worker_id: str
    """Masked unless the run reveals numbers."""
    name: str
    marks: str
    arrears: str


@dataclass(frozen=True, slots=True)
class CalendarTeam:
    """One team, as the workers' last months name it; the workers most owed first.

    The workers of a city are many, and only a page shows them: they are kept by column.
    """

    employer: str
    team: str
    arrears: str
    workers: tuple[str, ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]
    owed: tuple[str, ...]

    @property
    def rows(self) -> tuple[CalendarRow, ...]:
        """Give the workers one by one."""
        return tuple(map(CalendarRow, self.workers, self.names, self.marks, self.owed))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Worker by month: how each wage month was paid. Teams most owed first."""

    months: tuple[str, ...]
    teams: tuple[CalendarTeam, ...]


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """One project on the first page."""

    project_id: str
    name: str
    region: str
    place: str
    """Name of the province or city, as far as the code is known."""
    funding: str
    contractor: str
    owner: str
    workers: int
    first_month: str
    last_month: str
    evidence_end: str
    """Last day that the statement can show; empty without a statement."""
    verdict: Verdict
    pillars: tuple[PillarSummary, ...]
    money: MoneySummary
    months: tuple[MonthLine, ...]
    flow: Mapping[str, str]
    """Yuan of the account's lines by kind; the kinds add up to the statement."""
    scorecards: tuple[ScorecardSummary, ...] = ()
    """Of the platforms of its place; empty where none is known."""
    account: AccountHistory | None = None
    """None without a statement."""
    calendar: Calendar | None = None
    """None without attendance and payroll."""
    runway: Runway | None = None
    """How long the wage account lasts; None where nothing was reckoned."""

    @property
    def no_arrears_project(self) -> bool:
        """政府投资 and 国企 projects are to be free of arrears (江西十部门意见 2025-04-11)."""
        return self.funding in ("政府投资", "国有企业")
