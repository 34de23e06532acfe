"""Annotated copies: the same cells, marked where a finding points, and the originals as they were."""

import stat
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from python_calamine import load_workbook

from tests.annotation.made_papers import ID, Papers, papers
from wagecheck import annotation, ingest, rules
from wagecheck.audit import audit
from wagecheck.language import Language
from wagecheck.model import Report

ON = date(2025, 8, 20)


@pytest.fixture
def made(tmp_path: Path) -> Papers:
    """A small dossier: xlsx payroll and roster, xls statement, csv overview, attendance in a zip."""
    return papers(tmp_path / "dossier")


def _audited(folder: Path, **options: Any) -> Report:
    return audit([folder], on=ON, key=b"k", **options)


def _annotated(folder: Path, to: Path, **options: Any) -> annotation.Annotated:
    return annotation.annotate(_audited(folder, **options), [folder], to, rules=rules.ALL)


def _copy(done: annotation.Annotated, start: str) -> Any:
    (path,) = [path for path in done.files if path.name.startswith(start)]
    return openpyxl.load_workbook(path)


def _rows(page: Any) -> list[list[Any]]:
    return [[cell.value if cell.value is not None else "" for cell in row] for row in page.iter_rows()]


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_the_originals_are_untouched(made: Papers, tmp_path: Path) -> None:
    before = _hashes(made.folder)
    _annotated(made.folder, tmp_path / "out")

    assert _hashes(made.folder) == before


def test_there_is_a_copy_of_every_file_with_a_finding_whatever_its_kind(made: Papers, tmp_path: Path) -> None:
    names = {path.relative_to(tmp_path / "out" / "annotated").as_posix() for path in _annotated_files(made, tmp_path)}

    assert {"工资表（标注）.xlsx", "流水.xls（标注）.xlsx", "项目概况.csv（标注）.xlsx"} <= names


def _annotated_files(made: Papers, tmp_path: Path) -> tuple[Path, ...]:
    return _annotated(made.folder, tmp_path / "out").files


def test_a_member_of_a_zip_has_a_copy_too(made: Papers, tmp_path: Path) -> None:
    report = _audited(made.folder)
    named = {source.file for finding in report.findings for source in finding.sources}
    copied = {path.parent.name for path in _annotated_files(made, tmp_path)}

    assert "考勤.zip/考勤.csv" in named
    assert "考勤.zip" in copied


@pytest.mark.parametrize(("start", "file"), [("工资表", "工资表.xlsx"), ("流水", "流水.xls")])
def test_a_copy_has_the_cells_of_its_original(made: Papers, tmp_path: Path, start: str, file: str) -> None:
    copy = _copy(_annotated(made.folder, tmp_path / "out"), start)
    original = load_workbook(made.folder / file).get_sheet_by_index(0).to_python(skip_empty_area=False)

    assert _rows(copy.worksheets[1]) == original


def test_the_cell_that_is_wrong_is_coloured_and_tells_rule_message_and_remedy(made: Papers, tmp_path: Path) -> None:
    report = _audited(made.folder)
    (finding,) = [one for one in report.findings if one.rule == "W05"]
    cell = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[1]["E4"]

    assert cell.value == 5000
    assert cell.fill.start_color.rgb == "00FFC9C4"
    assert all(text in cell.comment.text for text in ("W05", finding.message, finding.remedy))


def test_a_cell_beside_it_keeps_its_look(made: Papers, tmp_path: Path) -> None:
    page = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[1]

    assert page["A3"].fill.fill_type is None
    assert page["A3"].font.bold


def test_a_missing_value_is_shown_in_the_roster_and_nowhere_else(made: Papers, tmp_path: Path) -> None:
    done = _annotated(made.folder, tmp_path / "out")
    told = {path.name: _texts(openpyxl.load_workbook(path)) for path in done.files}

    assert [name for name, text in told.items() if "R04" in text] == ["花名册（标注）.xlsx"]


def _texts(book: Any) -> str:
    return "\n".join(cell.comment.text for page in book for row in page.iter_rows() for cell in row if cell.comment)


def test_a_project_sheet_is_marked_at_the_value_of_its_key(made: Papers, tmp_path: Path) -> None:
    page = _copy(_annotated(made.folder, tmp_path / "out"), "项目概况").worksheets[1]
    marked = [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment]

    assert marked
    assert all(name.startswith("B") for name in marked if name != "A2")


def test_the_list_in_front_leads_to_the_cells(made: Papers, tmp_path: Path) -> None:
    book = _copy(_annotated(made.folder, tmp_path / "out"), "工资表")
    page = book.worksheets[0]
    links = [cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink]

    assert page.title == "问题清单"
    assert "'工资'!E4" in links or "工资!E4" in links


