"""`audit` of several projects: one front page, a folder for each project, one audit.json and findings.csv for all."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write_papers
from wagecheck.ingest import batches

ON = ("--on", "2025-08-20", "--key", "k")


@pytest.fixture
def two(dossier: Path, tmp_path: Path) -> Path:
    """A folder of two dossiers; the second has an id that no folder could bear, and shares the man of the first."""
    folder = tmp_path / "many"
    folder.mkdir()
    dossier.rename(folder / "first")
    write_papers(folder / "second", ("项目编码,P1", "项目编码,../p1"), ("滨江花园3号", "城东小学"))
    return folder


def test_several_dossiers_get_a_front_page_and_a_folder_each(run: Run, two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run("audit", two, *ON, "--out", out)
    top = {path.name for path in out.iterdir()}
    pages = list((out / "projects").glob("*/report.html"))

    assert ran.code == 1
    assert top == {"index.html", "index", "projects", "audit.json", "findings.csv", "manifest.json"}
    assert len(pages) == 2
    assert f"→ {out / 'index.html'}" in ran.out
    assert "projects/" not in ran.out
    assert not (tmp_path / "p1").exists()


def test_one_audit_json_holds_all_projects(run: Run, two: Path, tmp_path: Path) -> None:
    run("audit", two, *ON, "--out", tmp_path / "out", "-q")
    document = json.loads((tmp_path / "out" / "audit.json").read_text("utf-8"))

    assert {one["project_id"] for one in document["projects"]} == {"P1", "../p1"}


def test_what_two_projects_share_is_on_the_front_page(run: Run, two: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (two / name / "考勤.csv").write_text(
            "姓名,身份证号码,日期,出勤天数\n张大山,360199199001011238,2025-03-03,1\n", "utf-8"
        )
    run("audit", two, *ON, "--out", tmp_path / "out", "-q")
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    part = page[page.index('id="across"') : page.index('id="projects"')]

    assert "K02" in part
    assert "疑点" in part


def test_the_front_page_speaks_english(run: Run, two: Path, tmp_path: Path) -> None:
    run("audit", two, *ON, "--lang", "en", "--out", tmp_path / "out", "-q")

    assert "Back to the overview" in next((tmp_path / "out" / "projects").glob("*/report.html")).read_text("utf-8")
    assert "All projects" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_project_more_and_a_project_less_replace_the_earlier_pages(run: Run, two: Path, tmp_path: Path) -> None:
    run("audit", two, *ON, "--out", tmp_path / "out", "-q")
    run("audit", two / "first", *ON, "--out", tmp_path / "out", "-q")

    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "report.html",
        "audit.json",
        "findings.csv",
        "manifest.json",
    }


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more dossiers than are read at once; all share the man and his card, and some their code."""
    folder = tmp_path / "many"
    for at in range(batches.SIZE + 2):
        write_papers(folder / f"{at:02d}", ("项目编码,P1", f"项目编码,P{at // 2}"))
    return folder


def test_the_results_are_the_same_bytes_however_they_were_come_by(run: Run, many: Path, tmp_path: Path) -> None:
    cache, lake = tmp_path / "cache", tmp_path / "lake"
    run("ingest", many, "--to", lake, "--shards", 16, "--jobs", 1, "-q")
    ways = {
        "alone": (many, "--jobs", 1),
        "in processes": (many, "--jobs", 2, "--cache", cache),
        "from the cache": (many, "--jobs", 1, "--cache", cache),
        "from Parquet": (lake, "--jobs", 2),
    }
    for name, way in ways.items():
        run("audit", *way, *ON, "--out", tmp_path / name, "-q", "-f", "json,csv")
    said = {name: [(tmp_path / name / file).read_bytes() for file in ("audit.json", "findings.csv")] for name in ways}

    assert json.loads(said["alone"][0])["findings"]
    assert [name for name in ways if said[name] != said["alone"]] == []
