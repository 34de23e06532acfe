"""The law goes along with every piece of work, and is read once in each process."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

from wagecheck.law import Law, load

OWN = """code = "36"
[[wage.minimum_monthly]]
from = 2026-01-01
value = 2600
cite = "试验文件"
read = "copy"
"""


def sent(law: Law) -> Law:
    arrived = pickle.loads(pickle.dumps(law))  # noqa: S301 - our own
    assert isinstance(arrived, Law)
    return arrived


def test_the_law_that_comes_again_is_the_one_at_hand(law: Law) -> None:
    assert sent(law) is sent(law)


def test_another_law_is_not_mistaken_for_the_one_at_hand(law: Law, overlay: Callable[[str], Path]) -> None:
    asked = ("wage.minimum_monthly", "360000", date(2026, 6, 1))
    own = load(overlay(OWN))

    assert sent(law).citation(*asked) == law.citation(*asked)
    assert sent(own).citation(*asked) == own.citation(*asked)
    assert own.citation(*asked) != law.citation(*asked)


def test_what_was_looked_up_does_not_travel() -> None:
    fresh = load()
    before = len(pickle.dumps(fresh))
    fresh.citation("wage.minimum_monthly", "360100", date(2025, 1, 1))

    assert len(pickle.dumps(fresh)) == before
