"""A slice of benchmarks/mutations.py: what is planted is found, and nothing else."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import loaded

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "mutations.py"


@pytest.fixture(scope="module")
def mutations() -> ModuleType:
    return loaded(SCRIPT, "mutations")


def test_what_is_planted_is_found_and_nothing_else(mutations: ModuleType) -> None:
    score = mutations.Score()

    mutations.run([mutations.troubled(seed) for seed in range(6)], score)

    assert score.odd == []
    assert score.planted > len(range(6))


def test_clean_dossiers_have_no_findings(mutations: ModuleType) -> None:
    score = mutations.Score()

    mutations.run([mutations.clean(seed) for seed in range(1001, 1004)], score)

    assert (score.odd, score.planted, score.dossiers) == ([], 0, 3)


def test_what_is_planted_between_two_dossiers_is_found_and_nothing_else(mutations: ModuleType) -> None:
    score = mutations.Score()

    mutations.run(mutations.neighbours(6), score)
    mutations.run(mutations.neighbours(8), score)

    assert score.odd == []
    assert {"A06", "B03", "K02"} <= set(score.right)


def test_every_rule_has_a_mutator(mutations: ModuleType) -> None:
    meant = {rule for mutator in (*mutations.MUTATORS, *mutations.PAIR_MUTATORS) for rule in mutator.rules}

    assert mutations.JUDGED - meant == set()


def test_a_disagreement_is_counted_against_the_tool(mutations: ModuleType) -> None:
    score = mutations.Score()
    one, other = ("W05", "worker", "张三", "2025-03"), ("W05", "worker", "李四", "2025-03")

    mutations.compare(score, "甲", {one: "5.00"}, {one: "5.01", other: ""})

    assert (score.right["W05"], score.wrong["W05"], score.missed["W05"]) == (0, 2, 1)
