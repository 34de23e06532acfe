"""Workbooks and pages that are broken or hostile on purpose, built small."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlwt

from tests.ingest.made_dossier import ID, xlsx_bytes

ROWS = [["姓名", "身份证号码"], ["张三", ID]]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_SECTOR = 512
_FIRST_FAT = 76


def xls_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write an old workbook with one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("花名册")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(at, place, cell)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


XLS = xls_bytes([*ROWS, *([f"李{at}", f"{at}"] for at in range(400))])


def xlsx_with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Write a small roster, one part of it changed."""
    source = io.BytesIO(xlsx_bytes({"花名册": ROWS}))
    memory = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return memory.getvalue()


def sheet_of(rows: bytes) -> bytes:
    """Write a workbook whose sheet holds these marks."""

    def change(sheet: bytes) -> bytes:
        head, _, _ = sheet.partition(b"<sheetData>")
        return head + b"<sheetData>" + rows + b"</sheetData></worksheet>"

    return xlsx_with(SHEET, change)


def merged(reference: bytes) -> bytes:
    """Write a workbook with a merged range."""
    cells = b'<mergeCells count="1"><mergeCell ref="' + reference + b'"/></mergeCells>'
    return xlsx_with(SHEET, lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + cells))


def with_entities(use: bytes) -> bytes:
    """Write a workbook whose names are entities that unfold without end, or lead out."""
    many = b"".join(b'<!ENTITY e%d "%s">' % (at + 1, b"&e%d;" % at * 10) for at in range(9))
    declared = b'<!DOCTYPE x [<!ENTITY e0 "ha">' + many + b'<!ENTITY out SYSTEM "file:///etc/hostname">]>'
    return xlsx_with(STRINGS, lambda said: said.replace(b"?>", b"?>" + declared, 1).replace("张三".encode(), use))


def xls_patched(offset: int, number: int) -> bytes:
    """Write an old workbook with one number of its head changed."""
    return XLS[:offset] + struct.pack("<I", number) + XLS[offset + 4 :]


def xls_in_a_circle() -> bytes:
    """Write an old workbook whose list of streams goes in a circle."""
    table = struct.unpack_from("<I", XLS, _FIRST_FAT)[0]
    listed = struct.unpack_from("<I", XLS, 48)[0]
    return xls_patched(_SECTOR * (table + 1) + 4 * listed, listed)


def xls_record(kind: int, length: int, place: int, said: bytes) -> bytes:
    """Write an old workbook with a record changed: the last of its kind and length, from this place on."""
    at = XLS.rfind(struct.pack("<HH", kind, length)) + 4 + place
    return XLS[:at] + said + XLS[at + len(said) :]


def xls_with_password() -> bytes:
    """Write an old workbook with the record of a password in place of its code page."""
    return XLS.replace(struct.pack("<HH", 0x0042, 2), struct.pack("<HH", 0x002F, 2), 1)
