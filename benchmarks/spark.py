"""Measure what the Spark engine costs beside the single machine, and prove that both say the same.

`python benchmarks/spark.py [--projects N …] [--workers N] [--months N] [--on ENGINE …] [--prove]`, in an environment
with `wagecheck[spark]` and Java 17 (`.venv-spark`, which `python3 make.py spark` sets up). Each measurement is a fresh
process; told is the processor's time of it and all its children, the part of it that Spark itself takes (the JVMs), and
the largest memory of a Python worker; of two sizes, what a row costs beyond the start. `--prove` compares every
finding, sum and line, for lakes of 1, 4 and 64 shards of the samples and of so many made-up projects.
"""

import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wagecheck.ingest import Papers

CHECKOUT = Path(__file__).parents[1]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "samples"), str(Path(__file__).parent)]

ENGINES = ("single", "local[1]", "local[2]", "cluster")
SHARDS = 8
"""Of the lake that is measured."""
SKEW = 100
"""Times the workers of any other project that one has, where it is proved that all say the same."""
TWICE = 5
"""Projects that are there twice."""
TICKS = os.sysconf("SC_CLK_TCK")
_HEAD = "| engine | shards | rows | time | CPU | of it JVM | a worker's memory | rows per CPU second |"
_RULE = "|---|---:|---:|---:|---:|---:|---:|---:|"


@dataclass(frozen=True, slots=True)
class Process:
    """A process as the system lists it."""

    name: str
    parent: int
    seconds: float
    """Of the processor, with those of its children that ended."""
    peak: float
    """Megabytes."""


def processes() -> dict[int, Process]:
    """List what this process and its children came to."""
    every = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            head, _, rest = (folder / "stat").read_text("utf-8").rpartition(")")
            status = (folder / "status").read_text("utf-8")
        except OSError:
            continue
        words = rest.split()
        peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
        used = sum(map(int, words[11:15])) / TICKS
        every[int(folder.name)] = Process(head.partition("(")[2], int(words[1]), used, peak / 1024)
    own = {os.getpid()}
    while True:
        more = {number for number, one in every.items() if one.parent in own} - own
        if not more:
            return {number: every[number] for number in own}
        own |= more


