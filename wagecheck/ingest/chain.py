"""The chain of balances: a line starts where the one before it ended. It restores the order, and proves the sides."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

PROOF = 0.8
"""Share of balance steps that an order or a direction must explain to be believed."""

_LONGEST_DAY = 400
"""Lines of a day beyond which a day out of order is not searched."""


def ascending(lines: pl.DataFrame) -> pl.DataFrame:
    """Turn a newest-first file round; within a day the balance decides, else the time, else the order of the days.

    `lines` have booked_at, debit, credit, balance, in the order of the file.
    """
    best = max(_orders(lines), key=_fit)
    own, opposite, steps = count_steps(best)
    return best if max(own, opposite) == steps or own < opposite else _linked(best)


def _orders(lines: pl.DataFrame) -> list[pl.DataFrame]:
    """Give the orders in which banks write: by day up or down, within each day as written or the other way round."""
    day = pl.col("booked_at").dt.date()
    moved = lines.select(
        falling=(day.diff() < pl.duration(days=0)).sum(), rising=(day.diff() > pl.duration(days=0)).sum()
    ).row(0)
    turned = lines.reverse() if moved[0] > moved[1] else lines
    inner = turned.with_columns(day.rle_id().alias("_day"), pl.int_range(pl.len()).alias("_place"))
    inner = inner.sort("_day", "_place", descending=[False, True]).drop("_day", "_place")
    return [turned, inner]


def _fit(lines: pl.DataFrame) -> tuple[bool, int, int]:
    """Say how well an order explains the balance, and then the times.

    An order in which the headings are right comes first: equal amounts read backwards also fit, with exchanged sides.
    """
    own, opposite, steps = count_steps(lines)
    later = lines.select((pl.col("booked_at").diff() > pl.duration(microseconds=0)).sum()).item()
    proved = steps > 0 and own >= PROOF * steps
    return proved, own if proved else max(own, opposite), later


def count_steps(lines: pl.DataFrame) -> tuple[int, int, int]:
    """Count the steps of the running balance that the sides explain, that the opposite sides would, and all of them."""
    net = pl.col("credit") - pl.col("debit")
    step = pl.col("balance").diff()
    moved = step.is_not_null() & (net != 0)
    own, opposite, steps = lines.select(
        own=(moved & (step == net)).sum(), opposite=(moved & (step == -net)).sum(), steps=moved.sum()
    ).row(0)
    return own, opposite, steps


def _linked(lines: pl.DataFrame) -> pl.DataFrame:
    """Put right each day whose lines stand in no order: every line is linked to the one that ends where it starts."""
    facts = list(lines.select(pl.col("credit") - pl.col("debit"), "balance").iter_rows())
    if any(balance is None or net is None for net, balance in facts):
        return lines
    places: dict[dt.date, list[int]] = {}
    for place, day in enumerate(lines["booked_at"].dt.date()):
        places.setdefault(day, []).append(place)
    order: list[int] = []
    for own in places.values():
        before = facts[order[-1]][1] if order else None
        order += _link(own, facts, before) if len(own) <= _LONGEST_DAY else own
    linked = lines[order]
    return linked if count_steps(linked)[0] > count_steps(lines)[0] else lines


def _link(places: Sequence[int], facts: Sequence[tuple[Decimal, Decimal]], before: Decimal | None) -> list[int]:
    """Order the lines of one day; as they stand where they do not make one chain."""
    starts = {balance - net for net, balance in (facts[place] for place in places)}
    ends = {facts[place][1] for place in places}
    at = before if before in starts else next(iter(sorted(starts - ends)), None)
    left = list(places)
    chain = []
    while left:
        after = next((place for place in left if facts[place][1] - facts[place][0] == at), None)
        if after is None:
            return list(places)
        left.remove(after)
        chain.append(after)
        at = facts[after][1]
    return chain


def outward(lines: pl.DataFrame, opening: Decimal | None) -> pl.DataFrame:
    """Tell the direction of amounts that bear no sign and no flag, each by its own step of the balance.

    `lines` have row, booked_at, amount (null at a balance brought forward), balance, in the order of the file. Gives
    `row` and `_proved` (true is out), only of lines whose step is their amount. The first line is told by the opening
    balance; else by a balance that is smaller than the amount (money out) or equal to it (the account was empty).
    """
    size = pl.col("amount").fill_null(0)
    known = lines.filter(pl.col("balance").is_not_null() & pl.col("booked_at").is_not_null())
    sized = known.with_columns(size.alias("credit"), pl.lit(0).cast(pl.Decimal(18, 2)).alias("debit"))
    day = pl.col("booked_at").dt.date().rle_id()
    turns = [one for order in (sized, sized.reverse()) for one in (order, order[_inner(order, day)])]
    best = max(turns, key=lambda turn: (_size_fit(turn), _later(turn)))
    explained, steps = _size_fit(best)
    if steps == 0 or explained < PROOF * steps:
        return lines.select("row", _proved=pl.lit(None, pl.Boolean)).clear()
    step = pl.col("balance") - pl.col("balance").shift(1, fill_value=opening)
    first = pl.int_range(pl.len()) == 0
    start = pl.when(pl.col("balance") <= pl.col("amount")).then(pl.col("balance") < pl.col("amount"))
    proved = pl.when(step.abs() == pl.col("amount")).then(step < 0).when(first & step.is_null()).then(start)
    return best.select("row", _proved=proved).drop_nulls()


def _later(lines: pl.DataFrame) -> int:
    """Count the steps that go forward in time, less those that go back."""
    moved = pl.col("booked_at").diff().dt.total_microseconds().sign()
    return int(lines.select(moved.sum()).item())


def _inner(lines: pl.DataFrame, day: pl.Expr) -> pl.Series:
    """Give the places of lines with each day turned round."""
    places = lines.select(day.alias("_day"), pl.int_range(pl.len()).alias("_place"))
    return places.sort("_day", "_place", descending=[False, True])["_place"]


def _size_fit(lines: pl.DataFrame) -> tuple[int, int]:
    """Count the steps of the balance that are as large as the amount, and all of them."""
    step = pl.col("balance").diff()
    moved = step.is_not_null() & pl.col("amount").is_not_null()
    explained, steps = lines.select(explained=(moved & (step.abs() == pl.col("amount"))).sum(), steps=moved.sum()).row(
        0
    )
    return explained, steps
