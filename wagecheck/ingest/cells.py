"""Containers to grids: a file becomes sheets of cells, recognised by its content and never by its name."""

import datetime as dt
import hashlib
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from wagecheck.errors import InputError
from wagecheck.ingest import delimited, extents, ole
from wagecheck.ingest.container import check_container
from wagecheck.ingest.limits import Limits, check_rows, check_size

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell (row, column; 0-based) of a merged range."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BOOK = "Workbook".encode("utf-16-le")
_EXACT = 10**14
_LOOKED_AT = 200
_YEARS = (1990, 2100)
_NUMBERS = frozenset({bool, int, float})
"""Types of which a value may be equal to one of another: True is 1, and 1.0."""


class TextRows(list[list[str]]):
    """Rows of a text file: every cell is text, and all rows are of one width. A part of them is a plain list."""

    @cached_property
    def turned(self) -> Sequence[Sequence[str]]:
        """The same cells column by column."""
        return tuple(zip(*self, strict=True))


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: a rectangle of cells from its first row and column on, typed as the container had them."""

    name: str
    """As in the workbook; empty for a text file."""
    rows: Sequence[Sequence[object]]
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    first_row: int = 0
    """Rows of the sheet above it, where it is a part of one."""

    @property
    def width(self) -> int:
        """How many columns say something, as far as its first rows show."""
        return max((at + 1 for row in self.rows[:_LOOKED_AT] for at, cell in enumerate(row) if cell != ""), default=0)

    def texts(self, row: int) -> list[str]:
        """Give the cells of one row as text."""
        return [cell if type(cell) is str else text(cell) for cell in self.rows[row]]

    def column(self, index: int, rows: Sequence[int], write: Callable[[object], str]) -> list[str]:
        """Give the cells of one column, as text, for these rows, which ascend."""
        grid = self.rows
        if isinstance(grid, TextRows) and rows:
            cells = grid.turned[index]
            whole = rows[-1] - rows[0] + 1 == len(rows)
            return list(cells[rows[0] : rows[-1] + 1]) if whole else [cells[row] for row in rows]
        return _written([grid[row][index] for row in rows], write)


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was opened: its hash, how it is encoded, and its sheets."""

    sha256: str
    encoding: str
    """xlsx | xls | the encoding of a text file."""
    grids: tuple[Grid, ...]


def _written(cells: Sequence[object], write: Callable[[object], str]) -> list[str]:
    """Write cells as text; where they repeat themselves each value once, if equal ones are of one type."""
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return cast("list[str]", cells)
    distinct = set(cells)
    if len(distinct) > len(cells) // 2 or len(kinds & _NUMBERS) > 1:
        return [cell if type(cell) is str else write(cell) for cell in cells]
    texts = {cell: cell if type(cell) is str else write(cell) for cell in distinct}
    return [texts[cell] for cell in cells]


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file once; raises InputError when it is empty, too large, or may not be read."""
    try:
        check_size(path.stat().st_size, limits)
        return path.read_bytes()
    except PermissionError as denied:
        raise InputError("没有读取权限", todo="请检查文件权限后重试") from denied
    except OSError as broken:
        raise InputError(
            f"文件读不出来({broken.strerror or type(broken).__name__})", todo="请重新拷贝该文件后重试"
        ) from broken


def open_book(content: bytes, limits: Limits) -> Book:
    """Open what the content is, whatever the file is called; raises InputError with one clear line."""
    if content.startswith(_ZIP):
        check_container(content, limits)
        encoding, grids = "xlsx", _workbook(content, limits)
    elif content.startswith(_OLE):
        if _LOCKED in content and _BOOK not in content:
            raise InputError("工作簿设有打开密码", todo="请取消密码后另存再交")
        extents.check(ole.extents(content), limits)
        encoding, grids = "xls", _workbook(content, limits)
    else:
        encoding, rows, merged = delimited.parse(content, limits)
        grids = (Grid("", TextRows(rows), tuple(_within(rows, merged))),)
    return Book(hashlib.sha256(content).hexdigest(), encoding, grids)


def _workbook(content: bytes, limits: Limits) -> tuple[Grid, ...]:
    try:
        with load_workbook(io.BytesIO(content)) as workbook:
            return tuple(
                _sheet(workbook, index, limits)
                for index, about in enumerate(workbook.sheets_metadata)
                if about.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError as locked:
        raise InputError("工作簿设有打开密码", todo="请取消密码后另存再交") from locked
    except CalamineError as broken:
        raise InputError("工作簿已损坏或不是 Excel 文件", todo="请用 Excel 或 WPS 打开并另存为 xlsx 后再交") from broken


def _sheet(workbook: CalamineWorkbook, index: int, limits: Limits) -> Grid:
    sheet = workbook.get_sheet_by_index(index)
    check_rows(sheet.total_height, sheet.name, limits)
    hidden = workbook.sheets_metadata[index].visible != SheetVisibleEnum.Visible
    rows = sheet.to_python(skip_empty_area=False)
    return Grid(sheet.name, rows, tuple(_within(rows, sheet.merged_cell_ranges or ())), hidden)


def _within(rows: Sequence[Sequence[object]], merged: Sequence[Merge]) -> Iterator[Merge]:
    """Give merged ranges as far as they lie in the sheet: no more of them than fit beside one another."""
    height, width = len(rows), len(rows[0]) if rows else 0
    room = height * width
    for (top, left), (bottom, right) in merged:
        last = min(bottom, height - 1), min(right, width - 1)
        room -= max(last[0] - top + 1, 1) * max(last[1] - left + 1, 1)
        if room < 0:
            return
        if top <= last[0] and left <= last[1]:
            yield (top, left), last


def text(cell: object) -> str:
    """Write one cell as text.

    Whole numbers have no point; numbers of 15 digits and more are written with an exponent, for digits may be lost.
    Lengths of time become hours.
    """
    write = _WRITERS.get(type(cell))
    return write(cell) if write else str(cell)


def month_text(cell: object) -> str:
    """Write a cell of a month column; the number 2025.1 may be January or October, and is marked as such."""
    if isinstance(cell, float) and _YEARS[0] < cell < _YEARS[1] and f"{cell:.4f}".endswith(".1000"):
        return f"{cell}(数值,分不清1月与10月)"
    return text(cell)


def _whole(value: int) -> str:
    return str(value) if abs(value) < _EXACT else f"{Decimal(value):.14e}"  # a float holds no more than 308 digits


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if abs(value) >= _EXACT:
        return f"{value:.14e}"
    return str(int(value)) if value == int(value) else repr(round(value, 8))


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda cell: "是" if cell else "否",
    int: _whole,
    float: _number,
    dt.datetime: lambda cell: cell.isoformat(" ", "seconds"),
    dt.date: dt.date.isoformat,
    dt.time: dt.time.isoformat,
    dt.timedelta: lambda cell: _number(cell.total_seconds() / 3600),
}
