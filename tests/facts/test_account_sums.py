"""Sums over all that a statement shows: what came in, what fell due, and what is left to be paid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages

OWNER = "江南置业有限公司"
FED = line("2025-01-20", into="12000", balance="12000", counterparty_name=OWNER)
THROUGH = [{"file": "statement.xlsx", "range_from": "2025-01-15", "range_through": "2025-08-15"}]


def project(facts: Build, on: date = date(2025, 8, 20), **papers: Any) -> dict[str, Any]:
    told = {"roster": [ZHANG, LI], "payroll": wages(ZHANG, "2025-02", "2025-03"), "control": THROUGH} | papers
    (fact,) = facts(on=on, **told).frames["project"].to_dicts()
    return fact


def test_an_empty_statement_that_was_handed_in_is_given_and_shows_nothing(facts: Build) -> None:
    fact = project(facts, control=[], empty=["statement"])

    assert (fact["statement_given"], fact["funded"], fact["wages_due"]) == (True, None, None)


def test_a_range_without_a_line_shows_that_nothing_came_in(facts: Build) -> None:
    fact = project(facts, project={"start_date": "2025-01-15"})

    assert (fact["statement_given"], fact["funded"], fact["funded_at_most"]) == (True, 0, 0)


def test_every_credit_of_nobody_named_may_feed_the_account(facts: Build) -> None:
    nameless = [line("2025-02-02", into="500", balance="12500"), line("2025-02-03", into="0.50", balance="12500.50")]

    fact = project(facts, statement=[FED, *nameless])

    assert (fact["funded"], fact["funded_at_most"]) == (Decimal(12000), Decimal("12500.50"))


def test_what_came_in_between_two_sheets_that_do_not_meet_is_not_known(facts: Build) -> None:
    sheets = [
        line(day, into="100", balance=balance, counterparty_name=OWNER, file=f"{day}.xlsx")
        for day, balance in (("2025-01-20", "100"), ("2025-04-20", "777"), ("2025-07-20", "999"))
    ]

    fact = project(facts, statement=sheets, control=[])

    assert (fact["funded"], fact["funded_at_most"]) == (Decimal(300), None)


@pytest.mark.parametrize("told", [{"opening_balance": "0"}, {"opening_balance": "700"}])
def test_a_bank_that_states_what_was_there_before_says_that_the_account_is_older(
    facts: Build, told: dict[str, str]
) -> None:
    site = {"start_date": "2025-01-15", "account_opened": "2025-01-02"}

    fact = project(facts, project=site, statement=[FED | {"balance": None}], control=[THROUGH[0] | told])

    assert fact["funded_at_most"] is None


def test_a_bank_that_states_on_any_sheet_what_was_there_before_leaves_it_open(facts: Build) -> None:
    later = {"file": "下.xlsx", "range_from": "2025-05-01", "range_through": "2025-08-15", "opening_balance": "12000"}
    lines = [FED | {"balance": None}, line("2025-05-20", into="1", file="下.xlsx", counterparty_name=OWNER)]
    first = THROUGH[0] | {"range_through": "2025-04-30", "closing_balance": "12000"}

    fact = project(facts, project={"start_date": "2025-01-15"}, statement=lines, control=[first, later])

    assert (fact["funded"], fact["funded_at_most"]) == (12001, None)


def test_a_later_balance_does_not_tell_what_was_there_before_the_first_line(facts: Build) -> None:
    lines = [FED | {"balance": None}, line("2025-02-20", into="1", balance="12500", counterparty_name=OWNER)]

    assert project(facts, project={"start_date": "2025-01-15"}, statement=lines)["funded_at_most"] == 12001


def test_the_last_balance_that_a_bank_states_is_the_last(facts: Build) -> None:
    later = {"file": "下.xlsx", "range_from": "2025-05-01", "range_through": "2025-08-15"}
    first = THROUGH[0] | {"range_through": "2025-04-30", "closing_balance": "500"}
    lines = [FED | {"balance": None}, line("2025-05-20", into="1", file="下.xlsx")]

    for closing, last in (("800", 800), (None, 500)):
        control = [later | {"closing_balance": closing}, first]
        assert project(facts, statement=lines, control=control)["last_balance"] == last


def test_the_last_balance_is_that_of_the_last_day_whatever_the_order_of_the_rows(facts: Build) -> None:
    lines = [line("2025-03-20", into="1", balance="12001", counterparty_name=OWNER), FED]

    assert project(facts, statement=lines)["last_balance"] == 12001


def test_what_nobody_is_owed_adds_nothing_to_what_is_due(facts: Build) -> None:
    payroll = [*wages(ZHANG, "2025-02"), *wages(LI, "2025-02", net="-100"), *wages(LI, "2025-03", net="0")]

    fact = project(facts, payroll=payroll, statement=[FED])

    assert (fact["wages_due"], fact["unsettled"], fact["unsettled_at_least"]) == (5000, 5000, 5000)


def test_work_without_a_payroll_is_no_sum_yet(facts: Build) -> None:
    worked = [{"id_no": ZHANG["id_no"], "month": "2025-06", "days": 20}]
    short = [THROUGH[0] | {"range_through": "2025-03-31"}]

    assert project(facts, attendance=worked, payroll=[], statement=[FED])["wages_due"] is None
    assert project(facts, attendance=worked, statement=[FED], control=short)["uncovered_months"] == 1


def test_all_open_months_add_up(facts: Build) -> None:
    paid = pays("2025-03-14", ZHANG, balance="7000")
    payroll = [*wages(ZHANG, "2025-02", "2025-03"), *wages(LI, "2025-03", net="4000")]

    fact = project(facts, payroll=payroll, statement=[FED, paid])

    assert (fact["wages_due"], fact["unsettled"], fact["unsettled_at_least"]) == (14000, 9000, 9000)


@pytest.mark.parametrize(("through", "months", "sum_of_them"), [("2025-03-31", 2, 9000), ("2025-04-15", 0, 0)])
def test_what_falls_due_on_the_last_day_of_the_statement_is_covered(
    facts: Build, through: str, months: int, sum_of_them: int
) -> None:
    payroll = [*wages(ZHANG, "2025-02", "2025-03"), *wages(LI, "2025-03", net="4000")]

    fact = project(facts, payroll=payroll, statement=[FED], control=[THROUGH[0] | {"range_through": through}])

    assert (fact["uncovered_months"], fact["uncovered_wages"]) == (months, sum_of_them)


def test_of_a_torn_statement_no_month_is_known_to_be_uncovered(facts: Build) -> None:
    fact = project(facts, statement=[FED], control=[THROUGH[0] | {"range_through": "2025-03-31"}], torn=["statement"])

    assert (fact["uncovered_months"], fact["uncovered_wages"], fact["last_balance"]) == (None, None, None)
