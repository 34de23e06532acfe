"""When somebody was there: the first and the last day of attendance, as closely as the papers tell.

Where only the days of a month are known, n of them, the first lies between the 1st and the n-th day from the end, the
last between the n-th day and the end. A list of a month is not heard where its days are there as well. A mark
that could not be read may be a day of attendance or none, a month's sum days or none.
"""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.joins import without
from wagecheck.facts.three_valued import any_of, count_of

_WHO = ["project_id", "worker"]


def presence(spans: pl.DataFrame) -> pl.DataFrame:
    """Bound the first and last day of each worker: project_id, worker, attended_by_day, began_from … ended_by.

    The first day lies in `began_from` … `began_by`, the last in `ended_from` … `ended_by`.
    """
    return spans.group_by(_WHO).agg(any_of(col("by_day")).alias("attended_by_day"), *_bounds())


def project_end(spans: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Bound the last day of attendance of each project: project_id, site_ended_from, site_ended_by.

    What is dated after the audit cannot be true, and would let everybody else look long gone.
    """
    past = spans.filter(col("first_from") <= on)
    return past.group_by("project_id").agg(col("last_from").max().alias("site_ended_from"), _end())


def outside(attendance: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Count the days of attendance of each worker that no stay of his covers: project_id, worker, days_outside.

    Also the first of them, `first_outside`. A stay without a day of exit goes on; one without a day of entry may cover
    any day up to its exit, and then the count is not known.
    """
    rows = _worked(attendance).drop_nulls("date")
    ends = rows.group_by(_WHO).agg(col("date").min().alias("first"), col("date").max().alias("last"))
    held = stays.select(*_WHO, "entry_date", "exit_date")
    there = ends.join(held, on=_WHO).filter(
        (col("entry_date") <= col("first")) & (col("exit_date") >= col("last")).fill_null(value=True)
    )
    rest = rows.join(there, on=_WHO, how="anti")
    return pl.concat([_outside(rest, held), _nothing_outside(there)], how="vertical_relaxed")


def _outside(rows: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Look at each day on which each worker was there."""
    days = rows.group_by(*_WHO, "date").agg(any_of(col("worked")).alias("worked"))
    covered = (col("entry_date") <= col("date")) & (col("date") <= col("exit_date")).fill_null(value=True)
    by_day = (
        days.join(held, on=_WHO).group_by(*_WHO, "date").agg((any_of(col("worked")) & ~any_of(covered)).alias("out"))
    )
    return by_day.group_by(_WHO).agg(
        count_of(col("out")).alias("days_outside"), col("date").filter(col("out")).min().alias("first_outside")
    )


def _nothing_outside(there: pl.DataFrame) -> pl.DataFrame:
    """Say of workers whom one stay covers from the first day to the last that no day lies outside."""
    nothing = {"days_outside": pl.lit(0, pl.Int32), "first_outside": pl.lit(None, pl.Date)}
    return there.select(_WHO).unique().with_columns(**nothing)


def _worked(attendance: pl.DataFrame) -> pl.DataFrame:
    """Select the rows that are, or may be, attendance: `worked` is null for a mark that could not be read."""
    worked = attendance.select(*_WHO, "month", "date", "days", worked=col("days") > 0)
    return worked.filter(col("worker").is_not_null() & col("worked").fill_null(True))


def spans_of(attendance: pl.DataFrame) -> pl.DataFrame:
    """Give each day, and each month for which there are no days, the bounds of its first and last day."""
    rows = _worked(attendance)
    daily = rows.drop_nulls("date").select(
        *_WHO,
        "month",
        by_day="worked",
        first_from="date",
        first_by=pl.when("worked").then("date"),
        last_from=pl.when("worked").then("date"),
        last_by="date",
    )
    sums = rows.filter(col("date").is_null() & col("month").is_not_null())
    length, days = col("month").dt.days_in_month().cast(pl.Int32), col("days").ceil().cast(pl.Int32)
    monthly = (
        without(sums, daily, [*_WHO, "month"])
        .select(*_WHO, "month", "worked", length=length, days=days)
        .select(
            *_WHO,
            "month",
            by_day=pl.lit(False),
            first_from="month",
            first_by=pl.when("worked").then(_after("month", col("length") - col("days").clip(upper_bound=28))),
            last_from=pl.when("worked").then(_after("month", pl.min_horizontal("days", "length") - 1)),
            last_by=_after("month", col("length") - 1),
        )
    )
    return pl.concat([daily, monthly])


def _after(day: str, days: pl.Expr) -> pl.Expr:
    """Give the day so many days after another. Polars reckons whole days far faster than ends of months."""
    return col(day) + pl.duration(days=days)


def _bounds() -> list[pl.Expr]:
    return [
        col("first_from").min().alias("began_from"),
        col("first_by").min().alias("began_by"),
        col("last_from").max().alias("ended_from"),
        col("last_by").max().alias("ended_by"),
    ]


def _end() -> pl.Expr:
    return col("last_by").max().alias("site_ended_by")
