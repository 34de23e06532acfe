"""The shelf: all papers of a run, in parts that are taken down when they are wanted, so that memory stays bounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import gcd
from pathlib import Path
from typing import TypeVar

import polars as pl

from wagecheck import tables
from wagecheck.errors import InputError
from wagecheck.ingest import projects
from wagecheck.ingest.lake import codes_in, hashes_in, read_columns, read_lake, rows_in
from wagecheck.ingest.read import Papers
from wagecheck.ingest.shards import cut
from wagecheck.model import InputSheet, Notice, Rejected
from wagecheck.privacy import mask_text

ROWS = 160_000
"""Most rows of a part that is stored: little enough to be judged where memory is scarce."""
AT_ONCE = 400_000
"""Most rows that are judged at once, but for a single part with more: with fewer, the thousands of queries cost more
than their rows; with more, a core's cache no longer holds what they work on."""
_OF_A_DAY = 8
"""Rows of attendance that count for one: what is there by the day is soon summed up by the month."""

Columns = Mapping[str, Sequence[str]]
"""Columns by table."""
_Line = TypeVar("_Line", InputSheet, Rejected, Notice)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the papers: at hand, or in a folder of canonical Parquet."""

    source: Papers | Path
    region: str | None = None
    """Division code that overrides that of every project."""

    def codes(self) -> tuple[str, ...]:
        """Give the codes of its projects. Raises InputError for a damaged lake."""
        if isinstance(self.source, Path):
            return codes_in(self.source)
        return tuple(self.source.tables["project"]["project_id"])

    def hashes(self) -> frozenset[str]:
        """Give the hashes of the files that it was read from. Raises InputError for a damaged lake."""
        if isinstance(self.source, Path):
            return hashes_in(self.source)
        return frozenset(sheet.sha256 for sheet in self.source.inputs)

    def rows(self) -> int:
        """Count its rows, as far as they weigh. Raises InputError for a damaged lake."""
        if isinstance(self.source, Path):
            rows = rows_in(self.source)
        else:
            rows = {table: frame.height for table, frame in self.source.tables.items()}
        return sum(own // _OF_A_DAY if table == "attendance" else own for table, own in rows.items())

    def papers(self) -> Papers:
        """Take it down. Raises InputError for a damaged lake."""
        papers = read_lake(self.source) if isinstance(self.source, Path) else self.source
        if self.region is None:
            return papers
        placed = papers.tables["project"].with_columns(pl.lit(self.region, pl.String).alias("region"))
        return replace(papers, tables={**papers.tables, "project": placed})

    def columns(self, named: Columns) -> dict[str, pl.DataFrame]:
        """Take down some columns of some tables, as the papers say it. Raises InputError for a damaged lake."""
        if isinstance(self.source, Path):
            return read_columns(self.source, named)
        return {name: self.source.tables[name].select(own) for name, own in named.items()}


@dataclass(frozen=True, slots=True)
class Shard:
    """Some parts, to be taken down together: here, or in a process that is told where they lie."""

    parts: tuple[tuple[Part, Mapping[str, str]], ...]
    """Parts that are judged together; beside each, the codes that its projects get where an earlier part has theirs."""
    told: tuple[Notice, ...]
    """What there is to say besides of the run, each remark with one shard."""
    all_there_is: bool
    """There is nothing else on the shelf: what cannot be read is then an error, not a remark."""
    piece: int = 0
    pieces: int = 1
    """Which of so many pieces, of as many projects each, is taken down."""

    def papers(self) -> Papers:
        """Take it down. Raises InputError for a damaged lake that is all there is."""
        papers = reduce(laid_on, (self._taken(part, names) for part, names in self.parts))
        whole = replace(papers, notices=(*papers.notices, *self.told))
        return whole if self.pieces == 1 else cut(whole, self.pieces).get(self.piece, _nothing())

    def columns(self, named: Columns) -> dict[str, pl.DataFrame]:
        """Take down some columns of some tables, `project_id` among them, of all pieces.

        Raises InputError for a damaged lake that is all there is.
        """
        empty = {name: tables.empty(name).select(own) for name, own in named.items()}
        taken = [empty]
        for part, names in self.parts:
            try:
                own = part.columns(named)
            except InputError:
                if self.all_there_is:
                    raise
                continue  # taken down with its papers it says so
            taken.append({name: frame.with_columns(pl.col("project_id").replace(names)) for name, frame in own.items()})
        return {name: pl.concat([own[name] for own in taken]) for name in named}

    def in_pieces(self, number: int) -> tuple["Shard", ...]:
        """Divide it into so many pieces, as far as it has projects. Raises InputError for a damaged lake."""
        pieces = min(number, sum(len(part.codes()) for part, _ in self.parts))
        return tuple(replace(self, piece=at, pieces=pieces) for at in range(pieces)) or (self,)

    def _taken(self, part: Part, names: Mapping[str, str]) -> Papers:
        try:
            return _renamed(part.papers(), names)
        except InputError as error:
            if self.all_there_is:
                raise
            return replace(_nothing(), notices=(_refusal(error),))


@dataclass(frozen=True, slots=True)
class Shelf:
    """All papers of a run: going through it gives them shard by shard, as often as wanted."""

    shards: tuple[Shard, ...]

    def __len__(self) -> int:
        return len(self.shards)

    def rows(self) -> int:
        """Count the rows of all parts, as far as they weigh."""
        return sum(part.rows() for shard in self.shards for part, _ in shard.parts)

    def __iter__(self) -> Iterator[Papers]:
        return (shard.papers() for shard in self.shards)


def arrange(parts: Iterable[Part], refused: Sequence[InputError] = (), *, rows: int = AT_ONCE) -> Shelf:
    """Put parts on a shelf, as many to a shard as have so many rows together.

    A project whose code an earlier part has gets a suffix, as one of two dossiers does. Raises InputError where no part
    can be read.
    """
    unread = list(refused)
    taken: set[str] = set()
    shards: list[list[tuple[Part, Mapping[str, str]]]] = []
    room = 0
    for part in parts:
        try:
            codes, needed = part.codes(), part.rows()
        except InputError as error:
            unread.append(error)
            continue
        if not shards or needed > room:
            shards.append([])
            room = rows
        room -= needed
        shards[-1].append((part, _new_names(codes, taken)))
    if not shards:
        raise unread[0]
    told = tuple(_refusal(error) for error in unread)
    single = len(shards) == len(shards[0]) == 1
    return Shelf(tuple(Shard(tuple(own), () if at else told, single) for at, own in enumerate(shards)))


def spread(shards: Sequence[Shard], jobs: int) -> tuple[Shard, ...]:
    """Give shards for so many processes: where they do not divide evenly, the last ones go in pieces.

    Else some processes would wait while others do a whole shard. Raises InputError for a damaged lake.
    """
    over = len(shards) % jobs
    if len(shards) == 1 or not over:
        return tuple(shards)
    pieces = jobs // gcd(jobs, over)
    return (*shards[:-over], *(piece for shard in shards[-over:] for piece in shard.in_pieces(pieces)))


def whole(shelf: Shelf) -> Papers:
    """Take everything down at once."""
    return reduce(laid_on, shelf)


def laid_on(papers: Papers, more: Papers) -> Papers:
    """Lay papers on one another, whose projects are not the same."""
    return Papers(
        tables={name: pl.concat([papers.tables[name], more.tables[name]]) for name in tables.TABLES},
        inputs=(*papers.inputs, *more.inputs),
        rejected=(*papers.rejected, *more.rejected),
        notices=(*papers.notices, *more.notices),
    )


def _nothing() -> Papers:
    return Papers({name: tables.empty(name) for name in tables.TABLES}, (), (), ())


def _refusal(error: InputError) -> Notice:
    return Notice("error", mask_text(str(error)))


def _new_names(codes: Iterable[str], taken: set[str]) -> Mapping[str, str]:
    """Name the projects whose codes are taken anew, and take the names."""
    names = {}
    for said in codes:
        name = projects.free(said, taken)
        taken.add(name)
        if name != said:
            names[said] = name
    return names


def _renamed(papers: Papers, names: Mapping[str, str]) -> Papers:
    if not names:
        return papers
    known = papers.tables["project"].select("project_id", "file", "sheet").iter_rows()
    told = tuple(
        replace(projects.renamed(said, names[said], file, sheet), project_id=names[said])
        for said, file, sheet in known
        if said in names
    )
    moved = {table: frame.with_columns(pl.col("project_id").replace(names)) for table, frame in papers.tables.items()}
    return Papers(moved, _of(names, papers.inputs), _of(names, papers.rejected), (*_of(names, papers.notices), *told))


def _of(names: Mapping[str, str], lines: Sequence[_Line]) -> tuple[_Line, ...]:
    return tuple(replace(one, project_id=names.get(one.project_id, one.project_id)) for one in lines)
