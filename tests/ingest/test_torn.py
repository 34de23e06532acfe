"""Which papers are torn: those of which a file, a sheet or a row was not read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ingest.made_dossier import ID, Rows, read, xlsx_bytes
from wagecheck import ingest, tables

BROKEN = b"PK\x03\x04 cut off"
PAYROLL = [["姓名", "身份证号码", "月份", "实发工资"], ["张三", ID, "2025-03", "5000"]]
NO_TABLE = [["甲", "乙"], ["一", "二"]]


def torn(folder: Path, files: Mapping[str, Rows | bytes]) -> set[str]:
    """Read a dossier, and name its torn papers."""
    return set(ingest.torn(read(folder, files))["table"])


def test_what_was_read_whole_is_not_torn(tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL}) == set()


@pytest.mark.parametrize(
    ("file", "paper"),
    [("4月工资表.xlsx", "payroll"), ("专户流水.xls", "statement"), ("花名册/2025.xlsx", "roster")],
)
def test_a_file_that_cannot_be_opened_tears_the_paper_that_its_name_says(file: str, paper: str, tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL, file: BROKEN}) == {paper}


def test_a_file_of_no_telling_name_may_be_a_part_of_any_paper(tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL, "新建(1).xlsx": BROKEN}) == set(tables.TABLES)


@pytest.mark.parametrize(("file", "papers"), [("新建.xlsx", set()), ("4月工资表.xlsx", {"payroll"})])
def test_a_blank_workbook_is_a_part_of_what_its_name_says_alone(file: str, papers: set[str], tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL, file: xlsx_bytes({"Sheet1": []})}) == papers


@pytest.mark.parametrize(("sheet", "papers"), [("填表说明", set()), ("4月", {"payroll"})])
def test_a_sheet_without_known_headings_may_be_a_part_of_its_workbook_unless_it_only_explains(
    sheet: str, papers: set[str], tmp_path: Path
) -> None:
    assert torn(tmp_path, {"工资表.xlsx": xlsx_bytes({"3月": PAYROLL, sheet: NO_TABLE})}) == papers


def test_a_second_copy_of_a_file_tears_nothing(tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL, "工资表(副本).csv": PAYROLL}) == set()


def test_a_scan_tears_nothing_as_it_was_never_to_be_read(tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": PAYROLL, "工资表扫描件.pdf": b"%PDF-1.7"}) == set()


def test_a_payroll_row_that_was_rejected_tears_the_payroll(tmp_path: Path) -> None:
    assert torn(tmp_path, {"工资表.csv": [*PAYROLL, ["李四", ID, "某月", "5000"]]}) == {"payroll"}


def test_a_sheet_none_of_which_was_kept_tears_what_its_name_says_too(tmp_path: Path) -> None:
    """Taken for attendance by its headings, and for no month: by its name it is a payroll."""
    sheet = [["姓名", "身份证号码", "出勤天数"], ["张三", ID, "22"]]

    assert torn(tmp_path, {"花名册.csv": [["姓名", "身份证号码"], ["张三", ID]], "工资表.csv": sheet}) == {
        "attendance",
        "payroll",
    }


def test_a_lake_keeps_what_is_torn(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工资表.csv": PAYROLL, "花名册.xlsx": BROKEN})
    ingest.write_lake(papers, tmp_path / "lake")

    assert ingest.torn(ingest.read_lake(tmp_path / "lake")).rows() == ingest.torn(papers).rows() != []
