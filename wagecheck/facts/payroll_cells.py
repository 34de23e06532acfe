"""What the cells of a payroll sheet say: reviewed or not, what is not there and what is none."""

import polars as pl
from polars import col

_PLACE = ("project_id", "file")
_LISTED = ("deduction_reason", "pay_method")
_NOT = r"^(?i:×|✗|x|否|无|未.*|待.*|没有|n|no|0|false|不.*)$"


def marked(payroll: pl.DataFrame) -> pl.DataFrame:
    """Read the marks of each row.

    Adds is_reviewed: an empty cell under a heading that asks is a no. Deductions that a file shows for others are none
    where the cell is empty. A reason of a deduction and a way of payment that were not filled in, though there is a
    column for them (条例15), are empty texts; what is known to be unknown stays null. A heading asks of the whole file.
    """
    reviewed = (
        pl.when(col("reviewed").is_not_null())
        .then(~col("reviewed").str.strip_chars().str.contains(_NOT))
        .when(col("reviewed_asked"))
        .then(False)
    )
    asked = [f"{name}_asked" for name in ("signed", "reviewed", "pay_method")]
    of_file = payroll.group_by(_PLACE).agg(col(asked).any(), col("deductions").is_not_null().any().alias("shown"))
    return (
        payroll.with_columns(
            is_reviewed=reviewed,
            **{name: pl.coalesce(name, pl.when(f"{name}_asked").then(pl.lit(""))) for name in _LISTED},
        )
        .drop(asked)
        .join(of_file, on=_PLACE, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            deductions=pl.when(col("deductions").is_null() & col("shown"))
            .then(pl.lit(0).cast(pl.Decimal(18, 2)))
            .otherwise("deductions")
        )
        .drop("shown")
    )


def duplicates() -> tuple[pl.Expr, pl.Expr]:
    """Count the rows of one worker, month and employer, and say how they differ: `same_rows`, `same_rows_note`.

    A net wage that is not known is neither another nor the same.
    """
    files = col("file").n_unique()
    nets = col("net").drop_nulls().n_unique()
    note = (
        pl.when((files > 1) & (nets > 1))
        .then(pl.lit("分见不同文件且实发不同, 阴阳工资表疑点"))
        .when(nets > 1)
        .then(pl.lit("实发不同"))
        .when((pl.len() > 1) & (col("net").null_count() > 0))
        .then(pl.lit("有的行实发不详"))
        .when(pl.len() > 1)
        .then(pl.lit("实发相同"))
    )
    return pl.len().cast(pl.Int32).alias("same_rows"), note.alias("same_rows_note")
