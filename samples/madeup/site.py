"""What a made-up site is: its project, its people, their days and wages, its wage account. Money is Decimal yuan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from madeup.days import due_day, month_of

Value = str | int | bool | Decimal | date | list[str] | None
"""What a cell of a paper may mean; None is an empty cell."""

ZERO = Decimal("0.00")
CENT = Decimal("0.01")


@dataclass(slots=True)
class Worker:
    """A person who works on the site, whether on its roster or not."""

    who: int
    name: str
    id_no: str
    woman: bool
    born: date
    home: str
    phone: str
    employer: str
    team: str
    trade: str
    leader: bool
    basis: str
    """日 or 月."""
    wage: Decimal
    entry: date
    exit: date | None
    contract: date | None
    contract_end: date | None
    registered: date | None
    trained: date | None
    card: str
    bank: str
    role: str = "建筑工人"
    insured: bool = True
    on_roster: bool = True
    listed_again: bool = False
    """The roster has the same stay twice."""
    numeric_id: bool = False
    """The clerk typed the ID number as a number, wherever this person is written down."""
    marks: dict[date, Decimal] = field(default_factory=dict)
    """The attendance sheet's cells: 1, 0.5, or above 1 the hours of the day."""
    overtime: dict[date, Decimal] = field(default_factory=dict)
    """Hours worked beyond the day, where the attendance list tells them."""

    def days_in(self, month: date) -> Decimal:
        """Sum the attendance of a month in days; 8 hours are one day."""
        return self.days_by_month().get(month, ZERO)

    def days_by_month(self) -> dict[date, Decimal]:
        """Sum the attendance of every month that has any, in days."""
        sums: dict[date, Decimal] = {}
        for day, mark in self.marks.items():
            month = month_of(day)
            sums[month] = sums.get(month, ZERO) + days_of_mark(mark)
        return sums


def days_of_mark(mark: Decimal) -> Decimal:
    """Read a cell of the attendance sheet as days: a number above 1 is hours."""
    return mark if mark <= 1 else mark / 8


@dataclass(slots=True)
class PayRow:
    """A row of the payroll."""

    who: int
    month: date
    days: Decimal
    rate: Decimal
    gross: Decimal
    deductions: Decimal
    reason: str | None
    net: Decimal
    card: str
    signed: str | None
    reviewed: str | None
    method: str | None = "专户代发"


@dataclass(slots=True)
class Line:
    """A line of the statement; `wage` is the worker and month that it was meant for, which the bank does not say."""

    key: int
    at: datetime
    debit: Decimal
    credit: Decimal
    name: str
    account: str
    summary: str
    remark: str = ""
    wage: tuple[int, date] | None = None
    balance: Decimal = ZERO


@dataclass(slots=True)
class Payout:
    """A row of the bank's list of a batch."""

    key: int
    at: datetime
    name: str
    account: str
    amount: Decimal
    batch: str
    month: date
    failed: str | None = None
    """Why it failed, where it did."""


@dataclass(slots=True)
class Instrument:
    """A wage deposit in cash, or what stands in for it."""

    kind: str
    amount: Decimal
    lodged: date
    expiry: date | None
    issuer: str
    beneficiary: str | None
    on_demand: bool | None
    reference: str
    released: date | None = None
    used_on: date | None = None
    used: Decimal | None = None
    topped_up_on: date | None = None
    topped_up: Decimal | None = None
    refund_notice: date | None = None


@dataclass(slots=True)
class Advance:
    """A draw on the government's fund."""

    key: int
    drawn: date
    amount: Decimal
    workers: int
    reason: str
    repaid_on: date | None
    repaid: Decimal | None


@dataclass(slots=True)
class Progress:
    """Progress money of a month."""

    month: date
    certified: Decimal
    paid: Decimal
    labour: Decimal


@dataclass(slots=True)
class Subcontractor:
    """A firm that brought workers."""

    name: str
    uscc: str
    contract: date | None
    delegation: date | None
    entry: date
    exit: date | None = None


@dataclass(slots=True)
class Site:
    """A construction project and all that it keeps about its workers' wages."""

    on: date
    """The day of the audit."""
    project: dict[str, Value]
    """The project's facts by canonical name; a key that is not there was never asked, None was asked and not given."""
    subcontractors: list[Subcontractor]
    workers: list[Worker]
    payroll: list[PayRow]
    lines: list[Line]
    progress: list[Progress]
    deposits: list[Instrument]
    payouts: list[Payout] = field(default_factory=list)
    advances: list[Advance] = field(default_factory=list)
    months: list[date] = field(default_factory=list)
    """The wage months on paper."""
    attendance_months: list[date] = field(default_factory=list)
    """The months whose attendance is on paper."""
    numeric_months: set[date] = field(default_factory=set)
    """The months in whose attendance sheets all ID numbers were typed as numbers."""
    own_account: str = ""
    """The account that the statement says it is of; empty where it does not say."""
    counted_off: Decimal | None = None
    """How far the bank's own total of debits is from the lines; None where the bank states no totals."""
    statement_file: str = "专户流水.csv"
    absent: set[str] = field(default_factory=set)
    """What was not handed in: a table (`statement`) or a column (`payroll.signed`)."""

    def asks(self, table: str, column: str = "") -> bool:
        """Tell whether a paper, and a column of it, was handed in."""
        if table == "project":
            return column in self.project
        return table not in self.absent and f"{table}.{column}" not in self.absent

    def text(self, key: str) -> str:
        """Give a text of the project, empty where there is none."""
        return str(self.project.get(key) or "")

    def day(self, key: str) -> date | None:
        """Give a day of the project, or None."""
        value = self.project.get(key)
        return value if isinstance(value, date) else None

    def money(self, key: str) -> Decimal | None:
        """Give an amount or ratio of the project, or None."""
        value = self.project.get(key)
        return value if isinstance(value, Decimal) else None

    def count(self, key: str) -> int | None:
        """Give a whole number of the project, or None."""
        value = self.project.get(key)
        return value if isinstance(value, int) else None

    def due(self, month: date) -> date:
        """Give the due day of a wage month as the project's papers fix it."""
        offset = self.count("pay_month_offset")
        return due_day(month, self.count("pay_day"), 1 if offset is None else offset)

    def rows_of(self, who: int) -> Iterator[PayRow]:
        """Give the payroll rows of a worker."""
        return (row for row in self.payroll if row.who == who)

    def line_of(self, who: int, month: date) -> Line:
        """Give the one line that pays a worker's month."""
        (line,) = (line for line in self.lines if line.wage == (who, month))
        return line

    def balance_anew(self) -> None:
        """Put the lines in the order of the bank and run the balance through them; it may never fall below zero."""
        self.lines.sort(key=lambda line: (line.at, line.key))
        balance = ZERO
        for line in self.lines:
            balance += line.credit - line.debit
            line.balance = balance
            if balance < 0:
                raise ValueError(f"the account of {self.text('project_name')} is overdrawn on {line.at}: {balance}")

    def new_key(self) -> int:
        """Give a key that no line bears yet."""
        return max((line.key for line in self.lines), default=0) + 1
