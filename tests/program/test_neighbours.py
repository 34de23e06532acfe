"""Two dossiers in one run: what they share is found in both, each names the other, whichever is read first."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from madeup import build, template, write
from madeup.ground import Ground
from madeup.plan import Plan
from madeup.plant_pairs import PAIR_MUTATORS

import wagecheck
from wagecheck.model import Finding

ON = date(2025, 4, 20)
BETWEEN = {"A06", "B03", "K02"}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, set[str]]]:
    """Write two dossiers that share an account, a card and a man; with the names of the projects."""
    rng = Random(5)  # noqa: S311 - a choice that can be repeated
    sites = [build(Plan(seed=seed, workers=24, months=3, subcontractors=2)) for seed in (81, 82)]
    grounds = [Ground(site, rng=rng) for site in sites]
    for mutator in PAIR_MUTATORS:
        mutator.plant(rng, *grounds)
    folder = tmp_path_factory.mktemp("neighbours")
    for at, site in enumerate(sites):
        write(site, folder / f"dossier-{at}", template())
    yield folder, {site.text("project_name") for site in sites}
    shutil.rmtree(folder)


def told(paths: list[Path]) -> dict[str, list[Finding]]:
    found = wagecheck.audit(paths, on=ON, reveal=True).findings
    return {rule: [finding for finding in found if finding.rule == rule] for rule in BETWEEN}


def test_what_two_projects_share_is_found_in_both_and_each_names_the_other(both: tuple[Path, set[str]]) -> None:
    folder, names = both
    found = told([folder])

    for rule in BETWEEN:
        assert len({finding.project_id for finding in found[rule]}) == len(names), rule
    for finding in found["A06"] + found["B03"]:
        assert all(name in finding.message for name in names), finding.message
    for finding in found["K02"]:
        assert sum(name in finding.message for name in names) == 1, finding.message


def test_the_order_of_the_dossiers_changes_nothing(both: tuple[Path, set[str]]) -> None:
    folder, _ = both
    one, other = sorted(folder.iterdir())

    assert told([one, other]) == told([other, one])


def test_alone_neither_shares_anything(both: tuple[Path, set[str]]) -> None:
    folder, _ = both

    alone = [told([dossier]) for dossier in sorted(folder.iterdir())]

    assert [found["A06"] + found["K02"] for found in alone] == [[], []]
