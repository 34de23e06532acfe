"""What the project sheet shows of contract, guarantee, account and board."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import Build

FULL = "赣北建工集团有限公司滨江花园3号农民工工资专用账户"
LONG_PROJECT = "滨江花园三期商品住宅及配套地下车库工程施工总承包"
LONG_NAME = f"赣北建工集团有限公司{LONG_PROJECT}农民工工资专用账户"


def project(facts: Build, on: date = date(2025, 8, 20), **sheet: Any) -> dict[str, Any]:
    return facts(project=sheet, on=on).frames["project"].row(0, named=True)


def test_an_amount_or_a_ratio_is_an_agreement_on_labour_cost(facts: Build) -> None:
    assert project(facts, labour_cost_amount="1", labour_cost_ratio=None)["labour_cost_provided"] is True
    assert project(facts, labour_cost_amount=None, labour_cost_ratio=None)["labour_cost_provided"] is False
    assert project(facts, labour_cost_amount=None)["labour_cost_provided"] is None


def test_only_government_money_makes_a_government_project(facts: Build) -> None:
    assert project(facts, funding="政府投资项目")["government_funded"] is True
    assert project(facts, funding="非政府投资")["government_funded"] is False
    assert project(facts, funding=None)["government_funded"] is None


@pytest.mark.parametrize(
    ("sheet", "floors"),
    [
        ({"region": "370102", "sector": "房屋建筑"}, (True, "0.2", "0.2")),
        ({"region": "370102", "sector": "市政"}, (True, "0.12", "0.12")),
        ({"region": "370102", "sector": "园林"}, (False, None, None)),
        ({"region": "370102"}, (None, "0.08", "0.2")),  # some sector or other
        ({"region": "110101", "sector": "房屋建筑"}, (False, None, None)),
        ({"region": None, "sector": "房屋建筑"}, (None, None, None)),
    ],
)
def test_the_floor_of_the_labour_cost_is_that_of_place_and_sector(
    facts: Build, sheet: dict[str, Any], floors: tuple[bool | None, str | None, str | None]
) -> None:
    fact = project(facts, **sheet)

    low, high = (None if value is None else Decimal(value) for value in floors[1:])
    assert (fact["labour_floor_set"], fact["labour_floor"], fact["labour_floor_high"]) == (floors[0], low, high)


def test_the_guarantee_is_a_share_of_the_contract_where_the_place_says_so(facts: Build) -> None:
    told: dict[str, Any] = {"contract_amount": "20000000.07", "guarantee_amount": "2000000"}

    assert project(facts, **told)["guarantee_required"] == Decimal("2000000.01")
    assert project(facts, **told)["guarantee_share_set"] is True
    assert project(facts, **told, region="110101")["guarantee_share_set"] is False
    assert project(facts, **told, region=None)["guarantee_share_set"] is None


@pytest.mark.parametrize(
    ("region", "signed", "is_set"),
    [
        ("360113", "2021-06-30", False),
        ("360113", "2021-07-01", True),
        ("360113", None, None),
        ("110101", None, False),
    ],
)
def test_the_guarantee_share_is_that_of_the_day_of_the_contract(
    facts: Build, region: str, signed: str | None, is_set: bool | None
) -> None:
    assert project(facts, region=region, contract_date=signed)["guarantee_share_set"] is is_set


@pytest.mark.parametrize(
    ("region", "signed", "is_set"),
    [
        ("370102", "2022-05-13", False),
        ("370102", "2022-05-14", True),
        ("370102", None, None),
        ("110101", None, False),
    ],
)
def test_the_floor_of_the_labour_cost_is_that_of_the_day_of_the_contract(
    facts: Build, region: str, signed: str | None, is_set: bool | None
) -> None:
    assert project(facts, region=region, contract_date=signed, sector="房屋建筑")["labour_floor_set"] is is_set


def test_filing_is_overdue_after_the_thirtieth_day(facts: Build) -> None:
    for on, overdue in ((date(2025, 2, 19), False), (date(2025, 2, 20), True)):
        assert project(facts, on, account_opened="2025-01-20")["filing_overdue"] is overdue


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        (FULL, True),
        (" 赣北建工集团有限公司 滨江花园３号 农民工工资专用账户", True),
        ("赣北建工集团有限公司（滨江花园3号）农民工工资专用账户", True),
        ("赣北建工集团有限公司农民工工资专用账户", False),
        (FULL[:-1], False),  # short enough for any bank's field
        (None, None),
    ],
)
def test_the_account_bears_contractor_project_and_purpose(facts: Build, name: str | None, fits: bool | None) -> None:
    assert project(facts, account_name=name)["account_name_fits"] is fits


def test_brackets_of_any_kind_and_width_are_the_same(facts: Build) -> None:
    fact = project(
        facts, project_name="滨江花园（3号）", account_name="赣北建工集团有限公司滨江花园【3号]农民工工资专用账户"
    )

    assert fact["account_name_fits"] is True


@pytest.mark.parametrize(("kept", "fits"), [(30, True), (35, True), (29, False)])
def test_a_bank_may_cut_the_name_after_thirty_characters(facts: Build, kept: int, fits: bool) -> None:
    assert project(facts, project_name=LONG_PROJECT, account_name=LONG_NAME[:kept])["account_name_fits"] is fits


def test_brackets_fill_the_field_of_a_bank_like_any_sign(facts: Build) -> None:
    bracketed = f"（一期）{LONG_PROJECT}"
    name = f"赣北建工集团有限公司{bracketed}"[:30]

    assert project(facts, project_name=bracketed, account_name=name)["account_name_fits"] is True


def test_a_cut_name_must_agree_as_far_as_it_goes(facts: Build) -> None:
    assert project(facts, project_name=LONG_PROJECT, account_name=LONG_NAME[:31] + "错")["account_name_fits"] is False


def test_without_a_contractor_nobody_knows_the_proper_name(facts: Build) -> None:
    assert project(facts, account_name=FULL, contractor_name=None)["account_name_fits"] is None


def test_the_board_is_held_to_the_minimum_wage_of_the_day_of_the_audit(facts: Build) -> None:
    fact = project(facts, date(2024, 4, 1), region="360113", notice_min_wage="1850")
    unclear = project(facts, date(2024, 4, 1), region="360100")

    assert (fact["minimum_wage"], fact["minimum_wage_high"]) == (Decimal(2000), Decimal(2000))
    assert (unclear["minimum_wage"], unclear["minimum_wage_high"]) == (Decimal(1740), Decimal(2000))


def test_what_the_sheet_gives_is_known_and_an_empty_cell_is_not(facts: Build) -> None:
    cells = {
        "labour_cost_ratio": ("0.2", "labour_ratio_known"),
        "guarantee_amount": ("1", "guarantee_amount_known"),
        "account_name": (FULL, "account_name_given"),
        "account_closed": ("2025-08-01", "closed"),
        "notice_min_wage": ("1850", "notice_wage_given"),
    }
    given: dict[str, Any] = {name: cell for name, (cell, _) in cells.items()}
    silent: dict[str, Any] = dict.fromkeys(cells)
    full, bare = project(facts, **given), project(facts, **silent)

    for _, told in cells.values():
        assert (full[told], bare[told]) == (True, False)


def test_without_an_account_its_filing_is_not_overdue(facts: Build) -> None:
    assert project(facts, account_opened=None)["filing_overdue"] is False


def test_the_notice_of_closure_hangs_for_thirty_days(facts: Build) -> None:
    assert project(facts, closure_notice_date="2025-06-01")["closure_notice_until"] == date(2025, 7, 1)


def test_dashes_and_points_between_the_parts_of_a_name_do_not_count(facts: Build) -> None:
    name = "赣北建工集团有限公司-滨江花园·3号-农民工工资专用账户"

    assert project(facts, account_name=name)["account_name_fits"] is True
    assert project(facts, project_name="滨江花园-3号", account_name=FULL)["account_name_fits"] is True
