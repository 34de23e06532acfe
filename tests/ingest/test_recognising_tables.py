"""A table is recognised by its headings, wherever they stand."""

from pathlib import Path

import pytest

from tests.ingest.made_dossier import Rows, read, texts, xlsx_bytes
from wagecheck.ingest import recognise, vocabulary
from wagecheck.ingest.cells import Grid

NATIONAL_PERSONNEL = (
    "企业统一社会信用代码,企业名称,班组名称,工人姓名,是否班组长,证件号码,当前工种,工人类型,发放工资银行卡号,手机号码"
)
NATIONAL_LOG = "企业统一社会信用代码,工人所属企业名称,工人所属班组名称,人员姓名,证件号码,刷卡时间,刷卡进出方向,通行方式"
NATIONAL_WAGES = (
    "企业名称,班组名称,员工姓名,发放工资的月份,是否为补发,补发月份,出勤天数,总工时\u3000,工人工资卡号,应发金额,实发金额"
)
BILINGUAL = "交易日期[ Transaction Date ],借方发生额（支取）,贷方发生额（收入）,余 额：,对方户名"


def layout(*rows: list[str], names: tuple[str, ...] = ()) -> recognise.Layout | recognise.Miss:
    width = max(map(len, rows))
    return recognise.recognise(Grid("", [row + [""] * (width - len(row)) for row in rows]), names)


def kind(*rows: list[str], names: tuple[str, ...] = ()) -> str:
    found = layout(*rows, names=names)
    assert isinstance(found, recognise.Layout)
    return found.table


@pytest.mark.parametrize(
    ("headings", "table"),
    [
        (NATIONAL_PERSONNEL.split(","), "roster"),
        (NATIONAL_LOG.split(","), "attendance"),
        (NATIONAL_WAGES.split(","), "payroll"),
        (BILINGUAL.split(","), "statement"),
        (["姓名", "身份证", "本月应发工资", "实发工资", "农民工签字"], "payroll"),
        (["序号", "姓名", "身份证", "性别", "工种", "电话", "家庭住址", "合同签订时间", "进场时间"], "roster"),
        (["交易日期", "收款户名", "收款账号", "金额", "状态"], "payout"),
        (["动用日期", "金额", "事由"], "advance"),
    ],
)
def test_a_table_is_known_by_its_words(headings: list[str], table: str) -> None:
    assert kind(headings) == table


@pytest.mark.parametrize(
    "heading",
    [
        "实发\n工资",
        "实发工资：",
        "实发工资(元)",
        "实发工资（单位：元）",
        " 实　发 工 资 ",
        "*实发工资",
        "本月实发工资",
        "实发工资[Net]",
        "实发工资（必填）",
    ],
)
def test_a_heading_is_folded_before_it_is_compared(heading: str) -> None:
    found = vocabulary.meanings(vocabulary.fold(heading).key)
    assert "net" in {one.field for one in found if one.table == "payroll"}


@pytest.mark.parametrize("heading", ["审定工程款（万元）", "审定工程款/万元", "审定工程款(单位:万元)"])
def test_ten_thousands_in_a_heading_are_its_unit(heading: str) -> None:
    folded = vocabulary.fold(heading)
    assert (folded.key, folded.unit) == ("审定工程款", 10_000)


def test_headings_may_stand_in_the_fortieth_row(tmp_path: Path) -> None:
    rows: Rows = [*([f"说明{at}"] for at in range(39)), ["姓名", "身份证号码"], ["张三", "36"]]
    assert [one.heading_row for one in read(tmp_path, {"a.csv": rows}).inputs] == [40]


def test_two_heading_rows_are_read_as_one() -> None:
    found = layout(["记账日期", "发生额/元", "", "余额/元"], ["", "借方", "贷方", ""], ["2025-03-01", "1", "", "9"])
    assert isinstance(found, recognise.Layout)
    assert [(one.field, one.index) for one in found.columns] == [
        ("booked_at", 0),
        ("debit", 1),
        ("credit", 2),
        ("balance", 3),
    ]
    assert (found.first_heading, found.last_heading) == (0, 1)


def test_the_counterparty_is_never_the_own_account() -> None:
    found = layout(["日期", "借方", "贷方", "对方账号", "账号"])
    assert isinstance(found, recognise.Layout)
    assert {one.field: one.index for one in found.columns if "account" in one.field} == {
        "counterparty_account": 3,
        "own_account": 4,
    }


def test_the_better_word_gets_the_field() -> None:
    found = layout(["姓名", "实发", "实发工资"])
    assert isinstance(found, recognise.Layout)
    assert [one.index for one in found.columns if one.field == "net"] == [2]


def test_the_name_of_the_file_decides_where_headings_leave_a_doubt() -> None:
    headings = ["姓名", "工资卡号", "实发工资", "发放日期", "应发工资"]
    assert isinstance(layout(headings), recognise.Miss)
    assert kind(headings, names=("3月工资表",)) == "payroll"
    assert kind(headings, names=("代发明细",)) == "payout"


def test_a_doubt_that_nothing_settles_is_told(tmp_path: Path) -> None:
    papers = read(
        tmp_path,
        {"a.csv": [["姓名", "工资卡号", "实发工资", "发放日期", "应发工资"], ["张三", "62", 1, "2025-03-01", 1]]},
    )
    assert [text for text in texts(papers, "error") if "分不清是哪一种" in text]


def test_an_unrecognised_sheet_names_the_nearest_kind_and_what_is_missing(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": [["姓名", "工种", "班组"], ["张三", "木工", "一班"]]})
    assert texts(papers, "warning") == ["最像花名册,但缺少表头「身份证号码」,未读取。请补上表头行"]


def test_a_sheet_of_no_kind_is_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.xlsx": xlsx_bytes({"目录": [["文件", "页码"]]})})
    assert texts(papers, "warning") == ["没有认出任何一种台账的表头,未读取。请对照官方模板补上表头行"]


def test_money_that_a_table_has_no_use_for_is_told(tmp_path: Path) -> None:
    papers = read(
        tmp_path, {"a.csv": [["姓名", "身份证号码", "电话", "工资卡号", "应发工资"], ["张三", "36", "", "", 1]]}
    )
    assert [text for text in texts(papers, "warning") if "「应发工资」未采用" in text]


def test_every_word_of_the_vocabulary_belongs_to_a_field_that_exists() -> None:
    for table, said in vocabulary.words().items():
        if table in recognise.NEEDS:
            assert set(said) <= set(vocabulary.fields(table))
