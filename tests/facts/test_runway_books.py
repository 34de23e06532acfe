"""When the wage account falls short, reckoned from hand-made books: each day and each fen that may turn it."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.ledger import Ledger
from wagecheck.facts.runway import Balance, runways
from wagecheck.model import Runway, RunwayState

YUAN = pl.Decimal(18, 2)
DAYS = ("planned_end_date", "completion_date", "account_closed")
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "window": {"evidence_end": pl.Date},
    "months": {"month": pl.Date, "due_date": pl.Date, "net": YUAN, "arrears": YUAN, "settled": YUAN},
    "lines": {"kind": pl.String, "booked_at": pl.Datetime, "credit": YUAN},
    "project": {"pay_day": pl.Int64, "pay_month_offset": pl.Int64, **dict.fromkeys(DAYS, pl.Date)},
}
ENOUGH, SHORT = RunwayState.ENOUGH, RunwayState.SHORT


def wage(month: str, net: str | None = "5000", due: str | None = None, **more: str | None) -> dict[str, Any]:
    """Give a worker's month that was paid, due on the fifteenth of the next one."""
    start = date.fromisoformat(f"{month}-01")
    payday = date(start.year + start.month // 12, start.month % 12 + 1, 15)
    money = {"net": net, "arrears": "0", "settled": net} | more
    amounts = {name: None if value is None else Decimal(value) for name, value in money.items()}
    return {"month": start, "due_date": date.fromisoformat(due) if due else payday, **amounts}


def into(*days: str, amount: str = "4000", kind: str = "allotment") -> list[dict[str, Any]]:
    return [{"kind": kind, "booked_at": datetime.fromisoformat(day), "credit": Decimal(amount)} for day in days]


PAID = [wage(month) for month in ("2025-03", "2025-04", "2025-05")]
MONTHLY = into("2025-04-10", "2025-05-10", "2025-06-10")


def ahead(
    balance: str,
    months: Sequence[Mapping[str, Any]] = PAID,
    lines: Sequence[Mapping[str, Any]] = MONTHLY,
    end: str = "2025-06-30",
    **project: Any,
) -> Runway:
    """Reckon from the end of June: 5 000 a month on the fifteenth, 4 000 come in on the tenth."""
    dates = {name: date.fromisoformat(value) for name, value in project.items() if name in DAYS}
    rows: dict[str, Sequence[Mapping[str, Any]]] = {
        "window": [{"evidence_end": date.fromisoformat(end)}],
        "months": months,
        "lines": lines,
        "project": [{"pay_day": 15, **project, **dates}],
    }
    frames = {
        name: pl.DataFrame([{"project_id": "甲", **row} for row in rows[name]], {"project_id": pl.String, **shape})
        for name, shape in SHAPES.items()
    }
    unread: dict[str, Any] = dict.fromkeys((field.name for field in fields(Ledger)), pl.DataFrame())
    books = Ledger(**unread | frames_of(frames))
    return runways(books, {"甲": Balance("stated", Decimal(balance))})["甲"]


def frames_of(frames: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    project = frames["project"]
    return {name: frame for name, frame in frames.items() if name != "project"} | {"tables": {"project": project}}


def falls(told: Runway) -> tuple[Any, ...]:
    return told.state, told.day, told.amount


def test_the_last_three_payrolls_say_what_is_usual() -> None:
    nets = ("1", "9000", "5000", "6000")
    told = ahead("9", [wage(f"2025-{at:02d}", net) for at, net in enumerate(nets, 2)])

    assert (told.payroll, told.payroll_months) == ("6000.00", 3)


def test_the_last_three_allotments_say_what_usually_comes_and_when() -> None:
    amounts = {"2025-03-28": "1", "2025-04-05": "9000", "2025-05-25": "4000", "2025-06-10": "6000"}
    told = ahead("9", lines=[line for day, amount in amounts.items() for line in into(day, amount=amount)])

    assert (told.allotment, told.allotment_months, told.allotment_day) == ("6000.00", 3, 10)


def test_the_last_six_stretches_between_allotments_say_how_often_they_come() -> None:
    days = ("2024-03", "2024-06", "2024-09", "2024-12", "2025-03", "2025-04", "2025-05", "2025-06")

    assert ahead("9", lines=into(*(f"{month}-10" for month in days))).allotment_every == 1


def test_all_that_came_in_a_month_is_one_allotment_on_its_first_day() -> None:
    parts = [*into("2025-06-05", amount="1500"), *into("2025-06-20", amount="2500")]
    others = into("2025-06-01", amount="70000", kind="top_up")

    told = ahead("9", lines=[*into("2025-04-03", "2025-05-08"), *parts, *others])

    assert (told.allotment, told.allotment_day, told.last_allotment) == ("4000.00", 5, "2025-06-05")


def test_the_payroll_of_a_month_is_what_all_workers_are_due() -> None:
    """What is not above zero is due to nobody, and a month of such is no payroll."""
    both = [wage(month, net) for month in ("2025-03", "2025-04") for net in ("3000", "2000", "-100")]
    told = ahead("9", [*both, wage("2025-05", "0"), wage("2025-05", None, settled=None)])

    assert (told.payroll, told.payroll_months) == ("5000.00", 2)
    assert ahead("9", [wage(f"2025-{at:02d}", "0.50") for at in (3, 4, 5)]).payroll == "0.50"


def test_what_is_not_settled_of_a_payroll_to_come_falls_due() -> None:
    """4 000 of June are open; they go as they come. A thousand of each later month is lacking."""
    june = [wage("2025-06", "3000", settled="1000"), wage("2025-06", "2000", settled=None, arrears=None)]

    assert falls(ahead("0", [*PAID, *june])) == (SHORT, "2025-08-15", "1000.00")


def test_a_payroll_to_come_that_was_paid_already_falls_due_no_more() -> None:
    """Six times 4 000 come in, five times 5 000 go."""
    told = [falls(ahead(balance, [*PAID, wage("2025-06")])) for balance in ("1000", "999.99")]

    assert told == [(ENOUGH, "", ""), (SHORT, "2025-12-15", "0.01")]


@pytest.mark.parametrize(
    ("due", "overdue", "day"), [("2025-06-30", "5000.00", "2025-06-30"), ("2025-07-01", "0.00", "2025-07-01")]
)
def test_wages_due_on_the_last_day_of_the_statement_are_overdue(due: str, overdue: str, day: str) -> None:
    owed = wage("2025-05", due=due, arrears="5000", settled="0")

    told = ahead("4999", [*PAID[:2], owed])

    assert (told.overdue, *falls(told)) == (overdue, SHORT, day, "1.00")


def test_the_arrears_of_all_are_paid_first() -> None:
    owed = [wage("2025-05", "1000", arrears="1000", settled="0"), wage("2025-05", "500", arrears="500", settled="0")]

    assert ahead("9", [*PAID[:2], *owed]).overdue == "1500.00"


def test_an_allotment_on_the_last_day_of_the_horizon_and_of_a_due_day_comes_before_it() -> None:
    """Six payrolls of 5 000, each at the end of a month; three allotments of 8 000, the last on the very last day."""
    months = [wage("2025-02", due="2025-03-31"), wage("2025-03", due="2025-04-30"), wage("2025-04", due="2025-05-31")]
    days = into("2025-01-31", "2025-03-31", "2025-05-31", amount="8000")
    told = ahead("9000", months, days, end="2025-05-31", pay_day=None)
    less = ahead("8999.99", months, days, end="2025-05-31", pay_day=None)

    assert (told.until, *falls(told)) == ("2025-11-30", ENOUGH, "", "")
    assert (*falls(less), less.month) == (SHORT, "2025-10-31", "0.01", "2025-09")


def test_an_allotment_that_should_have_come_on_the_last_day_of_the_statement_is_not_made_up() -> None:
    told = ahead("1000", lines=into("2025-03-30", "2025-04-30", "2025-05-30"))

    assert falls(told) == (SHORT, "2025-07-15", "4000.00")


def test_an_allotment_of_the_payday_itself_pays_the_payroll() -> None:
    told = ahead("1000", lines=into("2025-04-15", "2025-05-15", "2025-06-15"))

    assert falls(told) == (SHORT, "2025-08-15", "1000.00")


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ({"planned_end_date": "2025-06-30"}, (SHORT, "2025-09-15", "1000.00")),
        ({"planned_end_date": "2025-07-01"}, (ENOUGH, "", "")),
        ({"planned_end_date": "2025-08-01"}, (SHORT, "2025-09-15", "1000.00")),
        ({"completion_date": "2025-07-31"}, (ENOUGH, "", "")),
        ({"completion_date": "2025-07-31", "planned_end_date": "2026-07-31"}, (ENOUGH, "", "")),
        ({}, (SHORT, "2025-09-15", "1000.00")),
    ],
)
def test_work_that_ends_ahead_needs_payrolls_up_to_its_last_month(ends: Any, told: tuple[Any, ...]) -> None:
    assert falls(ahead("2000", **ends)) == told


