"""A law file that breaks a rule stops the load, and the message says where and what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from wagecheck.errors import Exit, LawError
from wagecheck.law import load
from wagecheck.law.loading import LawFile, parse

BROKEN = sorted(Path(__file__).with_name("broken").glob("*.toml"))


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_one_mistake_is_named_with_its_line(path: Path) -> None:
    """The first line of each file says what must be said of it: `# line: words`."""
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")

    with pytest.raises(LawError) as caught:
        load(path)

    line, words = expected.split(": ", 1)
    assert str(caught.value).startswith(f"{path}:{line}: {words}")


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_every_mistake_comes_with_something_to_do(path: Path) -> None:
    with pytest.raises(LawError) as caught:
        load(path)

    assert caught.value.todo
    assert caught.value.exit is Exit.USAGE


@pytest.mark.parametrize("missing", ["name", "checked"])
def test_a_file_of_the_package_says_its_name_and_when_it_was_checked(missing: str) -> None:
    head = {"name": 'name = "江西省"', "code": 'code = "36"', "checked": "checked = 2026-11-21"}
    text = "\n".join(line for field, line in head.items() if field != missing)

    with pytest.raises(LawError, match="缺少 name 或 checked"):
        parse(LawFile("law/places/36-jiangxi.toml", text))


def test_an_overlay_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=re.escape("没有.toml: 读不到")):
        load(tmp_path / "没有.toml")


def test_an_overlay_in_another_encoding_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes('name = "江西省"\ncode = "36"'.encode("gb18030"))

    with pytest.raises(LawError, match="不是 UTF-8"):
        load(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_text('code = "36"\n', encoding="utf-8-sig")

    assert load(path).records == load().records


def test_the_digest_changes_with_the_overlay_and_only_with_it(overlay: Callable[[str], Path]) -> None:
    record = '[[wage.settle_working_days]]\nfrom = 2026-01-01\nvalue = {}\ncite = "试验"\nread = "copy"\n'
    three = load(overlay('code = "36"\n' + record.format(3))).digest
    four = load(overlay('code = "36"\n' + record.format(4))).digest

    assert len({load().digest, three, four}) == 3
    assert load().digest == load().digest
