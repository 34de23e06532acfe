"""`wagecheck demo`: the newcomer's first command."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_it_writes_a_dossier_and_its_report(run: Run) -> None:
    ran = run("demo")

    papers = {path.name for path in Path("wagecheck-demo/台账").iterdir()}
    found = json.loads(Path("wagecheck-demo/结果/audit.json").read_text("utf-8"))
    assert ran.code == 0
    assert {"03农民工花名册.xlsx", "06专户流水.xlsx"} <= papers
    assert "expected.toml" not in papers
    assert found["on"] == "2025-08-20"
    assert found["findings"]
    assert "wagecheck-demo/结果/report.html" in ran.out.replace("\\", "/")


def test_a_setting_of_ones_own_does_not_change_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAGECHECK_SELECT", "D01")
    monkeypatch.setenv("WAGECHECK_OUT", "elsewhere")

    run("demo", "样例", "-q", "--lang", "en")

    found = json.loads(Path("样例/结果/audit.json").read_text("utf-8"))
    assert len({one["rule"] for one in found["findings"]}) > 10
    assert not Path("elsewhere").exists()


def test_it_overwrites_nothing_of_ones_own(run: Run) -> None:
    Path("样例/台账").mkdir(parents=True)
    Path("样例/台账/花名册.csv").write_text("mine", "utf-8")

    ran = run("demo", "样例")

    assert ran.code == 2
    assert "已有其他文件" in ran.err
    assert [path.name for path in Path("样例/台账").iterdir()] == ["花名册.csv"]


def test_a_file_in_its_place_is_one_line(run: Run) -> None:
    Path("样例").write_text("mine", "utf-8")

    ran = run("demo", "样例")

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
