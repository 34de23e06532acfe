"""Hostile names in a real browser: they are read, they do not run, hide, turn around or burst the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.report.made_small import FORMULA, SCRIPT, hostile
from wagecheck.report import html

Visit = Callable[..., Page]


@pytest.fixture
def page(visit: Visit) -> Page:
    """Open the hostile report with everything unfolded; whatever it asks for or complains of fails the test."""
    page = visit(html.page(hostile()))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return page


def test_what_looks_like_markup_is_read_as_text(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text(SCRIPT)
    expect(page.locator("#W05")).to_contain_text(FORMULA)


def test_nothing_of_the_input_became_an_element(page: Page) -> None:
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed, link, base, form").count() == 0
    handlers = (
        "Array.from(document.querySelectorAll('*')).filter(one => one.getAttributeNames().some(n => /^on/.test(n)))"
    )
    assert page.evaluate(f"{handlers}.length") == 0


def test_no_dialog_opens(visit: Visit, tmp_path: Path) -> None:
    opened: list[str] = []
    page = visit(html.page(hostile()))
    page.on("dialog", lambda dialog: opened.append(dialog.message))
    page.reload()
    page.get_by_role("searchbox").fill(SCRIPT)
    expect(page.get_by_role("status")).to_contain_text("显示")

    assert opened == []
    assert list(tmp_path.iterdir()) == [tmp_path / "report.html"]


def test_a_name_that_turns_around_does_not_turn_its_neighbours(page: Page) -> None:
    assert not page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)")
    assert page.locator("#W05 bdi").count() > 0


@pytest.mark.parametrize("wide", [390, 1280])
def test_endless_cells_do_not_push_the_page_wide(visit: Visit, wide: int) -> None:
    page = visit(html.page(hostile()), width=wide)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == wide


def test_a_hostile_choice_filters_like_any_other(visit: Visit) -> None:
    page = visit(html.page(hostile()))
    page.get_by_role("searchbox").fill("=cmd|' /C calc'!A0")

    expect(page.locator("#W05")).to_be_visible()
    expect(page.locator("#W05 tbody tr:not([hidden])").first).to_contain_text(FORMULA)
