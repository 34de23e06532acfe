"""The outlook of the wage account on the page: a warning with what it assumes, and a list of those first in trouble."""

from dataclasses import replace

import pytest

from tests.report.made_pictures import RUNWAY as SHORT
from tests.report.made_portfolio import portfolio as made_many
from tests.report.made_site import site
from tests.report.read_page import ReadPage
from wagecheck.language import Language, catalogue
from wagecheck.model import Report, Runway, RunwayState
from wagecheck.report import html, portfolio, portfolio_view, runway

UNKNOWN = Runway(RunwayState.UNKNOWN, ("statement", "payroll"))


def with_runway(told: Runway, language: Language = Language.CHINESE) -> Report:
    made = site()
    return replace(made, projects=(replace(made.projects[0], runway=told),), language=language)


def section(page: str) -> str:
    return page[page.index('id="runway"') :].partition("</section>")[0]


def test_the_page_says_when_how_much_and_on_what_assumption() -> None:
    text = section(html.page(with_runway(SHORT)))

    assert "到 2025-10-15 发 2025-09 工资时差 ¥1,231.50" in text
    assert "自 2025-08-18 余额 ¥92,435.00 推算" in text
    assert "最近 3 个月工资表的中位数" in text
    assert "不是认定" in text


def test_what_is_owed_already_is_named_only_where_something_is() -> None:
    assert "先补发" not in section(html.page(with_runway(SHORT)))
    assert "先补发已欠的 ¥7.00" in section(html.page(with_runway(replace(SHORT, overdue="7.00"))))


def test_allotments_that_stopped_are_said_to_have_stopped() -> None:
    stopped = replace(SHORT, allotment="", allotment_every=0)

    assert "人工费拨付自 2025-07-28 后中断" in section(html.page(with_runway(stopped)))


def test_where_the_evidence_is_missing_the_page_says_which() -> None:
    text = section(html.page(with_runway(UNKNOWN)))

    assert "未检" in text
    assert "没有专户流水; 不足两个月的工资表" in text


def test_in_english_no_chinese_is_left() -> None:
    page = ReadPage(section(html.page(with_runway(SHORT, Language.ENGLISH))))

    assert "¥1,231.50 short on 2025-10-15" in page.text
    assert "every 1 month, around day 28" in page.text
    assert page.text.isascii() or not any("\u4e00" <= sign <= "\u9fff" for sign in page.text)


def test_a_report_without_a_reckoning_has_no_such_section() -> None:
    made = site()
    without = replace(made, projects=(replace(made.projects[0], runway=None),))

    assert 'id="runway"' not in html.page(without)


def test_every_word_has_its_english() -> None:
    words = {*runway.RUNWAY_GAPS.values(), *(mark.word for mark in runway.RUNWAY.values())}

    assert words - set(catalogue()) == set()


@pytest.fixture
def many() -> Report:
    whole = made_many(4)
    days = ("2025-12-15", "2025-09-15", "")
    told = (*(replace(SHORT, day=day, state=RunwayState.SHORT if day else RunwayState.ENOUGH) for day in days), UNKNOWN)
    return replace(
        whole, projects=tuple(replace(one, runway=own) for one, own in zip(whole.projects, told, strict=True))
    )


def test_the_front_page_of_many_lists_the_first_in_trouble_first(many: Report) -> None:
    page = portfolio_view.front_page(many)

    assert page.ahead is not None
    assert [row.day for row in page.ahead.rows] == ["2025-09-15", "2025-12-15"]
    assert (page.ahead.count, page.ahead.unknown) == ("2", "1")


def test_it_leads_to_the_section_of_each_project(many: Report) -> None:
    page = portfolio_view.front_page(many)
    text = dict(portfolio.pages(many))["index.html"]

    assert page.ahead is not None
    assert f'href="{page.ahead.rows[0].href}#runway"' in text
