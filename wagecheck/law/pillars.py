"""The 两金六制 and the headings beside them: which rules stand under which, from `pillars.toml`.

The phrase is official, a list of the six is not: the composite is ours, and the report says so (`note`).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Pillar:
    """One heading of the scoreboard."""

    name: str
    group: str
    """两金 | 六制 | 其他."""
    patterns: tuple[str, ...]
    """Rule ids (R08), ranges (R01-R03) and whole letters (D*)."""

    def holds(self, rule_id: str) -> bool:
        """Whether a rule stands under this heading."""
        return any(_matches(pattern, rule_id) for pattern in self.patterns)


@cache
def pillars() -> tuple[Pillar, ...]:
    """Give all headings, in the order in which a report shows them."""
    return tuple(Pillar(one["name"], one["group"], tuple(one["rules"])) for one in _data()["pillar"])


@cache
def of(rule_id: str) -> tuple[str, ...]:
    """Name the headings under which a rule stands, in the report's order."""
    return tuple(pillar.name for pillar in pillars() if pillar.holds(rule_id))


def note() -> str:
    """Say, in the report's words, that the composite is ours and not official."""
    return str(_data()["note"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("pillars.toml").read_text(encoding="utf-8"))


def _matches(pattern: str, rule_id: str) -> bool:
    if pattern.endswith("*"):
        return rule_id.startswith(pattern[:-1])
    first, _, last = pattern.partition("-")
    return first <= rule_id <= (last or first) and len(rule_id) == len(first)
