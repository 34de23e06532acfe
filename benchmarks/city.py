"""Measure what it costs to audit a dossier, and a city of them from canonical Parquet.

`python benchmarks/city.py [--projects N …] [--days] [--workers N] [--months N] [--keep FOLDER]`. Each measurement is
a fresh process: its time, and the processor's time and peak memory of all its threads and processes. The *floor*
reads every column of the same Parquet with Polars and sums it up, and does nothing else. README.md beside this file
says more; how fast dossiers are read is measured by ingest.py.
"""

import os
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))
from madeup import Plan, build, template, write
from polars import selectors as kinds
from stamp import by_month, papers_of, stamped, troubled

from wagecheck import ingest, law
from wagecheck.ingest import Papers
from wagecheck.ingest.lake import write_shards
from wagecheck.ingest.shelf import laid_on
from wagecheck.tables import TABLES

BASES = 8
"""Sites that all projects are stamped from; in every fourth there is trouble."""
TOGETHER = {False: 40, True: 16}
"""Projects that are made and written at once, by month and by day: as many as `wagecheck ingest` would put together."""
_GLANCE = 0.2
"""Seconds between two looks at the memory of a command."""
FINE = (0, 1)
"""How an audit may end: without and with findings."""
AUDIT = (sys.executable, "-m", "wagecheck", "audit")
_HEAD = "| what | rows | time | CPU | peak memory | rows/s | CPU to floor |\n|---|---:|---:|---:|---:|---:|---:|"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: seconds on the clock and of the processor, and megabytes."""

    clock: float
    cpu: float
    memory: float

    def line(self, what: str, rows: int, floor: "Cost | None" = None) -> str:
        """Write a row of the table."""
        ratio = f"{self.cpu / floor.cpu:.1f}" if floor else ""
        rate = f"{rows / self.clock:,.0f}"
        return (
            f"| {what} | {rows:,} | {self.clock:.1f} s | {self.cpu:.1f} s | {self.memory:,.0f} MB | {rate} | {ratio} |"
        )


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command and say what it and the processes that it starts cost. The program ends where the command fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    ended = Event()
    held: list[int] = [0]
    watch = Thread(target=_watch, args=(process.pid, ended, held))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begun
    ended.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in FINE:
        sys.exit(f"{' '.join(command)}: {process.returncode}")
    return Cost(clock, used.ru_utime + used.ru_stime, max(used.ru_maxrss, *held) / 1024)


def _watch(pid: int, ended: Event, held: list[int]) -> None:
    """Note the kilobytes that a process and its descendants hold together, every fifth of a second."""
    while not ended.wait(_GLANCE):
        family = [pid]
        for one in family:
            with suppress(OSError):
                children = Path(f"/proc/{one}/task/{one}/children").read_text("ascii")
                family += map(int, children.split())
        held.append(sum(map(_held, family)))


def _held(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    return 0


def plan_of(base: int, asked: Namespace) -> Plan:
    """Plan a base site."""
    return Plan(seed=base + 1, workers=asked.workers, months=asked.months)


def bases(asked: Namespace) -> tuple[Papers, ...]:
    """Build the sites that projects are stamped from."""
    plans = [plan_of(base, asked) for base in range(BASES)]
    papers = [papers_of(troubled(plan) if at % 4 == 1 else build(plan)) for at, plan in enumerate(plans)]
    return tuple(papers) if asked.days else tuple(map(by_month, papers))


def make_lake(sites: Sequence[Papers], projects: int, to: Path, together: int = TOGETHER[False]) -> None:
    """Write so many projects into a divided lake, so many `together` that memory stays bounded."""

    def some(numbers: Sequence[int]) -> Papers:
        whole: Papers | None = None
        for base, papers in enumerate(sites):
            copies = [number for number in numbers if number % BASES == base]
            if copies:
                more = stamped(papers, copies)
                whole = laid_on(whole, more) if whole else more
        if whole is None:
            raise ValueError("no projects")
        return whole

    numbers = range(1, projects + 1)
    groups = [numbers[at : at + together] for at in range(0, projects, together)]
    write_shards(((at, partial(some, group)) for at, group in enumerate(groups)), to)


def floor(lake: Path) -> None:
    """Read every column of every file of a lake and sum it up."""
    for name in sorted({path.name for path in lake.rglob("*.parquet")}):
        pl.scan_parquet(sorted(lake.rglob(name))).select(
            kinds.numeric().sum(),
            kinds.boolean().sum(),
            kinds.string().str.len_bytes().sum(),
            kinds.temporal().max(),
        ).collect()


@cache
def rows_of(lake: Path) -> int:
    """Count the rows of the canonical tables."""
    files = [path for path in lake.rglob("*.parquet") if path.stem in TABLES]
    return sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in files)


def one_dossier(asked: Namespace, desk: Path) -> None:
    """Measure the whole command on the papers of one site, all formats of a report included."""
    plan = plan_of(0, asked)
    site = build(plan)
    for form in ("csv", "xlsx"):
        papers = desk / f"dossier-{form}"
        write(site, papers, template(form))
        rows = sum(sheet.rows_read for sheet in ingest.gather([papers], region_of=law.load().region_of).inputs)
        out = desk / "one"
        cost = cost_of([*AUDIT, str(papers), "-o", str(out), "--on", plan.audit_day.isoformat(), "-q"])
        print(cost.line(f"one dossier, {form.upper()}, report as HTML, JSON, CSV", rows), flush=True)


def city(asked: Namespace, desk: Path) -> None:
    """Measure the audit of more and more projects, and the floor of each."""
    sites: tuple[Papers, ...] = ()
    on = max(plan_of(base, asked).audit_day for base in range(BASES)).isoformat()
    for projects in asked.projects:
        lake, out = desk / f"lake-{projects}{'-days' if asked.days else ''}", desk / f"report-{projects}"
        if not (lake / "lake.json").exists():
            sites = sites or bases(asked)
            make_lake(sites, projects, lake, TOGETHER[asked.days])
        rows = rows_of(lake)
        bare = cost_of([sys.executable, __file__, "--floor", str(lake)])
        print(bare.line(f"floor of {projects:,} projects", rows, bare), flush=True)
        for forms in ("json,csv", "html,json,csv") if asked.html else ("json,csv",):
            cost = cost_of([*AUDIT, str(lake), "-o", str(out), "--on", on, "-q", "-f", forms])
            print(cost.line(f"{projects:,} projects, {forms}", rows, bare), flush=True)
            shutil.rmtree(out)


def main() -> None:
    """Make the papers, measure, print the table."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--projects", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--days", action="store_true", help="attendance day by day (without: sums of months)")
    parser.add_argument("--html", action="store_true", help="write the pages of all projects as well")
    parser.add_argument("--keep", type=Path, help="where papers and lakes stay, to be used again")
    parser.add_argument("--floor", type=Path, help="only read and sum up a lake")
    asked = parser.parse_args()
    if asked.floor:
        floor(asked.floor)
        return
    print(f"{asked.workers} workers, {asked.months} months, attendance by {'day' if asked.days else 'month'}")
    print(_HEAD, flush=True)
    with TemporaryDirectory(prefix="wagecheck-") as made:
        desk = asked.keep or Path(made)
        one_dossier(asked, desk)
        city(asked, desk)


if __name__ == "__main__":
    main()
