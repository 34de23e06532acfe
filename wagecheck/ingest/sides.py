"""The sides of money: every shape of amount becomes debit (out) and credit (in)."""

from collections.abc import Sequence

import polars as pl

from wagecheck import tables
from wagecheck.ingest import chain, convert, parties

OPENING = r"^(?:期初|上期|上年|上页|承前|承上)"
_CARRIED = rf"{OPENING}|^(?:期末|本期|本月|本日|本年|本页)(?:余额|结余|合计|累计|小计)"
_TOTAL = r"^(?:本期|本月|本日|本年|本页)?(?:合计|累计|小计|总计)$"
_ZERO = pl.lit(0).cast(tables.MONEY)


def prepare(read: pl.DataFrame) -> pl.DataFrame:
    """Bring every shape of amount to `debit` (out) and `credit` (in), none negative, one of them zero.

    Shapes: two columns; an amount with a flag; payer and payee; a signed amount; a bare amount that the balance proves.
    A negative debit (a red entry) is a credit. `_own_fault` says why the sides of a row cannot be told (`!field`: that
    cell is unreadable).
    """
    read = parties.with_own(parties.split_joined(read.with_columns(_booked_at(read).alias("booked_at"))))
    fault = pl.lit(None, pl.String)
    if "amount" in read.columns:
        read, fault = _from_amount(_with_flag(read))
    both = (pl.col("debit") != 0) & (pl.col("credit") != 0)
    said = pl.col("debit").is_not_null() | pl.col("credit").is_not_null()
    net = pl.when(said).then(pl.col("credit").fill_null(0) - pl.col("debit").fill_null(0))
    sided = read.with_columns(
        pl.when(net < 0).then(-net).when(net >= 0).then(_ZERO).cast(tables.MONEY).alias("debit"),
        pl.when(net > 0).then(net).when(net <= 0).then(_ZERO).cast(tables.MONEY).alias("credit"),
        pl.coalesce(fault, pl.when(both).then(pl.lit("借方与贷方同时有金额,分不清收支"))).alias("_own_fault"),
    )
    by_side = pl.when(pl.col("debit") != pl.col("credit")).then(pl.col("debit") > 0)
    return parties.with_counterparty(sided, pl.coalesce(parties.outward(sided), by_side))


def _with_flag(read: pl.DataFrame) -> pl.DataFrame:
    """Find a flag in a column that is a direction at one bank and a channel at another; else who paid whom tells."""
    if "direction" not in read.columns:
        read = read.with_columns(pl.lit(None, pl.Boolean).alias("direction"))
    told = [pl.col("direction")]
    if "flow_kind" in read.columns:
        flow = convert.direction(pl.col("flow_kind"))
        every = (flow.is_not_null() | pl.col("flow_kind").is_null()).all().over("_piece")
        told.append(pl.when(every & ~_has_column(read, "direction")).then(flow))
    return read.with_columns(pl.coalesce(*told, parties.outward(read)).alias("direction"))


def _from_amount(read: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """Split one column of amounts by the flag beside it, by its sign, or by the balance."""
    amount = pl.col("amount")
    single = ~(_has_column(read, "debit") | _has_column(read, "credit"))
    flagged = _has_column(read, "direction") | pl.col("direction").is_not_null().any().over("_piece")
    unsigned = single & ~flagged & (amount.min().over("_piece") >= 0)
    silent = (single & (unsigned | flagged) & pl.col("direction").is_null() & (amount >= 0)).any().over("_piece")
    marks = {"_unsigned": unsigned, "_flagged": flagged, "_silent": silent}
    read = _proved(read.with_columns(mark.fill_null(value=False).alias(name) for name, mark in marks.items()))
    unsigned, flagged, out = pl.col("_unsigned"), pl.col("_flagged"), pl.col("direction")
    doubled = (~flagged | ~out | (amount <= 0)).all().over("_piece") & (flagged & out & (amount < 0)).any().over(
        "_piece"
    )
    size = pl.when(doubled).then(amount.abs()).otherwise(amount)
    told = flagged | unsigned
    debit = pl.when(told).then(pl.when(out).then(size)).when(amount < 0).then(-amount)
    credit = pl.when(told).then(pl.when(~out).then(size)).when(amount >= 0).then(amount)
    fault = (
        pl.when(single & pl.col("amount!"))
        .then(pl.lit("!amount"))
        .when(single & (pl.col("direction!") if "direction!" in read.columns else pl.lit(value=False)))
        .then(pl.lit("!direction"))
        .when(unsigned & out.is_null() & amount.is_not_null())
        .then(pl.lit("只有一列金额,没有借贷标志,也没有负数,余额也证明不了,分不清收支"))
        .when(single & flagged & out.is_null() & amount.is_not_null())
        .then(pl.lit("借贷标志为空,分不清收支"))
    )
    split = read.with_columns(
        pl.when(single).then(debit).otherwise(pl.col("debit")).alias("debit"),
        pl.when(single).then(credit).otherwise(pl.col("credit")).alias("credit"),
        fault.alias("_fault_of_side"),
    )
    return split, pl.col("_fault_of_side")


def _proved(read: pl.DataFrame) -> pl.DataFrame:
    """Let the balance tell the direction of amounts that nothing else tells, statement by statement."""
    bare = read.filter("_silent")
    if bare.is_empty():
        return read
    told = []
    for (index,), lines in bare.group_by("_piece", maintain_order=True):
        above = "_said_opening_balance"
        said = convert.amount(convert.fold(pl.col(above), "money")) if above in lines.columns else pl.lit(None)
        proved = chain.outward(lines, lines.select(said.first()).item())
        told.append(proved.with_columns(pl.lit(index, pl.Int32).alias("_piece")))
    joined = read.join(pl.concat(told), on=["_piece", "row"], how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("direction", "_proved").alias("direction")).drop("_proved")


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
