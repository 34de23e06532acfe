"""Due days: by when the wages of a month must be paid (条例14)."""

import polars as pl
from polars import col

from wagecheck.law import calendar


def due_days(months: pl.DataFrame, project: pl.DataFrame) -> pl.DataFrame:
    """Give the due day of each wage month of a project: project_id, month, due_date.

    The agreed pay day of month + offset (its last day if it has no such day), moved back to the nearest working day.
    Without an agreed pay day: the last day of the following month.
    """
    terms = project.select("project_id", "pay_day", col("pay_month_offset").fill_null(1))
    paid_in = col("month").dt.offset_by(pl.format("{}mo", "pay_month_offset"))
    agreed = pl.min_horizontal(paid_in.dt.offset_by(pl.format("{}d", col("pay_day") - 1)), paid_in.dt.month_end())
    dated = (
        months.select("project_id", "month")
        .unique()
        .join(terms, on="project_id", how="left")
        .with_columns(agreed=pl.when(col("pay_day").is_not_null()).then(agreed))
    )
    return dated.select(
        "project_id",
        "month",
        due_date=pl.coalesce(calendar.shift_back(dated["agreed"]), col("month").dt.offset_by("1mo").dt.month_end()),
    )
