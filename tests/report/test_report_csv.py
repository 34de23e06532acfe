"""findings.csv: for a spreadsheet that must neither run nor round anything."""

import csv
from pathlib import Path

import pytest

from tests.report.golden_file import matches_golden
from tests.report.made_small import hostile, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import csv as findings_csv
from wagecheck.report.inert import cell


def _rows(report: Report, folder: Path) -> list[list[str]]:
    (written,) = findings_csv.write(report, folder)
    with written.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    (written,) = findings_csv.write(tiny(), tmp_path)

    assert matches_golden(written)


def test_the_file_starts_with_a_byte_order_mark(tmp_path: Path) -> None:
    (written,) = findings_csv.write(tiny(), tmp_path)

    assert written.read_bytes().startswith(b"\xef\xbb\xbf")


def test_there_is_one_row_a_finding_under_the_headings(tmp_path: Path) -> None:
    rows = _rows(tiny(), tmp_path)

    assert tuple(rows[0]) == findings_csv.HEADINGS
    assert len(rows) == 1 + len(tiny().findings)


def test_the_order_of_the_findings_does_not_show(tmp_path: Path) -> None:
    assert _rows(shuffled(tiny()), tmp_path) == _rows(tiny(), tmp_path)


def test_no_cell_of_a_hostile_report_is_a_formula(tmp_path: Path) -> None:
    cells = [text for row in _rows(hostile(), tmp_path) for text in row]

    assert "'=cmd|' /C calc'!A0" in cells
    assert not [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", ["-12.00", "5600.00", "+3", "0", "", "中文", "2025-03", "3601**********1234"])
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1+1", " =1", "\u200f=1", "--", "-12.00=x"]
)
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["360199198001011234", "6217001234567890123", "12e4567890123456"])
def test_a_number_that_a_spreadsheet_would_round_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
