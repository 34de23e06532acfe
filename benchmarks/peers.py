"""Ten rules on one frame of worker-months: the engine beside validation tools, plain Polars and pandas scripts.

    python benchmarks/peers.py --venvs /tmp/peers

Each tool runs in a fresh process, several rounds in turn; all must find the same rows, or the run stops. `--venvs`
names the folder of their environments, one for each so that none meets the libraries of another; they are made if they
are not there. Without it, this Python is asked for all. README.md beside this file says more.
"""

import json
import platform
import subprocess
import sys
import tomllib
import venv
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))
sys.path.insert(0, str(Path(__file__).parent / "peer_tools"))

import polars as pl
from expressions import COMPLIES
from madeup import Plan, build, template, write
from polars import col

from wagecheck import ingest, law
from wagecheck.facts import build_facts
from wagecheck.rules import ALL

TOOLS_LIE_IN = Path(__file__).parent / "peer_tools"
ON = date(2026, 6, 30)
ONE_IN = 200
"""Of so many rows one is made to fail each rule, and another to be unknown where the column may be."""

SLOW = 10
"""Seconds after which a tool is not asked a second time."""


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that validates, and what is to be installed for it."""

    name: str
    script: str
    words: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    report: str = "–"


OURS = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TOOLS = (
    Tool(
        "wagecheck", "with_wagecheck.py", packages=tuple(OURS["dependencies"]), report="yes: `audit`, not in this table"
    ),
    Tool("plain Polars", "with_polars.py", packages=("polars",), report="no"),
    Tool("Pandera, frame-level", "with_pandera.py", packages=("pandera[polars]",), report="no"),
    Tool("the same, needed columns", "with_pandera.py", ("narrow",), ("pandera[polars]",), "no"),
    Tool("pointblank", "with_pointblank.py", packages=("pointblank", "polars"), report="yes: HTML"),
    Tool("dataframely", "with_dataframely.py", packages=("dataframely",), report="no"),
    Tool(
        "Great Expectations",
        "with_great_expectations.py",
        packages=("great-expectations", "pandas", "pyarrow"),
        report="yes: HTML",
    ),
    Tool("pandas, row by row", "with_pandas.py", ("rows",), ("pandas", "pyarrow"), "no"),
    Tool("pandas, masks, floats", "with_pandas.py", ("masks",), ("pandas", "pyarrow"), "no"),
    Tool("pandas, masks, Arrow types", "with_pandas.py", ("arrow",), ("pandas", "pyarrow"), "no"),
)


def facts() -> pl.DataFrame:
    """Build the worker-months of a made-up project, with the parameters of the law that the rules read."""
    book = law.load()
    with TemporaryDirectory(prefix="wagecheck-") as made:
        write(build(Plan(seed=1)), Path(made), template("csv"))
        papers = ingest.gather([Path(made)], region_of=book.region_of)
    handed = {(sheet.project_id, sheet.table) for sheet in papers.inputs if sheet.table}
    table = pl.DataFrame(sorted(handed), schema={"project_id": pl.String, "table": pl.String}, orient="row")
    frame = build_facts(papers.tables, table, book, on=ON).frames["worker_month"]
    read = {name for rule in ALL if rule.id in COMPLIES for name in rule.reads}
    return book.attach(frame, sorted(name for name in read if "." in name))


def stamped(frame: pl.DataFrame, rows: int) -> pl.DataFrame:
    """Stamp the project out to so many rows, as projects of other codes; plant failures and gaps, spread evenly."""
    copies = pl.DataFrame({"copy": range(-(-rows // frame.height))}, schema={"copy": pl.UInt32})
    many = copies.join(frame, how="cross").head(rows)
    many = many.with_columns(
        key=pl.int_range(pl.len(), dtype=pl.UInt32), project_id=pl.format("{}-{}", "project_id", "copy")
    ).drop("copy")
    broken = {
        "signed_by_worker": pl.lit(False),
        "arrears": pl.lit("0.01"),
        "gross_counted": col("minimum_due") - pl.lit("0.01").cast(pl.Decimal(18, 2)),
        "agreed_due": col("gross") + pl.lit("0.01").cast(pl.Decimal(18, 2)),
        "arithmetic_gap": pl.lit("0.02"),
        "attended": pl.lit(False),
        "net": col("income.month_warning") + pl.lit("0.01").cast(pl.Decimal(18, 2)),
        "exit_date": col("month").dt.offset_by("-1d"),
        "same_rows": pl.lit(2),
        "paid_by_bank": pl.lit(False),
    }
    turn = col("key") * 7919 % ONE_IN
    return many.with_columns(
        pl.when(turn == 2 * nth).then(value.cast(frame.schema[name])).when(turn != 2 * nth + 1).then(name).alias(name)
        for nth, (name, value) in enumerate(broken.items())
    ).with_columns(has_left=col("exit_date").is_not_null())


def prepare(folder: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Give by tool the Python of its environment, and by tool why it could not be made."""
    if folder is None:
        return {tool.name: sys.executable for tool in TOOLS}, {}
    pythons, failed = {}, {}
    for tool in TOOLS:
        place = folder / sha256(repr(tool.packages).encode()).hexdigest()[:8]
        pythons[tool.name] = str(place / "bin" / "python")
        if not (place / "ready").exists():
            venv.create(place, with_pip=True, clear=True)
            command = [pythons[tool.name], "-m", "pip", "install", "--quiet", *tool.packages]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
            if done.returncode:
                failed[tool.name] = last(done.stderr)
            else:
                (place / "ready").touch()
    return pythons, failed


