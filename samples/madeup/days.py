"""The calendar of a site: working days (China, with make-up days), wage months, pay days, Spring Festival."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)
SPRING_FESTIVAL = {
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
}


@cache
def is_working_day(day: date) -> bool:
    """Tell whether offices work that day: no weekend but for make-up days, no holiday."""
    return holidays.country_holidays("CN", years=[day.year]).is_working_day(day)


def working_days_after(day: date, count: int) -> date:
    """Give the count-th working day after a day."""
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def working_days_before(day: date, count: int) -> date:
    """Give the count-th working day before a day; with 0, the day itself or the nearest one before it (条例14)."""
    while not is_working_day(day):
        day -= DAY
    while count:
        day -= DAY
        count -= is_working_day(day)
    return day


def month_of(day: date) -> date:
    """Give the first day of the month of a day."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """Give the first day of the month that lies so many months later."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def month_end(month: date) -> date:
    """Give the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def days_of(month: date) -> Iterator[date]:
    """Give every day of a month."""
    return (month.replace(day=number) for number in range(1, month_end(month).day + 1))


def months_between(first: date, last: date) -> list[date]:
    """Give the months from that of one day to that of another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(month_of(first), index) for index in range(count)]


def due_day(month: date, pay_day: int | None, offset: int) -> date:
    """Give the day on which the wages of a month fall due (tables.md, money, 6)."""
    if pay_day is None:
        return month_end(add_months(month, 1))
    target = add_months(month, offset)
    return working_days_before(target.replace(day=min(pay_day, month_end(target).day)), 0)


@cache
def site_is_closed(day: date) -> bool:
    """Tell whether nobody works on site: the break around Spring Festival, 1 May, the first days of October."""
    festival = SPRING_FESTIVAL.get(day.year)
    if festival and festival - 5 * DAY <= day <= festival + 12 * DAY:
        return True
    return (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


def one_year_after(day: date) -> date:
    """Give the same day of the next year; 29 February becomes 28 February."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def one_month_after(day: date) -> date:
    """Give the same day of the next month, or its last day."""
    target = add_months(month_of(day), 1)
    return target.replace(day=min(day.day, month_end(target).day))


def age_on(born: date, day: date) -> int:
    """Give the age in full years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
