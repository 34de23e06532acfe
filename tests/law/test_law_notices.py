"""The calendar agrees with the State Council's notices on every day of the years that they have fixed."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from wagecheck.law import calendar

NOTICES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "notices.toml").read_text("utf-8"))
SATURDAY = 5


def days(year: str, span: str) -> set[date]:
    """Give the days of a span, both ends included."""
    first, *_, last = [date.fromisoformat(f"{year}-{end}") for end in (*span.split(), span[-5:])]
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def year_of(year: str) -> list[date]:
    return sorted(days(year, "01-01 12-31"))


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_a_year_is_what_the_notice_made_it(year: str) -> None:
    rest = set().union(*(days(year, span) for span in NOTICES[year]["rest"]))
    work = set().union(*(days(year, span) for span in NOTICES[year]["work"]))

    said = {day: day in work or (day not in rest and day.weekday() < SATURDAY) for day in year_of(year)}

    assert {day: works for day, works in said.items() if calendar.is_working_day(day) is not works} == {}


@pytest.mark.parametrize("year", NOTICES)
def test_people_make_up_for_rest_on_weekends_alone(year: str) -> None:
    work = set().union(*(days(year, span) for span in NOTICES[year]["work"]))
    rest = set().union(*(days(year, span) for span in NOTICES[year]["rest"]))

    assert all(day.weekday() >= SATURDAY for day in work)
    assert not work & rest
