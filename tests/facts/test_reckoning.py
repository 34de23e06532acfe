"""What is said of a worker-month between what is surely settled and what is surely owed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.owed import reckon

TYPES: Mapping[str, Any] = {
    "project_id": pl.String,
    "worker": pl.String,
    "gap": pl.String,
    "net": pl.Decimal(18, 2),
    "amount": pl.Decimal(18, 2),
}
JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))
END = date(2025, 4, 15)
"""The statement ends on the day on which the wages of March fall due."""


def frame(*columns: str, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    schema = {name: TYPES.get(name, pl.Date) for name in ("project_id", *columns)}
    return pl.DataFrame([("甲", *row) for row in rows], schema, orient="row")


def reckoned(
    *nets: tuple[date, str],
    paid: Sequence[tuple[date, str]] = (),
    doubtful: Sequence[tuple[date, str]] = (),
    hidden: Sequence[date] = (),
    end: date | None = END,
) -> dict[date, dict[str, Any]]:
    """Reckon the months of one worker, of which each falls due on the fifteenth of the next one."""
    dues = [("张大山", month, Decimal(net), month.replace(month=month.month + 1, day=15)) for month, net in nets]
    lines = [[("张大山", day, Decimal(amount)) for day, amount in some] for some in (paid, doubtful)]
    told = reckon(
        frame("worker", "month", "net", "due_date", rows=dues).with_columns(who=0),
        frame("worker", "day", "amount", rows=lines[0]),
        frame("worker", "day", "amount", rows=lines[1]),
        frame("month", "gap", rows=[(month, "statement.debit") for month in hidden]),
        frame("evidence_from", "evidence_end", rows=[] if end is None else [(None, end)]),
    )
    return {row["month"]: row for row in told.iter_rows(named=True)}


def said(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("settled", "arrears", "unjudged", "payment_gap", "paid_off"))


@pytest.mark.parametrize("net", ["0.01", "0.50", "5000"])
def test_nothing_paid_of_a_month_is_all_of_it_owed_to_the_fen(net: str) -> None:
    row = reckoned((JANUARY, net))[JANUARY]

    assert said(row) == (0, Decimal(net), 0, None, False)
    assert row["owed_at_least"] == Decimal(net)


@pytest.mark.parametrize("net", ["0", "-12.50"])
def test_a_month_without_anything_to_pay_owes_nothing_and_takes_nothing_from_what_others_owe(net: str) -> None:
    row = reckoned((JANUARY, net))[JANUARY]

    assert (row["arrears"], row["owed_at_least"], row["payment_gap"], row["paid_off"]) == (0, 0, None, False)


def test_without_a_statement_all_is_open_and_nothing_known() -> None:
    row = reckoned((JANUARY, "5000"), end=None)[JANUARY]

    assert said(row) == (None, None, 5000, "statement", None)


@pytest.mark.parametrize(("end", "told"), [(END, (0, 5000, 0, None)), (date(2025, 4, 14), (0, None, 5000, "through"))])
def test_what_falls_due_after_the_statement_is_not_judged(end: date, told: tuple[Any, ...]) -> None:
    row = reckoned((MARCH, "5000"), end=end)[MARCH]

    assert said(row)[:3] == told[:3]
    assert (row["payment_gap"] or "").endswith(told[3] or "")


def test_of_a_hidden_month_only_what_was_paid_is_said() -> None:
    months = reckoned((JANUARY, "5000"), (FEBRUARY, "5000"), paid=[(date(2025, 2, 14), "7000")], hidden=[FEBRUARY])

    assert said(months[JANUARY]) == (5000, 0, 0, None, True)
    assert said(months[FEBRUARY]) == (2000, None, 3000, "statement.debit", False)
    assert months[FEBRUARY]["owed_at_least"] is None


def test_of_a_worker_whose_months_are_all_hidden_nothing_is_surely_owed() -> None:
    row = reckoned((JANUARY, "5000"), hidden=[JANUARY])[JANUARY]

    assert (row["arrears"], row["unjudged"], row["owed_at_least"]) == (None, 5000, None)


def test_what_a_hidden_month_may_have_taken_from_the_later_ones_is_not_judged() -> None:
    """Strictly the payment settles January; if something unseen did, it settles February. March is owed either way."""
    months = reckoned(
        (JANUARY, "5000"),
        (FEBRUARY, "5000"),
        (MARCH, "5000"),
        paid=[(date(2025, 2, 20), "4000"), (date(2025, 3, 14), "5000")],
        hidden=[JANUARY],
    )

    assert said(months[JANUARY]) == (5000, 0, 0, None, True)
    assert months[JANUARY]["paid_off_at_least"] is None
    assert said(months[FEBRUARY]) == (4000, None, 1000, "payout", False)
    assert said(months[MARCH]) == (0, 1000, 4000, None, False)
    assert [months[month]["owed_at_least"] for month in (FEBRUARY, MARCH)] == [0, 1000]


def test_a_month_paid_off_may_have_been_so_earlier_by_a_line_that_may_mean_the_worker() -> None:
    early, late = date(2025, 2, 14), date(2025, 3, 3)
    row = reckoned((JANUARY, "5000"), paid=[(late, "5000")], doubtful=[(early, "5000")])[JANUARY]

    assert said(row) == (5000, 0, 0, None, True)
    assert (row["paid_off_on"], row["paid_off_at_least"]) == (late, early)


def test_a_line_that_may_mean_the_worker_leaves_open_so_much_as_it_may_have_paid() -> None:
    part = reckoned((JANUARY, "5000"), paid=[(date(2025, 2, 1), "1000")], doubtful=[(date(2025, 2, 14), "1500")])
    whole = reckoned((JANUARY, "5000"), paid=[(date(2025, 2, 1), "1000")], doubtful=[(date(2025, 2, 14), "4000")])

    assert said(part[JANUARY]) == (1000, 2500, 1500, None, False)
    assert said(whole[JANUARY]) == (1000, None, 4000, "payout", False)
    assert whole[JANUARY]["paid_off_at_least"] is None
