"""Text becomes values, once: dates, amounts, ticks and numbers as people write them, column by column.

Each reader takes folded text and gives the value, null where the text cannot be read as such.
"""

from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from wagecheck import tables
from wagecheck.ingest import declared, vocabulary
from wagecheck.ingest.cycles import cycle

_EXACT = pl.Decimal(38, 10)
_HUNDREDTH = pl.lit("0.01").cast(pl.Decimal(38, 2))
_UNSEEN = "[\u200b-\u200f\u2060\ufeff\u00ad]"
_BLANK = r"[\s\u00a0\u3000]+"
_DAMAGED = r"(?i)^[0-9](?:\.[0-9]+)?e\+?[0-9]{2}$"
_YMD = r"^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})日?(?:号)?(?:[T\s]+.*|[0-9]{1,2}[:时].*)?$"
_YMD_SHORT = r"^([0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日?$"
_TWO = r"[0-9]\s+[0-9]"
_SPACED = r"^[^0-9]*[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?[^0-9]*$"
"""Thousands set apart by spaces."""
_YMD_COMPACT = (
    r"^([0-9]{4})([0-9]{2})([0-9]{2})(?:\s*[0-9]{1,2}:?[0-9]{2}:?[0-9]{2}(?:[.0-9]*)|\s+[0-9]{1,2}:[0-9]{2})?$"
)
_CLOCK = r"(?:^|[T\s日号])\s*([0-9]{1,2})[:时]([0-9]{2})(?:[:分]([0-9]{2}))?"
_CLOCK_COMPACT = r"^(?:[0-9]{8}\s*)?([0-2][0-9])([0-5][0-9])([0-5][0-9])(?:\.?[0-9]{6})?$"
_DAY_SERIAL = r"^([2-7][0-9]{4})(?:\.[0-9]+)?$"
_MONTH_FULL = r"^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})月?(?:份)?(?:[-/.]?[0-9]{1,2}日?(?:[T\s].*)?)?$"
_MONTH_COMPACT = r"^(20[0-9]{2})(0[1-9]|1[0-2])(?:[0-3][0-9])?$"
_MONTH_ONLY = r"^(1[0-2]|0?[1-9])(?:月(?:份)?)?$"
_EPOCH = pl.date(1899, 12, 30)
_YUAN = r"(?:元整?)?(?:/(?:天|日|月|工日|小时|人))?$"
PLAIN_NUMBER = r"^-?[0-9]{1,12}(?:\.[0-9]{1,8})?$"
"""A number as machines write it: no need to look for anything else in it."""

_GROUPED = r"^[(+-]*[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?[^,]*$"
_COUNT = r"^(?:每月|次月|当月|第|约定)?\s*([0-9]{1,9})(?:\.0+)?\s*(?:个月|月|日|号|人|年|个|天|笔|条|次)?(?:前)?$"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTHS = {f"{word}月": f"{at}月" for at, word in enumerate(_MONTHS, 1)}

Reader = Callable[[pl.Expr], pl.Expr]


_SENTENCE_WIDE = {
    chr(0xFEE0 + code): chr(code)
    for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), ord("("), ord(")"))
}
"""Full-width digits, letters and brackets. Other punctuation of a sentence stays as it was written."""

_WIDE = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)} | {"￥": "¥"}
"""All full-width forms. No more than these: ① is no 1, and ² no 2."""


FOLDED = r"^[!#-&(-<>-~\u4e00-\u9fff]*$"
"""A text of Chinese signs and the letters, figures and marks of ASCII, without quotes, =, and white space."""


