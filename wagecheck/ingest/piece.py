"""One table on one sheet, still as text: what stands between recognising a sheet and reading its values.

In a raw frame a null means that the column is not there, an empty text that the cell is empty: the two kinds of nothing
survive stacking sheets of different columns on one another. Columns that are not fields begin with `_`:
`_piece` (index of the piece), `_lead` (first words of the row), `_month`, `_year` (what the sheet says of itself).
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from wagecheck.ingest import convert, halves, leads, lines, months, teams, vocabulary
from wagecheck.ingest.cells import Grid, month_text, text
from wagecheck.ingest.headings import day_of
from wagecheck.ingest.recognise import Column, Layout

FILLED = frozenset({"employer", "team", "month", "paid_date", "reviewed"})
"""Fields whose merged cell speaks for every row of its range. Names, numbers, amounts and signatures never do."""

SAID = ("own_account", "account_name", "opening_balance")
"""Control lines of a statement that help to read its rows: `_said_<name>`, as text."""

ABOVE = "_above"
"""Whether the employer of a row was said once, above its sheet, and not asked row by row."""

FIXED: Mapping[str, pl.DataType] = {
    "row": pl.Int32(),
    "_lead": pl.String(),
    "_month": pl.Date(),
    "_year": pl.Int32(),
}
"""Columns that every raw frame has."""

_MONTHS = frozenset({"month", "back_pay_month"})
_FIGURE = re.compile(r"[\d.,:/\s¥￥-]+")
_TITLE_CELLS = 3
_YUAN = (0, 1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece comes from."""

    dossier: int
    file: str
    sheet: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One table on one sheet of one file."""

    origin: Origin
    table: str
    heading_row: int
    """1-based row of the last heading row; 0 where there is none."""
    headings: Mapping[str, str]
    """{field or d<day>: heading as a person reads it}."""
    raw: pl.DataFrame
    control: Mapping[str, str] = field(default_factory=dict)
    """What the lines above and below a statement say of it."""
    rows_each: int = 1
    """Sheet rows that one row of `raw` stands for: the one row of a two-column sheet was many."""
    rows_aside: int = 0
    """Sheet rows that are no data and not in `raw`."""
    first_heading_row: int = 0
    """1-based row of the first heading row, where there are two."""
    columns: tuple[Column, ...] = ()
    """The columns as they were understood; none for a two-column sheet."""
    unused: tuple[str, ...] = ()
    """Headings that no field was found for."""
    layout: Layout | None = None
    """How it was cut; nothing for a two-column sheet."""
    width: int = 0
    """Columns of its sheet."""
    continues: Origin | None = None
    """Where the table began whose headings it has not."""

    @property
    def heading_rows(self) -> tuple[int, ...]:
        """List the heading rows, 1-based."""
        return (
            tuple(range(self.first_heading_row or self.heading_row, self.heading_row + 1)) if self.heading_row else ()
        )


def cut(
    grid: Grid, layout: Layout, origin: Origin, names: Sequence[str], elsewhere: Sequence[str], *, unit: int = 0
) -> Piece:
    """Cut a table out of its sheet.

    `names` (titles of the table above, sheet, file) may name its month, `elsewhere` (folders) its year; `unit` is what
    amounts are counted in where neither a heading nor a line above says so.
    """
    above = [grid.texts(row) for row in range(layout.first_heading)]
    layout = _with_unit(layout, lines.unit(above) or unit)
    said = lines.labelled(above, "lines")
    titles = [" ".join(cell for cell in row if cell) for row in above]
    sources = [
        _month_of_days(grid, layout),
        months.labelled(said.get("month", "")),
        *titles,
        *names,
        *_first_days(grid, layout),
    ]
    month, year = months.settle(sources, elsewhere)
    rows = leads.spoken(grid, layout.last_heading)
    columns = _columns(grid, layout, rows)
    heads = leads.of_rows(grid, layout.columns, rows, list(columns.values()))
    named = teams.of_rows(grid, rows, heads) if "team" in vocabulary.fields(layout.table) else {}
    heads = [leads.TEAM if place in named else lead for place, lead in enumerate(heads)]
    columns |= halves.of_days(grid, layout, rows, columns)
    spoken = _said_above(layout, said)
    columns |= {name: [value] * len(rows) for name, value in spoken.items()}
    if named and not any(one.field == "team" for one in layout.columns):
        columns["team"] = teams.below(named, len(rows))
    raw = pl.DataFrame(
        {
            "row": [grid.first_row + row + 1 for row in rows],
            "_lead": heads,
            "_month": [month] * len(rows),
            "_year": [year] * len(rows),
            **columns,
        },
        schema={**FIXED, **dict.fromkeys(columns, pl.String())},
    )
    headings = {column.field: column.heading for column in reversed(layout.columns)}
    headings |= {f"d{day}": f"{day}日" for day in layout.days}
    control = _control(grid, layout, above)
    raw = raw.with_columns(pl.lit(control[name], pl.String).alias(f"_said_{name}") for name in SAID if name in control)
    raw = raw.with_columns(pl.lit("employer" in spoken).alias(ABOVE))
    piece = Piece(
        origin,
        layout.table,
        grid.first_row + layout.last_heading + 1,
        headings,
        raw,
        control,
        first_heading_row=grid.first_row + layout.first_heading + 1,
        columns=layout.columns,
        unused=_unused(grid, layout),
        layout=layout,
        width=grid.width,
    )
    return _with_titles_again(piece, grid) if leads.REPEAT in heads else piece


def _month_of_days(grid: Grid, layout: Layout) -> str:
    """Give the month that the days of a matrix are headed with: 2025-03-01, 3月1日, 3/1."""
    index = next(iter(layout.days.values()), None)
    rows = range(layout.first_heading, layout.last_heading + 1) if index is not None else ()
    keys = (vocabulary.fold(grid.texts(row)[index or 0]).key for row in rows)
    month = next((month for month, _ in map(day_of, keys) if month), "")
    return f"{re.sub('[-/.]', '年', month)}月" if month else ""


def _with_unit(layout: Layout, unit: int) -> Layout:
    """Let the unit above a table go for its amounts whose headings state none."""
    kinds = convert.kinds(layout.table)
    own = [kinds[one.field] == "money" and not one.unit and unit > 1 for one in layout.columns]
    columns = (replace(one, unit=unit) if new else one for one, new in zip(layout.columns, own, strict=True))
    return replace(layout, columns=tuple(columns)) if any(own) else layout


def _unused(grid: Grid, layout: Layout) -> tuple[str, ...]:
    """List the headings of columns that the table has no field for."""
    used = {column.index for column in layout.columns} | set(layout.days.values())
    rows = [grid.texts(row) for row in range(layout.first_heading, layout.last_heading + 1)]
    if not rows:
        return ()
    said = ("".join(dict.fromkeys(row[index] for row in rows)) for index in range(len(rows[0])) if index not in used)
    return tuple(key for text in said if (key := vocabulary.fold(text).key))


def _first_days(grid: Grid, layout: Layout) -> list[str]:
    """Give the date cells above the headings that are the first of a month: shown as 2025年3月, they mean it."""
    cells = [cell for row in range(layout.first_heading) for cell in grid.rows[row]]
    return [f"{day.year}年{day.month}月" for day in cells if isinstance(day, dt.date) and day.day == 1]


def _columns(grid: Grid, layout: Layout, rows: Sequence[int]) -> dict[str, list[str]]:
    """Take the mapped columns as text, in the table's own words; several columns of one field get a number each."""
    taken: dict[str, list[str]] = {}
    joined: dict[str, list[list[str]]] = {}
    for column in layout.columns:
        values = _values(grid, column, rows)
        if vocabulary.several(layout.table, column.field) == "join":
            joined.setdefault(column.field, []).append(values)
        taken[column.field if column.field not in taken else f"{column.field}+{column.index}"] = values
    for name, parts in joined.items():
        taken = {other: values for other, values in taken.items() if other.split("+")[0] != name}
        taken[name] = [_join(cells) for cells in zip(*parts, strict=True)]
    for day, index in layout.days.items():
        taken[f"d{day}"] = grid.column(index, rows, text)
    return taken


