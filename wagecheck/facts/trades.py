"""Trades: which of them are dangerous work, by the list of the law in force."""

import polars as pl
from polars import col

HAZARDOUS = "trade.hazardous"
"""Key of the law that `is_hazardous` reads as a column."""


def is_hazardous(trade: str) -> pl.Expr:
    """Say whether a trade holds any word of the list; null where the trade is not stated."""
    return col(trade).str.contains(col(HAZARDOUS).list.join("|"))
