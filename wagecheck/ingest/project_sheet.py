"""A project's own data: a two-column sheet (项目 | 内容), or project.toml with the canonical names."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from wagecheck.errors import InputError
from wagecheck.ingest import convert, lines, vocabulary
from wagecheck.ingest.cells import Grid, text
from wagecheck.ingest.piece import FIXED, Origin, Piece

_SEARCHED_ROWS = 120
_SURE_WITH_ID = 3
_SURE_WITHOUT = 6
_HEADING = frozenset({"项目", "内容", "填写内容", "名称", "序号", "说明", "备注", "值"})


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a two-column sheet says: the cell of each field, and the keys that mean nothing to us."""

    values: Mapping[str, str]
    headings: Mapping[str, str]
    rows: int
    """Rows with a key that we know."""
    other_rows: int
    first_row: int
    strange: tuple[str, ...]

    @property
    def fields(self) -> int:
        """How many fields it names; 0 where that is too few to call it a project."""
        sure = _SURE_WITH_ID if "project_id" in self.values else _SURE_WITHOUT
        return len(self.values) if len(self.values) >= sure else 0


def pairs(grid: Grid, said: Mapping[str, str] = MappingProxyType({})) -> Pairs:
    """Read a sheet as keys with the value to their right, in one or several pairs of columns.

    `said` gives the field of keys, before any guess; an empty one leaves a key unused.
    """
    values: dict[str, str] = {}
    headings: dict[str, str] = {}
    known: list[int] = []
    strange: list[str] = []
    filled = unit = 0
    for index in range(min(_SEARCHED_ROWS, len(grid.rows))):
        cells = grid.texts(index)
        unit = lines.unit([cells]) or unit
        found = _row(cells, said, unit)
        filled += any(cell.strip() for cell in cells)
        for field, heading, value in found:
            values.setdefault(field, value)
            headings.setdefault(field, heading)
        if found:
            known.append(index)
        elif (
            known
            and vocabulary.fold(cells[0]).key not in said
            and cells[0].strip()
            and len(cells) > 1
            and cells[1].strip()
        ):
            strange.append(vocabulary.fold(cells[0]).key)
    return Pairs(
        values,
        headings,
        len(known),
        filled - len(known),
        (known or [0])[0] + 1,
        tuple(one for one in strange if one not in _HEADING and not vocabulary.furniture().match(one)),
    )


def _row(cells: list[str], said: Mapping[str, str], unit: int) -> list[tuple[str, str, str]]:
    """Read the keys of one row: field, heading, value. A key whose neighbour is a key as well has no value."""
    folded = [vocabulary.fold(cell) for cell in cells]
    fields = [said.get(one.key, _field(one.key)) for one in folded]
    found = []
    place = 0
    while place < len(cells):
        field = fields[place]
        beside = place + 1 < len(cells)
        if field and beside and not fields[place + 1]:
            value = cells[place + 1]
            money = convert.kinds("project")[field] == "money"
            yuan = vocabulary.in_unit(value, folded[place].unit or unit) if money else value
            found.append((field, folded[place].key, yuan))
            place += 1
        place += 1
    return found


def _field(key: str) -> str:
    return next((one.field for one in vocabulary.meanings(key) if one.table == "project"), "")


def piece(found: Pairs, origin: Origin) -> Piece:
    """Make the one row of a project out of its pairs."""
    raw = _frame(found.values, found.first_row)
    return Piece(
        origin,
        "project",
        found.first_row,
        found.headings,
        raw,
        rows_each=found.rows,
        rows_aside=found.other_rows,
        unused=found.strange,
    )


def from_toml(content: bytes, origin: Origin) -> tuple[Piece, tuple[str, ...]]:
    """Read project.toml (top level, or a table [project]); also give the keys that are no field. Raises InputError."""
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise InputError(f"project.toml 写法有误({broken})", todo="请按 TOML 格式更正") from broken
    flat = {name: value for name, value in said.items() if not isinstance(value, dict)}
    inner = said.get("project", {})
    flat |= inner if isinstance(inner, dict) else {}
    fields = vocabulary.fields("project")
    values = {name: _toml_text(value) for name, value in flat.items() if name in fields}
    if not values:
        raise InputError(
            "project.toml 中没有一个已知的项目字段", todo="请使用 project_id、project_name、region 等规范名称"
        )
    return Piece(origin, "project", 0, {}, _frame(values, 0)), tuple(sorted(set(flat) - set(fields)))


def _toml_text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(text(one) for one in value)
    if isinstance(value, str | bool | int | float | dt.date):
        return text(value)
    return str(value)


def _frame(values: Mapping[str, str], row: int) -> pl.DataFrame:
    fixed: dict[str, object] = {"row": row, "_lead": "", "_month": None, "_year": None}
    return pl.DataFrame([{**fixed, **values}], schema={**FIXED, **dict.fromkeys(values, pl.String())})
