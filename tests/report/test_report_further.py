"""What one page cannot hold: every finding on pages of its own, all of them searchable from the report."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.report.made_site import site
from tests.report.made_small import SCRIPT, crowded, hostile, several
from tests.report.read_page import ReadPage
from wagecheck.model import Report
from wagecheck.report import html, render

Visit = Callable[..., Page]

MANY = 2500
ALL = len(site().findings) + MANY
BEYOND = f"W05-{0:08x}00000000"
"""The least of the crowd, which only the last page has."""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of a crowd of findings into a folder."""
    folder = tmp_path_factory.mktemp("crowd")
    render(crowded(MANY), ["html"], folder)
    return folder


def _index(folder: Path) -> list[dict[str, object]]:
    """Read every file of the index as the browser would: a call with data."""
    chunks = []
    for file in sorted((folder / "findings").glob("*.js")):
        call = re.fullmatch(r"wagecheckFindings\((\[.*\])\);\n", file.read_text(encoding="utf-8"))
        assert call
        chunks += json.loads(call.group(1))
    return chunks


def _evil(many: int) -> Report:
    """Give a hostile report with too many findings for one page."""
    whole = hostile()
    found = tuple(replace(one, fingerprint=f"{at:016x}") for at in range(many) for one in whole.findings[:4])
    return replace(whole, findings=tuple(replace(one, fingerprint=f"{at:016x}") for at, one in enumerate(found)))


def test_a_normal_dossier_is_one_file(tmp_path: Path) -> None:
    assert html.write(site(), tmp_path) == (tmp_path / "report.html",)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_no_finding_is_lost_between_the_pages(crowd: Path) -> None:
    pages = [ReadPage(path.read_text(encoding="utf-8")) for path in (crowd / "findings").glob("W05-*.html")]
    ids = [name for page in pages for name in page.ids if name.startswith("W05-")]

    assert len(ids) == len(set(ids)) == MANY + 23


def test_the_index_lists_every_finding_once_and_where_it_stands(crowd: Path) -> None:
    chunks = _index(crowd)
    listed = [f"{chunk['rule']}-{one[0]}" for chunk in chunks for one in chunk["findings"]]  # type: ignore[attr-defined]

    assert len(listed) == len(set(listed)) == ALL
    assert {str(chunk["page"]) for chunk in chunks} - {""} == {
        f"findings/{path.name}" for path in (crowd / "findings").glob("*.html")
    }


def test_every_file_is_bounded(crowd: Path) -> None:
    assert (crowd / "report.html").stat().st_size < 1_000_000
    assert max(path.stat().st_size for path in (crowd / "findings").iterdir()) < 5_000_000


def test_the_report_says_how_many_it_leaves_out_and_links_every_page(crowd: Path) -> None:
    page = ReadPage((crowd / "report.html").read_text(encoding="utf-8"))

    assert f"全部 {MANY + 23:,} 处按轻重分页" in page.text
    assert {link for link in page.links if not link.startswith("#")} == {
        f"findings/{path.name}" for path in (crowd / "findings").glob("W05-*.html")
    }


def test_every_link_of_a_page_leads_to_a_page_that_is_there(crowd: Path) -> None:
    pages = {path: ReadPage(path.read_text(encoding="utf-8")) for path in crowd.rglob("*.html")}
    ids = {path: set(page.ids) for path, page in pages.items()}
    lost = [
        link
        for path, page in pages.items()
        for link in page.links
        for file, _, anchor in [link.partition("#")]
        for there in [(path.parent / file).resolve() if file else path]
        if there not in ids or (anchor and anchor not in ids[there])
    ]

    assert lost == []
    assert all((page.open, page.crossed) == ([], []) for page in pages.values())


def test_the_policy_of_a_report_with_an_index_trusts_only_what_its_own_script_asks_for(crowd: Path) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', (crowd / "report.html").read_text("utf-8"))

    assert policy
    assert re.search(r"script-src &#39;sha256-[^ ]+&#39; &#39;strict-dynamic&#39;;", policy.group(1))
    assert "script-src" not in (crowd / "findings" / "W05-1.html").read_text("utf-8")


