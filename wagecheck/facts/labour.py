"""Who worked when: attendance of a worker in a month, and the payroll that answers it."""

from datetime import date, timedelta

import polars as pl
from polars import col

from wagecheck.facts import payroll_cells
from wagecheck.facts.joins import beside, without
from wagecheck.facts.names import bearing, is_person

_WORKER = ["project_id", "worker"]
_HOLD_FOR_ALL = ("signed_by_worker", "signed_asked", "is_reviewed", "reviewed_asked", "pay_method_asked")


def by_day(attendance: pl.DataFrame) -> pl.DataFrame:
    """Join the rows of a worker and day into one, however many speak of it: project_id, worker, month, date.

    `days` and `overtime_hours` are the most that any row says, null where no row says it; `rid` is the first row.
    """
    return (
        attendance.filter(col("worker").is_not_null() & col("month").is_not_null() & col("date").is_not_null())
        .group_by(*_WORKER, "month", "date")
        .agg(col("days", "overtime_hours").max(), col("employer", "team").first(ignore_nulls=True), col("rid").min())
    )


def attended(attendance: pl.DataFrame, days: pl.DataFrame, on: date) -> pl.DataFrame:
    """Sum attendance by worker and month: project_id, worker, month, days, overtime_hours, late_days (after the audit).

    `days` is `by_day` of the attendance. A month for which there are no days counts as its list says, and
    whether some of its days lie after the audit is not known where the month ends after it. `unread` says that some
    mark of the month could not be read: the days are then at least so many.
    """
    daily = days.group_by(*_WORKER, "month").agg(
        col("days").sum(),
        _sum_of_known("overtime_hours"),
        (col("days").null_count() > 0).alias("unread"),
        (col("date") > on).sum().cast(pl.Int32).alias("late_days"),
        col("employer", "team").sort_by("rid").first(ignore_nulls=True),
        col("rid").min(),
    )
    monthly = without(_by_month(attendance, on), daily, [*_WORKER, "month"])
    return pl.concat([daily, monthly], how="vertical_relaxed")


def _by_month(attendance: pl.DataFrame, on: date) -> pl.DataFrame:
    """Join the rows of a worker and month without days into one. Nearly all have one row, which is not grouped."""
    key = [*_WORKER, "month"]
    shown = (
        attendance.select(
            *key, "date", "days", "overtime_hours", "employer", "team", "rid", unread=col("days").is_null()
        )
        .filter(col("worker").is_not_null() & col("month").is_not_null() & col("date").is_null())
        .drop("date")
    )
    several = shown.select(pl.struct(key).hash()).to_series().is_duplicated()
    joined = (
        shown.filter(several)
        .group_by(key)
        .agg(
            col("days", "overtime_hours").max(),
            col("employer", "team").first(ignore_nulls=True),
            col("rid").min(),
            col("unread").any(),
        )
    )
    over = (col("month") < (on + timedelta(days=1)).replace(day=1)) | (col("days") == 0)
    return pl.concat([joined, shown.filter(~several)]).select(
        *key,
        *("days", "overtime_hours", "unread"),
        pl.when(over).then(pl.lit(0, pl.Int32)).alias("late_days"),
        *("employer", "team", "rid"),
    )


