"""summary.md: short, and inert wherever it is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.report.golden_file import matches_golden
from tests.report.made_site import site
from tests.report.made_small import crowded, empty, hostile, several, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import inert, markdown


def _rendered(text: str) -> str:
    rendered: str = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text)
    return rendered


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    (written,) = markdown.write(tiny(), tmp_path)

    assert matches_golden(written)


def test_the_order_of_the_report_does_not_show() -> None:
    assert markdown.page(shuffled(site())) == markdown.page(site())


def test_the_verdict_stands_before_the_first_table() -> None:
    answer = markdown.page(site()).partition("|")[0]

    assert "● 不合规" in answer
    assert "17 人" in answer


def test_all_pillars_are_in_a_table() -> None:
    page = markdown.page(site())

    assert all(f"| {pillar.pillar} |" in page for pillar in site().projects[0].pillars)


@pytest.mark.parametrize("made", [site, hostile, empty, lambda: several(40), lambda: crowded(5000)])
def test_it_stays_within_what_a_page_takes(made: Callable[[], Report]) -> None:
    assert len(markdown.page(made())) <= markdown.MOST


def test_what_would_outgrow_the_page_is_cut_and_the_whole_is_named() -> None:
    report = tiny()
    pillar = report.projects[0].pillars[0]
    many = replace(report.projects[0], pillars=tuple(replace(pillar, pillar=f"第{at}项") for at in range(5000)))
    page = markdown.page(replace(report, projects=(many,)))

    assert len(page) <= markdown.MOST
    assert page.endswith("全部内容见 report.html、findings.csv 和 audit.json。\n")


def test_the_last_line_is_no_row_of_a_table() -> None:
    assert _rendered(markdown.page(site())).endswith("<p>全部内容见 report.html、findings.csv 和 audit.json。</p>\n")


def test_findings_that_are_left_out_are_counted() -> None:
    assert f"另有 {len(site().findings) - markdown.FINDINGS} 条" in markdown.page(site())


def test_missing_papers_are_asked_for() -> None:
    page = markdown.page(site())

    assert "未检事项" in page
    assert "代发明细" in page


def test_what_was_not_read_is_told() -> None:
    assert "代发明细-6月.xlsx" in markdown.page(site())


def test_several_projects_are_ranked() -> None:
    page = markdown.page(several(3))

    assert page.index("滨江花园3号楼") < page.index("第1号工地")


def test_a_run_without_a_project_says_so() -> None:
    assert "没有可以审查的项目" in markdown.page(empty())


@pytest.mark.parametrize("tag", ["<a ", "<img", "<script", "<em>", "<code>", "<h3", "<li><p>", "javascript"])
def test_a_hostile_report_renders_to_our_own_tags_only(tag: str) -> None:
    assert tag not in _rendered(markdown.page(hostile()))


@pytest.mark.parametrize(
    "text",
    [
        "[x](http://x)",
        "![x](http://x)",
        "<b>x</b>",
        "`x`",
        "*x* _x_ ~~x~~",
        "a | b",
        "\\| x \\[x](y)",
        "&lt;b&gt;",
        "$x$",
        "@someone",
        "http://x.cn www.x.cn",
        "{{ x }}",
    ],
)
def test_text_from_a_file_renders_to_itself_and_stays_in_its_cell(text: str) -> None:
    rendered = _rendered(f"| a |\n| --- |\n| {inert.markdown(text)} |\n")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "＠")

    assert f"<td>{escaped}</td>" in rendered


def test_no_link_sign_is_left_for_a_page_that_links_by_itself() -> None:
    written = inert.markdown("http://x.cn HTTPS://y.cn www.z.cn a@b.cn")

    assert not [sign for sign in ("://", "www.", "@") if sign in written]
