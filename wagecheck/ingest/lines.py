"""Labelled lines above or below a table: 「单位名称：某某公司」, 「账号 | 3600…」, a label over its value."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from wagecheck.ingest import vocabulary

_ENGLISH = re.compile(r"\[[^\]]*\]")
_NEXT_LABEL = re.compile(r"\s+(?=[^\s:：]{2,10}[:：])|\s{2,}|[\t\n;；]")
_YUAN = re.compile(
    r"(?:^|[^\w]|金额|货币|计量|数额|币)单位(?::\s*|\s+|$)(?:人民币\s*)?([万千]?元)(?!\w)|\((?:人民币|金额)?([万千]?元)\)"
)
_WORDED = frozenset({"account_name", "employer", "team"})
_FIGURES = re.compile(r"[\d\s.,:*/¥￥-]+")
_TRAILING_MONTH = re.compile(r"\s*20\d\d\s*[年\-./]\s*\d{1,2}\s*月?.*$")


def labelled(rows: Sequence[Sequence[str]], section: str) -> dict[str, str]:
    """Give the values that lines of a section (`lines`, `control`) carry: {field: value}, the first one said."""
    known = vocabulary.labels(section)
    said: dict[str, str] = {}
    for index, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell.strip():
                for name, value in _in_cell(cell, section):
                    found = value or _beside(rows, index, place, name, known)
                    if found:
                        said.setdefault(name, found)
    return said


def unit(rows: Sequence[Sequence[str]]) -> int:
    """Give the yuan that amounts are counted in, where a line says so: 单位：万元; 0 where none does."""
    spoken = (unicodedata.normalize("NFKC", " ".join(cell.strip() for cell in row if cell.strip())) for row in rows)
    found = [next(filter(None, one.groups())) for said in spoken for one in _YUAN.finditer(said)]
    return vocabulary.UNITS[found[-1]] if found else 0


def without_trailing_month(value: str) -> str:
    """Cut a month that stands behind a name on the same line: 「某某公司 2025年3月」 → 某某公司."""
    return _TRAILING_MONTH.sub("", value).strip()


def _in_cell(cell: str, section: str) -> list[tuple[str, str]]:
    """Read the labels in one cell, each with what follows it up to the next."""
    known = vocabulary.labels(section)
    text = _ENGLISH.sub("", unicodedata.normalize("NFKC", cell))
    whole = known.get(vocabulary.fold(text).key)
    if whole:
        return [(whole, "")]
    found = list(_pattern(section).finditer(text))
    if not found:
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [
        (
            known[vocabulary.fold(one.group(1)).key],
            _NEXT_LABEL.split(text[one.end() : end].strip(), maxsplit=1)[0].strip(),
        )
        for one, end in zip(found, ends, strict=True)
    ]


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """Match a known label before a colon, white space inside it allowed, and no other word before it."""
    ordered = sorted(vocabulary.labels(section), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(map(re.escape, label)) for label in ordered)
    return re.compile(rf"(?<![\w)])({spaced})\s*(?:\([^)]*\))?\s*[:：]")


def _beside(rows: Sequence[Sequence[str]], index: int, place: int, name: str, known: Mapping[str, str]) -> str:
    """Find the value of a label that stands alone: the next cell to the right, else the cell below.

    A neighbour that is a label itself, or not of the form that the value has, is none; of a row of labels over a row
    of values the cell below counts.
    """
    right = next((cell.strip() for cell in rows[index][place + 1 :] if cell.strip()), "")
    below = "".join(rows[index + 1][place : place + 1]).strip() if index + 1 < len(rows) else ""
    fits = {one: _fits(one, name) and not _is_label(one, known) for one in (right, below)}
    if fits[below] and (not fits[right] or _is_over_values(rows, index, right)):
        return below
    return right if fits[right] else ""


def _fits(text: str, name: str) -> bool:
    """Say whether a text may be the value of a field: accounts and amounts have digits, names more than that."""
    if name in _WORDED:
        return bool(text) and not _FIGURES.fullmatch(text)
    return any(mark.isdigit() or mark == "*" for mark in text)


def _is_over_values(rows: Sequence[Sequence[str]], index: int, right: str) -> bool:
    """Say whether a row has labels only, and the next one a value below each of them."""
    if any(word in right for word in vocabulary.words()["personal"]["organisation"]):
        return False
    pairs = [(over, under) for over, under in zip(rows[index], rows[index + 1], strict=False) if over.strip()]
    digits = (any(mark.isdigit() for mark in said) for said in ("".join(one) for one in zip(*pairs, strict=True)))
    return all(under.strip() for _, under in pairs) and [*digits] == [False, True]


def _is_label(text: str, known: Mapping[str, str]) -> bool:
    key = vocabulary.fold(text).key
    return key in known or key in _other_labels() or text.rstrip().endswith((":", "："))


@cache
def _other_labels() -> frozenset[str]:
    return frozenset(vocabulary.fold(word).key for word in vocabulary.words()["folding"]["labels"])