def _values(grid: Grid, column: Column, rows: Sequence[int]) -> list[str]:
    values = grid.column(column.index, rows, month_text if column.field in _MONTHS else text)
    if column.field in FILLED and grid.merged:
        spoken = _merged_values(grid, column.index)
        values = [value or spoken.get(row, "") for row, value in zip(rows, values, strict=True)]
    return values if column.unit in _YUAN else [vocabulary.in_unit(value, column.unit) for value in values]


def _merged_values(grid: Grid, index: int) -> dict[int, str]:
    """Give the text of the merged ranges in a column, row by row."""
    return {
        row: text(grid.rows[top][left])
        for (top, left), (bottom, right) in grid.merged
        if left <= index <= right and bottom > top
        for row in range(top + 1, bottom + 1)
    }


def _join(cells: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(said for cell in cells if (said := cell.strip())))


def _said_above(layout: Layout, said: Mapping[str, str]) -> dict[str, str]:
    """Let the lines above the headings speak for every row where there is no such column: 单位名称, 班组, 代发日期."""
    values = {"employer": lines.without_trailing_month(said.get("employer", ""))}
    values |= {name: said.get(name, "") for name in ("team", "paid_at")}
    known = vocabulary.fields(layout.table)
    have = {column.field for column in layout.columns}
    return {name: value for name, value in values.items() if value and name in known and name not in have}


def _control(grid: Grid, layout: Layout, above: Sequence[Sequence[str]]) -> dict[str, str]:
    """Read the control lines of a statement, above its headings and below its last line."""
    if layout.table != "statement":
        return {}
    when = next(column.index for column in layout.columns if column.field in ("booked_at", "booked_time"))
    last = range(max(layout.last_heading + 1, len(grid.rows) - 12), len(grid.rows))
    below = [row for index in last if not (row := grid.texts(index))[when].strip()[:1].isdigit()]
    return lines.labelled(below, "control") | lines.labelled(above, "control")


def _with_titles_again(piece: Piece, grid: Grid) -> Piece:
    """Mark the title lines above headings that are printed again."""
    numbers = [number - grid.first_row - 1 for number in piece.raw["row"]]
    heads = piece.raw["_lead"].to_list()
    for place in [place for place, lead in enumerate(heads) if lead == leads.REPEAT]:
        above = _titles_above(grid, numbers[place], piece.heading_row - grid.first_row)
        again = zip(numbers, heads[:place], strict=False)
        heads[:place] = [leads.REPEAT if row in above else lead for row, lead in again]
    return replace(piece, raw=piece.raw.with_columns(pl.Series("_lead", heads, pl.String)))


def _titles_above(grid: Grid, heading: int, after: int) -> list[int]:
    """List the title lines (few cells, none of them a figure) directly above a repeated heading row, 0-based."""
    found: list[int] = []
    for index in range(heading - 1, after - 1, -1):
        cells = [cell for cell in grid.texts(index) if cell.strip()]
        if len(cells) > _TITLE_CELLS or any(_FIGURE.fullmatch(cell) for cell in cells):
            break
        found.append(index)
    return found
