"""Losing evidence accuses nobody: a clean dossier stays without a breach whichever of its papers is taken away."""

from functools import partial
from pathlib import Path

import pytest
from madeup import Plan, build, write
from madeup.books import Paper
from madeup.headings import OFFICIAL, SHEETS
from madeup.papers_bank import statement_counted
from madeup.papers_office import table

import wagecheck

PAPERS: dict[str, Paper] = {
    **{name: partial(table, name=name, file=f"{SHEETS[name]}.csv") for name in OFFICIAL},
    "statement": statement_counted,
}
SITE = build(Plan(seed=4_100, workers=24, months=3))


@pytest.mark.parametrize("lost", sorted(set(PAPERS) - {"project"}))
def test_without_one_of_its_papers_a_clean_dossier_has_no_breach(lost: str, tmp_path: Path) -> None:
    write(SITE, tmp_path, [paper for name, paper in PAPERS.items() if name != lost])

    report = wagecheck.audit([tmp_path], on=SITE.on)

    assert [(each.rule, each.message) for each in report.findings] == []


@pytest.mark.parametrize("kept", sorted(PAPERS))
def test_one_paper_alone_of_a_clean_dossier_shows_no_breach(kept: str, tmp_path: Path) -> None:
    write(SITE, tmp_path, [PAPERS[kept]])

    report = wagecheck.audit([tmp_path], on=SITE.on)

    assert [(each.rule, each.message) for each in report.findings] == []
