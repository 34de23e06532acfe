"""Reading law files: TOML in, checked records out. A file that breaks a rule stops the load, with file and line."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from wagecheck.errors import LawError
from wagecheck.law import divisions
from wagecheck.law.parameters import HIGHEST, KINDS, PARAMETERS, READS, Parameter
from wagecheck.law.records import ZONE, Record, Value, prefix

_ABOUT = ("name", "code", "checked")
_FIELDS = ("from", "until", "value", "divisions", "cite", "read", "note", "tier", "above", "up_to")
_ZONE_FIELDS = ("from", "until", "tier", "divisions", "complete", "cite", "read", "note")
_HEADER = re.compile(r"\s*\[\[\s*([\w.]+)\s*\]\]")
_DECIMALS = {"money": 2, "ratio": 6, "days": 2}
_DIVISION = 6


@dataclass(frozen=True, slots=True)
class LawFile:
    """A law file as text, and what to call it in a message; an overlay is the user's own."""

    name: str
    text: str
    overlay: bool = False

    def fail(self, what: str, todo: str, line: int) -> NoReturn:
        """Stop the load.

        Raises LawError.
        """
        raise LawError(what, where=f"{self.name}:{line}", todo=todo)

    def headers(self) -> dict[str, list[int]]:
        """Give the lines on which the blocks of each key begin."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.match(line):
                lines.setdefault(header[1], []).append(number)
        return lines

    def line_of(self, field: str, *, after: int = 0) -> int:
        """Find the line that sets a field, in the block that begins on line `after`; that line where none does."""
        for number, line in enumerate(self.text.splitlines()[after:], start=after + 1):
            if re.match(rf"\s*\[?{re.escape(field)}\s*[=\].]", line):
                return number
            if after and _HEADER.match(line):
                break
        return max(after, 1)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `[[key]]` block and the line on which it begins."""

    file: LawFile
    place: str
    key: str
    table: Mapping[str, Any]
    line: int

    def fail(self, what: str, todo: str, field: str = "") -> NoReturn:
        line = self.file.line_of(field, after=self.line) if field else self.line
        self.file.fail(f"{self.key}: {what}", todo, line)

    def text(self, field: str, *, todo: str = "") -> str:
        """Read a text; with a `todo` it is needed."""
        word = self.table.get(field, "")
        if not isinstance(word, str):
            self.fail(f"{field} 应为文字", "请加上引号", field)
        if todo and not word.strip():
            self.fail(f"缺少 {field}", todo, field)
        return word.strip()

    def day(self, field: str) -> date | None:
        day = self.table.get(field)
        if day is not None and type(day) is not date:
            self.fail(f"{field} 应为日期", "请写成 2025-09-01 的样子, 不加引号", field)
        return day

    def band(self, field: str) -> Decimal | None:
        amount = self.table.get(field)
        if amount is None:
            return None
        if not PARAMETERS[self.key].banded:
            self.fail(f"{field} 只用于按合同额分档的参数", f"请删去 {field}", field)
        known = isinstance(amount, int | Decimal) and not isinstance(amount, bool) and Decimal(amount).is_finite()
        if not known or amount <= 0:
            self.fail(f"{field} 应为合同额(元)", "请写成 10000000 的样子", field)
        return Decimal(amount)

    def value(self) -> Value:
        parameter = PARAMETERS[self.key]
        raw = self.table.get("value")
        if raw is None:
            self.fail("缺少 value", f"请写明{KINDS[parameter.kind]}")
        value = _typed(parameter, raw)
        if value is None:
            self.fail(f"value 应为{KINDS[parameter.kind]}", "请核对原文后改正", "value")
        low, high = parameter.low, parameter.high
        if isinstance(value, Decimal | int) and low is not None and high is not None and not low <= value <= high:
            self.fail(f"value {value} 不在 {low} 至 {high} 之间", f"请核对数值和单位({parameter.unit})", "value")
        return value

    def complete(self) -> bool:
        complete = self.table.get("complete", True)
        if not isinstance(complete, bool):
            self.fail("complete 应为 true 或 false", "名单不全的写 complete = false", "complete")
        return complete

    def divisions(self) -> tuple[str, ...]:
        codes = self.table.get("divisions")
        if not isinstance(codes, list) or not (codes or (self.key == ZONE and not self.complete())):
            self.fail("缺少 divisions", "请列出六位区划代码; 名单未见的类区写 complete = false", "divisions")
        for code in codes:
            if not isinstance(code, str) or len(code) != _DIVISION or not divisions.exists(code):
                self.fail(f"区划代码“{code}”无效", "请写六位区划代码并加引号", "divisions")
            if not code.startswith(self.place) or prefix(code) == self.place:
                self.fail(
                    f"区划代码 {code} 不在 {self.place} 之内",
                    "请移到该地的文件中, 整个地方的不写 divisions",
                    "divisions",
                )
        if len(set(codes)) < len(codes):
            twice = next(code for code in codes if codes.count(code) > 1)
            self.fail(f"区划代码 {twice} 重复", "请删去一个", "divisions")
        return tuple(codes)

    def places(self) -> tuple[str, ...]:
        """Give the places for which the block speaks: that of the file, or the divisions that it names."""
        if self.key == ZONE or "divisions" not in self.table:
            return (self.place,)
        return tuple(prefix(code) for code in self.divisions())


