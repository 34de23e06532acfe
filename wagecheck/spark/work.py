"""What a task does: the functions of the single machine, on one shard."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import polars as pl

from wagecheck.audit import judge_shard
from wagecheck.facts import Elsewhere, seen_in
from wagecheck.ingest import Papers
from wagecheck.ingest.lake import MARK
from wagecheck.model import InputSheet, Report
from wagecheck.report import across, parquet, parts
from wagecheck.spark import attempts, crossing, frames, poison
from wagecheck.spark.desk import Desk, Files, laid_out
from wagecheck.spark.order import Order
from wagecheck.spark.written import written

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql.types import StructType

SAID = "at int, kind string, project_id string, body binary"
"""What a task says: parts of the results, each as bytes. `kind` is one of `FRAMES`, or `report` (of a project, as
JSON), `front` (what the front page needs of a shard), `mark` (the hash of its lake.json) or `words` (what all reports
of a run share)."""

FRAMES = {
    "findings": parquet.frame,
    "coverage": frames.coverage,
    "totals": frames.totals,
    "inputs": frames.inputs,
    "rejected": frames.rejected,
}
"""Parts that are frames, each with what makes it of a report."""


@dataclass(frozen=True, slots=True)
class Task:
    """A run, where its shards lie, and how often Spark tries a task."""

    order: Order
    root: str
    attempts: int = 4

    def seen(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Say which accounts, cards and people a shard has."""
        with laid_out(batches) as desk:
            if desk is None:
                return
            told = self.seen_of(self.files(desk))
            at = pl.lit(desk.at, pl.Int32).alias("at")
            for piece in crossing.parts(told):
                yield from _batches(piece.select(at, pl.all()))

    def judged(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Judge a shard, and say what came of it."""
        with laid_out(batches) as desk:
            if desk is None:
                return
            report = self.report_of(self.files(desk), desk.told)
            for kind, project, body in (*said(report), ("mark", "", written(_mark(desk)))):
                row = pl.DataFrame(
                    {"at": [desk.at], "kind": [kind], "project_id": [project], "body": [body]},
                    {"at": pl.Int32, "kind": pl.String, "project_id": pl.String, "body": pl.Binary},
                )
                yield from _batches(row)

    def files(self, desk: Desk) -> Files:
        """Say where the files of a shard lie, here and for the user."""
        place = f"{self.root}/{desk.shard}" if desk.shard else self.root
        return Files(desk.folder, place, self.order.region)

    def seen_of(self, files: Files) -> pl.DataFrame:
        """Say it of a shard; where Spark would give up, of those projects of which it can be said."""
        if not self.is_last():
            return crossing.rows(self.has(files.papers()))
        made, unseen = poison.seen(files, self.has)
        return pl.concat([crossing.unseen(unseen), *map(crossing.rows, made)])

    def report_of(self, files: Files, told: pl.DataFrame) -> Report:
        """Judge a shard that was told what others share with it; where Spark would give up, project by project."""
        elsewhere = crossing.elsewhere(told)
        if self.is_last():
            report = poison.report(files, elsewhere, self.judge, self.has)
        else:
            report = self.judge(files.papers(), elsewhere)
        return poison.with_unseen(report, crossing.unseen_in(told))

    def has(self, papers: Papers) -> Elsewhere:
        """Say what the projects have that others may share."""
        return seen_in(papers.tables, on=self.order.on)

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        """Judge papers as the single machine does."""
        order = self.order
        return judge_shard(papers, order.book, order.chosen(), order.voice(), on=order.on, elsewhere=elsewhere)

    def is_last(self) -> bool:
        """Say whether Spark would give the run up if this attempt failed."""
        return attempts.is_last(self.attempts)


def _mark(desk: Desk) -> InputSheet:
    """Name the lake.json of a shard with its hash: it lists the hashes of the files that the shard was made from."""
    file = desk.folder / MARK
    content = file.read_bytes() if file.exists() else b""
    return InputSheet(f"{desk.shard}/{MARK}".lstrip("/"), sha256(content).hexdigest(), "", "", 0, 0, 0, 0)


def said(report: Report) -> Iterator[tuple[str, str, bytes]]:
    """Take the report of a shard apart: kind, project, body."""
    for kind, frame in FRAMES.items():
        buffer = io.BytesIO()
        frame(report).write_ipc_stream(buffer, compression="zstd")
        yield kind, "", buffer.getvalue()
    wordless = replace(report, rules={}, labels={})
    for part in parts.parts(replace(wordless, part_of="-")):
        yield "report", part.projects[0].project_id, written(replace(part, part_of=""))
    yield "front", "", written(_front(wordless))
    yield "words", "", written(replace(_BLANK, rules=report.rules, labels=report.labels))


def _front(report: Report) -> Report:
    """Leave of the report of a shard what the front page shows, and what belongs to none of the projects."""
    alone = parts.strays(report)
    known = {project.project_id for project in report.projects}
    errors = tuple(one for one in report.notices if one.level == "error" and one.project_id in known)
    return replace(
        alone,
        projects=tuple(
            replace(one, months=(), flow={}, scorecards=(), account=None, calendar=None) for one in report.projects
        ),
        findings=tuple(one for one in report.findings if one.rule in across.RULES or one.project_id not in known),
        coverage=tuple(one for one in report.coverage if one.project_id not in known),
        ledger=tuple(one for one in report.ledger if one.project_id not in known),
        notices=(*alone.notices, *errors),
    )


def _batches(frame: pl.DataFrame) -> "Iterator[pa.RecordBatch]":
    yield from frame.to_arrow().to_batches()


def unpacked(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Give the frames that tasks said, row for row."""
    for batch in batches:
        for body in pl.DataFrame(pl.from_arrow(batch))["body"]:
            yield from _batches(pl.read_ipc_stream(io.BytesIO(body)))


def columns() -> "dict[str, StructType]":
    """Give the columns of each frame that tasks say."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - an optional extra

    return {kind: from_arrow_schema(frame(_BLANK).to_arrow().schema) for kind, frame in FRAMES.items()}


_BLANK = Report(date.min, "", "", (), (), (), (), (), (), (), (), (), {})
