"""Sheets of a workbook as people want them: filtered, frozen, wide enough, ready for A4, and nothing in them acts."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from wagecheck.report import inert
from wagecheck.report.words import Mark

ROWS = 1_000_000
"""Rows of one sheet below its headings; Excel takes 1 048 576 in all."""
LINKS = 65_000
"""Links of one sheet: Excel takes 65 530."""
CELL = 32_000
"""Characters of one cell: Excel takes 32 767, and the remark that it was cut has to fit in."""
ONE_LINE = 600
"""A text longer than this is not wrapped: its row would fill the screen."""
MEASURED = 2_000
"""Rows that a column's width is taken from."""

_NARROWEST = 6
_WIDEST = 80
_MARGIN = 2
_SHORT = 80
_LINE = 13.5
"""Points that a line of 10 points takes."""
_MOST_LINES = 12
_ACTS = tuple("=+-@\t\r＝＋－＠")
_TONES = {
    "red": "#B3261E",
    "fail": "#B3261E",
    "orange": "#B45309",
    "amber": "#8A6100",
    "warn": "#8A6100",
    "green": "#1B6E3C",
    "pass": "#1B6E3C",
}
_FORMATS: dict[str, dict[str, object]] = {
    "money": {"num_format": "#,##0.00_ "},
    "count": {"num_format": "#,##0_ "},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "month": {"num_format": "yyyy-mm", "align": "center"},
    "link": {"font_color": "#0B57D0", "underline": 1},
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month, shown as 2025-03 and sorted as its first day."""

    first: date


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a row (counted from 0) of another sheet, or of this one."""

    text: str
    sheet: str
    row: int


Cell = str | int | Decimal | date | Month | Mark | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it may grow."""

    heading: str
    widest: int = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: headings and rows. `frozen` columns stay in sight."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 0
    filtered: bool = True
    printed: int = 0
    """Columns that go on paper, where not all of them fit; rows are as high as these need."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says of itself: on its pages in print, and in its properties."""

    title: str
    footer: str
    created: date
    page: str
    """How a page is numbered, with &P and &N."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a sheet that fits into one sheet of Excel."""

    name: str
    sheet: Sheet
    start: int
    stop: int


def parts_of(sheet: Sheet, rows: int) -> int:
    """Count the sheets that a list needs."""
    return max((len(sheet.rows) + rows - 1) // rows, 1)


def write_book(path: Path, sheets: Sequence[Sheet], book: Book, *, rows: int = ROWS) -> None:
    """Write a workbook; a list longer than `rows` goes on in a sheet of its own. Equal input gives equal bytes."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        created = datetime.combine(book.created, time())
        workbook.set_properties({"title": inert.xml_text(book.title)[:200], "author": "wagecheck", "created": created})
        pen = _Pen(workbook, rows)
        for part in [part for sheet in sheets for part in _parts(sheet, rows)]:
            pen.write(part, book)


def _parts(sheet: Sheet, rows: int) -> Iterator[_Part]:
    for at in range(parts_of(sheet, rows)):
        yield _Part(_part_name(sheet.name, at), sheet, at * rows, min((at + 1) * rows, len(sheet.rows)))


def _part_name(name: str, at: int) -> str:
    return name if at == 0 else f"{name} ({at + 1})"


class _Pen:
    """Writes cells, each with the format that its kind and tone ask for."""

    def __init__(self, workbook: Any, rows: int) -> None:  # noqa: ANN401 - the library has no types
        self.workbook = workbook
        self.rows = rows
        self.formats: dict[tuple[Any, ...], Any] = {}

    def format(self, **wanted: object) -> Any:  # noqa: ANN401 - the library has no types
        key = tuple(wanted.items())
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", "font_size": 10, **wanted})
        return self.formats[key]

    def write(self, part: _Part, book: Book) -> None:
        page = self.workbook.add_worksheet(part.name)
        columns = part.sheet.columns
        widths = _widths(part)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        head = self.format(bold=True, text_wrap=True, bg_color="#E8EAED", bottom=1, align="center")
        for at, column in enumerate(columns):
            page.write_string(0, at, inert.xml_text(column.heading), head)
        links = LINKS
        for row, cells in enumerate(islice(part.sheet.rows, part.start, part.stop), start=1):
            page.set_row(row, _height(cells[: part.sheet.printed or None], widths))
            for at, cell in enumerate(cells):
                links -= isinstance(cell, Link)
                self.cell(page, (row, at), cell, linked=links >= 0)
        page.freeze_panes(1, part.sheet.frozen)
        if part.sheet.filtered:
            page.autofilter(0, 0, max(part.stop - part.start, 1), len(columns) - 1)
        _set_up_print(page, part, book)

    def cell(self, page: Any, at: tuple[int, int], cell: Cell, *, linked: bool) -> None:  # noqa: ANN401 - as above
        match cell:
            case None | "":
                return
            case Link():
                self.link(page, at, cell, linked=linked)
            case Mark():
                tone = {"font_color": _TONES[cell.tone]} if cell.tone in _TONES else {}
                page.write_string(*at, f"{cell.shape} {cell.word}", self.format(bold=True, **tone))
            case Month():
                page.write_datetime(*at, cell.first, self.format(**_FORMATS["month"]))
            case date():
                page.write_datetime(*at, cell, self.format(**_FORMATS["date"]))
            case Decimal():
                page.write_number(*at, float(cell), self.format(**_FORMATS["money"]))
            case int():
                page.write_number(*at, cell, self.format(**_FORMATS["count"]))
            case str():
                text = _text(cell)
                page.write_string(*at, text, self.format(**_manner(text)))

    def link(self, page: Any, at: tuple[int, int], link: Link, *, linked: bool) -> None:  # noqa: ANN401 - as above
        text = _text(link.text)
        if not linked:
            page.write_string(*at, text, self.format(**_manner(text)))
            return
        target = quote_sheetname(_part_name(link.sheet, link.row // self.rows))
        place = f"internal:{target}!{xl_rowcol_to_cell(link.row % self.rows + 1, 0)}"
        page.write_url(*at, place, self.format(**_FORMATS["link"], **_manner(text)), text)


def _text(text: str) -> str:
    """Give the text of a cell: as long as Excel takes it, its lines kept, what would act or hide made visible."""
    return _short(text) if len(text) <= _SHORT else _clean(inert.clip(text, CELL))


@lru_cache(maxsize=8192)
def _short(text: str) -> str:
    """Clean a text that many rows share."""
    return _clean(text)


def _clean(text: str) -> str:
    return "\n".join(inert.xml_text(line) for line in text.split("\n"))


def _manner(text: str) -> dict[str, object]:
    """Say how a text stands in its cell. One that begins like a formula stays a text even when somebody edits it."""
    manner: dict[str, object] = {"text_wrap": True} if len(text) <= ONE_LINE else {}
    return manner | {"quote_prefix": True} if text.lstrip(" \n").startswith(_ACTS) else manner


def _widths(part: _Part) -> list[float]:
    """Give each column the width of its widest line, a Chinese sign counting as two."""
    measured = [_width(column.heading) for column in part.sheet.columns]
    for row in islice(part.sheet.rows, part.start, min(part.stop, part.start + MEASURED)):
        for at, cell in enumerate(row):
            measured[at] = max(measured[at], _width(_shown(cell)))
    return [
        min(max(width, _NARROWEST) + _MARGIN, max(column.widest, _NARROWEST))
        for width, column in zip(measured, part.sheet.columns, strict=True)
    ]


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Link():
            return cell.text
        case Mark():
            return f"{cell.shape} {cell.word}"
        case Month():
            return "2025-01"
        case Decimal():
            return f"{cell:,.2f}"
        case _:
            return str(cell)


def _width(text: str) -> int:
    return max(sum(map(_wide, line[:_WIDEST])) for line in text.split("\n"))


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Give the height of a row in points: not every program works it out for itself."""
    lines = (_lines(_shown(cell), width) for cell, width in zip(cells, widths, strict=False) if cell is not None)
    return _LINE * min(max(lines, default=1), _MOST_LINES)


def _lines(text: str, width: float) -> int:
    if len(text) > ONE_LINE or (2 * len(text) < width and "\n" not in text):
        return 1
    return sum(max(math.ceil(sum(map(_wide, line)) / max(width - 1, 1)), 1) for line in text.split("\n"))


def _wide(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def _set_up_print(page: Any, part: _Part, book: Book) -> None:  # noqa: ANN401 - the library has no types
    """Set up A4 landscape, one page wide, the headings on every page, sheet and page number at its foot."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if part.sheet.printed:
        page.print_area(0, 0, part.stop - part.start, part.sheet.printed - 1)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    page.set_header(f"&L&9{_running(book.title)}&R&9{_running(part.name)}")
    page.set_footer(f"&L&9{_running(book.footer)}&R&9 {book.page}")


def _running(text: str) -> str:
    """Write text into a header or footer, where & is a command, digits after a size belong to it, and 255 signs fit."""
    return " " + inert.xml_text(text)[:60].replace("&", "&&")