def fold(text: pl.Expr, kind: str) -> pl.Expr:
    """Fold what is seen but not meant: white space, zero width, full width, Excel's apostrophe and ="…"."""
    seen = text.str.replace_all(_UNSEEN, "").str.replace(r'^="(.*)"$', "${1}").str.replace("^['‘’]", "")
    if kind == "text":
        wide = seen.str.replace_many(_SENTENCE_WIDE).str.replace_all(_BLANK, " ").str.strip_chars()
        han = r"(\p{Han}) (\p{Han})"
        return wide.str.replace_all(han, "${1}${2}").str.replace_all(han, "${1}${2}")
    if kind == "items":
        seen = seen.str.replace_all(r"[\r\n]+", "、")
    plain = seen.str.normalize("NFKC") if kind == "name" else seen.str.replace_many(_WIDE)
    return plain.str.replace_all(_BLANK, " ").str.strip_chars()


def nothing(folded: pl.Expr) -> pl.Expr:
    """Say whether a cell states that there is nothing: empty, 无, 未, 否, a dash."""
    return folded.is_in(list(vocabulary.words()["cells"]["nothing"]))


def unknown(folded: pl.Expr) -> pl.Expr:
    """Say whether a cell states that it is not known: 未知, ?."""
    return folded.is_in(list(vocabulary.words()["cells"]["unknown"]))


def damaged(folded: pl.Expr) -> pl.Expr:
    """Say whether a personal number was stored as a number of 15 or more digits and has lost some of them."""
    return folded.str.contains(_DAMAGED).fill_null(value=False)


def amount(folded: pl.Expr) -> pl.Expr:
    """Read yuan exactly: ¥, thousands separators, brackets for negatives, 万元; rounded half up to the cent.

    Two numbers in one cell, one below or beside the other, are none.
    """
    one = pl.when(~folded.str.contains(_TWO) | folded.str.contains(_SPACED)).then(folded)
    plain = one.str.replace_all(r"(?i)人民币|rmb|cny|[¥￥'\s]", "").str.replace(_YUAN, "")
    plain = pl.when(plain.str.contains(_GROUPED)).then(plain.str.replace_all(",", "")).otherwise(plain)
    large = plain.str.extract("([万千])$").replace_strict({"万": 10_000, "千": 1_000}, default=1)
    return _cents(_signed(plain.str.replace("[万千]$", "")) * large.cast(pl.Decimal(38, 0)), 18)


def number(folded: pl.Expr, digits: int = 8) -> pl.Expr:
    """Read days or hours, with or without their unit; 8:30 is 8.5."""
    plain = folded.str.replace(r"(?i)\s*(?:个|天|日|工日|工|小时|时|h)+$", "")
    minutes = plain.str.extract(r"^[0-9]{1,4}:([0-9]{2})(?::[0-9]{2})?$").cast(pl.Int64)
    hours = plain.str.extract(r"^([0-9]{1,4}):[0-9]{2}").cast(pl.Int64)
    clock = ((hours * 60 + minutes) * 100 / 60).round(0).cast(pl.Int64).cast(pl.Decimal(38, 0)) * _HUNDREDTH
    return _cents(pl.coalesce(_signed(plain), clock.cast(_EXACT)), digits)


def plain_number(text: pl.Expr, digits: int) -> pl.Expr:
    """Read what `PLAIN_NUMBER` matches, rounded half up to two decimals."""
    return _cents(text.cast(_EXACT, strict=False), digits)


def _cents(exact: pl.Expr, digits: int) -> pl.Expr:
    return exact.cast(_EXACT).round(2, mode="half_away_from_zero").cast(pl.Decimal(digits, 2), strict=False)


def _signed(plain: pl.Expr) -> pl.Expr:
    """Read one number, negative with a sign before or behind it or in brackets."""
    bare = plain.str.replace(r"^\((.*)\)$", "-${1}").str.replace(r"^([0-9.]+)-$", "-${1}").str.replace(r"^\+", "")
    exact = pl.when(bare.str.contains(r"^-?(?:[0-9]{1,16}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})$")).then(bare)
    rough = pl.when(bare.str.contains(r"(?i)^-?[0-9](?:\.[0-9]{1,20})?e(?:-[0-9]{1,2}|\+?(?:0?[0-9]|1[0-5]))$")).then(
        bare
    )
    return pl.coalesce(exact.cast(_EXACT, strict=False), rough.cast(pl.Float64).cast(_EXACT, strict=False))