def test_the_list_says_whose_numbers_the_copy_holds(made: Papers, tmp_path: Path) -> None:
    page = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[0]

    assert any("全部号码" in str(page.cell(row, 1).value) for row in range(1, 6))


def test_only_the_owner_may_read_a_copy(made: Papers, tmp_path: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in _annotated_files(made, tmp_path)} == {0o600}


def test_the_same_report_gives_the_same_bytes(made: Papers, tmp_path: Path) -> None:
    one, two = (_annotated(made.folder, tmp_path / name).files for name in ("one", "two"))

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_file_that_changed_since_it_was_read_is_refused(made: Papers, tmp_path: Path) -> None:
    report = _audited(made.folder)
    made.payroll(net=1)
    done = annotation.annotate(report, [made.folder], tmp_path / "out", rules=rules.ALL)

    assert [(one.level, one.file) for one in done.notices] == [("error", "工资表.xlsx")]
    assert "重新审查" in done.notices[0].text
    assert not [path for path in done.files if path.name.startswith("工资表")]


def test_a_file_too_large_to_copy_is_refused(made: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "CELLS", 1)
    done = _annotated(made.folder, tmp_path / "out")

    assert done.files == ()
    assert {one.level for one in done.notices} == {"error"}


def test_nothing_in_a_copy_acts(made: Papers, tmp_path: Path) -> None:
    made.hostile_payroll()
    book = _copy(_annotated(made.folder, tmp_path / "out"), "工资表")
    cells = [cell for page in book for row in page.iter_rows() for cell in row]

    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert not list(book.defined_names)
    assert not book.worksheets[1].data_validations.dataValidation
    assert not any("\u202e" in str(cell.value) for cell in cells)


def test_a_formula_becomes_the_value_that_was_read(made: Papers, tmp_path: Path) -> None:
    made.hostile_payroll()
    page = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[1]

    assert page["G4"].value is None


def test_a_comment_of_the_original_stays_beside_ours(made: Papers, tmp_path: Path) -> None:
    made.payroll(comment=Comment("会计: 已核", "会计"))
    cell = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[1]["E4"]

    assert cell.comment.text.startswith("会计: 已核")
    assert "W05" in cell.comment.text


def test_a_sheet_that_is_called_like_our_list_keeps_its_name(made: Papers, tmp_path: Path) -> None:
    made.payroll(title="问题清单")

    assert _copy(_annotated(made.folder, tmp_path / "out"), "工资表").sheetnames == ["问题清单 (2)", "问题清单"]


def test_numbers_in_a_file_name_are_masked_in_that_of_its_copy(made: Papers, tmp_path: Path) -> None:
    (made.folder / "工资表.xlsx").rename(made.folder / f"工资表{ID}.xlsx")
    names = [path.name for path in _annotated_files(made, tmp_path)]

    assert not [name for name in names if ID in name]
    assert [name for name in names if name.startswith("工资表3601")]


def test_two_projects_have_a_folder_each(tmp_path: Path) -> None:
    for name in ("one", "two"):
        made = papers(tmp_path / "all" / name)
        overview = made.folder / "项目概况.csv"
        overview.write_text(overview.read_text("utf-8").replace("P1", f"../{name}"), "utf-8")
    done = _annotated(tmp_path / "all", tmp_path / "out")
    folders = {path.relative_to(tmp_path / "out" / "annotated").parts[0] for path in done.files}

    assert folders == {"_one", "_two"}
    assert done.notices == ()


def test_a_finding_with_many_rows_marks_the_first_and_counts_the_rest(
    made: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wagecheck.annotation.notes.PLACES", 0)
    report = _audited(made.folder)
    done = annotation.annotate(report, [made.folder], tmp_path / "out", rules=rules.ALL)

    assert "W05" not in _texts(_copy(done, "工资表"))


def test_a_folder_of_parquet_has_no_originals(made: Papers, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    ingest.write_lake(ingest.gather([made.folder], region_of=lambda _: None), lake)
    done = annotation.annotate(_audited(lake), [lake], tmp_path / "out", rules=rules.ALL)

    assert done.files == ()
    assert all("没有标注副本" in notice.text for notice in done.notices)
    assert done.notices


def test_a_row_that_was_not_kept_is_marked_with_its_reason(made: Papers, tmp_path: Path) -> None:
    made.payroll(net="见附件")
    cell = _copy(_annotated(made.folder, tmp_path / "out"), "工资表").worksheets[1]

    assert any("未采用" in (one.comment.text if one.comment else "") for one in cell[4])


def test_an_english_copy_speaks_english(made: Papers, tmp_path: Path) -> None:
    book = _copy(_annotated(made.folder, tmp_path / "out", language=Language.ENGLISH), "工资表")

    assert book.sheetnames[0] == "Findings"
    assert "Remedy:" in book.worksheets[1]["E4"].comment.text
