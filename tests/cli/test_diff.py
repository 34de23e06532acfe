"""`wagecheck diff`: what it tells, in each form, of which results, and how it ends."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import wagecheck
from tests.cli.conftest import PAPERS, Run, write_papers
from tests.report.read_page import ReadPage
from wagecheck.report import json as audit_json

KEY = ("--key", "k", "-q")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two results: in July 900 yuan were owed; by August 300 of them were paid, and a contract's day is lost."""
    old, new, papers = (tmp_path_factory.mktemp(name) for name in ("old", "new", "papers"))
    write_papers(papers)
    audit_json.write(wagecheck.audit([papers], on=date(2025, 7, 20), key=b"k"), old)
    (papers / "流水.csv").write_text(PAPERS["流水.csv"].replace("100,,15900", "400,,15600"), "utf-8")
    (papers / "花名册.csv").write_text(PAPERS["花名册.csv"].replace("2025-01-11", ""), "utf-8")
    audit_json.write(wagecheck.audit([papers], on=date(2025, 8, 20), key=b"k"), new)
    return old, new


def _document(run: Run, *arguments: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("diff", *arguments, "--json").out)
    return told


def test_each_form_tells_the_same_money(run: Run, results: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = results
    told = _document(run, old, new / "audit.json")
    page = tmp_path / "diff.html"

    assert run("diff", old, new, "--format", "html", "--out", page).out == ""
    assert (told["recovered"], told["projects"][0]["arrears_now"]) == ("300.00", "600.00")
    for text in (run("diff", old, new).out, run("diff", old, new, "-f", "md").out, page.read_text("utf-8")):
        assert "300.00" in text
        assert "上次 900.00" in text
        assert "逾期" in text
    assert {"trend", "overdue"} <= set(ReadPage(page.read_text("utf-8")).sections)


def test_findings_are_told_with_both_amounts(run: Run, results: tuple[Path, Path]) -> None:
    found = {one["rule"]: one for one in _document(run, *results)["findings"]}

    assert (found["W05"]["change"], found["W05"]["amount_before"], found["W05"]["amount"]) == (
        "persisting",
        "900.00",
        "600.00",
    )
    assert (found["R04"]["change"], found["R04"]["amount_before"]) == ("new", None)


def test_only_what_is_new_makes_it_fail_and_only_when_asked(run: Run, results: tuple[Path, Path]) -> None:
    old, new = results

    assert run("diff", old, new).code == 0
    assert run("diff", old, new, "--fail-on", "violation").code == 1
    assert run("diff", new, new, "--fail-on", "notice").code == 0


def test_two_results_the_wrong_way_round_are_told(run: Run, results: tuple[Path, Path]) -> None:
    old, new = results

    assert "早于前一个" in run("diff", new, old).err


def test_an_audit_against_the_same_baseline_has_looked_into_the_papers(
    run: Run, results: tuple[Path, Path], dossier: Path, tmp_path: Path
) -> None:
    old, new = results
    (dossier / "花名册.csv").write_text(PAPERS["花名册.csv"], "utf-8")
    run("audit", dossier, "--on", "2025-09-20", "--out", tmp_path / "third", "--baseline", new, *KEY)

    assert _document(run, new, tmp_path / "third")["exact"] is True
    assert _document(run, old, tmp_path / "third")["exact"] is True
    assert _document(run, old, new)["exact"] is True
    assert _document(run, new, old)["exact"] is False


def test_results_of_different_keys_cannot_be_compared(run: Run, results: tuple[Path, Path], dossier: Path) -> None:
    run("audit", dossier, "--on", "2025-09-20", "--out", "other", "--key", "another", "-q")
    ran = run("diff", results[1], "other")

    assert ran.code == 3
    assert "--key" in ran.err


def test_what_is_no_result_is_one_line_and_two(run: Run, tmp_path: Path) -> None:
    ran = run("diff", tmp_path, tmp_path)

    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_it_speaks_english(run: Run, results: tuple[Path, Path]) -> None:
    ran = run("diff", *results, "--lang", "en")

    assert "recovered ¥300.00" in ran.out
    assert "未整改" not in ran.out


def test_an_amount_that_is_none_is_wrong_and_no_fault(run: Run, results: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "audit.json"
    broken.write_text((results[0] / "audit.json").read_text("utf-8").replace('"900.00"', '"NaN"'), "utf-8")

    assert run("diff", broken, results[1]).code == 2
