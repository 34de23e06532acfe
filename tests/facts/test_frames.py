"""The facts of a run, grain by grain."""

from tests.facts.small_site import ZHANG, Build, wages
from wagecheck.facts import GRAINS


def test_there_is_a_frame_for_every_grain(facts: Build) -> None:
    frames = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03")).frames

    assert list(frames) == list(GRAINS)
    assert len(frames) == len(GRAINS)
