"""Accounts over all projects: under which names they are shared, and of which day they are judged."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import paper
from wagecheck.facts.account import accounts
from wagecheck.facts.elsewhere import NOTHING

ON = date(2025, 8, 20)


def found(*sheets: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [{"project_id": str(at), "account_no": "3605 01-1", **sheet} for at, sheet in enumerate(sheets)]
    return accounts(paper("project", rows).with_row_index("rid"), NOTHING.accounts, on=ON).sort("project_id").to_dicts()


def test_projects_that_share_an_account_are_named_once() -> None:
    told = found({"project_name": "学校"}, {"project_name": "学校"}, {"project_name": None}, {"account_no": "3605011"})

    assert {(fact["projects_sharing"], fact["projects"]) for fact in told} == {(4, "2、3、学校")}
    assert told[0]["identity"] == "3605011"


@pytest.mark.parametrize(
    ("completed", "day"),
    [(None, ON), ("2025-08-21", ON), ("2025-08-19", date(2025, 8, 19))],
)
def test_an_account_is_judged_of_today_or_of_the_day_of_completion(completed: str | None, day: date) -> None:
    (fact,) = found({"completion_date": completed})

    assert fact["law_date"] == day
