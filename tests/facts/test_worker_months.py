"""What attendance and payroll say together of one worker's month, and the minimum wage that it is held to."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, month_of, pays, wages
from wagecheck.facts.worker_month import months_of

MARCH = date(2025, 3, 1)
WHO: Mapping[str, Any] = {"project_id": pl.String, "worker": pl.String}
WORKED: Mapping[str, Any] = {
    **WHO,
    "month": pl.Date,
    "days": pl.Decimal(8, 2),
    "unread": pl.Boolean,
    "late_days": pl.Int32,
    "employer": pl.String,
    "team": pl.String,
    "rid": pl.UInt32,
}
PAY: Mapping[str, Any] = {
    **WHO,
    "month": pl.Date,
    "gross": pl.Decimal(18, 2),
    "payroll_days": pl.Decimal(8, 2),
    "payroll_employer": pl.String,
    "payroll_team": pl.String,
    "payroll_rows": pl.List(pl.UInt32),
}
PEOPLE: Mapping[str, Any] = {**WHO, **dict.fromkeys(("name", "roster_employer", "roster_team"), pl.String)}
LOST: Mapping[str, Any] = {"project_id": pl.String, "name": pl.String, "month": pl.Date, "nobodys": pl.Boolean}
OTHER = {"worker": "别人", "days": 20, "unread": False, "late_days": 1, "rid": 90}
"""Somebody else who attended in March."""


def frame(shape: Mapping[str, Any], *rows: Mapping[str, Any] | None) -> pl.DataFrame:
    """Fill in place and month; amounts of days as decimals."""
    filled = []
    for row in rows:
        if row is not None:
            whole = {"project_id": "甲", "worker": "张", "month": MARCH} | dict(row)
            filled.append(
                {
                    name: Decimal(str(v))
                    if isinstance(v, int | float) and name in {"days", "gross", "payroll_days"}
                    else v
                    for name, v in whole.items()
                }
            )
    return pl.DataFrame(filled, shape, strict=False)


def month(
    worked: Mapping[str, Any] | None,
    pay: Mapping[str, Any] | None = None,
    lost: Sequence[str] = (),
    *,
    recorded: bool = True,
) -> dict[str, Any]:
    """Give the month of 张; `lost`: papers with a row of his name that may be anybody's."""
    row = None if worked is None else {"unread": False, "late_days": 2, "rid": 5} | dict(worked)
    paid = None if pay is None else {"gross": 5000, "payroll_days": 21, "payroll_rows": [7]} | dict(pay)
    some = frame(LOST, {"name": "张大山", "nobodys": True}), frame(LOST)
    months = months_of(
        frame(WORKED, row, OTHER if recorded else None, OTHER | {"worker": "别人二"} if recorded else None),
        frame(PAY, paid),
        frame(PEOPLE, {"name": "张大山", "roster_employer": "册上", "roster_team": "册组"}),
        lost={paper: some[0 if paper in lost else 1] for paper in ("payroll", "attendance")},
    )
    return months.filter(pl.col("worker") == "张").row(0, named=True)


@pytest.mark.parametrize(
    ("worked", "lost", "days", "attended"),
    [
        ({"days": 5}, (), 5, True),
        ({"days": 0.5}, (), Decimal("0.5"), True),
        ({"days": 0}, (), 0, False),
        ({"days": 5, "unread": True}, (), None, True),
        ({"days": 0, "unread": True}, (), None, None),
        ({"days": None, "unread": True}, (), None, None),
        ({"days": 5}, ["attendance"], None, True),
        ({"days": 0}, ["attendance"], None, None),
        (None, (), 0, False),
        (None, ["payroll"], 0, False),
        (None, ["attendance"], None, None),
    ],
)
def test_days_are_known_where_every_mark_is_read_and_every_row_is_somebodys(
    worked: Mapping[str, Any] | None, lost: Sequence[str], days: Any, attended: bool | None
) -> None:
    told = month(worked, {}, lost)

    assert (told["days"], told["attended"]) == (days, attended)


def test_where_nobodys_attendance_is_recorded_nothing_is_known_of_his() -> None:
    told = month(None, {}, recorded=False)

    assert [told[name] for name in ("days", "attended", "days_after_audit", "recorded")] == [None] * 4


def test_days_after_the_audit_are_those_of_his_row_and_none_without_one() -> None:
    told = [month(worked, {}, lost) for worked, lost in (({"days": 5}, ()), (None, ()), (None, ["attendance"]))]

    assert [each["days_after_audit"] for each in told] == [2, 0, None]


