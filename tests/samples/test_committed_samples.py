import csv
import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from generate import SAMPLES, make
from madeup import reckon
from madeup.judge import findings, judge
from madeup.site import ZERO

COMMITTED = Path(__file__).parents[2] / "samples"
FOLDERS = ("nanchang-binjiang", "tianjin-teda", "ganzhou-school")
ENCODINGS = {"09应急周转金.csv": "utf-8-sig", "工程款.csv": "utf-8-sig"}


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("samples")
    for sample in SAMPLES:
        make(sample(), root)
    return root


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Read all cells of a workbook or csv file."""
    if path.suffix == ".csv":
        with path.open(encoding=ENCODINGS.get(path.name, "gb18030"), newline="") as file:
            return {"": list(csv.reader(file))}
    book = calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def expected(folder: str) -> dict[str, Any]:
    return tomllib.loads((COMMITTED / folder / "expected.toml").read_text("utf-8"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_committed_is_what_the_generator_writes(anew: Path, folder: str) -> None:
    names = sorted(path.name for path in (anew / folder).iterdir())
    assert names == sorted(path.name for path in (COMMITTED / folder).iterdir())
    for name in names:
        old, new = COMMITTED / folder / name, anew / folder / name
        same = old.read_bytes() == new.read_bytes()
        assert same or (name.endswith((".xlsx", ".xls", ".csv")) and sheets(old) == sheets(new)), name


def test_the_samples_are_small() -> None:
    size = sum(path.stat().st_size for folder in FOLDERS for path in (COMMITTED / folder).iterdir())
    assert size < 1_500_000


def test_the_large_site_has_trouble_under_every_letter_of_the_rule_book() -> None:
    rules = {finding["rule"] for finding in expected("nanchang-binjiang")["finding"]}
    assert {rule[0] for rule in rules} == set("PDEARKWBLXF")


def test_the_clean_site_expects_nothing() -> None:
    assert set(expected("tianjin-teda")) == {"on", "project"}


def test_the_small_site_is_mostly_unknown() -> None:
    said = judge(SAMPLES[2]().site)
    verdicts = Counter(verdict.passes for verdict in said if verdict.rule in {"W05", "W06", "X02", "D03"})
    assert set(verdicts) == {None}


@pytest.mark.parametrize("folder", FOLDERS)
def test_expected_findings_are_those_of_the_oracle(folder: str) -> None:
    site = SAMPLES[FOLDERS.index(folder)]().site
    told = Counter(finding["rule"] for finding in expected(folder).get("finding", []))
    assert told == Counter(said.rule for said in findings(site))
    assert expected(folder)["on"] == site.on


def test_no_two_expected_findings_are_alike() -> None:
    told = [tuple(sorted(finding.items())) for finding in expected("nanchang-binjiang")["finding"]]
    assert len(set(told)) == len(told)


def test_every_plant_of_the_large_site_is_found() -> None:
    sample = SAMPLES[0]()
    assert {said for each in sample.planted for said in each.expects} <= set(findings(sample.site))


def test_the_row_named_in_an_expectation_bears_its_amount() -> None:
    rows = sheets(COMMITTED / "nanchang-binjiang" / "06专户流水.xlsx")["明细"]
    told = [each for each in expected("nanchang-binjiang")["finding"] if each["subject"].startswith("06专户流水.xlsx#")]
    for finding in told:
        cells = rows[int(finding["subject"].split("#")[1]) - 1]
        assert f"{Decimal(finding['amount']):,.2f}" in cells[5:7], finding
    assert len(told) > 5


def test_no_arrears_lie_between_the_nations_and_the_provinces_reference_line() -> None:
    site = SAMPLES[0]().site
    money = reckon(site)
    owed = {
        worker.name: [each for due in money.dues_of(worker.who) if (each := money.arrears(due, site.on))]
        for worker in site.workers
    }
    long = [sum(each, ZERO) for each in owed.values() if len(each) >= 3]
    assert min(long) >= 10_000


def test_the_statement_on_paper_adds_up_to_the_lines_of_the_site() -> None:
    site = SAMPLES[1]().site
    rows = sheets(COMMITTED / "tianjin-teda" / "建行专户明细.csv")[""][9:]
    paper = [Decimal(row[4].replace(",", "")) for row in rows]
    assert paper == [line.debit for line in site.lines]


def test_the_payroll_on_paper_adds_up_to_its_own_total() -> None:
    (rows, *_) = sheets(COMMITTED / "tianjin-teda" / "工资表（总包）.xlsx").values()
    nets = [float(str(row[11]).replace(",", "")) for row in rows[3:-2]]
    assert round(sum(nets), 2) == rows[-2][11]


def test_ids_typed_as_numbers_have_lost_their_last_digits() -> None:
    rows = sheets(COMMITTED / "ganzhou-school" / "花名册.xlsx")["花名册"][3:]
    damaged = [row[5] for row in rows if isinstance(row[5], float)]
    assert [number >= 10**17 for number in damaged] == [True, True]


def test_every_id_number_in_the_samples_stands_under_a_division_that_does_not_exist() -> None:
    for folder in FOLDERS:
        for path in (COMMITTED / folder).glob("*.xls*"):
            cells = {str(cell) for rows in sheets(path).values() for row in rows for cell in row}
            ids = {cell for cell in cells if re.fullmatch(r"\d{17}[\dX]", cell)}
            assert all(number.startswith(("360199", "120199")) for number in ids)


def test_the_sites_are_of_the_promised_size() -> None:
    large, clean, small = (sample().site for sample in SAMPLES)
    assert (len(large.workers), len(large.months), large.on) == (132, 8, date(2025, 8, 20))
    assert (len(clean.workers), len(clean.months)) == (46, 6)
    assert (len(small.workers), len(small.months)) == (25, 4)
