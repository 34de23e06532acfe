"""What all tests share: canonical tables built from a few words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import hypothesis
import polars as pl
import pytest

from wagecheck import tables

hypothesis.settings.register_profile("wagecheck", deadline=None)  # no test asserts a time
hypothesis.settings.load_profile("wagecheck")

Rows = Sequence[Mapping[str, Any]]
Papers = Callable[..., dict[str, pl.DataFrame]]


def _typed(value: object, kind: pl.DataType) -> object:
    if isinstance(value, str) and kind == pl.Date:
        return date.fromisoformat(f"{value}-01" if len(value) == len("2025-03") else value)
    if isinstance(value, str) and kind == pl.Datetime:
        return datetime.fromisoformat(value)
    if isinstance(value, int | float | str) and kind == pl.Decimal:
        return Decimal(str(value))
    return value


def paper(name: str, rows: Rows) -> pl.DataFrame:
    """Build one canonical table from rows that name only what they say."""
    types = tables.dtypes(name)
    filled = []
    for at, row in enumerate(rows):
        given = set(row)
        marks = {mark: mark.removesuffix("_asked") in given for mark in types if mark.endswith("_asked")}
        damaged = dict.fromkeys((mark for mark in types if mark.endswith("_damaged")), False)
        place = {"project_id": "甲", "file": f"{name}.xlsx", "sheet": "", "row": at + 2}
        whole = dict.fromkeys(types) | place | marks | damaged | dict(row)
        filled.append({key: _typed(value, types[key]) for key, value in whole.items()})
    return pl.DataFrame(filled, schema=types, orient="row")


@pytest.fixture
def papers() -> Papers:
    """Build every canonical table; a row names only what it says, and what it names was asked."""

    def build(**named: Rows) -> dict[str, pl.DataFrame]:
        return {name: paper(name, named.get(name, ())) for name in tables.TABLES}

    return build


@pytest.fixture
def handed() -> Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]:
    """List the papers that have rows as those handed in."""

    def listed(built: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        pairs = [(project, name) for name, table in built.items() for project in table["project_id"].unique()]
        return pl.DataFrame(pairs, schema={"project_id": pl.String, "table": pl.String}, orient="row")

    return listed
