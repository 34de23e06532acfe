"""How a value of a fact is written: for programs as it is, for readers with separators, per cent and no idle zeros."""

from datetime import date
from decimal import Decimal

import polars as pl

_MONEY = pl.Decimal(18, 2)
_SHARE_SCALE = 6
"""Decimals of a ratio, by which it is told from money, days and hours."""
_NOTHING = "(未载明)"


def plain(value: object) -> str:
    """Write a value for a program: ISO dates, true/false, numbers without separators."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
        case list():
            return "、".join(str(item) for item in value)
        case _:
            return str(value)


def worded(value: object, kind: pl.DataType) -> str:
    """Write a value of a column of that type for a reader.

    未载明 for nothing, 是/否, yuan with thousands separators and two decimals, ratios in per cent, other numbers
    without idle zeros.
    """
    match value:
        case None:
            return _NOTHING
        case bool():
            return "是" if value else "否"
        case Decimal():
            return _number(value, kind)
        case _:
            return plain(value)


def _number(value: Decimal, kind: pl.DataType) -> str:
    if kind == _MONEY:
        return f"{value:,.2f}"
    if isinstance(kind, pl.Decimal) and kind.scale == _SHARE_SCALE:
        return f"{trimmed(value * 100)} %"
    return trimmed(value)


def trimmed(value: Decimal) -> str:
    """Write a number without idle zeros: 22.00 is 22, 0.50 is 0.5."""
    return f"{value.normalize():f}"
