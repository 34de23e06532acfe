"""What the oracle says of a site: passed, failed or unknown, of whom, for which month, at what amount."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from madeup.reckon import Reckoning
from madeup.records import Key
from madeup.site import ZERO, PayRow, Site, Worker


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict on one subject; `passes` is None where the papers do not tell."""

    rule: str
    passes: bool | None
    kind: str
    subject: str | Key
    """A name or number; a key where the subject is a row of a paper."""
    month: str = ""
    amount: Decimal | None = None
    lacks: str = ""
    """`table` or `table.field` that would tell."""


@dataclass
class Case:
    """A site, its reckoning, and what was said of it so far."""

    site: Site
    money: Reckoning
    said: list[Said] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The day of the audit."""
        return self.site.on

    def of_project(
        self,
        rule: str,
        *,
        passes: bool | None,
        amount: Decimal | None = None,
        lacks: str = "",
        month: date | None = None,
    ) -> None:
        """Say something of the project, or of one of its months."""
        if month is None:
            self.said.append(Said(rule, passes, "project", self.site.text("project_id"), "", amount, lacks))
        else:
            label = f"{month:%Y-%m}"
            self.said.append(Said(rule, passes, "month", label, label, amount, lacks))

    def of_worker(
        self,
        rule: str,
        worker: Worker,
        *,
        passes: bool | None,
        month: date | None = None,
        amount: Decimal | None = None,
        lacks: str = "",
    ) -> None:
        """Say something of a worker, or of a month of his."""
        label = f"{month:%Y-%m}" if month else ""
        self.said.append(Said(rule, passes, "worker", worker.name, label, amount, lacks))

    def of(
        self,
        rule: str,
        kind: str,
        subject: str | Key,
        *,
        passes: bool | None,
        month: date | None = None,
        amount: Decimal | None = None,
        lacks: str = "",
    ) -> None:
        """Say something of any other subject."""
        label = f"{month:%Y-%m}" if month else ""
        self.said.append(Said(rule, passes, kind, subject, label, amount, lacks))

    def given(self, key: str) -> bool | None:
        """Tell whether the project's papers give a fact: None where nobody was asked."""
        if key not in self.site.project:
            return None
        return self.site.project[key] not in (None, "", [])

    @property
    def unfinished(self) -> bool:
        """The works go on, as far as the papers say."""
        done = self.site.day("completion_date")
        return done is None or done > self.on

    def attended(self, worker: Worker) -> list[date]:
        """Give the days on the attendance sheets that were handed in."""
        if not self.site.asks("attendance"):
            return []
        months = {(month.year, month.month) for month in self.site.attendance_months}
        return sorted(day for day in worker.marks if (day.year, day.month) in months)

    def days_in(self, worker: Worker, month: date) -> Decimal:
        """Sum a worker's attendance of a month in days."""
        return self._days[worker.who].get(month, ZERO)

    @cached_property
    def _days(self) -> list[dict[date, Decimal]]:
        return [worker.days_by_month() for worker in self.site.workers]

    def has_attendance(self, month: date) -> bool:
        """Tell whether the attendance of a month was handed in."""
        return self.site.asks("attendance") and month in self.site.attendance_months

    @cached_property
    def sheet(self) -> list[PayRow]:
        """Give one payroll row a worker and month: of several the one with the larger net, which is due once."""
        best: dict[tuple[int, date], PayRow] = {}
        for row in self.site.payroll:
            known = best.get((row.who, row.month))
            if known is None or row.net > known.net:
                best[row.who, row.month] = row
        return list(best.values())

    def worker_months(self) -> dict[tuple[int, date], PayRow | None]:
        """Give every worker-month with attendance or a payroll row, and that row."""
        found: dict[tuple[int, date], PayRow | None] = {
            (worker.who, month): None
            for worker in self.site.workers
            for month in self.site.attendance_months
            if self.has_attendance(month) and self.days_in(worker, month)
        }
        found.update({(row.who, row.month): row for row in self.sheet})
        return found


def both(*parts: bool | None) -> bool | None:
    """Join conditions: one false decides, else one unknown makes unknown."""
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def at_most(left: date | Decimal | None, right: date | Decimal | None) -> bool | None:
    """Compare, where both are known."""
    if left is None or right is None:
        return None
    return left <= right  # type: ignore[operator]
