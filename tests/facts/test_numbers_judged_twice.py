"""A slice of benchmarks/differential.py: numbers, random and nearly right, are judged as python-stdnum judges them."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import loaded

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "differential.py"


@pytest.fixture(scope="module")
def differential() -> ModuleType:
    return loaded(SCRIPT, "differential")


@pytest.mark.parametrize("kind", ["ID numbers", "credit codes"])
def test_both_judges_say_the_same_of_ten_thousand_numbers(differential: ModuleType, kind: str) -> None:
    assert list(differential.disagreements(kind, 10_000, seed=7)) == []


@pytest.mark.parametrize("kind", ["ID numbers", "credit codes"])
def test_a_fifth_of_them_at_least_is_sound_and_a_fifth_is_not(
    differential: ModuleType, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    list(differential.disagreements(kind, 1_000, seed=7))

    sound = int(capsys.readouterr().out.split()[-4])
    assert 200 < sound < 800
