"""What a sheet is: its kind, its heading rows and the meaning of each column, read by words in the first 40 rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from wagecheck import tables
from wagecheck.ingest import convert, vocabulary
from wagecheck.ingest.cells import Grid
from wagecheck.ingest.headings import FEWEST, MIN_DAYS, day_of, groups, joined, only_words

SEARCHED_ROWS = 40
_DAYS_SCORE = 5.0

Candidate = tuple[int, int, list[tuple[str, ...]]]
"""First and last heading row, and for each column the texts that may head it."""

Needs = tuple[tuple[frozenset[str], ...], ...]


def _any(*said: str) -> tuple[frozenset[str], ...]:
    """Alternatives, each of them fields joined by `+`."""
    return tuple(frozenset(one.split("+")) for one in said)


NEEDS: Mapping[str, Needs] = {
    "project": (_any("project_name"), _any("project_id", "region")),
    "subcontractor": (_any("employer"),),
    "roster": (_any("name"), _any("id_no")),
    "attendance": (_any("id_no"), _any("date", "month", "punched_at", "days", "hours")),
    "payroll": (_any("name"), _any("net")),
    "statement": (_any("booked_at", "booked_time"), _any("debit+credit", "amount")),
    "payout": (_any("paid_at"), _any("payee_name"), _any("payee_account"), _any("amount")),
    "deposit": (_any("kind"), _any("amount"), _any("lodged_date")),
    "advance": (_any("drawn_date"), _any("amount")),
    "progress": (_any("month"), _any("certified_amount")),
}
"""What a heading row must offer to be that table. A month of payroll or attendance may also stand above the table."""

MATRIX_NEEDS: Needs = (_any("name", "id_no"),)
"""What an attendance matrix must offer beside its days."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was understood."""

    field: str
    index: int
    heading: str
    """As a person reads it, white space removed."""
    unit: int
    """Yuan that one unit stands for: 1, 1 000 under 千元, 10 000 under 万元; 0 where the heading does not say."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read."""

    table: str
    first_heading: int
    last_heading: int
    """0-based rows of the headings: the same one, or two."""
    columns: tuple[Column, ...]
    score: float
    days: Mapping[int, int] = field(default_factory=dict)
    """Attendance matrix: {day of the month: column}."""
    idle_money: tuple[str, ...] = ()
    """Headings of columns of money that this table has no use for: a sign that the sheet is more than it seems."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A sheet that is no known table: the nearest kind, and the headings that it lacks."""

    nearest: str
    missing: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    """Kinds that fit equally well."""
    named: bool = False
    """Whether its file, sheet or title calls it by that kind."""


def recognise(grid: Grid, names: Sequence[str]) -> Layout | Miss:
    """Find the one table that a sheet holds. `names` (sheet, file) speak where headings leave a doubt, or find none."""
    top = _top(grid)
    best = _best(grid, top)
    whole = sorted((layout for complete, layout in best.values() if complete), key=lambda one: -one.score)
    title = "".join(cell for row in top[: whole[0].first_heading if whole else 3] for cell in row)
    called = vocabulary.kind_by_name(*names, title)
    undated = best.get("payout", (True, None))[1]
    if undated and called == "payout" and _is_order_to_pay(undated, whole):
        return undated
    if not whole:
        return _miss([layout for _, layout in best.values()], called)
    rivals = [layout for layout in whole if layout.score > whole[0].score - 0.5]
    chosen = next((layout for layout in rivals if layout.table == called), None) if len(rivals) > 1 else whole[0]
    return _with_words_below(chosen, top) if chosen else Miss("", (), rivals=tuple(layout.table for layout in rivals))


def complete(grid: Grid) -> list[Layout]:
    """Give each table that the headings of a sheet suffice for."""
    return [layout for whole, layout in _best(grid, _top(grid)).values() if whole]


def _top(grid: Grid) -> list[list[str]]:
    return [grid.texts(row) for row in range(min(SEARCHED_ROWS + 1, len(grid.rows)))]


def _best(grid: Grid, top: Sequence[Sequence[str]]) -> dict[str, tuple[bool, Layout]]:
    """Give the best layout of every table that any heading speaks of, and whether it suffices."""
    best: dict[str, tuple[bool, Layout]] = {}
    alone: dict[tuple[str, int], float] = {}
    singles, pairs = _candidates(top, grid)
    found = [one for first, last, headings in singles for one in _layouts(headings, first, last)]
    for one in found:
        alone[one.table, one.first_heading] = one.score
    for first, last, headings in pairs:
        rows = [(layout, max(alone.get((layout.table, row), 0.0) for row in (first, last)))
                for layout in _layouts(headings, first, last)]  # fmt: skip
        grouped = groups(top[first], top[last])
        found += [layout for layout, score in rows if grouped or layout.score > score]
        split = {layout.table for layout, _ in rows if grouped and not _missing(layout)}
        found = [
            one for one in found if one.table not in split or (one.first_heading, one.last_heading) != (first, first)
        ]
    for layout in sorted(found, key=lambda one: one.first_heading):
        suffices = not _missing(layout)
        known = best.get(layout.table)
        if known is None or (suffices, layout.score) > (known[0], known[1].score):
            best[layout.table] = (suffices, layout)
    return best


def _with_words_below(layout: Layout, top: Sequence[Sequence[str]]) -> Layout:
    """Take the row below the headings for headings too: words only, and none below those understood, or weekdays."""
    row = layout.last_heading + 1
    if row >= len(top) or not (layout.last_heading == layout.first_heading or layout.days):
        return layout
    used = [top[row][column.index] for column in layout.columns]
    days = [top[row][index] for index in layout.days.values()]
    below = not any(cell.strip() for cell in used) and only_words(top[row], days)
    return replace(layout, last_heading=row) if below else layout


