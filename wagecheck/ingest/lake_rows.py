"""Rows of a lake: what is said of files as frames and back, and what must hold of every row."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

import polars as pl
from polars import selectors

from wagecheck.errors import InputError
from wagecheck.ingest import declared
from wagecheck.model import InputSheet, Notice, Rejected

LINES: Mapping[str, type] = {"inputs": InputSheet, "rejected": Rejected, "notices": Notice}
"""What a lake holds besides tables, by the name of its file."""
AGAIN = "请用 wagecheck ingest 从原始台账重新生成"
_TYPES: Mapping[type, pl.DataType] = {str: pl.String(), int: pl.Int64(), bool: pl.Boolean()}
_YEARS = (1900, 2100)
_Line = TypeVar("_Line", InputSheet, Rejected, Notice)


def schema(kind: type) -> dict[str, pl.DataType]:
    """Give the columns of a frame of lines."""
    hints = get_type_hints(kind)
    return {field.name: _TYPES[hints[field.name]] for field in fields(kind)}


def frame(kind: type, lines: Sequence[Any]) -> pl.DataFrame:
    """Make a frame of one row a line, its fields as columns."""
    columns = schema(kind)
    return pl.DataFrame({name: [getattr(one, name) for one in lines] for name in columns}, schema=columns)


def lines(kind: type[_Line], rows: pl.DataFrame) -> tuple[_Line, ...]:
    """Make lines of a frame."""
    return tuple(kind(**row) for row in rows.iter_rows(named=True))


def check(path: str, tables: Mapping[str, pl.DataFrame], told: Mapping[str, pl.DataFrame]) -> None:
    """Check that every row says where it stood, of a project that is there once, in years that are read.

    Raises InputError where not: then it was not we who wrote it.
    """
    projects = tables["project"]["project_id"]
    if projects.is_duplicated().any():
        raise InputError("有的项目出现两次", where=f"{path}/project.parquet", todo=AGAIN)
    codes = projects.implode()
    full = {name: [one for one, its in declared.schema(name).columns.items() if not its.nullable] for name in tables}
    for name, rows in {**tables, **told}.items():
        days = selectors.temporal()
        bounds = pl.concat([rows.select(days.min()), rows.select(days.max())])
        if not all(one.dt.year().is_between(*_YEARS).all() for one in bounds.get_columns()):
            raise InputError("有的日期不在 1900 至 2100 年之间", where=f"{path}/{name}.parquet", todo=AGAIN)
        blank = any(rows[one].null_count() for one in full.get(name, rows.columns))
        if blank or (name in tables and not rows["project_id"].is_in(codes).all()):
            raise InputError("有的行没有出处, 或属于别的项目", where=f"{path}/{name}.parquet", todo=AGAIN)
