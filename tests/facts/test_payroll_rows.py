"""What the rows of a payroll say: reviewed or not, nothing or none, one row or several."""

from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, month_of, wages


def month(facts: Build, *rows: dict[str, Any]) -> dict[str, Any]:
    return month_of(facts(roster=[ZHANG, LI], payroll=rows), ZHANG, "2025-03")


def row(**more: Any) -> dict[str, Any]:
    return wages(ZHANG, "2025-03", **more)[0]


@pytest.mark.parametrize(
    ("cell", "reviewed"),
    [("赵某", True), ("√", True), ("已审", True), ("未审核", False), ("×", False), ("待审", False), (None, False)],
)
def test_a_review_is_whatever_does_not_say_that_there_was_none(facts: Build, cell: str | None, reviewed: bool) -> None:
    assert month(facts, row(reviewed=cell))["is_reviewed"] is reviewed


def test_where_nobody_asked_for_a_review_it_is_unknown(facts: Build) -> None:
    assert month(facts, row())["is_reviewed"] is None


def test_an_empty_cell_under_deductions_is_none_where_others_have_some(facts: Build) -> None:
    other = wages(LI, "2025-03", deductions="100")[0]

    assert month(facts, row(deductions=None), other)["deductions"] == Decimal(0)


def test_where_nobody_has_deductions_none_are_known(facts: Build) -> None:
    assert month(facts, row(deductions=None))["deductions"] is None


@pytest.mark.parametrize(
    ("rows", "count", "note"),
    [
        ([row()], 1, None),
        ([row(), row()], 2, "实发相同"),
        ([row(), row(net="4000")], 2, "实发不同"),
        ([row(), row(net="4000", file="另一份.xlsx")], 2, "分见不同文件且实发不同, 阴阳工资表疑点"),
        ([row(), row(is_back_pay=True)], 1, None),
        ([row(employer="甲劳务"), row(employer="乙劳务")], 1, None),
    ],
)
def test_rows_of_one_man_month_and_firm_are_counted_and_compared(
    facts: Build, rows: list[dict[str, Any]], count: int, note: str | None
) -> None:
    fact = month(facts, *rows)

    assert (fact["same_rows"], fact["same_rows_note"]) == (count, note)


def test_two_versions_of_a_row_are_due_once_at_the_larger_net(facts: Build) -> None:
    assert month(facts, row(), row(net="4000"))["net"] == Decimal(5000)


def test_the_pay_of_two_firms_adds_up(facts: Build) -> None:
    assert month(facts, row(employer="甲劳务"), row(employer="乙劳务", net="4000"))["net"] == Decimal(9000)


@pytest.mark.parametrize(
    "said",
    [
        {},
        dict.fromkeys(("net", "gross", "days", "rate", "team", "signed", "pay_method")),
        {"deductions": "100", "deduction_reason": None},
        {"deductions": "100", "deduction_reason": "伙食费", "excluded_items": "50"},
        {"deductions": "0", "deduction_reason": "伙食费", "reviewed": "赵某", "signed": "张三", "pay_method": "银行"},
    ],
)
def test_a_row_says_alone_what_it_says_twice(facts: Build, said: dict[str, Any]) -> None:
    once, twice = month(facts, row(**said)), month(facts, row(**said), row(**said))

    assert once.keys() == twice.keys()
    assert {name for name in once if once[name] != twice[name]} == {"same_rows", "same_rows_note", "sources"}
