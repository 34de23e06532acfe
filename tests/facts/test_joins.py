"""Joins with what is mostly empty say what Polars' own joins say."""

import polars as pl
import pytest

from wagecheck.facts.joins import beside, having, without

ROWS = pl.DataFrame({"project_id": ["甲", "甲", "乙"], "worker": ["a", "b", "a"], "net": [1, 2, 3]})
SOME = pl.DataFrame({"project_id": ["甲", "丙"], "worker": ["b", "b"], "told": ["x", "y"]})
KEY = ["project_id", "worker"]


@pytest.mark.parametrize("rows", [ROWS, ROWS.clear()], ids=["rows", "no rows"])
@pytest.mark.parametrize("some", [SOME, SOME.clear()], ids=["some listed", "none listed"])
def test_they_are_polars_own_joins_whatever_is_empty(rows: pl.DataFrame, some: pl.DataFrame) -> None:
    assert having(rows, some, KEY).equals(rows.join(some, on=KEY, how="semi"))
    assert without(rows, some, KEY).equals(rows.join(some, on=KEY, how="anti"))
    told = beside(rows, some, KEY)
    assert told.equals(rows.join(some, on=KEY, how="left"))
    assert told.schema == rows.join(some, on=KEY, how="left").schema


def test_what_is_told_of_some_rows_leaves_them_in_their_order() -> None:
    assert beside(ROWS, SOME, KEY).rows() == [("甲", "a", 1, None), ("甲", "b", 2, "x"), ("乙", "a", 3, None)]
    assert having(ROWS, SOME, KEY).rows() == [("甲", "b", 2)]
    assert without(ROWS, SOME, KEY)["net"].to_list() == [1, 3]
