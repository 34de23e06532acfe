"""Every mutator sets off the rules that it is there for, by the oracle."""

from contextlib import suppress
from datetime import date
from random import Random

import pytest
from madeup import Plan, build
from madeup.ground import Ground
from madeup.judge import findings
from madeup.mutators import MUTATORS, Mutator, rich


def set_off(mutator: Mutator, seed: int, region: str) -> set[str]:
    first = date(2026, 3, 1) if "R19" in mutator.rules else date(2024, 12, 1)
    site = build(Plan(seed=seed, workers=80, months=5, region=region, first=first))
    rich(site)
    rng = Random(seed)  # noqa: S311 - seeded on purpose
    ground = Ground(site, rng=rng)
    with suppress(ValueError):
        if not mutator.make(rng, site)(ground).balanced:
            site.balance_anew()
    return {said.rule for said in findings(site)}


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda each: each.name)
def test_a_mutator_sets_off_the_rules_that_it_is_there_for(mutator: Mutator) -> None:
    region = "410105" if "P05" in mutator.rules else "360112"
    seen: set[str] = set()
    for seed in range(1, 9):
        seen |= set_off(mutator, seed, region)
        if set(mutator.rules) <= seen:
            break
    assert set(mutator.rules) <= seen
