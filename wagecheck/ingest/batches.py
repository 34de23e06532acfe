"""Reading many dossiers: a few at a time, in as many processes as wanted, each few kept as canonical Parquet."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from wagecheck import tables
from wagecheck.ingest.cache import Cache, Look
from wagecheck.ingest.find import Dossier
from wagecheck.ingest.lake import write_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.read import Papers, in_order, read
from wagecheck.ingest.shelf import Part, arrange, whole
from wagecheck.model import Notice
from wagecheck.processes import Crew, alone, divided, workers

SIZE = 8
"""Dossiers that are read together; so few are read at once, without Parquet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the dossiers of a run are read."""

    region_of: Callable[[str], str | None]
    place: str | None
    limits: Limits
    config: tuple[Saved, ...]
    cache: Cache | None = None
    """Where what was read before is taken from, and kept for the next run."""


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
    work = [_Batch(*one) for one in zip(batches, lakes, _looks(batches, how.cache, jobs), strict=True)]
    kept = [how.cache is not None and all(how.cache.holds(look.key) for look in one.looks) for one in work]
    done = rows = 0
    told(Progress(done, len(dossiers), rows))
    with workers(min(jobs, kept.count(False))) as crew:
        for one, read_rows in zip(work, _read_all(crew, work, how, kept), strict=True):
            done += len(one.dossiers)
            rows += read_rows
            told(Progress(done, len(dossiers), rows))
    return tuple(lakes)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Dossiers that are read together, and where what was read goes."""

    dossiers: Sequence[Dossier]
    lake: Path
    looks: Sequence[Look]
    """What the cache knows each of them by; empty without a cache."""


def _looks(batches: Sequence[Sequence[Dossier]], cache: Cache | None, jobs: int) -> list[list[Look]]:
    """Hash every dossier, once."""
    if cache is None:
        return [[] for _ in batches]
    with ThreadPoolExecutor(max(jobs, 1)) as threads:
        return list(threads.map(lambda batch: [cache.look(one) for one in batch], batches))


def _read_all(crew: Crew | None, batches: Sequence[_Batch], how: Reading, kept: Sequence[bool]) -> Iterator[int]:
    """Give the number of rows of each batch, in order: what was kept is fetched here, the rest read over there."""
    new = [batch for batch, known in zip(batches, kept, strict=True) if not known]
    read_over_there = divided(crew, partial(_read_batch, how=how), new, lost=partial(_read_one_by_one, how=how))
    for batch, known in zip(batches, kept, strict=True):
        yield _read_batch(batch, how) if known else next(read_over_there)


def _read_batch(batch: _Batch, how: Reading) -> int:
    """Read a batch into a lake; give the number of its rows."""
    return _stored(read_batch(batch.dossiers, how, batch.looks), batch.lake)


def _read_one_by_one(batch: _Batch, how: Reading) -> int:
    """Read each dossier of a batch in a process of its own: one of them ends the process that reads it."""
    dossiers = batch.dossiers
    one = partial(read_alone, how=how)
    papers = [alone(one, each, lost=ended) for each in dossiers] if len(dossiers) > 1 else map(ended, dossiers)
    return _stored(in_order(whole(arrange(map(Part, papers)))), batch.lake)


def read_alone(dossier: Dossier, how: Reading) -> Papers:
    """Read a dossier by itself."""
    return read_batch([dossier], how)


def _stored(papers: Papers, lake: Path) -> int:
    write_lake(papers, lake)
    return sum(frame.height for frame in papers.tables.values())


def read_batch(batch: Sequence[Dossier], how: Reading, looks: Sequence[Look] = ()) -> Papers:
    """Read a few dossiers; with a cache, only those that it does not have, as `looks` or a look now says.

    Not kept are those that changed meanwhile, and those with an error: what cannot be read today may be read tomorrow.
    """
    cache = how.cache
    if cache is None:
        return _read(batch, how)
    looks = looks or [cache.look(dossier) for dossier in batch]
    papers = [cache.take(look.key) for look in looks]
    missing = [at for at, one in enumerate(papers) if one is None]
    for at, one in zip(missing, _each([batch[at] for at in missing], how), strict=True):
        papers[at] = one
        key = looks[at].key
        if key and cache.is_as_seen(looks[at], batch[at]) and all(notice.level != "error" for notice in one.notices):
            cache.keep(key, one)
    return in_order(whole(arrange(Part(one) for one in papers if one)))


def _each(dossiers: Sequence[Dossier], how: Reading) -> list[Papers]:
    """Read dossiers at once, and give the papers of each: just what reading it alone gives.

    They are read one by one where a project may have got a suffix that it would not have by itself.
    """
    together = _read(dossiers, how)
    codes = together.tables["project"]["project_id"].to_list()
    if len(codes) != len(dossiers) or any("#" in code for code in codes):
        return [_read([dossier], how) for dossier in dossiers]
    return [_of(together, code) for code in codes]


def _of(papers: Papers, code: str) -> Papers:
    """Take out what belongs to one project."""
    return Papers(
        tables={name: frame.filter(pl.col("project_id") == code) for name, frame in papers.tables.items()},
        inputs=tuple(one for one in papers.inputs if one.project_id == code),
        rejected=tuple(one for one in papers.rejected if one.project_id == code),
        notices=tuple(one for one in papers.notices if one.project_id == code),
    )


def _read(dossiers: Sequence[Dossier], how: Reading) -> Papers:
    """Read dossiers at once; where one of them breaks the reading, the others are read without it."""
    try:
        return read(dossiers, region_of=how.region_of, place=how.place, limits=how.limits, config=how.config)
    except BaseException as fault:  # a panic of a library is no Exception
        if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        if len(dossiers) == 1:
            return _unread(dossiers[0], fault)
    return in_order(whole(arrange(Part(_read([dossier], how)) for dossier in dossiers)))


def _unread(dossier: Dossier, fault: BaseException) -> Papers:
    """Say of a dossier that it could not be read at all."""
    return _nothing(
        dossier, f"台账读不出来({type(fault).__name__}),未审查; 其余台账照常。请逐个文件用 wagecheck inspect 查看"
    )


def ended(dossier: Dossier) -> Papers:
    """Say of a dossier that the process which read it was ended."""
    return _nothing(
        dossier, "读取台账的进程被系统终止,多半是内存不足,未审查; 其余台账照常。请单独审查它,或拆分过大的文件"
    )


def _nothing(dossier: Dossier, text: str) -> Papers:
    told = Notice("error", text, project_id=dossier.name)
    return Papers({name: tables.empty(name) for name in tables.TABLES}, (), (), (told,))
