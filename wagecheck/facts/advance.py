"""Draws on the government's emergency fund that the project owes back (条例63)."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.tables import Money


class Advance(Fact):
    """应急周转金的一次动用: one row a draw. The law's date is the day of the draw."""

    law_date: pl.Date = column("法定日期", "advance.drawn_date")
    drawn_date: pl.Date = column("动用日期", "advance.drawn_date")
    advanced: Money = column("垫付金额", "advance.amount")
    repaid: Money = column("已归还", "advance.repaid_amount")
    outstanding: Money = column("未归还", "advance.repaid_amount")


def advances(advance: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of draws; an empty repayment cell means that nothing was repaid."""
    repaid = pl.coalesce("repaid_amount", pl.when(col("repaid_amount_asked")).then(pl.lit(0).cast(pl.Decimal(18, 2))))
    return advance.with_columns(
        law_date=col("drawn_date"),
        subject=pl.format("{}#{}", "file", "row"),
        subject_name=col("reason"),
        identity=col("drawn_date").cast(pl.String),
        sources=pl.concat_list("rid"),
        advanced=col("amount"),
        repaid=repaid,
        outstanding=col("amount") - repaid,
    )
