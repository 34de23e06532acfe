"""A table that goes on in another sheet or file without headings is read with the headings of where it began."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import polars as pl

from wagecheck.ingest import months, piece, vocabulary
from wagecheck.ingest.cells import Grid
from wagecheck.ingest.piece import Origin, Piece
from wagecheck.ingest.recognise import MATRIX_NEEDS, NEEDS, Layout
from wagecheck.model import Notice, Source

_SHAPES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("id", re.compile(r"\d{17}[\dXx]|\d{15}")),
    (
        "date",
        re.compile(r"(?:20)?\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月].*|20[0-4]\d[01]\d[0-3]\d(?:\s.*|\d{6})?|\d{1,2}:\d.*"),
    ),
    ("number", re.compile(r"\d{11,32}|\d(?:\.\d+)?[eE]\+\d\d")),
    ("figure", re.compile(r"[(+-]?[¥￥]?[\d,]+(?:\.\d+)?\)?元?-?")),
)
_WORD = "word"
_STRONG = frozenset({"id", "date", "number"})
_SAMPLE = 200
_TITLES = 5
_TITLE_CELLS = 3
_FEWEST = 3
_SHARE = 0.8
_EMPTY_LAST = 2
"""Last columns (signature, remarks) in which a whole part may say nothing."""

_PART = re.compile(
    r"[\s_\-–(（\[【.]*(?:第?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})|续表?|[上中下]|part\s*\d+)[页份册部分张卷)）\]】]*$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?<![\d(（第_\-–])(?:1[0-2]|[1-9])$")
_OF_ROWS: Sequence[str] = ("employer", "team")
_OF_ACCOUNT: Sequence[str] = ("own_account", "account_name")


@dataclass(frozen=True, slots=True)
class Headless:
    """A sheet on which no headings were found."""

    grid: Grid
    origin: Origin
    names: Sequence[str]
    elsewhere: Sequence[str]


def resume(sheet: Headless, pieces: Sequence[Piece]) -> tuple[Piece | None, Notice | None]:
    """Read a sheet without headings as the next part of a table of the same dossier.

    The columns must be as many and hold the same kinds of things, and sheet or file must belong together by name. Gives
    the piece with a warning; no piece and an error where it looks like a part but is in doubt; nothing where it does
    not.
    """
    sheet = replace(sheet, grid=_widened(sheet.grid, max((one.width for one in pieces), default=0)))
    alike = [(one, at) for one in pieces if one.layout and (at := _begins(sheet.grid, one)) is not None]
    if not alike:
        return None, None
    related = [(one, at) for one, at in alike if _belongs(sheet.origin, one.origin)]
    base, at = (related or alike)[-1]
    place = str(Source(base.origin.file, base.origin.sheet, base.heading_row))
    doubt = _doubt(sheet, base, related, alike)
    if doubt:
        text = f"没有表头,像是{place}那张表的续表,但{doubt},未读取。请在首行补上与其相同的表头"
        return None, Notice("error", text, sheet.origin.file, sheet.origin.sheet)
    found = _part(sheet, base, at)
    month = _month(found) if _is_monthly(base) else None
    dated = f",月份按 {month.year}年{month.month}月" if month else ""
    text = f"没有表头,按{place}的表头读取{dated}。请核对,并在首行补上表头"
    return found, Notice("warning", text, sheet.origin.file, sheet.origin.sheet)


def _widened(grid: Grid, width: int) -> Grid:
    """Give a sheet the columns at its end that say nothing."""
    lacking = width - len(grid.rows[0])
    return grid if lacking <= 0 else replace(grid, rows=[[*row, *[""] * lacking] for row in grid.rows])


def _doubt(
    sheet: Headless, base: Piece, related: Sequence[tuple[Piece, int]], alike: Sequence[tuple[Piece, int]]
) -> str:
    """Say why it is not certain how a sheet is to be read; empty where it is."""
    if not related:
        return "文件名和工作表名看不出它接着哪一份"
    if len({_reading(one) for one, _ in related or alike}) > 1:
        return "有几张列相同而表头不同的表,分不清接着哪一张"
    if _is_monthly(base) and not any(months.month_in(name)[1] for name in sheet.names):
        name = sheet.origin.sheet if sheet.origin.file == base.origin.file else PurePosixPath(sheet.origin.file).stem
        if _BARE_NUMBER.search(name.strip()) and not name.lower().startswith("sheet"):
            return f"分不清“{name}”是第几部分还是几月"
    return ""


def _month(one: Piece) -> dt.date | None:
    said: list[dt.date] = one.raw["_month"].drop_nulls().to_list()
    return said[-1] if said else None


def _is_monthly(base: Piece) -> bool:
    """Say whether a table states its month above the headings only."""
    return base.table in ("payroll", "attendance") and not {"month", "date", "punched_at"} & set(base.raw.columns)


def _reading(one: Piece) -> tuple[object, ...]:
    columns = tuple((column.field, column.index, column.unit) for column in one.columns)
    return one.table, columns, tuple(one.layout.days.items()) if one.layout else ()


def _belongs(origin: Origin, base: Origin) -> bool:
    """Say whether a sheet may go on with another: a sheet of one workbook, or a file named like it but for its part."""
    own, other = PurePosixPath(origin.file), PurePosixPath(base.file)
    return own == other or (own.parent == other.parent and _stem(own) == _stem(other))


def _stem(path: PurePosixPath) -> str:
    return _PART.sub("", path.stem).strip()


def _begins(grid: Grid, base: Piece) -> int | None:
    """Give the first row of data of a sheet that has the columns of a table; None where it has others."""
    if base.layout is None or not base.width - _EMPTY_LAST <= grid.width <= base.width:
        return None
    cells = {column.index: column.field for column in base.columns}
    known = {index: _shape(base.raw[name].head(_SAMPLE).to_list()) for index, name in _raw_names(base).items()}
    rows = [grid.texts(row) for row in range(min(len(grid.rows), _SAMPLE))]
    start = next((at for at, row in enumerate(rows) if sum(1 for cell in row if cell.strip()) > _TITLE_CELLS), None)
    if start is None or start > _TITLES:
        return None
    own = {index: _shape(row[index] for row in rows[start:]) for index in cells}
    both = [index for index, shape in known.items() if shape and own[index]]
    spoken = {field for index, field in cells.items() if own[index] or not known[index]}
    needs = MATRIX_NEEDS if base.layout.days else NEEDS[base.table]
    whole = all(any(choice & spoken for choice in choices) for choices in needs)
    same = sum(known[index] == own[index] for index in both) == len(both) >= (_FEWEST if not base.layout.days else 2)
    strong = {own[index] for index in both} & _STRONG
    return start if whole and same and strong else None


def _raw_names(base: Piece) -> Mapping[int, str]:
    """Give the raw column of each mapped column."""
    return {
        column.index: numbered if (numbered := f"{column.field}+{column.index}") in base.raw.columns else column.field
        for column in base.columns
    }


def _shape(cells: Iterable[str]) -> str:
    """Name what most of the cells of a column are; empty where they say nothing, or differ."""
    nothing = vocabulary.words()["cells"]["nothing"]
    spoken = [plain for cell in cells if cell and (plain := cell.strip().lstrip("'")) not in nothing]
    shapes = [next((name for name, form in _SHAPES if form.fullmatch(cell)), _WORD) for cell in spoken]
    most = max(set(shapes), key=shapes.count, default="")
    return most if shapes.count(most) >= _SHARE * len(shapes) else ""


def _part(sheet: Headless, base: Piece, at: int) -> Piece:
    """Cut a part out of its sheet; what the lines above its first part say goes for it as well."""
    layout = replace(base.layout or Layout(base.table, 0, 0, (), 0.0), first_heading=at, last_heading=at - 1)
    month = _month(base)
    said = [f"{month.year}年{month.month}月"] if month else []
    found = piece.cut(sheet.grid, layout, sheet.origin, [*sheet.names, *said], sheet.elsewhere)
    have = set(found.raw.columns)
    again = [name for name in _OF_ROWS if name in base.raw.columns and name not in have]
    above: dict[str, object] = {name: base.raw[name].last() for name in again}
    account = {name: text for name, text in base.control.items() if name in _OF_ACCOUNT}
    control = {**account, **found.control}
    above.update({f"_said_{name}": control[name] for name in _OF_ACCOUNT if name in control})
    raw = found.raw.with_columns(pl.lit(value, pl.String).alias(name) for name, value in above.items())
    return replace(
        found, heading_row=0, first_heading_row=0, raw=raw, control=control, unused=base.unused, continues=base.origin
    )
