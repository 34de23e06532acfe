"""A layout laid down by hand: `<file>.toml` beside a file says how its sheets are read, and goes before any guess.

[[sheet]]
name = "3月"             # as in the workbook; empty for a text file
table = "payroll"
headings = [3, 4]        # the heading row, or both of them, counted from 1
[sheet.columns]
"实发数" = "net"          # heading = field; "" leaves a column unused
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wagecheck.errors import InputError
from wagecheck.ingest import vocabulary
from wagecheck.ingest.cells import Grid
from wagecheck.ingest.recognise import NEEDS, Column, Layout, Miss

_SURE = 1_000.0
"""Score of a layout that a person laid down."""

_TODO = "请更正该文件, 或删去它"
_TABLES = frozenset(NEEDS) - {"project"}


@dataclass(frozen=True, slots=True)
class Saved:
    """How one sheet is read."""

    table: str
    first_heading: int
    last_heading: int
    """1-based."""
    columns: Mapping[str, str]
    """{folded heading: field, or empty for a column that is not used}."""


def beside(file: Path) -> Path:
    """Name the file that says how another is read."""
    return file.with_name(f"{file.name}.toml")


def load(file: Path) -> Mapping[str, Saved]:
    """Read what stands beside a file: {sheet: how it is read}; nothing where there is none.

    Raises InputError, one line, for a file that breaks the form.
    """
    path = beside(file)
    try:
        if not path.is_file() or path.is_symlink():
            return {}
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return {str(sheet["name"]): _saved(sheet) for sheet in said["sheet"]}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"列的对应关系 {path.name} 有误({error})", todo=_TODO) from error


def _saved(said: Mapping[str, Any]) -> Saved:
    table = said["table"]
    if table not in _TABLES:
        raise ValueError(f"没有 {table} 这种表, 可用: {', '.join(sorted(_TABLES))}")
    columns = {vocabulary.fold(heading).key: str(field) for heading, field in said["columns"].items()}
    fields = vocabulary.fields(table)
    strange = sorted({field for field in columns.values() if field and field not in fields})
    if strange:
        raise ValueError(f"{table} 没有 {strange[0]} 这一列, 可用: {', '.join(fields)}")
    used = [field for field in columns.values() if field and not vocabulary.several(table, field)]
    twice = sorted({field for field in used if used.count(field) > 1})
    if twice:
        raise ValueError(f"{twice[0]} 对应了两列")
    first, last = int(said["headings"][0]), int(said["headings"][-1])
    if not 1 <= first <= last:
        raise ValueError("headings 应为表头所在的行, 从 1 数起")
    return Saved(table, first, last, columns)


def impose(saved: Saved, grid: Grid, guess: Layout | Miss) -> Layout:
    """Lay a saved mapping over what was guessed; headings that it does not name keep what they were taken for.

    Raises InputError where the sheet has not so many rows.
    """
    if saved.last_heading > len(grid.rows):
        raise InputError(f"没有第 {saved.last_heading} 行, 与所存的表头行不符", todo=_TODO)
    first, last = saved.first_heading - 1, saved.last_heading - 1
    same = isinstance(guess, Layout) and (guess.table, guess.last_heading) == (saved.table, last)
    guessed = {one.index: one for one in guess.columns} if isinstance(guess, Layout) and same else {}
    columns = []
    for index in range(len(grid.rows[last])):
        known = guessed.get(index)
        said = [*_headings(grid, first, last, index)]
        keys = [known.heading, *(key for key, _ in said)] if known else [key for key, _ in said]
        key = next((key for key in keys if key in saved.columns), None)
        if key is None:
            columns += [known] if known and known.field not in saved.columns.values() else []
        elif saved.columns[key]:
            unit = known.unit if known else dict(said).get(key, 1)
            columns.append(Column(saved.columns[key], index, key, unit, 1.0))
    days = guess.days if isinstance(guess, Layout) and same else {}
    return Layout(saved.table, first, last, tuple(columns), _SURE, days)


def _headings(grid: Grid, first: int, last: int, index: int) -> Iterator[tuple[str, int]]:
    """Give what may be called the heading of a column, with its unit: both rows as one, the lower, the upper."""
    over, under = (grid.texts(row)[index] for row in (first, last))
    for text in (over + under, under + over, under, over) if last > first else (under,):
        folded = vocabulary.fold(text)
        if folded.key:
            yield folded.key, folded.unit


def written(name: str, table: str, headings: Sequence[int], columns: Mapping[str, str]) -> str:
    """Write one sheet in the form that `load` reads."""
    lines = ["[[sheet]]", f"name = {_quoted(name)}", f"table = {_quoted(table)}", f"headings = {list(headings)}"]
    pairs = [f"{_quoted(heading)} = {_quoted(field)}" for heading, field in columns.items()]
    return "\n".join([*lines, "[sheet.columns]", *pairs, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
