"""The frame as the facts come: every column in one piece, as no Parquet file of several row groups gives it."""

from pathlib import Path

import polars as pl


def read(path: Path) -> pl.DataFrame:
    """Read all columns."""
    return pl.read_parquet(path).rechunk()
