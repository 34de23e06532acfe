"""Change one thing in the code at a time, and see whether a test notices.

`python benchmarks/mutants.py [--facts N] [--rules N] [--engine N] [--only MODULE,…] [--seed N] [--state FOLDER]` takes
so many changes of each room by lot (equal seeds, equal changes; a number above all that there are takes all) and lists
those that nothing noticed. What a change is says `changes.py`, what stands against it `trials.py`. A run that was
stopped goes on with the same `--state`, as long as the code is the same. `--short` tries a handful of changes that must
be noticed at once; the exit code is 1 where any change was not. `--own` asks of facts only the unit tests that have to
do with the module, and needs no papers.

Each change is tried in a process of its own, forked from this one: what every trial needs is loaded once. Polars does
not survive a fork once its threads compute, so nothing is computed here.
"""

import os
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import hypothesis  # noqa: F401 - loaded before the fork, for all trials
import pandera.polars  # noqa: F401 - as above
import polars  # noqa: F401, ICN001 - as above
import pytest  # noqa: F401 - as above

HOUSE = Path(__file__).parents[1]
sys.path[:0] = [str(HOUSE), str(HOUSE / "samples"), str(HOUSE / "benchmarks"), str(HOUSE / "docs")]

import recorded  # noqa: E402 - found beside this file
import trials  # noqa: E402 - as above
from changes import NOT_CHANGED, Change, Changed, changes, drawn, modules  # noqa: E402 - as above

SECONDS = 400
"""Processor time after which a change counts as noticed: it made the code run on and on."""
MEMORY = 6 << 30
"""Bytes at which it does: it joined everything with everything."""
MISSED = "missed"
SHORT = (
    ("wagecheck.facts.settlement", "pl.min_horizontal('left', 'net_fen')"),
    ("wagecheck.facts.due", "col('pay_day') - 1"),
    ("wagecheck.facts.owed", "col('due_date') > col('evidence_end')"),
    ("wagecheck.rules.deposit", "col.expiry_date >= col.expiry_at_least"),
    ("wagecheck.rules.escalation", "col.total_arrears > 0"),
)
"""Changes that the first question put to them must notice: their module, and what they change."""
STOPPED = "stopped"


def attempt(change: Change, folder: Path, stages: Sequence[trials.Trial]) -> int:
    """Try one change in this process: the number of the stage that noticed it, 0 if none did."""
    sys.meta_path.insert(0, Changed(change))
    try:
        __import__(change.module)
    except BaseException:  # noqa: BLE001 - a change that breaks the import is noticed by whatever is asked first
        return 1
    for number, notices in enumerate(stages, 1):
        try:
            if notices(change, folder):
                return number
        except BaseException:  # noqa: BLE001 - whatever goes wrong was noticed
            return number
    return 0


def forked(work: Callable[[], int]) -> int:
    """Do work in a silent process of its own, and give its exit code; it is negative where the process was killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    code = 1
    try:
        code = work()
    finally:
        os._exit(code)


def trial(change: Change, folder: Path, stages: Sequence[trials.Trial]) -> str:
    """Try a change, and name what noticed it."""
    code = forked(lambda: attempt(change, folder, stages))
    return STOPPED if code < 0 else MISSED if code == 0 else stages[code - 1].__name__


def run(rooms: dict[str, int], only: Sequence[str], seed: int, state: Path, *, own: bool) -> Iterator[Change]:
    """Try changes of each room, tell the figures, and give those that nothing noticed."""
    asked = trials.STAGES | {"facts": (trials.by_own,)} if own else trials.STAGES
    if not own:
        ready(state, facts=bool(rooms["facts"]))
    log = state / "tried.txt"
    before = _read(log)
    for room, number in rooms.items():
        listed = [name for name in modules(room) if not only or name.rpartition(".")[2] in only]
        chosen = drawn(listed, number, Random(f"{seed} {room}"))
        if not chosen:
            continue
        _prove(listed[0], state, asked[room])
        tally: Counter[str] = Counter()
        for done, change in enumerate(chosen):
            print(f"{room} {done}/{len(chosen)}", end="\r", file=sys.stderr, flush=True)
            by = before.get(change.name) or trial(change, state, asked[room])
            if change.name not in before:
                with log.open("a", encoding="utf-8") as out:
                    out.write(f"{change.name}\t{by}\t{change}\n")
            tally[by] += 1
            if by == MISSED:
                print(change, flush=True)
                yield change
        total = sum(len(changes(module)) for module in listed)
        noticed = ", ".join(f"{count} {by}" for by, count in sorted(tally.items()) if by != MISSED)
        print(f"{room}: {len(chosen)} of {total} tried, {tally[MISSED]} missed; noticed: {noticed}", flush=True)


def short() -> Iterator[Change]:
    """Try the changes of `SHORT`, and give those that were not noticed. Raises SystemExit where there is none such."""
    for module, was in SHORT:
        change = next((each for each in changes(module) if each.was == was), None)
        if change is None:
            raise SystemExit(f"{module} has no {was!r} any more: name another change that must be noticed")
        first = trials.STAGES[change.room][:1]
        _prove(module, Path(), first)
        by = trial(change, Path(), first)
        print(f"{by}: {change}", flush=True)
        if by == MISSED:
            yield change


def ready(state: Path, *, facts: bool) -> None:
    """Prepare what changes are held against; papers that are there already are used again."""
    steps = [] if (state / "found.json").exists() else [recorded.prepare]
    steps += [recorded.record] if facts and not (state / "recorded").exists() else []
    for step in (*steps, recorded.stack, recorded.note):
        if forked(partial(_done, step, state)):
            raise SystemExit(f"{step.__name__}: the papers could not be prepared")
        if step is recorded.record:
            (state / "recorded").touch()


def _done(step: Callable[[Path], None], folder: Path) -> int:
    step(folder)
    return 0


def _read(log: Path) -> dict[str, str]:
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return {name: by for name, by, _ in (line.split("\t", 2) for line in lines)}


def _prove(module: str, folder: Path, stages: Sequence[trials.Trial]) -> None:
    """Make sure that the code as it is goes unnoticed. Raises SystemExit where it does not."""
    by = trial(Change(module, NOT_CHANGED, 0, "", ""), folder, stages)
    if by != MISSED:
        raise SystemExit(f"{module}: {by} complains of the code as it is: nothing can be learned from changes")


def main(arguments: Sequence[str]) -> int:
    """Do as the arguments say."""
    parser = ArgumentParser(description=__doc__)
    for room, number in {"facts": 120, "rules": 60, "engine": 20}.items():
        parser.add_argument(f"--{room}", type=int, default=number)
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=lambda text: Path(text).resolve())
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--own", action="store_true")
    asked = parser.parse_args(arguments)
    os.chdir(HOUSE)
    if asked.short:
        return int(bool(list(short())))
    rooms = {"engine": asked.engine, "rules": asked.rules, "facts": asked.facts}
    only = [name for name in asked.only.split(",") if name]
    with TemporaryDirectory() as there:
        state = asked.state or Path(there)
        state.mkdir(exist_ok=True)
        return int(bool(list(run(rooms, only, asked.seed, state, own=asked.own))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
