"""Measure how fast dossiers are read, against bare reading of the same files in the same run.

`python benchmarks/ingest.py [--dossiers N] [--workers N] [--months N] [--rounds N]`. Bare reading turns the files into
cells and stops there: Polars for CSV, calamine for XLSX. Times are of the processor, all threads together, so that
dossiers a minute are those of one core; of several rounds the fastest counts. README.md beside this file says more.
"""

import gc
import io
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from python_calamine import load_workbook

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from madeup import Plan, build, template, write

from wagecheck import ingest, law

RARELY = 500_000
"""New objects between two searches for cycles, as in the commands."""

WANTED = {"csv": 200, "xlsx": 30}
"""Dossiers of 200 workers and 12 months that one core is to read in a minute."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What reading the same dossiers cost, in seconds of the processor."""

    form: str
    dossiers: int
    rows: int
    bare: float
    read: float
    parquet: float

    def line(self) -> str:
        """Write the measurement as a row of the table."""
        wanted = f"{WANTED[self.form]:>8}" if self.form in WANTED else ""
        minute = 60 * self.dossiers / self.read
        return (
            f"{self.form:<6}{self.rows:>9,}{self.bare:>9.2f}{self.read:>9.2f}{self.read / self.bare:>8.1f}"
            f"{minute:>12.0f}{wanted}{self.parquet:>10.2f}{self.read / self.parquet:>8.0f}"
        )


HEAD = (
    f"{'form':<6}{'rows':>9}{'bare s':>9}{'ingest s':>9}{'ratio':>8}{'a minute':>12}{'wanted':>8}"
    f"{'parquet s':>10}{'gain':>8}"
)


def bare_csv(path: Path) -> int:
    """Read a CSV file into text columns, and count its rows."""
    text = path.read_bytes().decode("gb18030").encode()
    return len(pl.read_csv(io.BytesIO(text), has_header=False, infer_schema=False, truncate_ragged_lines=True))


def bare_xlsx(path: Path) -> int:
    """Read every sheet of a workbook into cells, and count their rows."""
    with load_workbook(path) as book:
        return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


BARE = {"csv": bare_csv, "xlsx": bare_xlsx}


def seconds(work: Callable[[], object]) -> float:
    """Give the processor's time that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure(form: str, folders: Sequence[Path], rounds: int) -> Measured:
    """Read the same dossiers in every way, round by round."""
    region_of = law.load().region_of
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    lake = folders[0].parent / "lake"
    papers = ingest.gather(folders, region_of=region_of)
    unread = [notice.text for notice in papers.notices if notice.level == "error"]
    if unread or papers.rejected:
        sys.exit(f"not all was read: {unread or papers.rejected[:3]}")
    ingest.write_lake(papers, lake)
    bare, read, stored = [], [], []
    for _ in range(rounds):
        bare.append(seconds(lambda: [BARE[form](path) for path in files]))
        read.append(seconds(lambda: ingest.gather(folders, region_of=region_of)))
        stored.append(seconds(lambda: ingest.gather([lake], region_of=region_of)))
    rows = sum(sheet.rows_read for sheet in papers.inputs)
    return Measured(form, len(folders), rows, min(bare), min(read), min(stored))


def main() -> None:
    """Make the dossiers, measure, print the table."""
    parser = ArgumentParser(description=__doc__)
    for name, default in (("dossiers", 4), ("workers", 200), ("months", 12), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    gc.set_threshold(RARELY)
    plans = [Plan(seed=seed + 1, workers=asked.workers, months=asked.months) for seed in range(asked.dossiers)]
    sites = [build(plan) for plan in plans]
    print(f"{asked.dossiers} dossiers of {asked.workers} workers and {asked.months} months; seconds of the processor")
    print(HEAD)
    for form in BARE:
        with TemporaryDirectory(prefix="wagecheck-") as made:
            folders = [Path(made) / form / str(plan.seed) for plan in plans]
            for site, folder in zip(sites, folders, strict=True):
                write(site, folder, template(form))
            print(measure(form, folders, asked.rounds).line(), flush=True)


if __name__ == "__main__":
    main()
