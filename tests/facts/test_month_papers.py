"""Which papers cover which month: the first and last day on which they do."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from wagecheck.facts.month_papers import with_papers
from wagecheck.facts.torn import NOTHING_TORN

MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
_DATES = ("month", "start_date", "statement_from", "statement_through", "evidence_from", "evidence_end")


def covered(month: Any = MARCH, torn: Any = (), **more: Any) -> dict[str, Any]:
    """Give what covers a month of a project that began in January, by its papers and the dates of its statement."""
    dates = {name: more.pop(name) for name in _DATES if name in more}
    told = {"month": month, "start_date": date(2025, 1, 10), "evidence_end": date(2025, 8, 15)} | dates
    rows = [dict.fromkeys(_DATES) | told | {"project_id": "甲"}]
    months = pl.DataFrame(rows, schema=dict.fromkeys(_DATES, pl.Date) | {"project_id": pl.String}, orient="row")
    papers = {
        name: paper(name, more.get(name, ())) for name in ("roster", "attendance", "payroll", "statement", "control")
    }
    parts = pl.DataFrame([("甲", name) for name in torn], NOTHING_TORN.schema, orient="row")
    found = with_papers(months, papers, parts)
    assert set(found.columns) == {*months.columns, *(f"{name}_covers" for name in list(papers)[:4]), "papers_missing"}
    (fact,) = found.to_dicts()
    return fact


@pytest.mark.parametrize(
    ("entry", "leaving", "there"),
    [
        ("2025-03-31", None, True),
        ("2025-04-01", None, False),
        (None, "2025-03-01", True),
        (None, "2025-02-28", False),
        (None, None, True),
        ("2025-01-10", "2025-08-01", True),
    ],
)
def test_a_roster_covers_a_month_on_one_day_of_which_somebody_is_there(
    entry: str | None, leaving: str | None, there: bool
) -> None:
    assert covered(roster=[{"entry_date": entry, "exit_date": leaving}])["roster_covers"] is there


def test_a_paper_covers_the_months_of_its_rows_and_nobody_knows_what_where_there_is_none() -> None:
    for name in ("attendance", "payroll"):
        rows = [{"month": "2025-03"}, {"month": "2025-03"}]

        assert covered(**{name: rows})[f"{name}_covers"] is True
        assert covered(APRIL, **{name: rows})[f"{name}_covers"] is False
        assert covered()[f"{name}_covers"] is None


def test_of_a_torn_paper_no_month_is_known_to_be_missing() -> None:
    rows = {"payroll": [{"month": "2025-03"}]}

    assert covered(torn=("payroll",), **rows)["payroll_covers"] is True
    assert covered(APRIL, torn=("payroll",), **rows)["payroll_covers"] is None


@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [
        ("2025-03-31", "2025-05-05", True),
        ("2025-04-01", "2025-05-05", False),
        ("2025-01-05", "2025-03-01", True),
        ("2025-01-05", "2025-02-28", False),
    ],
)
def test_a_statement_covers_a_month_that_a_sheet_of_it_touches(first: str, last: str, covers: bool) -> None:
    lines = [{"booked_at": first}, {"booked_at": last}]
    stated = [{"file": "statement.xlsx", "range_from": first, "range_through": last}]

    assert covered(statement=lines)["statement_covers"] is covers
    assert covered(control=stated)["statement_covers"] is covers
    assert covered(statement=[{"booked_at": "2024-12-31"}], control=stated)["statement_covers"] is covers


def test_two_sheets_of_a_month_cover_it_once() -> None:
    lines = [{"booked_at": "2025-03-10", "file": name} for name in ("一.xlsx", "二.xlsx")]

    assert covered(statement=lines)["statement_covers"] is True


def test_what_the_project_sheet_says_of_the_statement_covers_all_its_months() -> None:
    lines = [{"booked_at": "2025-06-05"}]

    assert covered(statement=lines)["statement_covers"] is False
    for name in ("statement_from", "statement_through"):
        assert covered(statement=lines, **{name: date(2025, 7, 1)})["statement_covers"] is True


@pytest.mark.parametrize(
    ("begins", "start", "covers"),
    [
        (None, None, True),
        (date(2025, 3, 1), None, True),
        (date(2025, 3, 2), None, False),
        (date(2025, 3, 10), date(2025, 3, 10), True),
        (date(2025, 3, 11), date(2025, 3, 10), False),
        (date(2025, 3, 2), date(2025, 2, 10), False),
    ],
)
def test_a_month_is_covered_from_its_first_day_or_the_start_of_work_on(
    begins: date | None, start: date | None, covers: bool
) -> None:
    lines = [{"booked_at": "2025-03-15"}]

    assert covered(statement=lines, evidence_from=begins, start_date=start)["statement_covers"] is covers


def test_without_a_statement_nothing_is_known_of_it() -> None:
    assert covered(evidence_end=None, statement_from=MARCH)["statement_covers"] is None


def test_the_papers_that_miss_a_month_are_named() -> None:
    named = {"attendance": [{"month": "2025-04"}], "payroll": [{"month": "2025-04"}]}

    assert covered(**named)["papers_missing"] == "考勤、工资表、专户流水"
    assert covered(statement_from=MARCH)["papers_missing"] == ""
