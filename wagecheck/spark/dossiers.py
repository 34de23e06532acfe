"""Raw dossiers read on Spark, a dossier a task, and stored by other tasks, a shard each, as a canonical lake."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wagecheck.errors import InputError, UsageError
from wagecheck.ingest import Dossier, Stored, find, projects
from wagecheck.ingest.batches import Reading
from wagecheck.ingest.lake import write_index
from wagecheck.ingest.mapping import beside
from wagecheck.ingest.shards import shard_of
from wagecheck.ingest.shelf import ROWS
from wagecheck.model import Notice
from wagecheck.spark import attempts, lake, reading, storage
from wagecheck.spark.written import read as taken

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

MOST_TASKS = 20_000
"""Most tasks of a stage; of more dossiers a task reads several, one after the other."""


@dataclass(frozen=True, slots=True)
class Found:
    """The dossiers under a folder, by their paths in it."""

    root: str
    """As Spark names it."""
    dossiers: tuple[Dossier, ...]
    """Their files lie nowhere: only the names are known here."""
    hidden: tuple[Notice, ...]
    """Files that Spark does not show to anybody."""


def ingest(spark: "SparkSession", root: str, to: str, how: Reading, *, shards: int | None = None) -> Stored:
    """Read the dossiers under a folder, and write them to a new lake in so many shards, or as many as they ask for.

    Both may lie wherever Spark reads and `storage` writes. Raises InputError where there is no dossier, UsageError
    where there is no such folder, or the lake cannot be written.
    """
    from pyspark import StorageLevel  # noqa: PLC0415 - an optional extra

    storage.check_new(to)
    found = look(spark, root)
    tasks = min(len(found.dossiers), MOST_TASKS)
    handed = _handed(spark, found).repartitionById(tasks, "task")
    read = handed.mapInArrow(reading.Reader(how, attempts.of(spark)).read, reading.READ).persist(StorageLevel.DISK_ONLY)
    known = read.where("name = 'lake.json'").select("at", "code", "rows").orderBy("at").collect()
    number = shards or -(-sum(row["rows"] for row in known) // ROWS) or 1
    homes = list(_homes([(row["at"], row["code"]) for row in known], number))
    used = sorted({home[-1] for home in homes})
    order = spark.createDataFrame([(*home, used.index(home[-1])) for home in homes], f"{reading.HOMES}, task int")
    placed = read.drop("code", "rows").join(order, "at").repartitionById(len(used), "task")
    told = placed.mapInArrow(reading.Keeper(to).store, "shard int, body string").orderBy("shard").collect()
    with TemporaryDirectory(prefix="wagecheck-") as desk:
        write_index(Path(desk), [storage.folder_name(shard) for shard in used])
        storage.put(Path(desk), to)
    return _together([taken(Stored, row["body"]) for row in told], found.hidden)


def look(spark: "SparkSession", root: str) -> Found:
    """Find the dossiers under a folder by the names of its files: what is a dossier is decided by `ingest.find`.

    Raises UsageError where there is no such folder, InputError where there is nothing to read in it.
    """
    home, files = _listed(spark, root)
    with TemporaryDirectory(prefix="wagecheck-") as desk:
        shape = Path(desk) / (home.rstrip("/").rpartition("/")[2] or "root")
        for name in files:
            place = shape / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
        shape.mkdir(exist_ok=True)
        try:
            dossiers = find([shape])
        except InputError as error:
            raise InputError(error.what, where=root, todo=error.todo) from error
        here = tuple(
            Dossier(_within(one.path, shape), one.name, tuple(_within(file, shape) for file in one.files))
            for one in dossiers
        )
    hidden = [(one, file) for one in here for file in one.files if _is_hidden(file)]
    text = "名称以 _ 开头, Spark 不读这样的文件, 未读取。请改名后重新读取"
    told = tuple(Notice("error", text, one.relative(file), project_id=one.name) for one, file in hidden)
    return Found(home, here, told)


def _listed(spark: "SparkSession", root: str) -> tuple[str, list[str]]:
    """List all files under a folder, wherever it is: its full address, and the paths in it."""
    java, context = spark.sparkContext._jvm, spark.sparkContext._jsc  # noqa: SLF001 - the way to Hadoop's file systems
    path = java.org.apache.hadoop.fs.Path(root)
    system = path.getFileSystem(context.hadoopConfiguration())
    if not system.exists(path):
        raise UsageError("路径不存在", where=root, todo="请检查拼写,或改用完整路径")
    home = str(system.makeQualified(path).toString())
    listing, files = system.listFiles(path, True), []
    while listing.hasNext():
        files.append(str(listing.next().getPath().toString())[len(home) :].lstrip("/"))
    return home, sorted(file for file in files if file)


def _within(path: Path, shape: Path) -> Path:
    return path.relative_to(shape)


def _is_hidden(file: Path) -> bool:
    """Say whether Spark passes a file over: a name on its way begins with _, and is no `_key=value`."""
    return any(part.startswith("_") and "=" not in part for part in file.parts)


def _handed(spark: "SparkSession", found: Found) -> "DataFrame":
    """Give the files of each dossier, with their place in it; the row with place −1 names the dossier itself."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 - an optional extra

    tasks = min(len(found.dossiers), MOST_TASKS)
    rows: list[tuple[int, int, int, str, str]] = []
    for at, dossier in enumerate(found.dossiers):
        rows.append((at, at % tasks, -1, str(dossier.path), dossier.name))
        for place, file in enumerate(dossier.files):
            rows.append((at, at % tasks, place, str(file), ""))
            rows.append((at, at % tasks, -2, str(beside(file)), ""))
    wanted = spark.createDataFrame(rows, "at int, task int, place int, path string, title string")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(lake.escaped(found.root))
    cut = sql.expr(f"substring(path, {len(found.root.rstrip('/')) + 2})")
    return wanted.join(files.select(cut.alias("path"), "content"), "path", "left")


def _homes(codes: Iterable[tuple[int, str]], shards: int) -> Iterable[tuple[int, str, str, int]]:
    """Give each dossier the code that its project gets, a suffix where an earlier one has it, and its shard."""
    given: set[str] = set()
    for at, said in codes:
        name = projects.free(said, given) if said else ""
        given.add(name)
        yield at, said, name, shard_of(name, shards) if name else 0


def _together(parts: Sequence[Stored], hidden: Sequence[Notice]) -> Stored:
    rows: Mapping[str, int] = {name: sum(one.rows[name] for one in parts) for name in (parts[0].rows if parts else ())}
    notices = (*hidden, *(line for one in parts for line in one.notices))
    return Stored(rows, sum(one.files for one in parts), notices, tuple(line for one in parts for line in one.rejected))
