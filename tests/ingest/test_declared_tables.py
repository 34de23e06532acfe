"""A frame that leaves the reading is as its table is declared."""

import polars as pl
import pytest
from pandera.errors import SchemaError, SchemaErrors

from wagecheck import tables
from wagecheck.ingest import declared


def _row(table: str) -> pl.DataFrame:
    """Give a table with one row: yes or no where a column may not be null and is a mark, an empty text or 1 else."""
    said = {pl.Boolean: False, pl.Int32: 1, pl.String: ""}
    columns = declared.schema(table).columns
    kinds = declared.dtypes(table)
    cells = {name: None if one.nullable else said[kinds[name].base_type()] for name, one in columns.items()}
    return pl.DataFrame([cells], schema=dict(kinds), orient="row")


@pytest.mark.parametrize("table", tables.TABLES)
def test_what_passes_passes_with_pandera_too(table: str) -> None:
    row = _row(table)

    assert declared.checked(table, row).equals(declared.schema(table).validate(row))


@pytest.mark.parametrize("table", tables.TABLES)
@pytest.mark.parametrize(
    "spoil",
    [
        pl.lit(None, pl.String).alias("project_id"),
        pl.lit(None, pl.String).alias("file"),
        pl.lit("1").alias("row"),
        pl.lit(1).alias("more"),
    ],
)
def test_what_is_declared_otherwise_is_refused(table: str, spoil: pl.Expr) -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        declared.checked(table, _row(table).with_columns(spoil))


@pytest.mark.parametrize("table", tables.TABLES)
def test_a_frame_that_lacks_a_column_is_refused(table: str) -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        declared.checked(table, _row(table).drop("sheet"))
