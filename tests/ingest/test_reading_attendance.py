"""Attendance as a log, a list and a matrix: one meaning."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.made_dossier import ID, OTHER_ID, Rows, read, texts, xlsx_bytes
from wagecheck import ingest

MATRIX = ["序号", "姓名", "身份证号", *range(1, 32)]
Day = tuple[str, Any, Any, Any, Any]


def days(papers: ingest.Papers) -> list[Day]:
    rows: list[Day] = papers.tables["attendance"].select("id_no", "date", "month", "days", "hours").rows()
    return rows


def matrix(*marks: object, title: str = "2025年4月考勤表") -> Rows:
    return [[title], MATRIX, [1, "张三", ID, *marks, *[""] * (31 - len(marks))]]


APRIL = dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    ("mark", "portion", "hours"),
    [
        ("√", "1", None),
        ("1", "1", None),
        ("出", "1", None),
        ("白", "1", None),
        ("0.5", "0.5", None),
        ("半", "0.5", None),
        ("0.25", "0.25", None),
        ("4", "0.5", "4"),
        ("9", "1.13", "9"),
        ("10.5h", "1.31", "10.5"),
    ],
)
def test_a_mark_of_presence_is_a_day_row(tmp_path: Path, mark: str, portion: str, hours: str | None) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix(mark)})
    assert days(papers) == [(ID, APRIL, APRIL, Decimal(portion), Decimal(hours) if hours else None)]


@pytest.mark.parametrize("mark", ["×", "", "空", "休", "假", "0", "-", " "])
def test_marks_of_absence_give_no_day_but_the_worker_is_known(tmp_path: Path, mark: str) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix(mark)})
    assert days(papers) == [(ID, None, APRIL, Decimal(0), None)]


@pytest.mark.parametrize("mark", ["K", "25", "√√√"])
def test_a_mark_that_means_nothing_is_a_day_of_unknown_length_and_told(tmp_path: Path, mark: str) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix(mark)})
    assert days(papers) == [(ID, APRIL, APRIL, None, None)]
    assert any(f"1日“{mark}”" in text for text in texts(papers, "warning"))


def test_numbers_as_cells_read_like_numbers_as_text(tmp_path: Path) -> None:
    papers = read(tmp_path, {"考勤.xlsx": xlsx_bytes({"4月": matrix(1, 0.5, 8, True)})})
    assert [row[3] for row in days(papers)] == [1, Decimal("0.5"), 1, 1]


def test_a_mark_on_a_day_that_the_month_has_not_is_told_and_left_out(tmp_path: Path) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix(*["√"] * 31)})
    assert len(days(papers)) == 30
    assert any("当月没有的日期" in text for text in texts(papers, "warning"))


def test_a_matrix_counts_sheet_rows_not_days(tmp_path: Path) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix("√", "√", "√")})
    assert [(one.rows_read, one.rows_kept) for one in papers.inputs] == [(1, 1)]


def test_a_matrix_without_a_month_is_rejected_row_by_row(tmp_path: Path) -> None:
    papers = read(tmp_path, {"考勤.csv": matrix("√", title="考勤表")})
    assert [one.reason for one in papers.rejected] == ["缺少「考勤日期」或「考勤月份」"]
    assert any("看不出是哪个月的考勤" in text for text in texts(papers, "error"))


def test_a_matrix_may_have_two_heading_rows(tmp_path: Path) -> None:
    rows = [
        ["2025年4月考勤"],
        ["姓名", "身份证号", "日期", *[""] * 30],
        ["", "", *[f"{day}日" for day in range(1, 32)]],
    ]
    papers = read(tmp_path, {"考勤.csv": [*rows, ["张三", ID, "√", *[""] * 30]]})
    assert days(papers) == [(ID, APRIL, APRIL, Decimal(1), None)]


def test_a_log_gives_one_row_a_worker_and_day(tmp_path: Path) -> None:
    rows = [
        ["人员姓名", "证件号码", "刷卡时间", "刷卡进出方向"],
        ["张三", ID, "2025-04-01 07:30:00", "进"],
        ["张三", ID, "2025-04-01 18:30:00", "出"],
        ["李四", OTHER_ID, "20250401073100", "进"],
        ["张三", ID, "2025/4/2 7:29", "进"],
    ]
    papers = read(tmp_path, {"考勤.csv": rows})
    second = dt.date(2025, 4, 2)
    assert days(papers) == [
        (ID, APRIL, APRIL, 1, None),
        (OTHER_ID, APRIL, APRIL, 1, None),
        (ID, second, APRIL, 1, None),
    ]
    assert [(one.rows_read, one.rows_kept) for one in papers.inputs] == [(4, 4)]


def test_a_daily_list_counts_a_day_by_its_hours(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "考勤日期", "工时"], ["张三", ID, "2025-04-01", 10], ["张三", ID, "2025-04-02", ""]]
    assert [row[3] for row in days(read(tmp_path, {"考勤.csv": rows}))] == [Decimal("1.25"), 1]


def test_a_monthly_list_has_no_date(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "考勤月份", "出勤天数"], ["张三", ID, "2025-04", 22]]
    assert days(read(tmp_path, {"考勤.csv": rows})) == [(ID, None, APRIL, Decimal(22), None)]


def test_a_monthly_list_may_have_its_month_in_the_title(tmp_path: Path) -> None:
    rows = [["2025年4月考勤汇总"], ["姓名", "身份证号码", "出勤天数"], ["张三", ID, 22]]
    assert days(read(tmp_path, {"a.csv": rows})) == [(ID, None, APRIL, Decimal(22), None)]


def test_an_unreadable_day_rejects_its_row(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "考勤日期"], ["张三", ID, "某日"]]
    papers = read(tmp_path, {"考勤.csv": rows})
    assert [one.reason for one in papers.rejected] == ["「考勤日期」为“某日”,读不出日期"]
