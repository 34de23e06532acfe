"""Doubtful payments: whom a line may have paid that says of nobody in particular that it did."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.doubt import doubtful

_LINE: dict[str, Any] = {
    "rid": pl.UInt32,
    "project_id": pl.String,
    "kind": pl.String,
    "worker": pl.String,
    "homonyms": pl.Boolean,
    "shared": pl.Boolean,
    "payee": pl.String,
    "account": pl.String,
    "booked_at": pl.Date,
    "debit": pl.Decimal(18, 2),
    "summary": pl.String,
    "purpose": pl.String,
}
_PAYOUT: dict[str, Any] = {name: _LINE[name] for name in list(_LINE)[:8] if name != "kind"} | {
    "ok": pl.Boolean,
    "day": pl.Date,
    "month": pl.Date,
    "amount": pl.Decimal(18, 2),
    "line": pl.UInt32,
}
_NET: dict[str, Any] = {"project_id": pl.String, "worker": pl.String, "month": pl.Date, "net": pl.Decimal(18, 2)}
_KNOWN = {"project_id": pl.String, "worker": pl.String, "name": pl.String}
_OWNED = {"project_id": pl.String, "card_no": pl.String, "worker": pl.String, "rid": pl.UInt32}
APRIL = date(2025, 4, 14)


def rows(schema: dict[str, Any], told: list[dict[str, Any]], **usual: Any) -> pl.DataFrame:
    filled = [dict.fromkeys(schema) | {"rid": at, "project_id": "甲"} | usual | row for at, row in enumerate(told)]
    return pl.DataFrame([{name: row[name] for name in schema} for row in filled], schema=schema, orient="row")


def entry(amount: Any = "5000", **more: Any) -> dict[str, Any]:
    told = {
        "booked_at": date(2025, 4, 14),
        "debit": Decimal(amount),
        "kind": "wage",
        "homonyms": False,
        "shared": False,
    }
    return told | more


def payout(amount: Any = "5000", **more: Any) -> dict[str, Any]:
    told = {"day": APRIL, "amount": Decimal(amount), "ok": True, "homonyms": False, "shared": False, "line": 0}
    return told | more


def net(worker: str, month: str = "2025-03", amount: str = "5000") -> dict[str, Any]:
    return {"worker": worker, "month": date.fromisoformat(f"{month}-01"), "net": Decimal(amount)}


def found(
    lines: list[dict[str, Any]], *nets: dict[str, Any], payouts: Any = (), names: Any = (), cards: Any = ()
) -> list[Any]:
    """Give whom the lines may have paid, and how much."""
    known = [{"worker": worker, "name": name} for worker, name in names]
    owned = [{"worker": worker, "card_no": card} for worker, card in cards]
    doubt = doubtful(
        rows(_LINE, lines), rows(_PAYOUT, payouts), rows(_KNOWN, known), rows(_OWNED, owned), rows(_NET, list(nets))
    )
    assert doubt.columns == ["project_id", "worker", "day", "amount"]
    assert set(doubt["day"]) <= {APRIL}
    return sorted(doubt.select("worker", "amount").iter_rows())


TWINS = [("1", "张三"), ("2", "张 三"), ("3", "李四"), ("1", "张三(大)")]


def test_a_line_to_a_name_that_two_bear_may_have_paid_each_of_them_once() -> None:
    told: dict[str, Any] = {"payee": "张三", "homonyms": True}

    assert found([entry(**told)], names=TWINS) == [("1", 5000), ("2", 5000)]
    assert found([], payouts=[payout(**told)], names=TWINS) == [("1", 5000), ("2", 5000)]


@pytest.mark.parametrize("told", [{"kind": "cash"}, {"worker": "1"}, {"homonyms": False}])
def test_a_line_that_is_no_wage_or_pays_one_man_or_a_name_of_its_own_is_not_in_doubt(told: dict[str, Any]) -> None:
    assert found([entry(payee="张三", homonyms=True) | told], names=TWINS) == []


@pytest.mark.parametrize("told", [{"ok": False}, {"worker": "1"}])
def test_a_payout_that_failed_or_went_to_one_man_is_not_in_doubt(told: dict[str, Any]) -> None:
    assert found([], net("2"), payouts=[payout(payee="张三", homonyms=True) | told], names=TWINS) == []


CARDS = [("1", "62"), ("2", "62"), ("3", "62"), ("1", "62"), ("4", "63")]


@pytest.mark.parametrize(
    ("payee", "holders"), [("张三", ["1", "2"]), ("李四", ["3"]), ("王五", ["1", "2", "3"]), (None, ["1", "2", "3"])]
)
def test_a_line_to_a_shared_card_may_have_paid_the_holders_of_its_name_else_any(
    payee: str | None, holders: list[str]
) -> None:
    told: dict[str, Any] = {"payee": payee, "account": "62", "shared": True}
    wanted = [(who, Decimal(5000)) for who in holders]

    assert found([entry(**told)], names=TWINS, cards=CARDS) == wanted
    assert found([], payouts=[payout(**told)], names=TWINS, cards=CARDS) == wanted


def test_each_line_to_a_shared_card_is_looked_at_by_itself() -> None:
    lines = [entry(payee=name, account="62", shared=True) for name in ("李四", "王五")]

    assert [who for who, _ in found(lines, names=TWINS, cards=CARDS)] == ["1", "2", "3", "3"]


def test_a_line_that_tells_only_its_amount_may_have_paid_whoever_was_due_as_much() -> None:
    silent = entry(kind="other_out")
    nets = [net("1"), net("1", "2025-02"), net("2", amount="4999.99"), net("3", "2025-05"), net("4", "2025-04")]

    assert found([silent], *nets) == [("1", 5000), ("4", 5000)]
    assert found([silent | {"summary": "转账"}], *nets) == []


@pytest.mark.parametrize(("day", "may"), [("2025-04-01", True), ("2025-03-31", False)])
def test_wages_may_be_paid_from_the_first_day_of_their_month(day: str, may: bool) -> None:
    on = date.fromisoformat(day)
    lines, payouts = [entry(kind="other_out", booked_at=on)], [payout(day=on, month=date(2025, 9, 1))]
    either: list[tuple[list[Any], list[Any]]] = [(lines, []), ([], payouts)]

    for told in either:
        known = (rows(_KNOWN, []), rows(_OWNED, []), rows(_NET, [net("1", "2025-04")]))
        doubt = doubtful(rows(_LINE, told[0]), rows(_PAYOUT, told[1]), *known)

        assert doubt["worker"].to_list() == (["1"] if may else [])


def test_a_payout_to_nobody_known_may_have_paid_whoever_was_due_as_much() -> None:
    assert found([], net("1"), payouts=[payout()]) == [("1", 5000)]
    for told in ({"homonyms": True}, {"shared": True}):
        assert found([], net("1"), payouts=[payout(**told)]) == []


# What a batch paid beyond its list


def batch(debited: str) -> dict[str, Any]:
    return entry(debited, kind="batch")


LISTED = [payout("5000", worker="1"), payout("2000", worker="2"), payout("3000", worker="3", ok=False)]


@pytest.mark.parametrize(
    ("debited", "left_out"),
    [
        ("7000", []),  # what arrived
        ("10000", []),  # the whole list
        ("7400", [("4", 400)]),
        ("7399.99", []),
        ("7500", [("4", 500)]),
        ("11000", [("4", 500), ("5", 4000)]),
    ],
)
def test_the_rest_of_a_batch_may_have_paid_whoever_its_list_leaves_out(
    debited: str, left_out: list[tuple[str, int]]
) -> None:
    nets = [
        net("1"),
        net("3", amount="300"),
        net("4", amount="400"),
        net("4", "2025-04", "500"),
        net("4", "2025-05", "450"),
    ]
    nets += [net("5", amount="4000"), net("6", amount="0"), net("6", "2025-02", "-5")]

    assert found([batch(debited)], *nets, payouts=LISTED) == left_out


def test_the_smallest_rest_may_have_paid_the_smallest_net() -> None:
    assert found([batch("7000.50")], net("4", amount="0.50"), payouts=LISTED) == [("4", Decimal("0.50"))]


def test_a_batch_without_a_list_is_no_doubt_of_this_kind() -> None:
    assert found([batch("7500")], net("4", amount="400")) == []
