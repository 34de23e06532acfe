"""Coverage as a guide: a case that took a way through the reading room which none took before is a seed of later ones.

A way is a step from one line of `wagecheck/ingest` to another (branch coverage, by coverage.py). What was seen so far
and the cases that first saw it lie in a folder, so that a stopped run goes on as if it had not been.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coverage import Coverage

from fuzzing.seeds import HOUSE, Seed

_ROOM = HOUSE / "wagecheck" / "ingest"
_LARGEST = 200_000
"""Bytes of the largest case to go on from: one larger takes long and shows nothing more."""
_Done = TypeVar("_Done")


class Guide:
    """The ways seen so far, and the cases that first saw one."""

    def __init__(self, state: Path) -> None:
        self._seen_file = state / "ways.txt"
        self._kept = state / "kept"
        self._kept.mkdir(parents=True, exist_ok=True)
        lines = self._seen_file.read_text("utf-8").splitlines() if self._seen_file.exists() else []
        self.seen = set(lines)
        self._coverage = Coverage(data_file=None, branch=True, config_file=False, include=[f"{_ROOM}/*"])

    def grown(self, before: int) -> tuple[Seed, ...]:
        """Give the kept cases with a smaller number, in their order."""
        paths = [path for path in sorted(self._kept.iterdir()) if int(path.name[:8]) < before]
        return tuple(Seed(path.name.partition("-")[2], path.read_bytes()) for path in paths)

    def watched(self, work: Callable[[], _Done]) -> tuple[_Done, set[str]]:
        """Do something; give what came of it, and the ways it took."""
        self._coverage.erase()
        self._coverage.start()
        try:
            done = work()
        finally:
            self._coverage.stop()
        data = self._coverage.get_data()
        taken = {
            f"{Path(file).name}:{start}>{end}" for file in data.measured_files() for start, end in data.arcs(file) or ()
        }
        return done, taken

    def keep(self, case: int, name: str, content: bytes) -> None:
        """Go on from a case too, unless it is large."""
        if len(content) <= _LARGEST:
            (self._kept / f"{case:08d}-{name}").write_bytes(content)

    def note(self, taken: set[str]) -> None:
        """Remember ways."""
        with self._seen_file.open("a", encoding="utf-8") as out:
            out.writelines(f"{way}\n" for way in sorted(taken - self.seen))
        self.seen |= taken
