"""Read and audit files that are broken at random, and check that none breaks anything.

`python benchmarks/fuzz.py [--cases N] [--dossiers N] [--seed N] [--state FOLDER]` goes on where it was stopped;
`--show INDEX` writes a case as a file, `--shrink INDEX` makes it smaller while its fault stays. README.md says more.
"""

import json
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzzing.check import Seen, audit_one, read_one, read_some
from fuzzing.mutate import case
from fuzzing.seeds import HOUSE, SAMPLES, seeds

_MEMORY = 6 << 30
_STUCK = 180
"""Seconds without a case done after which the process is ended: a hang that Python cannot interrupt."""
_AT_ONCE = 1000
_TOGETHER = 10
"""Files that are read at once: most of what reading a small file costs is spent once a run."""
_DOSSIER = 10_000_000
"""Cases from here on are dossiers."""


def main() -> int:
    """Run the cases that are left to do; 1 where anything broke."""
    given = _arguments()
    if given.worker:
        return _work(given)
    if given.show is not None:
        name, content, how = case(given.seed, given.show)
        Path(f"case-{given.show}-{name}").write_bytes(content)
        print(how, read_one(name, content))
        return 0
    if given.shrink is not None:
        return _shrink(given)
    given.state.mkdir(parents=True, exist_ok=True)
    todo = [(0, given.cases), (_DOSSIER, _DOSSIER + given.dossiers)]
    for first, last in todo:
        _supervise(given, first, last)
    return _tell(given.state)


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="files")
    parser.add_argument("--dossiers", type=int, default=200, help="whole dossiers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path("fuzz-state"), help="what was done so far")
    parser.add_argument("--show", type=int)
    parser.add_argument("--shrink", type=int)
    parser.add_argument("--worker", type=int, nargs=3)
    return parser.parse_args()


def _done(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def _supervise(given: Namespace, first: int, last: int) -> None:
    """Have the cases done by a process of its own; where it dies, do them one by one, and go on after that one."""
    log = given.state / "cases.jsonl"
    together = _TOGETHER
    while True:
        done = {one["case"] for one in _done(log)}
        left = [at for at in range(first, last) if at not in done]
        if not left:
            return
        start, end = left[0], min(left[0] + (_AT_ONCE if together > 1 else _TOGETHER), last)
        worker = [sys.executable, __file__, "--seed", str(given.seed), "--state", str(given.state)]
        with (given.state / "stderr.txt").open("a") as errors:
            command = [*worker, "--worker", *map(str, (start, end, together))]
            process = subprocess.Popen(command, stderr=errors)  # noqa: S603 - itself
            _wait(process, log)
        if process.returncode and together == 1:
            done = {one["case"] for one in _done(log)}
            after = [at for at in range(start, end) if at not in done]
            fault = f"process ended with {process.returncode}"
            if after:
                _note(log, {"case": after[0], "faults": [fault], "how": "", "name": "", "seconds": 0.0})
        together = 1 if process.returncode and together > 1 else _TOGETHER


def _wait(process: "subprocess.Popen[bytes]", log: Path) -> None:
    size = -1
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


def _note(log: Path, line: dict[str, Any]) -> None:
    with log.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _work(given: Namespace) -> int:
    """Do some cases, one line each."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    log = given.state / "cases.jsonl"
    done = {one["case"] for one in _done(log)}
    first, last, together = given.worker
    left = [at for at in range(first, last) if at not in done]
    for some in ([one] for one in left) if first >= _DOSSIER else batched(left, together):
        began = time.process_time()
        if first >= _DOSSIER:
            name, how, one = _dossier(given.seed, some[0])
            made, seen = [(name, b"", how)], [one]
        else:
            made = [case(given.seed, at) for at in some]
            seen = read_some([(name, content) for name, content, _ in made])
        seconds = round(time.process_time() - began, 3)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        for at, (name, _, how), one in zip(some, made, seen, strict=True):
            shown = name if at >= _DOSSIER or name == "project.toml" else f"x{Path(name).suffix}"
            said = {"kept": one.kept, "rejected": one.rejected, "errors": one.errors, "panics": one.panics}
            about = {"case": at, "name": shown, "how": how, "faults": one.faults}
            _note(log, about | {"seconds": seconds / len(some), "together": seconds, "peak": peak} | said)
    return 0


def batched(cases: list[int], size: int) -> list[list[int]]:
    """Give so many cases at a time."""
    return [cases[at : at + size] for at in range(0, len(cases), size)]


def _dossier(seed: int, at: int) -> tuple[str, str, Seen]:
    """Audit a sample with some of its files replaced by broken ones of its kind."""
    random = Random(f"{seed}:{at}")
    sample = random.choice(SAMPLES)
    with TemporaryDirectory(prefix="fuzz-") as folder:
        hows = []
        files = [path for path in sorted((HOUSE / "samples" / sample).iterdir()) if "expected" not in path.name]
        broken = {path.name for path in random.sample(files, random.choice((1, 2, 4)))}
        (Path(folder) / sample).mkdir()
        for path in files:
            content = path.read_bytes()
            if path.name in broken:
                content, how = _like(content, path, random)
                hows.append(how)
            (Path(folder) / sample / path.name).write_bytes(content)
        return sample, " ".join(hows), audit_one(Path(folder) / sample)


def _like(content: bytes, path: Path, random: Random) -> tuple[bytes, str]:
    """Break a file of a dossier: mostly its cells, which then go through every rule."""
    from fuzzing import cells, mutate, seeds  # noqa: PLC0415 - beside its only use

    if path.suffix in {".xlsx", ".xls", ".csv"} and random.random() < 0.8:  # noqa: PLR2004 - a share
        rows = cells.mutate_cells(seeds.grid_of(content), random)
        kind = random.choice(("xlsx", "xls", "csv"))
        return seeds.WRITERS[kind][1](rows), f"cells>{kind}"
    mutator = random.choice(mutate._fitting(content, path.name))  # noqa: SLF001 - one house
    return mutator(content, random), mutator.__name__


def _tell(state: Path) -> int:
    """Print what was done, and what broke."""
    lines = _done(state / "cases.jsonl")
    for label, some in (
        ("files", [one for one in lines if one["case"] < _DOSSIER]),
        ("dossiers", [one for one in lines if one["case"] >= _DOSSIER]),
    ):
        if not some:
            continue
        sums = {name: sum(one.get(name, 0) for one in some) for name in ("seconds", "kept", "rejected", "panics")}
        most = {name: max(one.get(name, 0) for one in some) for name in ("together", "peak")}
        refused = sum(bool(one.get("errors")) for one in some)
        print(f"{label}: {len(some)}, {sums['seconds']:.0f} s of the processor, slowest {most['together']:.1f} s")
        print(f"  peak {most['peak']} MB; rows kept {sums['kept']}, rejected {sums['rejected']}")
        print(f"  refused or in part: {refused}; panics of the workbook library: {sums['panics']}")
        print("  by ending:", dict(Counter(Path(one["name"]).suffix or one["name"] for one in some).most_common()))
    faults = Counter(fault.split(": ")[0] for one in lines for fault in one["faults"])
    for fault, times in faults.most_common():
        first = next(one for one in lines if any(said.startswith(fault) for said in one["faults"]))
        print(f"  BROKEN {times} x {first['faults'][0]} (case {first['case']}, {first['name']}, {first['how']})")
    print(f"seeds: {len(seeds())}, broken: {sum(bool(one['faults']) for one in lines)}")
    return int(bool(faults))


def _shrink(given: Namespace) -> int:
    """Take out of a case what its fault does not need, and write what is left."""
    name, content, how = case(given.seed, given.shrink)
    wanted = {fault.split(": ")[0] for fault in read_one(name, content).faults}
    size = len(content)
    step = len(content) // 2
    while step:
        at = 0
        while at < len(content):
            less = content[:at] + content[at + step :]
            if wanted & {fault.split(": ")[0] for fault in read_one(name, less).faults}:
                content = less
            else:
                at += step
        step //= 2
    Path(f"case-{given.shrink}{Path(name).suffix}").write_bytes(content)
    print(f"{how}: {size} to {len(content)} bytes, {sorted(wanted)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
