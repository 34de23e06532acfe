"""Figures as they are read: yuan with separators, shares that never round a gap away."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from wagecheck.language import Language, say
from wagecheck.model import MoneySummary, Verdict
from wagecheck.report import words

NONE = "—"
_OF_NUMBER = (*"0123456789,.",)
_GOES_ON = re.compile(r"[\d,.]*\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONEY = re.compile(r"-?\d+\.\d{2}")
_TENTH = Decimal("0.1")


def number(text: str | None) -> Decimal:
    """Read yuan from the report; what is absent counts as nothing."""
    try:
        value = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def total(texts: Iterable[str | None]) -> Decimal:
    """Add up yuan."""
    return sum(map(number, texts), Decimal(0))


def yuan(amount: Decimal | str | None) -> str:
    """Write yuan with two decimals and thousands separators; a dash where there is none."""
    if amount is None or amount == "":
        return NONE
    return f"{amount if isinstance(amount, Decimal) else number(amount):,.2f}"


def yuan_or_blank(amount: Decimal | str | None) -> str:
    """Write yuan, and nothing at all for zero."""
    value = amount if isinstance(amount, Decimal) else number(amount)
    return f"{value:,.2f}" if value else ""


def owed(sums: Sequence[MoneySummary]) -> str:
    """Write what is owed in yuan; 未检 where no wages at all could be checked against payments."""
    due, arrears, unjudged = (total(getattr(one, name) for one in sums) for name in ("due", "arrears", "unjudged"))
    return f"¥{yuan(arrears)}" if due > unjudged else words.VERDICT[Verdict.UNKNOWN].word


def count(many: int) -> str:
    """Write a count with thousands separators."""
    return f"{many:,}"


def count_or_blank(many: int) -> str:
    """Write a count, and nothing at all for zero."""
    return f"{many:,}" if many else ""


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """Write a share in per cent with one decimal; only all is 100, only nothing is 0."""
    if not whole:
        return NONE
    percent = (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, rounding=ROUND_DOWN)
    if not percent and part:
        return "<0.1 %"
    return f"{percent} %" if percent != percent.to_integral_value() else f"{percent:.0f} %"


def gap(part: Decimal | int, whole: Decimal | int) -> str:
    """Write the share that complements `share(whole - part, whole)`, so that the two add up to 100."""
    if not whole:
        return NONE
    judged = (Decimal(whole - part) * 100 / Decimal(whole)).quantize(_TENTH, rounding=ROUND_DOWN)
    rest = 100 - judged
    if not judged and part != whole:
        return ">99.9 %"
    return f"{rest} %" if rest != rest.to_integral_value() else f"{rest:.0f} %"


def width(part: Decimal | int, whole: Decimal | int) -> str:
    """Give the length of a bar out of 100; what is there at all stays visible."""
    if not whole or not part:
        return "0"
    length = Decimal(part) * 100 / Decimal(whole)
    return f"{max(min(length, Decimal(100)), Decimal('0.6')):.2f}"


def value(text: str) -> str:
    """Write a computed value: amounts with separators, yes and no in words, a dash for nothing."""
    if not text:
        return NONE
    if _MONEY.fullmatch(text):
        return yuan(text)
    return words.TRUTH.get(text, text)


def parameter(text: str, unit: str, language: Language = Language.CHINESE) -> str:
    """Write the value of a parameter with its unit; yuan have separators."""
    spaced = f"{Decimal(text):,}" if unit.startswith("元") and _NUMBER.fullmatch(text) else value(text)
    return f"{spaced} {say(unit, language)}".strip() if unit else spaced


def says(message: str, shown: str) -> bool:
    """Whether a message already shows a value, as a whole and not as part of a longer number."""
    start = message.find(shown)
    while start >= 0:
        before, after = message[:start], message[start + len(shown) :]
        if not before.endswith(_OF_NUMBER) and not _GOES_ON.match(after):
            return True
        start = message.find(shown, start + 1)
    return False


def offset(before: Decimal, whole: Decimal) -> str:
    """Give where a part of a bar starts, out of 100."""
    return f"{before * 100 / whole:.2f}" if whole else "0"


def span(ordered: Sequence[str], language: Language) -> str:
    """Write the first and the last of months or days in order: 「2025-05 至 2025-07」, or the only one."""
    ends = list(dict.fromkeys([*ordered[:1], *ordered[-1:]]))
    return say(" 至 ", language).join(ends)
