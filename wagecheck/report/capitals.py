"""Yuan in Chinese capital numerals, as vouchers write them: 壹仟贰佰元整."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEPS = ((100_000_000, "亿"), (10_000, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def capitals(amount: Decimal) -> str:
    """Write an amount of yuan, rounded to the fen.

    One 零 stands for any run of zeros between digits; 整 closes an amount without 分, so that nothing can be added.
    """
    fen = int(abs(amount * 100).to_integral_value(ROUND_HALF_UP))
    yuan, fen = divmod(fen, 100)
    dime, cent = divmod(fen, 10)
    words = "负" if amount < 0 and (yuan or fen) else ""
    if yuan or not fen:
        words += f"{_whole(yuan)}元"
    if dime:
        words += f"{_DIGITS[dime]}角"
    elif cent and yuan:
        words += _DIGITS[0]
    return words + (f"{_DIGITS[cent]}分" if cent else "整")


def _whole(number: int) -> str:
    """Write a whole number: the part above the largest step that fits, the step, and the rest, by the same rule."""
    for step, word in _STEPS:
        if number >= step:
            many, rest = divmod(number, step)
            gap = _DIGITS[0] if rest and rest < step // 10 else ""
            return _whole(many) + word + gap + (_whole(rest) if rest else "")
    return _DIGITS[number]
