"""What a task says of a project comes back as it was."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wagecheck.audit import audit
from wagecheck.model import Incident, Report
from wagecheck.report import manifest, portfolio
from wagecheck.spark import work
from wagecheck.spark.written import read, written

SAMPLE = Path(__file__).parents[2] / "samples" / "ganzhou-school"


@pytest.fixture(scope="module")
def report() -> Report:
    return audit([SAMPLE], on=date(2025, 8, 20), key=b"key")


def test_a_whole_report_is_read_back_as_it_was_written(report: Report) -> None:
    whole = replace(report, incidents=(Incident("W05", "broke"),))

    assert read(Report, written(whole)) == whole


def test_a_surrogate_from_a_broken_name_survives() -> None:
    broken = Incident("W05", "\udcff.xlsx")

    assert read(Incident, written(broken)) == broken


def test_the_parts_of_a_shard_are_the_whole_of_it(report: Report) -> None:
    said = list(work.said(report))
    bodies = {kind: body for kind, _, body in said}
    project, front = read(Report, bodies["report"]), read(Report, bodies["front"])

    assert project.findings == report.findings
    assert project.coverage == report.coverage
    assert project.ledger == report.ledger
    assert project.projects == report.projects
    assert (project.inputs, project.rejected) == (report.inputs, report.rejected)
    assert front.parameters == report.parameters
    assert read(Report, bodies["words"]).labels == report.labels


def test_the_front_page_is_told_no_findings_of_one_project_alone(report: Report) -> None:
    front = next(read(Report, body) for kind, _, body in work.said(report) if kind == "front")

    assert (front.findings, front.coverage, front.ledger) == ((), (), ())
    assert [(one.months, one.account, one.calendar) for one in front.projects] == [((), None, None)]


@pytest.mark.parametrize("kind", sorted(work.FRAMES))
def test_a_run_without_anything_has_the_same_columns(report: Report, kind: str) -> None:
    nothing = replace(report, projects=(), findings=(), coverage=(), inputs=(), rejected=())

    assert work.FRAMES[kind](nothing).schema == work.FRAMES[kind](report).schema


def test_the_page_of_a_project_is_written_where_the_front_page_points(report: Report, tmp_path: Path) -> None:
    bodies = {kind: body for kind, _, body in work.said(report)}
    bare = (read(Report, bodies[kind]) for kind in ("front", "report"))
    front, project = (replace(one, rules=report.rules, labels=report.labels) for one in bare)
    portfolio.write_front(front, tmp_path)
    manifest.write_manifest(front, tmp_path, options={}, outputs=["index.html"])
    pages = [path.relative_to(tmp_path).as_posix() for path in portfolio.write_pages(front, [project], tmp_path)]
    manifest.add_outputs(tmp_path, pages)

    assert f'href="{pages[0]}' in (tmp_path / "index.html").read_text("utf-8")
    assert {*pages, "index.html"} < (manifest.outputs_of(tmp_path) or frozenset())
