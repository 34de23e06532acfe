"""The pages use nothing that Chromium 88 and Firefox 85 of early 2021 lack, and nothing that the policy forbids."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
SCRIPTS = sorted(TEMPLATES.rglob("*.js"))
SHEETS = sorted(TEMPLATES.rglob("*.css"))
TOO_NEW = (
    r"\.at\(\d|\.at\(-",
    r"structuredClone|Object\.hasOwn|Array\.fromAsync|Object\.groupBy|Promise\.withResolvers",
    r"\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|with|isWellFormed)\(",
    r"\?\?=|\|\|=|&&=",
    r"#[a-z]+\s*[=;(]",
    r"\bstatic\s*\{",
    r"DecompressionStream|Intl\.Segmenter|import\(|\bawait\b(?=[^;]*;\s*$)",
)
FORBIDDEN = (r"\beval\b|new Function|setTimeout\(\s*[\"']|innerHTML|outerHTML|insertAdjacentHTML|document\.write",)
CSS_TOO_NEW = (r":has\(|@container|@layer|@scope", r"^\s*&", r"color-mix\(|oklch\(|light-dark\(", r"\d(dvh|svh)")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("pattern", [*TOO_NEW, *FORBIDDEN])
def test_a_script_uses_nothing_too_new_and_nothing_forbidden(script: Path, pattern: str) -> None:
    code = re.sub(r"//.*", "", script.read_text(encoding="utf-8"))

    assert not re.findall(pattern, code, re.MULTILINE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
@pytest.mark.parametrize("pattern", CSS_TOO_NEW)
def test_a_style_uses_nothing_too_new(sheet: Path, pattern: str) -> None:
    assert not re.findall(pattern, sheet.read_text(encoding="utf-8"), re.MULTILINE)


def test_there_is_something_to_look_at() -> None:
    assert SCRIPTS
    assert SHEETS
