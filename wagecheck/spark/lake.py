"""A lake as Spark sees it: the files of each shard, wherever Spark can read."""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wagecheck.errors import InputError
from wagecheck.ingest.lake import MARK, shards_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_GLOB = re.compile(r"([\\{}\[\]*?])")
_AGAIN = "请指定 wagecheck ingest 写出的文件夹"
FILES = "at int, shard string, name string, content binary"


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake, its shards numbered from the largest: the longest task begins first."""

    root: str
    """As the user named it."""
    shards: tuple[str, ...]
    """Names of the folders; one blank name where the lake is not divided."""
    files: "DataFrame"
    """One row a file: at, shard, name, content. A row without a name stands for the shard, which may have lost all."""

    def place(self, shard: str) -> str:
        """Say where a shard is, as the single machine would."""
        return f"{self.root}/{shard}" if shard else self.root


def opened(spark: "SparkSession", root: str) -> Lake:
    """Look at a lake. Raises InputError where there is none, or one that nothing can be made of."""
    root = root.rstrip("/") or root
    names = _named(spark, root)
    divided = names != ("",)
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", str(divided).lower())
    found = reader.load(escaped(root)).selectExpr(
        "regexp_extract(path, '([^/]+)/[^/]+$', 1) AS shard" if divided else "'' AS shard",
        "regexp_extract(path, '([^/]+)$', 1) AS name",
        "length",
        "content",
    )
    sizes = {row["shard"]: row["sum(length)"] for row in found.groupBy("shard").sum("length").collect()}
    shards = tuple(sorted(names, key=lambda name: (-sizes.get(name, 0), name)))
    order = spark.createDataFrame([(at, name) for at, name in enumerate(shards)], "at int, shard string")
    known = found.join(order.hint("broadcast"), "shard").selectExpr("at", "shard", "name", "content")
    marks = order.selectExpr("at", "shard", "CAST(NULL AS string) AS name", "CAST(NULL AS binary) AS content")
    return Lake(root, shards, known.unionByName(marks))


def _named(spark: "SparkSession", root: str) -> tuple[str, ...]:
    """Read in lake.json which shards there are."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415 - an optional extra

    try:
        row = spark.read.format("binaryFile").load(f"{escaped(root)}/{MARK}").select("content").head()
    except AnalysisException as error:
        raise InputError(f"没有 {MARK}, 不是规范数据", where=root, todo=_AGAIN) from error
    with TemporaryDirectory(prefix="wagecheck-") as desk:
        (Path(desk) / MARK).write_bytes(row["content"] if row else b"")
        try:
            names = tuple(path.name for path in shards_of(Path(desk)) if path != Path(desk))
        except InputError as error:
            raise InputError(error.what, where=root, todo=error.todo) from error
    return names or ("",)


def escaped(path: str) -> str:
    """Write a path so that Spark takes each sign of it for itself."""
    return _GLOB.sub(r"\\\1", path)
