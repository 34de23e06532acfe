"""How supervisory platforms would grade a project: their indicators, and our rules behind each, from `scorecards.toml`.

Which rules stand behind an indicator is our mapping, not the platform's, and the report says so.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from wagecheck.errors import LawError
from wagecheck.law.parameters import READS

LIGHTS = ("黄灯", "红灯", "未达标")
"""What an indicator shows when it is lit, milder first but for 未达标: the platform's text gives no colour."""

_NAME = "law/scorecards.toml"
_RULE = re.compile(r"[PDEARKWBLXF][0-9]{2}")
_CARD = {"name": str, "place": str, "cite": str, "read": str, "note": str, "indicator": list}
_INDICATOR = {"id": str, "text": str, "light": str, "rules": list, "note": str}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that a platform watches."""

    id: str
    text: str
    light: str
    """One of LIGHTS."""
    rules: tuple[str, ...]
    """Rules of ours whose failing would light it; empty where none of ours sees it."""
    note: str
    """How far those rules are only the nearest thing."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The indicators of one platform."""

    name: str
    place: str
    """What the division codes of its places begin with."""
    since: date | None
    """Day from which the platform grades so; None where its text bears no day."""
    cite: str
    read: str
    """seen | copy | recalled | ours."""
    note: str
    indicators: tuple[Indicator, ...]

    def grades(self, region: str, on: date) -> bool:
        """Whether the platform would grade a project of that division on that day."""
        return region.startswith(self.place) and (self.since is None or self.since <= on)


@cache
def scorecards() -> tuple[Scorecard, ...]:
    """Give all scorecards, in order of place."""
    return parse(files(__package__).joinpath("scorecards.toml").read_text(encoding="utf-8"))


def of(region: str, on: date) -> tuple[Scorecard, ...]:
    """Give the scorecards of the platforms that would grade a project of that division on that day."""
    return tuple(card for card in scorecards() if card.grades(region, on))


def parse(text: str) -> tuple[Scorecard, ...]:
    """Read scorecards from TOML.

    Raises LawError where a field is missing, unknown or of the wrong kind, a word is none of ours, or a name stands
    twice.
    """
    cards = tuple(_card(one) for one in tomllib.loads(text).get("scorecard", []))
    _once([card.name for card in cards])
    _once([indicator.id for card in cards for indicator in card.indicators])
    return cards


def _card(one: Mapping[str, Any]) -> Scorecard:
    where = str(one.get("name", ""))
    _fields({key: value for key, value in one.items() if key != "since"}, _CARD, where)
    since = one.get("since")
    if since is not None and type(since) is not date:
        _fail(f"{where}: since 应为日期")
    if one["read"] not in READS:
        _fail(f"{where}: read “{one['read']}” 不认识")
    if not re.fullmatch(r"[0-9]{2,6}", one["place"]):
        _fail(f"{where}: place “{one['place']}” 不是区划代码的前几位")
    return Scorecard(
        one["name"], one["place"], since, one["cite"], one["read"], one["note"], tuple(_indicators(one["indicator"]))
    )


def _indicators(many: list[Mapping[str, Any]]) -> Iterator[Indicator]:
    for one in many:
        where = str(one.get("id", ""))
        _fields(one, _INDICATOR, where)
        if one["light"] not in LIGHTS:
            _fail(f"{where}: light “{one['light']}” 不认识")
        for rule in one["rules"]:
            if not isinstance(rule, str) or not _RULE.fullmatch(rule):
                _fail(f"{where}: “{rule}” 不是规则编号")
        yield Indicator(one["id"], one["text"], one["light"], tuple(one["rules"]), one["note"])


def _fields(one: Mapping[str, Any], known: Mapping[str, type], where: str) -> None:
    for key in sorted(one.keys() ^ known.keys()):
        _fail(f"{where}: {'不认识' if key in one else '缺少'} {key}")
    for key, kind in known.items():
        if type(one[key]) is not kind or (key not in ("note", "rules") and not one[key]):
            _fail(f"{where}: {key} 空缺或类型不对")


def _once(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            _fail(f"“{name}” 重复")


def _fail(what: str) -> NoReturn:
    raise LawError(what, where=_NAME, todo="请核对后改正")