def ratio(folded: pl.Expr) -> pl.Expr:
    """Read a ratio: 20%, 0.2 and 20 alike (above 1 is percent)."""
    plain = folded.str.replace_all(r"[,\s]", "")
    percent = plain.str.ends_with("%")
    value = _signed(plain.str.strip_suffix("%"))
    small = (value * _HUNDREDTH).cast(pl.Decimal(38, 10))
    return pl.when(percent | (value > 1)).then(small).otherwise(value).round(6).cast(tables.RATIO, strict=False)


def day(folded: pl.Expr) -> pl.Expr:
    """Read a day: 2025-03-01, 2025/3/1, 2025.3.1, 20250301, 2025年3月1日, time stamps, Excel's serial number."""
    dashed = (
        folded.str.replace(_YMD, "${1}-${2}-${3}")
        .str.replace(_YMD_COMPACT, "${1}-${2}-${3}")
        .str.replace(_YMD_SHORT, "20${1}-${2}-${3}")
    )
    written = dashed.str.to_date("%Y-%m-%d", strict=False)
    serial = _EPOCH.dt.offset_by(folded.str.extract(_DAY_SERIAL) + "d")
    read = pl.coalesce(written, serial)
    return pl.when(read.dt.year().is_between(1900, 2100)).then(read)


def clock(folded: pl.Expr) -> pl.Expr:
    """Read the time of day: 18:22:21, 182221, or the tail of a time stamp."""
    written = pl.concat_str(
        folded.str.extract(_CLOCK, 1).str.zfill(2),
        folded.str.extract(_CLOCK, 2),
        folded.str.extract(_CLOCK, 3).fill_null("00"),
    )
    digits = folded.str.replace_all(":", "")
    compact = pl.concat_str(digits.str.extract(_CLOCK_COMPACT, group) for group in (1, 2, 3))
    return pl.coalesce(written, compact).str.to_time("%H%M%S", strict=False)


def moment(folded: pl.Expr) -> pl.Expr:
    """Read a day with its time, midnight where none is given."""
    return day(folded).dt.combine(clock(folded).fill_null(pl.lit("00:00:00").str.to_time("%H:%M:%S")), time_unit="us")


def month(folded: pl.Expr) -> pl.Expr:
    """Read a month as its first day: 2025年3月, 2025-03, 202503, a day in it; 3月 or 六月 in the sheet's `_year`."""
    plain = folded.str.replace_all(" ", "")
    plain = plain.str.replace_many(_CHINESE_MONTHS, leftmost=True)
    dashed = plain.str.replace(_MONTH_FULL, "${1}-${2}-1").str.replace(_MONTH_COMPACT, "${1}-${2}-1")
    only = plain.str.extract(_MONTH_ONLY)
    lent = pl.format("{}-{}-1", pl.col("_year"), only)
    written = pl.coalesce(dashed.str.to_date("%Y-%m-%d", strict=False), lent.str.to_date("%Y-%m-%d", strict=False))
    read = pl.coalesce(written, day(folded)).dt.truncate("1mo")
    return pl.when(read.dt.year().is_between(1990, 2100)).then(read)


def flag(folded: pl.Expr) -> pl.Expr:
    """Read yes or no; what stands in brackets or behind a comma is a remark."""
    word = folded.str.replace(r"[(,;:、。,;].*$", "").str.to_uppercase().str.strip_chars()
    cells = vocabulary.words()["cells"]
    return pl.when(word.is_in(cells["yes"])).then(True).when(word.is_in(cells["no"])).then(False)


def direction(folded: pl.Expr) -> pl.Expr:
    """Read which way money went: true is out."""
    word = folded.str.to_uppercase()
    cells = vocabulary.words()["cells"]
    return pl.when(word.is_in(cells["out"])).then(True).when(word.is_in(cells["in"])).then(False)


