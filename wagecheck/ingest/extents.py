"""How far the cells of a workbook reach: the rectangle up to the last one is held in memory, empty cells included."""

import re
from collections.abc import Iterable

from wagecheck.errors import InputError
from wagecheck.ingest.limits import Limits, check_width

_FAR = re.compile(rb"""<c(?![a-z]| r="[AB]?[A-Z][0-9]{1,5}")""")
"""A cell that does not plainly stand in the first 99 999 rows and 78 columns: less than `Limits.empty_cells`."""
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*["'][A-Za-z]*([0-9]{1,9})["']""")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ANY_CELL = re.compile(rb"<(?:\w+:)?(?:(row)|c)\b")
_COUNT = re.compile(rb"""uniqueCount\s*=\s*["']([0-9]+)["']""")


def of_sheet(sheet: bytes, *, exact: bool = False) -> tuple[int, int, int] | None:
    """Give rows and columns up to the last cell of a sheet of an xlsx, and its number of cells.

    Unless `exact`, a sheet without a far cell (beyond row 99999 or column BZ) is not measured: None.
    """
    if not exact and b":c" not in sheet and not _FAR.search(sheet):
        return None
    plain = sheet.count(b"<c r=")
    told = plain == sheet.count(b"<c ") + sheet.count(b"<c>") + sheet.count(b"<c/") and b":sheetData" not in sheet
    places = _REFERENCE.findall(sheet)
    rows = max((int(row) for _, row in places), default=0)
    columns = max(map(_column_number, {letters for letters, _ in places}), default=0)
    cells = len(places)
    if not told:
        without, widest = _implied(sheet)
        cells = max(cells, without)
        columns += widest
        rows = max(rows, *map(int, _ROW.findall(sheet)), 0) + len(_ANY_ROW.findall(sheet))
    return rows, columns, cells


def _implied(sheet: bytes) -> tuple[int, int]:
    """Count the cells, and those of the row that has most: cells may stand in it without a place of their own."""
    cells = widest = here = 0
    for found in _ANY_CELL.finditer(sheet):
        here = 0 if found.group(1) else here + 1
        cells += not found.group(1)
        widest = max(widest, here)
    return cells, widest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def check_strings(strings: bytes) -> None:
    """Refuse a list of texts that says it has more of them than bytes: room would be made for all."""
    said = _COUNT.search(strings)
    if said and (len(said.group(1)) > len("1000000000") or int(said.group(1)) > len(strings)):
        raise InputError("工作簿已损坏(文本表的条数不实)", todo="请用 Excel 或 WPS 重新另存后再交")


def check(extents: Iterable[tuple[int, int, int]], limits: Limits) -> None:
    """Raise InputError where a sheet reaches so far that the rectangle up to its last cell would fill the memory.

    All sheets of a workbook together have at most `limits.sheet_cells`; a large sheet is filled in part at least.
    """
    whole = 0
    for rows, columns, cells in extents:
        whole += rows * columns
        sparse = rows * columns > max(limits.empty_cells, cells * limits.sparseness)
        if whole > limits.sheet_cells or sparse:
            raise InputError(
                f"工作表范围达 {rows} 行 × {columns} 列,远处有零散的单元格",
                todo="请删除数据区以外的行和列,另存后再交",
            )
        check_width(columns, limits)
