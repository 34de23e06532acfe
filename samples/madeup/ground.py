"""The ground that trouble is planted in: picks workers and lines so that one plant does not tread on another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from random import Random

from madeup.records import Key
from madeup.site import ZERO, Line, PayRow, Site, Worker
from madeup.verdicts import Said


@dataclass(frozen=True)
class Planted:
    """What was planted, in words, what must be found of it, and which rules it may set off besides."""

    words: str
    expects: list[Said] = field(default_factory=list)
    besides: frozenset[str] = frozenset()
    balanced: bool = False
    """The plant has run the balance itself, and it must stay as it is."""


Plant = Callable[["Ground"], Planted]
"""Plants trouble into a site."""


@dataclass
class Ground:
    """A site under the plough, and the workers that some plant has already taken."""

    site: Site
    taken: set[int] = field(default_factory=set)
    rng: Random | None = None
    """Picks at random; without one the picks are spread evenly."""

    def pick(
        self,
        count: int,
        *,
        team: str = "",
        trade: str = "",
        firm: int | None = None,
        least_days: tuple[date, Decimal] | None = None,
    ) -> list[Worker]:
        """Take ordinary men who worked and were paid in every month; `firm` 0 is the contractor, 1 … its partners."""
        firms = [self.site.text("contractor_name"), *(firm.name for firm in self.site.subcontractors)]
        found = [
            worker
            for worker in self.site.workers
            if self._is_ordinary(worker)
            and team in ("", worker.team)
            and trade in ("", worker.trade)
            and (firm is None or worker.employer == firms[firm])
            and (least_days is None or worker.days_in(least_days[0]) > least_days[1])
        ]
        if len(found) < count:
            raise ValueError(f"only {len(found)} of {count} workers are left to pick in {team or trade or firm}")
        step = len(found) // count
        chosen = self.rng.sample(found, count) if self.rng else found[::step][:count]
        self.taken |= {worker.who for worker in chosen}
        return chosen

    def _is_ordinary(self, worker: Worker) -> bool:
        plain = not worker.woman and not worker.leader and worker.basis == "日" and worker.on_roster
        stays = worker.exit is None and len(list(self.site.rows_of(worker.who))) == len(self.site.months)
        return plain and stays and worker.who not in self.taken

    def row(self, worker: Worker, month: date) -> PayRow:
        """Give a worker's payroll row of a month."""
        (row,) = (row for row in self.site.rows_of(worker.who) if row.month == month)
        return row

    def line(self, worker: Worker, month: date) -> Line:
        """Give the line that pays a worker's month."""
        return self.site.line_of(worker.who, month)

    def add_line(self, day: date, amount: Decimal, name: str, account: str, summary: str, *, hour: int = 15) -> Line:
        """Book a line: a negative amount goes out, a positive one comes in."""
        key = self.site.new_key()
        at = datetime.combine(day, time(hour, key % 60))
        line = Line(key, at, max(-amount, ZERO), max(amount, ZERO), name, account, summary)
        self.site.lines.append(line)
        return line

    def set_net(self, row: PayRow, *, gross: Decimal, deductions: Decimal, reason: str | None) -> None:
        """Change what a row pays, and the line that pays it."""
        row.gross, row.deductions, row.reason, row.net = gross, deductions, reason, gross - deductions
        self.site.line_of(row.who, row.month).debit = row.net

    def project(self, rule: str, *, amount: Decimal | None = None) -> Said:
        """Expect a finding of the project."""
        return Said(rule, passes=False, kind="project", subject=self.site.text("project_id"), amount=amount)


def plant(site: Site, plants: Iterable[Plant], rng: Random | None = None) -> list[Planted]:
    """Plant trouble into a site, one thing after another, and let the balance run anew; hidden_line must come last."""
    ground = Ground(site, rng=rng)
    planted = [each(ground) for each in plants]
    if not any(each.balanced for each in planted):
        site.balance_anew()
    return planted


def worker(rule: str, who: Worker, month: date | None = None, amount: Decimal | None = None) -> Said:
    """Expect a finding of a worker."""
    return Said(rule, passes=False, kind="worker", subject=who.name, month=label(month), amount=amount)


def row(rule: str, kind: str, subject: str | Key, amount: Decimal | None = None) -> Said:
    """Expect a finding of a row of a paper, a card, a team …"""
    return Said(rule, passes=False, kind=kind, subject=subject, amount=amount)


def label(month: date | None) -> str:
    """Write a month as findings bear it."""
    return f"{month:%Y-%m}" if month else ""