def count(folded: pl.Expr) -> pl.Expr:
    """Read a whole number with or without its unit: 3年, 12人, 每月15日."""
    return folded.str.extract(_COUNT).cast(pl.Int32, strict=False)


def pay_month(folded: pl.Expr) -> pl.Expr:
    """Read in which month wages are paid: 当月 is 0, 次月 is 1."""
    word = folded.str.replace(r"^(当月|本月|次月|下月).*$", "${1}")
    return (
        word.replace({"当月": "0", "本月": "0", "次月": "1", "下月": "1", "次": "1"})
        .str.extract(r"^([0-3])(?:\.0+)?$")
        .cast(pl.Int32)
    )


def items(folded: pl.Expr) -> pl.Expr:
    """Read a list, separated by 、 ; , or line breaks (which folding makes 、)."""
    return folded.str.replace_all(r"[;,]", "、").str.split("、").list.eval(_stripped())


def _stripped() -> pl.Expr:
    element = pl.element().str.strip_chars()
    return element.filter(element != "")


def name(folded: pl.Expr) -> pl.Expr:
    """Read a person's name: no white space, one kind of middle dot."""
    plain = folded.str.replace_all(" ", "").str.replace_all("[•‧∙⋅・･●▪᛫]", "·")
    return plain.str.replace_all(r"(\p{Han})[.．](\p{Han})", "${1}·${2}")


def id_no(folded: pl.Expr) -> pl.Expr:
    """Read an ID number: upper-case X, no spaces or quotes."""
    return _number_text(folded).str.to_uppercase()


def _number_text(folded: pl.Expr) -> pl.Expr:
    return folded.str.replace_all(r"""[\s'"`‘’“”]""", "")


def _plain_number(folded: pl.Expr) -> pl.Expr:
    return folded.str.replace_all(r"""[\s'"`‘’“”-]""", "")


def _same(folded: pl.Expr) -> pl.Expr:
    return folded


READERS: Mapping[str, Reader] = {
    "text": _same,
    "region": _same,
    "name": name,
    "id_no": id_no,
    "number": _plain_number,
    "phone": _plain_number,
    "money": amount,
    "days": number,
    "hours": number,
    "ratio": ratio,
    "date": day,
    "moment": moment,
    "month": month,
    "flag": flag,
    "direction": direction,
    "count": count,
    "cycle": cycle,
    "pay_month": pay_month,
    "items": items,
    "stamp": _same,
}
"""How each kind of cell is read. Kinds are declared in tables.py; `stamp` and `direction` exist only on the way."""

WORDED = frozenset({"text", "region", "name", "id_no", "number", "phone", "items", "stamp"})
"""Kinds for which any text is readable."""

SAYS: Mapping[str, str] = {
    "money": "金额",
    "days": "天数",
    "hours": "工时",
    "ratio": "比例",
    "date": "日期",
    "moment": "日期",
    "month": "月份",
    "flag": "是或否",
    "direction": "借贷标志",
    "count": "整数",
    "cycle": "几个月",
    "pay_month": "当月或次月",
}
"""What a cell that cannot be read should have been."""

_ON_THE_WAY = {
    "booked_time": "stamp",
    "amount": "money",
    "direction": "direction",
    "punched_at": "moment",
    "moved_on": "date",
    "movement": "text",
    "company_kind": "text",
    "project_id": "text",
    **dict.fromkeys(("flow_kind", "counterparty", "payer_name", "payer_bank", "payee_name", "payee_bank"), "text"),
    **dict.fromkeys(("payer_account", "payee_account"), "number"),
}


def _kind(about: Mapping[str, object]) -> str:
    """Read a personal number as a number, be it declared as text."""
    return "number" if about["identity"] and about["kind"] == "text" else str(about["kind"])


@cache
def kinds(table: str) -> Mapping[str, str]:
    """Give the kind of cell of every field that a heading of this table may stand for."""
    own = {name: _kind(about) for name, about in declared.about(table).items()}
    return {**{name: _ON_THE_WAY[name] for name in vocabulary.fields(table) if name not in own}, **own}
