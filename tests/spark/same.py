"""What Spark says, beside what the single machine says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from wagecheck import law
from wagecheck.model import Report
from wagecheck.report import parquet
from wagecheck.rules import ALL
from wagecheck.spark import run, work
from wagecheck.spark.order import Order

ON = date(2025, 8, 20)
KEY = b"key"
BOOK = law.load()
LINES = ("findings", "coverage", "ledger", "inputs", "rejected", "parameters", "incidents", "projects")


@dataclass(frozen=True)
class Lakes:
    """The same papers in one, four and 64 shards, and what the single machine says of them."""

    alone: Report
    folders: dict[int, Path]


ORDER = Order(on=ON, book=BOOK, rules=tuple(rule.id for rule in ALL), key=KEY)


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


def ran(spark: Any, lake: Path, results: Path, kind: type[work.Task] = work.Task, order: Order = ORDER) -> Ran:
    outcome = run.audit(spark, str(lake), order, str(results), kind=kind)
    return Ran(outcome, run.reports(spark, str(results)), results)


def differences(ran: Ran, alone: Report, *, without: Sequence[str] = ()) -> list[str]:
    """Name what differs from the single machine's report; the findings as bytes, after sorting."""
    here = pl.read_parquet(ran.results / "findings" / "*.parquet")
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
