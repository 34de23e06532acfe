"""The rows of a fact frame stand in one order, whatever order they came in."""

from datetime import date

import polars as pl

from wagecheck.facts.fact import Fact, finish

ROWS = [
    ("甲", date(2025, 1, 1), None, "二", [7]),
    ("甲", date(2025, 1, 1), None, "二", [9]),
    ("甲", date(2025, 2, 1), "张三", "一", [3]),
    ("甲", None, "张三", "一", [4]),
    ("甲", None, "张三", None, [2]),
    ("甲", None, "张三", None, []),
    ("甲", None, None, "一", [1]),
]
"""Project, month, name, subject and rows, in their order: what is not known stands last."""


def test_facts_go_by_project_month_name_and_subject_with_nulls_last() -> None:
    names = ("project_id", "month", "subject_name", "subject", "sources")
    frame = pl.DataFrame(ROWS, schema=list(names), orient="row", schema_overrides={"sources": pl.List(pl.UInt32)})

    for turned in (frame, frame.reverse(), frame.sample(fraction=1, shuffle=True, seed=4)):
        assert finish(turned, Fact).select(names).rows() == ROWS
