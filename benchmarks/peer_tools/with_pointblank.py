"""Pointblank on Polars: a step a rule, an expression each, with the extracts of all failing rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pointblank as pb
import polars as pl
from expressions import COMPLIES
from measured import COLUMNS, run
from polars_frame import read


def load(path: Path) -> pl.DataFrame:
    """Read what the rules read: extracts have all columns, and the report puts them into CSV, which holds no lists."""
    return read(path).select(COLUMNS)


def validate(frame: pl.DataFrame) -> pb.Validate:
    """Interrogate the frame; the limit of an extract is lifted, since every failing row is wanted."""
    plan = pb.Validate(frame)
    for complies in COMPLIES.values():
        plan = plan.col_vals_expr(expr=complies.fill_null(True))
    return plan.interrogate(extract_limit=frame.height)


def keys(plan: pb.Validate) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    extracts = plan.get_data_extracts()
    return {rule: extracts[step]["key"] for step, rule in enumerate(COMPLIES, start=1)}


def report(plan: pb.Validate) -> str:
    """Write the tabular report as HTML."""
    return str(plan.get_tabular_report().as_raw_html())


if __name__ == "__main__":
    run(load, validate, keys, packages=("polars", "pointblank"), report=report)