def measured(engine: str, lake: Path, on: str) -> None:
    """Audit a lake on one engine and print what it cost, as a row of the table."""
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="wagecheck-") as desk, ExitStack() as stack:
        if engine == "single":
            alone = os.environ | {"PYTHONPATH": str(CHECKOUT), "WAGECHECK_JOBS": "1"}
            command = f"-m wagecheck audit {lake} -o {desk}/out --on {on} -q -f parquet".split()
            subprocess.run([sys.executable, *command], check=False, env=alone)  # noqa: S603 - our own command
        else:
            _on_spark(engine, lake, on, Path(desk), stack)
        clock, used = time.perf_counter() - begun, processes()
    from city import rows_of  # noqa: PLC0415 - after Spark is open

    cpu = sum(one.seconds for one in used.values())
    java = sum(one.seconds for one in used.values() if one.name == "java")
    peaks = [one.peak for number, one in used.items() if one.name != "java" and number != os.getpid()]
    peak = max(peaks, default=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    shards, rows = len(list(lake.glob("shard-*"))), rows_of(lake)
    print(
        f"| {engine} | {shards} | {rows:,} | {clock:.0f} s | {cpu:.1f} s | {java:.1f} s | {peak:,.0f} MB |"
        f" {rows / cpu:,.0f} |",
        flush=True,
    )


def _on_spark(engine: str, lake: Path, on: str, desk: Path, stack: ExitStack) -> None:
    """Audit a lake on Spark; the table then counts what its processes used so far."""
    from datetime import date  # noqa: PLC0415 - not before Spark is open, with all below

    from wagecheck.spark import session  # noqa: PLC0415 - an optional extra

    small_spark()
    master = engine
    if engine == "cluster":
        from tests.spark.standalone import cluster  # noqa: PLC0415 - needs pyspark

        master = stack.enter_context(cluster(desk))
    spark = stack.enter_context(session.opened(master))
    from wagecheck import law, rules  # noqa: PLC0415
    from wagecheck.spark import run  # noqa: PLC0415
    from wagecheck.spark.order import Order  # noqa: PLC0415

    order = Order(date.fromisoformat(on), law.load(), tuple(rule.id for rule in rules.ALL), b"key")
    run.audit(spark, str(lake), order, str(desk / "results"))


def small_spark() -> None:
    """Keep Spark on this machine, and as small as its tests do."""
    os.environ.setdefault("SPARK_CONF_DIR", str(CHECKOUT / "tests" / "spark" / "conf"))
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["PYTHONPATH"] = str(CHECKOUT)


def sites(asked: Namespace, projects: int) -> tuple[Path, str]:
    """Make the lake to measure with."""
    from city import bases, make_lake, plan_of  # noqa: PLC0415 - Spark is to be open before these

    asked.days = False
    lake = asked.lake / f"lake-{projects}-{asked.workers}-{asked.months}"
    if not (lake / "lake.json").exists():
        make_lake(bases(asked), projects, lake, -(-projects // SHARDS))
    return lake, max(plan_of(base, asked).audit_day for base in range(8)).isoformat()


def portfolio(projects: int, workers: int, months: int) -> "tuple[Papers, date]":
    """Make so many projects, with the day of their audit.

    One of them has a hundred times the workers of any other; five are there twice, under other codes, with the same
    account, cards and people.
    """
    import polars as pl  # noqa: PLC0415 - all of these are heavy, and Spark is to be open before them
    from city import BASES, bases, plan_of  # noqa: PLC0415
    from madeup import build  # noqa: PLC0415
    from stamp import by_month, papers_of, stamped  # noqa: PLC0415

    from wagecheck.ingest import Papers  # noqa: PLC0415
    from wagecheck.ingest.shelf import laid_on  # noqa: PLC0415

    asked = Namespace(workers=workers, months=months, days=False)
    giant = replace(plan_of(BASES, asked), workers=SKEW * workers)
    numbers = range(1, projects - TWICE)
    papers = by_month(papers_of(build(giant)))
    for base, site in enumerate(bases(asked)):
        copies = [number for number in numbers if number % BASES == base]
        papers = laid_on(papers, stamped(site, copies)) if copies else papers
    again = pl.col("project_id").is_in([f"{number:06d}" for number in numbers[:TWICE]])
    twice = {
        name: frame.filter(again).with_columns(pl.col("project_id") + "-2") for name, frame in papers.tables.items()
    }
    days = [giant.audit_day, *(plan_of(base, asked).audit_day for base in range(BASES))]
    return laid_on(papers, Papers(twice, (), (), ())), max(days)


def prove(asked: Namespace) -> bool:
    """Say of each engine and number of shards whether it says what the single machine says of samples and others."""
    small_spark()
    from tests.spark.same import BOOK, ON, differences, divided, hand_in, ran  # noqa: PLC0415
    from tests.spark.standalone import cluster  # noqa: PLC0415
    from wagecheck import ingest  # noqa: PLC0415
    from wagecheck.ingest.shelf import Part, arrange  # noqa: PLC0415
    from wagecheck.spark import session  # noqa: PLC0415

    same = True
    with TemporaryDirectory(prefix="wagecheck-") as made:
        desk = Path(made)
        for name in ("dossiers", "samples", "generated"):
            (desk / name).mkdir()
        with ingest.open_papers([hand_in(desk / "dossiers")], region_of=BOOK.region_of) as shelf:
            every = {"samples": divided(shelf, desk / "samples", ON)}
        papers, on = portfolio(asked.projects[0], asked.workers, asked.months)
        every["generated"] = divided(arrange([Part(papers)]), desk / "generated", on)
        for engine in asked.on:
            if engine == "single":
                continue
            with ExitStack() as stack:
                master = stack.enter_context(cluster(desk)) if engine == "cluster" else engine
                spark = stack.enter_context(session.opened(master))
                for name, lakes in every.items():
                    for shards in lakes.folders:
                        done = ran(spark, lakes, shards, desk / f"{engine}-{name}-{shards}")
                        told = differences(done, lakes.alone)
                        same = same and not told
                        print(
                            f"{engine}, {name}, {shards} shards: {len(lakes.alone.projects)} projects,"
                            f" {len(lakes.alone.findings):,} findings: {f'DIFFERENT: {told}' if told else 'the same'}",
                            flush=True,
                        )
    return same


def _cost(engine: str, lake: Path, on: str) -> tuple[int, float]:
    """Measure in a fresh process and show the row of the table; give the rows and the processor's seconds."""
    own = [sys.executable, __file__, "--single", engine, "--lake", str(lake), "--day", on]
    line = subprocess.run(own, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own command
    print(line, end="", flush=True)
    cells = [cell.strip().replace(",", "") for cell in line.splitlines()[-1].split("|")]
    return int(cells[3]), float(cells[5].removesuffix(" s"))


def _beyond(costs: "Sequence[tuple[int, float]]") -> str:
    """Say what rows cost beyond the start: the difference of the largest and the smallest, divided."""
    (few, less), (many, more) = min(costs), max(costs)
    if many == few:
        return ""
    each = (more - less) / (many - few)
    return f"{each * 1e6:.0f} s of the processor a million rows beyond the start, which takes {less - few * each:.0f} s"


def main() -> None:
    """Make the papers; measure each engine in a process of its own, or prove."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--projects", type=int, nargs="+", default=[20, 120])
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--on", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--prove", action="store_true", help="compare with the single machine in place of measuring")
    parser.add_argument("--lake", type=Path, help="folder in which the lake stays (without: nowhere)")
    parser.add_argument("--day", help="day of the audit, with --single")
    parser.add_argument("--single", choices=ENGINES, help="measure this engine on the lake --lake, here")
    asked = parser.parse_args()
    if asked.single:
        measured(asked.single, asked.lake, asked.day)
        return
    with TemporaryDirectory(prefix="wagecheck-") as made:
        if asked.prove:
            sys.exit(not prove(asked))
        asked.lake = asked.lake or Path(made)
        lakes = [sites(asked, projects) for projects in asked.projects]
        print(f"{asked.projects} projects of {asked.workers} workers, {asked.months} months", _HEAD, _RULE, sep="\n")
        told = [f"- {engine}: {_beyond([_cost(engine, *lake) for lake in lakes])}" for engine in asked.on]
    print("", *(line for line in told if len(asked.projects) > 1), sep="\n")


if __name__ == "__main__":
    main()
