"""`wagecheck slip`: sheets for those who are owed, and clear words where there is none."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, Run

ON = ("--on", "2025-08-20")


def test_everyone_who_is_owed_gets_a_sheet(run: Run, dossier: Path, tmp_path: Path) -> None:
    ran = run("slip", dossier, "--all-owed", *ON, "--out", tmp_path / "out")

    assert (ran.code, ran.err) == (0, "")
    assert "张大山 3601**********1238 欠发 900.00 元, 1 个月" in ran.out
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"张大山-1238.html", "manifest.json"}


def test_the_sheet_shows_the_number_only_on_demand(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("slip", dossier, "--worker", "张大山", *ON, "--out", tmp_path / "out")
    masked = (tmp_path / "out" / "张大山-1238.html").read_text("utf-8")
    run("slip", dossier, "--worker", "360199199001011238", *ON, "--reveal", "--out", tmp_path / "out")

    assert "360199199001011238" not in masked
    assert "360199199001011238" in (tmp_path / "out" / "张大山-1238.html").read_text("utf-8")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["revealed"] is True


def test_the_public_version_hides_the_name_everywhere(run: Run, dossier: Path, tmp_path: Path) -> None:
    ran = run("slip", dossier, "--worker", "张大山", *ON, "--public", "--out", tmp_path / "out")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()}

    assert ran.code == 0
    assert any("张*" in text for text in written.values())
    assert "大山" not in "".join([ran.out, ran.err, *written, *written.values()])


def test_the_sheets_are_the_same_with_a_cache_and_several_processes(run: Run, dossier: Path, tmp_path: Path) -> None:
    how = ("--jobs", "2", "--cache", tmp_path / "cache")
    run("slip", dossier, "--all-owed", *ON, "--out", tmp_path / "plain")
    for _ in ("new", "full"):
        run("slip", dossier, "--all-owed", *ON, *how, "--out", tmp_path / "out")

        assert (tmp_path / "out" / "张大山-1238.html").read_bytes() == (
            tmp_path / "plain" / "张大山-1238.html"
        ).read_bytes()


def test_english_on_demand(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("slip", dossier, "--all-owed", *ON, "--lang", "en", "--out", tmp_path / "out")

    assert "Wage evidence sheet" in (tmp_path / "out" / "张大山-1238.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "用 --worker"),
        (("--worker", "钱无"), "台账里没有 钱无"),
        (("--all-owed", "--place", "江西"), "不是六位行政区划代码"),
        (("--all-owed", "--on", "明天"), "无法识别"),
        (("--all-owed", "--public", "--reveal"), "公开版不能与 --reveal 同时使用"),
    ],
)
def test_a_wrong_command_is_one_line_and_writes_nothing(
    run: Run, dossier: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    ran = run("slip", dossier, *options, "--out", tmp_path / "out")

    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_number_of_an_unknown_worker_is_masked_in_the_message(run: Run, dossier: Path) -> None:
    ran = run("slip", dossier, "--worker", "360199199202022348", *ON)

    assert "360199199202022348" not in ran.err
    assert "3601**********2348" in ran.err


def test_where_nobody_is_owed_the_command_says_so(run: Run, dossier: Path, tmp_path: Path) -> None:
    paid = PAPERS["流水.csv"].replace("100,,15900", "1000,,15000")
    (dossier / "流水.csv").write_text(paid, "utf-8")
    ran = run("slip", dossier, "--all-owed", *ON, "--out", tmp_path / "out")

    assert ran.code == 0
    assert "没有查出欠薪的农民工" in ran.out
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_judged_it_is_no_success(run: Run, dossier: Path, tmp_path: Path) -> None:
    (dossier / "流水.csv").unlink()
    ran = run("slip", dossier, "--all-owed", *ON, "--out", tmp_path / "out")

    assert ran.code == 3
    assert "没有可以核对的付款资料" in ran.out


def test_the_report_of_an_audit_is_not_replaced(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("audit", dossier, *ON, "--out", tmp_path / "out")
    ran = run("slip", dossier, "--all-owed", *ON, "--out", tmp_path / "out")

    assert ran.code == 2
    assert (tmp_path / "out" / "report.html").exists()


def test_the_configuration_speaks_for_sheets_too(run: Run, dossier: Path, tmp_path: Path) -> None:
    Path("wagecheck.toml").write_text('on = "2025-08-20"\norg = "城东法律援助站"\nout = "elsewhere"\n', "utf-8")
    run("slip", dossier, "--all-owed", "--out", tmp_path / "out")

    assert "城东法律援助站" in (tmp_path / "out" / "张大山-1238.html").read_text("utf-8")
    assert not Path("elsewhere").exists()
