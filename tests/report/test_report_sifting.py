"""Findings in a real browser: searched, filtered and sorted, with the address saying how."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.report.made_site import site
from wagecheck.language import Language
from wagecheck.report import html
from wagecheck.report.finding_rows import said

Visit = Callable[..., Page]

ALL = site().findings


def _shown(page: Page) -> Locator:
    """The rows of findings that are not filtered away, in closed rules too."""
    return page.locator("details.rule:not([hidden]) .rows > tbody > tr:not([hidden])")


def _choose(page: Page, facet: str, value: str) -> None:
    page.locator(f"select[name={facet}]").select_option(value)


def _amounts(page: Page, rule: str) -> list[float]:
    cells = page.locator(f"#{rule} .rows > tbody td.money").all_text_contents()
    return [float(cell.replace(",", "")) for cell in cells]


@pytest.mark.parametrize(
    ("facet", "value", "many"),
    [
        ("severity", "critical", sum(one.severity.value == "critical" for one in ALL)),
        ("kind", "疑点", sum(said(one) == "疑点" for one in ALL)),
        ("pillar", "实名制", sum("实名制" in site().rules[one.rule].pillars for one in ALL)),
        ("by", "建设单位", sum(one.by == "建设单位" for one in ALL)),
        ("month", "2025-05", sum(one.month == "2025-05" for one in ALL)),
        ("rule", "W05", sum(one.rule == "W05" for one in ALL)),
    ],
)
def test_a_facet_leaves_the_findings_it_names(visit: Visit, facet: str, value: str, many: int) -> None:
    page = visit(html.page(site()))
    _choose(page, facet, value)

    expect(page.get_by_role("status")).to_have_text(f"显示 {many} / {len(ALL)} 条")
    expect(_shown(page)).to_have_count(many)


def test_facets_and_words_narrow_each_other(visit: Visit) -> None:
    page = visit(html.page(site()))
    _choose(page, "month", "2025-05")
    _choose(page, "rule", "W05")
    page.get_by_role("searchbox").fill("赵丽")

    expect(_shown(page)).to_have_count(1)
    expect(page.locator("#W05 .count")).to_have_text("1 / 23")
    expect(page.locator("#W05 summary .sum")).to_have_text("¥6,485.00")


def test_the_search_finds_names_files_and_figures_with_or_without_separators(visit: Visit) -> None:
    page = visit(html.page(site()))
    for words in ("赵丽", "专户流水-工行.xls", "7175.00", "7,175.00"):
        page.get_by_role("searchbox").fill(words)
        expect(page.get_by_role("status")).to_contain_text("显示")
        expect(_shown(page)).not_to_have_count(len(ALL))
        expect(_shown(page)).not_to_have_count(0)


def test_a_number_typed_in_full_is_found_by_what_is_shown_of_it(visit: Visit) -> None:
    page = visit(html.page(site()))
    page.get_by_role("searchbox").fill("360199199001010009")

    expect(page.get_by_role("status")).to_contain_text("显示")
    expect(_shown(page).first).to_contain_text("3601**********0009")


def test_what_nobody_said_leaves_nothing_and_says_so(visit: Visit) -> None:
    page = visit(html.page(site()))
    page.get_by_role("searchbox").fill("没有这个人")

    expect(page.get_by_role("status")).to_have_text(f"显示 0 / {len(ALL)} 条")
    expect(_shown(page)).to_have_count(0)


def test_clearing_brings_every_finding_back_and_the_rules_as_they_were(visit: Visit) -> None:
    page = visit(html.page(site()))
    opened = page.locator("details.rule[open]").count()
    _choose(page, "severity", "critical")
    page.get_by_role("button", name="清除筛选").click()

    expect(_shown(page)).to_have_count(len(ALL))
    expect(page.locator("details.rule[open]")).to_have_count(opened)
    expect(page.get_by_role("status")).to_be_empty()
    assert page.url.endswith("#findings")


def test_a_heading_sorts_by_its_column_and_says_which_way(visit: Visit) -> None:
    page = visit(html.page(site()), at="#W05")
    heading = page.locator("#W05").get_by_role("columnheader", name="金额")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    down = _amounts(page, "W05")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")

    assert down == sorted(down, reverse=True)
    assert _amounts(page, "W05") == down[::-1] == sorted(down)


def test_findings_are_sorted_by_month(visit: Visit) -> None:
    page = visit(html.page(site()), at="#W05?sort=-month")
    months = page.locator("#W05 .rows > tbody td.month").all_text_contents()

    assert len(set(months)) > 1
    assert months == sorted(months, reverse=True)


def test_findings_sorted_by_subject_bring_the_same_people_together(visit: Visit) -> None:
    page = visit(html.page(site()), at="#W05?sort=subject")
    people = page.locator("#W05 .rows > tbody th bdi").all_text_contents()
    runs = [one for at, one in enumerate(people) if at == 0 or one != people[at - 1]]

    assert len(runs) == len(set(people)) < len(people)


def test_what_has_no_amount_comes_last_either_way(visit: Visit) -> None:
    page = visit(html.page(site()), at="#findings?sort=amount")
    for sort in ("amount", "-amount"):
        _choose(page, "sort", sort)
        cells = page.locator(".rows > tbody").evaluate_all(
            "all => all.map(one => Array.from(one.querySelectorAll('td.money'), cell => cell.textContent))"
        )
        assert all(column == sorted(column, key=lambda text: text == "") for column in cells)


def test_the_filter_survives_a_reload(visit: Visit) -> None:
    page = visit(html.page(site()))
    _choose(page, "month", "2025-05")
    _choose(page, "sort", "-amount")
    page.get_by_role("searchbox").fill("王建平")
    expect(page.get_by_role("status")).to_have_text(f"显示 2 / {len(ALL)} 条")
    page.reload()

    expect(page.get_by_role("status")).to_have_text(f"显示 2 / {len(ALL)} 条")
    expect(page.get_by_role("searchbox")).to_have_value("王建平")
    expect(page.locator("select[name=month]")).to_have_value("2025-05")
    expect(page.locator("select[name=sort]")).to_have_value("-amount")


def test_a_finding_and_a_filter_share_an_address(visit: Visit) -> None:
    row = next(one for one in ALL if one.rule == "W05" and one.month == "2025-05")
    page = visit(html.page(site()), at=f"#W05-{row.fingerprint}?month=2025-05")
    page.reload()

    expect(page.locator(f"#W05-{row.fingerprint}")).to_be_in_viewport()
    expect(page.locator("select[name=month]")).to_have_value("2025-05")


def test_a_finding_that_the_filter_would_hide_is_shown_all_the_same(visit: Visit) -> None:
    row = next(one for one in ALL if one.rule == "W05" and one.month == "2025-05")
    page = visit(html.page(site()), at=f"#W05-{row.fingerprint}?month=2025-04")

    expect(page.locator(f"#W05-{row.fingerprint}")).to_be_in_viewport()


def test_a_link_to_a_finding_keeps_the_filter_that_shows_it(visit: Visit) -> None:
    page = visit(html.page(site()), at="#findings?month=2025-05&rule=W05")
    page.locator("#W05 tbody tr:not([hidden]) a.at").first.click()

    expect(page.locator("select[name=month]")).to_have_value("2025-05")
    assert page.url.endswith("?month=2025-05&rule=W05")
    assert "#W05-" in page.url


def test_a_link_to_a_rule_that_the_filter_hides_lifts_the_filter(visit: Visit) -> None:
    page = visit(html.page(site()), at="#findings?kind=%E7%96%91%E7%82%B9")
    page.locator(".tile a", has_text="W05").first.click()

    expect(page.locator("#W05")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_be_empty()


def test_the_way_back_leads_to_the_filter_before(visit: Visit) -> None:
    page = visit(html.page(site()), at="#findings?month=2025-05")
    page.evaluate("location.hash = '#findings?month=2025-04'")
    expect(page.locator("select[name=month]")).to_have_value("2025-04")
    page.go_back()

    expect(page.locator("select[name=month]")).to_have_value("2025-05")


@pytest.mark.parametrize(
    "address", ["#%", "#%E0%A4%A", "#findings?month=%", "#nowhere", "#?", "#findings?odd=1&month="]
)
def test_a_broken_address_shows_everything(visit: Visit, address: str) -> None:
    expect(_shown(visit(html.page(site()), at=address))).not_to_have_count(0)


def test_a_filter_of_somebody_elses_making_is_text(visit: Visit) -> None:
    page = visit(html.page(site()), at=f"#findings?q={quote('<img src=x onerror=alert(1)>')}")

    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator("img")).to_have_count(0)


def test_every_count_above_the_findings_leads_to_that_many(visit: Visit) -> None:
    page = visit(html.page(site()))
    links = page.locator("a[data-sift]")
    addresses = links.evaluate_all("all => all.map(one => one.hash)")
    assert len(addresses) > 20
    for address in dict.fromkeys(addresses):
        page.evaluate("address => { location.hash = address; }", address)
        expect(page.get_by_role("status")).to_contain_text("显示")
        expect(_shown(page)).not_to_have_count(len(ALL))
    page.evaluate("location.hash = '#findings?kind=%E4%B8%8D%E5%90%88%E8%A7%84'")
    breaches = sum(said(one) == "不合规" for one in ALL)

    expect(_shown(page)).to_have_count(breaches)
    expect(page.locator(".answer")).to_contain_text(f"{breaches} 处")


def test_a_months_arrears_lead_to_findings_of_that_sum(visit: Visit) -> None:
    page = visit(html.page(site()))
    link = page.locator("#months a[href*='rule=W05']").first
    owed = link.inner_text()
    link.click()

    expect(page.locator("#W05 summary .sum")).to_have_text(f"¥{owed}")


def test_the_keyboard_alone_filters_and_opens(visit: Visit) -> None:
    page = visit(html.page(site()))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("赵丽")
    expect(page.get_by_role("status")).to_contain_text("显示")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "clear":
            break
    page.keyboard.press("Enter")

    expect(_shown(page)).to_have_count(len(ALL))
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_where_the_keyboard_stands_is_seen(visit: Visit) -> None:
    page = visit(html.page(site()))
    unseen = []
    page.locator("#findings").press("Tab")
    for _ in range(14):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if outline == "none":
            unseen.append(page.evaluate("document.activeElement.outerHTML"))

    assert unseen == []


def test_without_scripts_everything_is_there_and_every_rule_opens(visit: Visit) -> None:
    page = visit(html.page(site()), scripts=False)
    expect(page.locator(".tools")).to_be_hidden()
    page.locator("#W07 > summary").click()

    expect(page.locator("#W07 .rows > tbody > tr").first).to_be_visible()
    assert page.locator(".rows > tbody > tr").count() == len(ALL)


def test_an_english_report_counts_in_english(visit: Visit) -> None:
    page = visit(html.page(replace(site(), language=Language.ENGLISH)), at="#findings?rule=W05")

    expect(page.get_by_role("status")).to_have_text(f"23 of {len(ALL)} findings shown")