def test_when_work_is_over_what_is_owed_must_still_be_there() -> None:
    owed = [*PAID[:2], wage("2025-05", arrears="1000", settled="4000")]

    states = [falls(ahead(balance, owed, completion_date="2025-05-31")) for balance in ("1000", "999.99")]

    assert states == [(ENOUGH, "", ""), (SHORT, "2025-06-30", "0.01")]
    assert ahead("0", completion_date="2025-05-31").state is RunwayState.DONE


@pytest.mark.parametrize(("last", "every"), [("2025-02", 2), ("2025-01", 0)])
def test_allotments_have_stopped_when_twice_the_usual_stretch_went_by(last: str, every: int) -> None:
    before = {"2025-02": ("2024-10", "2024-12"), "2025-01": ("2024-09", "2024-11")}[last]

    assert ahead("9", lines=into(*(f"{month}-10" for month in (*before, last)))).allotment_every == every


@pytest.mark.parametrize(("closed", "missing"), [("2025-06-30", ("closed",)), ("2025-07-01", ())])
def test_an_account_closed_on_the_last_day_of_the_statement_has_no_days_ahead(
    closed: str, missing: tuple[str, ...]
) -> None:
    assert ahead("9", account_closed=closed).missing == missing


def test_two_payrolls_and_two_allotments_show_a_rhythm() -> None:
    assert ahead("9", PAID[:2], MONTHLY[:2]).missing == ()
    assert ahead("9", PAID[:1], MONTHLY[:1]).missing == ("payroll", "allotments")


def test_the_horizon_reaches_over_the_end_of_the_year() -> None:
    months = [wage("2025-10"), wage("2025-11")]
    told = ahead("5000", months, into("2025-11-10", "2025-12-10"), end="2025-12-31")

    assert (told.until, *falls(told)) == ("2026-06-30", SHORT, "2026-06-15", "1000.00")
