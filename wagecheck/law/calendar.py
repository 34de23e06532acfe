"""China's working days: rest days, statutory holidays and make-up working days.

From the `holidays` package, which knows each year's schedule once the State Council has announced it (as a rule in
November of the year before). For a year that is not announced yet there are the statutory days and the weekends of the
law, but no bridging days and no make-up days: a due day there is provisional, and may move by a few days when the
schedule comes out and the package is renewed. Before 1950 and after 2100 there are weekends only.
"""

from datetime import date, timedelta
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, cast

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

    from holidays import HolidayBase

_SATURDAY = 5
_DAY = timedelta(days=1)


@cache
def _schedule(year: int) -> "HolidayBase":
    """Give the holidays and make-up days of one year."""
    return _china()(years=year, expand=False)


@cache
def _china() -> "Callable[..., HolidayBase]":
    """Import China's holidays by their file: by their package, those of every country in the world come along."""
    home = util.find_spec("holidays")
    folders = (home and home.submodule_search_locations) or ()
    for path in (Path(folder, "countries", "china.py") for folder in folders):
        spec = util.spec_from_file_location("holidays.countries.china", path) if path.is_file() else None
        if spec and spec.loader:
            module = util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return cast("Callable[..., HolidayBase]", module.China)
    from holidays.countries.china import China  # noqa: PLC0415 - as above

    return China


def is_working_day(day: date) -> bool:
    """Whether people work that day: no holiday, and no weekend unless it is a make-up day."""
    schedule = _schedule(day.year)
    if day.weekday() >= _SATURDAY:
        return day in schedule.weekend_workdays
    return day not in schedule


def on_or_before(day: date) -> date:
    """Give the day itself if it is a working day, else the nearest earlier one (条例14).

    Raises OverflowError before the first day that a date can be.
    """
    while not is_working_day(day):
        day -= _DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """Give the n-th working day after a day, which is not counted itself; the day itself where n is 0.

    Raises OverflowError past the last day that a date can be, and ValueError for a negative n.
    """
    if n < 0:
        raise ValueError(n)
    while n:
        day += _DAY
        n -= is_working_day(day)
    return day


def shift_back(series: pl.Series) -> pl.Series:
    """Move each date back to the nearest working day, as `on_or_before` does; nulls stay null."""
    asked = pl.DataFrame({"day": series})
    return _mapped(asked, on_or_before).alias(series.name)


def plus_working_days(frame: pl.DataFrame, column: str, days_column: str, to: str) -> pl.DataFrame:
    """Add the column `to`: the date in `column` plus the working days in `days_column`, as `add_working_days` does.

    Null where either is null, and where no date can say the answer.
    """
    asked = frame.select(pl.col(column).alias("day"), pl.col(days_column).alias("n"))
    return frame.with_columns(_mapped(asked, add_working_days).alias(to))


def _mapped(asked: pl.DataFrame, answer: "Callable[..., date]") -> pl.Series:
    """Answer each distinct row of arguments once."""
    once = asked.unique()
    answers = [_or_none(answer, row) for row in once.iter_rows()]
    known = once.with_columns(pl.Series("answer", answers, dtype=pl.Date))
    return asked.join(known, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")["answer"]


def _or_none(answer: "Callable[..., date]", row: tuple[object, ...]) -> date | None:
    if None in row:
        return None
    try:
        return answer(*row)
    except OverflowError:
        return None
