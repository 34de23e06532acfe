"""Draws on the emergency fund: what was drawn, given back, and is still owed (条例63)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import paper
from wagecheck.facts.advance import advances

DRAWN = {"drawn_date": "2025-03-01", "amount": "100000", "reason": "拖欠工资"}


@pytest.mark.parametrize(
    ("repaid", "sums"),
    [
        ({"repaid_amount": "40000.50"}, ("40000.50", "59999.50")),
        ({"repaid_amount": "100000"}, ("100000", "0")),
        ({"repaid_amount": None}, ("0", "100000")),  # asked for and left empty: nothing was given back
        ({}, (None, None)),
    ],
)
def test_what_was_not_given_back_is_owed(repaid: dict[str, Any], sums: tuple[str | None, str | None]) -> None:
    (fact,) = advances(paper("advance", [DRAWN | repaid]).with_row_index("rid")).to_dicts()

    assert (fact["repaid"], fact["outstanding"]) == tuple(None if each is None else Decimal(each) for each in sums)
    assert (fact["subject"], fact["subject_name"], fact["identity"]) == ("advance.xlsx#2", "拖欠工资", "2025-03-01")
