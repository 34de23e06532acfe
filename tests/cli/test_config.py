"""wagecheck.toml, WAGECHECK_* and flags: which goes first, what is refused, and what `config` tells of it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def _write(text: str, folder: str = ".") -> None:
    Path(folder, "wagecheck.toml").write_text(text, "utf-8")


def _told(run: Run, *arguments: str) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(run("config", "--json", *arguments).out)["settings"]}


def test_each_setting_names_where_it_comes_from(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _write('fail_on = "never"\norg = "甲"\nlang = "zh"\n')
    monkeypatch.setenv("WAGECHECK_LANG", "en")
    told = _told(run, "--org", "乙")

    assert [(name, told[name]["value"], told[name]["origin"]) for name in ("fail_on", "lang", "org", "jobs")] == [
        ("fail_on", "never", "file"),
        ("lang", "en", "variable"),
        ("org", "乙", "flag"),
        ("jobs", 0, "default"),
    ]
    assert told["lang"]["where"] == "WAGECHECK_LANG"
    assert told["fail_on"]["where"] == str(Path("wagecheck.toml").resolve())


def test_without_json_it_reads_like_the_file(run: Run) -> None:
    _write("jobs = 2\n")
    lines = run("config").out.splitlines()

    assert "jobs = 2  # 配置文件" in lines
    assert 'fail_on = "violation"  # 默认' in lines


def test_the_key_is_never_shown(run: Run) -> None:
    _write('key = "topsecret"\n')

    assert "topsecret" not in run("config").out + run("config", "--json").out
    assert _told(run)["key"]["set"] is True


def test_the_file_is_found_in_a_folder_above(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("below").mkdir()
    _write('fail_on = "never"\n')
    monkeypatch.chdir("below")

    assert _told(run)["fail_on"]["value"] == "never"


def test_a_path_counts_from_the_folder_of_the_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("below").mkdir()
    _write('law = "own.toml"\n')
    monkeypatch.chdir("below")

    assert _told(run)["law"]["value"] == str(Path("../own.toml").resolve())


def test_a_list_and_a_date_may_be_written_as_toml_has_them(run: Run) -> None:
    _write('format = ["html", "md"]\nselect = ["W", "D03"]\non = 2025-08-20\n')
    told = _told(run)

    assert [told[name]["value"] for name in ("format", "select", "on")] == ["html,md", "W,D03", "2025-08-20"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('failon = "never"\n', "是否指 fail_on?"),
        ('fail_on = "nevr"\n', "是否指 never?"),
        ('[[sheets]]\nfile = "a"\n', "是否指 sheet?"),
        ('jobs = "2"\n', "不是整数"),
        ("jobs = -1\n", "jobs"),
        ('reveal = "yes"\n', "true 或 false"),
        ("org = 3\n", "不是文字"),
        ('on = "20.8.2025"\n', "2025-08-20"),
        ('place = "南昌"\n', "360100"),
        ('format = "htm"\n', "是否指 html?"),
        ('select = "W5"\n', "W5"),
        ("select = []\n", "没有写任何规则"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_what_was_meant(run: Run, text: str, says: str) -> None:
    _write(text)
    ran = run("config")

    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_wrong_file_stops_an_audit_before_any_work(run: Run, dossier: Path) -> None:
    _write('reveal = "yes"\n')

    assert run("audit", dossier).code == 2
    assert not Path("wagecheck-out").exists()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("FAIL_ON", "nevr", "是否指 never?"), ("JOBS", "x", "WAGECHECK_JOBS"), ("REVEAL", "perhaps", "WAGECHECK_REVEAL")],
)
def test_a_wrong_variable_is_one_line_that_names_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"WAGECHECK_{name}", value)
    ran = run("config")

    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_misspelt_variable_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAGECHECK_FAILON", "never")
    ran = run("config")

    assert ran.code == 0
    assert "是否指 WAGECHECK_FAIL_ON?" in ran.err


def test_a_variable_of_ones_own_is_left_in_peace(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAGECHECK_PASSWORD_OF_THE_BANK", "x")

    assert run("config").err == ""


def test_another_command_takes_the_settings_that_it_shares(run: Run, dossier: Path) -> None:
    _write('on = "nonsense"\nout = "mine"\n')

    assert "nonsense" in run("slip", dossier, "--all-owed").err
    _write('on = "2025-08-20"\nout = "mine"\n')
    run("slip", dossier, "--all-owed")
    assert not Path("mine").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--select", ""), "没有写任何规则"),
        (("--ignore", " , "), "没有写任何规则"),
        (("--select", "实名"), "是否指 实名制?"),
        (("--select", "w055"), "是否指 W05?"),
        (("--ignore", "W05,Q1"), "Q1"),
    ],
)
def test_a_selection_of_nothing_is_refused(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run("config", *arguments)

    assert ran.code == 2
    assert says in ran.err


@pytest.mark.parametrize("words", ["W05", "w", "按月足额支付", "W05，D", "W05、F01"])
def test_ids_prefixes_and_pillars_select(run: Run, words: str) -> None:
    assert run("config", "--select", words).code == 0
