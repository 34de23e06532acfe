"""Attendance in its three shapes (log, list, matrix) becomes days of presence."""

import re
from collections.abc import Sequence

import polars as pl

from wagecheck import tables
from wagecheck.ingest import convert, halves, vocabulary

_DAY_NAME = re.compile(r"d\d{1,2}")
_WORKER = ("_piece", "row", "name", "id_no", "id_no_damaged", "employer", "team", "month")
_HOURS_A_DAY = pl.lit(8, pl.Decimal(38, 0))
_DECIMAL = pl.Decimal(38, 6)
_LONGEST_DAY = 24


def is_day(column: str) -> bool:
    """Say whether a raw column is a day of a matrix: d1 … d31."""
    return _DAY_NAME.fullmatch(column) is not None


def prepare(read: pl.DataFrame) -> pl.DataFrame:
    """Give every row its day and month.

    A day of a list counts hours / 8 where only hours are given, and 1 where no column says how much. A punch at the
    gate shows presence, not hours of work: a log gives days only.
    """
    if "punched_at" in read.columns:
        read = read.with_columns(pl.coalesce("date", pl.col("punched_at").dt.date()).alias("date"))
    by_hours = (pl.col("hours").cast(_DECIMAL) / _HOURS_A_DAY).round(2, mode="half_away_from_zero").cast(tables.DAYS)
    given = pl.coalesce("days", by_hours)
    whole = given.fill_null(pl.lit(1).cast(tables.DAYS)) if "days?" not in read.columns else given
    if "days?" in read.columns:
        whole = pl.when(pl.col("days?").is_null()).then(given.fill_null(pl.lit(1).cast(tables.DAYS))).otherwise(given)
    return read.with_columns(
        pl.when(pl.col("date").is_not_null()).then(whole).otherwise(given).alias("days"),
        pl.coalesce(pl.col("date").dt.truncate("1mo"), "month").alias("month"),
    )


def expand(kept: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Turn kept sheet rows into day rows; also give the marks that were not understood.

    These are `_piece`, row, day, text, and `beyond`: the month has no such day.
    A matrix row gives one row for each day of presence (`days` null where its mark means nothing to us), or one without
    a date and with 0 days if there is none.
    A log gives one row for each worker and day, standing for its first punch.
    """
    days = [column for column in kept.columns if is_day(column)]
    nowhere = pl.DataFrame(
        schema={"_piece": pl.Int32, "row": pl.Int32, "day": pl.String, "text": pl.String, "beyond": pl.Boolean}
    )
    matrix = pl.any_horizontal(pl.col(day).is_not_null() for day in days) if days else pl.lit(value=False)
    marked = kept.with_columns(matrix.alias("_matrix"))
    listed = _one_a_day(marked.filter(~pl.col("_matrix")))
    if not days:
        return listed, nowhere
    present, unread = _matrix(marked.filter("_matrix"), days)
    return pl.concat([listed, present], how="diagonal").sort("_piece", "row", "date", maintain_order=True), unread


def _one_a_day(rows: pl.DataFrame) -> pl.DataFrame:
    if "punched_at" not in rows.columns:
        return rows
    log = pl.col("punched_at").is_not_null()
    first = rows.filter(log).unique(["_piece", "id_no", "name", "date"], keep="first", maintain_order=True)
    return pl.concat([rows.filter(~log), first]).sort("_piece", "row", maintain_order=True)


def _matrix(rows: pl.DataFrame, days: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    index = [*_WORKER, *(name for name in (halves.HALF,) if name in rows.columns)]
    marks = _read_marks(rows.select(*index, *days).unpivot(days, index=index, variable_name="day", value_name="text"))
    beyond = pl.col("date").is_null()
    unread = marks.filter(pl.col("days").is_null() | ((pl.col("days") > 0) & beyond))
    present = marks.filter(((pl.col("days") > 0) | pl.col("days").is_null()) & ~beyond).drop("day", "text")
    idle = (
        rows.select(_WORKER)
        .join(present.select("_piece", "row").unique(), on=["_piece", "row"], how="anti")
        .with_columns(pl.lit(0).cast(tables.DAYS).alias("days"))
    )
    there = halves.joined(present).drop(halves.HALF, strict=False)
    return pl.concat([there, idle], how="diagonal"), unread.select("_piece", "row", "day", "text", beyond=beyond)


def _read_marks(cells: pl.DataFrame) -> pl.DataFrame:
    """Read marks as days and hours: a number above 1 is hours, 8 of them a day. Marks of absence go."""
    cells = cells.drop_nulls("text")
    read = cells.join(_meaning(cells.select("text").unique()), on="text", how="inner", maintain_order="left")
    place = pl.col("day").str.slice(1).cast(pl.Int64)
    date = pl.col("month") + pl.duration(days=place - 1)
    return read.with_columns(pl.when(date.dt.month() == pl.col("month").dt.month()).then(date).alias("date"))


def _meaning(texts: pl.DataFrame) -> pl.DataFrame:
    """Read distinct marks: `text`, days, hours (null where not understood); those of absence are left out."""
    marks = vocabulary.words()["marks"]
    plain = convert.fold(pl.col("text"), "mark").str.replace_all(" ", "").str.to_uppercase()
    texts = texts.with_columns(plain.alias("mark")).filter(~pl.col("mark").is_in(marks["absent"]))
    number = convert.number(pl.col("mark"))
    usable = number.is_between(0, _LONGEST_DAY)
    portion = (number.cast(_DECIMAL) / _HOURS_A_DAY).round(2, mode="half_away_from_zero").cast(tables.DAYS)
    days = (
        pl.when(pl.col("mark").is_in(marks["present"]))
        .then(pl.lit(1).cast(tables.DAYS))
        .when(pl.col("mark").is_in(marks["half"]))
        .then(pl.lit("0.5").cast(tables.DAYS))
        .when(usable & (number <= 1))
        .then(number)
        .when(usable)
        .then(portion)
    )
    return texts.select("text", days=days, hours=pl.when(usable & (number > 1)).then(number))
