"""Cases done by processes of their own, one after the other: what ends a process is noted, and the next goes on."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fuzzing.check import Seen, read_one, read_some
from fuzzing.guide import Guide
from fuzzing.mutate import case
from fuzzing.seeds import seeds

ROOM = 10_000_000
"""So many numbers has every kind of case, in the order in which the kinds are named."""
_MEMORY = 6 << 30
_STUCK = 180
"""Seconds without a case done after which the process is ended: a hang that Python cannot interrupt."""
_AT_ONCE = 1000
_TOGETHER = 40
"""Files that are read at once: most of what reading a small file costs is spent once a run."""
_WATCHED = 5
"""One time in so many files are watched: that takes four times as long."""
Made = tuple[str, str, Seen]
"""Name of a case, how it was made, and what came of it."""
Maker = Callable[[int, int], Made]
Line = dict[str, Any]


def done(state: Path) -> list[Line]:
    """Give a line of every case that was done."""
    log = state / "cases.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def supervise(program: Path, seed: int, state: Path, first: int, last: int) -> None:
    """Have the cases done by a process of its own; where it dies, do them one by one, and go on after that one."""
    together = _TOGETHER
    while True:
        known = {one["case"] for one in done(state)}
        left = [at for at in range(first, last) if at not in known]
        if not left:
            return
        start, end = left[0], min(left[0] + (_AT_ONCE if together > 1 else _TOGETHER), last)
        worker = [sys.executable, str(program), "--seed", str(seed), "--state", str(state)]
        with (state / "stderr.txt").open("a") as errors:
            command = [*worker, "--worker", *map(str, (start, end, together))]
            alone = {**os.environ, "POLARS_MAX_THREADS": "1"}  # small frames: threads wait for each other
            process = subprocess.Popen(command, stderr=errors, env=alone)  # noqa: S603 - itself
            _wait(process, state)
        if process.returncode and together == 1:
            known = {one["case"] for one in done(state)}
            after = [at for at in range(start, end) if at not in known]
            fault = f"process ended with {process.returncode}"
            if after:
                _note(state, {"case": after[0], "faults": [fault], "how": "", "name": "", "seconds": 0.0})
        together = 1 if process.returncode and together > 1 else _TOGETHER


def _wait(process: "subprocess.Popen[bytes]", state: Path) -> None:
    log, size = state / "cases.jsonl", -1
    while True:
        try:
            process.wait(_STUCK)
        except subprocess.TimeoutExpired:
            now = log.stat().st_size if log.exists() else 0
            if now == size:
                process.kill()
            size = now
        else:
            return


def _note(state: Path, line: Line) -> None:
    with (state / "cases.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def work(seed: int, state: Path, span: tuple[int, int, int], makers: Mapping[int, Maker]) -> None:
    """Do some cases, one line each: files from 0 on, other kinds by the room that their numbers lie in."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    known = {one["case"] for one in done(state)}
    first, last, together = span
    left = [at for at in range(first, last) if at not in known]
    made = _others(seed, left, makers[first // ROOM]) if first >= ROOM else _files(seed, left, together, state)
    for line in made:
        _note(state, line)


def _others(seed: int, cases: list[int], make: Maker) -> Iterator[Line]:
    for at in cases:
        began = time.process_time()
        name, how, seen = make(seed, at)
        yield _line(at, name, how, seen, time.process_time() - began)


def _files(seed: int, cases: list[int], together: int, state: Path) -> Iterator[Line]:
    """Read files, a few at once; every fifth time one by one and watched: those that take a new way become seeds."""
    guide = Guide(state)
    if not guide.seen:
        _begin(guide)
    for start in range(0, len(cases), together):
        some = cases[start : start + together]
        began = time.process_time()
        grown = guide.grown(some[0])
        made = [case(seed, at, grown) for at in some]
        if some[0] // _TOGETHER % _WATCHED:
            seen = read_some([(name, content) for name, content, _ in made])
        else:
            seen = [_watched(guide, at, name, content) for at, (name, content, _) in zip(some, made, strict=True)]
        spent = time.process_time() - began
        for at, (name, _, how), one in zip(some, made, seen, strict=True):
            more = {"together": round(spent, 3), "grown": len(grown)}
            yield _line(at, _plain(name), how, one, spent / len(some)) | more


def _begin(guide: Guide) -> None:
    """See which ways the good files take."""
    for seed in seeds():
        _, taken = guide.watched(lambda seed=seed: read_one(seed.name, seed.content))
        guide.note(taken)


def _watched(guide: Guide, at: int, name: str, content: bytes) -> Seen:
    """Read a file, and keep it where it takes a way that none took before."""
    seen, taken = guide.watched(lambda: read_one(name, content))
    if taken - guide.seen and not seen.faults and not seen.panics:
        guide.keep(at, _plain(name), content)
    guide.note(taken)
    return seen


def _plain(name: str) -> str:
    return name if name == "project.toml" else f"x{Path(name).suffix}"


def _line(at: int, name: str, how: str, seen: Seen, seconds: float) -> Line:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = {"kept": seen.kept, "rejected": seen.rejected, "errors": seen.errors, "panics": seen.panics}
    about = {"case": at, "name": name, "how": how, "faults": seen.faults}
    return about | {"seconds": round(seconds, 3), "peak": peak} | said
