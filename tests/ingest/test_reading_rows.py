"""Rows of rosters, payrolls and the like: kept, rejected with a reason, or recognised as no data."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.made_dossier import CARD, ID, OTHER_ID, Rows, column, read, texts, xlsx_bytes

PAYROLL = ["序号", "姓名", "身份证号", "工资卡号", "应发工资", "实发工资", "领款人签字"]
ROSTER = ["姓名", "身份证号码", "班组", "进场日期"]
MARCH = dt.date(2025, 3, 1)


def payroll(*rows: object, title: str = "2025年3月工资表") -> Rows:
    return [[title], PAYROLL, *rows]


def counts(papers: object) -> tuple[int, int, int, int]:
    (one,) = papers.inputs  # type: ignore[attr-defined]
    return one.rows_read, one.rows_kept, one.rows_rejected, one.rows_furniture


def test_a_row_says_where_it_stood(tmp_path: Path) -> None:
    rows = payroll([1, "张三", ID, CARD, 5000, 5000, "张三"])
    papers = read(tmp_path, {"工资/3月.xlsx": xlsx_bytes({"木工": rows}), "花名册.csv": [ROSTER]})
    assert papers.tables["payroll"].select("project_id", "file", "sheet", "row").row(0) == (
        "某项目",
        "工资/3月.xlsx",
        "木工",
        3,
    )


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "", "", "", 5000, 5000, ""],
        ["", "合 计", "", "", 5000, 5000, ""],
        ["本页小计", "", "", "", 5000, 5000, ""],
        ["制表人：王五", "", "", "审核：赵六", "", "", ""],
        ["制表人", "王五", "", "审核", "赵六", "", ""],
        ["项目经理（签字）", "", "", "", "", "", ""],
        ["说明：本表一式三份", "", "", "", "", "", ""],
        ["第1页 共3页", "", "", "", "", "", ""],
        ["以上数据仅供参考", "", "", "", "", "", ""],
        ["7", "", "", "", "", "", ""],
        PAYROLL,
    ],
)
def test_furniture_is_counted_and_is_no_data(tmp_path: Path, row: list[object]) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", ID, CARD, 5000, 5000, "张三"], row)})
    assert counts(papers) == (1, 1, 0, 1)


def test_a_worker_whose_row_begins_like_furniture_is_data(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll(["合计1", "张三", ID, CARD, 5000, 5000, ""])})
    assert counts(papers) == (1, 1, 0, 0)


def test_blank_rows_are_not_counted(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll(["", " ", "", "", "", "", ""], [1, "张三", ID, CARD, 1, 1, ""])})
    assert counts(papers) == (1, 1, 0, 0)


def test_an_unreadable_amount_rejects_its_row_and_names_the_cell(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", ID, CARD, 5000, "约三千", ""])})
    (one,) = papers.rejected
    assert (one.row, one.reason) == (3, "「实发工资」为“约三千”,读不出金额")


def test_a_payroll_row_without_net_is_rejected(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", ID, CARD, 5000, "", ""])})
    assert [one.reason for one in papers.rejected] == ["缺少「实发工资」"]


def test_an_unreadable_optional_cell_is_unknown_and_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": [ROSTER, ["张三", ID, "木工", "三月底"]]})
    assert column(papers, "roster", "entry_date") == [None]
    assert column(papers, "roster", "entry_date_asked") == [False]
    assert texts(papers, "warning") == ["「进场日期」为“三月底”,读不出日期,该单元格按未知处理。请更正后重新审查"]


def test_many_unreadable_cells_are_told_as_a_number(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": [ROSTER, *(["张三", ID, "木工", "三月底"] for _ in range(25))]})
    assert len(texts(papers, "warning")) == 11
    assert any("另有 15 个单元格" in text for text in texts(papers, "warning"))


def test_personal_numbers_in_reasons_are_masked(tmp_path: Path) -> None:
    papers = read(
        tmp_path, {"a.csv": payroll([1, "张三", "", "", 5000, ID, ""], [2, "李四", ID, CARD, 1, f"见{CARD}", ""])}
    )
    said = " ".join(one.reason for one in papers.rejected)
    assert "读不出金额" in said
    assert ID not in said
    assert CARD not in said


def test_three_kinds_of_nothing(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "联系电话"], ["甲", ID, ""], ["乙", ID, "无"], ["丙", ID, "未知"]]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "roster", "phone") == [None, None, None]
    assert column(papers, "roster", "phone_asked") == [True, True, False]
    assert column(papers, "roster", "card_no_asked") == [False, False, False]


def test_an_empty_tick_is_no_where_it_was_asked_and_unknown_where_not(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "是否参加工伤保险", "是否班组长"], ["甲", ID, "", ""], ["乙", ID, "否", "否"]]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "roster", "injury_insured") == [False, False]
    assert column(papers, "roster", "team_leader") == [None, False]


@pytest.mark.parametrize(("cell", "said"), [("√", "√"), ("张三", "张三"), ("未签", None), ("—", None), ("×", None)])
def test_a_signature_is_kept_as_it_is(tmp_path: Path, cell: str, said: str | None) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", ID, CARD, 1, 1, cell])})
    assert column(papers, "payroll", "signed") == [said]
    assert column(papers, "payroll", "signed_asked") == [True]


def test_a_numeric_card_is_damaged_kept_and_told_once_a_column(tmp_path: Path) -> None:
    rows = payroll(*([at, "张三", ID, 6217000000000000012, 1, 1, ""] for at in (1, 2)))
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"3月": rows})})
    assert column(papers, "payroll", "card_no") == [None, None]
    assert column(papers, "payroll", "card_no_damaged") == [True, True]
    assert (
        len([text for text in texts(papers, "warning") if "「工资卡号」有 2 个号码以数值存储,已丢失精度" in text]) == 1
    )


def test_a_card_in_scientific_notation_in_text_is_damaged_too(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", ID, "6.21700E+18", 1, 1, ""])})
    assert column(papers, "payroll", "card_no_damaged") == [True]


def test_a_row_without_an_id_is_kept(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": payroll([1, "张三", "", "", 5000, 5000, ""])})
    assert column(papers, "payroll", "id_no") == [None]


def test_the_month_may_stand_in_the_sheet_name_and_the_year_in_the_title(tmp_path: Path) -> None:
    sheets = {f"{month}月": payroll([1, "张三", ID, CARD, 1, 1, ""], title="2025年工资表") for month in (3, 4)}
    papers = read(tmp_path, {"工资.xlsx": xlsx_bytes(sheets)})
    assert column(papers, "payroll", "month") == [MARCH, dt.date(2025, 4, 1)]


def test_the_month_may_stand_in_the_file_name_and_the_year_in_the_folder(tmp_path: Path) -> None:
    papers = read(tmp_path, {"2025年/六月工资.csv": payroll([1, "张三", ID, CARD, 1, 1, ""], title="工资表")})
    assert column(papers, "payroll", "month") == [dt.date(2025, 6, 1)]


def test_a_date_cell_above_the_headings_may_be_the_month(tmp_path: Path) -> None:
    rows = [["工资表", None, "日期", MARCH], PAYROLL, [1, "张三", ID, CARD, 1, 1, ""]]
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"Sheet1": rows})})
    assert column(papers, "payroll", "month") == [MARCH]


def test_the_column_of_months_goes_before_the_title(tmp_path: Path) -> None:
    rows = [
        ["2025年3月工资表"],
        ["姓名", "工资月份", "实发工资"],
        ["张三", "2025-02", 1],
        ["李四", "", 1],
        ["王五", "1月", 1],
    ]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "payroll", "month") == [dt.date(2025, 2, 1), MARCH, dt.date(2025, 1, 1)]


def test_a_payroll_without_any_month_is_rejected_with_one_clear_error(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工资.csv": payroll([1, "张三", ID, CARD, 1, 1, ""], title="工资表")})
    assert counts(papers) == (1, 0, 1, 0)
    assert [text for text in texts(papers, "error") if "看不出是哪个月的工资表" in text]


def test_headings_printed_again_under_a_new_title_begin_a_new_month(tmp_path: Path) -> None:
    later = [["2025年4月工资表"], PAYROLL, [1, "张三", ID, CARD, 2, 2, ""]]
    papers = read(tmp_path, {"a.csv": [*payroll([1, "张三", ID, CARD, 1, 1, ""]), *later]})
    assert column(papers, "payroll", "month") == [MARCH, dt.date(2025, 4, 1)]
    assert [(one.heading_row, one.rows_kept, one.rows_furniture) for one in papers.inputs] == [(2, 1, 0), (5, 1, 0)]


def test_the_employer_above_the_headings_speaks_for_every_row(tmp_path: Path) -> None:
    rows = [["单位名称：江西某某劳务有限公司   2025年3月", "班组：木工班"], PAYROLL, [1, "张三", ID, CARD, 1, 1, ""]]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "payroll", "employer") == ["江西某某劳务有限公司"]
    assert column(papers, "payroll", "team") == ["木工班"]


def test_a_merged_team_is_filled_down_within_its_range_only(tmp_path: Path) -> None:
    rows = [ROSTER, ["甲", ID, "木工班", ""], ["乙", OTHER_ID, None, ""], ["丙", ID, None, ""]]
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"花名册": rows}, merged=[(1, 2, 2, 2)])})
    assert column(papers, "roster", "team") == ["木工班", "木工班", None]


def test_a_merged_amount_is_not_filled_down(tmp_path: Path) -> None:
    rows = payroll([1, "甲", ID, CARD, 1, 5000, ""], [2, "乙", OTHER_ID, CARD, 1, None, ""])
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"3月": rows}, merged=[(2, 5, 3, 5)])})
    assert column(papers, "payroll", "net") == [Decimal(5000)]


def test_ten_thousands_in_the_heading_multiply_exactly(tmp_path: Path) -> None:
    papers = read(
        tmp_path,
        {"a.csv": [["月份", "审定工程款（万元）"], ["2025-03", "123.456789"], ["2025-04", "1元"], ["2025-05", "(2)"]]},
    )
    assert column(papers, "progress", "certified_amount") == [Decimal("1234567.89"), Decimal(1), Decimal(-20000)]


def test_overtime_and_allowances_are_added_up(tmp_path: Path) -> None:
    rows = [
        ["2025年3月"],
        ["姓名", "实发工资", "加班工资", "高温津贴"],
        ["甲", 5000, "300.5", 200],
        ["乙", 5000, "", ""],
    ]
    papers = read(tmp_path, {"a.csv": rows})
    assert column(papers, "payroll", "excluded_items") == [Decimal("500.5"), None]


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    rows = payroll([1, "张三", ID, CARD, 1, 1, ""])
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"空": [["x"]], "3月": rows}, hidden=["3月"])})
    assert len(papers.tables["payroll"]) == 1
    assert any("隐藏" in text for text in texts(papers, "warning"))


def test_an_identical_file_is_read_once(tmp_path: Path) -> None:
    rows = payroll([1, "张三", ID, CARD, 1, 1, ""])
    papers = read(tmp_path, {"3月.csv": rows, "3月 - 副本.csv": rows})
    assert len(papers.tables["payroll"]) == 1
    assert any("内容完全相同" in text for text in texts(papers, "warning"))


def test_id_numbers_of_15_digits_are_kept_and_named(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.csv": [["姓名", "身份证号码"], ["张大山", ID], ["李小河", "360199900101123"]]})

    assert column(papers, "roster", "id_no") == [ID, "360199900101123"]
    assert [(one.row, "有 1 个15位旧号码" in one.text) for one in papers.notices if "15位" in one.text] == [(3, True)]
