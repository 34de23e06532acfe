"""`wagecheck verify`: whether a result still stands, and what does not."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, Run

OUT = Path("wagecheck-out")
ON = ("--on", "2025-08-20")
LAW = 'code = "36"\n[[wage.minimum_monthly]]\nfrom = 2025-01-01\ncite = "某通知"\nread = "seen"\n'


@pytest.fixture
def audited(run: Run, dossier: Path) -> Path:
    """The result of an audit of the small dossier."""
    run("audit", dossier, *ON, "-q")
    return OUT


def states(run: Run, *arguments: object) -> dict[str, str]:
    told = json.loads(run("verify", *arguments, "--json").out)
    return {one["check"]: one["state"] for one in told["checks"]}


def test_a_result_that_nobody_touched_stands(run: Run, audited: Path) -> None:
    ran = run("verify", audited)

    assert (ran.code, ran.err) == (0, "")
    assert [line[0] for line in ran.out.splitlines()] == ["✓"] * 5


def test_a_changed_paper_is_named_and_ends_with_one(run: Run, audited: Path, dossier: Path) -> None:
    (dossier / "工资表.csv").write_text(PAPERS["工资表.csv"].replace("5000,", "4900,"), "utf-8")

    ran = run("verify", audited)

    assert ran.code == 1
    assert "工资表.csv 已改动" in ran.out
    assert "没有重新审查" in ran.out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "工资表.csv").unlink(), "工资表.csv 不见了"),
        (lambda folder: (folder / "新表.csv").write_text("姓名\n", "utf-8"), "新表.csv 是新增的"),
        (lambda folder: (folder / "流水.csv").rename(folder / "账.csv"), "流水.csv → 账.csv 改了名"),
    ],
)
def test_papers_gone_new_or_renamed_are_told_apart(
    run: Run, audited: Path, dossier: Path, change: Callable[[Path], object], told: str
) -> None:
    change(dossier)

    ran = run("verify", audited, "--no-rerun")

    assert ran.code == 1
    assert told in ran.out


def test_a_changed_output_is_named(run: Run, audited: Path) -> None:
    (audited / "report.html").write_text("<p>没有问题</p>", "utf-8")

    ran = run("verify", audited, "--no-rerun")

    assert ran.code == 1
    assert "report.html 已改动" in ran.out


def test_an_audit_json_that_was_made_to_fit_the_manifest_does_not_survive_a_rerun(run: Run, audited: Path) -> None:
    forged = (audited / "audit.json").read_text("utf-8").replace('"900.00"', '"0.00"')
    (audited / "audit.json").write_text(forged, "utf-8")
    said = json.loads((audited / "manifest.json").read_text("utf-8"))
    for output in said["outputs"]:
        output["sha256"] = hashlib.sha256((audited / output["file"]).read_bytes()).hexdigest()
    (audited / "manifest.json").write_text(json.dumps(said), "utf-8")

    found = states(run, audited)

    assert (found["outputs"], found["rerun"]) == ("same", "different")


def test_a_manifest_that_was_rewritten_does_not_fit_its_seal(run: Run, audited: Path) -> None:
    said = json.loads((audited / "manifest.json").read_text("utf-8"))
    (audited / "manifest.json").write_text(json.dumps(said | {"on": "2025-08-21"}), "utf-8")

    assert states(run, audited, "--no-rerun")["manifest"] == "different"


def test_a_dossier_that_moved_is_asked_for_and_found(run: Run, audited: Path, dossier: Path, tmp_path: Path) -> None:
    shutil.move(dossier, tmp_path / "elsewhere")

    lost = run("verify", audited)
    found = run("verify", audited, "--inputs", tmp_path / "elsewhere")

    assert lost.code == 3
    assert "--inputs" in lost.out
    assert found.code == 0


def test_result_and_dossier_may_move_together(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "out", "-q")
    (tmp_path / "archive").mkdir()
    for name in ("out", "dossier"):
        shutil.move(tmp_path / name, tmp_path / "archive" / name)

    assert run("verify", tmp_path / "archive" / "out").code == 0


def test_an_audit_is_repeated_as_it_was_asked_for(run: Run, dossier: Path) -> None:
    law = Path("自备.toml")
    law.write_text(f"{LAW}value = 2345\n", "utf-8")
    asked = ("--place", "120100", "--select", "W,K", "--ignore", "W07", "--reveal", "--lang", "en", "--law", law)
    run("audit", dossier, *ON, *asked, "--auditor", "周某", "--org", "某大队", "-q")

    assert run("verify", OUT).code == 0


def test_a_changed_law_file_is_told(run: Run, dossier: Path) -> None:
    law = Path("自备.toml")
    law.write_text('code = "36"\n', "utf-8")
    run("audit", dossier, *ON, "--law", law, "-q")
    law.write_text('code = "36"\n# 改过\n', "utf-8")

    ran = run("verify", OUT)

    assert ran.code == 1
    assert "law: ../自备.toml 已改动" in ran.out


def test_a_comparison_with_an_earlier_run_is_repeated(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "--out", "before", "-q")
    run("audit", dossier, "--on", "2025-09-20", "--baseline", "before", "-q")

    assert run("verify", OUT).code == 0


def test_with_another_key_only_the_fingerprints_differ(run: Run, audited: Path) -> None:
    ran = run("verify", audited, "--key", "another")

    assert ran.code == 0
    assert "除指纹外" in ran.out


def test_another_rule_book_is_told(run: Run, audited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wagecheck.assembly.rulebook", lambda *_: "another")

    assert states(run, audited, "--no-rerun")["tool"] == "different"


def test_a_public_version_keeps_its_source_to_itself(run: Run, dossier: Path) -> None:
    (dossier / "工资表.csv").rename(dossier / "张大山工资表.csv")
    run("audit", dossier, *ON, "--public", "-q")

    assert json.loads((OUT / "manifest.json").read_text("utf-8"))["paths"] == []
    assert run("verify", OUT).code == 3
    assert run("verify", OUT, "--inputs", dossier).code == 0


def test_canonical_parquet_that_was_tampered_with_cannot_be_checked(run: Run, dossier: Path) -> None:
    run("ingest", dossier, "--to", "lake", "-q")
    run("audit", "lake", *ON, "-q")
    untouched = run("verify", OUT)
    Path("lake/payroll.parquet").write_bytes(b"PAR1")

    assert untouched.code == 0
    assert run("verify", OUT).code == 3


def test_a_mapping_beside_a_paper_is_one_of_the_inputs(run: Run, dossier: Path) -> None:
    run("inspect", dossier / "流水.csv", "--save")
    run("audit", dossier, *ON, "-q")
    untouched = run("verify", OUT)
    (dossier / "流水.csv.toml").unlink()

    assert untouched.code == 0
    assert "流水.csv.toml 不见了" in run("verify", OUT).out


def test_settings_of_today_do_not_reach_into_the_repetition(
    run: Run, audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAGECHECK_PLACE", "120100")
    Path("wagecheck.toml").write_text('select = "D"\n', "utf-8")

    assert run("verify", audited).code == 0


def test_evidence_sheets_are_checked_but_not_repeated(run: Run, dossier: Path) -> None:
    run("slip", dossier, "--all-owed", *ON, "--out", "slips")

    ran = run("verify", "slips")

    assert ran.code == 0
    assert "不重新审查" in ran.out


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"schema": "wagecheck-manifest/1"}', '{"schema": 3}'])
def test_a_folder_without_a_manifest_of_ours_cannot_be_verified(run: Run, content: str | None) -> None:
    Path("out").mkdir()
    if content is not None:
        Path("out/manifest.json").write_text(content, "utf-8")

    ran = run("verify", "out")

    assert ran.code == 3
    assert len(ran.err.splitlines()) == 1


def test_no_number_in_a_path_reaches_the_manifest_or_the_screen(run: Run, dossier: Path, tmp_path: Path) -> None:
    named = tmp_path / "张大山360199199001011238"
    shutil.move(dossier, named)
    run("audit", named, *ON, "-q")

    ran = run("verify", OUT)

    assert "360199199001011238" not in (OUT / "manifest.json").read_text("utf-8") + ran.out + ran.err
    assert run("verify", OUT, "--inputs", named).code == 0


@pytest.mark.parametrize(("option", "value"), [("lang", "xx"), ("on", "soon"), ("place", "x")])
def test_an_option_that_is_none_cannot_be_repeated(run: Run, audited: Path, option: str, value: str) -> None:
    said = json.loads((audited / "manifest.json").read_text("utf-8"))
    said["options"][option] = value
    (audited / "manifest.json").write_text(json.dumps(said), "utf-8")

    assert states(run, audited)["rerun"] == "unknown"
    assert run("verify", audited).code == 3


def test_a_manifest_gives_no_orders(run: Run, audited: Path, tmp_path: Path) -> None:
    """Options that no manifest of ours records, one of which would write elsewhere, are not heeded."""
    said = json.loads((audited / "manifest.json").read_text("utf-8"))
    said["options"] |= {"cache": str(tmp_path / "cache"), "out": str(tmp_path / "elsewhere"), "paths": "x"}
    (audited / "manifest.json").write_text(json.dumps(said), "utf-8")

    assert states(run, audited)["rerun"] == "same"
    assert not (tmp_path / "cache").exists()
    assert not (tmp_path / "elsewhere").exists()


def test_an_audit_json_that_is_no_result_is_another_one(run: Run, audited: Path) -> None:
    (audited / "audit.json").write_text("[]", "utf-8")

    assert states(run, audited, "--key", "another key of sixteen")["rerun"] == "different"


def test_settings_that_are_gone_with_their_folder_do_not_stop_the_repetition(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "wagecheck.toml").write_text('on = "2025-08-20"\n', "utf-8")
    monkeypatch.chdir(tmp_path / "gone")
    run("audit", dossier, "-q", "--out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(tmp_path / "gone")

    assert states(run, tmp_path / "out")["rerun"] == "same"
