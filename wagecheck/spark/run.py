"""A run on Spark: the stages, what is written, and what the driver hears of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wagecheck import assembly
from wagecheck.errors import UsageError
from wagecheck.model import InputSheet, Report
from wagecheck.report import manifest
from wagecheck.spark import attempts, crossing, lake, work, written
from wagecheck.spark.order import Order

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

REPORTS = "reports"
"""Folder of the reports of the projects, one row each, as JSON."""
RUN = "run"
"""Folder of what the front page is made of."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the driver knows of a run: sums, and what belongs to no project."""

    front: Report
    """What the front page shows; of the findings only those across projects."""
    sealed: Report
    """The same with the marks of the shards as its inputs: each lists the SHA-256 of what was read into it."""
    severities: Mapping[str, int]
    """Findings by severity."""
    judged: bool
    """Whether any rule could judge anything."""


def audit(
    spark: "SparkSession", root: str, order: Order, results: str, *, kind: type[work.Task] = work.Task
) -> Outcome:
    """Audit a lake and write what was found to `results`: findings, coverage, totals and more, as Parquet.

    `kind` is what a task does. Raises InputError where there is no lake, UsageError where `results` is there already.
    """
    from pyspark import StorageLevel  # noqa: PLC0415 - an optional extra

    papers = lake.opened(spark, root)
    _check_new(spark, results)
    task = kind(order, papers.root, attempts.of(spark))
    number = len(papers.shards)
    files = papers.files
    if number > 1:
        seen = _by_shard(files, number).mapInArrow(task.seen, f"at int, {crossing.SCHEMA}")
        files = files.unionByName(crossing.met(seen.persist(StorageLevel.DISK_ONLY)), allowMissingColumns=True)
    said = _by_shard(files, number).mapInArrow(task.judged, work.SAID).persist(StorageLevel.DISK_ONLY)
    _write(said, results)
    return outcome(spark, results)


def _check_new(spark: "SparkSession", results: str) -> None:
    """Refuse a folder that is there already: what is in it may be somebody's."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415 - an optional extra

    try:
        spark.read.format("binaryFile").load(lake.escaped(results)).schema  # noqa: B018 - it looks whether it is there
    except AnalysisException:
        return
    raise UsageError("已有此文件夹", where=results, todo="请用 --results 指定一个新的")


def _by_shard(files: "DataFrame", number: int) -> "DataFrame":
    """Bring what belongs to a shard together: a task each, and nothing else in it."""
    return files.repartitionById(number, "at")


def _write(said: "DataFrame", results: str) -> None:
    """Let Spark write what the tasks said."""
    for kind, columns in work.columns().items():
        rows = said.where(said.kind == kind).select("body").mapInArrow(work.unpacked, columns)
        rows.write.parquet(f"{results}/{kind}", compression="zstd")
    told = said.selectExpr("at", "kind", "project_id", "CAST(body AS string) AS body")
    told.where("kind = 'report'").select("project_id", "body").write.option(
        "parquet.bloom.filter.enabled#project_id", "true"
    ).parquet(f"{results}/{REPORTS}", compression="zstd")
    rest = told.where("kind IN ('front', 'mark')").unionByName(
        told.where("kind = 'words'").selectExpr("0 AS at", "kind", "project_id", "body").distinct()
    )
    rest.coalesce(1).write.parquet(f"{results}/{RUN}", compression="zstd")


def outcome(spark: "SparkSession", results: str) -> Outcome:
    """Read what a run came to, without its findings."""
    told = _kept(spark, results, RUN).orderBy("at").collect()
    fronts = _of(Report, told, "front")
    words = _of(Report, told, "words")
    labels = {name: label for one in words for name, label in one.labels.items()}
    whole = replace(assembly.bind(fronts), rules=words[0].rules, labels=labels)
    sealed = replace(whole, inputs=_of(InputSheet, told, "mark"))
    found = _kept(spark, results, "findings").groupBy("severity").count().collect()
    judged = _kept(spark, results, "coverage").where("pass > 0 OR fail > 0").limit(1).count()
    return Outcome(
        replace(whole, part_of=manifest.seal(sealed)),
        sealed,
        {row["severity"]: row["count"] for row in found},
        judged=judged > 0,
    )


def reports(spark: "SparkSession", results: str, projects: Sequence[str] = ()) -> tuple[Report, ...]:
    """Read the reports of projects, all of them where none is named, in the order of their codes."""
    kept = _kept(spark, results, REPORTS)
    chosen = kept.where(kept.project_id.isin(list(projects))) if projects else kept
    front = outcome(spark, results).front
    return tuple(
        replace(written.read(Report, row["body"]), rules=front.rules, labels=front.labels, part_of=front.part_of)
        for row in chosen.orderBy("project_id").collect()
    )


def _kept(spark: "SparkSession", results: str, name: str) -> "DataFrame":
    """Open a table that a run wrote."""
    return spark.read.parquet(f"{lake.escaped(results)}/{name}")


def _of(kind: type[written.Value], rows: Sequence[Mapping[str, str]], name: str) -> tuple[written.Value, ...]:
    return tuple(written.read(kind, row["body"]) for row in rows if row["kind"] == name)