def one_a_day(months: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Let a day count once at most in the days of worker-months: ten hours are 1.25 days of work, and one day.

    `days` is `by_day` of their attendance; months of which only a sum is known stay as they are.
    """
    present = days.group_by(*_WORKER, "month").agg(col("days").clip(upper_bound=1).sum().alias("present_days"))
    return (
        beside(months, present, [*_WORKER, "month"])
        .with_columns(days=pl.when(col("days") > col("present_days")).then("present_days").otherwise("days"))
        .drop("present_days")
    )


def payroll_months(payroll: pl.DataFrame) -> pl.DataFrame:
    """Join the payroll rows of a worker and month into one: what is due once.

    Back-pay rows add nothing to what is due and are left out. Several rows of one employer count once, at the larger
    net; rows of different employers add up. Signed and reviewed hold only if every row is.
    """
    rows = payroll_cells.marked(payroll).filter(col("worker").is_not_null() & ~col("is_back_pay").fill_null(False))
    several = rows.select(pl.struct(*_WORKER, "month").hash()).to_series().is_duplicated()
    joined = _joined(rows.filter(several))
    return pl.concat([joined, _alone(rows.filter(~several)).select(joined.columns).cast(joined.schema)])


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Say of worker-months with a single row, as nearly all are, what `_joined` would."""
    reason = col("deduction_reason")
    return rows.select(
        *_WORKER,
        "month",
        *("net", "gross", "deductions", "rate", *_HOLD_FOR_ALL),
        excluded_items=col("excluded_items").fill_null(0),
        payroll_days=col("days"),
        amounts_given=col("gross").is_not_null() & col("net").is_not_null(),
        arithmetic_gap=(col("gross") - col("deductions") - col("net")).abs(),
        deduction_reason=reason.fill_null(""),
        deduction_reasons=pl.when(col("deductions") > 0).then(pl.concat_list(reason)).otherwise(pl.lit([])),
        pay_methods=pl.concat_list("pay_method"),
        same_rows=pl.lit(1, pl.Int32),
        same_rows_note=pl.lit(None, pl.String),
        payroll_employer=col("employer"),
        payroll_team=col("team"),
        payroll_rows=pl.concat_list("rid"),
    )


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Join the rows of worker-months with several."""
    once = (
        rows.sort("net", "rid", descending=[True, False])
        .group_by(*_WORKER, "month", "employer", maintain_order=True)
        .agg(
            col("net", "gross", "excluded_items", "deductions", "deduction_reason", "days", "rate", "team").first(),
            *payroll_cells.duplicates(),
            *(_all_or_unknown(name) for name in _HOLD_FOR_ALL),
            col("pay_method").alias("pay_methods"),
            col("rid"),
        )
        .with_columns(gap=(col("gross") - col("deductions") - col("net")).abs())
    )
    return once.group_by(*_WORKER, "month").agg(
        _sum_or_unknown("net").cast(pl.Decimal(18, 2)),
        *(_sum_or_unknown(name) for name in ("gross", "deductions")),
        col("excluded_items").sum().cast(pl.Decimal(18, 2)),
        _sum_or_unknown("days").alias("payroll_days"),
        pl.when(pl.len() == 1).then(col("rate").first()).alias("rate"),
        (col("gross").is_not_null() & col("net").is_not_null()).all().alias("amounts_given"),
        pl.when(col("gap").is_not_null().all()).then(col("gap").max()).alias("arithmetic_gap"),
        col("deduction_reason").filter(col("deduction_reason") != "").unique(maintain_order=True).str.join("、"),
        col("deduction_reason").filter(col("deductions") > 0).alias("deduction_reasons"),
        *(_all_or_unknown(name) for name in _HOLD_FOR_ALL),
        col("pay_methods").explode(keep_nulls=True, empty_as_null=True),
        col("same_rows").max(),
        col("same_rows_note").drop_nulls().first(),
        col("employer").drop_nulls().sort().first().alias("payroll_employer"),
        col("team").drop_nulls().sort().first().alias("payroll_team"),
        col("rid").list.explode(keep_nulls=False, empty_as_null=False).sort().alias("payroll_rows"),
    )


def signed_by_worker() -> pl.Expr:
    """Read a signature cell: true for the worker's name or a mark, false for another person's name, null for the rest.

    An empty cell under a signature heading is not signed.
    """
    text = col("signed").str.strip_chars()
    yes = text.str.contains(r"^(?i:√|✓|✔|是|有|已签.*|已签字|签字|本人.*|手印|按手印|指纹|y|yes|1|true|o|○)$") | (
        bearing(text) == bearing(col("name"))
    )
    no = text.str.contains(r"^(?i:×|✗|x|否|无|未|未签.*|没有|n|no|0|false|代.*|他人.*)$")
    someone = is_person("signed") & (bearing(text) != bearing(col("name")))
    return (
        pl.when(yes)
        .then(True)
        .when(no | someone)
        .then(False)
        .when(col("signed").is_null() & col("signed_asked"))
        .then(False)
    )


def _all_or_unknown(name: str) -> pl.Expr:
    """Say true if all are, false if any is not, else null: a null is never skipped."""
    return (
        pl.when((~col(name)).any()).then(False).when(col(name).is_null().any()).then(None).otherwise(True).alias(name)
    )


def _sum_or_unknown(name: str) -> pl.Expr:
    """Sum, or null as soon as one part is unknown."""
    return pl.when(col(name).is_not_null().all()).then(col(name).sum()).alias(name)


def _sum_of_known(name: str) -> pl.Expr:
    """Sum what is known: an empty cell among filled ones is none. Null where nothing is known."""
    return pl.when(col(name).is_not_null().any()).then(col(name).sum()).alias(name)
