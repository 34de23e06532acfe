"""Several tables on one sheet: below one another, each from its own titles on, or side by side."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wagecheck.errors import InputError
from wagecheck.ingest import convert, lines, months, project_sheet, recognise, vocabulary
from wagecheck.ingest.cells import Grid, Merge, text
from wagecheck.ingest.headings import FEWEST, MIN_DAYS
from wagecheck.ingest.recognise import Layout

_DATA = re.compile(r"\d{3}|\d\.\d")
_FIGURE = re.compile(r"[\d.,:/\s¥￥-]+")
_PAPER = re.compile(r"[表册单]|明细|流水|台账")
_HEADED = re.compile(r"(?:号码?|[编卡账]号|额|量|价|费|率|数|名称?|日期|时间|备注|单位|规格|型号|类别|说明|内容)$")
_LONGEST_HEADING = 12
_LONGEST_DAY = 2
_DAYS = range(1, 32)
_TELLING = ("id_no", "booked_at", "booked_time", "punched_at", "date", "net", "payee_account", "amount", "balance")
_FEWEST = 3
_MOST_ABREAST = 31
_TITLE_CELLS = 3
_FIGURES = frozenset({"money", "date", "moment", "month", "id_no", "number", "days"})
_SAYS = {"statement": ("control", ("own_account",))}
_SAYS_ELSE = ("lines", ("month", "employer", "team"))


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a sheet."""

    grid: Grid
    inherited: tuple[str, ...] = ()
    """Titles of the table above it, which may name its month."""
    unit: int = 0
    """What the amounts of the table above it are counted in, where it has the same headings."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading row, or two of them; 0-based."""

    first: int
    last: int
    layout: Layout | None
    """None: headings of a table that we do not know."""

    def keys(self) -> dict[int, str]:
        return {column.index: column.heading for column in self.layout.columns} if self.layout else {}


def cut(grid: Grid) -> Iterator[Section]:
    """Cut a sheet before each heading row that is not the one before it printed again; the titles above go with it.

    The same headings under a title of another month, company, team or account begin a table of their own.
    """
    heads = _heads(grid)
    starts = [(head, _start(grid, head.first, before.last)) for before, head in _changes(grid, heads)]
    first = [heads[0].first] if heads else []
    project = first and project_sheet.pairs(_rows(grid, 0, _start(grid, first[0], -1))).fields
    bounds = [0, *([_start(grid, first[0], -1)] if project else []), *(start for _, start in starts), len(grid.rows)]
    above = Section(grid)
    before: _Head | None = None
    for top, end in pairwise(bounds):
        own = replace(above, grid=_rows(grid, top, end))
        head = next((head for head in heads if top <= head.first < end), None)
        if head and not (before and _same(before, head)):
            own = replace(own, unit=0)
        yield own
        if head:
            said = [grid.texts(row) for row in range(top, head.first)]
            titles = (*_titles(own.grid, head.first - top), *own.inherited)
            above, before = replace(own, inherited=titles, unit=lines.unit(said) or own.unit), head


def _titles(grid: Grid, heading: int) -> list[str]:
    said = lines.labelled([grid.texts(row) for row in range(heading)], "lines").get("month", "")
    return [months.labelled(said), *(" ".join(filter(None, grid.texts(row))) for row in range(heading))]


def _rows(grid: Grid, top: int, end: int) -> Grid:
    """Give some rows of a sheet as a sheet; they keep their numbers."""
    if (top, end) == (0, len(grid.rows)):
        return grid
    kept: tuple[Merge, ...] = tuple(
        ((one[0] - top, one[1]), (other[0] - top, other[1]))
        for one, other in grid.merged
        if top <= one[0] and other[0] < end
    )
    return replace(grid, rows=grid.rows[top:end], merged=kept, first_row=grid.first_row + top)


def _heads(grid: Grid) -> list[_Head]:
    """Find every heading row, from top to bottom."""
    found: list[_Head] = []
    probe = -1
    for place, row in enumerate(grid.rows):
        if probe >= 0:
            cell = row[probe]
            if (cell[:1].isdigit() and len(cell) > _LONGEST_DAY) if type(cell) is str else cell not in _DAYS:
                continue
        if (not found or place > found[-1].last + 1) and _may_head(row):
            head = _head(grid, place) or (_strange(grid, place, found[-1]) if found else None)
            found += [head] if head else []
            probe = _probe(found[-1]) if found else -1
    return found


def _probe(head: _Head) -> int:
    """Give a column that has a figure in nearly every row of data: it tells them quickly."""
    fields = {column.field: column.index for column in head.layout.columns} if head.layout else {}
    return next((fields[name] for name in _TELLING if name in fields), -1)


