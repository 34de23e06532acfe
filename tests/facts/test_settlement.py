"""Payments settle what is due, first in, first out; an independent reckoning in plain Python is the witness."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from wagecheck.facts.settlement import settle

YUAN = pl.Decimal(18, 2)
START = date(2025, 1, 1)
Dues = Sequence[tuple[str, int, int]]
Paid = Sequence[tuple[str, int, int]]


def due_frame(dues: Dues) -> pl.DataFrame:
    rows = [(ord(worker), "甲", worker, date(2025, month, 1), Decimal(fen) / 100) for worker, month, fen in dues]
    return pl.DataFrame(
        rows,
        schema={"who": pl.UInt32, "project_id": pl.String, "worker": pl.String, "month": pl.Date, "net": YUAN},
        orient="row",
    )


def paid_frame(paid: Paid) -> pl.DataFrame:
    rows = [("甲", worker, START + timedelta(days=day), Decimal(fen) / 100) for worker, day, fen in paid]
    return pl.DataFrame(
        rows, schema={"project_id": pl.String, "worker": pl.String, "day": pl.Date, "amount": YUAN}, orient="row"
    )


def reckoned(dues: Dues, paid: Paid) -> dict[tuple[str, int], tuple[int, date | None]]:
    """Settle fen by fen: what is settled of each month at the end, and the first day on which it was all there."""
    result = {}
    for worker in {who for who, *_ in dues}:
        until = 0
        mine = [(day, fen) for who, day, fen in paid if who == worker]
        total = sum(fen for _, fen in mine)
        for month, net in sorted((month, fen) for who, month, fen in dues if who == worker):
            settled = max(0, min(net, total - until))
            until += net
            days = sorted({day for day, _ in mine})
            reached = next((day for day in days if sum(fen for on, fen in mine if on <= day) >= until), None)
            full = net > 0 and settled == net and reached is not None
            result[worker, month] = (settled, START + timedelta(days=reached) if full and reached is not None else None)
    return result


nets = st.sampled_from((0, 1, 100, 500)) | st.integers(0, 900)
dues_of = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 12), nets),
    max_size=20,
    unique_by=lambda due: due[:2],
)
paid_of = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 300), st.integers(-300, 900)), max_size=20)


@settings(max_examples=150, deadline=None)
@given(dues=dues_of, paid=paid_of)
def test_settlement_equals_the_plain_reckoning(dues: Dues, paid: Paid) -> None:
    expected = reckoned(dues, paid)

    settled = settle(due_frame(dues), paid_frame(paid))

    found = {
        (worker, month.month): (int(amount * 100), day)
        for worker, month, amount, day in settled.select("worker", "month", "settled", "paid_off_on").iter_rows()
    }
    assert found == expected


def test_a_month_of_no_net_takes_nothing_of_what_was_paid() -> None:
    settled = settle(due_frame([("A", 1, 0), ("A", 2, 500)]), paid_frame([("A", 60, 500)])).sort("month")

    assert settled["settled"].to_list() == [Decimal(0), Decimal(5)]
    assert settled["paid_off_on"].to_list() == [None, START + timedelta(days=60)]


def test_a_negative_net_gives_nothing_to_the_other_months() -> None:
    settled = settle(due_frame([("A", 1, -300), ("A", 2, 500)]), paid_frame([("A", 60, 300), ("A", 61, 200)]))

    assert settled.sort("month")["settled"].to_list() == [Decimal(0), Decimal(5)]
    assert settled.sort("month")["paid_off_on"].to_list() == [None, START + timedelta(days=61)]


@settings(max_examples=60, deadline=None)
@given(dues=dues_of, paid=paid_of)
def test_settlement_never_exceeds_payment_nor_what_is_due(dues: Dues, paid: Paid) -> None:
    settled = settle(due_frame(dues), paid_frame(paid))

    assert (settled["settled"] <= settled["net"]).all()
    for worker in "ABC":
        total = sum(fen for who, _, fen in paid if who == worker)
        mine = settled.filter(pl.col("worker") == worker)["settled"].sum() or Decimal(0)
        assert int(mine * 100) <= max(0, total)


@settings(max_examples=60, deadline=None)
@given(dues=dues_of, paid=paid_of, order=st.randoms())
def test_the_order_of_rows_changes_nothing(dues: Dues, paid: Paid, order: st.DrawFn) -> None:
    shuffled_dues, shuffled_paid = list(dues), list(paid)
    order.shuffle(shuffled_dues)  # type: ignore[attr-defined]
    order.shuffle(shuffled_paid)  # type: ignore[attr-defined]

    before = settle(due_frame(dues), paid_frame(paid)).sort("worker", "month")
    after = settle(due_frame(shuffled_dues), paid_frame(shuffled_paid)).sort("worker", "month")

    assert_frame_equal(before, after)


def test_a_late_payment_settles_the_oldest_month_first() -> None:
    settled = settle(due_frame([("A", 1, 500), ("A", 2, 500)]), paid_frame([("A", 80, 500)])).sort("month")

    assert settled["settled"].to_list() == [Decimal("5.00"), Decimal("0.00")]
    assert settled["paid_off_on"].to_list() == [START + timedelta(days=80), None]


def test_what_comes_and_goes_on_one_day_pays_nothing_off() -> None:
    for first, second in ((500, -500), (-500, 500)):
        settled = settle(due_frame([("A", 1, 300)]), paid_frame([("A", 40, first), ("A", 40, second), ("A", 60, 300)]))

        assert settled["paid_off_on"].to_list() == [START + timedelta(days=60)]


def test_one_fen_short_is_not_paid_off() -> None:
    settled = settle(due_frame([("A", 1, 500)]), paid_frame([("A", 40, 499)]))

    assert settled["settled"].to_list() == [Decimal("4.99")]
    assert settled["paid_off_on"].to_list() == [None]
