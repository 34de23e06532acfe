"""Tables in HTML, and Excel's XML sheets of 2003: portals call them .xls. No entity is expanded, no link followed.

The marks are cut out in one pass, whatever they look like: the parser of the standard library takes the square of the
length for a page that is broken on purpose.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress

from wagecheck.errors import InputError

_TABLE = re.compile(r"<(?:\w+:)?(?:table|worksheet)\b", re.IGNORECASE)
_ROW = frozenset({"tr", "row"})
_CELL = frozenset({"td", "th", "cell"})
_SILENT = frozenset({"script", "style", "title"})
_BREAK = frozenset({"br", "p", "div"})
_WIDEST = 1000
"""Columns that one cell may span or skip: more is a slip or an attack."""

_MARK = re.compile(
    r"""<!--|<!\[CDATA\[|<[!?][^<>]*+>|<(/?)([A-Za-z][^\s/<>]*+)((?:"[^"<]*+"|'[^'<]*+'|[^'"<>])*+|[^<>]*+)>"""
)
_SAID = re.compile(r"""(?<![\w:.-])(?:\w++:)?(\w++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_ENTITY = re.compile(r"&#?\w{1,32};?")

Merges = list[tuple[tuple[int, int], tuple[int, int]]]


def has_table(decoded: str) -> bool:
    """Say whether a marked-up text holds a table."""
    return _TABLE.search(decoded) is not None


def parse(decoded: str, most_cells: int) -> tuple[list[list[str]], Merges]:
    """Give the rows of all tables of the page, one below the other and all of one width, and the merged ranges.

    Raises InputError where the cells, those that others span included, are more than `most_cells`.
    """
    reader = _Reader(most_cells)
    for name, closing, said in _marks(decoded):
        if not name:
            reader.text(said)
        elif closing:
            reader.end(name)
        else:
            reader.start(name, said)
    reader.end_row()
    width = max(map(len, reader.rows), default=0)
    reader.check(width * len(reader.rows))
    return [row + [""] * (width - len(row)) for row in reader.rows], reader.merges


def _marks(decoded: str) -> Iterator[tuple[str, bool, str]]:
    """Cut a page into texts (no name) and tags: name without its space, whether it closes, what else it says.

    A comment or a script that never ends is none: what follows is read.
    """
    lowered = decoded.lower()
    endless: set[str] = set()
    at = 0

    def beyond(end: str, start: int) -> int:
        found = -1 if end in endless else lowered.find(end, start)
        if found < 0:
            endless.add(end)
        return found

    while found := _MARK.search(decoded, at):
        if found.start() > at:
            yield "", False, decoded[at : found.start()]
        at = found.end()
        if found.group() in _ENDS:
            end = _ENDS[found.group()]
            there = beyond(end, at)
            if there >= 0:
                if end == _ENDS["<![CDATA["]:
                    yield "", False, html.escape(decoded[at:there])
                at = there + len(end)
        elif found.group(2):
            name = found.group(2).lower().rpartition(":")[2]
            yield name, bool(found.group(1)), found.group(3)
            if name in _SILENT and not found.group(1):
                at = max(at, beyond(f"</{name}", at))
    yield "", False, decoded[at:]


def _plain(text: str) -> str:
    """Write entities as what they stand for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    with suppress(ValueError, OverflowError):
        return html.unescape(entity.group())
    return entity.group()


class _Reader:
    """Collects cells. A table within a cell gives rows of its own."""

    def __init__(self, most_cells: int) -> None:
        self.rows: list[list[str]] = []
        self.merges: Merges = []
        self._most = most_cells
        self._cells = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._until: dict[int, int] = {}
        """{column: row from which on nothing from above reaches into it}."""
        self._spans = (1, 1)

    def start(self, name: str, said: str) -> None:
        """Open a row or a cell."""
        if name in _ROW:
            self.end_row()
            self._row = []
        elif name in _CELL:
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell = []
            self._open(_attributes(said))
        elif name in _BREAK and self._cell:
            self._cell.append("\n")

    def end(self, name: str) -> None:
        """Close what is open."""
        if name in _CELL:
            self._end_cell()
        elif name in _ROW or name in {"table", "worksheet"}:
            self.end_row()

    def text(self, said: str) -> None:
        """Add to the cell that is open."""
        if self._cell is not None:
            self._cell.append(_plain(said))

    def end_row(self) -> None:
        """Close the row that is open."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._row = None

    def check(self, cells: int) -> None:
        """Raise InputError for more cells than may be."""
        if cells > self._most:
            raise InputError("网页表格的范围过大,远处有零散的单元格", todo="请用 Excel 或 WPS 另存为 xlsx 后再交")

    def _open(self, said: dict[str, str]) -> None:
        self._place(_whole(said.get("index", "")) - 1 if "index" in said else 0)
        across = _whole(said["colspan"]) if "colspan" in said else _whole(said.get("mergeacross", "0")) + 1
        down = _whole(said["rowspan"]) if "rowspan" in said else _whole(said.get("mergedown", "0")) + 1
        self._spans = (min(max(down, 1), _WIDEST), min(max(across, 1), _WIDEST))

    def _place(self, column: int) -> None:
        """Skip the places that cells above reach into, or that a sheet leaves out."""
        row = self._row if self._row is not None else []
        while len(row) < _WIDEST and (len(row) < column or self._until.get(len(row), 0) > len(self.rows)):
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        down, across = self._spans
        top, left = len(self.rows), len(self._row)
        self._cells += across
        self.check(self._cells + left)
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        self._row += ["\n".join(line for line in lines if line), *[""] * (across - 1)]
        if down > 1 or across > 1:
            self.merges.append(((top, left), (top + down - 1, left + across - 1)))
        if down > 1:
            self._until |= dict.fromkeys(range(left, left + across), top + down)
        self._cell = None


def _attributes(said: str) -> dict[str, str]:
    if "=" not in said:
        return {}
    return {found.group(1).lower(): _plain(found.group(found.lastindex or 1)) for found in _SAID.finditer(said)}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_WIDEST * _WIDEST)) else 1
