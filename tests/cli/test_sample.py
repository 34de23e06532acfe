"""`wagecheck sample`: a list to go on site with."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import PAPERS, Run

ON = ("--on", "2025-08-20")


def test_the_list_says_whom_to_ask_and_why(run: Run, dossier: Path) -> None:
    ran = run("sample", dossier, *ON)

    assert (ran.code, ran.err) == (0, "")
    assert "张大山" in ran.out
    assert "欠发 900.00 元" in ran.out


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_numbers_are_shown_on_demand_only(run: Run, dossier: Path, options: tuple[str, ...]) -> None:
    masked = run("sample", dossier, *ON, *options).out
    shown = run("sample", dossier, *ON, *options, "--reveal").out

    assert "360199199001011238" not in masked
    assert "360199199001011238" in shown


def test_as_json_it_holds_what_draws_it_again(run: Run, dossier: Path) -> None:
    told = json.loads(run("sample", dossier, *ON, "--n", 5, "--seed", 7, "--json").out)

    assert (told["on"], told["n"], told["seed"]) == ("2025-08-20", 5, 7)
    assert [one["name"] for one in told["projects"][0]["people"]] == ["张大山"]


@pytest.mark.parametrize("name", ["名单.csv", "名单.xlsx"])
def test_it_is_written_to_a_file_in_which_nothing_acts(run: Run, dossier: Path, name: str) -> None:
    roster = PAPERS["花名册.csv"].replace("赣江劳务", '"=1+1"')
    (dossier / "花名册.csv").write_text(roster, "utf-8")

    ran = run("sample", dossier, *ON, "--out", name)

    if name.endswith(".csv"):
        cells = next(row for row in csv.DictReader(Path(name).read_text("utf-8-sig").splitlines()))
        assert cells["单位"] == "'=1+1"
    else:
        (cell,) = (cell for cell in openpyxl.load_workbook(name).worksheets[0][2] if cell.value == "=1+1")
        assert cell.data_type == "s"
    assert f"→ {name}" in ran.out


def test_a_file_of_ones_own_is_not_overwritten(run: Run, dossier: Path) -> None:
    Path("名单.csv").write_text("mine", "utf-8")

    assert run("sample", dossier, *ON, "--out", "名单.csv").code == 2
    assert Path("名单.csv").read_text("utf-8") == "mine"


def test_an_unknown_kind_of_file_is_wrong_usage(run: Run, dossier: Path) -> None:
    ran = run("sample", dossier, *ON, "--out", "名单.doc")

    assert ran.code == 2
    assert ".csv 或 .xlsx" in ran.err


def test_english_on_demand(run: Run, dossier: Path) -> None:
    assert "owed 900.00 yuan, 1 month" in run("sample", dossier, *ON, "--lang", "en").out


def test_a_dossier_without_people_gives_no_sample(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "项目概况.csv").write_text(PAPERS["项目概况.csv"], "utf-8")

    assert run("sample", tmp_path / "d", *ON).code == 3
