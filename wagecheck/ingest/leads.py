"""The first words of each row, by which totals, signatures and headings printed again are known."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from wagecheck.ingest import vocabulary
from wagecheck.ingest.cells import Grid, TextRows, text
from wagecheck.ingest.recognise import Column

REPEAT = "=表头"
"""Lead of a heading row that is printed again further down, and of the title lines above it."""

NUMBER_ONLY = "=序号"
"""Lead of a row that has only its running number."""

TEAM = "=班组"
"""Lead of a row that only names the team of those below."""

_FOLD = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_SERIAL = re.compile(r"\d{1,5}\.?")


def spoken(grid: Grid, after: int) -> list[int]:
    """List the rows behind one that say something."""
    first = grid.rows.turned[0] if isinstance(grid.rows, TextRows) else [row[0] for row in grid.rows]
    silent = {cell for cell in set(first) if not speaks(cell)}
    places = range(after + 1, len(first))
    if not silent:
        return list(places)
    return [place for place in places if first[place] not in silent or any(map(speaks, grid.rows[place]))]


def speaks(cell: object) -> bool:
    """Say whether a cell has something in it."""
    return bool(cell) and not cell.isspace() if type(cell) is str else True


def of_rows(grid: Grid, mapped: Sequence[Column], rows: Sequence[int], columns: Sequence[Sequence[str]]) -> list[str]:
    """Give the first words of each row, white space removed; marks where it is a running number only, or headings.

    `columns` are the cells of the mapped columns in these rows. Each distinct text is folded once.
    """
    first = grid.column(0, rows, text)
    known = _folded(first)
    leads = [known[cell] for cell in first]
    for place in [place for place, lead in enumerate(leads) if not lead]:
        leads[place] = _lead(grid.rows[rows[place]])
    for place in _idle(columns):
        if _SERIAL.fullmatch(leads[place]):
            leads[place] = NUMBER_ONLY
    for place in _headed(grid, mapped, rows):
        leads[place] = REPEAT
    return leads


def _folded(cells: Sequence[str]) -> Mapping[str, str]:
    return {cell: _FOLD.sub("", unicodedata.normalize("NFKC", cell)) for cell in set(cells)}


def _lead(row: Sequence[object]) -> str:
    said = next(text(cell) for cell in row if speaks(cell))
    return _folded([said])[said]


def _idle(columns: Sequence[Sequence[str]]) -> list[int]:
    """List the places of rows that say nothing in any mapped column."""
    silent = {cell for cell in set(columns[0]) if not cell or cell.isspace()}
    places = [place for place, cell in enumerate(columns[0]) if cell in silent] if silent else []
    return [place for place in places if not any(column[place].strip() for column in columns)]


def _headed(grid: Grid, mapped: Sequence[Column], rows: Sequence[int]) -> list[int]:
    """List the places of rows in which most columns hold their own heading."""
    least = min(max(len(mapped) * 2 // 3, 2), len(mapped))
    index, heading = mapped[0].index, mapped[0].heading
    named = grid.column(index, rows, lambda _: "")
    again = {cell for cell in set(named) if (heading.isascii() or not cell.isascii()) and _key(cell) == heading}
    places = [place for place, cell in enumerate(named) if cell in again] if again else []
    cells = [grid.rows[rows[place]] for place in places]
    same = [sum(_key(row[one.index]) == one.heading for one in mapped) for row in cells]
    return [place for place, count in zip(places, same, strict=True) if count >= least]


def _key(cell: object) -> str:
    return vocabulary.fold(text(cell)).key