@pytest.mark.parametrize(
    ("pay", "lost", "on_payroll", "more_pay", "gross"),
    [
        ({}, (), True, False, 5000),
        ({}, ["payroll"], True, True, None),
        ({}, ["attendance"], True, False, 5000),
        (None, (), False, False, None),
        (None, ["payroll"], None, False, None),
    ],
)
def test_a_row_of_his_name_may_put_him_on_the_payroll_or_add_to_his_pay(
    pay: Mapping[str, Any] | None, lost: Sequence[str], on_payroll: bool | None, more_pay: bool, gross: int | None
) -> None:
    told = month({"days": 5}, pay, lost)

    assert (told["on_payroll"], told["more_pay"], told["gross"]) == (on_payroll, more_pay, gross)
    assert told["payroll_days"] == (21 if gross else None)


def test_the_payroll_names_employer_and_team_before_the_roster_and_that_before_the_attendance() -> None:
    there = {"days": 5, "employer": "勤表", "team": "勤组"}
    told = month(there, {"payroll_employer": "资表", "payroll_team": "资组"}), month(there, {})

    assert [(each["employer"], each["team"]) for each in told] == [("资表", "资组"), ("册上", "册组")]


@pytest.mark.parametrize(
    ("worked", "pay", "sources"),
    [
        ({"days": 5}, {}, [7, 5]),
        ({"days": 5}, {"payroll_rows": [8, 9]}, [8, 9, 5]),
        ({"days": 5}, None, [5]),
        (None, {}, [7]),
        (None, {"payroll_rows": [8, 9]}, [8, 9]),
    ],
)
def test_the_rows_of_payroll_and_attendance_show_a_month(
    worked: Mapping[str, Any] | None, pay: Mapping[str, Any] | None, sources: Sequence[int]
) -> None:
    assert month(worked, pay)["sources"] == sources


def test_each_month_shows_its_own_rows() -> None:
    """One month stands on both papers, the next on the payroll alone, the third on both again."""
    papers = frame(WORKED, OTHER, OTHER | {"worker": "丙", "rid": 92})
    listed = frame(
        PAY, *({"worker": who, "payroll_rows": rows} for who, rows in (("别人", [1]), ("乙", [2]), ("丙", [3])))
    )
    nobody = {paper: frame(LOST) for paper in ("payroll", "attendance")}

    people = frame(PEOPLE, {}, *({"worker": who} for who in ("别人", "乙", "丙")))

    months = months_of(papers, listed, people, lost=nobody)

    assert dict(months.select("worker", "sources").iter_rows()) == {"别人": [1, 90], "乙": [2], "丙": [3, 92]}


# The minimum wage: 2 000 yuan for the 21.75 paid days of a month


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ("10", "919.54"),
        ("10.5", "965.52"),
        ("21.75", "2000"),
        ("21.5", "1977.01"),
        ("26", "2000"),
        ("0", "0"),
        (None, None),
    ],
)
def test_the_minimum_wage_is_due_for_the_days_worked_and_never_more_than_that_of_a_month(
    facts: Build, days: str | None, due: str | None
) -> None:
    fact = month_of(facts(payroll=wages(ZHANG, "2025-03", days=days)), ZHANG, "2025-03")

    amount = None if due is None else Decimal(due)
    assert (fact["minimum_due"], fact["minimum_due_high"]) == (amount, amount)
    assert fact["minimum_shortfall"] == (None if amount is None else amount - 5000)
    assert (fact["payroll_days_told"], fact["days_in_month"]) == (days is not None, 31)


def test_what_the_minimum_wage_does_not_count_is_taken_from_the_gross(facts: Build) -> None:
    row = wages(ZHANG, "2025-03", days="21.75", excluded_items="3000.50")

    fact = month_of(facts(payroll=row), ZHANG, "2025-03")

    assert (fact["gross_counted"], fact["minimum_shortfall"]) == (Decimal("1999.50"), Decimal("0.50"))


def test_who_is_on_no_payroll_has_no_days_there_to_be_told(facts: Build) -> None:
    worked = [{"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20}]
    built = facts(attendance=worked, payroll=wages(LI, "2025-03"))

    assert month_of(built, ZHANG, "2025-03")["payroll_days_told"] is None
    assert month_of(built, LI, "2025-03")["payroll_days_told"] is False


def test_days_late_are_counted_from_the_due_day(facts: Build) -> None:
    shown = [{"range_from": "2025-01-15", "range_through": "2025-08-10"}]
    start = line("2025-01-15", into="9")
    built = facts(
        roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=[start, pays("2025-04-18", ZHANG)], control=shown
    )

    assert month_of(built, ZHANG, "2025-03")["days_late"] == 3
