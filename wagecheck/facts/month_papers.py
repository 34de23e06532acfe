"""Which papers cover which month of a project (条例50: they must be there to be shown)."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.torn import unless_torn

_MONTH = ["project_id", "month"]
_SHEET = ["project_id", "file", "sheet"]


def with_papers(months: pl.DataFrame, tables: Mapping[str, pl.DataFrame], torn: pl.DataFrame) -> pl.DataFrame:
    """Add to months whether roster, attendance, payroll and statement cover them; null of a paper not handed in.

    Of a `torn` paper no month is known to be missing.

    `months`: project_id, month, start_date, statement_from, statement_through, evidence_from, evidence_end. A month of
    the statement is covered from its first day, or from the start of work, on, and by some sheet at all.
    """
    covered = months.select(*_MONTH, month_end=col("month").dt.month_end())
    stays = covered.join(tables["roster"].select("project_id", "entry_date", "exit_date"), on="project_id").filter(
        (col("entry_date") <= col("month_end")).fill_null(value=True)
        & (col("exit_date") >= col("month")).fill_null(value=True)
    )
    known = months
    for name, rows in (("roster", stays), *((paper, tables[paper]) for paper in ("attendance", "payroll"))):
        seen = rows.select(_MONTH).unique().with_columns(pl.lit(value=True).alias("seen"))
        there = tables[name].select("project_id", pl.lit(value=True).alias("there")).unique()
        known = (
            known.join(seen, on=_MONTH, how="left")
            .join(there, on="project_id", how="left")
            .with_columns(pl.when("there").then(col("seen").fill_null(value=False)).alias(f"{name}_covers"))
            .drop("seen", "there")
        )
    told = _with_statement(known, covered, tables)
    flags = {f"{paper}_covers": paper for paper in ("roster", "attendance", "payroll", "statement")}
    return unless_torn(told, torn, flags).with_columns(papers_missing=_missing())


def _with_statement(known: pl.DataFrame, covered: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    day = col("booked_at").dt.date()
    sheets = (
        tables["statement"]
        .group_by(_SHEET)
        .agg(day.min().alias("first"), day.max().alias("last"))
        .join(tables["control"].select(*_SHEET, "range_from", "range_through"), on=_SHEET, how="full", coalesce=True)
    )
    touched = (
        covered.join(sheets, on="project_id")
        .filter(
            (pl.coalesce("range_from", "first") <= col("month_end"))
            & (pl.coalesce("range_through", "last") >= col("month"))
        )
        .select(*_MONTH, pl.lit(value=True).alias("touched"))
        .unique()
    )
    said = col("statement_from").is_not_null() | col("statement_through").is_not_null()
    begun = col("evidence_from").is_null() | (col("evidence_from") <= pl.max_horizontal("month", "start_date"))
    covers = begun & (col("touched").fill_null(value=False) | said)
    return (
        known.join(touched, on=_MONTH, how="left")
        .with_columns(statement_covers=pl.when(col("evidence_end").is_not_null()).then(covers))
        .drop("touched")
    )


def _missing() -> pl.Expr:
    labels = {"roster": "花名册", "attendance": "考勤", "payroll": "工资表", "statement": "专户流水"}
    return pl.concat_str(
        *(pl.when(~col(f"{name}_covers")).then(pl.lit(label)) for name, label in labels.items()),
        separator="、",
        ignore_nulls=True,
    )
