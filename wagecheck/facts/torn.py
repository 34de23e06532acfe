"""Torn papers: a part of them was not read, so that what they do not say is no silence."""

from collections.abc import Mapping

import polars as pl
from polars import col

NOTHING_TORN = pl.DataFrame(schema={"project_id": pl.String, "table": pl.String})
"""Of every project every paper that was handed in was read whole."""
_FOLDED = ("project", "subcontractor", "roster")
"""Papers of which one row is put together from several sheets."""


def torn_in(torn: pl.DataFrame, *papers: str) -> pl.DataFrame:
    """List the projects of which one of these papers is torn: project_id, torn (true)."""
    some = torn.filter(col("table").is_in(papers))
    return some.select("project_id", pl.lit(value=True).alias("torn")).unique()


def all_named(known: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """List the projects whose workers are `known`, every one: project_id, workers_known (true).

    Where a paper that names workers is torn, any stranger may be one.
    """
    listed = known.select("project_id", pl.lit(value=True).alias("workers_known")).unique()
    return listed.join(torn_in(torn, "roster", "attendance", "payroll"), on="project_id", how="anti")


def unasked(tables: Mapping[str, pl.DataFrame], torn: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Make the empty cells of torn papers unknown: the part that was not read may fill them.

    `<field>_asked` becomes null beside them.
    """
    return {**tables, **{name: _unasked(tables[name], torn, name) for name in _FOLDED}}


def _unasked(rows: pl.DataFrame, torn: pl.DataFrame, paper: str) -> pl.DataFrame:
    asked = [name for name in rows.columns if name.endswith("_asked")]
    filled = {name: pl.when(col(name.removesuffix("_asked")).is_not_null()).then(name) for name in asked}
    return where_torn(rows, torn, paper, **filled)


def unless_torn(rows: pl.DataFrame, torn: pl.DataFrame, flags: Mapping[str, str]) -> pl.DataFrame:
    """Make what is false unknown where it rests on a torn paper. `flags`: {column: paper}."""
    known = rows
    for name, paper in flags.items():
        known = where_torn(known, torn, paper, **{name: pl.when(name).then(name)})
    return known


def where_torn(rows: pl.DataFrame, torn: pl.DataFrame, *papers: str, **instead: pl.Expr | None) -> pl.DataFrame:
    """Say something else of these columns, nothing where it is None, where one of the papers is torn."""
    part = torn_in(torn, *papers)
    if part.is_empty():
        return rows
    whole = pl.when(col("torn").is_null())
    return (
        rows.join(part, on="project_id", how="left", maintain_order="left")
        .with_columns(whole.then(name).otherwise(value).alias(name) for name, value in instead.items())
        .drop("torn")
    )
