"""What several rows say together, when some are silent, or when a part of their paper was not read."""

from collections.abc import Sequence

import polars as pl
import pytest

from wagecheck.facts.three_valued import all_of, any_of, asked_in_sheet, count_of, worst_of
from wagecheck.facts.torn import all_named, torn_in, unasked, unless_torn, where_torn

Flags = Sequence[bool | None]


@pytest.mark.parametrize(
    ("flags", "some", "every", "count"),
    [
        ([True, False], True, False, 1),
        ([True, True], True, True, 2),
        ([False, False], False, False, 0),
        ([True, None], True, None, 1),
        ([False, None], None, False, None),
        ([None, None], None, None, None),
        ([True, False, None], True, False, 1),
    ],
)
def test_a_silent_row_decides_nothing(flags: Flags, some: bool | None, every: bool | None, count: int | None) -> None:
    frame = pl.DataFrame({"flag": flags}, {"flag": pl.Boolean})
    flag = pl.col("flag")

    assert frame.select(any_of(flag), every=all_of(flag), count=count_of(flag)).row(0) == (some, every, count)


@pytest.mark.parametrize(
    ("days", "worst"),
    [
        ([1, 5], 5),
        ([5, -3, None], 5),
        ([1, None], 1),
        ([0, None], None),
        ([-3, None], None),
        ([-3, 0], 0),
        ([-3, -7], -3),
        ([], None),
    ],
)
def test_the_greatest_of_days_stands_unless_a_silent_one_may_be_above_zero(
    days: Sequence[int | None], worst: int | None
) -> None:
    assert pl.DataFrame({"days": days}, {"days": pl.Int64}).select(worst_of(pl.col("days"))).item() == worst


def test_a_sheet_asks_where_one_of_its_rows_does() -> None:
    rows = pl.DataFrame(
        [
            ("甲", "a", "1", True),
            ("甲", "a", "1", False),
            ("甲", "a", "2", False),
            ("甲", "b", "1", False),
            ("乙", "a", "1", False),
        ],
        ["project_id", "file", "sheet", "card_asked"],
        orient="row",
    )

    assert rows.select(asked_in_sheet("card")).to_series().to_list() == [True, True, False, False, False]


TORN = pl.DataFrame([("甲", "roster"), ("甲", "payroll"), ("乙", "deposit")], ["project_id", "table"], orient="row")
ROWS = pl.DataFrame({"project_id": ["甲", "甲", "乙"], "listed": [True, False, False], "day": [1, 2, 3]})


def test_a_project_is_torn_once_however_many_of_its_papers_are() -> None:
    assert torn_in(TORN, "roster", "payroll").rows() == [("甲", True)]
    assert torn_in(TORN, "statement").is_empty()


def test_who_is_listed_is_everybody_unless_a_paper_that_names_workers_is_torn() -> None:
    known = pl.DataFrame({"project_id": ["甲", "乙", "乙"]})

    assert all_named(known, TORN).rows() == [("乙", True)]


def test_beside_a_torn_paper_no_is_unknown_and_yes_stays_yes() -> None:
    told = unless_torn(ROWS, TORN, {"listed": "roster"})

    assert told["listed"].to_list() == [True, None, False]
    assert unless_torn(ROWS, TORN, {"listed": "statement"}).equals(ROWS)


def test_beside_a_torn_paper_something_else_is_said() -> None:
    assert where_torn(ROWS, TORN, "payroll", "statement", day=None).rows() == [
        ("甲", True, None),
        ("甲", False, None),
        ("乙", False, 3),
    ]
    assert where_torn(ROWS, TORN, "deposit", day=pl.col("day") + 1)["day"].to_list() == [1, 2, 4]


def test_an_empty_cell_of_a_torn_paper_was_asked_of_nobody() -> None:
    rows = pl.DataFrame({"project_id": ["甲", "甲", "乙"], "card": ["7", None, None], "card_asked": [True] * 3})
    tables = dict.fromkeys(("project", "subcontractor", "roster", "payroll"), rows)

    told = unasked(tables, TORN)

    assert told["roster"]["card_asked"].to_list() == [True, None, True]
    assert told["payroll"]["card_asked"].to_list() == [True, True, True]
