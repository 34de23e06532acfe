"""The language of what people read: Chinese as it stands in the code, or English from the catalogue beside it."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources

_FIELD = re.compile(r"\\{(\w+)\\}")
_ARTICLES = re.compile(
    r"(?P<act>.*?)第(?P<articles>[零一二三四五六七八九十百]+条(?:、第[零一二三四五六七八九十百]+条)*)"
)
_ONE = re.compile(
    r"(?<![\d.,#/-])\b(1 (?:more )?(?:finding|worker-month|worker|row|sheet|item|project|day|month|page|judgement))s\b"
)
"""One of a thing, written as many."""
_DIGITS = "零一二三四五六七八九"


class Language(StrEnum):
    """A language that a report can be written in."""

    CHINESE = "zh"
    ENGLISH = "en"


def say(text: str, language: Language, /, **values: object) -> str:
    """Give a text of the house in a language, its `{fields}` filled with the values.

    What the catalogue lacks stays Chinese: a missing translation hides nothing from the reader.
    """
    if language is Language.CHINESE:
        return text.format(**values) if values else text
    written = catalogue().get(text, text)
    return one(written.format(**values)) if values else written


def one(english: str) -> str:
    """Write one of a thing as one: "1 workers" becomes "1 worker"."""
    return _ONE.sub(r"\1", english)


def reword(text: str, language: Language) -> str:
    """Give a text whose fields are filled already in a language: it is recognised by the words around them.

    A list is given item by item, and several sentences one by one.
    """
    if language is Language.CHINESE or text in catalogue():
        return say(text, language)
    for pattern, english in _patterns():
        told = pattern.fullmatch(text)
        if told is not None:
            return english.format(**{name: reword(value, language) for name, value in told.groupdict().items()})
    for mark in "。;、":
        if mark in text.rstrip(mark):
            return say(mark, language).join(reword(part.strip(), language) for part in text.rstrip(mark).split(mark))
    return text


def cite(basis: str, language: Language) -> str:
    """Name an instrument and its articles in a language: 「条例第十二条、第十三条」 → "Wage … art. 12, 13"."""
    told = _ARTICLES.fullmatch(basis)
    if language is Language.CHINESE or basis in catalogue() or told is None or told["act"] not in catalogue():
        return say(basis, language)
    numbers = ", ".join(
        str(_number(article)) for article in re.findall(r"([零一二三四五六七八九十百]+)条", told["articles"])
    )
    return f"{say(told['act'], language)} art. {numbers}"


def _number(numeral: str) -> int:
    """Read a Chinese numeral below a thousand."""
    hundreds, _, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    count = _DIGITS.find(hundreds) * 100 if hundreds else 0
    count += (_DIGITS.find(tens) if tens else 1) * 10 if ten else 0
    return count + (_DIGITS.find(ones[-1]) if ones else 0)


@cache
def catalogue() -> dict[str, str]:
    """Collect the English of every text from `english/*.toml`, by its Chinese."""
    words: dict[str, str] = {}
    for file in sorted((resources.files("wagecheck") / "english").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            words |= tomllib.loads(file.read_text(encoding="utf-8"))
    return words


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turn the texts with fields into patterns, the longest first: it says most about what it is."""
    return tuple(
        (re.compile(_FIELD.sub(r"(?P<\1>.*?)", re.escape(chinese)), re.DOTALL), english)
        for chinese, english in sorted(catalogue().items(), key=lambda entry: -len(entry[0]))
        if "{" in chinese and re.sub(r"{\w+}|\W", "", chinese)
    )
