"""What the cells of a payroll sheet say, and what is not filled in there."""

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
