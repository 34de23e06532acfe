"""Whatever the headings, their order, the noise, the file and the forms of values: the same canonical rows come out."""

import os
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.made_dossier import read
from tests.ingest.made_layout import FIELDS, MONTH, Layout, layouts, matrices
from wagecheck import ingest

EXAMPLES = int(os.environ.get("WAGECHECK_EXAMPLES", "25"))
"""More of them for a long search: WAGECHECK_EXAMPLES=3000."""


def papers_of(made: Layout) -> ingest.Papers:
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), {made.name: made.content})


def counts(papers: ingest.Papers) -> tuple[int, int, int, int]:
    one, *_ = [sheet for sheet in papers.inputs if sheet.table] or papers.inputs
    total = [
        sum(numbers)
        for numbers in zip(
            *((sheet.rows_read, sheet.rows_kept, sheet.rows_rejected, sheet.rows_furniture) for sheet in papers.inputs),
            strict=True,
        )
    ]
    assert one.rows_read == one.rows_kept + one.rows_rejected
    return total[0], total[1], total[2], total[3]


def canonical(papers: ingest.Papers, table: str, made: Layout) -> list[dict[str, Any]]:
    names = list(made.expected[0])
    rows = papers.tables[table].select(names).rows(named=True)
    return [{name: _day(value, made.expected[0][name]) for name, value in row.items()} for row in rows]


def _day(value: Any, like: Any) -> Any:
    return value.date() if hasattr(value, "date") and not hasattr(like, "hour") else value


@pytest.mark.parametrize("table", sorted(FIELDS))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_table_is_read_as_it_was_meant(table: str, data: st.DataObject) -> None:
    made = data.draw(layouts(table))
    papers = papers_of(made)
    assert [sheet.table for sheet in papers.inputs] == [table]
    assert counts(papers) == (len(made.expected), len(made.expected), 0, made.furniture)
    assert canonical(papers, table, made) == list(made.expected)
    if table == "payroll" and "month" not in made.expected[0]:
        assert papers.tables[table]["month"].unique().to_list() == [MONTH]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matrices())
def test_a_month_of_marks_is_read_day_by_day(made: Layout) -> None:
    papers = papers_of(made)
    assert counts(papers) == (len(made.expected), len(made.expected), 0, made.furniture)
    told: dict[str, dict[Any, Decimal]] = {one["id_no"]: {} for one in made.expected}
    for number, date, days in papers.tables["attendance"].select("id_no", "date", "days").iter_rows():
        if date:
            told[number][date] = days
    assert told == {one["id_no"]: one["days"] for one in made.expected}
