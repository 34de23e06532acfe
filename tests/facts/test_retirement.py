"""The statutory age of retirement: published points, edges, sex and role."""

from datetime import date

import polars as pl
import pytest

from wagecheck.facts import retirement
from wagecheck.law import Law

MEN = "1965-01 2025-02, 1966-01 2026-05, 1970-05 2031-10, 1975-06 2038-02, 1988-09 2051-09"
WOMEN_55 = "1970-01 2025-02, 1970-06 2025-08, 1970-09 2025-12, 1971-06 2026-11, 1988-09 2046-09"
WOMEN_50 = "1975-01 2025-02, 1975-06 2025-09, 1976-06 2027-03, 1977-01 2028-02, 1984-11 2039-11, 1988-09 2043-09"
EDGES = [
    ("men", "1964-12", "2024-12"),
    ("women55", "1969-12", "2024-12"),
    ("women50", "1974-12", "2024-12"),
    ("men", "1976-09", "2039-09"),
    ("women55", "1981-09", "2039-09"),
]
POINTS = [
    (track, *pair.split())
    for track, pairs in (("men", MEN), ("women55", WOMEN_55), ("women50", WOMEN_50))
    for pair in pairs.split(", ")
]


def reached(book: Law, born: str, *, woman: bool | None, manager: bool | None) -> date | None:
    on = pl.DataFrame({"region": ["360113"], "day": [date(2026, 7, 1)], "born": [date.fromisoformat(f"{born}-15")]})
    lawful = book.attach(on, retirement.PARAMETERS, on="day")
    flags = (pl.lit(flag, pl.Boolean) for flag in (woman, manager))
    month = lawful.select(retirement.reached(pl.col("born"), woman=next(flags), manager=next(flags))).item()
    assert month is None or isinstance(month, date)
    return month


@pytest.mark.parametrize(("track", "born", "month"), [*POINTS, *EDGES])
def test_the_age_is_reached_in_the_published_month(book: Law, track: str, born: str, month: str) -> None:
    woman, manager = track != "men", track == "women55"

    assert reached(book, born, woman=woman, manager=manager) == date.fromisoformat(f"{month}-01")


def test_a_woman_whose_role_is_not_stated_goes_by_the_fifty_year_track(book: Law) -> None:
    assert reached(book, "1975-06", woman=True, manager=None) == date(2025, 9, 1)


def test_a_man_in_management_goes_by_the_track_of_men(book: Law) -> None:
    assert reached(book, "1965-01", woman=False, manager=True) == date(2025, 2, 1)


def test_without_the_sex_no_age_is_known(book: Law) -> None:
    assert reached(book, "1965-01", woman=None, manager=None) is None


@pytest.mark.parametrize(
    ("number", "woman"), [("360199199001011238", False), ("360199199202022348", True), (None, None)]
)
def test_the_seventeenth_digit_tells_the_sex(number: str | None, woman: bool | None) -> None:
    assert pl.DataFrame({"id": [number]}, schema={"id": pl.String}).select(retirement.is_woman("id")).item() is woman
