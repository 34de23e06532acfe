"""The report can be used by everybody: axe-core finds nothing serious, by daylight or in the dark."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.report.made_site import site
from wagecheck.model import Report
from wagecheck.report import dealing, html

Visit = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


def _two_of_each() -> Report:
    """Give the site with two findings a rule: all that a page is made of, and few enough to be looked at quickly."""
    seen: Counter[str] = Counter()
    kept = []
    for finding in site().findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= 2:
            kept.append(finding)
    return replace(site(), findings=tuple(kept), ledger=site().ledger[:4])


def _open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_of_a_dossier_has_no_serious_barrier(visit: Visit, barriers: Barriers, *, dark: bool) -> None:
    page = visit(html.page(_two_of_each()), dark=dark)
    _open(page)

    assert barriers(page) == []


def test_the_page_on_a_phone_has_no_serious_barrier(visit: Visit, barriers: Barriers) -> None:
    page = visit(html.page(_two_of_each()), width=390)
    _open(page)
    expect(page.locator(".scroll[tabindex]").first).to_be_attached()

    assert barriers(page) == []


def test_the_pages_beside_a_large_report_have_no_serious_barrier(
    visit: Visit, barriers: Barriers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dealing, "RULE_ROWS", 1)
    html.write(_two_of_each(), tmp_path)
    page = visit(tmp_path / "report.html", at="#findings?rule=W05")
    expect(page.locator(".far tbody tr")).to_have_count(2)
    assert barriers(page) == []
    page.locator(".far tbody a").first.click()
    expect(page.locator("tr:target")).to_be_visible()

    assert barriers(page) == []
