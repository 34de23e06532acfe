"""Reading many dossiers: a few at a time, in as many processes as wanted, each few kept as canonical Parquet."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from wagecheck.ingest.find import Dossier
from wagecheck.ingest.lake import write_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.read import read

SIZE = 8
"""Dossiers that are read together; so few are read at once, without Parquet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the dossiers of a run are read."""

    region_of: Callable[[str], str | None]
    place: str | None
    limits: Limits
    config: tuple[Saved, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading has come."""

    dossiers: int
    of: int
    rows: int


def read_many(
    dossiers: Sequence[Dossier],
    how: Reading,
    store: Path,
    *,
    jobs: int = 1,
    told: Callable[[Progress], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Read dossiers batch by batch, each into a lake in the folder `store`; give the lakes, in the dossiers' order.

    What is read does not depend on `jobs`, the number of processes.
    """
    batches = [dossiers[at : at + SIZE] for at in range(0, len(dossiers), SIZE)]
    lakes = [store / f"{at:06d}" for at in range(len(batches))]
    done = rows = 0
    with _workers(min(jobs, len(batches))) as workers:
        for batch, kept in zip(batches, _read_all(workers, batches, how, lakes), strict=True):
            done += len(batch)
            rows += kept
            told(Progress(done, len(dossiers), rows))
    return tuple(lakes)


def _workers(jobs: int) -> Executor | nullcontext[None]:
    """Start processes afresh: Polars must not be forked."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) if jobs > 1 else nullcontext()


def _read_all(
    workers: Executor | None, batches: Sequence[Sequence[Dossier]], how: Reading, lakes: Sequence[Path]
) -> Iterator[int]:
    hows = [how] * len(batches)
    return (workers.map if workers else map)(_read_batch, batches, hows, lakes)


def _read_batch(batch: Sequence[Dossier], how: Reading, lake: Path) -> int:
    """Read a batch into a lake; give the number of its rows."""
    papers = read(batch, region_of=how.region_of, place=how.place, limits=how.limits, config=how.config)
    write_lake(papers, lake)
    return sum(frame.height for frame in papers.tables.values())