def parse(file: LawFile) -> list[Record]:
    """Read one law file.

    Raises LawError, with the line, for TOML that cannot be read, an unknown key or field, a value of the wrong kind or
    out of range, a record without date, citation or mark, dates out of order, and a division that does not exist.
    """
    try:
        data = tomllib.loads(file.text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else len(file.text.splitlines())
        file.fail(f"不是有效的 TOML({error})", "请改正该行附近的写法", line)
    place, headers = _about(file, data), file.headers()
    records = []
    for key, tables in _keys(file, data):
        if key in HIGHEST or key not in (*PARAMETERS, ZONE):
            near = difflib.get_close_matches(key, [*(PARAMETERS.keys() - HIGHEST.keys()), ZONE], n=1)
            todo = f"是否为 {near[0]}?" if near else "参数名见 wagecheck law"
            file.fail(f"未知参数 {key}", todo, headers.get(key, [_first_line(file, key)])[0])
        if not isinstance(tables, list) or len(headers.get(key, [])) != len(tables):
            file.fail(f"{key} 应写成 [[{key}]] 记录", "每个数值一条记录, 各带日期和依据", _first_line(file, key))
        for table, line in zip(tables, headers[key], strict=True):
            entry = _Entry(file, place, key, table, line)
            record = _record(entry)
            records += [replace(record, place=one) for one in entry.places()]
    return records


def _about(file: LawFile, data: Mapping[str, Any]) -> str:
    """Check the head of a file, and give the code of its place."""
    code = data.get("code")
    if not isinstance(code, str) or (code and not divisions.exists(code)):
        what = "缺少 code" if code is None else f"区划代码“{code}”无效"
        file.fail(what, '请写 2、4 或 6 位区划代码, 如 code = "36"; 全国写 code = ""', file.line_of("code"))
    if not file.overlay and not (isinstance(data.get("name"), str) and type(data.get("checked")) is date):
        file.fail("缺少 name 或 checked", "请写明地名和最近核对日期", 1)
    return code


def _keys(file: LawFile, data: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Give every `group.key` with what stands under it."""
    for group, keys in data.items():
        if group in _ABOUT:
            continue
        if not isinstance(keys, dict):
            file.fail(f"未知字段 {group}", f"文件开头只有 {'、'.join(_ABOUT)}", file.line_of(group))
        for key, tables in keys.items():
            yield f"{group}.{key}", tables


def _first_line(file: LawFile, key: str) -> int:
    """Find where a key that has no `[[key]]` block is spoken of."""
    group, _, name = key.partition(".")
    return max(file.line_of(key), file.line_of(name), file.line_of(group))


def _typed(parameter: Parameter, raw: object) -> Value | None:
    """Give the value in the type of its kind; None where it is not of that kind."""
    if parameter.kind == "flag":
        return raw if isinstance(raw, bool) else None
    if parameter.kind == "text":
        return raw.strip() or None if isinstance(raw, str) else None
    if parameter.kind == "list":
        items = raw if isinstance(raw, list) else []
        return tuple(items) if items and all(isinstance(item, str) and item.strip() for item in items) else None
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return None
    if parameter.kind == "count":
        return raw if isinstance(raw, int) else None
    value = Decimal(raw)
    exponent = value.normalize().as_tuple().exponent
    return value if isinstance(exponent, int) and -exponent <= _DECIMALS[parameter.kind] else None


def _source(entry: _Entry) -> tuple[str, str]:
    """Check the citation, and the mark that says how well it is known."""
    cite = entry.text("cite", todo="请写明文件名称、文号和条款")
    marks = f"请写明 {' | '.join(READS)} 之一"
    read = entry.text("read", todo=marks)
    if read not in READS:
        entry.fail(f"read 不能是“{read}”", marks, "read")
    if read == "ours" and "本工具口径" not in cite:
        entry.fail("read 为 ours 而 cite 未说明", "cite 应写明“本工具口径”", "cite")
    return cite, read


def _record(entry: _Entry) -> Record:
    """Check one block and make a record of it."""
    zone = entry.key == ZONE
    for field in entry.table:
        if field not in (_ZONE_FIELDS if zone else _FIELDS):
            near = difflib.get_close_matches(field, _ZONE_FIELDS if zone else _FIELDS, n=1)
            entry.fail(f"未知字段 {field}", f"是否为 {near[0]}?" if near else "请删去", field)
    since, until = entry.day("from"), entry.day("until")
    if since is None:
        entry.fail("缺少 from", "请写明起始日期, 如 from = 2025-09-01")
    if until is not None and until < since:
        entry.fail(f"until {until} 早于 from {since}", "请核对起止日期", "until")
    cite, read = _source(entry)
    tier = entry.text("tier", todo="请写明类区, 如 tier = “一类”" if zone else "")
    if tier and not zone and not PARAMETERS[entry.key].tiered:
        entry.fail("tier 只用于最低工资", "请删去 tier", "tier")
    if tier and not zone and "divisions" in entry.table:
        entry.fail("tier 和 divisions 只能有一个", "类区由区域划分决定, 请删去其中一个", "divisions")
    above, up_to = (None, None) if zone else (entry.band("above"), entry.band("up_to"))
    if above is not None and up_to is not None and up_to <= above:
        entry.fail(f"up_to {up_to} 不大于 above {above}", "请核对合同额分档", "up_to")
    return Record(
        key=entry.key,
        value=entry.divisions() if zone else entry.value(),
        since=since,
        until=until,
        cite=cite,
        read=read,
        note=entry.text("note"),
        place=entry.place,
        tier=tier,
        above=above,
        up_to=up_to,
        complete=entry.complete(),
        overlay=entry.file.overlay,
        file=entry.file.name,
        line=entry.line,
    )
