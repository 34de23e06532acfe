"""Several tables on one sheet, below one another or side by side: no row of one is read as a row of another."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.made_dossier import CARD, ID, OTHER_CARD, OTHER_ID, Rows, column, read, texts, xlsx_bytes
from wagecheck import ingest

ROSTER: Rows = [["姓名", "身份证号码", "工种", "进场日期"], ["张三", ID, "木工", "2025-03-01"]]
PAYROLL = ["姓名", "身份证号", "应发工资", "实发工资", "签字"]
PAID: Rows = [PAYROLL, ["李四", OTHER_ID, "5000", "4800", ""], ["合计", "", "5000", "4800", ""]]
BANK = ["交易日期", "借方发生额", "贷方发生额", "余额", "对方户名"]


def sheets(papers: ingest.Papers) -> list[tuple[str, int, int, int, int]]:
    return [
        (one.table, one.heading_row, one.rows_read, one.rows_kept, one.rows_furniture)
        for one in sorted(papers.inputs, key=lambda one: one.heading_row)
    ]


@pytest.mark.parametrize("between", [[], [[""]], [["2025年3月工资表"]], [[""], [""], ["2025年3月农民工工资表"], [""]]])
def test_a_second_table_begins_at_its_own_headings(tmp_path: Path, between: Rows) -> None:
    papers = read(tmp_path, {"2025年3月.csv": [*ROSTER, *between, *PAID]})
    at = len(between) + 3
    assert sheets(papers) == [("roster", 1, 1, 1, 0), ("payroll", at, 1, 1, 1)]
    assert column(papers, "roster", "name") == ["张三"]
    assert column(papers, "payroll", "net") == [Decimal(4800)]
    assert papers.tables["payroll"].select("row", "month").row(0) == (at + 1, dt.date(2025, 3, 1))


def test_the_same_headings_on_each_page_are_furniture(tmp_path: Path) -> None:
    page = ["2025年3月工资表"]
    papers = read(tmp_path, {"a.csv": [page, *PAID[:2], ["本页小计"], page, *PAID]})
    assert sheets(papers) == [("payroll", 2, 2, 2, 4)]


def test_headings_in_another_order_are_a_table_of_their_own(tmp_path: Path) -> None:
    turned = [row[::-1] for row in PAID[:2]]
    papers = read(tmp_path, {"2025年3月.csv": [*PAID[:2], *turned]})
    assert column(papers, "payroll", "net") == [Decimal(4800), Decimal(4800)]
    assert sheets(papers) == [("payroll", 1, 1, 1, 0), ("payroll", 3, 1, 1, 0)]


def test_each_team_keeps_its_title_and_the_month_of_the_sheet(tmp_path: Path) -> None:
    rows = [["2025年3月工资表"], ["班组：木工班"], *PAID, ["班组：瓦工班"], *PAID, ["制表人：王五"]]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "payroll", "team") == ["木工班", "瓦工班"]
    assert column(papers, "payroll", "month") == [dt.date(2025, 3, 1)] * 2
    assert [one[4] for one in sheets(papers)] == [1, 2]


def test_months_below_one_another_keep_their_year(tmp_path: Path) -> None:
    rows = [["2025年3月工资表"], *PAID, ["4月工资表"], *PAID, [""], ["5月"], *PAID]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "payroll", "month") == [dt.date(2025, month, 1) for month in (3, 4, 5)]


def test_a_signature_with_a_company_does_not_hide_the_next_title(tmp_path: Path) -> None:
    rows = [["2025年3月工资表"], *PAID, ["施工单位：某公司（盖章）"], ["2025年4月工资表"], *PAID]
    papers = read(tmp_path, {"a.csv": rows})
    assert [month.month for month in column(papers, "payroll", "month")] == [3, 4]


def test_a_table_that_we_do_not_know_is_not_read_as_rows_of_the_one_above(tmp_path: Path) -> None:
    tools = [["名称", "规格型号", "数量", "单价", "备注"], ["安全帽", "V型", "10", "25", ""]]
    papers = read(tmp_path, {"2025年3月.csv": [*PAID, [""], *tools]})
    assert sheets(papers) == [("", 0, 0, 0, 0), ("payroll", 1, 1, 1, 1)]
    assert papers.rejected == ()
    assert len(texts(papers, "error")) + len(texts(papers, "warning")) == 1


def test_a_row_of_words_among_the_data_is_no_new_table(tmp_path: Path) -> None:
    rows = [PAYROLL, ["张三", "见附件", "见附件", "未定", ""], ["李四", OTHER_ID, "1", "1", ""]]
    papers = read(tmp_path, {"2025年3月.csv": rows})
    assert sheets(papers) == [("payroll", 1, 2, 1, 0)]
    assert [one.row for one in papers.rejected] == [2]


def test_two_accounts_on_one_sheet_are_two_statements(tmp_path: Path) -> None:
    def account(number: str, amount: str) -> Rows:
        return [["账号", number], ["户名", "某某公司专户"], BANK, ["2025-03-01", "", amount, amount, "甲公司"]]

    papers = read(tmp_path, {"a.csv": [*account("36050110123400000888", "100"), *account("36050110123400000999", "7")]})
    assert column(papers, "statement", "own_account") == ["36050110123400000888", "36050110123400000999"]
    assert column(papers, "control", "own_account") == ["36050110123400000888", "36050110123400000999"]
    assert papers.tables["statement"]["sheet"].n_unique() == 2


def test_a_project_above_a_roster_is_read_too(tmp_path: Path) -> None:
    about = [["项目编码", "P1"], ["项目名称", "某楼"], ["行政区划代码", "360102"], ["建设单位", "某置业"], [""]]
    papers = read(tmp_path, {"a.csv": [*about, *ROSTER]})
    assert column(papers, "project", "project_id") == ["P1"]
    assert column(papers, "roster", "name") == ["张三"]


HALF = ["序号", "姓名", "身份证号", "实发工资"]
LEFT, RIGHT = ["1", "张三", ID, "10"], ["2", "李四", OTHER_ID, "20"]


@pytest.mark.parametrize("gap", [[], [""]])
def test_a_list_printed_in_two_columns_loses_nobody(tmp_path: Path, gap: list[str]) -> None:
    rows = [["2025年3月工资表"], [*HALF, *gap, *HALF], [*LEFT, *gap, *RIGHT], ["3", "王五", CARD, "30"]]
    papers = read(tmp_path, {"a.csv": rows})
    assert sorted(column(papers, "payroll", "net")) == [10, 20, 30]
    assert column(papers, "payroll", "month") == [dt.date(2025, 3, 1)] * 3


def test_two_tables_side_by_side_keep_their_own_titles(tmp_path: Path) -> None:
    rows = [
        ["2025年3月工资表", "", "", "", "", "2025年4月工资表", "", "", ""],
        [*HALF, "", *HALF],
        [*LEFT, "", *LEFT],
    ]
    papers = read(tmp_path, {"a.csv": rows})
    assert [month.month for month in column(papers, "payroll", "month")] == [3, 4]


def test_a_roster_beside_a_payout_list_is_two_tables(tmp_path: Path) -> None:
    paid = [["交易日期", "收款户名", "收款账号", "金额"], ["2025-04-15", "李四", OTHER_CARD, "100"]]
    rows = [[*left, "", *right] for left, right in zip(ROSTER, paid, strict=True)]
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"表": rows})})
    assert (column(papers, "roster", "name"), column(papers, "payout", "payee_name")) == (["张三"], ["李四"])


def test_more_groups_side_by_side_than_anybody_writes_are_told_and_not_read(tmp_path: Path) -> None:
    papers = read(tmp_path, {"2025年3月工资表.csv": [row * 32 for row in PAID[:2]]})
    (told,) = texts(papers, "error")
    assert "并排" in told
    assert set(ingest.torn(papers)["table"]) == {"payroll"}


def test_an_empty_column_within_a_table_cuts_nothing(tmp_path: Path) -> None:
    papers = read(
        tmp_path, {"2025年3月.csv": [["姓名", "身份证号", "", "应发工资", "实发工资"], ["张三", ID, "", "2", "1"]]}
    )
    assert sheets(papers) == [("payroll", 1, 1, 1, 0)]


def test_rows_above_the_headings_that_look_like_data_are_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"2025年3月.csv": [["王五", CARD, "100.00", "90.00", ""], *PAID]})
    (told,) = texts(papers, "error")
    assert "以上有 1 行像是数据" in told
