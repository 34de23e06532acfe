"""findings.xlsx, opened again: what a spreadsheet finds in it, and what it must never find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import load_workbook

from tests.report.golden_file import matches_golden
from tests.report.made_people import PROJECT
from tests.report.made_site import site
from tests.report.made_small import ENDLESS, FORMULA, crowded, empty, hostile, several, shuffled, tiny
from wagecheck.language import Language
from wagecheck.model import Kind, Report, Subject
from wagecheck.report import xlsx
from wagecheck.report.xlsx import book


def _open(report: Report, folder: Path, **options: int) -> Any:
    (written,) = xlsx.write(report, folder, **options)
    return openpyxl.load_workbook(written)


def _column(sheet: Any, heading: str) -> list[Any]:
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)] for row in sheet.iter_rows(min_row=2)]


def _named(text: str) -> Report:
    report = tiny()
    found = tuple(replace(one, subject=Subject("worker", text, text), message=text) for one in report.findings)
    return replace(report, findings=found)


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    lines = [
        f"{sheet.title}!{cell.coordinate} {cell.data_type} {cell.number_format} {cell.value!r}"
        for sheet in _open(tiny(), tmp_path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    written = tmp_path / "findings.xlsx.txt"
    written.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")

    assert matches_golden(written)


def test_the_order_of_the_report_does_not_show(tmp_path: Path) -> None:
    def once(report: Report, folder: str) -> bytes:
        (tmp_path / folder).mkdir()
        return xlsx.write(report, tmp_path / folder)[0].read_bytes()

    assert once(site(), "one") == once(shuffled(site()), "two")


def test_the_sheets_stand_in_the_order_of_reading(tmp_path: Path) -> None:
    names = _open(site(), tmp_path).sheetnames

    assert names[:5] == ["概览", "问题清单", "欠薪台账", "未检", "疑点"]
    assert {"规则", "输入文件", "参数与依据", "两金六制", "未采用的行"} <= set(names)


def test_suspicions_are_apart_from_the_findings(tmp_path: Path) -> None:
    opened = _open(site(), tmp_path)
    suspicions = {cell.value for cell in _column(opened["疑点"], "规则")}

    assert suspicions == {one.rule for one in site().findings if one.kind is Kind.SUSPICION}
    assert not suspicions & {cell.value for cell in _column(opened["问题清单"], "规则")}


def test_no_finding_is_lost(tmp_path: Path) -> None:
    opened = _open(site(), tmp_path)
    prints = [cell.value for name in ("问题清单", "疑点") for cell in _column(opened[name], "指纹")]

    assert sorted(prints) == sorted(one.fingerprint for one in site().findings)


def test_amounts_are_numbers_to_the_fen(tmp_path: Path) -> None:
    cells = _column(_open(site(), tmp_path)["欠薪台账"], "欠发(元)")

    assert {cell.data_type for cell in cells} == {"n"}
    assert sorted(f"{cell.value:.2f}" for cell in cells) == sorted(line.arrears for line in site().ledger)


def test_days_and_months_are_dates_written_as_iso(tmp_path: Path) -> None:
    sheet = _open(site(), tmp_path)["欠薪台账"]
    month, day = _column(sheet, "月份")[0], _column(sheet, "到期日")[0]

    assert isinstance(month.value, datetime)
    assert (month.number_format, day.number_format) == ("yyyy-mm", "yyyy-mm-dd")


def test_severity_has_shape_word_and_colour(tmp_path: Path) -> None:
    cell = _column(_open(site(), tmp_path)["问题清单"], "严重度")[0]

    assert cell.value == "● 红"
    assert cell.font.color.rgb == "FFB3261E"


@pytest.mark.parametrize("name", ["问题清单", "欠薪台账", "未检", "疑点", "规则", "输入文件"])
def test_a_list_is_filtered_and_its_headings_stay_in_sight(name: str, tmp_path: Path) -> None:
    sheet = _open(site(), tmp_path)[name]

    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes.endswith("2")


def test_a_list_prints_on_a4_across_with_its_headings_on_every_page(tmp_path: Path) -> None:
    sheet = _open(site(), tmp_path)["问题清单"]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert "&P / &N" in sheet.oddFooter.right.text


def test_an_ampersand_in_a_name_is_no_command_of_the_page_head(tmp_path: Path) -> None:
    report = site()
    named = replace(report, projects=(replace(report.projects[0], name="甲&P乙"),))

    assert "甲&&P乙" in _open(named, tmp_path)["问题清单"].oddHeader.left.text


def test_a_rule_leads_to_its_row_among_the_rules(tmp_path: Path) -> None:
    opened = _open(site(), tmp_path)

    for cell in _column(opened["问题清单"], "规则")[:30]:
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        assert opened[sheet.strip("'")][place].value == cell.value


def test_a_source_leads_to_how_its_sheet_was_read(tmp_path: Path) -> None:
    whole = site()
    report = replace(whole, inputs=tuple(replace(one, project_id=PROJECT) for one in whole.inputs))
    opened = _open(report, tmp_path)
    cell = next(cell for cell in _column(opened["问题清单"], "来源") if cell.value and cell.value.startswith("花名册"))
    place = cell.hyperlink.location.rpartition("!")[2]

    assert opened["输入文件"].cell(opened["输入文件"][place].row, 2).value == "花名册.xlsx"


def test_a_column_is_as_wide_as_its_chinese(tmp_path: Path) -> None:
    sheet = _open(site(), tmp_path)["欠薪台账"]
    headings = [cell.value for cell in sheet[1]]
    letter = sheet.cell(1, headings.index("单位") + 1).column_letter

    assert sheet.column_dimensions[letter].width >= 2 * len("弘实建筑劳务有限公司")


def test_a_list_beyond_the_limit_goes_on_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    opened = _open(crowded(50), tmp_path, rows=100)
    parts = [name for name in opened.sheetnames if name.startswith("问题清单")]
    prints = [cell.value for name in parts for cell in _column(opened[name], "指纹")]

    assert parts[:2] == ["问题清单", "问题清单 (2)"]
    assert len(prints) == sum(one.kind is not Kind.SUSPICION for one in crowded(50).findings)
    assert all(opened[name].max_row <= 101 for name in parts)


def test_a_list_that_goes_on_says_so_on_the_first_sheet(tmp_path: Path) -> None:
    sheet = _open(crowded(50), tmp_path, rows=100)["概览"]
    told = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}

    assert "超过一张工作表" in told["问题清单"]
    assert "超过一张工作表" not in told["未检"]


def test_a_link_into_a_list_that_goes_on_finds_the_sheet_with_the_row(tmp_path: Path) -> None:
    opened = _open(site(), tmp_path, rows=10)
    cells = [cell for cell in _column(opened["问题清单"], "规则") if cell.hyperlink]

    assert cells
    for cell in cells:
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        assert opened[sheet.strip("'")][place].value == cell.value


def test_the_row_limit_is_one_that_excel_takes() -> None:
    assert book.ROWS < 1_048_576
    assert book.LINKS <= 65_530


def test_links_beyond_what_a_sheet_takes_become_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "LINKS", 5)
    cells = [cell for row in _open(site(), tmp_path)["问题清单"].iter_rows() for cell in row if cell.hyperlink]

    assert len(cells) == 5


@pytest.mark.parametrize("made", [tiny, site, hostile, empty, lambda: several(3)])
def test_no_cell_is_a_formula_or_leads_out_of_the_workbook(made: Callable[[], Report], tmp_path: Path) -> None:
    cells = [cell for sheet in _open(made(), tmp_path) for row in sheet.iter_rows() for cell in row]

    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1+2", "@SUM(A1)", "＝1+1", " =1", "http://x.cn", "00123"])
def test_a_text_stays_the_text_that_it_is(text: str, tmp_path: Path) -> None:
    cell = _column(_open(_named(text), tmp_path)["问题清单"], "说明")[0]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1+2", "@SUM(A1)", "＝1+1", " =1"])
def test_a_text_like_a_formula_stays_text_even_when_edited(text: str, tmp_path: Path) -> None:
    assert _column(_open(_named(text), tmp_path)["问题清单"], "说明")[0].quotePrefix


def test_a_name_cannot_spell_a_control_sign_in_the_way_of_excel(tmp_path: Path) -> None:
    (written,) = xlsx.write(_named("_x000D_"), tmp_path)
    rows = load_workbook(written).get_sheet_by_name("问题清单").to_python()

    assert rows[1][rows[0].index("说明")] == "_x000D_"


def test_a_tab_or_a_return_at_the_start_is_taken_away(tmp_path: Path) -> None:
    assert _column(_open(_named("\t\r=1"), tmp_path)["问题清单"], "说明")[0].value.strip() == "=1"


def test_a_cell_of_ten_thousand_signs_is_whole(tmp_path: Path) -> None:
    assert _column(_open(_named(ENDLESS), tmp_path)["问题清单"], "说明")[0].value == ENDLESS


def test_a_cell_beyond_what_excel_takes_is_cut_and_says_so(tmp_path: Path) -> None:
    text = _column(_open(_named("长" * 40_000), tmp_path)["问题清单"], "说明")[0].value

    assert len(text) <= 32_767
    assert "共 40,000 字" in text


def test_an_english_workbook_has_english_sheets_and_headings(tmp_path: Path) -> None:
    opened = _open(replace(site(), language=Language.ENGLISH), tmp_path)
    headings = [cell.value for sheet in opened for cell in sheet[1]]

    assert not [text for text in (*opened.sheetnames, *headings) if any("\u4e00" <= sign <= "\u9fff" for sign in text)]
