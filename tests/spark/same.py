"""What Spark says, beside what the single machine says."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from wagecheck import ingest, law
from wagecheck.audit import audit
from wagecheck.model import Report
from wagecheck.report import parquet
from wagecheck.rules import ALL
from wagecheck.spark import run, work
from wagecheck.spark.order import Order

ON = date(2025, 8, 20)
KEY = b"key"
BOOK = law.load()
SAMPLES = Path(__file__).parents[2] / "samples"
LINES = ("findings", "coverage", "ledger", "inputs", "rejected", "parameters", "incidents", "projects")


ORDER = Order(on=ON, book=BOOK, rules=tuple(rule.id for rule in ALL), key=KEY)
SHARDS = (1, 4, 64)


@dataclass(frozen=True)
class Lakes:
    """The same papers in so many shards, what is asked of them, and what the single machine says."""

    order: Order
    alone: Report
    folders: dict[int, Path]


def hand_in(folder: Path) -> Path:
    """Hand in dossiers that share accounts, cards and people, some with the same code, and one that is broken."""
    for at, name in enumerate(["ganzhou-school"] * 5 + ["tianjin-teda"] * 2 + ["nanchang-binjiang"]):
        shutil.copytree(SAMPLES / name, folder / f"{at}-{name}")
    (folder / "9-坏").mkdir()
    (folder / "9-坏" / "工资表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return folder


def divided(shelf: ingest.Shelf, home: Path, on: date, shards: Sequence[int] = SHARDS) -> Lakes:
    """Store papers in lakes of so many shards, and audit the first on the single machine."""
    folders = {number: home / f"in {number} [份]" for number in shards}
    for number, folder in folders.items():
        ingest.store(shelf, folder, shards=number)
    return Lakes(replace(ORDER, on=on), audit([folders[shards[0]]], on=on, key=KEY), folders)


@dataclass(frozen=True)
class Ran:
    """What a run on Spark wrote."""

    outcome: run.Outcome
    reports: tuple[Report, ...]
    results: Path

    def lines(self, name: str) -> list[str]:
        """Give all lines of a kind, of the projects and of none, in order."""
        front = self.outcome.front
        own = {one.project_id for one in front.projects}
        every = [one for report in self.reports for one in getattr(report, name)]
        if name in {"parameters", "incidents", "projects"}:
            every += getattr(front, name) if name != "projects" else ()
            return sorted({str(one) for one in every})
        return sorted(map(str, [*every, *(one for one in getattr(front, name) if one.project_id not in own)]))


def ran(spark: Any, lakes: Lakes, shards: int, results: Path, kind: type[work.Task] = work.Task) -> Ran:
    """Audit a lake on Spark."""
    outcome = run.audit(spark, str(lakes.folders[shards]), lakes.order, str(results), kind=kind)
    return Ran(outcome, run.reports(spark, str(results)), results)


def differences(ran: Ran, alone: Report, *, without: Sequence[str] = ()) -> list[str]:
    """Name what differs from the single machine's report; the findings as bytes, after sorting."""
    written = sorted((ran.results / "findings").glob("*.parquet"))
    here = pl.concat(pl.read_parquet(file, glob=False) for file in written)
    there = parquet.frame(alone)
    same = sorted_bytes(here) == sorted_bytes(there)
    names = [name for name in LINES if name not in without]
    different = [name for name in names if ran.lines(name) != sorted({*map(str, getattr(alone, name))})]
    notices = {str(one) for report in ran.reports for one in report.notices} | set(map(str, ran.outcome.front.notices))
    if "notices" not in without and notices != set(map(str, alone.notices)):
        different.append("notices")
    words = ran.outcome.front.rules == alone.rules and ran.outcome.front.labels == alone.labels
    return [*([] if same else ["findings.parquet"]), *different, *([] if words else ["words"])]


def sorted_bytes(frame: pl.DataFrame) -> bytes:
    return frame.sort(pl.all()).write_csv().encode()
