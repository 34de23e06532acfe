"""One instrument of the deposit on the days on which it changes its state."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import Build

LODGED = {"kind": "银行保函", "amount": "200000", "lodged_date": "2025-01-20", "expiry_date": "2026-06-30"}
TODAY = "2025-08-20"


def instruments(facts: Build, *deposit: dict[str, Any], **project: Any) -> list[dict[str, Any]]:
    site = {"contract_amount": "20000000"} | project
    return facts(project=site, deposit=deposit).frames["instrument"].sort("lodged_date").to_dicts()


def instrument(facts: Build, project: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    (fact,) = instruments(facts, LODGED | more, **(project or {}))
    return fact


@pytest.mark.parametrize(("day", "given_back"), [(TODAY, True), ("2025-08-21", False)])
def test_what_is_given_back_on_the_day_of_the_audit_counts_no_more(facts: Build, day: str, given_back: bool) -> None:
    fact = instrument(facts, released_date=day)

    assert (fact["release_given"], fact["released"]) == (True, given_back)
    assert fact["counted_at_least"] == fact["counted_at_most"] == (0 if given_back else 200000)


def test_what_was_never_given_back_is_not_released(facts: Build) -> None:
    fact = instrument(facts)

    assert (fact["release_given"], fact["released"], fact["refund_notice_until"]) == (False, False, None)


@pytest.mark.parametrize(("day", "expired", "left"), [(TODAY, False, 0), ("2025-08-19", True, -1)])
def test_a_guarantee_holds_on_its_last_day(facts: Build, day: str, expired: bool, left: int) -> None:
    fact = instrument(facts, expiry_date=day)

    assert (fact["expired"], fact["days_left"]) == (expired, left)
    assert fact["counted_at_most"] == (0 if expired else 200000)


def test_cash_has_no_end(facts: Build) -> None:
    fact = instrument(facts, kind="现金", expiry_date="2025-08-19")

    assert (fact["cash"], fact["counted_at_least"]) == (True, 200000)
    assert instrument(facts)["cash"] is False


@pytest.mark.parametrize(
    ("completed", "unfinished"),
    [
        ({"completion_date": "2025-08-21"}, True),
        ({"completion_date": TODAY}, False),
        ({"completion_date": None}, True),
        ({"completion_date": None, "completion_date_asked": False}, None),
    ],
)
def test_work_that_ends_today_is_finished(facts: Build, completed: dict[str, Any], unfinished: bool | None) -> None:
    fact = instrument(facts, completed)

    assert fact["unfinished"] is unfinished


def test_only_what_is_lodged_later_and_by_today_stands_in_for_another(facts: Build) -> None:
    twins = instruments(facts, LODGED, LODGED)
    future = instruments(facts, LODGED, LODGED | {"lodged_date": "2025-08-21"})
    today = instruments(facts, LODGED, LODGED | {"lodged_date": TODAY})

    assert [[fact["replaced"] for fact in some] for some in (twins, future, today)] == [
        [False, False],
        [False, False],
        [True, False],
    ]


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ({"used_amount": "50000"}, 150000, 200000),  # nobody asked whether it was made good
        ({"used_amount": "50000", "topup_amount": None}, 150000, 150000),
        ({"used_amount": "50000", "topup_amount": "20000"}, 170000, 170000),
        ({"used_date": "2025-06-03"}, 0, 200000),
        ({"used_date": "2025-06-03", "topup_amount": "20000"}, 20000, 200000),
        ({}, 200000, 200000),
    ],
)
def test_an_instrument_is_worth_its_sum_less_what_was_used_and_not_made_good(
    facts: Build, told: dict[str, Any], least: int, most: int
) -> None:
    fact = instrument(facts, **told)

    assert (fact["counted_at_least"], fact["counted_at_most"]) == (least, most)


def test_what_is_not_lodged_yet_counts_for_nothing_though_its_sum_is_not_told(facts: Build) -> None:
    fact = instrument(facts, lodged_date="2025-08-21", amount=None)

    assert (fact["counted_at_least"], fact["counted_at_most"]) == (0, 0)


def test_a_guarantee_must_run_a_year_from_the_day_it_was_lodged(facts: Build) -> None:
    assert instrument(facts)["expiry_at_least"] == date(2026, 1, 20)


@pytest.mark.parametrize(("paid", "enough"), [("50000", True), ("50000.01", True), ("49999.99", False)])
def test_just_what_was_used_makes_it_good(facts: Build, paid: str, enough: bool) -> None:
    fact = instrument(facts, used_date="2025-06-03", used_amount="50000", topup_amount=paid)

    assert (fact["topup_enough"], fact["topup_amount"]) == (enough, Decimal(paid))


def test_instruments_are_named_by_their_reference_else_by_their_row(facts: Build) -> None:
    first, second = instruments(facts, LODGED | {"reference": "BH-1"}, LODGED | {"lodged_date": "2025-02-01"})

    assert (first["subject"], first["identity"]) == ("BH-1", "BH-1")
    assert (second["subject"], second["identity"]) == ("deposit.xlsx#3", "银行保函|2025-02-01")
