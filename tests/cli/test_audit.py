"""The command, as its user meets it: exit codes, files, privacy, bad input."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Run
from wagecheck.cli import messages
from wagecheck.model import Notice
from wagecheck.report.schema import audit_schema

ON = ("--on", "2025-08-20")


def audited(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "audit.json").read_text("utf-8"))
    jsonschema.validate(loaded, audit_schema())
    return loaded


def test_findings_end_with_one_and_name_the_arrears(run: Run, dossier: Path) -> None:
    ran = run("audit", dossier, *ON)

    found = audited(Path("wagecheck-out"))["findings"]
    assert ran.code == 1
    assert [(finding["month"], finding["amount"]) for finding in found if finding["rule"] == "W05"] == [
        ("2025-03", "900.00")
    ]


def test_a_dossier_without_such_findings_ends_with_zero(run: Run, dossier: Path) -> None:
    assert run("audit", dossier, *ON, "--select", "P07,R10").code == 0


@pytest.mark.parametrize(("fail_on", "code"), [("critical", 1), ("never", 0)])
def test_fail_on_sets_the_bar(run: Run, dossier: Path, fail_on: str, code: int) -> None:
    assert run("audit", dossier, *ON, "--fail-on", fail_on).code == code


def test_a_second_run_writes_the_same_bytes(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "--out", "one")
    run("audit", dossier, *ON, "--out", "two")

    for name in ("audit.json", "findings.csv", "report.html"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_no_personal_number_stands_in_any_output(run: Run, dossier: Path) -> None:
    (dossier / "花名册-360199199001011238.csv").write_text("随便写的\n", "utf-8")

    ran = run("audit", dossier, *ON)

    written = [path.read_text("utf-8-sig") for path in Path("wagecheck-out").iterdir()]
    for text in (*written, ran.out, ran.err):
        assert "360199199001011238" not in text
        assert "6217001000000000017" not in text


def test_reveal_shows_numbers_and_the_manifest_says_so(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "--reveal")

    assert "360199199001011238" in Path("wagecheck-out/audit.json").read_text("utf-8")
    assert json.loads(Path("wagecheck-out/manifest.json").read_text("utf-8"))["revealed"] is True


def test_fingerprints_hold_from_run_to_run_and_change_with_the_key(run: Run, dossier: Path) -> None:
    def prints(*more: str) -> list[str]:
        run("audit", dossier, *ON, *more)
        return [finding["fingerprint"] for finding in audited(Path("wagecheck-out"))["findings"]]

    first, again, other = prints(), prints(), prints("--key", "another")
    assert first == again
    assert not set(first) & set(other)


def test_a_row_more_above_does_not_change_a_fingerprint(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "--out", "before")
    statement = dossier / "流水.csv"
    head, *lines = statement.read_text("utf-8").splitlines()
    statement.write_text("\n".join(["某银行流水,,,,,,", "", head, *lines]), "utf-8")

    run("audit", dossier, *ON, "--out", "after")

    def prints(out: str) -> set[str]:
        return {finding["fingerprint"] for finding in audited(Path(out))["findings"]}

    assert prints("before") == prints("after")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--on", "20.8.2025"), "2025-08-20"),
        (("--select", "Q99"), "Q99"),
        (("--select", "W05", "--ignore", "W"), "没有剩下任何规则"),
        (("--format", "docx"), "docx"),
        (("--place", "南昌"), "360100"),
        (("--law", "none.toml"), "none.toml"),
    ],
)
def test_wrong_usage_is_one_line_and_two_before_any_work(
    run: Run, dossier: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = run("audit", dossier, *arguments)

    assert ran.code == 2
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert not Path("wagecheck-out").exists()


def test_a_folder_of_ones_own_is_never_overwritten(run: Run, dossier: Path) -> None:
    mine = Path("mine")
    mine.mkdir()
    (mine / "notes.txt").write_text("keep", "utf-8")

    assert run("audit", dossier, *ON, "--out", mine).code == 2
    assert [path.name for path in mine.iterdir()] == ["notes.txt"]


def test_what_a_user_laid_beside_a_report_survives_the_next(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON)
    Path("wagecheck-out/notes.txt").write_text("keep", "utf-8")

    run("audit", dossier, *ON)

    assert Path("wagecheck-out/notes.txt").read_text("utf-8") == "keep"


def test_a_configuration_gives_defaults_and_flags_go_before_it(run: Run, dossier: Path) -> None:
    Path("wagecheck.toml").write_text('on = "2025-04-01"\nfail_on = "never"\n', "utf-8")

    assert run("audit", dossier).code == 0
    assert audited(Path("wagecheck-out"))["on"] == "2025-04-01"
    assert run("audit", dossier, *ON, "--fail-on", "critical").code == 1


def test_the_environment_goes_before_the_configuration(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("wagecheck.toml").write_text('on = "2025-04-01"\n', "utf-8")
    monkeypatch.setenv("WAGECHECK_ON", "2025-05-01")

    run("audit", dossier)

    assert audited(Path("wagecheck-out"))["on"] == "2025-05-01"


@pytest.mark.parametrize("text", ["on = \n", 'colour = "red"\n'])
def test_a_wrong_configuration_is_named(run: Run, dossier: Path, text: str) -> None:
    Path("wagecheck.toml").write_text(text, "utf-8")

    ran = run("audit", dossier)

    assert ran.code == 2
    assert "wagecheck.toml" in ran.err


def test_an_empty_folder_is_one_line_and_three(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    ran = run("audit", tmp_path / "empty")

    assert ran.code == 3
    assert len(ran.err.strip().splitlines()) == 1


def test_a_path_that_is_not_there_is_wrong_usage(run: Run) -> None:
    ran = run("audit", "nowhere")

    assert ran.code in (2, 3)
    assert "nowhere" in ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("工资表4月.xlsx", b""),
        ("工资表4月.xlsx", b"PK\x03\x04 cut off"),
        ("工资表4月.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("工资表4月.csv", b"\x00\x01\x02\xff\xfe" * 50),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_is_still_audited(
    run: Run, dossier: Path, name: str, content: bytes
) -> None:
    (dossier / name).write_bytes(content)

    ran = run("audit", dossier, *ON)

    assert ran.code == 3
    assert sum(name in text for text in ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert any(finding["rule"] == "W05" for finding in audited(Path("wagecheck-out"))["findings"])


def test_a_payroll_without_headings_is_named_and_the_rest_is_audited(run: Run, dossier: Path) -> None:
    (dossier / "工资表4月.csv").write_text("张大山,5000,4月\n李小河,4000,4月\n", "utf-8")

    ran = run("audit", dossier, *ON)

    assert "工资表4月.csv" in ran.err
    assert any(finding["rule"] == "W05" for finding in audited(Path("wagecheck-out"))["findings"])


def test_a_hostile_name_is_inert_everywhere(run: Run, dossier: Path) -> None:
    name = "<script>alert(1)</script>"
    for paper in ("花名册.csv", "工资表.csv", "流水.csv"):
        path = dossier / paper
        path.write_text(path.read_text("utf-8").replace("张大山", name), "utf-8")
    project = dossier / "项目概况.csv"
    project.write_text(project.read_text("utf-8").replace("滨江花园3号", "=cmd|' /C calc'!A0"), "utf-8")

    run("audit", dossier, *ON)

    assert "<script>alert" not in Path("wagecheck-out/report.html").read_text("utf-8")
    table = Path("wagecheck-out/findings.csv").read_text("utf-8-sig")
    assert not any(cell.lstrip('"').startswith("=") for row in table.splitlines() for cell in row.split(","))


def test_a_broken_rule_is_an_incident_and_four(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace  # noqa: PLC0415

    import polars as pl  # noqa: PLC0415

    from wagecheck import rules  # noqa: PLC0415

    broken = tuple(replace(rule, passes=pl.col("no_such")) if rule.id == "W05" else rule for rule in rules.ALL)
    monkeypatch.setattr(rules, "ALL", broken)

    ran = run("audit", dossier, *ON)

    report = audited(Path("wagecheck-out"))
    assert ran.code == 4
    assert [incident["rule"] for incident in report["incidents"]] == ["W05"]
    assert not any(finding["rule"] == "W05" for finding in report["findings"])


def test_what_no_rule_could_judge_is_not_clean(run: Run, dossier: Path) -> None:
    assert run("audit", dossier, *ON, "--select", "E01").code == 3


def test_an_unexpected_fault_is_one_line_and_four(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("boom 360199199001011238")

    monkeypatch.setattr("wagecheck.facts.keep_books", fault)

    ran = run("audit", dossier, *ON)

    assert ran.code == 4
    assert len(ran.err.strip().splitlines()) == 1
    assert "360199199001011238" not in ran.err


def test_a_mapping_of_the_configuration_is_honoured_and_stands_in_the_manifest(run: Run, dossier: Path) -> None:
    mapping = '[[sheet]]\nfile = "流水*"\nname = ""\ntable = "statement"\nheadings = [1]\n[sheet.columns]\n'
    Path("wagecheck.toml").write_text(f'{mapping}"摘要" = "serial"\n', "utf-8")

    ran = run("audit", dossier, "--on", "2025-08-20")

    inputs = {one["file"] for one in json.loads(Path("wagecheck-out/manifest.json").read_text("utf-8"))["inputs"]}
    assert ran.code == 1
    assert "按 wagecheck.toml 指定的列读取" in ran.err
    assert "wagecheck.toml" in inputs


def test_a_wrong_mapping_in_the_configuration_is_wrong_usage(run: Run, dossier: Path) -> None:
    Path("wagecheck.toml").write_text("[[sheet]]\n", "utf-8")

    assert run("audit", dossier).code == 2
    assert not Path("wagecheck-out").exists()


def test_with_several_projects_each_remark_names_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    remarks = [Notice("warning", "请核对", "工资.xlsx", "3月", 4, project) for project in ("甲", "乙")]
    messages.tell(remarks, color=False)
    messages.tell(remarks[:1], color=False)

    assert capsys.readouterr().err.splitlines() == [
        "提示: 甲 › 工资.xlsx › 3月 › 第4行: 请核对",
        "提示: 乙 › 工资.xlsx › 3月 › 第4行: 请核对",
        "提示: 工资.xlsx › 3月 › 第4行: 请核对",
    ]
