"""What the tasks of the reading do: read a dossier; lay what was read of a shard's dossiers together and store it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from wagecheck.ingest import Dossier, Papers, Stored, write_lake
from wagecheck.ingest.batches import Reading, ended, read_alone
from wagecheck.ingest.shelf import Part, Shard
from wagecheck.processes import in_turn
from wagecheck.spark import attempts, storage
from wagecheck.spark.written import written

if TYPE_CHECKING:
    import pyarrow as pa

READ = "at int, code string, name string, rows bigint, content binary"
"""A file of canonical Parquet of one dossier; `rows` stands on its lake.json."""
HOMES = "at int, said string, code string, shard int"
_READ: dict[str, pl.DataType] = {
    "at": pl.Int32(),
    "code": pl.String(),
    "name": pl.String(),
    "rows": pl.Int64(),
    "content": pl.Binary(),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the dossiers of a task, which Spark tries so often."""

    how: Reading
    attempts: int = 4

    def read(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Read each dossier as the single machine does."""
        with TemporaryDirectory(prefix="wagecheck-") as folder:
            known: list[pl.DataFrame] = []
            for batch in batches:
                rows = pl.DataFrame(pl.from_arrow(batch))
                for at, path, content in rows.select("at", "path", "content").iter_rows():
                    if content is not None:
                        place = Path(folder) / str(at) / path
                        place.parent.mkdir(parents=True, exist_ok=True)
                        place.write_bytes(content)
                known.append(rows.select("at", "place", "path", "title"))
            dossiers = list(_dossiers(pl.concat(known), Path(folder))) if known else []
            papers = self.papers_of([dossier for _, dossier in dossiers])
            for (at, _), one in zip(dossiers, papers, strict=True):
                yield from _canonical(at, one)

    def papers_of(self, dossiers: Sequence[Dossier]) -> Iterator[Papers]:
        """Give the papers of each: what breaks the reading of one is told in them, and stops no other.

        At the last try that is done in processes beside this one, so that a dossier which ends its process is told too.
        """
        read = partial(read_alone, how=self.how)
        return in_turn(read, dossiers, lost=ended) if self.is_last() else map(read, dossiers)

    def is_last(self) -> bool:
        """Say whether Spark would give the run up if this attempt failed."""
        return attempts.is_last(self.attempts)


def _canonical(at: int, papers: Papers) -> "Iterator[pa.RecordBatch]":
    code = next(iter(papers.tables["project"]["project_id"]), "")
    rows = Part(papers).rows()
    with TemporaryDirectory(prefix="wagecheck-") as desk:
        write_lake(papers, Path(desk) / "lake")
        for file in sorted((Path(desk) / "lake").iterdir()):
            row = {"at": [at], "code": [code], "name": [file.name], "rows": [rows], "content": [file.read_bytes()]}
            yield from pl.DataFrame(row, _READ).to_arrow().to_batches()


def _dossiers(known: pl.DataFrame, folder: Path) -> Iterator[tuple[int, Dossier]]:
    """Name the dossiers of a task as they lie on the desk."""
    for at in known["at"].unique().sort():
        own = known.filter(pl.col("at") == at).sort("place")
        home = folder / str(at)
        path, title = own.filter(pl.col("place") == -1).select("path", "title").row(0)
        files = own.filter(pl.col("place") >= 0)["path"]
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        yield at, Dossier(home / path, title, tuple(home / file for file in files if (home / file).exists()))


@dataclass(frozen=True, slots=True)
class Keeper:
    """Stores the shards of a lake, each in a folder of its own below `to`."""

    to: str

    def store(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Lay the dossiers of a shard together in their order, write them, and say what there was.

        The same papers give the same bytes: a task that Spark tries again, or runs twice, changes nothing.
        """
        with TemporaryDirectory(prefix="wagecheck-") as folder:
            names: dict[int, dict[str, str]] = {}
            shard = -1
            for batch in batches:
                rows = pl.DataFrame(pl.from_arrow(batch)).select("at", "said", "code", "shard", "name", "content")
                for at, said, code, shard, name, content in rows.iter_rows():  # noqa: B007 - the same in all rows
                    home = Path(folder) / f"{at:09d}"
                    home.mkdir(exist_ok=True)
                    (home / name).write_bytes(content)
                    names[at] = {} if said == code else {said: code}
            if not names:
                return
            parts = tuple((Part(Path(folder) / f"{at:09d}"), names[at]) for at in sorted(names))
            papers = Shard(parts, (), all_there_is=False).papers()
            write_lake(papers, Path(folder) / "whole")
            storage.put(Path(folder) / "whole", f"{self.to}/{storage.folder_name(shard)}")
            told = pl.DataFrame(
                {"shard": [shard], "body": [written(_stored(papers)).decode()]}, {"shard": pl.Int32, "body": pl.String}
            )
            yield from told.to_arrow().to_batches()


def _stored(papers: Papers) -> Stored:
    rows = {name: frame.height for name, frame in papers.tables.items()}
    return Stored(rows, len({(one.project_id, one.file) for one in papers.inputs}), papers.notices, papers.rejected)
