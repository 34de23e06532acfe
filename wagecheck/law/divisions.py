"""Names and codes of places (GB/T 2260), from `divisions.toml`: as far as they are known there."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_KIND = re.compile(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$")
_CODE_LENGTHS = (2, 4, 6, 9, 12)
_PROVINCE, _CITY, _DISTRICT = 2, 4, 6


@cache
def text() -> str:
    """Give the file as it is."""
    return files(__package__).joinpath("divisions.toml").read_text(encoding="utf-8")


@cache
def _listed() -> Mapping[str, str | Mapping[str, str]]:
    return tomllib.loads(text())


@cache
def names() -> Mapping[str, str]:
    """Give the known divisions: code of 2, 4 or 6 digits → name."""
    return {code: name for code, name in _listed().items() if isinstance(name, str)}


@cache
def former() -> Mapping[str, str]:
    """Give the codes of 6 digits that no longer exist, of merged and renamed counties, with the names that they had."""
    return {code: name for part in _listed().values() if not isinstance(part, str) for code, name in part.items()}


def exists(code: str) -> bool:
    """Whether a code of 2, 4 or 6 digits lies in a province that exists; its city need not be listed."""
    return len(code) in (2, 4, 6) and code.isascii() and code.isdigit() and code[:_PROVINCE] in names()


def place_name(region: str) -> str:
    """Name a place in full, as far as its code is known: 「江西省南昌市东湖区」; empty without a known province."""
    known = {**names(), **former()}
    return "".join(known.get(part, "") for part in dict.fromkeys((region[:2], region[:4], region[:6])))


def region_of(text: str) -> str | None:
    """Resolve a name or code to a code of 6 digits, as far as it goes.

    「天津市滨海新区」 is 120116, 「江西省南昌市」 360100, 「江西」 360000. What follows a known name and is not known
    itself is passed over: 「南昌市高新区」 is 360100. Codes have 2, 4, 6, 9 or 12 digits. None where nothing is known,
    or where several places may bear the name: a district's name alone is borne by many.
    """
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    if bare.isascii() and bare.isdigit():
        code = bare[:6].ljust(6, "0")
        return code if len(bare) in _CODE_LENGTHS and exists(code) else None
    code = _read(bare, _children(""))
    return code.ljust(6, "0") if code else None


def _read(text: str, among: tuple[str, ...]) -> str:
    """Find the division whose name begins the text, and go on below it; empty where none or several do."""
    full = [code for code in among if text.startswith(names()[code])]
    if len(full) == 1:
        return _below(text.removeprefix(names()[full[0]]), full[0])
    # 「江西」, 「江西南昌」: a short name counts only when nothing else follows, for 「海南州」 is not in 海南省.
    short = {
        code: _below(text.removeprefix(_brief(code)), code)
        for code in among
        if _brief(code) != names()[code] and text.startswith(_brief(code))
    }
    sure = [found for code, found in short.items() if text == _brief(code) or found != code]
    if any(text == _brief(code) for code in short):  # 「吉林」 is the province, not its city.
        sure = [code for code in sure if len(code) == min(map(len, sure))]
    return sure[0] if len(sure) == 1 and not full else ""


def _below(text: str, code: str) -> str:
    """Go on with what follows a name, among the divisions below it; the division itself where it names none."""
    return (_read(text, _children(code)) if text else "") or code


@cache
def _brief(code: str) -> str:
    return _KIND.sub("", names()[code])


@cache
def _children(code: str) -> tuple[str, ...]:
    """Give the divisions below one, at any depth; below the nation, provinces and cities."""
    deepest = _CITY if not code else _DISTRICT
    return tuple(child for child in names() if child.startswith(code) and code != child and len(child) <= deepest)
