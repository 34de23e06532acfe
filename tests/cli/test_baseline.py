"""`audit --baseline`: only what is new makes the command fail; a file that is no result is refused before any work."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, Run

ON = ("--on", "2025-08-20", "--key", "k")


def _paid(dossier: Path) -> None:
    (dossier / "流水.csv").write_text(PAPERS["流水.csv"].replace("100,,15900", "1000,,15000"), "utf-8")


def test_old_trouble_alone_is_no_failure(run: Run, dossier: Path, tmp_path: Path) -> None:
    assert run("audit", dossier, *ON, "--out", tmp_path / "old", "-q").code == 1
    ran = run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old" / "audit.json", "-q")

    assert (ran.code, ran.err) == (0, "")


def test_the_previous_result_in_the_same_folder_will_do(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "out", "-q")

    assert run("audit", dossier, *ON, "--out", tmp_path / "out", "--baseline", tmp_path / "out", "-q").code == 0
    assert "comparison" in json.loads((tmp_path / "out" / "audit.json").read_text("utf-8"))


def test_new_trouble_is_a_failure(run: Run, dossier: Path, tmp_path: Path) -> None:
    whole = (dossier / "流水.csv").read_text("utf-8")
    _paid(dossier)
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    (dossier / "流水.csv").write_text(whole, "utf-8")

    assert run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old", "-q").code == 1


def test_wages_paid_meanwhile_are_fixed(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    _paid(dossier)
    run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old", "-q")
    compared = json.loads((tmp_path / "new" / "audit.json").read_text("utf-8"))["comparison"]
    (fixed,) = [one for one in compared["gone"] if one["rule"] == "W05"]

    assert compared["changes"][fixed["fingerprint"]] == "fixed"
    assert compared["projects"][0]["arrears_before"] == "900.00"
    assert compared["projects"][0]["arrears_now"] == "0.00"


def _compared(run: Run, dossier: Path, tmp_path: Path) -> dict[str, str]:
    """Audit again, against tmp_path/old: what became of each finding, by rule and month."""
    run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old", "-q")
    report = json.loads((tmp_path / "new" / "audit.json").read_text("utf-8"))
    told = {one["fingerprint"]: f"{one['rule']} {one['month']}" for one in report["findings"]}
    told |= {one["fingerprint"]: f"{one['rule']} {one['month']}" for one in report["comparison"]["gone"]}
    return {told[name]: change for name, change in report["comparison"]["changes"].items()}


def test_what_vanished_with_its_papers_is_not_mended(run: Run, dossier: Path, tmp_path: Path) -> None:
    """Another month's payroll and a later statement leave no fewer facts; those that were failed are gone."""
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    for name in ("工资表.csv", "流水.csv"):
        text = PAPERS[name].replace("2025年3月", "2025年4月").replace("2025-04-14", "2025-05-14")
        (dossier / name).write_text(text.replace("2025-05-14,100,,15900", "2025-06-10,1000,,15000"), "utf-8")
    changes = _compared(run, dossier, tmp_path)

    assert changes["W05 2025-03"] == "unproven"


def test_a_month_that_is_settled_is_mended_though_another_cannot_be_judged(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    _paid(dossier)
    (dossier / "工资表7月.csv").write_text(PAPERS["工资表.csv"].replace("2025年3月", "2025年6月"), "utf-8")
    changes = _compared(run, dossier, tmp_path)
    coverage = json.loads((tmp_path / "new" / "audit.json").read_text("utf-8"))["coverage"]

    assert next(line["unknown"] for line in coverage if line["rule"] == "W05") == 1
    assert changes["W05 2025-03"] == "fixed"


def test_a_part_that_was_paid_is_recovered_and_the_finding_persists(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    (dossier / "流水.csv").write_text(PAPERS["流水.csv"].replace("100,,15900", "400,,15600"), "utf-8")
    changes = _compared(run, dossier, tmp_path)
    compared = json.loads((tmp_path / "new" / "audit.json").read_text("utf-8"))["comparison"]

    assert changes["W05 2025-03"] == "persisting"
    assert compared["projects"][0]["recovered"] == "300.00"
    assert "900.00" in compared["amounts_before"].values()


@pytest.mark.parametrize(("option", "hidden"), [((), "360199199001011238"), (("--public",), "张大山")])
def test_what_an_earlier_run_showed_in_full_is_hidden_again(
    run: Run, dossier: Path, tmp_path: Path, option: tuple[str, ...], hidden: str
) -> None:
    """The worker leaves the papers: only the earlier run knows of the finding, and showed number and name."""
    roster = dossier / "花名册.csv"
    roster.write_text(roster.read_text("utf-8") + ",360199199001011238,赣江劳务,,2025-01-12,\n", "utf-8")
    run("audit", dossier, *ON, "--out", tmp_path / "old", "--reveal", "-q")
    assert hidden in (tmp_path / "old" / "audit.json").read_text("utf-8")
    for name in ("花名册.csv", "工资表.csv", "流水.csv"):
        text = PAPERS[name].replace("张大山", "王小河").replace("360199199001011238", "36019919850505001X")
        (dossier / name).write_text(text, "utf-8")
    ran = run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old", *option)
    compared = run("diff", tmp_path / "old", tmp_path / "new")

    written = [path.read_text("utf-8-sig") for path in (tmp_path / "new").rglob("*.*")]
    assert all(hidden not in text for text in (*written, ran.out, ran.err))
    assert "360199199001011238" not in compared.out


def test_another_key_is_noticed(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    options = ("--on", "2025-08-20", "--key", "other", "--baseline", tmp_path / "old")
    ran = run("audit", dossier, *options, "--out", tmp_path / "new")

    assert ran.code == 1
    assert "请用同一个 --key" in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ("[]", "不是 wagecheck/1"),
        ('{"schema": "other/1"}', "不是 wagecheck/1"),
        ('{"schema": "wagecheck/1"}', "内容不完整"),
        ('{"schema": "wagecheck/1", "on": "", "rulebook": "", "projects": [], "findings": [3]}', "内容不完整"),
    ],
)
def test_a_file_that_is_no_result_is_one_line(run: Run, dossier: Path, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "old.json").write_text(text, "utf-8")
    ran = run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "old.json")

    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("project_id", "\ud800"),
        ("project_id", 7),
        ("by", None),
        ("deadline", "soon"),
        ("amount", "1e999999999"),
        ("amount", "NaN"),
        ("amount", -1e400),
    ],
)
def test_a_result_that_says_what_none_can_say_is_one_line(
    run: Run, dossier: Path, tmp_path: Path, name: str, said: object
) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    document = json.loads((tmp_path / "old" / "audit.json").read_text("utf-8"))
    document["findings"][0][name] = said
    (tmp_path / "old" / "audit.json").write_text(json.dumps(document), "utf-8")
    ran = run("diff", tmp_path / "old", tmp_path / "old")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "内容不完整" in ran.err


def test_a_result_with_endless_workers_is_one_line(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "old", "-q")
    document = json.loads((tmp_path / "old" / "audit.json").read_text("utf-8"))
    document["coverage"][0]["pass"] = float("inf")
    (tmp_path / "old" / "audit.json").write_text(json.dumps(document), "utf-8")
    ran = run("diff", tmp_path / "old", tmp_path / "old")

    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_file_that_is_not_there_is_one_line(run: Run, dossier: Path, tmp_path: Path) -> None:
    ran = run("audit", dossier, *ON, "--out", tmp_path / "new", "--baseline", tmp_path / "none.json")

    assert ran.code == 2
    assert "none.json" in ran.err
