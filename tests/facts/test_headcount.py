"""How many of a team or project were there, and paid alike; and what namesakes leave open."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, month_of, wages
from wagecheck.facts import Facts

NAMESAKE = {"name": "张大山", "id_no": "36019919850505561X", "card_no": "6217001000000000041"}
MEN = (ZHANG, LI, WANG)


def worked(man: dict[str, Any], days: int | None, month: str = "2025-03", **more: Any) -> dict[str, Any]:
    return {"name": man["name"], "id_no": man["id_no"], "month": month, "days": days} | more


def team(*men: Any) -> list[dict[str, Any]]:
    return [dict(man) | {"team": "木工班", "employer": "甲劳务"} for man in men]


def only(built: Facts, grain: str) -> dict[str, Any]:
    return built.frames[grain].row(0, named=True)


def nobodys(days: int = 20) -> dict[str, Any]:
    """Give a row of attendance with a name that two men bear, and no number."""
    return {"name": "张大山", "id_no": None, "month": "2025-03", "days": days}


# Teams


def test_a_team_is_counted_and_its_days_compared(facts: Build) -> None:
    fact = only(facts(roster=team(*MEN), attendance=[worked(man, 28) for man in MEN]), "team_month")

    assert (fact["workers_attended"], fact["workers_attended_at_most"]) == (3, 3)
    assert (fact["same_days"], fact["least_days"]) == (True, 28)


def test_a_mark_that_could_not_be_read_leaves_open_whether_all_are_alike(facts: Build) -> None:
    fact = only(facts(roster=team(*MEN), attendance=[worked(ZHANG, 28), worked(LI, None)]), "team_month")

    assert (fact["workers_attended"], fact["workers_attended_at_most"], fact["same_days"]) == (1, 2, None)


def test_two_who_surely_differ_decide_whatever_the_third_did(facts: Build) -> None:
    told = [worked(ZHANG, 28), worked(LI, 29), worked(WANG, None)]

    assert only(facts(roster=team(*MEN), attendance=told), "team_month")["same_days"] is False


def test_where_nobody_is_sure_to_have_attended_each_man_of_the_name_may_have(facts: Build) -> None:
    fact = only(facts(roster=team(ZHANG, NAMESAKE), attendance=[nobodys()]), "team_month")

    assert (fact["workers_attended"], fact["workers_attended_at_most"]) == (0, 2)


def test_each_man_whom_a_name_may_mean_may_have_attended(facts: Build) -> None:
    fact = only(facts(roster=team(ZHANG, NAMESAKE, LI), attendance=[worked(LI, 28), nobodys()]), "team_month")

    assert (fact["workers_attended"], fact["workers_attended_at_most"], fact["same_days"]) == (1, 3, None)


def test_levelled_wages_have_two_ends_where_a_sum_is_not_told(facts: Build) -> None:
    rows = [*wages(ZHANG, "2025-03", days="20"), *wages(LI, "2025-03", days="21"), *wages(WANG, "2025-03", days="22")]
    rows[2]["net"] = None

    fact = only(facts(roster=team(*MEN), payroll=rows), "team_month")

    assert (fact["same_net"], fact["same_net_at_most"]) == (2, 3)
    assert (fact["workers_paid"], fact["day_counts"], fact["day_counts_at_most"]) == (3, 3, 3)


def test_days_that_the_payroll_does_not_tell_may_all_differ(facts: Build) -> None:
    fact = only(facts(roster=team(*MEN), payroll=[row for man in MEN for row in wages(man, "2025-03")]), "team_month")

    assert (fact["day_counts"], fact["day_counts_at_most"]) == (0, 3)


# Projects


def test_who_worked_and_is_on_no_payroll_is_missing(facts: Build) -> None:
    built = facts(roster=MEN, attendance=[worked(man, 20) for man in MEN], payroll=wages(ZHANG, "2025-03"))
    fact = only(built, "payroll_project_month")

    assert (fact["workers_attended"], fact["workers_missing"], fact["workers_missing_at_most"]) == (3, 2, 2)


def test_a_payroll_row_of_a_name_that_two_bear_leaves_open_who_is_missing(facts: Build) -> None:
    men = (ZHANG, NAMESAKE, LI)
    row = {"name": "张大山", "id_no": None, "month": "2025-03", "net": "5000"}
    built = facts(roster=men, attendance=[worked(man, 20) for man in men], payroll=[row, *wages(LI, "2025-03")])
    fact = only(built, "payroll_project_month")

    assert (fact["workers_missing"], fact["workers_missing_at_most"]) == (0, 2)


def test_without_any_payroll_nobody_is_known_to_be_missing(facts: Build) -> None:
    fact = only(facts(roster=MEN, attendance=[worked(ZHANG, 20)]), "payroll_project_month")

    assert (fact["workers_missing"], fact["workers_missing_at_most"]) == (None, None)


@pytest.mark.parametrize(
    ("days", "net", "derived"),
    [
        ("20", "5000", 0),  # a whole multiple of the rate
        ("20", "5100", 1),  # 20.4 rounds to 20
        ("21", "5100", 0),
    ],
)
def test_days_are_derived_where_pay_divided_by_rate_rounds_to_them(
    facts: Build, days: str, net: str, derived: int
) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03", net=net, days=days, rate="250"))
    fact = only(built, "payroll_project_month")

    assert (fact["workers_reckoned"], fact["workers_derived"], fact["workers_derived_at_most"]) == (1, derived, derived)


# Firms


def firms(built: Facts) -> dict[str, bool | None]:
    return dict(built.frames["employer_month"].select("subject", "has_payroll").iter_rows())


def test_a_firm_without_a_row_of_its_own_has_no_payroll(facts: Build) -> None:
    roster = [ZHANG | {"employer": "甲劳务"}, LI | {"employer": "乙劳务"}]
    built = facts(roster=roster, attendance=[worked(ZHANG, 20), worked(LI, 20)], payroll=wages(ZHANG, "2025-03"))

    assert firms(built) == {"甲劳务": True, "乙劳务": False}


def test_a_payroll_that_the_contractor_draws_up_for_all_is_each_firms(facts: Build) -> None:
    roster = [ZHANG | {"employer": "甲劳务"}, LI | {"employer": "甲劳务"}]
    paid = wages(ZHANG, "2025-03", employer="赣北建工集团有限公司")

    built = facts(roster=roster, attendance=[worked(LI, 20)], payroll=paid)

    assert firms(built) == {"甲劳务": True}
    assert month_of(built, LI, "2025-03")["employer_has_payroll"] is True


def test_a_longer_form_of_a_name_may_be_the_same_firm(facts: Build) -> None:
    paid = wages(LI, "2025-03", employer="江西甲劳务有限公司")
    built = facts(roster=[ZHANG | {"employer": "甲劳务"}], attendance=[worked(ZHANG, 20)], payroll=paid)

    assert firms(built) == {"甲劳务": None}


def test_a_row_that_names_no_firm_may_be_any_firms(facts: Build) -> None:
    built = facts(roster=[ZHANG | {"employer": "甲劳务"}], attendance=[worked(ZHANG, 20)], payroll=wages(LI, "2025-03"))

    assert firms(built) == {"甲劳务": None}


# What a name that two bear leaves open of each


def test_a_row_of_his_name_may_add_to_the_days_of_a_man(facts: Build) -> None:
    fact = month_of(facts(roster=[ZHANG, NAMESAKE], attendance=[worked(ZHANG, 20), nobodys(8)]), ZHANG, "2025-03")

    assert (fact["attended"], fact["days"]) == (True, None)


def test_a_row_of_his_name_may_add_to_the_pay_of_a_man(facts: Build) -> None:
    row = {"name": "张大山", "id_no": None, "month": "2025-03", "net": "3000", "gross": "3000"}
    fact = month_of(facts(roster=[ZHANG, NAMESAKE], payroll=[*wages(ZHANG, "2025-03"), row]), ZHANG, "2025-03")

    assert (fact["net"], fact["gross"], fact["payroll_days_told"]) == (Decimal(5000), None, None)


def test_a_row_of_back_pay_adds_nothing_to_its_month(facts: Build) -> None:
    row = {"name": "张大山", "id_no": None, "month": "2025-03", "net": "3000", "gross": "3000", "is_back_pay": True}
    fact = month_of(facts(roster=[ZHANG, NAMESAKE], payroll=[*wages(ZHANG, "2025-03"), row]), ZHANG, "2025-03")

    assert fact["gross"] == Decimal(5000)


def test_a_bearer_of_a_lost_name_has_no_month_of_his_own(facts: Build) -> None:
    months = facts(roster=team(ZHANG, NAMESAKE), attendance=[nobodys()]).frames["worker_month"]

    assert months.filter(pl.col("month") == date(2025, 3, 1)).drop_nulls("worker").is_empty()
