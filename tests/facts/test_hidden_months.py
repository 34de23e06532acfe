"""Which months the statement cannot show: each is said once, with the paper that would show it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.owed import hidden_months

JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))
DUE = {JANUARY: date(2025, 2, 15), FEBRUARY: date(2025, 2, 25), MARCH: date(2025, 4, 15)}
"""The wages of February fall due in the month itself."""
WHEN = dict.fromkeys(("month", "due_date", "evidence_from", "evidence_end", "since", "until"), pl.Date)


def frame(*columns: str, rows: Sequence[tuple[Any, ...]] = ()) -> pl.DataFrame:
    schema = {"project_id": pl.String, **{name: WHEN[name] for name in columns}}
    return pl.DataFrame([("甲", *row) for row in rows], schema, orient="row")


def hidden(
    *, since: date | None = None, batched: Sequence[date] = (), gaps: Sequence[tuple[date | None, date | None]] = ()
) -> dict[date, str]:
    """Two workers have the same months: what is hidden is said of the project, once a month."""
    found = hidden_months(
        frame("month", "due_date", rows=[*DUE.items(), *DUE.items()]),
        frame("evidence_from", "evidence_end", rows=[(since, date(2025, 8, 1))]),
        frame("month", rows=[(month,) for month in batched]),
        frame("since", "until", rows=gaps),
    )
    assert not found.select("project_id", "month").is_duplicated().any()
    return {month: gap for _, month, gap in found.iter_rows()}


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (None, set()),
        (date(2025, 2, 1), set()),
        (date(2025, 2, 2), {JANUARY}),
        (date(2025, 2, 25), {JANUARY}),
        (date(2025, 2, 26), {JANUARY, FEBRUARY}),
        (date(2025, 4, 1), {JANUARY, FEBRUARY}),
        (date(2025, 4, 2), {JANUARY, FEBRUARY, MARCH}),
    ],
)
def test_a_month_is_hidden_if_its_wages_could_be_paid_before_the_statement_begins(
    since: date | None, months: set[date]
) -> None:
    assert hidden(since=since) == dict.fromkeys(months, "statement.statement_from")


@pytest.mark.parametrize(
    ("until", "months"),
    [
        (date(2025, 1, 31), set()),
        (date(2025, 2, 1), {JANUARY}),
        (date(2025, 2, 25), {JANUARY, FEBRUARY}),
        (date(2025, 4, 1), {JANUARY, FEBRUARY, MARCH}),
        (None, {JANUARY, FEBRUARY, MARCH}),
    ],
)
def test_a_month_is_hidden_if_its_wages_could_be_paid_up_to_the_last_day_of_a_gap(
    until: date | None, months: set[date]
) -> None:
    assert hidden(gaps=[(None, until)]) == dict.fromkeys(months, "statement.debit")


def test_a_month_that_several_things_hide_is_hidden_once_and_the_list_of_a_batch_is_what_lacks_first() -> None:
    gaps = [(None, JANUARY), (JANUARY, date(2025, 2, 20)), (FEBRUARY, None)]

    assert hidden(since=date(2025, 2, 10), batched=[FEBRUARY, MARCH], gaps=gaps) == {
        JANUARY: "statement.statement_from",
        FEBRUARY: "payout",
        MARCH: "payout",
    }
