"""The English catalogue: one English for each Chinese, with the same fields to fill."""

import string
import tomllib
from pathlib import Path

import pytest

from wagecheck.language import Language, catalogue, say

FOLDER = Path(__file__).parents[2] / "wagecheck" / "english"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_text_has_two_translations() -> None:
    known: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for chinese, english in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert known.setdefault(chinese, english) == english, f"{file.name}: {chinese}"


@pytest.mark.parametrize(("chinese", "english"), sorted(catalogue().items()))
def test_a_translation_fills_the_same_fields(chinese: str, english: str) -> None:
    assert fields(chinese) == fields(english)


def test_chinese_is_what_the_code_says() -> None:
    assert say("欠 {amount} 元", Language.CHINESE, amount="3.00") == "欠 3.00 元"


def test_what_has_no_english_stays_readable() -> None:
    assert say("没有译文的话 {n}", Language.ENGLISH, n=3) == "没有译文的话 3"
