"""Project-months: what came into the account for wages, month by month."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.transaction import TREASURY
from wagecheck.tables import Money


class ProjectMonth(Fact):
    """一个项目的一个月: one row a calendar month from the start of work. The law's date is the month."""

    allotment_due: pl.Boolean = column("应有拨付", "project.start_date")
    allotted: Money = column("当月人工费拨付", "statement", "project.owner_name")
    allotments: pl.Int32 = column("拨付笔数", "statement")


def project_months(project: pl.DataFrame, lines: pl.DataFrame, window: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Build the fact rows of project-months.

    Allotments are due in whole calendar months from the month after the start to the evidence end or completion,
    whichever is first; without a statement, to the day of the audit, and nothing is known of them. Where the owner's
    name is not known, the month lies before the statement begins, or money came in from somebody unnamed, no
    allotment seen is not none.
    """
    span = project.join(window, on="project_id", how="left").with_columns(
        last=pl.min_horizontal(pl.coalesce("evidence_end", pl.lit(on)), pl.coalesce("completion_date", pl.lit(on)))
    )
    months = (
        span.filter(col("start_date") <= col("last"))
        .with_columns(month=pl.date_ranges(col("start_date").dt.month_start(), col("last").dt.month_start(), "1mo"))
        .explode("month")
    )
    seen = (
        lines.filter(col("kind") == "allotment")
        .group_by("project_id", col("booked_at").dt.date().dt.month_start().alias("month"))
        .agg(col("credit").sum().alias("sum"), pl.len().alias("n"), col("rid").sort().alias("sources"))
    )
    shown = col("evidence_end").is_not_null() & (
        col("evidence_from").is_null() | (col("evidence_from") <= col("month"))
    )
    told = shown & col("owner_name").is_not_null() & ~col("unclear").fill_null(False)
    silent = pl.when(told).then(pl.lit(0).cast(pl.Decimal(18, 2)))
    unclear = (
        lines.filter(may_be_allotment())
        .select("project_id", col("booked_at").dt.date().dt.month_start().alias("month"), pl.lit(True).alias("unclear"))
        .unique()
    )
    by_month = ["project_id", "month"]
    return (
        months.join(seen, on=by_month, how="left")
        .join(unclear, on=by_month, how="left")
        .with_columns(
            law_date=col("month"),
            subject=col("month").dt.strftime("%Y-%m"),
            subject_name=col("project_name"),
            allotment_due=(col("month") > col("start_date").dt.month_start())
            & (col("month").dt.month_end() <= col("last")),
            allotted=pl.coalesce(col("sum"), silent),
            allotments=col("n"),
        )
    )


def may_be_allotment() -> pl.Expr:
    """Say whether a credit may be an allotment after all: from nobody named, or a treasury, the funding unknown."""
    treasury = col("payee").str.contains(TREASURY) & col("funding").is_null()
    return (col("kind") == "other_in") & (col("credit") > 0) & (col("payee").is_null() | treasury.fill_null(False))
