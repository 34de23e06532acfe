"""A worker's desk: the files of a shard, as Spark hands them over, laid out where the reading room finds them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from wagecheck import tables
from wagecheck.errors import InputError
from wagecheck.ingest import Papers
from wagecheck.ingest.shelf import Part
from wagecheck.model import Notice
from wagecheck.privacy import mask_text
from wagecheck.spark import crossing

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one shard, laid out in a folder; `place` is where the user knows them to lie."""

    folder: Path
    place: str
    region: str | None

    def codes(self) -> tuple[str, ...]:
        """Give the codes of the projects. Raises InputError for a shard that is damaged."""
        return Part(self.folder).codes()

    def papers(self) -> Papers:
        """Read them. A shard that is damaged gives nothing but the notice that says so."""
        try:
            return Part(self.folder, self.region).papers()
        except InputError as error:
            where = error.where.replace(str(self.folder), self.place)
            told = mask_text(str(InputError(error.what, where=where, todo=error.todo)))
            return Papers({name: tables.empty(name) for name in tables.TABLES}, (), (), (Notice("error", told),))


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of one shard's files, and what the first stage said of its projects and of those that share."""

    folder: Path
    shard: str
    at: int
    told: pl.DataFrame


@contextmanager
def laid_out(batches: "Iterable[pa.RecordBatch]") -> Iterator[Desk | None]:
    """Lay the rows of one shard out for as long as the block runs; None where there are no rows at all.

    A row has the columns of `lake.FILES`, and may have those of `crossing`.
    """
    with TemporaryDirectory(prefix="wagecheck-") as folder:
        shard, at, told = "", -1, [crossing.NONE]
        for batch in batches:
            rows = pl.DataFrame(pl.from_arrow(batch))
            files = rows.filter(pl.col("shard").is_not_null()).select("at", "shard", "name", "content")
            for at, shard, name, content in files.iter_rows():  # noqa: B007 - all rows have the same two
                if name is not None:
                    (Path(folder) / PurePosixPath(name).name).write_bytes(content)
            if "kind" in rows.columns:
                told.append(
                    rows.filter(pl.col("kind").is_not_null())
                    .select(*crossing.COLUMNS)
                    .cast(pl.Schema(crossing.COLUMNS))
                )
        yield None if at < 0 else Desk(Path(folder), shard, at, pl.concat(told))
