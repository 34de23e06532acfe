"""What must hold of any dossier: the order of rows, of files, and the company of other projects change nothing."""

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import polars as pl
import pytest
from madeup import Plan, Site, build, plant, template, write
from madeup.plant_money import returned, short_paid, to_contractor

import wagecheck
from wagecheck import engine, ingest, law
from wagecheck.facts import build_facts
from wagecheck.findings import Voice, findings
from wagecheck.model import Finding, Report
from wagecheck.rules import ALL

CROSS_PROJECT = {"A06", "B03", "K02"}
ON = date(2025, 4, 20)


def troubled(seed: int) -> Site:
    site = build(Plan(seed=seed, workers=24, months=3, subcontractors=2))
    team = site.workers[-1].team
    plant(
        site,
        [
            short_paid(team, 2, 1, "0.5"),
            returned(0, repaid=False),
            to_contractor(date(2025, 3, 20), Decimal(9000)),
        ],
    )
    return site


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dossiers side by side."""
    folder = tmp_path_factory.mktemp("two")
    for seed in (71, 72):
        write(troubled(seed), folder / f"dossier-{seed}", template())
    return folder


def told(found: tuple[Finding, ...]) -> set[tuple[object, ...]]:
    return {(f.fingerprint, f.amount, f.message) for f in found if f.rule not in CROSS_PROJECT}


def test_a_project_is_judged_alone(root: Path) -> None:
    together = wagecheck.audit([root], on=ON)
    alone: list[Report] = [wagecheck.audit([folder], on=ON) for folder in sorted(root.iterdir())]

    assert told(together.findings) == told(alone[0].findings) | told(alone[1].findings)
    assert told(together.findings)
    assert together.projects == tuple(project for report in alone for project in report.projects)


def test_the_names_of_files_change_nothing(root: Path, tmp_path: Path) -> None:
    original = root / "dossier-71"
    renamed = tmp_path / "renamed"
    shutil.copytree(original, renamed)
    for at, path in enumerate(sorted(renamed.iterdir(), reverse=True)):
        path.rename(renamed / f"{at:02}{path.suffix}")

    before, after = (wagecheck.audit([folder], on=ON) for folder in (original, renamed))

    assert told(before.findings) == told(after.findings)
    assert [project.money for project in before.projects] == [project.money for project in after.projects]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing(root: Path, seed: int) -> None:
    """The statement keeps its own order: the bank's."""
    book = law.load()
    papers = ingest.read(ingest.find([root]), region_of=book.region_of)
    pairs = {(sheet.project_id, sheet.table) for sheet in papers.inputs}
    handed = pl.DataFrame(sorted(pairs), schema={"project_id": pl.String, "table": pl.String}, orient="row")

    def judged(tables: Mapping[str, pl.DataFrame]) -> set[tuple[object, ...]]:
        facts = build_facts(tables, handed, book, on=ON)
        frames = {
            grain: book.attach(frame, sorted({n for r in ALL if r.grain == grain for n in r.reads if "." in n}))
            for grain, frame in facts.frames.items()
        }
        return told(findings(engine.judge(ALL, frames).by_rule, facts, book, Voice(b"")))

    order = Random(seed)  # noqa: S311 - a shuffle that can be repeated
    shuffled = {
        name: table if name == "statement" else table.sample(fraction=1, shuffle=True, seed=order.randrange(10**6))
        for name, table in papers.tables.items()
    }

    assert judged(shuffled) == judged(papers.tables)


def test_every_yuan_of_a_statement_falls_in_exactly_one_kind(root: Path) -> None:
    site = troubled(71)
    report = wagecheck.audit([root / "dossier-71"], on=ON)

    lines = sum((line.debit + line.credit for line in site.lines), Decimal(0))

    assert sum((Decimal(amount) for amount in report.projects[0].flow.values()), Decimal(0)) == lines
