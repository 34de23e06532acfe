"""Joins with what is mostly empty: with nothing on one side they cost nothing, where Polars hashes the other first."""

from collections.abc import Sequence

import polars as pl


def having(rows: pl.DataFrame, listed: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Keep the rows that are listed."""
    if rows.is_empty() or listed.is_empty():
        return rows.clear()
    return rows.join(listed, on=on, how="semi")


def without(rows: pl.DataFrame, listed: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Leave out the rows that are listed."""
    if rows.is_empty() or listed.is_empty():
        return rows
    return rows.join(listed, on=on, how="anti")


def beside(rows: pl.DataFrame, told: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Put beside the rows what is told of some of them, and nulls beside the rest. Rows keep their order."""
    if told.is_empty():
        return rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in told.schema.items() if name not in on)
    return rows.join(told, on=on, how="left", maintain_order="left")
