"""A table that goes on without headings is read with those of its first part, and said so; in doubt it is not read."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.made_dossier import CARD, ID, OTHER_CARD, OTHER_ID, Rows, column, read, texts, xlsx_bytes
from wagecheck import ingest

PAY = ["姓名", "身份证号", "工资卡号", "应发工资", "实发工资", "签字"]
ZHANG, LI = ["张三", ID, CARD, "5000", "4800", "√"], ["李四", OTHER_ID, OTHER_CARD, "6000.5", "5,900.50", ""]
FIRST: Rows = [["2025年3月工资表"], PAY, ZHANG]
BANK = ["交易日期", "对方户名", "对方账号", "借方发生额", "贷方发生额", "余额", "摘要"]


def bank(day: int, debit: str, credit: str, balance: str) -> list[str]:
    return [f"2025-03-{day:02}", "张三", CARD, debit, credit, balance, "工资"]


def refused(papers: ingest.Papers) -> list[str]:
    return [text for text in texts(papers, "error") if "续表" in text]


@pytest.mark.parametrize("second", ["工资(2).csv", "工资_续.csv", "工资-2.csv", "工资 第2页.csv"])
def test_a_second_file_without_headings_goes_on(tmp_path: Path, second: str) -> None:
    papers = read(tmp_path, {"工资.csv": FIRST, second: [LI, ["合计", "", "", "", "1", ""]]})
    assert column(papers, "payroll", "net") == [Decimal(4800), Decimal("5900.50")]
    assert column(papers, "payroll", "month") == [dt.date(2025, 3, 1)] * 2
    assert column(papers, "payroll", "row") == [3, 1]
    (told,) = [text for text in texts(papers, "warning") if "没有表头" in text]
    assert "工资.csv › 第2行的表头" in told
    assert "2025年3月" in told


def test_a_second_sheet_without_headings_goes_on_in_its_own_month(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工资.xlsx": xlsx_bytes({"2025年3月": FIRST, "2025年4月": [["瓦工班"], LI]})})
    assert column(papers, "payroll", "month") == [dt.date(2025, 3, 1), dt.date(2025, 4, 1)]
    assert {one.sheet: one.rows_kept for one in papers.inputs} == {"2025年3月": 1, "2025年4月": 1}


@pytest.mark.parametrize(
    "row",
    [
        LI[:-1],
        [*LI, "x"],
        LI[::-1],
        ["李四", "木工", OTHER_CARD, "1", "1", ""],
        ["李四", OTHER_ID, OTHER_CARD, "1", "", ""],
    ],
)
def test_other_columns_do_not_go_on(tmp_path: Path, row: list[str]) -> None:
    papers = read(tmp_path, {"工资.csv": FIRST, "工资2.csv": [row]})
    assert column(papers, "payroll", "net") == [Decimal(4800)]
    assert [one.file for one in papers.notices if one.file == "工资2.csv"] == ["工资2.csv"]


def test_a_file_of_another_name_is_not_read_and_said_so(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工资.csv": FIRST, "张工给的.csv": [LI]})
    assert len(papers.tables["payroll"]) == 1
    (told,) = refused(papers)
    assert "请在首行补上" in told


def test_a_bare_number_may_be_a_month_and_is_not_believed(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工资1.csv": FIRST, "工资2.csv": [LI]})
    assert len(papers.tables["payroll"]) == 1
    assert "是第几部分还是几月" in refused(papers)[0]


def test_two_readings_of_the_same_columns_are_a_doubt(tmp_path: Path) -> None:
    other: Rows = [["2025年3月工资表"], [*PAY[:3], "实发工资", "应发工资", PAY[5]], ZHANG]
    papers = read(tmp_path, {"工资(1).csv": FIRST, "工资(2).csv": other, "工资(3).csv": [LI]})
    assert len(papers.tables["payroll"]) == 2
    assert len(refused(papers)) == 1


def test_a_statement_goes_on_with_its_account_and_its_sides(tmp_path: Path) -> None:
    above = [["账号：36050110123400000888", "借方总额：300"]]
    first = [bank(1, "100", "", "100"), bank(2, "50", "", "150"), bank(3, "", "20", "130"), bank(4, "50", "", "180")]
    papers = read(tmp_path, {"流水1.csv": [*above, BANK, *first], "流水2.csv": [bank(5, "", "30", "150")]})
    assert column(papers, "statement", "own_account") == ["36050110123400000888"] * 5
    assert column(papers, "statement", "debit")[-1] == 30
    assert column(papers, "control", "total_credit") == [None, None]


def test_a_matrix_goes_on_with_its_days(tmp_path: Path) -> None:
    heads = ["姓名", "身份证号", *map(str, range(1, 32))]
    rows = [["2025年3月考勤表"], heads, ["张三", ID, *["√"] * 31]]
    papers = read(tmp_path, {"考勤.csv": rows, "考勤(续).csv": [["李四", OTHER_ID, "√", *["×"] * 29, "√"]]})
    mine = [day.day for day, who in papers.tables["attendance"].select("date", "id_no").iter_rows() if who == OTHER_ID]
    assert mine == [1, 31]
