"""What the statement of a project can show: from which day, to which day."""

import polars as pl
from polars import col

_SHEET = ["project_id", "file", "sheet"]


def window(project: pl.DataFrame, lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Give each project with a statement the days that it covers: project_id, evidence_from, evidence_end.

    Each sheet covers the range that its control lines state, else its own lines; 流水起始/截止日期 of the project
    speak where no sheet states a range. `evidence_from` is null where the statement begins with the account, or with
    an empty one of which nobody says that it is older: nothing came before.
    """
    stated = control.select(*_SHEET, "range_from", "range_through", "opening_balance")
    sheets = (
        lines.sort("rid")
        .group_by(_SHEET, maintain_order=True)
        .agg(
            col("booked_at").min().dt.date().alias("first"),
            col("booked_at").max().dt.date().alias("last"),
            (col("balance") - col("credit") + col("debit")).first().alias("before"),
        )
        .join(stated, on=_SHEET, how="full", coalesce=True)
        .with_columns(before=pl.coalesce("before", "opening_balance"))
    )
    by_project = sheets.group_by("project_id").agg(
        pl.coalesce("range_through", "last").max().alias("through"),
        col("range_through").is_not_null().any().alias("states_end"),
        pl.coalesce("range_from", "first").min().alias("since"),
        col("range_from").is_not_null().any().alias("states_start"),
        col("before").sort_by(pl.coalesce("range_from", "first")).first(),
        col("first").min(),
    )
    known = by_project.join(
        project.select("project_id", "statement_from", "statement_through", "account_opened"),
        on="project_id",
        how="left",
    )
    end = pl.when(col("states_end")).then(col("through")).otherwise(pl.coalesce("statement_through", "through"))
    start = pl.when(col("states_start")).then(col("since")).otherwise(pl.coalesce("statement_from", "first"))
    return known.select(
        "project_id",
        evidence_from=pl.when(~_from_the_beginning(start)).then(start),
        evidence_end=end,
    ).filter(col("evidence_end").is_not_null())


def torn(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """List the projects on whose statement a payment may be missing: project_id.

    Some row of theirs could not be read, and the bank's own total of what went out does not say that none is missing.
    """
    out = lines.group_by(_SHEET).agg(col("debit").sum())
    stated = control.filter(col("lines_unread") > 0).join(out, on=_SHEET, how="left")
    return stated.filter((col("total_debit") != col("debit")).fill_null(value=True)).select("project_id").unique()


def _from_the_beginning(start: pl.Expr) -> pl.Expr:
    """Say whether nothing can have come before the statement."""
    stated = col("states_start") | col("statement_from").is_not_null()
    older = (stated & (col("account_opened") < start)).fill_null(False)
    return (col("account_opened") >= start).fill_null(False) | ((col("before") == 0).fill_null(False) & ~older)
