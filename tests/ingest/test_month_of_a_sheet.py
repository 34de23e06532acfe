"""Which month a sheet is about, from its title, its name, its file or its folder."""

import datetime as dt

import pytest

from wagecheck.ingest import months


@pytest.mark.parametrize(
    "text",
    [
        "某小区2025年3月农民工工资表",
        "二〇二五年三月工资",
        "25年3月",
        "2025-03",
        "202503",
        "2025.03",
        "2025年3月1日至2025年3月31日",
        "2025_03_工资",
    ],
)
def test_a_text_names_its_month(text: str) -> None:
    assert months.month_in(text) == (2025, 3)


@pytest.mark.parametrize(("text", "month"), [("3月", 3), ("六月工资", 6), ("十二月", 12), ("项目二期3月考勤", 3)])
def test_a_month_without_a_year_is_half_an_answer(text: str, month: int) -> None:
    assert months.month_in(text) == (None, month)


@pytest.mark.parametrize(
    "text", ["2025年1-3月工资", "2025年3月、4月", "Sheet1", "编制日期：2025年4月5日", "3月5日", "2025年度"]
)
def test_several_months_or_a_bare_day_name_no_month(text: str) -> None:
    assert months.month_in(text)[1] is None


def test_the_making_date_does_not_hide_the_month() -> None:
    assert months.month_in("2025年3月份工资表 编制日期:2025年4月5日") == (2025, 3)


def test_the_year_may_stand_elsewhere() -> None:
    assert months.settle(["工资表", "六月工资"], ["2025年材料"])[0] == dt.date(2025, 6, 1)


def test_the_title_goes_before_the_file() -> None:
    assert months.settle(["2025年3月工资", "2025年4月"])[0] == dt.date(2025, 3, 1)


def test_without_a_year_there_is_no_month() -> None:
    assert months.settle(["3月工资"]) == (None, None)
