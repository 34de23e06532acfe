"""Leavers: by when their wages must be settled, and whether they were."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.three_valued import count_of
from wagecheck.law import Law, calendar

_WHO = ["project_id", "worker"]
_WORKING_DAYS = "wage.settle_working_days"
_DAYS = "wage.settle_days"

_OF_MONTHS = ("on_payroll", "net", "paid_off", "paid_off_on", "paid_off_at_least", "owed_at_least")

PARAMETERS = (_WORKING_DAYS, _DAYS)
"""Keys of the law that set the deadline."""


def leavers(stays: pl.DataFrame, months: pl.DataFrame, window: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Say of each worker who has left when his wages should have been settled, and how many months were not.

    He has left when every stay of his has a day of exit; the last of them counts. The deadline is so many working days
    after it where the place says so, else days. A month is settled in time when it was paid off by the deadline; where
    that cannot be told, neither can `months_unsettled`.
    """
    left = (
        stays.group_by(_WHO, maintain_order=True)
        .agg(pl.when(col("exit_date").is_not_null().all()).then(col("exit_date").max()), col("region").first())
        .drop_nulls("exit_date")
    )
    dated = law.attach(left, PARAMETERS, on="exit_date")
    deadlines = (
        calendar.plus_working_days(dated, "exit_date", _WORKING_DAYS, "by_working_days")
        .with_columns(
            settle_deadline=pl.coalesce("by_working_days", col("exit_date").dt.offset_by(pl.format("{}d", _DAYS)))
        )
        .select(*_WHO, "exit_date", "settle_deadline")
        .join(window.select("project_id", "evidence_end"), on="project_id", how="left")
    )
    nets = (
        months.select(*_WHO, *_OF_MONTHS).filter("on_payroll").join(deadlines.select(*_WHO, "settle_deadline"), on=_WHO)
    )
    unpaid = nets.group_by(_WHO).agg(count_of(~_settled()).alias("months_unsettled"))
    return deadlines.join(unpaid, on=_WHO, how="left").with_columns(
        settlement_due=(col("settle_deadline") < on) & (col("settle_deadline") <= col("evidence_end")),
    )


def _settled() -> pl.Expr:
    """Say whether a month was paid off by the deadline: surely, surely not, or null."""
    late = (col("paid_off_at_least") > col("settle_deadline")) | (~col("paid_off") & (col("owed_at_least") > 0))
    return pl.when((col("net") <= 0) | (col("paid_off_on") <= col("settle_deadline"))).then(True).when(late).then(False)
