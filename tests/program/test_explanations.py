"""A finding that is a sum shows the sum."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import wagecheck
from wagecheck.model import Finding

SAMPLE = Path(__file__).parents[2] / "samples" / "nanchang-binjiang"


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    on = tomllib.loads((SAMPLE / "expected.toml").read_text("utf-8"))["on"]
    return wagecheck.audit([SAMPLE], on=on).findings


def yuan(cell: str) -> Decimal:
    return Decimal(cell.replace(",", ""))


def test_arrears_are_what_the_last_line_leaves_unsettled(found: tuple[Finding, ...]) -> None:
    owed = [finding for finding in found if finding.rule == "W05"]

    assert owed
    for finding in owed:
        assert finding.calculation is not None
        last = finding.calculation.lines[-1]
        assert last.cells[0] == finding.month
        assert yuan(last.cells[5]) == Decimal(finding.amount or 0)
        assert any(source.file.startswith("05工资表") for source in last.sources)


def test_each_month_settles_to_the_fen(found: tuple[Finding, ...]) -> None:
    for finding in found:
        if finding.rule == "W05" and finding.calculation is not None:
            for line in finding.calculation.lines:
                parts = [] if line.cells[3] == "无" else line.cells[3].split("; ")
                assert sum((yuan(part.split(" ")[1]) for part in parts), Decimal(0)) == yuan(line.cells[4])
                assert yuan(line.cells[1]) == yuan(line.cells[4]) + yuan(line.cells[5])


def test_a_shortfall_of_the_deposit_is_what_is_required_less_what_counts(found: tuple[Finding, ...]) -> None:
    (finding,) = [finding for finding in found if finding.rule == "D03"]

    assert finding.calculation is not None
    lines = {line.cells[0]: line for line in finding.calculation.lines}
    counted = sum(yuan(line.cells[2]) for line in finding.calculation.lines if line.cells[1].endswith(", 计入"))
    assert counted == yuan(lines["有效合计"].cells[2])
    assert yuan(lines["应存 (至少)"].cells[2]) - counted == yuan(lines["差额"].cells[2]) == Decimal(finding.amount or 0)


def test_an_overpayment_is_what_the_last_line_is_below_zero(found: tuple[Finding, ...]) -> None:
    over = [finding for finding in found if finding.rule == "B05"]

    assert over
    for finding in over:
        assert finding.calculation is not None
        assert -yuan(finding.calculation.lines[-1].cells[3]) == Decimal(finding.amount or 0)
