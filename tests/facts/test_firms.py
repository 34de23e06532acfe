"""Who employs the workers, and what the firms' own papers show."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck.facts.credit_code import is_sound

CONTRACTOR = "赣北建工集团有限公司"
FIRM = "赣江劳务(南昌)有限公司"
SOUND = ["9144030071526726XG", "91350100M000100Y43", "91110000101623741K", "911101066976941872"]
THROUGH = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]
OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")


def firms(facts: Build, **papers: Any) -> dict[str, dict[str, Any]]:
    frame = facts(**papers).frames["subcontractor"]
    return {row["subject"]: row for row in frame.iter_rows(named=True)}


def sound(*codes: str | None) -> list[bool | None]:
    return pl.DataFrame({"code": codes}, schema={"code": pl.String}).select(is_sound(pl.col("code")))["code"].to_list()


# The code


def test_real_codes_hold_whatever_their_width_and_case() -> None:
    assert sound(*SOUND, SOUND[0].lower(), f" {SOUND[1][:9]} {SOUND[1][9:]}", "９" + SOUND[2][1:]) == [True] * 7


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "91350100M000100Y4", "91350100I000100Y43", "913501S0M000100Y43"]
)
def test_a_wrong_check_length_or_letter_does_not_hold(code: str) -> None:
    assert sound(code) == [False]


def test_no_code_and_one_that_a_workbook_kept_as_a_number_are_neither_right_nor_wrong() -> None:
    assert sound(None, "9.1110106697694E+17") == [None, None]


@settings(deadline=None)
@given(st.lists(st.from_regex(r"\A9[1-3][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}\Z"), min_size=1, max_size=30))
def test_a_code_is_judged_as_the_standard_library_judges_it(made: list[str]) -> None:
    checked = [code[:17] + uscc.calc_check_digit(code[:17]) for code in made]

    assert sound(*made, *checked) == [uscc.is_valid(code) for code in (*made, *checked)]


# The firms


def test_every_employer_stands_once_whatever_the_width_of_its_brackets(facts: Build) -> None:
    found = firms(
        facts,
        subcontractor=[{"employer": FIRM}],
        roster=[ZHANG | {"employer": "赣江劳务（南昌） 有限公司"}, LI | {"employer": CONTRACTOR}],
        payroll=wages(LI, "2025-03", employer="某包工队"),
    )

    told = {name: (row["listed"], row["is_contractor"], row["on_books"]) for name, row in found.items()}
    assert told == {FIRM: (True, False, True), CONTRACTOR: (False, True, True), "某包工队": (False, False, True)}


def test_without_a_list_nobody_knows_who_is_on_it(facts: Build) -> None:
    found = firms(facts, roster=[ZHANG | {"employer": FIRM}])

    assert found[FIRM]["listed"] is None


def test_a_list_that_was_not_handed_in_leaves_the_firms_unknown(facts: Build) -> None:
    found = facts(project={"contractor_name": None}).frames["subcontractor"]

    assert found.select("listed", "delegation_provided", "on_books").rows() == [(None, None, None)]


@pytest.mark.parametrize(("dates", "provided"), [(["2025-01-05"], True), ([None], False), ([None, "2025-01-05"], True)])
def test_an_empty_date_is_no_agreement(facts: Build, dates: list[str | None], provided: bool) -> None:
    found = firms(facts, subcontractor=[{"employer": FIRM, "delegation_date": day} for day in dates])

    assert found[FIRM]["delegation_provided"] is provided


def test_nobody_asked_for_the_agreement(facts: Build) -> None:
    assert firms(facts, subcontractor=[{"employer": FIRM}])[FIRM]["delegation_provided"] is None


def test_the_code_of_the_contractor_stands_on_the_project_sheet(facts: Build) -> None:
    found = firms(
        facts,
        project={"contractor_uscc": SOUND[0]},
        subcontractor=[{"employer": FIRM, "employer_uscc": "91350100M000100Y44"}],
    )

    told = {name: (row["code_given"], row["code_sound"]) for name, row in found.items()}
    assert told == {CONTRACTOR: (True, True), FIRM: (True, False)}


def test_a_firm_owes_what_its_workers_are_owed(facts: Build) -> None:
    found = firms(
        facts,
        subcontractor=[{"employer": FIRM}],
        roster=[ZHANG | {"employer": FIRM}, LI | {"employer": CONTRACTOR}],
        payroll=[*wages(ZHANG, "2025-02", "2025-03"), *wages(LI, "2025-03")],
        statement=[OPENING, pays("2025-03-14", ZHANG, "3000")],
        control=THROUGH,
    )

    owed = {name: (row["workers_in_arrears"], row["total_arrears"]) for name, row in found.items()}
    assert owed == {FIRM: (1, Decimal(7000)), CONTRACTOR: (1, Decimal(5000))}


def test_wages_of_nobody_known_may_be_any_firms(facts: Build) -> None:
    found = firms(
        facts,
        subcontractor=[{"employer": FIRM}],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING],
        control=THROUGH,
    )

    assert (found[FIRM]["total_arrears"], found[FIRM]["months_unjudged"]) == (Decimal(0), 1)


def test_wages_of_nobody_known_that_were_paid_are_no_firms_concern(facts: Build) -> None:
    found = firms(
        facts,
        subcontractor=[{"employer": FIRM}],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING, pays("2025-04-14", ZHANG, counterparty_account=None)],
        control=THROUGH,
    )

    assert found[FIRM]["months_unjudged"] == 0


def test_without_any_wages_nothing_is_known_of_arrears(facts: Build) -> None:
    found = firms(facts, subcontractor=[{"employer": FIRM}], statement=[OPENING])

    assert (found[FIRM]["total_arrears"], found[FIRM]["months_unjudged"]) == (None, None)


def test_wages_that_are_not_yet_due_are_not_owed(facts: Build) -> None:
    found = firms(
        facts,
        on=date(2025, 4, 1),
        subcontractor=[{"employer": FIRM}],
        roster=[ZHANG | {"employer": FIRM}],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING],
        control=THROUGH,
    )

    assert (found[FIRM]["total_arrears"], found[FIRM]["months_unjudged"]) == (Decimal(0), 0)
