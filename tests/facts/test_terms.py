"""What a worker-month is measured by: the terms agreed, the stay, the age, the lists of the law."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import ZHANG, Build, month_of, wages

BY_DAY = {"wage_basis": "日", "agreed_wage": "250"}
BY_MONTH = {"wage_basis": "月", "agreed_wage": "6000"}


def month(facts: Build, *stays: dict[str, Any], wage_month: str = "2025-03", **row: Any) -> dict[str, Any]:
    roster = [ZHANG | stay for stay in stays] or [ZHANG]
    built = facts(roster=roster, payroll=wages(ZHANG, wage_month, **({"days": "20"} | row)))
    return month_of(built, ZHANG, wage_month)


# What was agreed


@pytest.mark.parametrize(
    ("terms", "days", "due"),
    [
        (BY_DAY, "20", "5000"),
        (BY_DAY, "20.5", "5125"),
        (BY_DAY | {"wage_basis": "按天"}, "1", "250"),
        (BY_MONTH, "21.75", "6000"),
        (BY_MONTH, "21.5", "0"),
        (BY_MONTH | {"wage_basis": "月薪"}, "22", "6000"),
    ],
)
def test_what_was_agreed_comes_to_so_much_for_the_days(
    facts: Build, terms: dict[str, Any], days: str, due: str
) -> None:
    fact = month(facts, terms, days=days)

    assert (fact["terms_known"], fact["agreed_due"]) == (True, Decimal(due))


@pytest.mark.parametrize("terms", [{}, {"wage_basis": "计件", "agreed_wage": "30"}, {"wage_basis": "日"}])
def test_terms_of_another_kind_or_half_told_are_none(facts: Build, terms: dict[str, Any]) -> None:
    assert month(facts, terms)["terms_known"] is False


def test_two_terms_in_one_month_leave_open_which_holds(facts: Build) -> None:
    first, second = BY_DAY | {"exit_date": "2025-03-15"}, BY_DAY | {"agreed_wage": "300", "entry_date": "2025-03-16"}
    fact = month(facts, first, second)

    assert (fact["terms_known"], fact["agreed_due"]) == (True, None)


def test_a_stay_of_another_month_says_nothing_of_this_one(facts: Build) -> None:
    past = BY_DAY | {"entry_date": "2025-01-10", "exit_date": "2025-02-28"}
    now = BY_DAY | {"agreed_wage": "300", "entry_date": "2025-03-01"}

    assert month(facts, past, now)["agreed_due"] == Decimal(6000)


# The stay that a month belongs to


def test_the_exit_is_that_of_the_last_stay_that_had_begun(facts: Build) -> None:
    past = {"entry_date": "2025-01-10", "exit_date": "2025-02-10"}
    future = {"entry_date": "2025-05-01", "exit_date": "2025-06-30"}

    assert month(facts, past, future)["exit_date"] == date(2025, 2, 10)


def test_a_stay_without_exit_goes_on(facts: Build) -> None:
    past = {"entry_date": "2025-01-10", "exit_date": "2025-02-10"}
    fact = month(facts, past, {"entry_date": "2025-02-20", "exit_date": None})

    assert (fact["has_left"], fact["exit_date"]) == (False, None)


# Age, by the month


def test_a_man_is_over_age_from_the_month_in_which_he_reaches_it(facts: Build) -> None:
    old = ZHANG | {"id_no": "360199196501011231"}
    built = facts(roster=[old], payroll=wages(old, "2025-01", "2025-02"))

    assert [month_of(built, old, when)["over_age"] for when in ("2025-01", "2025-02")] == [False, True]
    assert month_of(built, old, "2025-02")["retires_on"] == date(2025, 2, 1)


# The lists of the law


@pytest.mark.parametrize(
    ("reason", "lawful"),
    [("个人所得税", True), ("代扣社保", True), ("预支生活费", True), ("罚款", False), (None, False)],
)
def test_a_deduction_is_lawful_by_a_word_of_the_list(facts: Build, reason: str | None, lawful: bool | None) -> None:
    fact = month(facts, deductions="100", deduction_reason=reason)

    assert (fact["deducted"], fact["deduction_lawful"]) == (True, lawful)


@pytest.mark.parametrize(
    ("method", "by_bank"),
    [("专户代发", True), ("总包代发", True), ("现金代发", False), ("微信转账", False), (None, False)],
)
def test_a_way_of_payment_is_good_by_the_list_and_an_empty_cell_is_none(
    facts: Build, method: str | None, by_bank: bool
) -> None:
    assert month(facts, pay_method=method)["paid_by_bank"] is by_bank


def test_where_nobody_asked_for_the_way_of_payment_it_is_unknown(facts: Build) -> None:
    assert month(facts)["paid_by_bank"] is None
