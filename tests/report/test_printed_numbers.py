"""A report that is printed shows no number of a person either, not even to who copies its text out of the PDF."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

import wagecheck
from tests.privacy import leaks, spoiled
from wagecheck.report import html

PDFTOTEXT = shutil.which("pdftotext") or ""

Visit = Callable[..., Page]


@pytest.mark.skipif(not PDFTOTEXT, reason="no pdftotext here")
def test_no_number_is_in_the_text_of_a_printed_report(visit: Visit, tmp_path: Path) -> None:
    secret, pdf = spoiled.handed_in(tmp_path / "in"), tmp_path / "report.pdf"
    report = wagecheck.audit([tmp_path / "in"], on=date(2025, 8, 20))

    visit(html.page(report)).pdf(path=pdf, prefer_css_page_size=True)

    text = subprocess.run([PDFTOTEXT, str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    assert report.projects[0].name[:4] in text
    assert leaks.leaked(text, secret) <= {report.projects[0].project_id}
