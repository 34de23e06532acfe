"""How many of a month are counted, and what is known of them: by team, firm and project, from worker-months."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.headcount import employer_months, payroll_project_months, team_months

_KINDS: dict[str, Any] = {
    "project_id": pl.String,
    "region": pl.String,
    "employer": pl.String,
    "team": pl.String,
    "month": pl.Date,
    "days": pl.Decimal(6, 2),
    "payroll_days": pl.Decimal(6, 2),
    "rate": pl.Decimal(18, 2),
    "net": pl.Decimal(18, 2),
    "attended": pl.Boolean,
    "on_payroll": pl.Boolean,
    "recorded": pl.Boolean,
    "is_due": pl.Boolean,
    "employer_has_payroll": pl.Boolean,
    "sources": pl.List(pl.UInt32),
}
_MAN = {
    "project_id": "甲",
    "region": "360113",
    "employer": "甲劳务",
    "team": "木工班",
    "month": date(2025, 3, 1),
    "attended": False,
    "on_payroll": False,
    "recorded": True,
    "is_due": True,
}


def worked(days: int | None = 20, **more: Any) -> dict[str, Any]:
    return _MAN | {"attended": True, "days": days} | more


def paid(net: int | str | None = 5000, days: int | None = 20, **more: Any) -> dict[str, Any]:
    sums = {"net": None if net is None else Decimal(net), "payroll_days": days, "rate": Decimal(300)}
    return _MAN | {"on_payroll": True, **sums} | more


MAYBE_THERE, MAYBE_PAID = _MAN | {"attended": None}, _MAN | {"on_payroll": None}


def months(*men: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(_KINDS) | man for man in men], schema=_KINDS, orient="row")


def team(*men: dict[str, Any]) -> dict[str, Any]:
    (fact,) = team_months(months(*men)).to_dicts()
    return fact


def project(*men: dict[str, Any]) -> dict[str, Any]:
    (fact,) = payroll_project_months(months(*men)).to_dicts()
    return fact


# Teams


@pytest.mark.parametrize(
    ("men", "same", "least"),
    [
        ((worked(28), worked(28)), True, 28),
        ((worked(29), worked(28)), False, 28),
        ((worked(28), worked(28), MAYBE_THERE), None, 28),
        ((worked(29), worked(28), MAYBE_THERE), False, 28),
        ((worked(28), worked(None)), None, 28),
        ((worked(28), _MAN), True, 28),  # who did not attend has no days to compare
        ((worked(28), MAYBE_THERE | {"recorded": False}), True, 28),
        ((paid(),), False, None),
    ],
)
def test_days_are_alike_where_all_who_attended_have_the_same(men: Any, same: bool | None, least: int | None) -> None:
    fact = team(*men)

    assert (fact["same_days"], fact["least_days"]) == (same, least)


def test_who_may_have_attended_counts_at_most() -> None:
    fact = team(worked(), worked(), MAYBE_THERE, _MAN)

    assert (fact["workers_attended"], fact["workers_attended_at_most"]) == (2, 3)


def test_of_a_month_without_attendance_nobody_may_have_attended() -> None:
    fact = team(paid(attended=None, recorded=None), paid(attended=None, recorded=False))

    assert (fact["workers_attended"], fact["workers_attended_at_most"]) == (0, 0)


def test_who_may_be_paid_may_be_paid_for_other_days_and_the_same_sum() -> None:
    fact = team(paid(5000, 20), paid(5000, 21), paid(4000, 21), paid(None, None), MAYBE_PAID, MAYBE_PAID)

    assert (fact["workers_paid"], fact["workers_paid_at_most"]) == (4, 6)
    assert (fact["day_counts"], fact["day_counts_at_most"]) == (2, 5)
    assert (fact["same_net"], fact["same_net_at_most"]) == (2, 5)


def test_where_no_sum_is_told_none_is_the_same() -> None:
    fact = team(paid(None), paid(None), worked(net=Decimal(5000)))

    assert (fact["same_net"], fact["same_net_at_most"]) == (0, 2)


def test_a_team_of_no_known_firm_is_a_team_and_men_of_no_team_are_none() -> None:
    fact = team(paid(employer=None), paid(employer=None), paid(team=None))

    assert (fact["same_net"], fact["subject"], fact["identity"]) == (2, "木工班", "|木工班")


def test_two_firms_may_each_have_a_team_of_the_name() -> None:
    found = team_months(months(paid(), paid(employer="乙劳务"), paid(employer="乙劳务")))

    assert dict(found.select("identity", "workers_paid").iter_rows()) == {"甲劳务|木工班": 1, "乙劳务|木工班": 2}


def test_the_sources_of_a_team_are_the_rows_of_its_men_in_order() -> None:
    assert team(worked(sources=[7, 3]), worked(sources=[]), worked(), worked(sources=[5]))["sources"] == [3, 5, 7]


# Firms


def firm(*men: dict[str, Any]) -> dict[str, Any]:
    (fact,) = employer_months(months(*men)).to_dicts()
    return fact


@pytest.mark.parametrize(
    ("told", "has"), [((True, False), True), ((None, False), None), ((False, False), False), ((True, None), True)]
)
def test_a_firm_has_a_payroll_where_one_of_its_men_says_so(told: tuple[bool | None, ...], has: bool | None) -> None:
    other = paid(employer="乙劳务")

    assert firm(*(worked(employer_has_payroll=each) for each in told), other)["has_payroll"] is has


def test_where_no_payroll_was_handed_in_no_firm_is_known_to_have_none() -> None:
    elsewhere = paid(project_id="乙")

    assert firm(worked(employer_has_payroll=False), elsewhere)["has_payroll"] is None


def test_who_worked_is_counted_by_firm_however_it_is_spelt() -> None:
    men = [worked(employer="甲(劳务)"), worked(employer="甲（劳务）"), worked(employer=None), MAYBE_THERE, paid()]
    fact = firm(*men)

    assert (fact["subject"], fact["workers_attended"], fact["is_due"]) == ("甲(劳务)", 2, True)


# Projects


@pytest.mark.parametrize(
    ("men", "has"),
    [
        ((worked(), MAYBE_THERE), True),
        ((paid(), MAYBE_THERE), None),
        ((paid(), paid()), False),
        ((paid(attended=None, recorded=None),), False),
    ],
)
def test_a_month_has_attendance_where_somebody_surely_attended(men: Any, has: bool | None) -> None:
    assert project(*men)["has_attendance"] is has


def test_who_worked_and_may_be_on_no_payroll_is_missing_at_most() -> None:
    men = (worked(), worked(on_payroll=True), worked(on_payroll=None), MAYBE_THERE, _MAN, paid())
    fact = project(*men)

    assert (fact["workers_attended"], fact["workers_attended_at_most"]) == (3, 4)
    assert (fact["workers_missing"], fact["workers_missing_at_most"]) == (1, 3)


def test_the_sources_of_a_month_are_the_rows_of_those_who_are_missing() -> None:
    men = [worked(sources=[9]), worked(sources=[4, 2]), worked(sources=[]), worked(), paid(sources=[1])]

    assert project(*men)["sources"] == [2, 4, 9]


def test_a_payroll_of_another_month_shows_that_payrolls_were_handed_in() -> None:
    found = payroll_project_months(months(worked(), paid(month=date(2025, 4, 1)))).sort("month")

    assert found["workers_missing"].to_list() == [1, 0]
    assert found["subject"].to_list() == ["2025-03", "2025-04"]


@pytest.mark.parametrize(
    ("man", "reckoned", "derived"),
    [
        (paid("6000", 20), 1, 0),  # divides evenly
        (paid("6100", 20), 1, 1),
        (paid("6149.99", 20), 1, 1),
        (paid("6151", 20), 1, 0),
        (paid("6100", 20, rate=Decimal(0)), 0, 0),
        (paid("6100", 20, rate=Decimal("0.5")), 1, 0),
        (paid("6100", 20, rate=None), 0, 0),
        (paid("6100", None), 0, 0),
        (paid(None, 20), 0, 0),
        (paid("6100", 20, on_payroll=None), 0, 0),
    ],
)
def test_days_are_reckoned_where_net_rate_and_days_are_told(man: dict[str, Any], reckoned: int, derived: int) -> None:
    fact = project(man, paid(3000, 10), MAYBE_PAID)

    joining = 2 if man["on_payroll"] is None else 1
    assert (fact["workers_reckoned"], fact["workers_reckoned_at_most"]) == (reckoned + 1, reckoned + 1 + joining)
    assert (fact["workers_derived"], fact["workers_derived_at_most"]) == (derived, derived + joining)
