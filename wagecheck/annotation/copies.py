"""A copy of a workbook that holds the values and the looks of it: no formulas, no macros, no links out of it."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.datavalidation import DataValidationList

from wagecheck.errors import InputError
from wagecheck.ingest import Original
from wagecheck.ingest.cells import Grid
from wagecheck.report import inert

Book = Any
Page = Any
Cell = Any
"""Of the workbook library, which has no types."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_STAMP = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")


def copy_of(original: Original, grids: Sequence[Grid]) -> Book:
    """Make a workbook with the cells of a file, each where it was. Raises InputError where it has no sheet."""
    book = _styled(original) or _plain(grids)
    book.properties = DocumentProperties(creator="wagecheck", title=inert.xml_text(original.file)[:200])
    return book


def _styled(original: Original) -> Book:
    """Load an xlsx with its looks, and take out all that could act; None for whatever the library cannot load."""
    if not original.content.startswith(b"PK"):
        return None
    try:
        book = openpyxl.load_workbook(io.BytesIO(original.content), data_only=True, keep_links=False)
        for page in book.worksheets:
            _calm(page)
    except Exception:  # noqa: BLE001 - the library raises whatever a strange file makes it stumble over
        return None
    for page in book.chartsheets:
        book.remove(page)
    book.defined_names.clear()
    return book if book.worksheets else None


def _calm(page: Page) -> None:
    """Leave the values and looks of a sheet, and nothing that acts or leads elsewhere."""
    page.data_validations = DataValidationList()
    page.conditional_formatting = ConditionalFormattingList()
    page.defined_names.clear()
    page.tables.clear()
    page._images, page._charts, page._pivots, page._hyperlinks = [], [], [], []  # noqa: SLF001 - no other way out
    page.legacy_drawing = None
    page.protection.disable()
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            cell.hyperlink = None
            if isinstance(cell.value, str):
                put(cell, cell.value)
            if cell.comment is not None:
                cell.comment = Comment(inert.xml_text(cell.comment.text), "")


def _plain(grids: Sequence[Grid]) -> Book:
    """Lay the cells of any other file into a new workbook, each where it was."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page = book.create_sheet(grid.name or "Sheet1")
        for at, cells in enumerate(grid.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    put(page.cell(at, column), value)
        for (top, left), (bottom, right) in grid.merged:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        if grid.hidden:
            page.sheet_state = "hidden"
    if not book.worksheets:
        raise InputError("没有工作表")
    return book


def put(cell: Cell, value: object) -> None:
    """Put a value into a cell; a text stays a text, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = "\n".join(inert.xml_text(line) for line in value.split("\n"))
    cell.value = text
    cell.data_type = "s"
    if text.lstrip().startswith(_FORMULA):
        cell.quotePrefix = True


def saved(book: Book, on: date) -> bytes:
    """Save a workbook so that equal cells give equal bytes: no time of the clock stays in it."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    day = datetime.combine(on, time()).isoformat().encode() + b"Z"
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + day, content)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
