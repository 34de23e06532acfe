"""The report in English: every text of the templates and of the words has its English."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.report.made_site import site
from tests.report.read_page import ReadPage
from wagecheck.language import Language, catalogue
from wagecheck.report import html, words
from wagecheck.report.words import Chapter, Mark

TEMPLATES = Path(__file__).parents[2] / "templates"
CHINESE = re.compile(r"[\u4e00-\u9fff、。；：？《》“”]")


def _asked(template: Path) -> set[str]:
    """Collect what a template has said: `say("…")`."""
    return set(re.findall(r'say\(\s*"([^"]*)"', template.read_text(encoding="utf-8")))


def _texts(value: object) -> set[str]:
    """Collect the Chinese in a value of `words`."""
    match value:
        case str():
            return {value} if CHINESE.search(value) else set()
        case Mark() | Chapter():
            return {text for one in fields(value) for text in _texts(getattr(value, one.name))}
        case dict():
            return {text for one in value.values() for text in _texts(one)}
        case tuple():
            return {text for one in value for text in _texts(one)}
    return set()


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_what_a_template_says_has_its_english(template: Path) -> None:
    assert _asked(template) - set(catalogue()) == set()


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_holds_no_chinese_but_what_it_says(template: Path) -> None:
    bare = re.sub(r'say\(\s*"[^"]*"', "", template.read_text(encoding="utf-8"))

    assert not re.findall(r"[\u4e00-\u9fff]+", re.sub(r"{#.*?#}", "", bare))


@pytest.mark.parametrize("name", [name for name in vars(words) if name.isupper()])
def test_the_words_of_the_report_have_their_english(name: str) -> None:
    assert _texts(getattr(words, name)) - set(catalogue()) == set()


def test_the_frame_of_an_english_report_is_english() -> None:
    page = ReadPage(html.page(replace(site(), language=Language.ENGLISH)))

    assert "Wage payment audit report" in page.text
    assert not set(catalogue()) & {line.strip() for line in page.text.splitlines() if CHINESE.search(line)}


def test_one_of_a_thing_is_not_written_as_many_on_a_page() -> None:
    page = ReadPage(html.page(replace(site(), language=Language.ENGLISH)))

    assert "1 finding" in page.text
    assert not re.search(r"(?<![\d.,])\b1 findings", page.text)
