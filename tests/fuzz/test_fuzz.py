"""A slice of benchmarks/fuzz.py, and every file by which it once broke something."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def fuzzing(monkeypatch: pytest.MonkeyPatch) -> tuple[Callable[..., Any], Callable[..., Any]]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in [name for name in sys.modules if name.split(".")[0] == "fuzzing"]:
        monkeypatch.delitem(sys.modules, name)
    from fuzzing import check, mutate  # type: ignore[import-not-found]  # noqa: PLC0415 - its folder is on the path now

    return mutate.case, check.read_some


def test_files_broken_at_random_break_nothing(fuzzing: tuple[Callable[..., Any], Callable[..., Any]]) -> None:
    case, read_some = fuzzing
    made = [case(0, index) for index in range(40)]
    seen = read_some([(name, content) for name, content, _ in made])
    assert [(index, one.faults) for index, one in enumerate(seen) if one.faults] == []


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.iterdir()))
def test_a_file_that_once_broke_something_breaks_nothing(
    fuzzing: tuple[Callable[..., Any], Callable[..., Any]], name: str
) -> None:
    _, read_some = fuzzing
    called = "project.toml" if name.endswith(".project.toml") else name
    (seen,) = read_some([(called, (CORPUS / name).read_bytes())])
    assert (seen.faults, seen.panics) == ([], 0)
