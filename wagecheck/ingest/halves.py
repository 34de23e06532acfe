"""A matrix of attendance with a row for the morning and one for the afternoon of each worker."""

from collections.abc import Mapping, Sequence

import polars as pl

from wagecheck import tables
from wagecheck.ingest.cells import Grid, text
from wagecheck.ingest.recognise import Layout

HALF = "_half"
"""Raw column that says which half of the day a row is about."""

_HALVES = frozenset({"上午", "下午", "上", "下", "AM", "PM"})
_WHO = ("name", "id_no", "employer", "team")


def of_days(
    grid: Grid, layout: Layout, rows: Sequence[int], columns: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Give the half of the day of each row, and who the second row is about: the worker of the first."""
    used = {column.index for column in layout.columns}
    for index in range(min(layout.days.values(), default=0)):
        said = [] if index in used else [cell.strip().upper() for cell in grid.column(index, rows, text)]
        spoken = [cell for cell in said if cell]
        if len(spoken) > 1 and set(spoken) <= _HALVES:
            return {HALF: said, **_who(said, columns)}
    return {}


def _who(said: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    names = [name for name in _WHO if name in columns]
    filled = {name: list(columns[name]) for name in names}
    for place in range(1, len(said)):
        other = said[place] and said[place - 1] and said[place] != said[place - 1]
        if other and not any(columns[name][place].strip() for name in names if name in ("name", "id_no")):
            for name in names:
                filled[name][place] = filled[name][place] or filled[name][place - 1]
    return filled


def joined(marks: pl.DataFrame) -> pl.DataFrame:
    """Count a mark of presence in a row of half a day as half a day, and join both halves to one row a day."""
    if HALF not in marks.columns:
        return marks
    part = pl.col(HALF).fill_null("") != ""
    half = pl.when(pl.col("days") == 1).then(pl.lit("0.5").cast(tables.DAYS)).otherwise(pl.col("days"))
    split = marks.filter(part).with_columns(half.alias("days"))
    keys = ["_piece", "name", "id_no", "date"]
    unclear = pl.col("days").is_null().any().over(keys)
    whole = pl.when(~unclear).then(pl.col("days").sum().over(keys)).cast(tables.DAYS)
    one = split.with_columns(whole.alias("days")).unique(keys, keep="first", maintain_order=True)
    return pl.concat([marks.filter(~part), one])
