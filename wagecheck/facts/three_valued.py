"""What several rows say together, when some of them may be silent: no silence counts as a yes or a no."""

import polars as pl
from polars import col


def any_of(flag: pl.Expr) -> pl.Expr:
    """Say true if any is, false if none is, null where a silent one decides."""
    return flag.any(ignore_nulls=False)


def all_of(flag: pl.Expr) -> pl.Expr:
    """Say true if all are, false if any is not, null where a silent one decides."""
    return flag.all(ignore_nulls=False)


def count_of(flag: pl.Expr) -> pl.Expr:
    """Count those that are surely so; null where none is and some may be."""
    sure = flag.sum()
    return pl.when((sure > 0) | flag.is_not_null().all()).then(sure).cast(pl.Int32)


def worst_of(days: pl.Expr) -> pl.Expr:
    """Give the greatest number; null where it is not above zero and one that is not known may be."""
    return pl.when((days.max() > 0) | days.is_not_null().all()).then(days.max()).cast(pl.Int32)


def asked_in_sheet(field: str) -> pl.Expr:
    """Say whether the sheet of the row asks for a field, though its own cell may say 未知."""
    return col(f"{field}_asked").any().over("project_id", "file", "sheet")
