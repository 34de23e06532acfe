"""Pandera on Polars with checks of the whole frame, validated lazily so that every check is run."""

import sys
from collections.abc import Iterable, Mapping

import pandera.polars as pa
import polars as pl
from expressions import COMPLIES
from measured import COLUMNS, run
from pandera.errors import SchemaErrors
from polars_frame import read


def check(rule: str, complies: pl.Expr) -> pa.Check:
    """Make a check of the frame of one rule."""
    return pa.Check(lambda data: data.lazyframe.select(complies.fill_null(True)), name=rule)


SCHEMA = pa.DataFrameSchema(checks=[check(rule, complies) for rule, complies in COMPLIES.items()])


def validate(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Collect the failing rows of every check."""
    shown = frame.select(COLUMNS) if "narrow" in sys.argv else frame
    try:
        SCHEMA.validate(shown, lazy=True)
    except SchemaErrors as errors:
        return {error.check.name: error.failure_cases for error in errors.schema_errors}
    return {}


def keys(failing: dict[str, pl.DataFrame]) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {rule: rows["key"] for rule, rows in failing.items()}


if __name__ == "__main__":
    run(read, validate, keys, packages=("polars", "pandera"))
