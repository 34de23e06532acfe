"""What is lodged by which day, and what that leaves wanting."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import Build

LODGED = {"kind": "银行保函", "amount": "200000", "lodged_date": "2025-01-20", "expiry_date": "2026-06-30"}
SITE = {"contract_amount": "20000000", "permit_date": "2025-01-06", "clean_years": 0}


def account(facts: Build, *deposit: dict[str, Any], on: date = date(2025, 8, 20), **more: Any) -> dict[str, Any]:
    project = SITE | more.pop("project", {})
    return facts(on, project=project, deposit=deposit, **more).frames["deposit"].row(0, named=True)


def test_an_empty_deposit_paper_shows_that_nothing_is_lodged(facts: Build) -> None:
    fact = account(facts, empty=["deposit"])

    assert (fact["instruments"], fact["lodged"], fact["first_lodged"]) == (0, False, None)
    assert (fact["effective_at_least"], fact["effective_at_most"], fact["shortfall"]) == (0, 0, Decimal(200000))
    assert len(fact["sources"]) == 1


def test_the_term_is_over_on_the_day_after_its_last(facts: Build) -> None:
    for on, over in ((date(2025, 2, 8), False), (date(2025, 2, 9), True)):
        assert account(facts, LODGED, on=on)["overdue"] is over


def test_what_is_lodged_on_the_day_of_the_audit_is_lodged_and_what_is_later_is_not(facts: Build) -> None:
    today, later = LODGED | {"lodged_date": "2025-08-20"}, LODGED | {"lodged_date": "2025-08-21"}
    fact = account(facts, later, today)

    assert (fact["instruments"], fact["first_lodged"]) == (1, date(2025, 8, 20))
    assert fact["effective_at_most"] == Decimal(200000)


def test_the_first_of_several_instruments_says_when_the_deposit_was_lodged(facts: Build) -> None:
    fact = account(facts, LODGED | {"lodged_date": "2025-03-01"}, LODGED)

    assert (fact["instruments"], fact["first_lodged"]) == (2, date(2025, 1, 20))


def test_what_is_lodged_later_than_the_audit_was_not_lodged_first(facts: Build) -> None:
    fact = account(facts, LODGED | {"lodged_date": "2025-08-21"})

    assert (fact["instruments"], fact["lodged"], fact["first_lodged"]) == (0, False, None)


def test_instruments_add_up_unless_one_has_no_sum(facts: Build) -> None:
    for amount, total in (("50000", 250000), (None, None)):
        fact = account(facts, LODGED, LODGED | {"amount": amount})

        assert (fact["effective_at_least"], fact["effective_at_most"]) == (total, total)


def test_an_instrument_without_a_day_may_have_been_the_first(facts: Build) -> None:
    fact = account(facts, LODGED, LODGED | {"lodged_date": None})

    assert (fact["instruments"], fact["first_lodged"]) == (1, None)


def test_what_was_lodged_after_the_audit_and_what_has_no_day_leave_open_whether_anything_is(facts: Build) -> None:
    fact = account(facts, LODGED | {"lodged_date": "2025-08-21"}, LODGED | {"lodged_date": None})

    assert (fact["instruments"], fact["lodged"]) == (None, None)


@pytest.mark.parametrize(
    ("record", "required"),
    [
        ({"blacklisted": True}, "16000000"),
        ({"blacklisted": False, "arrears_last_2y": False}, "5000000"),
        ({"blacklisted": None, "arrears_last_2y": None}, "5000000"),
    ],
)
def test_only_a_bad_record_that_is_shown_lifts_the_cap(facts: Build, record: dict[str, Any], required: str) -> None:
    fact = account(facts, LODGED, project={"contract_amount": "800000000"} | record)

    assert (fact["required_amount"], fact["required_at_least"]) == (Decimal(required), Decimal(required))


def test_a_cap_that_no_record_lifts_holds_after_arrears(facts: Build) -> None:
    site = {"region": "130102", "contract_amount": "8000000000", "arrears_last_2y": True}

    assert account(facts, LODGED, project=site)["required_amount"] == 5_000_000


def test_what_is_required_is_rounded_to_the_fen(facts: Build) -> None:
    assert account(facts, LODGED, project={"contract_amount": "20000001.46"})["required_amount"] == Decimal("200000.01")


def test_one_clean_year_halves_nothing(facts: Build) -> None:
    fact = account(facts, LODGED, project={"clean_years": 1})

    assert (fact["rate"], fact["rate_at_least"], fact["required_at_least"]) == (
        Decimal("0.01"),
        Decimal("0.01"),
        Decimal(200000),
    )


def test_a_record_goes_before_clean_years_even_where_these_are_not_told(facts: Build) -> None:
    site = {"clean_years": None, "arrears_last_2y": True}

    assert account(facts, LODGED, project=site)["required_at_least"] == Decimal(300000)


def test_without_a_contract_sum_nothing_is_required_that_is_known(facts: Build) -> None:
    fact = account(facts, LODGED, project={"contract_amount": None})

    assert (fact["required_amount"], fact["required_at_least"], fact["shortfall"]) == (None, None, None)


def test_the_sources_are_the_sheet_of_the_project_and_its_instruments(facts: Build) -> None:
    built = facts(project=SITE, deposit=[LODGED, LODGED])
    rows = dict(built.rows.select("rid", "table").iter_rows())

    sources = built.frames["deposit"]["sources"].to_list()[0]
    assert [rows[rid] for rid in sources] == ["project", "deposit", "deposit"]
    assert sources[1:] == sorted(sources[1:])
