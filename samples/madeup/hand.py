"""How a site's clerks write values down: days, months, money, ticks – never twice the same way."""

from datetime import date, datetime
from decimal import Decimal

from madeup.books import Cell
from madeup.site import Value

_WAN = Decimal(10_000)


def cn_day(day: date) -> str:
    """Write 2025年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def cn_month(month: date) -> str:
    """Write 2025年3月."""
    return f"{month.year}年{month.month}月"


def dotted(day: date) -> str:
    """Write 2025.3.1."""
    return f"{day.year}.{day.month}.{day.day}"


def any_day(day: date | None, turn: int) -> Cell:
    """Write a day as the clerk of that turn would: mostly a date cell, at times in text of two kinds."""
    if day is None:
        return None
    if turn % 5 == 3:  # noqa: PLR2004 - one in five
        return dotted(day)
    return cn_day(day) if turn % 11 == 7 else day  # noqa: PLR2004 - one in eleven


def thousands(amount: Decimal) -> str:
    """Write 12,345.60."""
    return f"{amount:,.2f}"


def wan(amount: Decimal) -> str:
    """Write an amount in 万元."""
    number = amount / _WAN
    return f"{number.normalize():f}万元"


def yes_no(*, flag: bool) -> str:
    """Write 是 or 否."""
    return "是" if flag else "否"


def plain(value: Value) -> Cell:
    """Write a value as the template wants it."""
    match value:
        case bool():
            return yes_no(flag=value)
        case list():
            return "、".join(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case _:
            return value


def in_text(value: Value) -> str:
    """Write a value as csv text wants it: days as 2025-03-01, amounts without separators."""
    cell = plain(value)
    return "" if cell is None else str(cell)
