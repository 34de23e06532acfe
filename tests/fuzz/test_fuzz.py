"""Slices of benchmarks/fuzz.py, and every file by which it once broke something."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
Room = Callable[[str], Any]


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """Bring in a module of the fuzzer by its name; what it makes once is there for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        for name in [name for name in sys.modules if name.split(".")[0] == "fuzzing"]:
            patch.delitem(sys.modules, name)
        yield lambda name: importlib.import_module(f"fuzzing.{name}")


def test_files_broken_at_random_break_nothing(room: Room) -> None:
    made = [room("mutate").case(0, index) for index in range(40)]
    seen = room("check").read_some([(name, content) for name, content, _ in made])

    assert [(index, one.faults) for index, one in enumerate(seen) if one.faults] == []


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.iterdir()))
def test_a_file_that_once_broke_something_breaks_nothing(room: Room, name: str) -> None:
    called = "project.toml" if name.endswith(".project.toml") else name
    (seen,) = room("check").read_some([(called, (CORPUS / name).read_bytes())])

    assert (seen.faults, seen.panics) == ([], 0)


@pytest.mark.parametrize("index", range(9))
def test_what_is_broken_beside_a_dossier_is_refused_or_changes_nothing(room: Room, index: int) -> None:
    kind, how, seen = room("beside").beside(0, index)

    assert (kind, how, seen.faults) == (kind, how, [])


@pytest.mark.parametrize("index", range(3))
def test_a_broken_lake_is_refused_or_breaks_nothing(room: Room, index: int) -> None:
    kind, how, seen = room("lakes").lake(0, index)

    assert (kind, how, seen.faults) == (kind, how, [])


def test_papers_that_nobody_can_open_accuse_nobody(room: Room) -> None:
    kind, how, seen = room("dossiers").torn(0, 1)

    assert (kind, how, seen.faults) == (kind, how, [])


def test_a_file_that_takes_a_new_way_is_gone_on_from(room: Room, tmp_path: Path) -> None:
    """Two readings of which the second takes what the first did, and something more."""
    guide = room("guide").Guide(tmp_path)
    read = room("check").read_one
    _, blank = guide.watched(lambda: read("x.csv", b""))
    guide.note(blank)
    _, more = guide.watched(lambda: read("x.csv", "姓名,身份证号码\n张三,1\n".encode()))
    guide.keep(7, "x.csv", b"more")

    assert blank
    assert more - guide.seen
    again = room("guide").Guide(tmp_path)
    assert again.seen == blank
    assert [(one.name, one.content) for one in again.grown(8)] == [("x.csv", b"more")]
    assert again.grown(7) == ()
