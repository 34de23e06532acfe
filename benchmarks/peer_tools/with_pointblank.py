"""Pointblank on Polars: a step a rule, an expression each, with the extracts of all failing rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pointblank as pb
import polars as pl
from expressions import COMPLIES
from measured import run


def load(path: Path) -> pl.DataFrame:
    """Read all columns but the list of sources: the report puts extracts into CSV, which cannot hold lists."""
    return pl.read_parquet(path).drop("sources")


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
