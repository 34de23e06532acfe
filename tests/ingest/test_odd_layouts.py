"""Layouts that people make for themselves: groups of headings, dates over days, weekdays below, months side by side."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.made_dossier import ID, Rows, column, read, texts

TITLE = ["2025年3月表"]
DAYS = range(1, 32)


def test_a_total_below_a_group_of_headings_is_the_gross(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["姓名", "身份证号", "应发", "", "", "扣款", "", "实发"],
        ["", "", "基本工资", "加班工资", "合计", "借支", "社保", ""],
        ["张三", ID, "5000", "400", "5400", "100", "50", "5250"],
    ]
    papers = read(tmp_path, {"工资表.csv": rows})
    assert column(papers, "payroll", "gross") == [Decimal(5400)]
    assert column(papers, "payroll", "net") == [Decimal(5250)]
    assert papers.rejected == ()


@pytest.mark.parametrize("form", ["2025-03-{:02}", "2025/3/{}", "3/{}", "3月{}日", "3.{}", "{:02}", "{}号"])
def test_days_may_be_headed_with_dates(tmp_path: Path, form: str) -> None:
    rows = [TITLE, ["姓名", "身份证号", *(form.format(day) for day in DAYS)], ["张三", ID, *["√"] * 31]]
    papers = read(tmp_path, {"考勤.csv": rows})
    assert column(papers, "attendance", "date") == [dt.date(2025, 3, day) for day in DAYS]


@pytest.mark.parametrize("below", [True, False])
def test_a_row_of_weekdays_is_part_of_the_headings(tmp_path: Path, below: bool) -> None:
    days, week = ["姓名", "身份证号", *map(str, DAYS)], ["", "", *("六日一二三四五" * 5)[:31]]
    heads: Rows = [days, week] if below else [["姓名", "身份证号", *week[2:]], ["", "", *days[2:]]]
    papers = read(tmp_path, {"考勤.csv": [TITLE, *heads, ["张三", ID, *["√"] * 31]]})
    assert len(papers.tables["attendance"]) == 31
    assert papers.rejected == ()


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["1月", "2月", "3月"], "各月"),
        ([*(f"2/{day}" for day in range(20, 29)), *(f"3/{day}" for day in DAYS)], "跨月"),
    ],
)
def test_what_is_spread_over_columns_and_not_read_is_told(tmp_path: Path, heads: list[str], said: str) -> None:
    papers = read(tmp_path, {"表.csv": [TITLE, ["姓名", "身份证号", *heads], ["张三", ID, *["1"] * len(heads)]]})
    assert [text for text in texts(papers, "error") if said in text]


def test_a_morning_and_an_afternoon_make_a_day(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["姓名", "身份证号", "时段", *map(str, DAYS)],
        ["张三", ID, "上午", "√", "√", "×", "?"],
        ["", "", "下午", "√", "×", "√", "√"],
    ]
    papers = read(tmp_path, {"考勤.csv": rows})
    days = papers.tables["attendance"].select("date", "days").rows()
    halves = [(dt.date(2025, 3, 1), Decimal(1)), *((dt.date(2025, 3, day), Decimal("0.5")) for day in (2, 3))]
    assert sorted(days) == [*halves, (dt.date(2025, 3, 4), None)]
    assert papers.rejected == ()


@pytest.mark.parametrize(
    ("first", "second"), [(["木工班"], ["瓦工班组（2人）"]), (["一", "木工班"], ["二、", "瓦工班组"])]
)
def test_a_row_that_names_a_team_speaks_for_those_below(tmp_path: Path, first: list[str], second: list[str]) -> None:
    heads, person = ["序号", "姓名", "身份证号", "实发工资"], ["1", "张三", ID, "5000"]
    papers = read(tmp_path, {"工资表.csv": [TITLE, heads, first, person, ["小计", "", "", "5000"], second, person]})
    assert column(papers, "payroll", "team") == ["木工班", "瓦工班组"]
    assert papers.rejected == ()
    assert [one.rows_furniture for one in papers.inputs] == [3]