def _may_head(row: Sequence[object]) -> bool:
    """Say whether a row has nothing that only data have. Quick: it is asked of every row of every sheet."""
    said = ",".join([cell for cell in row if type(cell) is str and cell])
    if not said or (_DATA.search(said) and "姓名" not in said):
        return False
    numbers = [cell for cell in row if type(cell) is not str]
    return not numbers or len({*numbers}) == len(numbers) >= MIN_DAYS


def _head(grid: Grid, row: int) -> _Head | None:
    """Read a row, or it and the next, as headings of a known table; None where they lack what it needs."""
    spoken = [cell for cell in grid.texts(row) if cell.strip()]
    known = recognise.known(spoken)
    if known < FEWEST:
        return None
    two = row + 1 < len(grid.rows) and _may_head(grid.rows[row + 1])
    layouts = recognise.complete(_rows(grid, row, row + (2 if two else 1)))
    best = max(layouts, key=lambda one: (one.score, -one.last_heading), default=None)
    few = best is None or len(best.columns) + len(best.days) < _FEWEST
    if best is None or (few and (known < len(spoken) or not _is_apart(grid, row))):
        return None
    return _Head(row, row + best.last_heading, best)


def _is_apart(grid: Grid, row: int) -> bool:
    """Say whether a row begins the sheet, or stands below an empty row or a title."""
    return row == 0 or not any(cell.strip() for cell in grid.texts(row - 1)) or _is_title(grid.texts(row - 1))


def _strange(grid: Grid, row: int, head: _Head) -> _Head | None:
    """Read a row behind a gap as headings of an unknown table: short words, also where the table above has figures."""
    cells = [cell.strip() for cell in grid.texts(row)]
    spoken = [cell for cell in cells if cell]
    if (
        not _is_apart(grid, row)
        or head.layout is None
        or len(spoken) < _FEWEST
        or max(map(len, spoken)) > _LONGEST_HEADING
    ):
        return None
    kinds = convert.kinds(head.layout.table)
    figures = [cells[one.index] for one in head.layout.columns if kinds[one.field] in _FIGURES and cells[one.index]]
    nothing = {*vocabulary.words()["cells"]["nothing"], *vocabulary.words()["cells"]["unknown"]}
    worded = sum(1 for cell in spoken if _HEADED.search(cell) or recognise.speaks(cell))
    strange = len(figures) >= FEWEST and not any(cell in nothing or _DATA.search(cell) for cell in figures)
    return _Head(row, row, None) if strange and worded * 2 >= len(spoken) else None


def _changes(grid: Grid, heads: Sequence[_Head]) -> Iterator[tuple[_Head, _Head]]:
    """Give each heading row that begins another table, with the one before it (printed again or not)."""
    current: _Head | None = None
    said: Mapping[str, str] = {}
    before: _Head | None = None
    for head in heads:
        start = _start(grid, head.first, before.last if before else -1)
        new = _said(grid, start, head)
        if before is not None and current is not None:
            changed = any(value != said.get(name, value if name == "year" else "") for name, value in new.items())
            if changed or not _same(current, head):
                yield before, head
                current, said = head, {**said, **new}
        else:
            current, said = head, new
        before = head


