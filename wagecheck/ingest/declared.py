"""What tables.py declares, worked out once: a schema takes longer to build than a small sheet to read."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from wagecheck import tables


@cache
def about(table: str) -> Mapping[str, Mapping[str, Any]]:
    """Give what is declared of every field of a table."""
    return tables.about(table)


@cache
def schema(table: str) -> pa.DataFrameSchema:
    """Give the full schema of a table, marks included."""
    return tables.schema(table)


@cache
def dtypes(table: str) -> Mapping[str, pl.DataType]:
    """Give the type of every column of a table, marks included, in order."""
    return {name: column.dtype.type for name, column in schema(table).columns.items()}


def empty(table: str) -> pl.DataFrame:
    """Give the table without rows."""
    return pl.DataFrame(schema=dict(dtypes(table)))
