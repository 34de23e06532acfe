"""Project-months: what came into the account for wages, month by month."""

from collections.abc import Mapping
from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.evidence import overlapping
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.funding import may_be_funding
from wagecheck.facts.ledger import Ledger
from wagecheck.facts.month_papers import with_papers
from wagecheck.facts.transaction import TREASURY
from wagecheck.tables import Money, Ratio

_BY_MONTH = ["project_id", "month"]


class ProjectMonth(Fact):
    """一个项目的一个月: one row a calendar month from the start of work. The law's date is the month."""

    allotment_due: pl.Boolean = column("应有拨付", "project.start_date")
    allotted: Money = column("当月人工费拨付", "statement", "project.owner_name")
    allotments: pl.Int32 = column("拨付笔数", "statement")
    progress_known: pl.Boolean = column("有审定工程款和约定比例", "progress", "project.labour_cost_ratio")
    certified: Money = column("审定工程款", "progress.certified_amount")
    labour_ratio: Ratio = column("人工费用比例", "project.labour_cost_ratio")
    agreed_allotment: Money = column("按约定应拨付", "progress.certified_amount", "project.labour_cost_ratio")
    allotted_at_least: Money = column("至少拨付", "statement", "project.owner_name")
    allotted_at_most: Money = column("至多拨付", "statement", "statement.counterparty_name", "project.owner_name")
    papers_due: pl.Boolean = column("应有月度资料", "project.start_date", "statement")
    roster_covers: pl.Boolean = column("花名册覆盖", "roster")
    attendance_covers: pl.Boolean = column("考勤覆盖", "attendance")
    payroll_covers: pl.Boolean = column("工资表覆盖", "payroll")
    statement_covers: pl.Boolean = column("专户流水覆盖", "statement")
    papers_missing: pl.String = column("缺少的资料", "roster", "attendance", "payroll", "statement")


def project_months(tables: Mapping[str, pl.DataFrame], books: Ledger, *, on: date) -> pl.DataFrame:
    """Build the fact rows of project-months: those from the start of work on, and those with measured progress.

    Allotments are due in whole calendar months from the month after the start to the evidence end or completion,
    whichever is first; without a statement, to the day of the audit, and nothing is known of them. Where the owner's
    name is not known, the month lies before the statement begins or in a gap of it, or money came in from somebody
    unnamed, no allotment seen is not none.
    """
    lines = books.lines
    span = (
        tables["project"]
        .join(books.window, on="project_id", how="left")
        .with_columns(
            last=pl.min_horizontal(pl.coalesce("evidence_end", pl.lit(on)), pl.coalesce("completion_date", pl.lit(on)))
        )
    )
    months = (
        span.filter(col("start_date") <= col("last"))
        .with_columns(month=pl.date_ranges(col("start_date").dt.month_start(), col("last").dt.month_start(), "1mo"))
        .explode("month")
    )
    months = _with_gaps(_with_progress(months, span, tables["progress"]), books.gaps)
    seen = (
        lines.filter(col("kind") == "allotment")
        .group_by("project_id", col("booked_at").dt.date().dt.month_start().alias("month"))
        .agg(col("credit").sum().alias("sum"), pl.len().alias("n"), col("rid").sort().alias("sources"))
    )
    begun = col("evidence_from").is_null() | (col("evidence_from") <= col("month"))
    shown = col("evidence_end").is_not_null() & begun & ~col("gapped")
    told = shown & col("owner_name").is_not_null() & ~col("unclear").fill_null(False)
    silent = pl.when(told).then(pl.lit(0).cast(pl.Decimal(18, 2)))
    unclear = (
        lines.filter(may_be_allotment())
        .select("project_id", col("booked_at").dt.date().dt.month_start().alias("month"), pl.lit(True).alias("unclear"))
        .unique()
    )
    return (
        with_papers(months, tables, books.torn)
        .join(seen, on=_BY_MONTH, how="left")
        .join(unclear, on=_BY_MONTH, how="left")
        .join(_doubtful(lines), on=_BY_MONTH, how="left")
        .with_columns(
            law_date=col("month"),
            subject=col("month").dt.strftime("%Y-%m"),
            subject_name=col("project_name"),
            allotment_due=(col("month") > col("start_date").dt.month_start())
            & (col("month").dt.month_end() <= col("last")),
            allotted=pl.coalesce(col("sum"), silent),
            allotments=col("n"),
            papers_due=pl.when(col("evidence_end").is_not_null() & col("start_date").is_not_null()).then(
                col("working") & (col("month").dt.month_end() <= col("evidence_end"))
            ),
            **_allotted(shown),
        )
    )


def _with_gaps(months: pl.DataFrame, gaps: pl.DataFrame) -> pl.DataFrame:
    """Say of each month whether the statement may lack lines of it."""
    ends = months.select(*_BY_MONTH, month_end=col("month").dt.month_end())
    gapped = overlapping(ends, gaps, "month", "month_end").select(*_BY_MONTH, gapped=pl.lit(value=True)).unique()
    return months.join(gapped, on=_BY_MONTH, how="left").with_columns(col("gapped").fill_null(value=False))


def _with_progress(months: pl.DataFrame, span: pl.DataFrame, progress: pl.DataFrame) -> pl.DataFrame:
    """Add what was certified in each month, and rows for months with progress that are none of the months of work."""
    certified = (
        progress.drop_nulls("month")
        .group_by(_BY_MONTH)
        .agg(
            pl.when(col("certified_amount").is_not_null().all()).then(col("certified_amount").sum()).alias("certified"),
            pl.lit(value=True).alias("measured"),
        )
    )
    other = span.join(certified.select(_BY_MONTH), on="project_id").join(months, on=_BY_MONTH, how="anti")
    rows = [months.with_columns(working=pl.lit(value=True)), other.with_columns(working=pl.lit(value=False))]
    return pl.concat(rows, how="diagonal").join(certified, on=_BY_MONTH, how="left")


def _doubtful(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum by month the credits that may be allotments."""
    month = col("booked_at").dt.date().dt.month_start().alias("month")
    return lines.filter(may_be_funding()).group_by("project_id", month).agg(col("credit").sum().alias("doubtful"))


def _allotted(shown: pl.Expr) -> dict[str, pl.Expr]:
    """Give what was allotted at least and at most, beside what had to be; a month not wholly shown has no most."""
    wide = pl.Decimal(38, 8)
    sure = col("sum").fill_null(0)
    whole = shown & (col("month").dt.month_end() <= col("evidence_end"))
    return {
        "progress_known": col("measured").fill_null(value=False) & col("labour_cost_ratio").is_not_null(),
        "labour_ratio": col("labour_cost_ratio"),
        "agreed_allotment": (col("certified").cast(wide) * col("labour_cost_ratio").cast(wide)).round(2),
        "allotted_at_least": pl.when(col("evidence_end").is_not_null()).then(sure),
        "allotted_at_most": pl.when(whole).then(sure + col("doubtful").fill_null(0)),
    }


def may_be_allotment() -> pl.Expr:
    """Say whether a credit may be an allotment after all: from nobody named, or a treasury, the funding unknown."""
    treasury = col("payee").str.contains(TREASURY) & col("funding").is_null()
    return (col("kind") == "other_in") & (col("credit") > 0) & (col("payee").is_null() | treasury)