def _is_order_to_pay(layout: Layout, whole: Sequence[Layout]) -> bool:
    """Say whether a sheet that is called 代发明细 orders the bank to pay, and so has no day of payment yet."""
    have = {column.field for column in layout.columns}
    known = {one.table for one in whole}
    return {"payee_name", "payee_account", "amount"} <= have and not known & {"payout", "payroll", "statement"}


def _candidates(top: Sequence[Sequence[str]], grid: Grid) -> tuple[list[Candidate], list[Candidate]]:
    """List the rows and pairs of rows that may be headings: for each column the texts that may head it, best first."""
    spoken = [known(row) for row in top]
    rows = range(min(SEARCHED_ROWS, len(top)))
    pairs = [row for row in rows[: len(top) - 1] if spoken[row] and spoken[row] + spoken[row + 1] >= FEWEST]
    single: list[Candidate] = [(row, row, [(cell,) for cell in top[row]]) for row in rows if spoken[row] >= FEWEST]
    return single, [(row, row + 1, joined(top[row], top[row + 1], grid, row)) for row in pairs]


def known(row: Sequence[str]) -> int:
    """Count the cells of a row that are headings of any table; the days of a matrix count as one."""
    spoken = [cell for cell in row if cell and not cell.isspace()]
    days = sum(1 for cell in spoken if cell[0].isdigit() and day_of(vocabulary.fold(cell).key)[1])
    return sum(map(speaks, spoken)) + (days >= MIN_DAYS)


@lru_cache(maxsize=4096)
def speaks(cell: str) -> bool:
    """Say whether a cell is a heading of any table."""
    return not cell.isascii() and bool(vocabulary.meanings(vocabulary.fold(cell).key))


def _layouts(headings: Sequence[tuple[str, ...]], first: int, last: int) -> list[Layout]:
    """Map the headings in every table that knows at least one of them."""
    claims: dict[str, list[tuple[vocabulary.Meaning, Column]]] = {}
    days: dict[int, int] = {}
    over: set[str] = set()
    for index, said in enumerate(headings):
        for text in said:
            folded = vocabulary.fold(text)
            month, day = day_of(folded.key)
            if day:
                days.setdefault(day, index)
                over.add(month)
            meanings = vocabulary.meanings(folded.key)
            unit = next((yuan for other in said if (yuan := vocabulary.fold(other).unit)), 0)
            for one in meanings:
                column = Column(one.field, index, folded.key, unit, one.confidence)
                claims.setdefault(one.table, []).append((one, column))
            if meanings or day:
                break
    matrix = days if len(days) >= MIN_DAYS and len(over) == 1 else {}
    money = {
        column.index: column.heading
        for table, said in claims.items()
        for meaning, column in said
        if convert.kinds(table)[meaning.field] == "money"
    }
    return [
        _with_idle_money(_layout(table, said, first, last, matrix if table == "attendance" else {}), money)
        for table, said in claims.items()
    ]


def _with_idle_money(layout: Layout, money: Mapping[int, str]) -> Layout:
    used = {column.index for column in layout.columns}
    return replace(layout, idle_money=tuple(heading for index, heading in money.items() if index not in used))


def _layout(
    table: str,
    claims: Sequence[tuple[vocabulary.Meaning, Column]],
    first: int,
    last: int,
    days: Mapping[int, int],
) -> Layout:
    """Give each field its best column (all of them, where several are read together) and weigh the whole.

    Payer and payee alone make no statement: without a balance or a direction they are a list of payments.
    """
    taken: dict[str, list[Column]] = {}
    for meaning, column in sorted(claims, key=lambda claim: (-claim[0].confidence, claim[0].rank, claim[1].index)):
        if meaning.field not in taken or vocabulary.several(table, meaning.field):
            taken.setdefault(meaning.field, []).append(column)
    if table == "statement" and not {"balance", "direction", "debit"} & set(taken):
        taken = {name: said for name, said in taken.items() if not name.startswith(("payer_", "payee_"))}
    columns = sorted((one for said in taken.values() for one in said), key=lambda one: one.index)
    needed = {name for alternatives in NEEDS[table] for choice in alternatives for name in choice}
    score = sum((2 if name in needed else 1) * said[0].confidence for name, said in taken.items())
    return Layout(table, first, last, tuple(columns), score + (_DAYS_SCORE if days else 0), days)


def _missing(layout: Layout) -> tuple[str, ...]:
    """Name the official headings that a layout lacks."""
    have = {column.field for column in layout.columns}
    needs = MATRIX_NEEDS if layout.days else NEEDS[layout.table]
    absent = [alternatives for alternatives in needs if not any(choice <= have for choice in alternatives)]
    if not absent and len(have) + len(layout.days) < FEWEST:
        return ("其他",)
    official = vocabulary.fields(layout.table)
    return tuple("或".join("与".join(official[name] for name in sorted(choice)) for choice in one) for one in absent)


def _miss(layouts: Sequence[Layout], called: str) -> Miss:
    """Say what a sheet is nearest to: the kind that it is called by, else the one with most headings."""
    nearest = max(layouts, key=lambda one: (one.table == called, len(one.columns)), default=None)
    if called and (nearest is None or nearest.table != called or len(nearest.columns) < FEWEST):
        return Miss(called, _missing(Layout(called, 0, 0, (), 0.0)), named=True)
    if nearest is None or len(nearest.columns) < FEWEST:
        return Miss("", ())
    return Miss(nearest.table, _missing(nearest), named=bool(called))


def label(table: str) -> str:
    """Name a table for the user: 工资表."""
    return tables.LABELS[table]
