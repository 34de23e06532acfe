"""Patterns worth a look: odd pay by day, registers filled before pay day, money that leaves as it comes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import PROJECT, ZHANG, Build, line, pays, wages

SHOWN = [{"range_from": "2025-01-15", "range_through": "2025-08-10"}]


def crew(count: int, **more: Any) -> list[dict[str, Any]]:
    """Make up men of one trade."""
    return [
        {"name": f"张大{at}", "id_no": f"36019919900101{at:04d}", "card_no": f"62170010{at:011d}", "trade": "木工"}
        | more
        for at in range(count)
    ]


# F02: pay by day


def rates(facts: Build, men: list[dict[str, Any]], nets: list[str]) -> list[dict[str, Any]]:
    payroll = [row for man, net in zip(men, nets, strict=True) for row in wages(man, "2025-03", net=net, days="10")]
    return facts(roster=men, payroll=payroll).frames["pay_rate"].to_dicts()


def test_pay_by_day_stands_beside_the_median_of_its_trade(facts: Build) -> None:
    found = rates(facts, crew(5), ["3000", "3000", "2000", "4000", "9000.01"])

    top = max(found, key=lambda fact: fact["net"])
    assert (top["trade_workers"], top["trade_median"], top["day_pay"]) == (5, 300, Decimal("900.00"))
    assert top["multiple"] == Decimal("3.00000333")


def test_the_median_of_an_even_number_is_between_the_middle_two(facts: Build) -> None:
    found = rates(facts, crew(6), ["1000", "2000", "3000", "4000", "5000", "6000"])

    assert {fact["trade_median"] for fact in found} == {Decimal(350)}


def test_pay_by_day_is_rounded_once(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03", net="3000", days="23"))  # 130.4348

    assert built.frames["pay_rate"]["day_pay"].to_list() == [Decimal("130.43")]


def test_trades_are_not_compared_with_one_another(facts: Build) -> None:
    men = [*crew(2), *crew(5, trade="电工")[2:]]

    assert sorted(fact["trade_workers"] for fact in rates(facts, men, ["3000"] * 5)) == [2, 2, 3, 3, 3]


@pytest.mark.parametrize(("trade", "known"), [({"trade": None}, False), ({"trade": None, "trade_asked": False}, None)])
def test_a_trade_left_empty_is_none_and_one_never_asked_unknown(
    facts: Build, trade: dict[str, Any], known: bool | None
) -> None:
    (fact,) = rates(facts, crew(1, **trade), ["3000"])

    assert fact["trade_known"] is known


def test_days_of_attendance_stand_in_where_the_payroll_has_none(facts: Build) -> None:
    worked = [{"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20}]

    built = facts(roster=[ZHANG | {"trade": "木工"}], payroll=wages(ZHANG, "2025-03"), attendance=worked)

    assert built.frames["pay_rate"]["day_pay"].to_list() == [250]


# F03: registered for pay day


def share(facts: Build, days: list[str], **papers: Any) -> Decimal | None:
    men = [man | {"registered_date": day} for man, day in zip(crew(len(days)), days, strict=True)]
    paid = {"statement": [pays("2025-04-14", men[0])], "control": SHOWN}
    built = facts(roster=men, **(paid | papers))
    found: Decimal | None = built.frames["registration_day"]["burst_share"].item()
    return found


@pytest.mark.parametrize(("day", "part"), [("2025-04-12", "0.3"), ("2025-04-11", "0"), ("2025-04-15", "0")])
def test_registrations_count_on_the_pay_day_and_two_days_before_it(facts: Build, day: str, part: str) -> None:
    assert share(facts, [day] * 3 + ["2025-02-03"] * 7) == Decimal(part)


def test_without_a_statement_no_share_is_known(facts: Build) -> None:
    assert share(facts, ["2025-04-14"] * 10, statement=[], control=[]) is None


def test_pay_days_that_the_statement_does_not_show_leave_the_share_unknown(facts: Build) -> None:
    late = [{"range_from": "2025-04-01", "range_through": "2025-08-10", "opening_balance": "5000"}]

    assert share(facts, ["2025-02-03"] * 10, control=late) is None
    assert share(facts, ["2025-04-14"] * 4 + ["2025-02-03"] * 6, control=late) == Decimal("0.4")


# F04: in and out


def soon(facts: Build, *lines: dict[str, Any], **more: Any) -> list[bool | None]:
    out = line("2025-06-10", out="9", counterparty_name="某某建材有限公司", summary="材料款")
    built = facts(roster=[ZHANG], statement=[*lines, out], control=SHOWN, **more)
    return built.frames["diversion"]["soon_after_allotment"].to_list()


@pytest.mark.parametrize(
    ("day", "found"), [("2025-06-10", True), ("2025-06-08", True), ("2025-06-07", False), ("2025-06-11", False)]
)
def test_an_allotment_counts_on_that_day_and_in_the_two_days_before(facts: Build, day: str, found: bool) -> None:
    assert soon(facts, line(day, into="9", counterparty_name=PROJECT["owner_name"])) == [found]


def test_money_from_nobody_named_may_be_an_allotment(facts: Build) -> None:
    assert soon(facts, line("2025-06-09", into="9")) == [None]


def test_without_the_owners_name_no_allotment_is_known(facts: Build) -> None:
    assert soon(facts, project={"owner_name": None}) == [None]


def test_a_line_that_names_nobody_may_be_a_diversion(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[line("2025-06-10", out="9", summary="转账")])

    facts_of = built.frames["diversion"].to_dicts()
    assert [(fact["is_diversion"], fact["law_date"]) for fact in facts_of] == [(None, date(2025, 6, 10))]


@pytest.mark.parametrize(("torn", "told"), [([], True), (["payroll"], None)])
def test_while_a_paper_that_names_workers_is_torn_nobody_is_a_stranger(
    facts: Build, torn: list[str], told: bool | None
) -> None:
    out = line("2025-06-10", out="9", counterparty_name="孙外人", summary="转账")
    built = facts(roster=[ZHANG], statement=[out], torn=torn)

    assert built.frames["diversion"]["is_diversion"].to_list() == [told]
