"""Columns of text become columns of values: each distinct text is read once, whatever the number of its cells."""

from collections.abc import Sequence

import polars as pl

from wagecheck import tables
from wagecheck.ingest import convert, declared, vocabulary
from wagecheck.ingest.piece import ABOVE

_QUICK = {"money": (18, convert.PLAIN_NUMBER), "days": (8, convert.PLAIN_NUMBER), "hours": (8, convert.PLAIN_NUMBER)}


def values(table: str, raw: pl.DataFrame) -> pl.DataFrame:
    """Read every field; beside each, `<field>?` keeps the folded text, and `<field>!` says that it is unreadable."""
    kinds = convert.kinds(table)
    groups: dict[str, list[str]] = {}
    for column in raw.columns:
        field = column.split("+")[0]
        if field in kinds:
            groups.setdefault(kinds[field], []).append(column)
    read = [raw.drop(name for names in groups.values() for name in names)]
    read += [_group(raw, kind, names) for kind, names in groups.items()]
    return _with_marks(table, _summed(table, pl.concat(read, how="horizontal")))


def _group(raw: pl.DataFrame, kind: str, names: Sequence[str]) -> pl.DataFrame:
    """Read all columns of one kind as one column, and cut it apart again."""
    keys = pl.DataFrame({"text": pl.concat([raw[name] for name in names])}, schema_overrides={"text": pl.String})
    if kind == "month":  # the same text is another month in another year
        keys = keys.with_columns(pl.concat([raw["_year"]] * len(names)).cast(pl.Int32))
    known = read_texts(kind, keys.unique().drop_nulls("text"))
    joined = keys.join(known, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")
    height = len(raw)
    return pl.concat(
        [
            joined.slice(at * height, height).select(
                pl.col("value").alias(name),
                pl.col("said").alias(f"{name}?"),
                pl.col("bad").fill_null(value=False).alias(f"{name}!"),
            )
            for at, name in enumerate(names)
        ],
        how="horizontal",
    )


def read_texts(kind: str, texts: pl.DataFrame) -> pl.DataFrame:
    """Read distinct texts (`text`, `_year` of months) of one kind: `said` (folded), `value`, `bad` (unreadable)."""
    if kind not in _QUICK:
        return _read_slowly(kind, texts)
    digits, pattern = _QUICK[kind]
    plain = pl.col("text").str.contains(pattern)
    quick = texts.filter(plain).with_columns(
        pl.col("text").alias("said"),
        convert.plain_number(pl.col("text"), digits).alias("value"),
    )
    quick = quick.with_columns(pl.col("value").is_null().alias("bad"))
    rest = texts.filter(~plain)
    return quick if rest.is_empty() else pl.concat([quick, _read_slowly(kind, rest)])


def _read_slowly(kind: str, texts: pl.DataFrame) -> pl.DataFrame:
    said = pl.col("said")
    quiet = convert.unknown(said)
    if kind not in ("flag", "direction"):
        quiet = quiet | convert.nothing(said)
    if kind == "date":
        quiet = quiet | said.is_in(list(vocabulary.words()["cells"]["no_end"]))
    hidden = quiet | convert.damaged(said) if kind in ("id_no", "number") else quiet
    read = _folded(kind, texts).with_columns(pl.when(~hidden).then(convert.READERS[kind](said)).alias("value"))
    bad = pl.lit(value=False) if kind in convert.WORDED else pl.col("value").is_null() & ~quiet & ~convert.nothing(said)
    return read.with_columns(bad.alias("bad"))


def _folded(kind: str, texts: pl.DataFrame) -> pl.DataFrame:
    """Add the folded texts, `said`: most are folded as they stand, which is seen sooner than done."""
    text = pl.col("text")
    as_they_stand = texts.select(text.str.contains(convert.FOLDED).all()).item()
    return texts.with_columns((text if as_they_stand else convert.fold(text, kind)).alias("said"))


def _summed(table: str, read: pl.DataFrame) -> pl.DataFrame:
    """Add up several columns of one field: null where none of them says anything, or one says what cannot be read."""
    for name in [column for column in read.columns if vocabulary.several(table, column) == "sum"]:
        parts = [name, *(column for column in read.columns if column.startswith(f"{name}+") and column[-1] not in "?!")]
        some = pl.any_horizontal(pl.col(part).is_not_null() for part in parts)
        unclear = pl.any_horizontal(pl.col(f"{part}!") | convert.unknown(pl.col(f"{part}?")) for part in parts)
        total = pl.when(some & ~unclear.fill_null(value=False)).then(pl.sum_horizontal(parts))
        read = read.with_columns(total.cast(tables.MONEY).alias(name))
    return read


def _with_marks(table: str, read: pl.DataFrame) -> pl.DataFrame:
    """Add the fields that no sheet has, the `_asked` and `_damaged` marks, and the month that a sheet states."""
    types = declared.dtypes(table)
    about = declared.about(table)
    added = [pl.lit(None, types[name]).alias(name) for name in about if name not in read.columns]
    for name, field in about.items():
        there = f"{name}?" in read.columns
        text = pl.col(f"{name}?")
        if field["asked"]:
            asked = text.is_not_null() & ~convert.unknown(text) & ~pl.col(f"{name}!") if there else pl.lit(value=False)
            if name == "employer" and ABOVE in read.columns:
                asked = asked & ~pl.col(ABOVE).fill_null(value=False)
            added.append(asked.fill_null(value=False).alias(f"{name}_asked"))
            if field["kind"] == "flag" and there:
                added.append(pl.when(asked).then(pl.col(name).fill_null(value=False)).alias(name))
        if field["identity"]:
            added.append((convert.damaged(text) if there else pl.lit(value=False)).alias(f"{name}_damaged"))
    if table in ("payroll", "attendance") or (table == "payout" and "paid_at?" not in read.columns):
        added.append(_month(read.columns).alias("month"))
    return read.with_columns({one.meta.output_name(): one for one in added}.values())


def _month(columns: Sequence[str]) -> pl.Expr:
    """Give the month of a row: its own cell, or where that is silent the month of its sheet."""
    if "month?" not in columns:
        return pl.col("_month")
    silent = pl.col("month?").is_null() | convert.nothing(pl.col("month?"))
    return pl.when(silent).then(pl.col("_month")).otherwise(pl.col("month"))