def test_two_runs_write_the_same_bytes(crowd: Path, tmp_path: Path) -> None:
    render(replace(crowded(MANY), findings=crowded(MANY).findings[::-1]), ["html"], tmp_path)

    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")} == {
        path.relative_to(crowd): path.read_bytes() for path in crowd.rglob("*.*")
    }


def test_hostile_findings_stay_bounded_and_inert(tmp_path: Path) -> None:
    render(_evil(600), ["html"], tmp_path)

    assert max(path.stat().st_size for path in tmp_path.rglob("*.*")) < 5_000_000
    for file in tmp_path.rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert "<" not in text
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]", text)


def test_several_projects_on_one_page_have_no_pages_beside_it(tmp_path: Path) -> None:
    assert html.write(several(2), tmp_path) == (tmp_path / "report.html",)


def test_the_search_reaches_every_finding(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html")
    page.locator("select[name=rule]").select_option("W05")

    expect(page.get_by_role("status")).to_have_text(f"显示 200 / {MANY + 23:,} 条 · 共 {ALL:,} 条")
    page.get_by_role("button", name="再显示 200 条").click()
    expect(page.locator(".far tbody tr")).to_have_count(400)
    page.get_by_role("searchbox").fill("2,345.00")
    expect(page.locator(".far tbody tr")).to_have_count(1)


def test_what_is_found_leads_to_its_page(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html", at="#findings?q=2345.00")
    page.locator(".far tbody a").click()

    expect(page.locator("tr:target")).to_contain_text("2,345.00")
    assert "/findings/W05-" in page.url


def test_the_address_of_a_finding_that_the_report_does_not_hold_leads_to_its_page(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html", at=f"#{BEYOND}")

    expect(page.locator("tr:target")).to_have_attribute("id", BEYOND)


def test_what_is_found_is_sorted_like_the_rows(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html", at="#findings?rule=W05&sort=amount")
    expect(page.locator(".far tbody tr")).to_have_count(200)
    cells = page.locator(".far tbody td.money").all_text_contents()
    amounts = [float(cell.replace(",", "")) for cell in cells]

    assert amounts == sorted(amounts)


def test_clearing_brings_the_rules_back(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html", at="#findings?rule=W05")
    expect(page.locator(".far tbody tr")).to_have_count(200)
    page.get_by_role("button", name="清除筛选").click()

    expect(page.locator(".far")).to_be_hidden()
    expect(page.locator("#W05")).to_be_visible()
    expect(page.locator("#suspicions")).to_be_visible()


def test_an_index_that_is_gone_is_said_to_be(visit: Visit, crowd: Path, tmp_path: Path) -> None:
    alone = tmp_path / "report.html"
    alone.write_bytes((crowd / "report.html").read_bytes())
    page = visit(alone, at="#findings?q=2345", quiet=False)

    expect(page.get_by_role("status")).to_contain_text("读不到 findings/index-1.js")


def test_without_scripts_the_pages_lead_on_and_back(visit: Visit, crowd: Path) -> None:
    page = visit(crowd / "report.html", scripts=False)
    page.locator("#W05 .more a").first.click()
    page.get_by_role("link", name="下一页").first.click()
    assert page.url.endswith("/findings/W05-2.html")
    page.get_by_role("link", name="回到报告").first.click()

    expect(page.locator("#W05")).to_be_in_viewport()


def test_hostile_text_in_the_index_is_shown_and_not_run(visit: Visit, tmp_path: Path) -> None:
    render(_evil(600), ["html"], tmp_path)
    page = visit(tmp_path / "report.html", at="#findings?q=script")

    expect(page.locator(".far tbody tr").first).to_contain_text(SCRIPT)
    expect(page.locator(".far script, .far img")).to_have_count(0)
