"""How long the wage account lasts: what the recent past says of the next months. A warning, never a finding."""

from dataclasses import dataclass
from enum import StrEnum


class RunwayState(StrEnum):
    """What the reckoning comes to."""

    SHORT = "short"
    """Some payroll within the horizon is more than the account will hold."""
    ENOUGH = "enough"
    DONE = "done"
    """Nothing is left to pay."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Runway:
    """The reckoning of one project, in yuan, with all that it assumes."""

    state: RunwayState
    missing: tuple[str, ...] = ()
    """Why nothing can be said: statement | balance | accounts | closed | payroll | allotments."""
    since: str = ""
    """Last day that the statement shows: the reckoning starts from its balance."""
    balance: str = ""
    overdue: str = ""
    """Owed on that day: paid first."""
    payroll: str = ""
    """What a month's payroll comes to: the median of the last ones."""
    payroll_months: int = 0
    allotment: str = ""
    """What is allotted at a time: the median of the last ones; empty where allotments have stopped."""
    allotment_months: int = 0
    allotment_every: int = 0
    """Months from one allotment to the next; 0 where they have stopped."""
    allotment_day: int = 0
    """Day of the month on which it comes."""
    last_allotment: str = ""
    until: str = ""
    """Last day that is reckoned."""
    day: str = ""
    """Of the first shortage."""
    amount: str = ""
    month: str = ""
    """Wage month that cannot be paid in full; empty where it is what is owed already."""
