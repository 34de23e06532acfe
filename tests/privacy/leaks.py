"""What numbers a dossier holds, what a written file says, and which of the numbers it says in full."""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import python_calamine

ID = re.compile(r"(?<!\d)\d{17}[\dX](?![\dX])")
CARD = re.compile(r"(?<!\d)\d{15,19}(?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_APART = re.compile(r"[\s\-\u2010-\u2015·.,_'\u2019\u200b-\u200d\u2060\ufeff]+|<[^>]*>")
"""What may stand between the digits of one number: gaps, separators, signs of no width, marks of a page."""
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")


def numbers(text: str) -> set[str]:
    """Find ID, card, account and mobile numbers."""
    return {found.group() for kind in (ID, CARD, PHONE) for found in kind.finditer(text)}


def held(files: Iterable[Path]) -> set[str]:
    """Give the numbers that the papers of a dossier hold, however each cell keeps them."""
    return {number for file in files for cell in _cells(file) for number in numbers(cell)}


def _cells(file: Path) -> Iterator[str]:
    if file.suffix in {".xlsx", ".xls"}:
        book = python_calamine.load_workbook(str(file))
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).to_python():
                yield from (str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row)
    elif file.suffix in {".csv", ".toml", ".txt"}:
        content = file.read_bytes()
        yield from content.decode("utf-8-sig" if _is_utf8(content) else "gb18030").splitlines()


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def told(file: Path) -> str:
    """Give all that a written file says: its text with everything that stands for other text undone."""
    content = file.read_bytes()
    if file.suffix == ".xlsx":
        return "\n".join([*_of_workbook(content), *_members(content)])
    if file.suffix == ".parquet":
        return str(pl.read_parquet(file).to_dicts())
    text = content.decode("utf-8-sig")
    return "\n".join([text, html.unescape(text), _unescaped(text)])


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found.group(1), 16)), text)


def _members(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            yield f"{name}\n{packed.read(name).decode('utf-8', 'replace')}"


def _of_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                yield f"{cell.value} {cell.comment.text if cell.comment else ''}"


def leaked(text: str, secret: Iterable[str]) -> set[str]:
    """Give the numbers that a text says in full, also where their digits are kept apart or are of full width."""
    joined = _APART.sub("", text.translate(_WIDE))
    return {number for number in secret if number in joined}


def written(folder: Path) -> dict[str, str]:
    """Give what every file of a folder says, and the name of each, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): f"{path.relative_to(folder)}\n{told(path)}" for path in files}
