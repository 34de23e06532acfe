"""Tables in HTML, and Excel's XML sheets of 2003: portals call them .xls. No entity is expanded, no link followed."""

import re
from html.parser import HTMLParser

_TABLE = re.compile(r"<(?:\w+:)?(?:table|worksheet)\b", re.IGNORECASE)
_ROW = frozenset({"tr", "row"})
_CELL = frozenset({"td", "th", "cell"})
_SILENT = frozenset({"script", "style", "title"})
_BREAK = frozenset({"br", "p", "div"})
_WIDEST = 1000
"""Columns that one cell may span or skip: more is a slip or an attack."""

Merges = list[tuple[tuple[int, int], tuple[int, int]]]


def has_table(decoded: str) -> bool:
    """Say whether a marked-up text holds a table."""
    return _TABLE.search(decoded) is not None


def parse(decoded: str) -> tuple[list[list[str]], Merges]:
    """Give the rows of all tables of the page, one below the other and all of one width, and the merged ranges."""
    reader = _Reader()
    reader.feed(decoded)
    reader.close()
    reader.end_row()
    width = max(map(len, reader.rows), default=0)
    return [row + [""] * (width - len(row)) for row in reader.rows], reader.merges


class _Reader(HTMLParser):
    """Collects cells. A table within a cell gives rows of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: Merges = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._taken: dict[tuple[int, int], bool] = {}
        self._spans = (1, 1)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        said = {key.rpartition(":")[2]: value or "" for key, value in attrs}
        if name in _SILENT:
            self._silent += 1
        elif name in _ROW:
            self.end_row()
            self._row = []
        elif name in _CELL:
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell = []
            self._place(_whole(said.get("index", "")) - 1 if "index" in said else 0)
            across = _whole(said["colspan"]) if "colspan" in said else _whole(said.get("mergeacross", "0")) + 1
            down = _whole(said["rowspan"]) if "rowspan" in said else _whole(said.get("mergedown", "0")) + 1
            self._spans = (min(max(down, 1), _WIDEST), min(max(across, 1), _WIDEST))
        elif name in _BREAK and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif name in _CELL:
            self._end_cell()
        elif name in _ROW or name in {"table", "worksheet"}:
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def end_row(self) -> None:
        """Close the row that is open."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._row = None

    def _place(self, column: int) -> None:
        """Skip the places that cells above reach into, or that a sheet leaves out."""
        row = self._row if self._row is not None else []
        while len(row) < _WIDEST and (len(row) < column or (len(self.rows), len(row)) in self._taken):
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        down, across = self._spans
        top, left = len(self.rows), len(self._row)
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        self._row += ["\n".join(line for line in lines if line), *[""] * (across - 1)]
        if down > 1 or across > 1:
            self.merges.append(((top, left), (top + down - 1, left + across - 1)))
            self._taken |= {(top + below, left + beside): True for below in range(1, down) for beside in range(across)}
        self._cell = None


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_WIDEST * _WIDEST)) else 1
