"""Dossiers for the tests of reading, written from rows."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from wagecheck import ingest

Rows = Sequence[Any]
Merged = Sequence[tuple[int, int, int, int]]

ID = "360199199001010113"
OTHER_ID = "360199198506100224"
CARD = "6217000000000000012"
OTHER_CARD = "6217000000000000020"


def csv_bytes(rows: Rows, encoding: str = "utf-8") -> bytes:
    """Write rows as comma-separated text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(sheets: Mapping[str, Rows], merged: Merged = (), hidden: Sequence[str] = ()) -> bytes:
    """Write sheets as a workbook; numbers and dates keep their type. The merged ranges are in every sheet."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        page.write(at, place, cell)
            for top, left, bottom, right in merged:
                page.merge_range(top, left, bottom, right, rows[top][left])
            if name in hidden:
                page.hide()
    return memory.getvalue()


def put(folder: Path, files: Mapping[str, Rows | bytes]) -> Path:
    """Write the files of a dossier: ready bytes, or rows of a text table."""
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(said if isinstance(said, bytes) else csv_bytes(said))
    return folder


def read(folder: Path, files: Mapping[str, Rows | bytes], **options: Any) -> ingest.Papers:
    """Read the dossier 某项目 with these files."""
    dossier = put(folder / "某项目", files)
    return ingest.read(ingest.find([dossier]), region_of={"南昌市": "360100"}.get, **options)


def column(papers: ingest.Papers, table: str, name: str) -> list[Any]:
    """Give one column of a table, in its order."""
    values: list[Any] = papers.tables[table][name].to_list()
    return values


def texts(papers: ingest.Papers, level: str) -> list[str]:
    """Give the notices of a level that are about a file."""
    return [one.text for one in papers.notices if one.level == level and one.file]
