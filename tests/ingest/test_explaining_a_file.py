"""How a file was read can be looked at: kind, headings, columns with examples, totals, what is missing."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.made_dossier import CARD, ID, Rows, put, xlsx_bytes
from wagecheck import ingest

HERE = Path(__file__).parent.parent / "formats"
STATEMENT: Rows = [
    ["账号：36050110123400000888"],
    ["期初余额：0.00", "借方合计：40.00", "贷方合计：90.00"],
    ["日期", "借方", "贷方", "余额", "对方账号", "钞汇"],
    ["2025-03-01", "", 100, 100, CARD, "钞"],
    ["2025-03-02", 40, "", 60, CARD, "钞"],
    ["合计", 40, 100, "", ""],
]


def only(folder: Path, said: Rows | bytes, name: str = "流水.csv") -> ingest.SheetReading:
    (reading,) = ingest.explain(put(folder, {name: said}) / name)
    return reading


def test_a_reading_names_kind_encoding_and_heading_rows(tmp_path: Path) -> None:
    found = only(tmp_path, STATEMENT)
    assert (found.kind, found.encoding, found.heading_rows) == ("statement", "utf-8", (3,))


def test_two_heading_rows_are_both_named() -> None:
    (found,) = ingest.explain(HERE / "CCB_01" / "input" / "明细查询结果.xls")
    assert (found.encoding, found.sheet, found.heading_rows) == ("xls", "明细", (8, 9))


def test_each_column_tells_field_confidence_and_masked_examples(tmp_path: Path) -> None:
    mapping = {one.heading: (one.field, one.confidence, one.examples) for one in only(tmp_path, STATEMENT).mapping}
    assert mapping["余额"] == ("balance", 1.0, ("100", "60"))
    assert mapping["日期"] == ("booked_at", 0.9, ("2025-03-01", "2025-03-02"))
    assert mapping["对方账号"] == ("counterparty_account", 1.0, ("6217****0012",))


def test_headings_without_a_field_are_listed(tmp_path: Path) -> None:
    assert only(tmp_path, STATEMENT).unused == ("钞汇",)


def test_control_totals_stand_against_the_sums_of_the_rows(tmp_path: Path) -> None:
    totals = {one.field: (one.said, one.found, one.agrees) for one in only(tmp_path, STATEMENT).totals}
    assert totals == {
        "total_debit": (Decimal(40), Decimal(40), True),
        "total_credit": (Decimal(90), Decimal(100), False),
        "opening_balance": (Decimal(0), Decimal(0), True),
    }


def test_rows_are_counted_and_rejected_ones_explained(tmp_path: Path) -> None:
    found = only(tmp_path, [*STATEMENT, ["某日", 1, "", "", ""]])
    counts = (found.rows_read, found.rows_kept, found.rows_rejected, found.rows_furniture)
    assert counts == (3, 2, 1, 1)
    assert [(one.row, "读不出日期" in one.reason) for one in found.rejected] == [(7, True)]


def test_an_unknown_sheet_names_the_nearest_kind_and_what_is_missing(tmp_path: Path) -> None:
    found = only(tmp_path, [["姓名", "工种", "班组"], ["张三", "木工", "一班"]], "a.csv")
    assert (found.kind, found.nearest, found.missing) == ("", "roster", ("身份证号码",))


def test_every_sheet_of_a_workbook_has_its_reading(tmp_path: Path) -> None:
    book = xlsx_bytes({"花名册": [["姓名", "身份证号码"], ["张三", ID]], "目录": [["文件", "页码"]]})
    found = ingest.explain(put(tmp_path, {"a.xlsx": book}) / "a.xlsx")
    assert [(one.sheet, one.kind) for one in found] == [("花名册", "roster"), ("目录", "")]


@pytest.mark.parametrize("content", [b"", bytes(range(256))])
def test_a_file_that_cannot_be_opened_is_one_reading_with_its_error(tmp_path: Path, content: bytes) -> None:
    found = only(tmp_path, content)
    assert found.kind == ""
    assert [one.level for one in found.notices] == ["error"]


def test_a_two_column_sheet_shows_its_keys() -> None:
    (found,) = ingest.explain(HERE / "project_sheet" / "input" / "项目概况.xlsx")
    assert ("项目名称", "project_name") in {(one.heading, one.field) for one in found.mapping}
