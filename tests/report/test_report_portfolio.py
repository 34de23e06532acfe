"""Several projects: a ranked front page, a page for each, nothing lost, nothing that acts."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.report.golden_file import matches_golden, undressed
from tests.report.made_people import PROJECT
from tests.report.made_portfolio import portfolio
from tests.report.made_small import ENDLESS, SCRIPT, TURNED, several, tiny
from tests.report.read_page import ReadPage
from wagecheck import report as writers
from wagecheck.comparison import compare, run_of
from wagecheck.language import Language
from wagecheck.model import Citation, Finding, Notice, Report, Severity, Subject
from wagecheck.report import html, manifest, parts
from wagecheck.report import portfolio as writer

Made = Callable[[], Report]


def _hostile() -> Report:
    """Give three projects whose names and ids want to act, hide, or leave their folder."""
    made = several(3)
    evil = ("../../etc", SCRIPT + TURNED, "gc-0001")
    projects = (
        replace(one, project_id=name, name=name + SCRIPT + ENDLESS, contractor=SCRIPT, owner=TURNED, place=SCRIPT)
        for one, name in zip(made.projects, evil, strict=True)
    )
    return replace(made, projects=tuple(projects), findings=(), coverage=(), ledger=(), inputs=())


def _shared(rule: str, project: str, message: str, **values: str) -> Finding:
    model = tiny().findings[0]
    return replace(
        model,
        rule=rule,
        project_id=project,
        fingerprint=f"{rule}{project}".encode().hex()[:16].ljust(16, "0"),
        subject=Subject("card", "6217****0017", "张大山、李小河"),
        month=None,
        message=message,
        values=values,
    )


def _compared() -> Report:
    before = run_of(portfolio(12))
    cheaper = tuple(replace(one, arrears="1.00") for one in before.projects[:6])
    return replace(
        portfolio(14),
        comparison=compare(replace(before, projects=cheaper + before.projects[6:]), run_of(portfolio(14))),
    )


EVERY = pytest.mark.parametrize("made", [partial(several, 3), _hostile, partial(portfolio, 30), _compared])


def _front(report: Report) -> str:
    return dict(writer.pages(report))["index.html"]


def _index(report: Report) -> list[list[str]]:
    text = dict(writer.pages(report))["index/projects-1.js"]
    found = re.fullmatch(r"wagecheckProjects\((.*)\);\n", text, re.DOTALL)
    assert found
    entries: list[list[str]] = json.loads(found[1])
    return entries


def test_the_front_page_is_as_it_was(tmp_path: Path) -> None:
    made = several(3)
    written = tmp_path / "index.html"
    page = _front(replace(made, projects=made.projects[:2]))
    written.write_text(undressed(page), encoding="utf-8", newline="\n")

    assert matches_golden(written)


@EVERY
def test_every_tag_is_closed_where_it_was_opened(made: Made) -> None:
    page = ReadPage(_front(made()))

    assert (page.open, page.crossed) == ([], [])


@EVERY
def test_ids_are_unique_and_every_link_leads_somewhere(made: Made, tmp_path: Path) -> None:
    written = writer.write(made(), tmp_path)
    page = ReadPage((tmp_path / "index.html").read_text(encoding="utf-8"))
    inside = {one for one in page.links if one.startswith("#")}

    assert len(page.ids) == len(set(page.ids))
    assert inside <= {f"#{name}" for name in page.ids}
    assert all((tmp_path / _unquoted(one)).is_file() for one in page.links - inside)
    assert all(path.is_file() for path in written)


def _unquoted(link: str) -> str:
    from urllib.parse import unquote  # noqa: PLC0415 - this test alone follows links

    return unquote(link.partition("#")[0])


@EVERY
def test_nothing_of_the_papers_is_markup(made: Made) -> None:
    page = ReadPage(_front(made()))

    assert not re.search(r"alert\(1\)", page.raw["script"])
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1


def test_a_lone_project_is_a_lone_report(tmp_path: Path) -> None:
    assert [path.name for path in writer.write(tiny(), tmp_path)] == ["report.html"]


def test_each_project_has_a_page_of_its_own_that_leads_back(tmp_path: Path) -> None:
    writer.write(several(2), tmp_path)
    own = ReadPage((tmp_path / "projects" / PROJECT / "report.html").read_text(encoding="utf-8"))

    assert "../../index.html" in own.links
    assert own.sections["W05"] == "findings"


def test_odd_ids_stay_below_the_folder_of_projects(tmp_path: Path) -> None:
    written = writer.write(_hostile(), tmp_path / "out")
    pages = [path for path in written if path.name == "report.html"]

    assert len({str(path).casefold() for path in pages}) == 3
    assert all(path.resolve().parent.parent == (tmp_path / "out" / "projects").resolve() for path in pages)


def test_the_manifest_names_every_page_and_its_seal_is_on_each(tmp_path: Path) -> None:
    made = several(2)
    names = writers.publish(made, ["html"], tmp_path / "out", options={})
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["outputs"]

    assert {one["file"] for one in listed} == set(names) - {"manifest.json"}
    assert f"projects/{PROJECT}/report.html" in names
    own = (tmp_path / "out" / "projects" / PROJECT / "report.html").read_text(encoding="utf-8")
    assert manifest.seal(made) in own


def test_a_second_run_clears_away_the_pages_of_projects_that_are_gone(tmp_path: Path) -> None:
    writers.publish(several(3), ["html"], tmp_path / "out", options={})
    writers.publish(several(2), ["html"], tmp_path / "out", options={})

    assert not list((tmp_path / "out").glob("projects/GC-0002/*"))
    assert (tmp_path / "out" / "projects" / "GC-0001" / "report.html").is_file()


def test_the_most_owed_comes_first() -> None:
    links = re.findall(r'<th scope="row"><a href="projects/([^/]+)/', _front(several(3)))

    assert links[0] == PROJECT


def test_every_project_is_on_some_page_and_in_the_index() -> None:
    made = portfolio(450)
    pages = dict(writer.pages(made))
    rows = "".join(text.partition('id="projects"')[2] for name, text in pages.items() if name.endswith(".html"))

    assert {name for name in pages if name.endswith(".html")} == {"index.html", "index-2.html", "index-3.html"}
    assert len(re.findall(r'<th scope="row"><a href="projects/', rows)) == 450
    assert len(_index(made)) == 450


def test_no_page_of_thousands_is_large() -> None:
    pages = dict(writer.pages(portfolio(5000)))

    assert max(len(text.encode()) for text in pages.values()) < 5_000_000
    assert len(pages["index.html"].encode()) < 1_000_000


def test_the_sums_by_place_add_up_to_all_that_is_owed() -> None:
    page = _front(portfolio(400))
    table = page[page.index("<caption>按施工总承包单位") : page.index("<caption>按建设单位")]
    owed = [int(text.replace(",", "")) for text in re.findall(r'<td class="num">([\d,]+)\.00', table)]
    total = re.search(r"¥([\d,]+)\.00", page)

    assert total
    assert "其余" in table
    assert sum(owed) == int(total[1].replace(",", ""))


def test_a_project_that_could_not_be_judged_owes_nothing_and_clears_nothing() -> None:
    made = several(2)
    first = made.projects[0]
    blind = replace(first, money=replace(first.money, arrears="0.00", unjudged=first.money.due))
    entry = next(one for one in _index(replace(made, projects=(blind, made.projects[1]))) if one[1] == "GC-0001")

    assert entry[9] == ""
    assert entry[12] == "0 %"


def test_what_several_projects_share_is_told_once_with_its_projects() -> None:
    message = "工资卡 6217****0017 由 2 人使用: 张大山、李小河 (项目 GC-0001、GC-0002)"
    ids = ("GC-0001", "GC-0002")
    shared = tuple(_shared("B03", one, message, projects="GC-0001、GC-0002") for one in ids)
    page = _front(replace(several(3), findings=shared))
    part = page[page.index('id="across"') : page.index('id="projects"')]

    assert part.count(message) == 1
    assert all(f'href="projects/{one}/report.html#B03-' in part for one in ids)


def test_a_card_shared_within_one_project_is_no_matter_of_several() -> None:
    alone = _shared("B03", "GC-0001", "工资卡 6217****0017 由 2 人使用", projects="GC-0001")

    assert 'id="across"' not in _front(replace(several(3), findings=(alone,)))


def test_a_finding_of_no_project_is_on_the_front_page() -> None:
    stray = replace(_shared("A06", "", "专户由 2 个项目使用"), severity=Severity.VIOLATION)

    assert "专户由 2 个项目使用" in _front(replace(several(3), findings=(stray,)))


def test_papers_of_no_project_are_on_the_front_page() -> None:
    made = replace(several(2), notices=(Notice("error", "文件已加密", "散落.xlsx"),))
    page = ReadPage(_front(made))

    assert page.sections["stray-notices"] == "stray-notices"
    assert page.sections["stray-files"] == "stray-files"


def test_a_project_gets_its_own_papers_and_the_parameters_of_its_place() -> None:
    made = several(2)
    places = tuple(
        Citation("wage.minimum_monthly", "最低工资", "2000", "元", "2025-01-01", "通知", "seen", place)
        for place in ("", "36", "360100", "360700", "12")
    )
    own = next(one for one in parts.parts(replace(made, parameters=places)) if one.projects[0].project_id == PROJECT)

    assert [one.place for one in own.parameters] == ["", "36", "360100"]
    assert {one.project_id for one in own.findings} == {one.project_id for one in own.inputs} == {PROJECT}
    assert own.part_of == manifest.seal(made)


def test_the_trend_shows_then_and_now() -> None:
    text = ReadPage(_front(_compared())).text

    assert "与 2025-08-20 的审查相比" in text
    assert "两次都能核实的" in text
    assert "新项目" in text


def test_projects_that_are_gone_are_named() -> None:
    now = replace(portfolio(3), comparison=compare(run_of(portfolio(5)), run_of(portfolio(3))))
    gone = portfolio(5).projects[4].name

    assert gone in ReadPage(_front(now)).text


def test_english_leaves_no_chinese_of_our_own() -> None:
    made = portfolio(14)
    plain = tuple(
        replace(one, name=f"P{at}", place="X", contractor="C", owner="O", funding="", pillars=())
        for at, one in enumerate(made.projects)
    )
    now = replace(made, projects=plain, language=Language.ENGLISH, organisation="", auditor="")
    text = ReadPage(_front(replace(now, comparison=compare(run_of(portfolio(12)), run_of(now))))).text
    legal = text.index("Legal notes") if "Legal notes" in text else len(text)

    assert not re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[^ ]+项目", "", text[:legal]))


def test_the_page_of_a_project_lists_what_is_new_and_what_is_gone() -> None:
    before = replace(tiny(), findings=tiny().findings[1:])
    now = replace(tiny(), findings=tiny().findings[:2])
    page = ReadPage(html.page(replace(now, comparison=compare(run_of(before), run_of(now)))))

    assert page.sections["trend"] == "trend"
    assert "#W05-3f2a9c0d1e4b5a67" in page.links
    assert "F01 " in page.text.partition("不能证明已整改")[2]


def test_a_project_is_told_of_its_own_changes_alone() -> None:
    now = replace(several(3), findings=(*several(3).findings, _shared("A06", "GC-0001", "专户由 2 个项目使用")))
    whole = replace(now, comparison=compare(run_of(replace(now, findings=())), run_of(now)))
    one = next(part for part in parts.parts(whole) if part.projects[0].project_id == "GC-0001")

    assert one.comparison
    assert [fingerprint for fingerprint, _ in one.comparison.changes] == [one.findings[0].fingerprint]


def test_a_filter_that_cannot_list_every_company_says_so() -> None:
    page = _front(portfolio(1500))

    assert len({one.contractor for one in portfolio(1500).projects}) > 300
    assert re.search(r"<option disabled>另有 \d+ 个, 请用搜索</option>", page)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_pages_are_the_same_with_any_number_of_processes(tmp_path: Path) -> None:
    made = several(writer.FEW + 2)
    alone = writer.write(made, tmp_path / "alone")
    together = writer.write(made, tmp_path / "together", jobs=2)

    assert _contents(tmp_path / "together") == _contents(tmp_path / "alone")
    assert [one.relative_to(tmp_path / "together") for one in together] == [
        one.relative_to(tmp_path / "alone") for one in alone
    ]


def test_few_projects_are_written_without_further_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def noted(jobs: int) -> AbstractContextManager[None]:
        asked.append(jobs)
        return nullcontext()

    monkeypatch.setattr("wagecheck.report.portfolio.workers", noted)
    for many in (writer.FEW, writer.FEW + 1):
        writer.write(several(many), tmp_path / str(many), jobs=3)

    assert asked == [1, 3]


def test_a_page_that_fails_in_another_process_leaves_the_earlier_result(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writers.publish(tiny(), ["csv"], out, options={})
    before = _contents(out)
    made = several(writer.FEW + 2)
    broken = replace(made, projects=(*made.projects, replace(made.projects[0], project_id="bad", months=(None,))))  # type: ignore[arg-type]

    with pytest.raises(AttributeError):
        writers.publish(broken, ["html"], out, options={}, jobs=2)
    assert _contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
