"""The forms that `--format` and `--annotate` ask for, as the command's user meets them."""

import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Run

ON = ("--on", "2025-08-20")
FORMS = ("html", "json", "csv", "parquet", "xlsx", "sarif", "junit", "md", "github")
OUT = Path("wagecheck-out")


def _manifest() -> dict[str, object]:
    loaded: dict[str, object] = json.loads((OUT / "manifest.json").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("xlsx", "findings.xlsx"),
        ("sarif", "results.sarif"),
        ("junit", "junit.xml"),
        ("md", "summary.md"),
        ("parquet", "findings.parquet"),
    ],
)
def test_a_form_is_written_when_asked_and_only_then(run: Run, dossier: Path, form: str, file: str) -> None:
    run("audit", dossier, *ON, "-f", form)

    assert {path.name for path in OUT.iterdir()} == {file, "manifest.json"}


def test_without_asking_there_are_page_json_and_csv(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON)

    assert {path.name for path in OUT.iterdir()} == {"report.html", "audit.json", "findings.csv", "manifest.json"}


def test_annotations_of_a_workflow_go_to_stdout(run: Run, dossier: Path) -> None:
    ran = run("audit", dossier, *ON, "-q", "-f", "github")

    assert ran.out.startswith("::error file=")
    assert "W05" in ran.out


def test_a_workflow_gets_the_summary_on_its_page_behind_what_stands_there(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    run("audit", dossier, *ON, "-f", "github,md")

    assert page.read_text("utf-8") == "before\n" + (OUT / "summary.md").read_text("utf-8")


def test_without_the_annotations_a_workflow_gets_no_summary(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    run("audit", dossier, *ON, "-f", "md")

    assert not (tmp_path / "summary.md").exists()


def test_a_summary_that_cannot_be_written_is_said_and_spoils_nothing(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    ran = run("audit", dossier, *ON, "-f", "github,json")

    assert ran.code == 1
    assert "GITHUB_STEP_SUMMARY" in ran.err
    assert (OUT / "audit.json").exists()


def test_the_help_names_every_form(run: Run) -> None:
    from wagecheck.report import PRINTED, WRITERS  # noqa: PLC0415 - as the command does

    told = run("audit", "--help").out

    assert all(name in told for name in (*WRITERS, *PRINTED, "--annotate", "--public"))


def test_annotated_copies_are_written_when_asked_and_the_manifest_says_so(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "-f", "json", "--annotate")
    manifest = json.dumps(_manifest(), ensure_ascii=False)

    assert (OUT / "annotated" / "工资表.csv（标注）.xlsx").exists()
    assert '"annotate": "true"' in manifest
    assert "annotated/工资表.csv（标注）.xlsx" in manifest


def test_no_copy_is_made_without_asking(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON)

    assert not (OUT / "annotated").exists()


def test_a_copy_that_cannot_be_made_is_an_error(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wagecheck.annotation.CELLS", 0)
    ran = run("audit", dossier, *ON, "--annotate")

    assert ran.code == 3
    assert "没有标注副本" in ran.err


def test_results_beside_a_dossier_are_no_dossier(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "-f", "xlsx", "--annotate", "--out", dossier / "结果")
    ran = run("audit", dossier, *ON, "-f", "json")

    assert "findings.xlsx" not in ran.err
    assert json.loads((OUT / "audit.json").read_text("utf-8"))["inputs"]
    assert "标注" not in (OUT / "audit.json").read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_no_number_of_a_person_is_in_any_form(run: Run, dossier: Path, form: str) -> None:
    (dossier / "花名册-360199199001011238.csv").write_text("随便写的\n", "utf-8")
    ran = run("audit", dossier, *ON, "-f", form)
    content = ran.out + ran.err + "".join(_text(path) for path in OUT.iterdir())

    assert "360199199001011238" not in content
    assert "6217001000000000017" not in content


@pytest.mark.parametrize("form", FORMS)
def test_a_public_version_names_nobody(run: Run, dossier: Path, form: str) -> None:
    ran = run("audit", dossier, *ON, "-f", form, "--public")
    content = ran.out + ran.err + "".join(_text(path) for path in OUT.iterdir())

    assert "张大山" not in content
    assert "周专管" not in content
    assert "张*" in content


def _text(path: Path) -> str:
    if path.suffix == ".parquet":
        return pl.read_parquet(path).write_csv()
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_a_public_version_still_names_firms(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "-f", "json", "--public")

    assert "赣北建工集团有限公司" in (OUT / "audit.json").read_text("utf-8")


def test_a_public_version_finds_the_same_under_the_same_fingerprints(run: Run, dossier: Path) -> None:
    def prints(*more: str) -> list[str]:
        run("audit", dossier, *ON, "-f", "json", *more)
        findings = json.loads((OUT / "audit.json").read_text("utf-8"))["findings"]
        return sorted(finding["fingerprint"] for finding in findings)

    assert prints() == prints("--public")


def test_the_manifest_says_that_a_version_is_public(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "--public")

    assert '"public": "true"' in json.dumps(_manifest())


@pytest.mark.parametrize("clash", ["--reveal", "--annotate"])
def test_a_public_version_cannot_show_numbers_or_originals(run: Run, dossier: Path, clash: str) -> None:
    ran = run("audit", dossier, *ON, "--public", clash)

    assert ran.code == 2
    assert clash in ran.err
