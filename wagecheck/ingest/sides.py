"""The sides of money: every shape of amount becomes debit (out) and credit (in)."""

from collections.abc import Sequence

import polars as pl

from wagecheck import tables
from wagecheck.ingest import convert

OPENING = r"^(?:期初|上期|上年|上页|承前|承上)"
_CARRIED = rf"{OPENING}|^(?:期末|本期|本月|本日|本年|本页)(?:余额|结余|合计|累计|小计)"
_TOTAL = r"^(?:本期|本月|本日|本年|本页)?(?:合计|累计|小计|总计)$"
_ZERO = pl.lit(0).cast(tables.MONEY)


def prepare(read: pl.DataFrame) -> pl.DataFrame:
    """Bring every shape of amount to `debit` (out) and `credit` (in), none negative, one of them zero.

    Shapes: two columns; an amount with a flag; a signed amount. A negative debit (a red entry) is a credit.
    `_own_fault` says why the sides of a row cannot be told (`!field`: that cell is unreadable).
    """
    fault = pl.lit(None, pl.String)
    if "amount" in read.columns:
        read, fault = _from_amount(read)
    both = (pl.col("debit") != 0) & (pl.col("credit") != 0)
    said = pl.col("debit").is_not_null() | pl.col("credit").is_not_null()
    net = pl.when(said).then(pl.col("credit").fill_null(0) - pl.col("debit").fill_null(0))
    return read.with_columns(
        pl.when(net < 0).then(-net).when(net >= 0).then(_ZERO).cast(tables.MONEY).alias("debit"),
        pl.when(net > 0).then(net).when(net <= 0).then(_ZERO).cast(tables.MONEY).alias("credit"),
        pl.coalesce(fault, pl.when(both).then(pl.lit("借方与贷方同时有金额,分不清收支"))).alias("_own_fault"),
        _booked_at(read).alias("booked_at"),
    )


def _from_amount(read: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """Split one column of amounts by the flag beside it, or by its sign."""
    amount = pl.col("amount")
    single = ~(_has_column(read, "debit") | _has_column(read, "credit"))
    flagged = _has_column(read, "direction")
    out = pl.col("direction") if "direction" in read.columns else pl.lit(None, pl.Boolean)
    doubled = (~flagged | ~out | (amount <= 0)).all().over("_piece") & (flagged & out & (amount < 0)).any().over(
        "_piece"
    )
    size = pl.when(doubled).then(amount.abs()).otherwise(amount)
    debit = pl.when(flagged).then(pl.when(out).then(size)).when(amount < 0).then(-amount)
    credit = pl.when(flagged).then(pl.when(~out).then(size)).when(amount >= 0).then(amount)
    unsigned = single & ~flagged & (amount.min().over("_piece") >= 0)
    fault = (
        pl.when(single & pl.col("amount!"))
        .then(pl.lit("!amount"))
        .when(single & (pl.col("direction!") if "direction!" in read.columns else pl.lit(value=False)))
        .then(pl.lit("!direction"))
        .when(unsigned & amount.is_not_null())
        .then(pl.lit("只有一列金额,没有借贷标志,也没有负数,分不清收支"))
        .when(single & flagged & out.is_null() & amount.is_not_null())
        .then(pl.lit("借贷标志为空,分不清收支"))
    )
    split = read.with_columns(
        pl.when(single).then(debit).otherwise(pl.col("debit")).alias("debit"),
        pl.when(single).then(credit).otherwise(pl.col("credit")).alias("credit"),
        fault.alias("_fault_of_side"),
    )
    return split, pl.col("_fault_of_side")


def is_carried_forward(columns: Sequence[str]) -> pl.Expr:
    """Say whether a row is no transaction: a balance without amounts (期初余额), a total with nobody (本月合计)."""
    texts = [f"{name}?" for name in ("summary", "purpose") if f"{name}?" in columns]
    nobody = pl.col("counterparty_name").is_null() & pl.col("counterparty_account").is_null()
    silent = pl.col("debit").is_null() & pl.col("credit").is_null()
    carried = [silent & pl.col(text).str.contains(_CARRIED) for text in texts]
    totals = [nobody & pl.col(text).str.contains(_TOTAL) for text in texts]
    return pl.any_horizontal(pl.lit(value=False), *carried, *totals).fill_null(value=False)


def _has_column(read: pl.DataFrame, name: str) -> pl.Expr:
    """Say whether the sheet of a row has a column for this field."""
    return pl.col(f"{name}?").is_not_null() if f"{name}?" in read.columns else pl.lit(value=False)


def _booked_at(read: pl.DataFrame) -> pl.Expr:
    """Join the day of booking with the time beside it, where both speak of one day; else one of them alone."""
    booked = pl.col("booked_at")
    if "booked_time" not in read.columns:
        return booked
    stamp = convert.moment(pl.col("booked_time"))
    time = convert.clock(pl.col("booked_time"))
    same_day = stamp.is_null() | (stamp.dt.date() == booked.dt.date())
    bare = booked.dt.time() == pl.time(0, 0, 0)
    timed = pl.when(same_day & bare & time.is_not_null()).then(booked.dt.date().dt.combine(time, time_unit="us"))
    return pl.coalesce(timed, booked, stamp)
