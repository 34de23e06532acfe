"""Storing: everything on a shelf written as canonical Parquet, divided by project where it is large."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wagecheck import desks
from wagecheck.ingest.lake import write_lake, write_shards
from wagecheck.ingest.read import Papers
from wagecheck.ingest.shards import split
from wagecheck.ingest.shelf import ROWS, Part, Shelf, arrange, whole
from wagecheck.model import Notice, Rejected


@dataclass(frozen=True, slots=True)
class Stored:
    """What was put into a lake."""

    rows: Mapping[str, int]
    """Rows by canonical table."""
    files: int
    notices: tuple[Notice, ...]
    rejected: tuple[Rejected, ...]


def store(shelf: Shelf, to: Path, *, shards: int | None = None) -> Stored:
    """Write everything into a folder, whole or not at all, in so many shards, or as many as its rows ask for.

    The same papers give the same bytes. Raises UsageError where they cannot be put there, InputError as going through
    the shelf does.
    """
    desks.sweep_beside(to)
    number = shards or -(-shelf.rows() // ROWS) or 1
    if number == 1:
        papers = whole(shelf)
        write_lake(papers, to)
        return _stored(papers)
    told = []
    with desks.desk() as desk:
        pieces: dict[int, list[Path]] = {}
        for at, papers in enumerate(shelf):
            told.append(_stored(papers))
            for shard, part in split(papers, number).items():
                pieces.setdefault(shard, []).append(desk / f"{shard:04d}" / f"{at:06d}")
                write_lake(part, pieces[shard][-1])
        write_shards(((shard, partial(_joined, lakes)) for shard, lakes in sorted(pieces.items())), to)
    return Stored(
        {name: sum(one.rows[name] for one in told) for name in told[0].rows},
        sum(one.files for one in told),
        tuple(line for one in told for line in one.notices),
        tuple(line for one in told for line in one.rejected),
    )


def _joined(lakes: list[Path]) -> Papers:
    return whole(arrange(Part(lake) for lake in lakes))


def _stored(papers: Papers) -> Stored:
    rows = {name: frame.height for name, frame in papers.tables.items()}
    return Stored(rows, len({(one.project_id, one.file) for one in papers.inputs}), papers.notices, papers.rejected)
