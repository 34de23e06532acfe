"""Workbooks and text files on disk: sheets of cells written as xlsx, xls or csv, the same bytes every time."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from madeup.records import Key
from madeup.site import Site

Cell = str | int | float | Decimal | date | None

_MADE = datetime(2025, 8, 18, 9, 0, 0)  # noqa: DTZ001 - a workbook's own time stamp bears no zone


@dataclass
class Sheet:
    """A sheet: its rows of cells, and how many columns the title above them spans."""

    name: str
    rows: list[list[Cell]]
    title_width: int = 0
    where: dict[Key, int] = field(default_factory=dict)
    """On which row (from 1) a record stands."""
    narrow: bool = False
    """Most columns are one character wide, as in an attendance sheet."""

    def put(self, key: Key | None, cells: Iterable[Cell]) -> None:
        """Add a row, and remember where its record stands."""
        self.rows.append(list(cells))
        if key is not None:
            self.where.setdefault(key, len(self.rows))


@dataclass
class Book:
    """A file: its name tells its form, csv takes its first sheet only."""

    file: str
    sheets: list[Sheet]
    encoding: str = "gb18030"


Paper = Callable[[Site], list[Book]]
"""Writes some of a site's papers in one layout."""

Where = dict[Key, str]
"""Where each record stands: `file#row`."""


def write(site: Site, folder: Path, papers: Iterable[Paper]) -> Where:
    """Write the papers of a site into a folder and say where each record went."""
    folder.mkdir(parents=True, exist_ok=True)
    where: Where = {}
    for paper in papers:
        for book in paper(site):
            _WRITERS[book.file.rsplit(".", 1)[1]](book, folder / book.file)
            for sheet in book.sheets:
                for key, row in sheet.where.items():
                    where.setdefault(key, f"{book.file}#{row}")
    return where


def _write_csv(book: Book, path: Path) -> None:
    with path.open("w", encoding=book.encoding, newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(
            [_csv_text(cell) for cell in row] for row in book.sheets[0].rows
        )


def _csv_text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _write_xlsx(book: Book, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"created": _MADE, "author": "资料室"})
        formats = {
            "title": workbook.add_format({"bold": True, "font_size": 14, "align": "center"}),
            "wrap": workbook.add_format({"text_wrap": True}),
            date: workbook.add_format({"num_format": "yyyy/m/d"}),
            Decimal: workbook.add_format({"num_format": "#,##0.00"}),
            int: workbook.add_format({"num_format": "0"}),
        }
        for sheet in book.sheets:
            page = workbook.add_worksheet(sheet.name)
            page.set_column(0, 0, 6)
            page.set_column(1, 40, 3 if sheet.narrow else 14)
            for number, cells in enumerate(sheet.rows):
                if number == 0 and sheet.title_width > 1:
                    page.merge_range(0, 0, 0, sheet.title_width - 1, cells[0], formats["title"])
                    continue
                for column, cell in enumerate(cells):
                    _put_xlsx(page, number, column, cell, formats)


def _put_xlsx(page: Any, row: int, column: int, cell: Cell, formats: dict[Any, Any]) -> None:  # noqa: ANN401 - the library has no types
    match cell:
        case None | "":
            pass
        case str():
            page.write_string(row, column, cell, formats["wrap"] if "\n" in cell else None)
        case date():
            page.write_datetime(row, column, cell, formats[date])
        case _:
            page.write_number(row, column, float(cell), formats.get(type(cell)))


def _write_xls(book: Book, path: Path) -> None:
    workbook = xlwt.Workbook(encoding="utf-8")
    styles = {
        date: xlwt.easyxf(num_format_str="yyyy/m/d"),
        Decimal: xlwt.easyxf(num_format_str="#,##0.00"),
        int: xlwt.easyxf(num_format_str="0"),
        float: xlwt.easyxf(),
        str: xlwt.easyxf(),
    }
    for sheet in book.sheets:
        page = workbook.add_sheet(sheet.name)
        for number, cells in enumerate(sheet.rows):
            if number == 0 and sheet.title_width > 1:
                page.write_merge(
                    0, 0, 0, sheet.title_width - 1, cells[0], xlwt.easyxf("font: bold on; align: horiz centre")
                )
                continue
            for column, cell in enumerate(cells):
                if cell not in (None, ""):
                    page.write(
                        number, column, float(cell) if isinstance(cell, int | Decimal) else cell, styles[type(cell)]
                    )
    workbook.save(str(path))


_WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx, "xls": _write_xls}
