"""What was handed in, once more as it is: the files' own bytes, their cells, and where each field stands in them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wagecheck.errors import InputError
from wagecheck.ingest import archive, vocabulary
from wagecheck.ingest.cells import Grid, open_book, read_bytes
from wagecheck.ingest.find import Dossier, find, is_folder
from wagecheck.ingest.handed import Handed, open_dossier
from wagecheck.ingest.lake import is_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.piece import Piece


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on a sheet: where each of its fields stands."""

    sheet: str
    table: str
    heading_row: int
    """1-based; the rows below belong to it, down to the next table."""
    columns: Mapping[str, tuple[int, ...]]
    """Columns of each field, counted from 1."""
    cells: Mapping[str, tuple[int, int]]
    """Row and column of the value of each field, where a sheet gives a key and a value a row."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file, as it lies there now."""

    file: str
    """Named as in the report, unmasked."""
    sha256: str
    content: bytes
    tables: tuple[Placed, ...]

    def grids(self, limits: Limits = Limits()) -> tuple[Grid, ...]:  # noqa: B008 - frozen
        """Open its sheets. Raises InputError where it is no table at all."""
        return open_book(self.content, limits).grids


def originals(
    paths: Sequence[Path],
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
) -> Iterator[Original]:
    """Give every file below the paths, the members of archives too; what cannot be read any more is left out.

    Folders that `wagecheck ingest` wrote hold no originals. Raises as `find` does.
    """
    folders = [path for path in paths if not is_lake(path)]
    for index, dossier in enumerate(find(folders, limits)) if folders else ():
        handed = open_dossier(index, dossier, limits, config)
        for name, content in contents(dossier, limits):
            hashed = hashlib.sha256(content).hexdigest()
            yield Original(name, hashed, content, _tables(handed, name, content, limits))


def contents(dossier: Dossier, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of every file of a dossier, of the members in place of their archive; unreadable ones not."""
    for file in dossier.files:
        name = dossier.relative(file)
        try:
            content = b"" if is_folder(file) else read_bytes(file, limits)
            if not archive.is_archive(content):
                yield name, content
                continue
            for inner, member in archive.unpack(content, limits):
                if isinstance(member, bytes):
                    yield f"{name}/{inner}", member
        except InputError:
            continue


def _tables(handed: Handed, name: str, content: bytes, limits: Limits) -> tuple[Placed, ...]:
    own = [piece for piece in handed.pieces if piece.origin.file == name]
    keyed = {piece.origin.sheet for piece in own if not piece.columns and piece.headings}
    grids = {grid.name: grid for grid in open_book(content, limits).grids} if keyed else {}
    return tuple(
        Placed(
            sheet=piece.origin.sheet,
            table=piece.table,
            heading_row=piece.heading_row,
            columns=_columns(piece),
            cells=_keyed(piece, grids[piece.origin.sheet]) if piece.origin.sheet in grids and not piece.columns else {},
        )
        for piece in own
    )


def _columns(piece: Piece) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for column in piece.columns:
        found[column.field] = (*found.get(column.field, ()), column.index + 1)
    return found


def _keyed(piece: Piece, grid: Grid) -> dict[str, tuple[int, int]]:
    """Find the value of each key: it stands to the right of it."""
    wanted = {heading: field for field, heading in piece.headings.items()}
    found: dict[str, tuple[int, int]] = {}
    for row in range(len(grid.rows)):
        for at, said in enumerate(grid.texts(row)):
            field = wanted.get(vocabulary.fold(said).key)
            if field is not None:
                found.setdefault(field, (row + 1, at + 2))
    return found
