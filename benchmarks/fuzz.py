"""Read and audit files that are broken at random, and check that none breaks anything.

`python benchmarks/fuzz.py [--files N] [--dossiers N] [--torn N] [--seed N] [--state FOLDER]` goes on where it was
stopped; `--show INDEX` writes a file as it was made, `--shrink INDEX` makes it smaller while its fault stays. README.md
says more.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from fuzzing import beside, dossiers, lakes
from fuzzing.check import read_one
from fuzzing.guide import Guide
from fuzzing.mutate import case
from fuzzing.rounds import ROOM, Line, Maker, done, supervise, work
from fuzzing.seeds import seeds

_MAKERS: dict[str, Maker | None] = {
    "files": None,
    "dossiers": dossiers.changed,
    "torn": dossiers.torn,
    "lakes": lakes.lake,
    "beside": beside.beside,
}
"""Kinds of cases, in the order of their numbers; files are made by the guide."""
_USUAL = {"files": 20_000, "dossiers": 200, "torn": 150, "lakes": 500, "beside": 500}


def main() -> int:
    """Run the cases that are left to do; 1 where anything broke."""
    given = _arguments()
    if given.worker:
        makers = {at: make for at, make in enumerate(_MAKERS.values()) if make is not None}
        work(given.seed, given.state, given.worker, makers)
        return 0
    if given.show is not None:
        return _show(given)
    if given.shrink is not None:
        return _shrink(given)
    given.state.mkdir(parents=True, exist_ok=True)
    for at, kind in enumerate(_MAKERS):
        supervise(Path(__file__), given.seed, given.state, at * ROOM, at * ROOM + getattr(given, kind))
    return _tell(given.state)


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    for kind, usual in _USUAL.items():
        parser.add_argument(f"--{kind}", type=int, default=usual)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path("fuzz-state"), help="what was done so far")
    parser.add_argument("--show", type=int)
    parser.add_argument("--shrink", type=int)
    parser.add_argument("--worker", type=int, nargs=3)
    return parser.parse_args()


def _made(given: Namespace, index: int) -> tuple[str, bytes, str]:
    """Make a file as it was made in the run, whose state has the seeds that had grown by then."""
    grown = next((one["grown"] for one in done(given.state) if one["case"] == index), 0)
    return case(given.seed, index, Guide(given.state).grown(index)[:grown])


def _show(given: Namespace) -> int:
    name, content, how = _made(given, given.show)
    Path(f"case-{given.show}-{name}").write_bytes(content)
    print(how, read_one(name, content))
    return 0


def _shrink(given: Namespace) -> int:
    """Take out of a file what its fault does not need, and write what is left."""
    name, content, how = _made(given, given.shrink)
    wanted = {_kind(fault) for fault in read_one(name, content).faults}
    size = len(content)
    step = len(content) // 2
    while step:
        at = 0
        while at < len(content):
            less = content[:at] + content[at + step :]
            if wanted & {_kind(fault) for fault in read_one(name, less).faults}:
                content = less
            else:
                at += step
        step //= 2
    Path(f"case-{given.shrink}{Path(name).suffix}").write_bytes(content)
    print(f"{how}: {size} to {len(content)} bytes, {sorted(wanted)}")
    return 0


def _kind(fault: str) -> str:
    return fault.split(": ", maxsplit=1)[0]


def _tell(state: Path) -> int:
    """Print what was done, and what broke."""
    lines = done(state)
    for at, kind in enumerate(_MAKERS):
        some = [one for one in lines if one["case"] // ROOM == at]
        if some:
            _tell_of(kind, some)
    guide = Guide(state)
    print(f"seeds: {len(seeds())}, grown: {len(guide.grown(ROOM))}, ways seen: {len(guide.seen)}")
    faults = Counter(_kind(fault) for one in lines for fault in one["faults"])
    for fault, times in faults.most_common():
        first = next(one for one in lines if any(said.startswith(fault) for said in one["faults"]))
        said = next(said for said in first["faults"] if said.startswith(fault))
        print(f"  BROKEN {times} x {said} (case {first['case']}, {first['name']}, {first['how']})")
    print(f"broken: {sum(bool(one['faults']) for one in lines)}")
    return int(bool(faults))


def _tell_of(kind: str, some: list[Line]) -> None:
    sums = {name: sum(one.get(name, 0) for one in some) for name in ("seconds", "kept", "rejected", "panics")}
    most = {name: max(one.get(name, 0) for one in some) for name in ("seconds", "together", "peak")}
    refused = sum(bool(one.get("errors")) for one in some)
    slowest = max(most["seconds"], most["together"])
    print(f"{kind}: {len(some)}, {sums['seconds']:.0f} s of the processor, slowest {slowest:.1f} s")
    print(f"  peak {most['peak']} MB; rows kept {sums['kept']}, rejected {sums['rejected']}")
    print(f"  refused or in part: {refused}; panics of the workbook library: {sums['panics']}")
    print("  by ending:", dict(Counter(Path(one["name"]).suffix or one["name"] for one in some).most_common()))


if __name__ == "__main__":
    sys.exit(main())
