"""The words by which papers are read, all of them in headings.toml: headings, kinds, labels of lines, ticks."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wagecheck import tables
from wagecheck.ingest import declared

_PLAIN = {
    "project": {"project_id": "项目编码"},
    "subcontractor": {"company_kind": "企业类型"},
    "roster": {"moved_on": "进退场日期", "movement": "进退场类型"},
    "attendance": {"punched_at": "考勤时间"},
    "statement": {
        "booked_time": "交易时间",
        "amount": "发生额",
        "direction": "借贷标志",
        "flow_kind": "交易类型",
        "counterparty": "对方账号与户名",
        "payer_name": "付款人名称",
        "payer_account": "付款人账号",
        "payer_bank": "付款人开户行名",
        "payee_name": "收款人名称",
        "payee_account": "收款人账号",
        "payee_bank": "收款人开户行名",
    },
}
"""Fields that are read but have no column of their own in the table."""

_ENGLISH = re.compile(r"\[[^\]]*\]")
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_UNIT = re.compile(
    r"\((?:单位[:：]?)?(?:人民币)?([万千]?元)[^)]*\)|/([万千]?元)$|(?<=[额款资价费产值])[:、,_-]?([万千]元)$"
)
UNITS = {"元": 1, "千元": 1_000, "万元": 10_000}
"""Yuan that each unit stands for."""

_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean in one table, and how sure that is (1 = the official heading)."""

    table: str
    field: str
    confidence: float
    rank: int
    """Place among the words for the field: the better word has the lower rank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is compared: its key, and the yuan that one unit of its column stands for."""

    key: str
    unit: int
    """0 where it states none."""


@cache
def words() -> Mapping[str, Any]:
    """Give the whole of headings.toml."""
    return tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def fold(text: str) -> Heading:
    """Fold a heading: no English in [ ], no white space, half width, no trailing colon, no unit, 帐 → 账."""
    plain = unicodedata.normalize("NFKC", text).replace("帐", "账")
    plain = _UNSEEN.sub("", _ENGLISH.sub("", plain)).strip("*:")
    unit = _UNIT.search(plain)
    said = next(filter(None, unit.groups())) if unit else ""
    return Heading(_UNIT.sub("", plain).strip("*:"), UNITS.get(said, 0))


def in_unit(value: str, unit: int) -> str:
    """Write the unit of a heading, 万元 or 千元, into a cell that states no unit of its own."""
    word = next((word for word, yuan in UNITS.items() if yuan == unit), "元")
    bare = any(mark.isdigit() for mark in value) and not any(mark in value for mark in "元万千")
    return f"{value.strip()}{word}" if bare and unit > 1 else value


@lru_cache(maxsize=4096)
def meanings(key: str) -> tuple[Meaning, ...]:
    """Give what a folded heading may mean, one meaning a table; without its brackets or first word if it must be."""
    found = _index().get(key)
    if found:
        return found
    bare = _BRACKETS.sub("", key)
    for less, word in ((0.05, bare), *((0.1, bare.removeprefix(before)) for before in words()["folding"]["before"])):
        found = _index().get(word)
        if found and word != key:
            return tuple(Meaning(one.table, one.field, one.confidence - less, one.rank) for one in found)
    return ()


@cache
def fields(table: str) -> Mapping[str, str]:
    """Give every field that a heading of this table may stand for, with its official heading."""
    return {**_PLAIN.get(table, {}), **{name: str(field["heading"]) for name, field in declared.about(table).items()}}


@cache
def labels(section: str) -> Mapping[str, str]:
    """Give the labels of a section of lines (`lines`, `control`): {folded label: field}."""
    own = {} if section != "control" else {fold(text).key: name for name, text in fields("control").items()}
    return own | {fold(word).key: name for name, said in words()[section].items() for word in said}


@cache
def _index() -> Mapping[str, tuple[Meaning, ...]]:
    """Every heading that we know, with what it means in each table."""
    index: dict[str, dict[str, Meaning]] = {}
    for table in tables.TABLES:
        if table == "control":
            continue
        for name, official in fields(table).items():
            said = [official, *words().get(table, {}).get(name, ()), *words()["shared"].get(name, ())]
            for rank, word in enumerate(said):
                meaning = Meaning(table, name, 0.9 if rank else 1.0, rank)
                known = index.setdefault(fold(word).key, {}).setdefault(table, meaning)
                if (meaning.confidence, -meaning.rank) > (known.confidence, -known.rank):
                    index[fold(word).key][table] = meaning
    return {key: tuple(found.values()) for key, found in index.items()}


def several(table: str, name: str) -> str:
    """Say how several columns of one field are read together: `sum`, `join`, or not at all (empty)."""
    return next((how for how, said in words()["several"].items() if f"{table}.{name}" in said), "")


@cache
def furniture() -> re.Pattern[str]:
    """Match the first words, white space removed, of rows that are no data: totals, signatures, notes."""
    return re.compile("|".join(words()["furniture"]["first"]))


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((word, kind) for kind, said in words()["kinds"].items() for word in said), key=_longest))


def _longest(pair: tuple[str, str]) -> tuple[int, str]:
    return (-len(pair[0]), pair[0])


def kind_by_name(*names: str) -> str:
    """Name the kind of paper that words in a sheet name, file name or title speak of; the longest word decides."""
    for name in names:
        for word, kind in _kinds():
            if word in name:
                return kind
    return ""
