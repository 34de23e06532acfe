"""How a file is read, for a person to look at: what each sheet was taken for, column by column, and what was left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from wagecheck import privacy
from wagecheck.ingest import controls, convert, vocabulary
from wagecheck.ingest.controls import Total
from wagecheck.ingest.find import Dossier, readable
from wagecheck.ingest.handed import Handed, open_dossier
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import KIND, Saved
from wagecheck.ingest.piece import Piece
from wagecheck.ingest.read import Papers, put_together
from wagecheck.model import InputSheet, Notice, Rejected

DAYS = "days_of_month"
"""Field of the day columns of an attendance matrix, taken together."""

EXAMPLES = 2
"""Values that are shown of a column."""

_MASKED = frozenset({"id_no", "number", "phone"})


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column that was understood."""

    heading: str
    field: str
    confidence: float
    """1 is the official heading; less is another word for it."""
    examples: tuple[str, ...]
    """The first distinct values, personal numbers masked."""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one table on one sheet of a file was read, or why it was not."""

    file: str
    kind: str
    """Name of the canonical table; empty where the sheet is none."""
    encoding: str
    """xlsx, xls, or the encoding of a text file."""
    sheet: str
    heading_rows: tuple[int, ...]
    """1-based rows of the headings."""
    mapping: tuple[ColumnReading, ...]
    unused: tuple[str, ...]
    """Headings that no field was found for."""
    totals: tuple[Total, ...]
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rows_furniture: int
    rejected: tuple[Rejected, ...]
    notices: tuple[Notice, ...]
    nearest: str = ""
    """Of a sheet that is no known table: the kind that it is nearest to."""
    paired: bool = False
    """Whether it is no table but keys with their values."""
    missing: tuple[str, ...] = ()
    """And the official headings that it lacks."""
    rivals: tuple[str, ...] = ()
    """And the kinds between which it could not be decided."""


def explain(
    path: Path,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
) -> tuple[SheetReading, ...]:
    """Read one file as `read` does, and say how: one reading for each table or sheet, in the order of the file.

    A file that cannot be opened gives one reading with the error in its notices. Nothing is raised.
    """
    dossier = Dossier(path, readable(path.stem), (path,))
    handed = open_dossier(0, dossier, limits, config)
    papers = put_together([dossier], [handed], region_of=lambda _: None, place=None)
    readings = [_table(piece, papers) for piece in handed.pieces]
    tabled = {(piece.origin.file, piece.origin.sheet) for piece in handed.pieces}
    readings += [_unread(one, handed, papers) for one in handed.unread if _is_silent(one, tabled)]
    return tuple(readings) or (_nothing(dossier, papers),)


def _is_silent(sheet: InputSheet, tabled: Collection[tuple[str, str]]) -> bool:
    """Say whether a sheet gave no table; the mappings by which others are read are none."""
    return sheet.table != KIND and (sheet.file, sheet.sheet) not in tabled


def _table(piece: Piece, papers: Papers) -> SheetReading:
    origin = piece.origin
    count = next(one for one in papers.inputs if _is(one, piece))
    return SheetReading(
        file=origin.file,
        kind=piece.table,
        encoding=origin.encoding,
        sheet=origin.sheet,
        heading_rows=piece.heading_rows,
        mapping=tuple(_mapping(piece)),
        paired=not piece.columns,
        unused=piece.unused,
        totals=_totals(papers, piece) if piece.table == "statement" else (),
        rows_read=count.rows_read,
        rows_kept=count.rows_kept,
        rows_rejected=count.rows_rejected,
        rows_furniture=count.rows_furniture,
        rejected=tuple(one for one in papers.rejected if (one.file, one.sheet) == (origin.file, origin.sheet)),
        notices=_notices(papers, origin.file, origin.sheet),
    )


def _is(sheet: InputSheet, piece: Piece) -> bool:
    own = (piece.origin.file, piece.origin.sheet, piece.table, piece.heading_row)
    return (sheet.file, sheet.sheet, sheet.table, sheet.heading_row) == own


def _notices(papers: Papers, file: str, sheet: str) -> tuple[Notice, ...]:
    return tuple(one for one in papers.notices if one.file == file and one.sheet in ("", sheet))


def _mapping(piece: Piece) -> list[ColumnReading]:
    """Give the columns of a sheet, or the keys of a two-column sheet."""
    if not piece.columns:
        return [
            ColumnReading(heading, field, _confidence(piece.table, field, heading), _examples(piece, field, field))
            for field, heading in piece.headings.items()
        ]
    read = []
    for column in piece.columns:
        numbered = f"{column.field}+{column.index}"
        name = numbered if numbered in piece.raw.columns else column.field
        examples = _examples(piece, column.field, name)
        read.append(ColumnReading(column.heading, column.field, column.confidence, examples))
    return [*read, *_days(piece)]


def _days(piece: Piece) -> list[ColumnReading]:
    """Give the day columns of an attendance matrix as one."""
    days = [name for name in piece.raw.columns if name in piece.headings and name[1:].isdigit()]
    if not days:
        return []
    first = (example for name in days for example in _examples(piece, DAYS, name))
    heading = "–".join(name[1:] for name in dict.fromkeys((days[0], days[-1])))
    return [ColumnReading(heading, DAYS, 1.0, tuple(islice(dict.fromkeys(first), EXAMPLES)))]


def _confidence(table: str, field: str, heading: str) -> float:
    meanings = vocabulary.meanings(vocabulary.fold(heading).key)
    return next((one.confidence for one in meanings if (one.table, one.field) == (table, field)), 1.0)


def _examples(piece: Piece, field: str, name: str) -> tuple[str, ...]:
    if name not in piece.raw.columns:
        return ()
    kind = convert.kinds(piece.table).get(field, "text")
    cells = (cell.strip() for cell in piece.raw[name].drop_nulls())
    first: dict[str, None] = {}
    for cell in cells:
        if cell:
            first.setdefault(privacy.mask(cell) if kind in _MASKED else privacy.mask_text(cell))
        if len(first) == EXAMPLES:
            break
    return tuple(first)


def _totals(papers: Papers, piece: Piece) -> tuple[Total, ...]:
    """Set the control totals of a statement against what its rows add up to."""
    own = (pl.col("file") == piece.origin.file) & (pl.col("sheet") == piece.origin.sheet)
    control = papers.tables["control"].filter(own & (pl.col("row") == piece.heading_row))
    last = piece.raw["row"].max()
    lines = papers.tables["statement"].filter(own & pl.col("row").is_between(piece.heading_row, pl.lit(last)))
    return controls.totals(control.row(0, named=True) if len(control) else {}, lines)


def _unread(sheet: InputSheet, handed: Handed, papers: Papers) -> SheetReading:
    miss = next((one for file, name, one in handed.missed if (file, name) == (sheet.file, sheet.sheet)), None)
    return SheetReading(
        file=sheet.file,
        kind="",
        encoding=sheet.encoding,
        sheet=sheet.sheet,
        heading_rows=(),
        mapping=(),
        unused=(),
        totals=(),
        rows_read=0,
        rows_kept=0,
        rows_rejected=0,
        rows_furniture=0,
        rejected=(),
        notices=_notices(papers, sheet.file, sheet.sheet),
        nearest=miss.nearest if miss else "",
        missing=miss.missing if miss else (),
        rivals=miss.rivals if miss else (),
    )


def _nothing(dossier: Dossier, papers: Papers) -> SheetReading:
    sheet = InputSheet(dossier.relative(dossier.path), "", "", "", 0, 0, 0, 0)
    return _unread(sheet, Handed((), (), (), ()), papers)
