"""How many were registered just before a day on which the account paid wages."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.crowd import Rows, of_each
from tests.facts.small_site import ZHANG, Build, line, pays

SHOWN = {"file": "statement.xlsx", "range_from": "2025-01-15", "range_through": "2025-08-10"}
OPENING = line("2025-01-15", into="90000", balance="90000", counterparty_name="江南置业有限公司")
WAGE, BATCH = pays("2025-03-14", ZHANG), line("2025-04-02", out="9", summary="代发工资")
CASH = line("2025-05-08", out="9", summary="现金")


def registered(*days: str | None) -> dict[str, Rows]:
    return {f"工{at}": [{"registered_date": day and f"2025-{day}"}] for at, day in enumerate(days)}


def told(facts: Build, people: Mapping[str, Rows], *lines: dict[str, Any], **control: Any) -> tuple[Any, ...]:
    statement = [OPENING, *lines] if lines else []
    built = facts(
        roster=[{**ZHANG, "registered_date": None}, *of_each(people)],
        statement=statement,
        control=[SHOWN | control] if lines else [],
    )
    (fact,) = built.frames["registration_day"].to_dicts()
    names = ("registered_workers", "burst_workers", "burst_share", "pay_date")
    return tuple(fact[name] for name in names)


def test_the_pay_day_counts_before_which_most_were_registered(facts: Build) -> None:
    people = registered("03-11", "03-12", "03-13", "03-14", "03-15", "04-01", "04-02", "05-07")

    assert told(facts, people, WAGE, BATCH, CASH) == (8, 3, Decimal("0.375"), date(2025, 3, 14))


def test_of_two_such_days_the_earlier_counts(facts: Build) -> None:
    people = registered("03-13", "04-01")

    for lines in ((WAGE, BATCH), (WAGE, WAGE, BATCH)):
        assert told(facts, people, *lines) == (2, 1, Decimal("0.5"), date(2025, 3, 14))


def test_whoever_stands_in_two_sheets_with_one_day_is_registered_once(facts: Build) -> None:
    again = [{"registered_date": "2025-03-13"}, {"registered_date": "2025-03-13", "file": "二.xlsx"}]
    twice = [{"registered_date": "2025-03-13"}, {"registered_date": "2025-06-13"}]

    assert told(facts, {"甲": again}, WAGE) == (1, 1, Decimal(1), date(2025, 3, 14))
    assert told(facts, {"甲": twice}, WAGE) == (2, 1, Decimal("0.5"), date(2025, 3, 14))


def test_where_nobody_was_registered_just_before_the_share_is_none(facts: Build) -> None:
    assert told(facts, registered("06-13"), WAGE) == (1, 0, Decimal(0), None)


def test_without_days_of_registration_there_is_no_share(facts: Build) -> None:
    assert told(facts, {}, WAGE) == (0, 0, None, None)
    built = facts(roster=[ZHANG], statement=[OPENING, WAGE], control=[SHOWN])
    assert built.frames["registration_day"]["registered_workers"].to_list() == [None]


def test_without_a_statement_nobody_knows_of_pay_days(facts: Build) -> None:
    assert told(facts, registered("03-13")) == (1, None, None, None)


@pytest.mark.parametrize(
    ("day", "known"),
    [("03-08", False), ("03-09", False), ("03-10", True), ("08-08", True), ("08-09", False), ("08-10", False)],
)
def test_pay_days_that_are_not_shown_may_have_followed_a_registration(facts: Build, day: str, known: bool) -> None:
    """The statement begins on 10 March with money in the account."""
    first = line("2025-03-12", into="1", balance="900")
    built = facts(
        roster=[{**ZHANG, "registered_date": f"2025-{day}"}],
        statement=[first],
        control=[SHOWN | {"range_from": "2025-03-10"}],
    )

    assert (built.frames["registration_day"]["burst_share"].item() is not None) is known


@pytest.mark.parametrize(("just_before", "share"), [(3, Decimal("0.3")), (2, None)])
def test_three_in_ten_are_a_share_and_two_of_ten_with_a_third_that_may_be_are_none(
    facts: Build, just_before: int, share: Decimal | None
) -> None:
    """After the last of them a pay day may have followed that the statement does not show."""
    people = registered(*["03-13"] * just_before, *["06-13"] * (9 - just_before), "08-10")

    assert told(facts, people, WAGE)[:3] == (10, just_before, share)


def test_a_roster_row_of_nobody_is_no_registration(facts: Build) -> None:
    twins: dict[str, Rows] = {
        "甲": [{"name": "张大山"}, {"name": "张大山", "id_no": None, "registered_date": "2025-03-13"}]
    }

    assert told(facts, twins, WAGE)[:2] == (0, 0)


def test_one_sheet_that_asks_for_the_day_is_enough_and_no_roster_tells_nothing(facts: Build) -> None:
    def workers(*rows: dict[str, Any]) -> list[int | None]:
        return facts(roster=rows).frames["registration_day"]["registered_workers"].to_list()

    assert workers(ZHANG, ZHANG | {"file": "二.xlsx", "registered_date": None}) == [0]
    assert workers() == [None]


def test_a_day_of_no_wages_is_no_pay_day(facts: Build) -> None:
    assert told(facts, registered("05-06", "05-07"), WAGE, CASH) == (2, 0, Decimal(0), None)
