"""The engine as the commands use it: each row's verdict, counts by project, what is missing, and the failing rows."""

import sys
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import polars as pl
from expressions import COMPLIES
from measured import COLUMNS, run
from polars_frame import read

from wagecheck import engine
from wagecheck.rules import ALL

RULES = [rule for rule in ALL if rule.id in COMPLIES]


def validate(frame: pl.DataFrame) -> tuple[engine.Judgements, dict[str, pl.DataFrame]]:
    """Judge the frame by the ten rules of the rule book, and take out the rows that fail."""
    judged = engine.judge(RULES, {"worker_month": frame})
    failing = frame.select(COLUMNS)[pl.concat(said.failed for said in judged.by_rule)]
    ends = accumulate(len(said.failed) for said in judged.by_rule)
    return judged, {
        said.rule.id: failing[end - len(said.failed) : end] for said, end in zip(judged.by_rule, ends, strict=True)
    }


def keys(told: tuple[engine.Judgements, dict[str, pl.DataFrame]]) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {rule: rows["key"] for rule, rows in told[1].items()}


if __name__ == "__main__":
    run(read, validate, keys, packages=("polars", "pandera"))
