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


def checked(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Give a frame that is as its table is declared. Raises Pandera's SchemaError where it is not.

    Types and nulls are all that is declared, and quickly compared; Pandera takes longer to find nothing, and is asked
    only to say what is wrong.
    """
    whole = schema(table)
    columns = whole.columns
    more = whole.checks or whole.unique or any(one.checks or one.unique or one.coerce for one in columns.values())
    full = [name for name, column in columns.items() if not column.nullable]
    if not more and dict(frame.schema) == dict(dtypes(table)) and not any(frame[name].null_count() for name in full):
        return frame
    return whole.validate(frame)
