"""The engine as the commands use it: verdicts of every row, counts by project, what is missing, and who fails."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import polars as pl
from expressions import COMPLIES
from measured import run

from wagecheck import engine
from wagecheck.rules import ALL


def validate(frame: pl.DataFrame) -> engine.Judgements:
    """Judge the frame by the ten rules of the rule book."""
    return engine.judge([rule for rule in ALL if rule.id in COMPLIES], {"worker_month": frame})


def keys(judged: engine.Judgements) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {said.rule.id: said.failed for said in judged.by_rule}


if __name__ == "__main__":
    run(pl.read_parquet, validate, keys, packages=("polars", "pandera"))
