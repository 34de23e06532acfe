"""What the cells of a payroll sheet say, and what is not filled in there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, month_of, wages


def of_zhang(facts: Build, **cells: Any) -> dict[str, Any]:
    return month_of(facts(payroll=wages(ZHANG, "2025-03", **cells)), ZHANG, "2025-03")


@pytest.mark.parametrize(("reason", "lawful"), [("个税", True), ("罚款", False), (None, False)])
def test_a_deduction_whose_reason_was_not_filled_in_has_none(facts: Build, reason: str | None, lawful: bool) -> None:
    fact = of_zhang(facts, deductions="2000", deduction_reason=reason)

    assert fact["deduction_lawful"] is lawful


def test_the_smallest_deduction_needs_its_reason(facts: Build) -> None:
    assert of_zhang(facts, deductions="0.01", deduction_reason="罚款")["deduction_lawful"] is False


def test_where_nobody_asked_for_the_reason_of_a_deduction_it_is_not_known(facts: Build) -> None:
    assert of_zhang(facts, deductions="2000")["deduction_lawful"] is None


@pytest.mark.parametrize(("method", "bank"), [("银行代发", True), ("现金", False), (None, False)])
def test_a_way_of_payment_that_was_not_filled_in_is_none(facts: Build, method: str | None, bank: bool) -> None:
    assert of_zhang(facts, pay_method=method)["paid_by_bank"] is bank


def test_a_mark_known_to_be_unknown_is_asked_for_and_not_known(facts: Build) -> None:
    payroll = [
        *wages(LI, "2025-03", signed="√", pay_method="银行代发"),
        *wages(ZHANG, "2025-03", signed=None, signed_asked=False, pay_method=None, pay_method_asked=False),
    ]
    fact = month_of(facts(payroll=payroll), ZHANG, "2025-03")

    assert (fact["signed_asked"], fact["signed_by_worker"]) == (True, None)
    assert (fact["pay_method_asked"], fact["paid_by_bank"]) == (True, None)


@pytest.mark.parametrize(
    ("cells", "reviewed"),
    [
        (["是"], True),
        (["已审核"], True),
        (["王总"], True),
        ([" 否 "], False),
        (["未审"], False),
        (["待审"], False),
        (["不同意"], False),
        (["NO"], False),
        (["0"], False),
        ([None], False),
        (["是", None], False),
    ],
)
def test_a_payroll_row_is_reviewed_unless_its_cell_says_no_or_is_empty(
    facts: Build, cells: Sequence[str | None], reviewed: bool
) -> None:
    rows = [row for cell in cells for row in wages(ZHANG, "2025-03", reviewed=cell)]

    fact = month_of(facts(payroll=rows), ZHANG, "2025-03")

    assert (fact["is_reviewed"], fact["reviewed_asked"]) == (reviewed, True)


def test_a_heading_asks_of_its_whole_file_and_of_no_other(facts: Build) -> None:
    asks = wages(LI, "2025-03", signed="√", reviewed="是", pay_method="专户代发")
    silent = {
        file: month_of(facts(payroll=[*asks, *wages(ZHANG, "2025-03", file=file)]), ZHANG, "2025-03")
        for file in ("payroll.xlsx", "二.xlsx")
    }

    flags = ("signed_asked", "reviewed_asked", "pay_method_asked")
    assert [[fact[flag] for flag in flags] for fact in silent.values()] == [[True] * 3, [False] * 3]


def test_deductions_that_a_file_shows_for_others_are_none_where_the_cell_is_empty(facts: Build) -> None:
    def taken(**own: Any) -> Decimal | None:
        rows = [*wages(LI, "2025-03", deductions="100"), *wages(ZHANG, "2025-03", **own)]
        found: Decimal | None = month_of(facts(payroll=rows), ZHANG, "2025-03")["deductions"]
        return found

    assert [taken(), taken(deductions="7"), taken(file="二.xlsx")] == [Decimal(0), Decimal(7), None]


@pytest.mark.parametrize(
    ("rows", "count", "note"),
    [
        ([{}], 1, None),
        ([{}, {}], 2, "实发相同"),
        ([{}, {"file": "二.xlsx"}], 2, "实发相同"),
        ([{}, {"net": "5001"}], 2, "实发不同"),
        ([{}, {"net": "5001", "file": "二.xlsx"}], 2, "分见不同文件且实发不同, 阴阳工资表疑点"),
        ([{}, {"net": None, "file": "二.xlsx"}], 2, "有的行实发不详"),
        ([{"net": None}, {"net": None}], 2, "有的行实发不详"),
        ([{"net": None}, {"employer": "抚河劳务"}], 1, None),
    ],
)
def test_rows_of_one_month_and_firm_are_counted_and_their_difference_named(
    facts: Build, rows: Sequence[Mapping[str, Any]], count: int, note: str | None
) -> None:
    papers = [row | dict(more) for more in rows for row in wages(ZHANG, "2025-03", employer="赣江劳务")]

    fact = month_of(facts(payroll=papers), ZHANG, "2025-03")

    assert (fact["same_rows"], fact["same_rows_note"]) == (count, note)
