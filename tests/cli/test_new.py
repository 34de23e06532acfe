"""`wagecheck new`: templates that are read back as what they are for."""

import json
import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Run
from wagecheck import ingest, law, tables
from wagecheck.ingest import template

TABLES = sorted(template.FILES)


def filled(table: str, to: Path) -> Path:
    """Fill the template of a table with its own example row, as a user would, and lay it into a dossier."""
    template.write_templates(to / "模板")
    book = openpyxl.load_workbook(to / "模板" / template.FILES[table])
    page = book.worksheets[0]
    example = template.said()["example"][table]
    for name, text in example.items():
        heading = template.heading(table, name)
        if table == "project":
            row = next(cells[0].row for cells in page.iter_rows() if cells[0].value == heading)
            page.cell(row, 2, text)
        else:
            column = next(cell.column for cell in page[1] if cell.value == heading)
            page.cell(2, column, text)
    (to / "台账").mkdir()
    book.save(to / "台账" / template.FILES[table])
    return to / "台账"


def read(folder: Path) -> ingest.Papers:
    return ingest.gather([folder], region_of=law.load().region_of)


def test_it_writes_ten_workbooks_and_the_settings_and_names_them(run: Run) -> None:
    ran = run("new", "模板")

    written = sorted(path.name for path in Path("模板").iterdir())
    assert ran.code == 0
    assert len(written) == 11
    assert "wagecheck.toml" in written
    assert all(name in ran.out for name in written)


@pytest.mark.parametrize("table", TABLES)
def test_a_filled_template_is_read_as_its_table_with_every_value(table: str, tmp_path: Path) -> None:
    papers = read(filled(table, tmp_path))

    rows = papers.tables[table].rows(named=True)
    silent = [name for name in template.said()["example"][table] if rows[0][name] is None]
    assert len(rows) == 1
    assert silent == []
    assert {one.table for one in papers.inputs} == {table, ""}


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_said_against_a_filled_template(table: str, tmp_path: Path) -> None:
    papers = read(filled(table, tmp_path))

    assert papers.rejected == ()
    assert [one.text for one in papers.notices if one.file] == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("roster", {"id_no": "360199199001010113", "card_no": "6217000000000000012", "injury_insured": True}),
        ("payroll", {"month": date(2025, 3, 1), "net": Decimal("6500.00"), "is_back_pay": False}),
        ("statement", {"booked_at": datetime(2025, 4, 15, 10, 20, 30), "debit": Decimal("6500.00")}),  # noqa: DTZ001
        ("project", {"contract_amount": Decimal("50000000.00"), "region": "360112", "pay_month_offset": 1}),
        ("deposit", {"kind": "银行保函", "amount": Decimal("750000.00"), "on_demand": True}),
    ],
)
def test_a_value_comes_back_as_it_was_written(table: str, said: dict[str, Any], tmp_path: Path) -> None:
    row = read(filled(table, tmp_path)).tables[table].row(0, named=True)

    assert {name: row[name] for name in said} == said


def test_the_example_of_an_empty_template_is_no_data(tmp_path: Path) -> None:
    template.write_templates(tmp_path / "模板")

    papers = read(tmp_path / "模板")

    assert {name: len(frame) for name, frame in papers.tables.items() if len(frame)} == {"project": 1, "control": 1}
    assert [one.text for one in papers.notices if one.level == "error"] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_template_has_every_official_heading_with_an_explanation(table: str) -> None:
    names = [*tables.about(table)]

    assert [name for name in names if len(template.how_to_fill(table, name)) < len("数。")] == []
    assert set(template.said()["example"][table]) - {"project_id"} <= set(names)


def test_every_word_of_the_templates_is_about_a_column_that_exists() -> None:
    said = template.said()
    about = {(table, name) for part in ("note", "choices") for table, names in said[part].items() for name in names}

    assert {(table, name) for table, name in about if name not in tables.about(table)} == set()
    assert set(said["about"]) == set(said["example"]) == set(template.FILES)


