"""Layouts laid down by hand, before any guess: in `<file>.toml` beside a file, or in the user's wagecheck.toml.

[[sheet]]
name = "3月"             # as in the workbook; empty for a text file
table = "payroll"
headings = [3, 4]        # the heading row, or both of them, counted from 1; [] for a sheet of 项目 | 内容
[sheet.columns]
"实发数" = "net"          # heading = field; "" leaves a column unused

In wagecheck.toml each sheet also says `file`, the files that it speaks of. There `file` and `name` may hold `*`, and
headings that do not stand in the rows named are looked for: next month's export may have more lines above.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path, PurePosixPath
from typing import Any

from wagecheck.errors import InputError, UsageError
from wagecheck.ingest import project_sheet, vocabulary
from wagecheck.ingest.cells import Grid
from wagecheck.ingest.recognise import NEEDS, SEARCHED_ROWS, Column, Layout, Miss

CONFIG = "wagecheck.toml"
"""The user's own configuration, which may hold mappings as well."""

KIND = "mapping"
"""What a file of mappings is called among the inputs of a run."""

_SURE = 1_000.0
"""Score of a layout that a person laid down."""

_TODO = "请更正该文件, 或删去它"
_WRONG = (OSError, KeyError, TypeError, ValueError, OverflowError, IndexError, AttributeError, RecursionError)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Saved:
    """How one table on a sheet is read."""

    table: str
    first_heading: int
    last_heading: int
    """1-based; both 0 for a sheet of two columns, keys and values."""
    columns: Mapping[str, str]
    """{folded heading or key: field, or empty for what is not used}."""
    sheet: str = ""
    file: str = ""
    source: str = ""
    """Name of the file that says so, and its hash."""
    sha256: str = ""


def beside(file: Path) -> Path:
    """Name the file that says how another is read."""
    return file.with_name(f"{file.name}.toml")


def load(file: Path) -> tuple[Saved, ...]:
    """Read what stands beside a file; nothing where there is none. Raises InputError, one line, for what is wrong."""
    path = beside(file)
    try:
        return _all(path) if path.is_file() and not path.is_symlink() else ()
    except _WRONG as error:
        raise InputError(f"列的对应关系 {path.name} 有误({error})", todo=_TODO) from error


def load_config(path: Path | None) -> tuple[Saved, ...]:
    """Read the mappings of a wagecheck.toml; it may hold none. Raises UsageError, one line, for what is wrong."""
    try:
        saved = _all(path) if path else ()
        if not all(one.file for one in saved):
            raise ValueError('每个 [[sheet]] 须有 file, 即它所说的文件, 如 file = "*工资表.xlsx"')
    except _WRONG as error:
        raise UsageError(f"列的对应关系有误({error})", where=str(path), todo="请更正") from error
    return saved


def _all(path: Path) -> tuple[Saved, ...]:
    content = path.read_bytes()
    said = tomllib.loads(content.decode("utf-8"))
    sheets = said.get("sheet", []) if path.name == CONFIG else said["sheet"]
    hashed = hashlib.sha256(content).hexdigest()
    return tuple(replace(_saved(sheet), source=path.name, sha256=hashed) for sheet in sheets)


def _saved(said: Mapping[str, Any]) -> Saved:
    table = said["table"]
    if table not in NEEDS:
        raise ValueError(f"没有 {table} 这种表, 可用: {', '.join(sorted(NEEDS))}")
    columns = {vocabulary.fold(heading).key: str(field) for heading, field in said["columns"].items()}
    fields = vocabulary.fields(table)
    strange = sorted({field for field in columns.values() if field and field not in fields})
    if strange:
        raise ValueError(f"{table} 没有 {strange[0]} 这一列, 可用: {', '.join(fields)}")
    used = [field for field in columns.values() if field and not vocabulary.several(table, field)]
    twice = sorted({field for field in used if used.count(field) > 1})
    if twice:
        raise ValueError(f"{twice[0]} 对应了两列")
    rows = [int(row) for row in said["headings"]]
    paired = table == "project" and not rows
    first, last = (0, 0) if paired else (rows[0], rows[-1])
    if not paired and not 1 <= first <= last:
        raise ValueError("headings 应为表头所在的行, 从 1 数起")
    return Saved(table, first, last, columns, str(said["name"]), str(said.get("file", "")))


