"""The evidence sheet: one A4 page, every sum shown, nothing called owed that is not."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.report.golden_file import matches_golden, undressed
from tests.report.made_site import site
from tests.report.made_slip import slip
from tests.report.made_small import ENDLESS, FORMULA, SCRIPT, TURNED
from tests.report.read_page import ReadPage
from wagecheck.errors import UsageError
from wagecheck.language import Language
from wagecheck.report import publish as publish_report
from wagecheck.report import slip as writer

Visit = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


def _text(page: str) -> str:
    return re.sub(r"\s+", "", ReadPage(page).text)


def _pages(tab: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", tab.pdf(prefer_css_page_size=True)))


def test_the_sheet_is_as_it_was(tmp_path: Path) -> None:
    written = tmp_path / "slip.html"
    written.write_text(undressed(writer.page(site(), [slip(5)])), encoding="utf-8", newline="\n")

    assert matches_golden(written)


def test_the_sum_stands_in_figures_and_in_capitals() -> None:
    text = _text(writer.page(site(), [slip(5)]))

    assert "欠发工资¥15,600.00" in text
    assert "壹万伍仟陆佰元整" in text


def test_a_month_that_was_not_checked_is_not_owed() -> None:
    page = writer.page(site(), [slip(5)])
    (row,) = re.findall(r'<tr class="unknown-row">.*?</tr>', page, re.DOTALL)

    assert "2023-03" in row
    assert "未检 7,800.00 元, 缺 代发明细" in row
    assert '<td class="num owed"></td>' in row


def test_the_columns_add_up() -> None:
    text = _text(writer.page(site(), [slip(5)]))

    assert "合计39,000.0015,600.00未检7,800.0015,600.00" in text


def test_who_is_owed_nothing_is_told_so() -> None:
    paid = slip(5)
    paid = replace(paid, months=paid.months[:2], owed="0.00", owed_months=0, unjudged_months=0)
    text = _text(writer.page(site(), [paid]))

    assert "已到期的工资未见欠发" in text
    assert "大写" not in text


def test_without_a_statement_nothing_is_called_paid() -> None:
    blind = slip(5)
    blind = replace(blind, months=blind.months[2:3], owed="0.00", owed_months=0, unjudged_months=1, evidence_end="")
    text = _text(writer.page(site(), [blind]))

    assert "欠薪与否不明" in text
    assert "未见欠发" not in text


def test_many_payments_of_a_month_are_summed_up() -> None:
    assert "另 3 笔, 共 3,900.00" in writer.page(site(), [slip(5, payments=6)])


def test_more_months_than_a_sheet_holds_share_a_row_and_lose_no_yuan() -> None:
    page = writer.page(site(), [slip(40)])

    assert page.count('<th scope="row" class="nowrap">') == writer.ROWS
    assert "2023-01 — 2024-06 (17 个月)" in page
    assert "312,000.00" in page


def test_each_worker_gets_a_file_and_all_of_them_one_to_print(tmp_path: Path) -> None:
    written = writer.write(site(), [slip(3), slip(4), slip(3, name="夏萍", worker_id="")], tmp_path)
    names = [path.name for path in written]

    assert names[0] == "slips.html"
    assert names[3] == "夏萍.html"
    assert len({name.casefold() for name in names}) == 4
    assert "夏萍" not in written[1].read_text(encoding="utf-8")


def test_english_leaves_no_chinese_of_our_own() -> None:
    english = replace(site(), language=Language.ENGLISH, rules={}, labels={"payout": "payout list"}, organisation="")
    bare = replace(
        slip(5), name="Yu", project="P", place="", contractor="C", owner="O", employer="E", team="T", months=()
    )
    text = ReadPage(writer.page(english, [bare])).text.replace("壹万伍仟陆佰元整", "")

    assert not re.findall(r"[\u4e00-\u9fff]+", text)


def test_a_hostile_name_is_inert(tmp_path: Path) -> None:
    evil = replace(slip(3, name=SCRIPT + TURNED + "../" + ENDLESS), employer=FORMULA, project=SCRIPT)
    (written,) = writer.write(site(), [evil], tmp_path)
    page = ReadPage(written.read_text(encoding="utf-8"))

    assert written.parent == tmp_path
    assert page.crossed == []
    assert not [tag for tag, _ in page.tags if tag == "script"]


def test_a_report_is_not_overwritten_by_sheets(tmp_path: Path) -> None:
    publish_report(site(), ["json"], tmp_path / "out", options={})

    with pytest.raises(UsageError, match="另选一个文件夹"):
        writer.check(tmp_path / "out")


@pytest.mark.parametrize(("months", "payments"), [(1, 1), (8, 3), (12, 2), (17, 1), (24, 1), (24, 3), (30, 1)])
def test_a_sheet_is_one_page_of_a4(visit: Visit, months: int, payments: int) -> None:
    assert _pages(visit(writer.page(site(), [slip(months, payments=payments)]))) == 1


def test_several_sheets_are_a_page_each(visit: Visit) -> None:
    assert _pages(visit(writer.page(site(), [slip(24), slip(3), slip(12)]))) == 3


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = visit(writer.page(site(), [slip(24), slip(3)]), width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_sheet_has_no_serious_barrier(visit: Visit, barriers: Barriers, *, dark: bool) -> None:
    assert barriers(visit(writer.page(site(), [slip(5), slip(3)]), dark=dark)) == []