def test_a_yes_or_no_is_offered(tmp_path: Path) -> None:
    template.write_templates(tmp_path)
    page = openpyxl.load_workbook(tmp_path / template.FILES["roster"]).worksheets[0]

    column = next(cell.column_letter for cell in page[1] if cell.value == "是否班组长")
    offers = [
        rule.formula1 for rule in page.data_validations.dataValidation if str(rule.sqref).startswith(f"{column}2")
    ]
    assert offers == ['"是,否"']


def test_a_file_of_ones_own_is_never_overwritten(run: Run) -> None:
    Path("模板").mkdir()
    Path("模板", template.FILES["roster"]).write_bytes(b"mine")

    ran = run("new", "模板")

    assert ran.code == 2
    assert template.FILES["roster"] in ran.err
    assert [path.read_bytes() for path in Path("模板").iterdir()] == [b"mine"]


def test_two_runs_write_the_same_bytes() -> None:
    assert template.workbook("roster") == template.workbook("roster")


def fill(page: Any, table: str) -> None:
    """Fill in the example of a table as a user would: under the headings, or beside the keys."""
    for name, text in template.said()["example"][table].items():
        heading = template.heading(table, name)
        if table == "project":
            row = next(cells[0].row for cells in page.iter_rows() if cells[0].value == heading)
            page.cell(row, 2, text)
        else:
            page.cell(2, next(cell.column for cell in page[1] if cell.value == heading), text)


@pytest.mark.parametrize("options", [(), ("--single",)])
def test_new_then_filled_then_audited_leaves_no_row_and_no_question(run: Run, options: tuple[str, ...]) -> None:
    run("new", "台账", *options, "-q")
    for path in Path("台账").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for table, label in tables.LABELS.items():
            if label in book.sheetnames:
                fill(book[label], table)
        book.save(path)

    ran = run("audit", "台账", "--on", "2025-08-20", "--fail-on", "never")

    told = json.loads(Path("wagecheck-out/audit.json").read_text("utf-8"))
    assert (ran.code, ran.err) == (0, "")
    assert (told["rejected"], told["notices"]) == ([], [])
    assert {one["table"] for one in told["inputs"]} == {*template.FILES, ""}


def test_one_workbook_holds_all_ten_tables_and_one_sheet_of_notes(run: Run) -> None:
    run("new", "台账", "--single")

    names = openpyxl.load_workbook(Path("台账", template.WHOLE)).sheetnames
    assert names == [*(tables.LABELS[table] for table in template.FILES), template.NOTES]


def test_numbers_keep_their_digits_where_they_are_to_be_typed(run: Run) -> None:
    run("new", "台账", "--single")
    page = openpyxl.load_workbook(Path("台账", template.WHOLE))["花名册"]

    for heading in ("身份证号码", "工资卡号"):
        letter = next(cell.column_letter for cell in page[1] if cell.value == heading)
        assert page.column_dimensions[letter].number_format == "@"


def test_the_settings_are_those_that_audit_has_and_change_nothing_yet(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(run("config", "--json").out)
    run("new", "台账", "-q")
    monkeypatch.chdir("台账")
    text = Path("wagecheck.toml").read_text("utf-8")

    after = json.loads(run("config", "--json").out)
    assert tomllib.loads(text) == {}
    assert _values(after) == _values(before)
    assert 'fail_on = "violation"' in text
    assert "key =" not in text


def _values(told: dict[str, Any]) -> list[Any]:
    return [(one["name"], one["value"]) for one in told["settings"]]


def test_settings_of_ones_own_are_kept(run: Run) -> None:
    Path("台账").mkdir()
    Path("台账/wagecheck.toml").write_text('lang = "en"\n', "utf-8")

    assert run("new", "台账").code == 0
    assert Path("台账/wagecheck.toml").read_text("utf-8") == 'lang = "en"\n'
