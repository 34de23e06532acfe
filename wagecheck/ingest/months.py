"""Which month a paper is about, as people write it in titles, sheet names and file names."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SHORT_YEAR = re.compile(r"(?<![\d第])(?=[2-4]\d年)")
_CHINESE_YEAR = re.compile(r"[二2][〇零0O][〇零一二三四五六七八九]{2}(?=年)")
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])(?=月)")
_FULL = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:年度?|[-./_])\s*(1[0-2]|0?[1-9])(?!\d)\s*(?:月|$|(?=[^\d月日号.\-/年]|[-._/](?!\d)))(?!\s*\d{1,2}\s*[日号])"
)
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)")
_DAY = re.compile(r"(?<!\d)(20\d\d)\s*[年\-./]\s*(1[0-2]|0?[1-9])\s*[月\-./]\s*\d{1,2}\s*[日号]?(?!\d)")
_SPAN = re.compile(r"[至~—–\-到]")
_ONLY = re.compile(r"(?<![\d\-~至—/])(1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}\s*[日号])")
_RANGE = re.compile(r"\d{1,2}\s*月?\s*[-~至—–、到]\s*\d{1,2}\s*月")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s*年|[-./_]|$|\D)")


def plain(text: str) -> str:
    """Fold full width and Chinese numerals of years and months: 二〇二五年六月 → 2025年6月."""
    folded = unicodedata.normalize("NFKC", text)
    folded = _SHORT_YEAR.sub("20", folded)
    folded = _CHINESE_YEAR.sub(lambda found: found.group().replace("O", "0").translate(_DIGITS), folded)
    return _CHINESE_MONTH.sub(lambda found: str(_numeral(found.group(1))), folded)


def _numeral(text: str) -> int:
    if text.startswith("十"):
        return 10 + int((text[1:] or "〇").translate(_DIGITS))
    return int(text.translate(_DIGITS))


def month_in(text: str) -> tuple[int | None, int | None]:
    """Give year and month that a text names, each None where it names none or several. A day alone is no month."""
    folded = plain(text)
    if _RANGE.search(folded):
        return year_in(folded), None
    full = {(int(year), int(month)) for year, month in _FULL.findall(folded) + _COMPACT.findall(folded)}
    if not full and _SPAN.search(_DAY.sub("", folded)):
        full = {(int(year), int(month)) for year, month in _DAY.findall(folded)}
    if full:
        return full.pop() if len(full) == 1 else (None, None)
    only = {int(month) for month in _ONLY.findall(folded)}
    return year_in(folded), only.pop() if len(only) == 1 else None


def labelled(text: str) -> str:
    """Give a text behind the label 月份 as a month: a day stands for its month."""
    day = _DAY.fullmatch(plain(text).split("T")[0].split(" ")[0])
    return f"{day.group(1)}年{day.group(2)}月" if day else text


def year_in(text: str) -> int | None:
    """Give the one year that a text names."""
    years = {int(year) for year in _YEAR.findall(plain(text))}
    return years.pop() if len(years) == 1 else None


def first_of(year: int, month: int) -> dt.date:
    """Give the first day of a month: how months are kept."""
    return dt.date(year, month, 1)


def settle(texts: Iterable[str], elsewhere: Iterable[str] = ()) -> tuple[dt.date | None, int | None]:
    """Settle month and year of a sheet: the first text that names a month, with the first year that any text names.

    `texts` come in order of trust (labelled line, title, sheet name, file name), `elsewhere` can only lend a year.
    """
    said = [month_in(text) for text in texts]
    years = [year for year, _ in said if year] + [year for text in elsewhere if (year := year_in(text))]
    year = years[0] if years else None
    for own, month in said:
        if month and (own or year):
            return first_of(own or year or 0, month), own or year
    return None, year
