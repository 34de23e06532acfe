"""The wage account of a made-up site: what the owner allots, what reaches the workers, fees and interest."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from madeup.days import DAY, due_day, month_end, months_between, working_days_after, working_days_before
from madeup.numbers import account_number
from madeup.plan import Plan
from madeup.site import CENT, ZERO, Line, PayRow, Worker

LABOUR_RATIO = Decimal("0.20")
SETTLED_FROM = 16
"""The hour from which leavers are settled with; the regular pay day is in the morning."""


@dataclass
class Books:
    """What the account's lines are written from."""

    plan: Plan
    rng: Random
    workers: list[Worker]
    payroll: list[PayRow]


def write_lines(books: Books, opened: date) -> list[Line]:
    """Write all lines of the account up to the evidence end; it opens with enough to stay above zero."""
    plan = books.plan
    lines = [line for line in _lines(books) if line.at.date() <= plan.evidence_end]
    lines.sort(key=lambda line: (line.at, line.key))
    balance = lowest = ZERO
    for line in lines:
        balance += line.credit - line.debit
        lowest = min(lowest, balance)
    deposit = -lowest // 10_000 * 10_000 + 60_000
    first = _credit(
        _at(opened, 10, 12), Decimal(deposit), plan.contractor_name, contractor_account(plan), "专户启用资金补足"
    )
    lines.insert(0, first)
    for key, line in enumerate(lines, start=1):
        line.key = key
    return lines


def allotments(books: Books) -> dict[date, Decimal]:
    """Give what the owner allots for each wage month: a little more than its wages, in whole thousands."""
    wages: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for row in books.payroll:
        wages[row.month] += row.net
    return {month: (total * Decimal("1.02") // 1000 + 1) * 1000 for month, total in sorted(wages.items())}


def owner_account(plan: Plan) -> str:
    """Give the account from which the owner pays."""
    return account_number(plan.number + 1, "中国建设银行")


def contractor_account(plan: Plan) -> str:
    """Give the contractor's own account, from which it tops up."""
    return account_number(plan.number + 2, "中国农业银行")


def _at(day: date, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second))


def _credit(at: datetime, amount: Decimal, name: str, account: str, summary: str) -> Line:
    return Line(0, at, ZERO, amount.quantize(CENT), name, account, summary)


def _debit(at: datetime, amount: Decimal, name: str, account: str, summary: str) -> Line:
    return Line(0, at, amount.quantize(CENT), ZERO, name, account, summary)


def _lines(books: Books) -> Iterator[Line]:
    yield from _allotments(books)
    yield from _wages(books)
    yield from _interest(books)


def _allotments(books: Books) -> Iterator[Line]:
    """Let the owner pay in the last working days of each month; of government projects at times the treasury."""
    plan = books.plan
    for index, (month, amount) in enumerate(allotments(books).items()):
        day = working_days_before(month_end(month), books.rng.randrange(0, 4))
        treasury = plan.funding == "政府投资" and index % 3 == 2  # noqa: PLR2004 - every third month
        name = f"{plan.district_name}财政国库支付中心" if treasury else plan.owner_name
        account = account_number(plan.number + 3, "") if treasury else owner_account(plan)
        words = f"{month:%Y}年{month.month}月人工费拨付"
        yield _credit(_at(day, 14, books.rng.randrange(60)), amount, name, account, words)


def pay_day_of(plan: Plan, employer: str, month: date) -> date:
    """Give the day on which an employer's crew is paid: one to three working days before the wages fall due."""
    firms = (plan.contractor_name, *plan.partner_names)
    return working_days_before(due_day(month, plan.pay_day, 1), 1 + firms.index(employer) % 3)


def _wages(books: Books) -> Iterator[Line]:
    """Pay each row to its worker's own card; who leaves is settled with two working days after the last one."""
    plan = books.plan
    batches: dict[datetime, list[PayRow]] = defaultdict(list)
    for row in books.payroll:
        worker = books.workers[row.who]
        day = pay_day_of(plan, worker.employer, row.month)
        turn = (plan.contractor_name, *plan.partner_names).index(worker.employer)
        start = _at(day, 9, 30) + turn * timedelta(minutes=9)
        if worker.exit and (settled := working_days_after(worker.exit, 2)) < day:
            start = _at(settled, SETTLED_FROM, 5)
        batches[start].append(row)
    for start, rows in sorted(batches.items()):
        for index, row in enumerate(rows):
            worker = books.workers[row.who]
            regular = start.hour < SETTLED_FROM
            words = f"{row.month:%Y}年{row.month.month}月农民工工资" if regular else f"{row.month.month}月工资结清"
            line = _debit(start + timedelta(seconds=2 * index), row.net, worker.name, worker.card, words)
            line.wage = (row.who, row.month)
            yield line
        fee = Decimal("0.50") * len(rows)
        yield _debit(start + timedelta(seconds=2 * len(rows) + 30), fee, "", "", "手续费")


def _interest(books: Books) -> Iterator[Line]:
    """Credit interest on the 21st of the last month of each quarter."""
    plan = books.plan
    for month in months_between(plan.first, plan.evidence_end):
        if month.month % 3 == 0 and month > plan.first:
            amount = Decimal(books.rng.randrange(9_000, 48_000)) / 100
            yield _credit(_at(month + 20 * DAY, 3, 15), amount, "", "", "利息")
