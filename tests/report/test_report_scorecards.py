"""How platforms would grade a project, as the page shows it."""

import re
from dataclasses import replace

import pytest

from tests.report.made_site import site
from tests.report.read_page import ReadPage
from wagecheck.model import Report
from wagecheck.report import html


def _bare() -> Report:
    """Give the site at a place whose platform nobody knows."""
    whole = site()
    return replace(whole, projects=tuple(replace(one, scorecards=()) for one in whole.projects))


def _rows(page: str) -> dict[str, str]:
    section = page[page.index('<section id="scorecards"') :]
    rows = re.findall(r"<tr><td.*?</tr>", section[: section.index("</section>")], re.DOTALL)
    return {re.sub(r"<.*", "", row.partition('<th scope="row">')[2], flags=re.DOTALL): row for row in rows}


@pytest.mark.parametrize(
    ("indicator", "tone", "shape", "word"),
    [
        ("上月工资发放凭证", "warn", "▲", "黄灯"),
        ("超过一成没有发放记录", "fail", "●", "红灯"),
        ("专户余额", "warn", "▲", "未达标"),
        ("施工总承包合同", "unknown", "–", "不作判断"),
        ("工伤保险", "unknown", "?", "未检"),
        ("专用账户", "pass", "✓", "未触发"),
        ("分包合同", "na", "○", "不适用"),
    ],
)
def test_an_indicator_is_told_by_shape_word_and_colour(indicator: str, tone: str, shape: str, word: str) -> None:
    row = _rows(html.page(site()))[indicator]

    assert f'<span class="mark {tone}"><i aria-hidden="true">{shape}</i>{word}</span>' in row


def test_an_indicator_leads_to_the_findings_that_light_it() -> None:
    row = _rows(html.page(site()))["上月工资发放凭证"]

    assert re.findall(r'href="#(\w+)"', row) == ["W01", "W05"]


def test_a_rule_without_findings_is_named_and_leads_nowhere() -> None:
    row = _rows(html.page(site()))["专用账户"]

    assert "A01" in row
    assert "href" not in row


def test_a_card_counts_its_lights() -> None:
    assert "红灯 1 · 黄灯 1 · 未达标 1 · 未检 1 · 未触发 1 · 不适用 1 · 不作判断 1" in ReadPage(html.page(site())).text


def test_the_page_says_whose_mapping_it_is_and_how_well_the_source_is_known() -> None:
    text = ReadPage(html.page(site())).text

    assert "不是平台的判定" in text
    assert "出处: 省住房和城乡建设厅通知(文号未见) · 转载" in text


def test_a_place_whose_platform_is_not_known_has_no_section() -> None:
    page = ReadPage(html.page(_bare()))

    assert "scorecards" not in page.ids
    assert "#scorecards" not in page.links
