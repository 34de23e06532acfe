"""Settlement: a worker's payments in order of day settle the nets in order of month."""

import polars as pl
from polars import col

_WHO = ["project_id", "worker"]


def settle(dues: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Settle what is due with what was paid, first in, first out.

    `dues`: who (the worker's number), project_id, worker, month, net (yuan, one row a worker-month). `paid`:
    project_id, worker, day, amount (yuan; negative for a return that voided nothing). Adds to `dues`

    - `settled`: yuan of the net that all payments together settle;
    - `paid_off_on`: the first day when cumulative payments reached cumulative nets; null while something is owed.
    """
    people = dues.select("who", *_WHO).unique("who")
    owing = (
        dues.with_columns(net_fen=_fen("net").clip(lower_bound=0))
        .sort(_place("month"))
        .with_columns(until=_so_far("net_fen"))
    )
    running = _reached(paid.join(people, on=_WHO))
    final = running.group_by("who").agg(col("total").last())
    more = _first_of_worker() | (col("reached") > col("reached").shift(1))
    settled = (
        owing.join(final, on="who", how="left", maintain_order="left")
        .with_columns(left=(col("total").fill_null(0) - (col("until") - col("net_fen"))).clip(lower_bound=0))
        .with_columns(settled_fen=pl.min_horizontal("left", "net_fen"))
    )
    dated = settled.join_asof(
        running.filter(more).select("who", "reached", col("day").alias("reached_on")),
        left_on="until",
        right_on="reached",
        by="who",
        strategy="forward",
        check_sortedness=False,
    )
    return dated.with_columns(
        settled=_yuan("settled_fen"),
        paid_off_on=pl.when((col("net_fen") > 0) & (col("settled_fen") == col("net_fen"))).then(col("reached_on")),
    ).select(*dues.columns, "settled", "paid_off_on")


def _reached(paid: pl.DataFrame) -> pl.DataFrame:
    """Add up each worker's payments by day, in order: who, day, fen, total; `reached` is the most there was so far."""
    lines = (
        paid.select("who", "day", place=_place("day"), fen=_fen("amount"))
        .sort("place")
        .with_columns(total=_so_far("fen"))
    )
    running = lines.filter((col("place") != col("place").shift(-1)).fill_null(True))
    falls = (lines["fen"] < 0).any()
    return running.with_columns(reached=col("total").cum_max().over("who") if falls else col("total"))


def _place(day: str) -> pl.Expr:
    """Give a worker's day its place among those of all workers, as one number: to sort by two columns takes longer."""
    return col("who").cast(pl.Int64) * 2**32 + col(day).to_physical()


def _so_far(fen: str) -> pl.Expr:
    """Add up each worker's fen from row to row, of rows sorted by worker."""
    so_far = col(fen).cum_sum()
    return so_far - pl.when(_first_of_worker()).then(so_far - col(fen)).forward_fill()


def _first_of_worker() -> pl.Expr:
    return (col("who") != col("who").shift(1)).fill_null(True)


def _fen(name: str) -> pl.Expr:
    return (col(name) * 100).cast(pl.Int64)


def _yuan(name: str) -> pl.Expr:
    return (col(name).cast(pl.Decimal(20, 2)) * pl.lit("0.01").cast(pl.Decimal(4, 2))).cast(pl.Decimal(18, 2))
