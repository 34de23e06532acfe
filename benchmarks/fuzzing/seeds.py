"""Good files to begin with: those of the samples and of tests/formats, and the same tables in every other container."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import xlsxwriter
import xlwt

from wagecheck.ingest import Limits
from wagecheck.ingest.cells import open_book, text

HOUSE = Path(__file__).parents[2]
SAMPLES = ("ganzhou-school", "nanchang-binjiang", "tianjin-teda")
_FILES = frozenset({".xlsx", ".xls", ".csv", ".toml"})
_ROWS = 400
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Seed:
    """A good file."""

    name: str
    content: bytes


@cache
def seeds() -> tuple[Seed, ...]:
    """Give every file to begin with."""
    found = [path for sample in SAMPLES for path in sorted((HOUSE / "samples" / sample).iterdir())]
    found += sorted((HOUSE / "tests" / "formats").glob("*/input/*"))
    plain = [
        Seed(path.name, path.read_bytes()) for path in found if path.suffix in _FILES and "expected" not in path.name
    ]
    more = [one for at, seed in enumerate(plain) if seed.name != "project.toml" for one in _elsewhere(at, seed)]
    folders = [_zipped(f"{sample}.zip", sorted((HOUSE / "samples" / sample).iterdir())) for sample in SAMPLES]
    return (*plain, *more, *folders, *(seed for seed in plain if seed.name == "project.toml"), _project())


def _elsewhere(at: int, seed: Seed) -> list[Seed]:
    """Put the first table of a file into two other containers, each in its turn."""
    rows = grid_of(seed.content)
    names = sorted(WRITERS)
    stem = Path(seed.name).stem
    chosen = {names[at % len(names)], names[(at * 3 + 1) % len(names)]}
    return [Seed(f"{stem}.{WRITERS[name][0]}", WRITERS[name][1](rows)) for name in sorted(chosen)]


def grid_of(content: bytes) -> list[list[str]]:
    """Give the cells of the first sheet as text."""
    grid = open_book(content, Limits()).grids[0]
    return [[text(cell) for cell in row] for row in grid.rows[:_ROWS]]


def _comma(rows: Rows, *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    memory = io.StringIO(newline="")
    csv.writer(memory, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return memory.getvalue()


def _html(rows: Rows) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<html><body><table>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table></body></html>"


def _sheet_of_2003(rows: Rows) -> str:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    lines = ("<Row>" + "".join(cell.format(escape(said)) for said in row) + "</Row>" for row in rows)
    head = '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    return f'{head}<Worksheet ss:Name="1"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'


def xls(rows: Rows) -> bytes:
    """Write an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("3月")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row[:250]):
            if cell:
                page.write(at, place, cell[:30_000])
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def xlsx(rows: Rows) -> bytes:
    """Write a workbook; what is a number becomes one."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"strings_to_numbers": True, "nan_inf_to_errors": True}) as book:
        page = book.add_worksheet("3月")
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell:
                    page.write(at, place, cell[:30_000])
    return memory.getvalue()


def xlsm(rows: Rows) -> bytes:
    """Write a workbook that carries a macro."""
    memory = io.BytesIO(xlsx(rows))
    with zipfile.ZipFile(memory, "a") as container:
        container.writestr("xl/vbaProject.bin", xls([["Sub AutoOpen()", "Shell"]]))
    return memory.getvalue()


WRITERS = {
    "csv": ("csv", lambda rows: _comma(rows).encode()),
    "csv-bom": ("csv", lambda rows: _comma(rows).encode("utf-8-sig", "replace")),
    "csv-gbk": ("csv", lambda rows: _comma(rows, quoting=csv.QUOTE_ALL).encode("gb18030", "replace")),
    "csv-utf16": ("txt", lambda rows: _comma(rows, delimiter="\t").encode("utf-16", "replace")),
    "csv-utf16le": ("txt", lambda rows: _comma(rows, delimiter="\t").encode("utf-16-le", "replace")),
    "html": ("html", lambda rows: _html(rows).encode()),
    "html-xls": ("xls", lambda rows: _html(rows).encode("gb18030", "replace")),
    "semicolon": ("csv", lambda rows: _comma(rows, delimiter=";").encode("gb18030", "replace")),
    "tsv": ("tsv", lambda rows: _comma(rows, delimiter="\t").encode()),
    "xls": ("xls", xls),
    "xlsm": ("xlsm", xlsm),
    "xlsx": ("xlsx", xlsx),
    "xml-2003": ("xls", lambda rows: _sheet_of_2003(rows).encode()),
}
"""Containers by name: the ending of the file, and how rows are written into it."""


def _zipped(name: str, files: Sequence[Path]) -> Seed:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container:
        for path in files:
            container.writestr(path.name, path.read_bytes())
    return Seed(name, memory.getvalue())


def _project() -> Seed:
    said = (
        '[project]\nproject_id = "P-1"\nproject_name = "示例工程"\nregion = "360112"\ncontract_amount = 12_000_000.50\n'
        'start_date = 2024-12-01\nclosed = false\nother = ["a", 1, {b = 2}]\n'
    )
    return Seed("project.toml", said.encode())
