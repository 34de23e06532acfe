"""The language of what people read: Chinese as it stands in the code, or English from the catalogue beside it."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources


class Language(StrEnum):
    """A language that a report can be written in."""

    CHINESE = "zh"
    ENGLISH = "en"


def say(text: str, language: Language, /, **values: object) -> str:
    """Give a text of the house in a language, its `{fields}` filled with the values.

    What the catalogue lacks stays Chinese: a missing translation hides nothing from the reader.
    """
    written = text if language is Language.CHINESE else catalogue().get(text, text)
    return written.format(**values) if values else written


@cache
def catalogue() -> dict[str, str]:
    """Collect the English of every text from `english/*.toml`, by its Chinese."""
    words: dict[str, str] = {}
    for file in sorted((resources.files("wagecheck") / "english").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            words |= tomllib.loads(file.read_text(encoding="utf-8"))
    return words
