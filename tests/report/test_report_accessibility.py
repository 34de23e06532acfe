"""The report can be used by everybody: axe-core finds nothing serious, by daylight or in the dark."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.report.made_site import site
from wagecheck.model import Report
from wagecheck.report import html

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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_of_a_dossier_has_no_serious_barrier(visit: Visit, barriers: Barriers, *, dark: bool) -> None:
    page = visit(html.page(_two_of_each()), dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    assert barriers(page) == []
