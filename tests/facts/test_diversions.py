"""Money that leaves the account for others, and the allotments that came in shortly before."""

from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import PROJECT, ZHANG, Build, line

SHOWN = [{"file": "statement.xlsx", "range_from": "2025-06-08", "range_through": "2025-08-10", "opening_balance": "7"}]
OUT = line("2025-06-10", out="9", counterparty_name="某某建材有限公司", summary="材料款")


def allotted(day: str, **more: Any) -> dict[str, Any]:
    return line(day, into="9", counterparty_name=PROJECT["owner_name"], **more)


def diversions(facts: Build, *lines: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    told = {"roster": [ZHANG], "control": SHOWN} | more
    return facts(statement=lines, **told).frames["diversion"].sort("booked_on").to_dicts()


def only(facts: Build, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    (fact,) = diversions(facts, *lines, **more)
    return fact


@pytest.mark.parametrize(("begins", "soon"), [("2025-06-08", False), ("2025-06-09", None)])
def test_the_statement_must_show_the_two_days_before(facts: Build, begins: str, soon: bool | None) -> None:
    fact = only(facts, OUT, control=[SHOWN[0] | {"range_from": begins}])

    assert (fact["is_diversion"], fact["soon_after_allotment"], fact["allotted_on"]) == (True, soon, None)


def test_before_a_statement_that_begins_with_the_account_nothing_came_in(facts: Build) -> None:
    late = [SHOWN[0] | {"range_from": "2025-06-10"}]

    assert only(facts, OUT, control=late, project={"account_opened": "2025-06-10"})["soon_after_allotment"] is False


def test_an_allotment_that_is_shown_counts_though_the_days_before_are_not(facts: Build) -> None:
    late = [SHOWN[0] | {"range_from": "2025-06-10"}]

    assert only(facts, allotted("2025-06-10"), OUT, control=late)["soon_after_allotment"] is True


def test_the_last_allotment_before_it_is_named(facts: Build) -> None:
    allotments = [allotted(f"2025-06-{day:02d}") for day in (8, 9, 9, 11)]

    assert only(facts, *allotments, OUT)["allotted_on"] == date(2025, 6, 9)


def test_a_sure_allotment_counts_beside_a_credit_of_nobody_named(facts: Build) -> None:
    nameless = line("2025-06-09", into="9")

    assert only(facts, allotted("2025-06-08"), nameless, OUT)["soon_after_allotment"] is True
    assert only(facts, nameless, OUT)["soon_after_allotment"] is None


def test_money_of_a_third_party_is_no_allotment(facts: Build) -> None:
    third = line("2025-06-09", into="9", counterparty_name="某某商贸有限公司")

    assert only(facts, third, OUT)["soon_after_allotment"] is False


def test_each_line_that_leaves_is_looked_at_and_no_other(facts: Build) -> None:
    lines = [
        allotted("2025-06-09"),
        OUT,
        line("2025-06-20", out="5", counterparty_name="孙外人", summary="转账"),
        line("2025-06-30", out="3", summary="转账"),
        line("2025-07-10", out="1", summary="手续费"),
    ]

    told = [
        (fact["line_amount"], fact["is_diversion"], fact["soon_after_allotment"]) for fact in diversions(facts, *lines)
    ]
    assert told == [(9, True, True), (5, True, False), (3, None, False)]


def test_a_firm_is_a_stranger_whoever_else_may_be_a_worker(facts: Build) -> None:
    assert only(facts, OUT, torn=["roster"])["is_diversion"] is True
