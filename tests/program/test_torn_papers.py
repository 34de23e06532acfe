"""A file that cannot be opened accuses nobody: whoever or whatever it may name is not known to be missing."""

from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest
from madeup import Plan, build, write
from madeup.headings import OFFICIAL, SHEETS
from madeup.papers_bank import statement_counted
from madeup.papers_office import table

import wagecheck
from wagecheck.comparison import run_of
from wagecheck.model import Report, Verdict

SITE = build(Plan(seed=4_100, workers=24, months=3))
TORN = ("roster", "attendance", "payroll", "payout", "deposit", "subcontractor")
BROKEN = b"PK\x03\x04 cut off"
SAMPLE = Path(__file__).parents[2] / "samples" / "nanchang-binjiang"
SAMPLE_DAY = date(2025, 8, 20)
CUT = ("05工资表（沅岭劳务）.xlsx", "05工资表（砚溪劳务）.xlsx", "06专户流水.xlsx")


@pytest.fixture(scope="module")
def whole() -> Report:
    """What the sample shows when every file of it can be read."""
    return wagecheck.audit([SAMPLE], on=SAMPLE_DAY)


@pytest.mark.parametrize("kind", TORN)
@pytest.mark.parametrize("name", ["named", "nameless"])
def test_half_of_a_clean_paper_shows_no_breach_beside_a_half_that_cannot_be_opened(
    kind: str, name: str, tmp_path: Path
) -> None:
    named = [partial(table, name=each, file=f"{SHEETS[each]}.csv") for each in OFFICIAL]
    write(SITE, tmp_path, [*named, statement_counted])
    paper = tmp_path / f"{SHEETS[kind]}.csv"
    headings, *rows = paper.read_bytes().splitlines(keepends=True)
    paper.write_bytes(b"".join([headings, *rows[1::2]]))
    (tmp_path / (f"{SHEETS[kind]}(二).xlsx" if name == "named" else "新建(1).xlsx")).write_bytes(BROKEN)

    report = wagecheck.audit([tmp_path], on=SITE.on)

    assert [(each.rule, each.message) for each in report.findings] == []


@pytest.mark.parametrize("file", CUT)
def test_a_workbook_that_is_cut_off_brings_up_nothing_new_and_mends_nothing(
    file: str, tmp_path: Path, whole: Report
) -> None:
    copytree(SAMPLE, tmp_path / SAMPLE.name)
    cut = tmp_path / SAMPLE.name / file
    cut.write_bytes(cut.read_bytes()[:2000])

    report = wagecheck.audit([tmp_path / SAMPLE.name], on=SAMPLE_DAY, before=run_of(whole))

    rules = {each.fingerprint: each.rule for each in whole.findings}
    assert _found(report) - _found(whole) == set()
    assert [rules[name] for name, verdict in (report.rechecked or {}).items() if verdict is Verdict.PASS] == []


def test_the_papers_to_ask_for_name_the_one_that_could_not_be_opened(tmp_path: Path) -> None:
    copytree(SAMPLE, tmp_path / SAMPLE.name)
    cut = tmp_path / SAMPLE.name / CUT[0]
    cut.write_bytes(cut.read_bytes()[:2000])

    report = wagecheck.audit([tmp_path / SAMPLE.name], on=SAMPLE_DAY)

    lacking = next(each for each in report.coverage if each.rule == "W02")
    assert (lacking.unknown > 0, lacking.missing) == (True, ("payroll",))


def _found(report: Report) -> set[tuple[str, str, str]]:
    return {(each.rule, each.subject.id, str(each.month)) for each in report.findings}
