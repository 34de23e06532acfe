"""China's working days."""

import subprocess
import sys
from datetime import date, timedelta

import polars as pl
import pytest
from holidays.countries.china import China
from hypothesis import given, settings
from hypothesis import strategies as st

from wagecheck.law import calendar

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2027, 12, 31))
FEW = st.integers(min_value=0, max_value=40)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2020-01-31", False),  # 国务院 extended the Spring Festival
        ("2021-09-26", True),  # Sunday, makes up for the National Day
        ("2023-06-25", True),
        ("2024-10-12", True),
        ("2025-01-26", True),
        ("2025-01-28", False),  # 除夕, a statutory holiday since 2025
        ("2025-02-08", True),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-12", False),
        ("2026-01-04", True),
    ],
)
def test_make_up_days_work_and_holidays_do_not(day: str, works: bool) -> None:
    assert calendar.is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize("year", range(2019, 2028))
def test_the_schedule_is_the_one_of_the_whole_package(year: int) -> None:
    whole = China(years=year, expand=False)  # type: ignore[no-untyped-call]
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    works = [day in whole.weekend_workdays if day.weekday() > 4 else day not in whole for day in days]

    assert [calendar.is_working_day(day) for day in days] == works


def test_no_other_country_is_imported_for_it() -> None:
    asks = "import sys; from datetime import date; from wagecheck.law import calendar; calendar.is_working_day("
    asks += "date(2025, 1, 1)); print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)

    assert [name for name in told.stdout.split() if name.startswith("holidays.countries")] == []


@pytest.mark.parametrize(("year", "days"), [(2021, 250), (2022, 249), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_the_ministry_says(year: int, days: int) -> None:
    """Weekends and statutory holidays taken off 365: 11 holidays until 2024, 13 since (人社部发〔2025〕2号)."""
    first = date(year, 1, 1)

    assert sum(calendar.is_working_day(first + timedelta(days=n)) for n in range(365)) == days


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-10-05", "2025-09-30"),
        ("2025-01-26", "2025-01-26"),
        ("2025-02-02", "2025-01-27"),
        ("2026-01-03", "2025-12-31"),
    ],
)
def test_a_pay_day_that_is_no_working_day_moves_before_it(day: str, expected: str) -> None:
    assert calendar.on_or_before(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2025-09-26", 0, "2025-09-26"),
        ("2025-09-26", 1, "2025-09-28"),
        ("2025-09-26", 4, "2025-10-09"),
        ("2025-01-04", 1, "2025-01-06"),
        ("2025-03-03", 20, "2025-03-31"),
    ],
)
def test_the_day_itself_is_not_counted(day: str, n: int, expected: str) -> None:
    assert calendar.add_working_days(date.fromisoformat(day), n) == date.fromisoformat(expected)


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        calendar.add_working_days(date(2025, 1, 1), -1)


@settings(deadline=None)
@given(DAYS)
def test_no_working_day_lies_between_a_day_and_where_it_moves(day: date) -> None:
    moved = calendar.on_or_before(day)

    assert calendar.is_working_day(moved)
    assert not any(calendar.is_working_day(moved + timedelta(days=n)) for n in range(1, (day - moved).days + 1))


@settings(deadline=None)
@given(DAYS, FEW.filter(bool))
def test_as_many_working_days_lie_between_as_were_added(day: date, n: int) -> None:
    reached = calendar.add_working_days(day, n)

    assert calendar.is_working_day(reached)
    assert sum(calendar.is_working_day(day + timedelta(days=k)) for k in range(1, (reached - day).days + 1)) == n


@settings(deadline=None)
@given(st.lists(st.none() | DAYS, max_size=8))
def test_a_series_moves_as_its_days_do(days: list[date | None]) -> None:
    moved = calendar.shift_back(pl.Series("due", days, dtype=pl.Date))

    assert moved.name == "due"
    assert moved.to_list() == [day and calendar.on_or_before(day) for day in days]


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | DAYS, st.none() | FEW), max_size=8))
def test_a_column_moves_as_its_days_do(rows: list[tuple[date | None, int | None]]) -> None:
    frame = pl.DataFrame(rows, schema={"permit": pl.Date, "wd": pl.Int32}, orient="row")
    found = calendar.plus_working_days(frame, "permit", "wd", "deadline")

    assert found.columns == ["permit", "wd", "deadline"]
    assert found["deadline"].to_list() == [
        None if day is None or n is None else calendar.add_working_days(day, n) for day, n in rows
    ]


def test_a_deadline_that_no_date_can_say_is_null() -> None:
    frame = pl.DataFrame({"permit": [date(9999, 12, 30)], "wd": [20]})

    assert calendar.plus_working_days(frame, "permit", "wd", "deadline")["deadline"].to_list() == [None]