def of_sheet(own: Sequence[Saved], config: Sequence[Saved], file: str, grid: Grid) -> tuple[Saved, ...]:
    """Give what is laid down for a sheet: beside its file, else in the configuration, where a pattern fits both names.

    Raises InputError where patterns fit the names and none of them the headings.
    """
    here = tuple(one for one in own if one.sheet == grid.name)
    meant = [one for one in config if fnmatchcase(grid.name, one.sheet) and _is_meant(one.file, file)]
    if here or not meant:
        return here
    fitting = tuple(found for one in meant if (found := _located(one, grid)))
    if not fitting:
        _check(meant[0], grid)
    return fitting


def _is_meant(pattern: str, file: str) -> bool:
    return fnmatchcase(file if "/" in pattern else PurePosixPath(file).name, pattern)


def _located(saved: Saved, grid: Grid) -> Saved | None:
    """Find the rows in which all the headings stand: those that are named, else the first in the upper rows."""
    if not saved.last_heading:
        return saved
    height = saved.last_heading - saved.first_heading
    for first in (saved.first_heading, *range(1, SEARCHED_ROWS + 1)):
        moved = replace(saved, first_heading=first, last_heading=first + height)
        if moved.last_heading <= len(grid.rows) and not _absent(moved, grid):
            return moved
    return None


def check_rows(saved: Saved, grid: Grid) -> None:
    """Raise InputError where a sheet has not so many rows."""
    if saved.last_heading > len(grid.rows):
        raise InputError(f"{saved.source} 所说的表头行有误: 没有第 {saved.last_heading} 行", todo=_TODO)


def _check(saved: Saved, grid: Grid) -> None:
    """Raise InputError for a row or a heading that a sheet does not have."""
    check_rows(saved, grid)
    absent = _absent(saved, grid)
    if absent:
        row = grid.first_row + saved.last_heading
        raise InputError(f"{saved.source} 有误: 第 {row} 行没有表头「{'」「'.join(absent)}」", todo=_TODO)


def keyed(saved: Saved, grid: Grid) -> project_sheet.Pairs:
    """Read a sheet of keys and values as a person has it read. Raises InputError for a key that is not there."""
    found = project_sheet.pairs(grid, saved.columns)
    absent = [key for key, field in saved.columns.items() if field and field not in found.values]
    if absent:
        raise InputError(f"{saved.source} 有误: 表中没有「{'」「'.join(absent)}」这一项", todo=_TODO)
    return found


def _absent(saved: Saved, grid: Grid) -> list[str]:
    first, last = saved.first_heading - 1, saved.last_heading - 1
    there = {key for index in range(len(grid.rows[last])) for key, _ in _headings(grid, first, last, index)}
    return [key for key, field in saved.columns.items() if field and key not in there]


def impose(saved: Saved, grid: Grid, guess: Layout | Miss) -> Layout:
    """Lay a saved mapping over what was guessed; headings that it does not name keep what they were taken for.

    Raises InputError where the sheet has not so many rows, or a heading is not there.
    """
    _check(saved, grid)
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
            unit = known.unit if known else dict(said).get(key, 0)
            columns.append(Column(saved.columns[key], index, key, unit, 1.0))
    days = guess.days if isinstance(guess, Layout) and same else {}
    return Layout(saved.table, first, last, tuple(columns), _SURE, days)


def _headings(grid: Grid, first: int, last: int, index: int) -> Iterator[tuple[str, int]]:
    """Give what may be called the heading of a column, with its unit: both rows as one, the lower, the upper."""
    upper, lower = grid.texts(first), grid.texts(last)
    over, under = upper[index], lower[index]
    wide = next((cell for cell in reversed(upper[: index + 1]) if cell.strip()), "") if under.strip() else over
    for text in (wide + under, under + wide, under, over) if last > first else (under,):
        folded = vocabulary.fold(text)
        if folded.key:
            yield folded.key, folded.unit


def pattern(name: str) -> str:
    """Let a name stand for its like: the digits in it, a month mostly, may be others."""
    return _DIGITS.sub("*", escape(name))


def file_pattern(name: str) -> str:
    """Let the name of a file stand for its like; one of digits alone, only for itself."""
    return pattern(name) if re.search(r"[^\W\d]", PurePosixPath(name).stem) else escape(name)


def written(name: str, table: str, headings: Sequence[int], columns: Mapping[str, str], file: str = "") -> str:
    """Write one sheet in the form that `load` reads; with `file`, in that of wagecheck.toml."""
    lines = ["[[sheet]]", *([f"file = {_quoted(file)}"] if file else []), f"name = {_quoted(name)}"]
    lines += [f"table = {_quoted(table)}", f"headings = {list(headings)}"]
    pairs = [f"{_quoted(heading)} = {_quoted(field)}" for heading, field in columns.items()]
    return "\n".join([*lines, "[sheet.columns]", *pairs, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
