"""Heading rows: days and months spread over columns, two rows read as one, rows of mere words below."""

import re
from collections.abc import Sequence
from functools import lru_cache

from wagecheck.ingest import vocabulary
from wagecheck.ingest.cells import Grid

FEWEST = 2
"""Headings that a table has at least."""

MIN_DAYS = 10
"""Days that a matrix has at least."""

_DAY = re.compile(r"0?([1-9]|[12]\d|3[01])(?:日|号)?")
_DATED = re.compile(r"((?:20\d\d[-/.年])?(?:1[0-2]|0?[1-9]))[-/.月](0?[1-9]|[12]\d|3[01])[日号]?(?:0?0:00(?::00)?)?")
_MONTH = re.compile(r"(?:20\d\d年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:工资|实发(?:工资)?)?")
WEEKDAYS = frozenset("一二三四五六日天") | {f"{said}{day}" for said in ("周", "星期") for day in "一二三四五六日天"}


@lru_cache(maxsize=4096)
def day_of(key: str) -> tuple[str, int]:
    """Read a heading as a day of a matrix: its month as far as it names one (2025-03, 3), and the day; else no day."""
    bare, dated = _DAY.fullmatch(key), _DATED.fullmatch(key)
    if bare:
        return "", int(bare.group(1))
    return (dated.group(1), int(dated.group(2))) if dated else ("", 0)


def sideways(row: Sequence[str]) -> str:
    """Name what a heading row spreads over its columns that we read from rows only: several months, or days of two."""
    keys = [vocabulary.fold(cell).key for cell in row if cell.strip()]
    if sum(1 for key in keys if _MONTH.fullmatch(key)) >= FEWEST:
        return "各月"
    over = {month for month, day in map(day_of, keys) if day}
    return "跨月的各日" if len(over) > 1 and sum(1 for key in keys if day_of(key)[1]) >= MIN_DAYS else ""


def joined(upper: Sequence[str], lower: Sequence[str], grid: Grid, row: int) -> list[tuple[str, ...]]:
    """Read two heading rows as one: 发生额 over 借方 is 发生额借方, 借方发生额 or 借方; over nothing it is itself."""
    spread = list(upper)
    for (top, left), (bottom, right) in grid.merged:
        if top <= row <= bottom:
            spread[left : right + 1] = [grid.texts(top)[left]] * (right + 1 - left)
    for index in range(1, len(spread)):
        if not spread[index].strip() and lower[index].strip() and lower[index - 1].strip():
            spread[index] = spread[index - 1]
    return [
        (over + under, under + over, under) if under.strip() and over.strip() else (under if under.strip() else over,)
        for over, under in zip(spread, lower, strict=True)
    ]


def groups(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Say whether a row stands over a row of narrower headings: words only, some of them below a heading that spans."""
    below = [(over.strip(), under.strip()) for over, under in zip(upper, lower, strict=True) if under.strip()]
    alone = sum(1 for over, under in zip(upper, lower, strict=True) if over.strip() and not under.strip())
    spanned = any(not over for over, _ in below) and any(over for over, _ in below)
    return spanned and alone >= FEWEST and only_words(lower, [])


def only_words(row: Sequence[str], days: Sequence[str]) -> bool:
    """Say whether a row has words and no figures, and is no total, signature or team; below days, weekdays only."""
    spoken = [said for cell in row if (said := "".join(cell.split()))]
    if not spoken or any(mark.isdigit() for said in spoken for mark in said):
        return False
    if any(cell.strip() and cell.strip() not in WEEKDAYS for cell in days):
        return False
    return len(spoken) >= FEWEST and not vocabulary.furniture().match(spoken[0])
