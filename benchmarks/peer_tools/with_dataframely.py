"""Dataframely: a schema of what the rules read, with a rule each, and soft validation by `filter`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import dataframely as dy
import polars as pl
from expressions import COMPLIES
from measured import FLAGS, MONEY, run
from polars_frame import read


def rule(complies: pl.Expr) -> Any:  # noqa: ANN401 - dataframely's rules have no public type
    """Make a rule of a schema; null is no failure there."""
    told: Callable[[Any], pl.Expr] = lambda _: complies  # noqa: E731 - the schema asks for a function of itself
    return dy.rule()(told)


COLUMNS = {
    "key": dy.UInt32(nullable=False),
    "month": dy.Date(nullable=True),
    "exit_date": dy.Date(nullable=True),
    "same_rows": dy.Int32(nullable=True),
    **{name: dy.Decimal(18, 2, nullable=True) for name in MONEY},
    **{name: dy.Bool(nullable=True) for name in FLAGS},
}
Months = type(dy.Schema)("Months", (dy.Schema,), {**COLUMNS, **{name: rule(told) for name, told in COMPLIES.items()}})


def validate(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the rows that fail, each with the rules that it fails."""
    _, failure = Months.filter(frame)
    return failure.details()


def keys(failing: pl.DataFrame) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {name: failing.filter(pl.col(name) == "invalid")["key"] for name in COMPLIES}


if __name__ == "__main__":
    run(read, validate, keys, packages=("polars", "dataframely"))
