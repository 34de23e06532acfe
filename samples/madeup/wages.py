"""The payroll of a made-up site: days x rate, a few lawful deductions, the worker's own signature."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from madeup.plan import Plan
from madeup.site import CENT, ZERO, PayRow, Worker

PAID_DAYS = Decimal("21.75")


def gross_of(worker: Worker, days: Decimal) -> Decimal:
    """Give what a worker earned in so many days, by day or by month."""
    if worker.basis == "日":
        return yuan(worker.wage * days)
    return yuan(worker.wage * min(Decimal(1), days / PAID_DAYS))


def yuan(amount: Decimal) -> Decimal:
    """Round to the cent, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def make_payroll(plan: Plan, rng: Random, workers: list[Worker]) -> list[PayRow]:
    """Write the payroll of every month, one row for each who worked in it."""
    rows = []
    days_of = [worker.days_by_month() for worker in workers]
    for month in plan.wage_months:
        for worker in workers:
            if days := days_of[worker.who].get(month):
                taken, reason = _deduction(plan, rng, worker, gross_of(worker, days))
                rows.append(pay_row(worker, month, days, taken, reason))
    return rows


def pay_row(worker: Worker, month: date, days: Decimal, taken: Decimal = ZERO, reason: str | None = None) -> PayRow:
    """Write one row, signed and reviewed."""
    gross = gross_of(worker, days)
    return PayRow(
        who=worker.who,
        month=month,
        days=days,
        rate=worker.wage,
        gross=gross,
        deductions=taken,
        reason=reason,
        net=gross - taken,
        card=worker.card,
        signed=worker.name,
        reviewed="已审核",
    )


def _deduction(plan: Plan, rng: Random, worker: Worker, gross: Decimal) -> tuple[Decimal, str | None]:
    """Take off what may be taken off: the own crew's share of insurance, an advance on wages, income tax."""
    luck = rng.random()
    if gross < 3000:  # noqa: PLR2004 - nothing is taken off a short month
        return ZERO, None
    if worker.employer == plan.contractor_name:
        return Decimal("412.65"), "社保"
    if luck < 0.05:  # noqa: PLR2004 - a guess at life
        return Decimal(rng.randrange(2, 6) * 100), "预支"
    if luck < 0.08 and gross > 5000:  # noqa: PLR2004 - tax is due above 5000 yuan a month
        return yuan((gross - 5000) * Decimal("0.03")), "个税"
    return ZERO, None
