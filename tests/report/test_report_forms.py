"""All forms that a report can be written in: no name can act in any of them, and no number is shown in full."""

import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.report.made_small import ENDLESS, SCRIPT, TURNED, hostile, tiny
from wagecheck import privacy, report
from wagecheck.findings import Voice
from wagecheck.language import Language
from wagecheck.model import InputSheet, Notice, Report, Source, Subject

FORMS = (*report.WRITERS, *report.PRINTED)
_TEXTS = {"html", "json", "csv", "sarif", "junit", "md", "github"}
_NAMES = (SCRIPT, "]]>", "a\nb\r\nc", "nul\x00bell\x07", "\x1b[31m", TURNED, "\ufffe\uffff", "half\ud800", ENDLESS)
_UNSEEN = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f", *map(chr, range(9)), "\x0b", "\x1b"}


def written(name: str, made: Report, to: Path) -> str:
    """Give all that one form writes, as text."""
    if name in report.PRINTED:
        return "\n".join(report.PRINTED[name](made))
    return "\n".join(path.read_text("utf-8-sig") for path in report.WRITERS[name](made, to))


def _named(text: str) -> Report:
    """Give a report in which a file, a sheet, a worker and a remark all bear one name."""
    made = hostile()
    source = Source(text, text, 3)
    found = tuple(
        replace(one, message=text, subject=Subject("worker", text, text), sources=(source,)) for one in made.findings
    )
    return replace(
        made,
        findings=found,
        inputs=(InputSheet(text, "0" * 64, "payroll", text, 1, 2, 1, 1),),
        notices=(Notice("error", text, text, text, 4),),
    )


@pytest.mark.parametrize("name", _NAMES, ids=range(len(_NAMES)))
@pytest.mark.parametrize("form", sorted(_TEXTS - {"csv"}))
def test_no_sign_that_hides_or_acts_reaches_a_reader(form: str, name: str, tmp_path: Path) -> None:
    text = written(form, _named(name), tmp_path)

    assert not set(text) & _UNSEEN
    assert SCRIPT not in text or form == "github"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_name_of_ten_thousand_characters_is_written(form: str, tmp_path: Path) -> None:
    made = _named(ENDLESS)

    assert written(form, made, tmp_path) if form in _TEXTS else report.WRITERS[form](made, tmp_path)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_report_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    def once(folder: str) -> list[bytes]:
        (tmp_path / folder).mkdir()
        if form in report.PRINTED:
            return ["\n".join(report.PRINTED[form](tiny())).encode()]
        return [path.read_bytes() for path in report.WRITERS[form](tiny(), tmp_path / folder)]

    assert once("one") == once("two")


@pytest.mark.parametrize("form", sorted(_TEXTS - {"json", "html", "csv"}))
def test_a_form_speaks_english_when_the_report_does(form: str, tmp_path: Path) -> None:
    text = written(form, replace(tiny(), language=Language.ENGLISH), tmp_path)

    assert "未检" not in text
    assert "not checked" in text or form == "github"


_ID = "360199199001011238"
_CARD = "6217001000000000017"
_PHONE = "13812345678"


def _spoken() -> Report:
    """Give a report whose every text passed a voice that masks, as assembly lets them."""
    voice = Voice(b"key")
    said = voice.text(f"张大山 {_ID} 卡 {_CARD} 电话 {_PHONE}")
    return _named(said)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_number_of_a_person_is_in_any_form(form: str, tmp_path: Path) -> None:
    made = _spoken()
    content = (
        written(form, made, tmp_path).encode()
        if form in _TEXTS
        else b"".join(_unpacked(path) for path in report.WRITERS[form](made, tmp_path))
    )

    assert privacy.mask(_ID)[:4].encode() in content
    assert not [number for number in (_ID, _CARD, _PHONE) if number.encode() in content]


def _unpacked(path: Path) -> bytes:
    if path.suffix == ".parquet":
        return pl.read_parquet(path).write_csv().encode()
    with zipfile.ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist())
