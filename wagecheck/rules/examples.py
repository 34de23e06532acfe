"""Examples of what each rule says, for whoever reads the rule book: the cases by which the rules are proved."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.toml")


def examples_of(rule_id: str) -> Mapping[str, str]:
    """Give a case in words for each verdict (pass, fail, unknown, na), and under `breach` an offence in its words."""
    told: Mapping[str, str] = _examples()[rule_id]
    return told


@cache
def _examples() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