def last(text: str) -> str:
    """Give the last line of what a program complained of."""
    return (text.strip().splitlines() or ["it said nothing"])[-1]


def once(tool: Tool, python: str, frame: Path) -> dict[str, Any] | str:
    """Let a tool validate the frame in a fresh process; a text says why it could not."""
    command = [python, str(TOOLS_LIE_IN / tool.script), str(frame), *tool.words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        return last(done.stderr)
    told: dict[str, Any] = json.loads(last(done.stdout))
    return told


def measure(
    frame: Path, rounds: int, pythons: Mapping[str, str], lacking: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """Run every tool in turn, round by round; who cannot run is named once and left out."""
    runs: dict[str, list[dict[str, Any]]] = {}
    gone = dict(lacking)
    for _ in range(rounds):
        for tool in TOOLS:
            if tool.name in gone or any(told["first"] > SLOW for told in runs.get(tool.name, [])):
                continue
            told = once(tool, pythons[tool.name], frame)
            if isinstance(told, str):
                gone[tool.name] = told
            else:
                runs.setdefault(tool.name, []).append(told)
    for name, why in gone.items():
        print(f"without {name}: {why}")
    return {name: told for name, told in runs.items() if name not in gone}


def agree(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> int:
    """Give how many failures all found; stops the run where somebody found other rows than the engine."""
    ours = runs["wagecheck"][0]["failing"]
    for name, rounds in runs.items():
        for told in rounds:
            if told["failing"] != ours or set(ours) != set(COMPLIES):
                counts = {rule: (ours[rule][0], told["failing"].get(rule, [0])[0]) for rule in ours}
                sys.exit(f"{name} finds other rows than wagecheck (ours, theirs): {counts}")
    return sum(count for count, _ in ours.values())


def table(rows: int, runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Print what was measured as a table in Markdown; medians of the rounds."""
    found = agree(runs)
    ours = median(told["later"] for told in runs["wagecheck"])
    print(f"\n{rows:,} rows, {found:,} failures, the same rows with every tool\n")
    print("| tool | first in a process | later | to ours | peak memory | a report of its own |")
    print("|---|---:|---:|---:|---:|---|")
    for tool in TOOLS:
        if tool.name in runs:
            print(line(tool, runs[tool.name], ours))


def line(tool: Tool, told: Sequence[Mapping[str, Any]], ours: float) -> str:
    """Write the medians of a tool's rounds as a row of the table."""
    first, later, peak = (median(one[name] for one in told) for name in ("first", "later", "peak"))
    wrote = told[0]["report"] is not None
    report = f"{tool.report}, {median(one['report'] for one in told):.2f} s more" if wrote else tool.report
    return f"| {tool.name} | {first:.3f} s | {later:.3f} s | {later / ours:.2f} | {peak:.0f} MB | {report} |"


def main() -> None:
    """Make the frames, measure the tools, print the tables."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[120_000, 1_200_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--venvs", type=Path, help="folder of the tools' environments; made if they are not there")
    asked = parser.parse_args()
    pythons, lacking = prepare(asked.venvs)
    project = facts()
    versions: dict[str, str] = {}
    with TemporaryDirectory(prefix="wagecheck-") as made:
        for rows in asked.rows:
            frame = Path(made) / f"{rows}.parquet"
            stamped(project, rows).write_parquet(frame)
            runs = measure(frame, asked.rounds, pythons, lacking)
            table(rows, runs)
            versions |= {name: number for told in runs.values() for name, number in told[0]["versions"].items()}
    print(
        f"\nPython {platform.python_version()}, " + ", ".join(f"{name} {number}" for name, number in versions.items())
    )


if __name__ == "__main__":
    main()
