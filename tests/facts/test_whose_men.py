"""Whose payroll a month has: by the names of firms that its rows give."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from wagecheck.facts.employers import own_employers, with_payroll_of_employer

_MONTH = {"project_id": pl.String, "month": pl.Date, "employer": pl.String}
_PAYROLL = _MONTH | {"roster_employer": pl.String, "is_back_pay": pl.Boolean}


def row(employer: str | None = None, home: str | None = None, **more: Any) -> dict[str, Any]:
    usual = {"project_id": "甲", "month": date(2025, 3, 1), "is_back_pay": None}
    return usual | {"employer": employer, "roster_employer": home} | more


def has(employer: str | None, *payroll: dict[str, Any], others: tuple[str, ...] = ()) -> bool | None:
    """Say whether the firm of a man has a payroll in March, beside men of other firms."""
    men = [{name: value for name, value in row(each).items() if name in _MONTH} for each in (employer, *others)]
    months = pl.DataFrame(men, schema=_MONTH, orient="row")
    found = with_payroll_of_employer(months, pl.DataFrame(payroll, schema=_PAYROLL, orient="row"))
    assert found.columns == [*_MONTH, "employer_has_payroll"]
    assert found.height == len(men)
    told: bool | None = found["employer_has_payroll"][0]
    return told


@pytest.mark.parametrize(
    ("payroll", "found"),
    [
        ([row("甲劳务"), row("甲劳务"), row("乙劳务")], True),
        ([row("总包", "甲劳务"), row("乙劳务")], True),
        ([row("甲 劳务")], True),
        ([row("乙劳务"), row("乙劳务", "乙劳务")], False),
        ([row("江西甲劳务有限公司")], None),
        ([row("甲")], None),
        ([row("甲劳务分公司"), row("甲劳务")], True),
        ([row(None), row("乙劳务")], None),
        ([row(None), row("甲劳务")], True),
        ([row("甲劳务", is_back_pay=True), row("乙劳务")], False),
        ([row("甲劳务", is_back_pay=False)], True),
        ([row("甲劳务", month=date(2025, 4, 1))], False),
        ([row("甲劳务", project_id="乙")], False),
        ([], False),
    ],
)
def test_a_firm_has_a_payroll_where_a_row_of_the_month_is_its_own(payroll: Any, found: bool | None) -> None:
    assert has("甲劳务", *payroll) is found


def test_men_of_one_firm_stay_as_many_as_they_are() -> None:
    assert has("甲劳务", row("甲劳务"), row("甲劳务"), others=("甲劳务", "甲 劳务", "乙劳务", "乙劳务")) is True


@pytest.mark.parametrize("name", ["甲(劳务", "甲.务"])
def test_the_name_of_a_firm_is_no_pattern(name: str) -> None:
    assert has(name, row("甲劳务有限公司")) is False
    assert has("甲劳务有限公司", row(name)) is False


@pytest.mark.parametrize(
    ("others", "payroll", "found"),
    [
        (("甲劳务", "乙劳务"), [row("甲劳务"), row("乙劳务")], True),
        (("甲劳务", "乙劳务"), [row("甲劳务")], None),
        (("甲劳务", "乙劳务"), [row("甲劳务"), row("乙劳务公司")], None),
        (("甲劳务",), [], False),
        ((), [row("甲劳务")], True),
        ((), [row(None)], True),
        ((), [], False),
        ((), [row("甲劳务", is_back_pay=True)], False),
    ],
)
def test_of_a_man_of_no_known_firm_every_firm_of_the_month_is_asked(
    others: tuple[str, ...], payroll: Any, found: bool | None
) -> None:
    assert has(None, *payroll, others=others) is found


# A unit above a roster


def employers(*roster: dict[str, Any], **papers: Any) -> list[str | None]:
    tables = {name: paper(name, papers.get(name, ())) for name in ("subcontractor", "attendance", "payroll")}
    found = own_employers({**tables, "roster": paper("roster", roster)})
    assert found["roster"].columns == paper("roster", roster).columns
    return found["roster"]["employer"].to_list()


ABOVE = {"employer": "总包", "employer_asked": False}


@pytest.mark.parametrize("name", ["subcontractor", "attendance", "payroll"])
def test_a_unit_above_a_roster_is_nobodys_where_a_paper_names_another(name: str) -> None:
    assert employers(ABOVE, **{name: [{"employer": "总 包"}, {"employer": None}]}) == ["总包"]
    assert employers(ABOVE, **{name: [{"employer": "甲劳务"}]}) == [None]
    assert employers(ABOVE, **{name: [{"employer": "甲劳务", "project_id": "乙"}]}) == ["总包"]


def test_a_man_of_a_project_that_names_no_firm_stays_on_its_roster() -> None:
    assert employers(ABOVE, {"project_id": "乙", "employer": None}) == ["总包", None]


def test_another_roster_names_other_firms_and_keeps_its_own() -> None:
    own = {"employer": "甲劳务"}

    assert employers(ABOVE, own, {"employer": None}, {"employer": None, "employer_asked": False}) == [
        None,
        "甲劳务",
        None,
        None,
    ]
    assert employers(ABOVE, ABOVE) == ["总包", "总包"]
    assert employers({"employer": None}) == [None]
