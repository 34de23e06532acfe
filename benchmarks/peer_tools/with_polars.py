"""Plain Polars: each rule filters the rows that fail it, all rules in one lazy query."""

from collections.abc import Iterable, Mapping

import polars as pl
from expressions import COMPLIES
from measured import COLUMNS, run
from polars_frame import read


def validate(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Collect the failing rows of every rule together."""
    failing = (frame.lazy().filter(~complies).select(COLUMNS) for complies in COMPLIES.values())
    return dict(zip(COMPLIES, pl.collect_all(failing), strict=True))


def keys(failing: dict[str, pl.DataFrame]) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {rule: rows["key"] for rule, rows in failing.items()}


if __name__ == "__main__":
    run(read, validate, keys, packages=("polars",))