def _same(current: _Head, head: _Head) -> bool:
    """Say whether headings are printed again: the same words in the same places."""
    if current.layout is None or head.layout is None:
        return False
    known, again = current.keys(), head.keys()
    same = sum(known.get(index) == heading for index, heading in again.items())
    return (
        same >= min(max(len(known) * 2 // 3, 2), len(known))
        and current.layout.days == head.layout.days
        and same >= len(again) * 2 // 3
    )


def _said(grid: Grid, start: int, head: _Head) -> dict[str, str]:
    """Give what the titles of a table say of all its rows: the month, and who it is about."""
    if head.layout is None:
        return {}
    rows = [grid.texts(row) for row in range(start, head.first)]
    section, names = _SAYS.get(head.layout.table, _SAYS_ELSE)
    said = {name: value for name, value in lines.labelled(rows, section).items() if name in names}
    said.pop("month", None)
    month = next(
        (one for one in map(months.month_in, _titles(_rows(grid, start, head.first), len(rows))) if one[1]), None
    )
    if month and section == "lines":
        said |= {"month": str(month[1])} | ({"year": str(month[0])} if month[0] else {})
    return said


def _start(grid: Grid, heading: int, after: int) -> int:
    """Find the first title line of a table: below the last row of data above its headings."""
    block = []
    for row in range(heading - 1, after, -1):
        cells = [cell for cell in grid.texts(row) if cell.strip()]
        if _is_data(cells):
            break
        block.append(row)
    return next((row for row in reversed(block) if _is_title(grid.texts(row))), heading)


def _is_data(cells: Sequence[str]) -> bool:
    if not cells or _is_title(cells) or _is_furniture(cells[0]):
        return False
    return len(cells) > _TITLE_CELLS or any(_FIGURE.fullmatch(cell) for cell in cells)


def _is_furniture(cell: str) -> bool:
    return vocabulary.furniture().match("".join(cell.split())) is not None


def _is_title(cells: Sequence[str]) -> bool:
    """Say whether a row names a kind of paper, a month, or what its table is about."""
    spoken = [cell for cell in cells if cell.strip()]
    if not spoken:
        return False
    said = " ".join(spoken)
    if lines.unit([spoken]):
        return True
    if len(spoken) <= _TITLE_CELLS and vocabulary.kind_by_name(said) and _PAPER.search(said):
        return True
    if _is_furniture(spoken[0]):
        return False
    if any(lines.labelled([list(cells)], section) for section in ("lines", "control")):
        return any(":" in cell or "：" in cell for cell in spoken) or not _DATA.search(spoken[0])
    return len(spoken) <= _TITLE_CELLS and months.month_in(said)[1] is not None


def left_above(grid: Grid, layout: Layout) -> int:
    """Count the rows above the headings that look like data: several figures, and no label that tells what they are."""
    rows = ([cell for cell in grid.texts(row) if cell.strip()] for row in range(layout.first_heading))
    return sum(1 for cells in rows if len(cells) > _TITLE_CELLS and _is_data(cells) and _figures(cells) > 1)


def _figures(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if _FIGURE.fullmatch(cell) and _DATA.search(cell))


def abreast(grid: Grid, layout: Layout) -> list[Grid]:
    """Cut tables that stand side by side.

    These are the same headings twice in a row, or two whole tables with an empty column between them. Raises InputError
    for more than anybody sets side by side: each costs as much as the whole sheet.
    """
    rows = grid.rows[layout.first_heading : layout.last_heading + 1]
    heads = ["".join(map(_key, cells)) for cells in zip(*rows, strict=True)]
    repeated = _repeated(heads)
    if len(repeated) > _MOST_ABREAST:
        raise InputError(f"同样的表头并排超过 {_MOST_ABREAST} 组, 未读取", todo="请把各组改为上下排列后再交")
    blocks = repeated or _apart(grid, layout, heads)
    if not len(("left", "right")) <= len(blocks) <= _MOST_ABREAST:
        return [grid]
    parts = [_columns(grid, layout.first_heading, left, right) for left, right in blocks]
    whole = [part for part in parts if recognise.complete(part)]
    return whole if len(whole) == len(parts) > 1 else [grid]


def _key(cell: object) -> str:
    return vocabulary.fold(text(cell)).key


def _repeated(heads: Sequence[str]) -> list[tuple[int, int]]:
    """Give the blocks of columns that bear the same headings in the same order."""
    spoken = [index for index, head in enumerate(heads) if head]
    begins = [index for index in spoken if heads[index] == heads[spoken[0]]]
    blocks = list(zip(begins, [*begins[1:], len(heads)], strict=True))
    said = {tuple(filter(None, heads[left:right])) for left, right in blocks}
    return blocks if len(begins) > 1 and len(said) == 1 else []


def _apart(grid: Grid, layout: Layout, heads: Sequence[str]) -> list[tuple[int, int]]:
    """Give the blocks of columns between columns that are empty from the headings down."""
    rows = range(layout.first_heading, len(grid.rows))
    empty = [index for index, head in enumerate(heads) if not head and not any(grid.column(index, rows, text))]
    edges = [-1, *empty, len(heads)]
    return [(left + 1, right) for left, right in pairwise(edges) if any(heads[left + 1 : right])]


def _columns(grid: Grid, heading: int, left: int, right: int) -> Grid:
    """Give a sheet of which only some columns say something; they keep their places.

    Above the headings, a line that says nothing over these columns speaks for all.
    """
    empty = [""] * len(grid.rows[0])
    rows = [
        row if place < heading and not any(cell != "" for cell in row[left:right]) else own
        for place, row in enumerate(grid.rows)
        for own in ([*empty[:left], *row[left:right], *empty[right:]],)
    ]
    kept = tuple(one for one in grid.merged if left <= one[0][1] < right)
    return replace(grid, rows=rows, merged=kept)
