"""The deposit that is required, and the one that is there."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import Build

LODGED = {"kind": "银行保函", "amount": "200000", "lodged_date": "2025-01-20", "expiry_date": "2026-06-30"}
SITE = {"contract_amount": "20000000", "permit_date": "2025-01-06", "clean_years": 0}


def account(facts: Build, project: dict[str, Any] | None = None, *, deposit: list[dict[str, Any]]) -> dict[str, Any]:
    return facts(project=SITE | (project or {}), deposit=deposit).frames["deposit"].row(0, named=True)


@pytest.mark.parametrize(
    ("project", "required"),
    [
        ({"contract_amount": "10000000"}, "150000"),  # 1.5 % up to ten million
        ({"contract_amount": "10000000.01"}, "100000"),  # 1 % above
        ({"contract_amount": "800000000"}, "5000000"),  # the cap
        ({"contract_amount": "800000000", "arrears_last_2y": True}, "12000000"),  # no cap after arrears
        ({"clean_years": 2}, "100000"),
        ({"arrears_last_2y": True}, "300000"),
        ({"blacklisted": True, "arrears_last_2y": True, "clean_years": 5}, "400000"),  # the last that holds wins
        ({"deposit_rate": "0.02"}, "400000"),
        ({"region": "110101", "clean_years": 2}, "100000"),  # the nation: 1 %, halved, not below 0.5 %
    ],
)
def test_the_rate_goes_by_amount_place_and_record(facts: Build, project: dict[str, Any], required: str) -> None:
    assert account(facts, project, deposit=[LODGED])["required_amount"] == Decimal(required)


def test_where_nobody_asked_for_clean_years_the_requirement_is_a_range(facts: Build) -> None:
    site = {key: value for key, value in SITE.items() if key != "clean_years"}
    fact = facts(project=site, deposit=[LODGED]).frames["deposit"].row(0, named=True)

    assert (fact["required_at_least"], fact["required_amount"]) == (Decimal(100000), Decimal(200000))


def effective_of(facts: Build, instrument: dict[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    fact = account(facts, deposit=[LODGED | {"topup_amount": None} | instrument])
    return fact["effective_at_least"], fact["effective_at_most"]


@pytest.mark.parametrize(
    ("instrument", "effective"),
    [
        ({}, "200000"),
        ({"expiry_date": "2025-08-20"}, "200000"),  # valid on its last day
        ({"expiry_date": "2025-08-19"}, "0"),
        ({"released_date": "2025-07-01"}, "0"),
        ({"lodged_date": "2025-08-21"}, "0"),
        ({"used_amount": "50000"}, "150000"),
        ({"used_amount": "50000", "topup_amount": "50000"}, "200000"),
        ({"kind": "现金", "expiry_date": None}, "200000"),
    ],
)
def test_only_what_is_lodged_valid_and_unused_counts(facts: Build, instrument: dict[str, Any], effective: str) -> None:
    assert effective_of(facts, instrument) == (Decimal(effective), Decimal(effective))


@pytest.mark.parametrize(
    ("instrument", "least", "most"),
    [
        ({"expiry_date": None}, "0", "200000"),
        ({"lodged_date": None}, "0", "200000"),
        ({"used_amount": "50000", "topup_amount_asked": False}, "150000", "200000"),
        ({"used_date": "2025-06-03", "used_amount": None}, "0", "200000"),
    ],
)
def test_what_an_instrument_does_not_tell_counts_for_nothing_at_least_and_in_full_at_most(
    facts: Build, instrument: dict[str, Any], least: str, most: str
) -> None:
    assert effective_of(facts, instrument) == (Decimal(least), Decimal(most))


def test_an_instrument_without_its_sum_leaves_what_is_there_unknown(facts: Build) -> None:
    assert effective_of(facts, {"amount": None}) == (None, None)


def test_an_expired_instrument_needs_no_sum(facts: Build) -> None:
    assert effective_of(facts, {"amount": None, "expiry_date": "2025-08-19"}) == (Decimal(0), Decimal(0))


def test_the_shortfall_is_what_is_wanting_even_at_most(facts: Build) -> None:
    assert (
        account(facts, {"contract_amount": "30000000"}, deposit=[LODGED | {"expiry_date": None}])["shortfall"] == 100000
    )


def test_an_instrument_without_its_day_may_be_lodged_or_not(facts: Build) -> None:
    assert account(facts, deposit=[LODGED | {"lodged_date": None}])["lodged"] is None
    assert account(facts, deposit=[LODGED | {"lodged_date": None}, LODGED])["lodged"] is True


def test_the_term_is_twenty_working_days_from_the_permit(facts: Build) -> None:
    fact = account(facts, deposit=[LODGED])

    assert fact["deadline"] == date(2025, 2, 8)  # across the Spring Festival, with its make-up days


def test_without_a_permit_the_term_runs_from_the_contract(facts: Build) -> None:
    assert account(facts, {"permit_date": None}, deposit=[LODGED])["base_date"] == date(2025, 1, 2)


def test_a_deposit_paper_that_was_not_handed_in_leaves_everything_unknown(facts: Build) -> None:
    fact = account(facts, deposit=[])

    assert (fact["lodged"], fact["effective_at_most"]) == (None, None)


def test_an_empty_exemption_cell_claims_none_and_a_missing_one_leaves_it_open(facts: Build) -> None:
    assert account(facts, {"deposit_exempt": None}, deposit=[LODGED])["exempt"] is False
    assert account(facts, deposit=[LODGED])["exempt"] is None


def test_a_later_instrument_replaces_an_expired_one(facts: Build) -> None:
    renewed = LODGED | {"lodged_date": "2025-06-30"}
    built = facts(project=SITE | {"completion_date": None}, deposit=[LODGED | {"expiry_date": "2025-07-01"}, renewed])

    assert built.frames["instrument"].sort("lodged_date")["replaced"].to_list() == [True, False]


def instrument(facts: Build, on: date = date(2025, 8, 20), **more: Any) -> dict[str, Any]:
    project = SITE | {"completion_date": None, "region": more.pop("region", "360113")}
    return facts(project=project, deposit=[LODGED | more], on=on).frames["instrument"].row(0, named=True)


@pytest.mark.parametrize(
    ("kind", "region", "allowed"),
    [
        ("现金", "110101", True),
        ("现金（银行存款）", "110101", True),
        ("工商银行保函", "110101", True),
        ("保证保险", "360113", True),
        ("工程担保公司保函", "360113", True),
        ("保证保险", "120101", False),
        ("保证保险", "110101", None),  # the place is silent
        ("保函", "120101", None),  # whose?
    ],
)
def test_a_form_is_good_by_the_nation_or_by_the_place(
    facts: Build, kind: str, region: str, allowed: bool | None
) -> None:
    assert instrument(facts, kind=kind, region=region)["form_allowed"] is allowed


@pytest.mark.parametrize(
    ("beneficiary", "named"),
    [("南昌市人力资源和社会保障局", True), ("红谷滩区人社局", True), ("某公司", False), (None, False)],
)
def test_the_beneficiary_is_the_bureau_of_human_resources(facts: Build, beneficiary: str | None, named: bool) -> None:
    assert instrument(facts, beneficiary=beneficiary)["beneficiary_named"] is named


def test_what_nobody_asked_of_a_guarantee_is_unknown(facts: Build) -> None:
    fact = instrument(facts)

    assert (fact["irrevocable"], fact["beneficiary_named"]) == (None, None)


def test_an_empty_cell_is_no_guarantee_on_demand(facts: Build) -> None:
    assert instrument(facts, on_demand=None)["irrevocable"] is False


def test_what_was_used_is_made_good_within_ten_working_days(facts: Build) -> None:
    told: dict[str, Any] = {"used_date": "2025-06-03", "used_amount": "50000"}

    assert instrument(facts, **told)["topup_deadline"] == date(2025, 6, 17)
    assert instrument(facts, date(2025, 6, 17), **told)["topup_overdue"] is False
    assert instrument(facts, date(2025, 6, 18), **told)["topup_overdue"] is True
    assert instrument(facts)["topup_overdue"] is False


@pytest.mark.parametrize(
    ("topup", "made_good"),
    [
        ({"topup_date": "2025-06-17", "topup_amount": "50000"}, (True, True)),
        ({"topup_date": "2025-06-18", "topup_amount": "49999.99"}, (False, False)),
        ({"topup_date": None, "topup_amount": None}, (False, False)),
        ({}, (None, None)),
    ],
)
def test_an_empty_cell_makes_nothing_good(
    facts: Build, topup: dict[str, Any], made_good: tuple[bool | None, bool | None]
) -> None:
    fact = instrument(facts, used_date="2025-06-03", used_amount="50000", **topup)

    assert (fact["topup_in_time"], fact["topup_enough"]) == made_good


def test_a_deposit_may_be_given_back_after_thirty_days_of_notice(facts: Build) -> None:
    fact = instrument(facts, released_date="2025-08-01", refund_notice_date="2025-07-02")

    assert (fact["release_given"], fact["refund_notice_until"]) == (True, date(2025, 8, 1))


def test_the_days_left_run_to_the_last_day_of_the_guarantee(facts: Build) -> None:
    assert instrument(facts, expiry_date="2025-09-19")["days_left"] == 30
