"""A re-inspection with waivers, and the page of two results compared, as a reader opens them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.report.made_small import several
from tests.report.test_reinspection import W07, report
from wagecheck.comparison import compare, run_of
from wagecheck.language import Language
from wagecheck.model import Report
from wagecheck.report import difference, html
from wagecheck.waivers import apply, read

Visit = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


def _waived(language: Language) -> Report:
    whole = report(language)
    whole = replace(whole, findings=tuple(replace(one, kind=whole.findings[2].kind) for one in whole.findings))
    entry = {"rule": "W07", "project": whole.projects[0].project_id, "subject": W07, "reason": "经" * 90}
    sound = {**entry, "approver": "周局", "expires": "2025-12-31"}
    return apply(whole, read([sound, {**sound, "expires": "2025-01-01"}, entry], language))


def _compared(language: Language) -> str:
    before, now = run_of(several(3)), run_of(report())
    return difference.page(difference.Difference(before, now, compare(before, now), language))


def _too_wide(page: Page) -> list[str]:
    """Name what sticks out of the page in the sections of a re-inspection; narrow tables hide their headings."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll("#trend *, #overdue *, #waivers *, #projects *, .notice *")]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .filter(one => !one.closest("thead")).map(one => one.outerHTML)"""
    )
    return found


@pytest.mark.parametrize(
    ("language", "width"), [(Language.ENGLISH, 1280), (Language.CHINESE, 390)], ids=["desk", "phone"]
)
def test_a_reinspection_can_be_read_by_everybody(
    visit: Visit, barriers: Barriers, language: Language, width: int
) -> None:
    for text in (html.page(_waived(language)), _compared(language)):
        page = visit(text, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

        assert _too_wide(page) == []
        assert barriers(page) == []


def test_a_waiver_leads_to_its_finding(visit: Visit) -> None:
    page = visit(html.page(_waived(Language.CHINESE)))
    page.locator(f'#waivers a[href="#W07-{W07}"]').first.click()

    assert page.locator("tr:target .waiver").is_visible()
    assert page.locator(".notice li").count() == 2
