"""The front page of many projects in a real Chromium: searched, filtered, sorted, printed; and without scripts."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.report.made_portfolio import portfolio
from wagecheck.comparison import compare, run_of
from wagecheck.report import portfolio as writer

Visit = Callable[..., Page]
Barriers = Callable[[Page], list[str]]

MANY = 260


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the front page of many projects, compared with an earlier run of some of them."""
    folder = tmp_path_factory.mktemp("front")
    made = replace(portfolio(MANY), comparison=compare(run_of(portfolio(200)), run_of(portfolio(MANY))))
    for name, text in writer.pages(made):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "index.html"


def _rows(page: Page) -> list[str]:
    return page.locator("table.many tbody th a").all_inner_texts()


def _said(page: Page, words: str) -> None:
    page.locator(".shown", has_text=words).wait_for()


def test_the_first_page_shows_the_worst_and_asks_for_nothing(visit: Visit, front: Path) -> None:
    page = visit(front)

    assert len(_rows(page)) == 200
    assert page.locator("nav.turn").first.is_visible()


def test_the_search_finds_a_project_of_a_later_page(visit: Visit, front: Path) -> None:
    last = portfolio(MANY).projects[-1]
    page = visit(front)
    page.get_by_label("搜索").fill(last.project_id)
    _said(page, "1 / 1 个项目")

    assert _rows(page) == [last.name]
    assert last.project_id in page.url


def test_filters_work_together_and_stand_in_the_address(visit: Visit, front: Path) -> None:
    wanted = [one for one in portfolio(MANY).projects if one.place == "天津市武清区" and one.funding == "政府投资"]
    page = visit(front)
    page.get_by_label("地区").select_option("天津市武清区")
    page.get_by_label("资金性质").select_option("政府投资")
    _said(page, f"{len(wanted)} / {len(wanted)} 个项目")
    again = visit(front, at=page.url.partition("index.html")[2])
    _said(again, f"{len(wanted)} / {len(wanted)} 个项目")

    assert set(_rows(again)) == set(_rows(page)) == {one.name for one in wanted}


def test_a_pillar_picks_the_projects_that_fail_in_it(visit: Visit, front: Path) -> None:
    failing = [
        one.name
        for one in portfolio(MANY).projects
        if any(pillar.pillar == "专用账户" and pillar.verdict == "fail" for pillar in one.pillars)
    ]
    page = visit(front)
    page.locator(".pillars li", has_text="专用账户").get_by_role("link").click()
    _said(page, f"/ {len(failing)} 个项目")

    assert set(_rows(page)) <= set(failing)


def test_projects_are_sorted_by_what_is_asked(visit: Visit, front: Path) -> None:
    page = visit(front)
    page.get_by_label("排序").select_option("-workers")
    _said(page, f"{MANY} 个项目")
    workers = page.locator("table.many tbody td:nth-child(4)").all_inner_texts()
    figures = [int(text.replace(",", "") or 0) for text in workers]

    assert figures == sorted(figures, reverse=True)
    assert len(figures) == 100


def test_more_can_be_shown(visit: Visit, front: Path) -> None:
    page = visit(front)
    page.get_by_label("排序").select_option("name")
    _said(page, "100 / ")
    page.get_by_role("button", name="再显示").click()

    assert len(_rows(page)) == 200


def test_clearing_brings_the_first_page_back(visit: Visit, front: Path) -> None:
    page = visit(front)
    before = _rows(page)
    page.get_by_label("搜索").fill("没有这样的项目")
    _said(page, "0 / 0 个项目")
    page.get_by_role("button", name="清除筛选").click()
    page.locator("nav.turn").first.wait_for()

    assert _rows(page) == before


def test_a_row_of_the_index_looks_like_a_row_of_the_page(visit: Visit, front: Path) -> None:
    page = visit(front)
    static = page.locator("table.many tbody tr").first.inner_text()
    page.get_by_label("结论", exact=False).first.select_option("fail")
    _said(page, "个项目")
    written = page.locator("table.many tbody tr").first.inner_text()

    assert re.sub(r"\s+", "", written) == re.sub(r"\s+", "", static)


def test_without_scripts_every_project_is_there(visit: Visit, front: Path) -> None:
    page = visit(front, scripts=False)

    assert len(_rows(page)) == 200
    page.locator("nav.turn a").first.click()
    assert len(_rows(page)) == MANY - 200
    assert page.locator(".tools").count() == 0


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_sticks_out(visit: Visit, front: Path, width: int) -> None:
    assert visit(front, width=width).evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_front_page_has_no_serious_barrier(visit: Visit, barriers: Barriers, tmp_path: Path, *, dark: bool) -> None:
    few = replace(portfolio(12), comparison=compare(run_of(portfolio(8)), run_of(portfolio(12))))
    for name, text in writer.pages(few):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert barriers(visit(tmp_path / "index.html", dark=dark)) == []


def test_on_paper_every_page_bears_day_and_number(visit: Visit, front: Path) -> None:
    pages = len(re.findall(rb"/Type\s*/Page\b", visit(front).pdf(prefer_css_page_size=True)))

    assert 5 < pages < 15
