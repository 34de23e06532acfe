"""One worker's evidence sheet: what was earned, paid and owed, month by month."""

from dataclasses import dataclass
from enum import StrEnum

from wagecheck.model.finding import Source


class MonthState(StrEnum):
    """How a worker-month stands on the day of the audit."""

    OWED = "owed"
    PAID = "paid"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class SlipPayment:
    """What one payment settles of a month, in yuan."""

    day: str
    amount: str
    reference: str
    """The bank's number of the transaction or batch; empty where the papers give none."""
    source: Source


@dataclass(frozen=True, slots=True)
class SlipMonth:
    """One wage month of a worker, in yuan: due = paid + owed + unjudged, where the wages are known."""

    month: str
    state: MonthState
    days: str
    """Days worked by attendance, else by payroll; empty where neither tells."""
    due: str
    """Empty where no payroll gives it."""
    due_date: str
    paid: str
    """Empty where no statement shows payments."""
    owed: str
    unjudged: str
    missing: str
    """The paper that would tell of what is not judged: `table` or `table.field`."""
    payments: tuple[SlipPayment, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class WorkerSlip:
    """A worker of one project; sums are over months that are owed, which fell due before the audit day."""

    project_id: str
    project: str
    place: str
    contractor: str
    owner: str
    worker_id: str
    """Masked unless the run reveals numbers; empty where only the name is known."""
    name: str
    phone: str
    employer: str
    team: str
    entry_date: str
    exit_date: str
    evidence_from: str
    evidence_end: str
    """Days that the statement can show; empty without one."""
    months: tuple[SlipMonth, ...]
    owed: str
    owed_months: int
    unjudged_months: int
