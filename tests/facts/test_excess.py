"""What a worker got in all: on how many accounts, and how much more than all his nets, where enough is known to say."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.ledger import Ledger
from wagecheck.facts.worker_payment import worker_payments

YUAN = pl.Decimal(18, 2)
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "known": {"worker": pl.String, "name": pl.String},
    "window": {"evidence_from": pl.Date, "evidence_end": pl.Date},
    "paid": {"worker": pl.String, "day": pl.Date, "amount": YUAN, "account": pl.String, "rid": pl.UInt32},
    "idle": {"worker": pl.String, "amount": YUAN},
    "doubt": {"worker": pl.String},
    "unexplained": {"rid": pl.UInt32},
    "gaps": {"since": pl.Date, "until": pl.Date},
    "torn": {"table": pl.String},
    "months": {
        "who": pl.UInt32,
        "worker": pl.String,
        "month": pl.Date,
        "net": YUAN,
        "due_date": pl.Date,
        "on_payroll": pl.Boolean,
        "attended": pl.Boolean,
        "employer_has_payroll": pl.Boolean,
        "more_pay": pl.Boolean,
        "payroll_rows": pl.List(pl.UInt32),
    },
}
MARCH = date(2025, 3, 1)
LISTED = {"on_payroll": True, "attended": True, "employer_has_payroll": True, "more_pay": False, "payroll_rows": [7]}


def month(worker: str = "张", start: date = MARCH, net: str | None = "5000", **more: Any) -> dict[str, Any]:
    """Give a month on the payroll, due on the fifteenth of the next one."""
    due = start.replace(month=start.month + 1, day=15)
    amount = None if net is None else Decimal(net)
    who = 0 if worker == "张" else 1
    return {"who": who, "worker": worker, "month": start, "net": amount, "due_date": due} | LISTED | more


def paid(day: date = date(2025, 4, 14), amount: str = "5000.02", **more: Any) -> dict[str, Any]:
    return {"worker": "张", "day": day, "amount": Decimal(amount), "account": "6217001", "rid": 3} | more


def told(start: date | None = MARCH, *, alone: bool = False, **books: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the one fact of 张, beside whom 李 is on the payroll of March, unless he is alone."""
    given: dict[str, Sequence[Mapping[str, Any]]] = {
        "known": [{"worker": "张", "name": "张大山"}, {"worker": "张", "name": "张太山"}, {"worker": "张"}],
        "window": [{"evidence_end": date(2025, 8, 10)}],
        "paid": [paid()],
        "months": [month()],
        **books,
    }
    given["months"] = [*given["months"], *([] if alone else [month("李", net="1")])]
    frames = {
        name: pl.DataFrame(
            [{"project_id": "甲", **row} for row in given.get(name, ())], {"project_id": pl.String, **shape}
        )
        for name, shape in SHAPES.items()
    }
    project = pl.DataFrame({"project_id": "甲", "start_date": start}, {"project_id": pl.String, "start_date": pl.Date})
    unread: dict[str, Any] = dict.fromkeys((field.name for field in fields(Ledger)), pl.DataFrame())
    (fact,) = worker_payments(Ledger(**unread | frames | {"tables": {"project": project}})).to_dicts()
    return dict(fact)


def test_excess_is_what_was_paid_beyond_the_nets_of_all_months() -> None:
    lines = [paid(), paid(date(2025, 5, 14), "4500")]

    fact = told(paid=lines, months=[month(), month(start=date(2025, 4, 1), net="4000", payroll_rows=[8])])

    assert (fact["total_paid"], fact["total_net"], fact["excess"]) == tuple(map(Decimal, ("9500.02", "9000", "500.02")))
    assert (fact["sources"], fact["subject_name"], fact["paid"]) == ([3, 3, 7, 8], "张大山", True)


def test_whoever_got_nothing_was_not_paid_and_lacks_all_his_nets() -> None:
    fact = told(paid=())

    assert (fact["paid"], fact["accounts_paid"], fact["total_paid"], fact["excess"]) == (False, None, 0, -5000)
    assert fact["sources"] == [7]


def test_whoever_is_on_no_payroll_was_due_nothing_whenever_the_statement_begins() -> None:
    fact = told(months=(), window=[{"evidence_from": date(2025, 6, 1), "evidence_end": date(2025, 8, 10)}])

    assert (fact["total_net"], fact["excess"], fact["sources"]) == (0, Decimal("5000.02"), [3])


def test_a_month_without_a_row_on_the_payroll_adds_no_source() -> None:
    rows = [month(), month(start=date(2025, 4, 1), payroll_rows=None), month(start=date(2025, 5, 1), payroll_rows=[])]

    assert told(months=rows)["sources"] == [3, 7]


def test_returns_that_voided_nothing_lower_what_was_paid() -> None:
    back = [{"worker": "张", "amount": Decimal(1000)}, {"worker": "张", "amount": Decimal(30)}]

    assert told(idle=back)["total_paid"] == Decimal("3970.02")
    assert told(idle=back, paid=())["total_paid"] == -1030


@pytest.mark.parametrize(
    ("accounts", "number"),
    [
        (["1"], 1),
        (["1", "1"], 1),
        (["1", "2"], 2),
        ([None], 1),
        (["62**1"], 1),
        (["1", None], None),
        (["1", "62**1"], None),
        ([None, None], None),
        (["62**1", "62**1"], None),
        (["1", "2", None], 2),
    ],
)
def test_accounts_are_counted_as_far_as_lines_name_them(accounts: Sequence[str | None], number: int | None) -> None:
    assert told(paid=[paid(account=account) for account in accounts])["accounts_paid"] == number


def test_lines_that_may_have_paid_him_leave_open_whether_and_where_and_how_much() -> None:
    doubt = [{"worker": "张"}, {"worker": "张"}]

    once, twice, never = (told(doubt=doubt, paid=lines) for lines in ([paid()], [paid(), paid(account="2")], ()))

    assert [fact["excess"] for fact in (once, twice, never)] == [None, None, None]
    assert [fact["accounts_paid"] for fact in (once, twice, never)] == [None, 2, None]
    assert [fact["paid"] for fact in (once, twice, never)] == [True, True, None]


def test_batches_without_a_list_may_have_paid_anybody() -> None:
    fact = told(unexplained=[{"rid": 1}, {"rid": 2}], paid=())

    assert (fact["paid"], fact["excess"]) == (None, None)


@pytest.mark.parametrize(
    ("on_payroll", "attended", "of_employer", "excess"),
    [
        (False, True, True, "5000.02"),
        (False, False, False, "5000.02"),
        (False, False, None, "5000.02"),
        (False, True, False, None),
        (False, True, None, None),
        (False, None, False, None),
        (None, True, True, None),
        (None, None, None, None),
        (None, False, False, "5000.02"),
    ],
)
def test_nets_are_known_where_the_payroll_of_his_employer_is_there_or_he_did_not_work(
    on_payroll: bool | None, attended: bool | None, of_employer: bool | None, excess: str | None
) -> None:
    flags: dict[str, Any] = {"on_payroll": on_payroll, "attended": attended, "employer_has_payroll": of_employer}

    fact = told(months=[month(net=None, **flags)])

    assert fact["excess"] == (None if excess is None else Decimal(excess))


@pytest.mark.parametrize("lacking", [{"net": None}, {"more_pay": True}])
def test_one_month_whose_net_cannot_be_read_leaves_the_sum_of_nets_open(lacking: Mapping[str, Any]) -> None:
    assert told(months=[month(), month(start=date(2025, 4, 1), **lacking)])["excess"] is None


@pytest.mark.parametrize(
    ("since", "due", "known"),
    [
        (date(2025, 4, 1), date(2025, 4, 15), True),
        (date(2025, 4, 2), date(2025, 4, 15), False),
        (date(2025, 3, 25), date(2025, 3, 25), True),
        (date(2025, 3, 26), date(2025, 3, 25), False),
    ],
)
def test_excess_is_known_where_the_statement_shows_the_first_day_on_which_any_month_could_be_paid(
    since: date, due: date, known: bool
) -> None:
    shown = [{"evidence_from": since, "evidence_end": date(2025, 8, 10)}]
    months = [month(start=date(2025, 4, 1), net="0"), month(due_date=due)]

    assert (told(window=shown, months=months)["excess"] is not None) is known


@pytest.mark.parametrize(
    "lost",
    [
        {"torn": [{"table": "payroll"}]},
        {"gaps": [{}]},
        {"torn": [{"table": "payroll"}], "gaps": [{}, {}]},
    ],
)
def test_where_a_part_of_payroll_or_statement_is_missing_excess_is_not_known(lost: Mapping[str, Any]) -> None:
    assert told(**lost)["excess"] is None


def test_a_torn_roster_leaves_excess_as_it_is() -> None:
    assert told(torn=[{"table": "roster"}])["excess"] == Decimal("0.02")


# Months from the start of work to the last payment that have no payroll at all


@pytest.mark.parametrize(
    ("start", "known"),
    [(date(2025, 1, 31), False), (date(2025, 2, 28), False), (date(2025, 3, 31), True), (None, True)],
)
def test_a_month_of_work_without_a_payroll_may_have_been_paid_as_well(start: date | None, known: bool) -> None:
    assert (told(start)["excess"] is not None) is known


def test_months_after_the_payroll_and_before_the_last_payment_may_have_been_paid() -> None:
    assert told(paid=[paid(), paid(date(2025, 5, 1), "1")])["excess"] is None
    assert told(paid=[paid(), paid(date(2025, 4, 30), "1")])["excess"] == Decimal("1.02")


@pytest.mark.parametrize(("start", "known"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True), (None, True)])
def test_what_was_paid_in_the_month_of_the_start_was_for_no_month_of_work(start: date | None, known: bool) -> None:
    assert (told(start, months=(), alone=True)["excess"] is not None) is known


def test_work_that_began_before_the_start_has_its_months_too() -> None:
    """李 worked in January: of February, of which nothing is recorded, nobody knows whether 张 did."""
    before = month("李", date(2025, 1, 1), "1")

    assert told(months=[month(), before])["excess"] is None


@pytest.mark.parametrize(("attended", "known"), [(True, False), (None, False), (False, True)])
def test_whoever_did_not_attend_in_a_month_that_is_recorded_earned_nothing_in_it(
    attended: bool | None, known: bool
) -> None:
    """The employer's payroll of February is said to be there, but nobody is on it."""
    absent: dict[str, Any] = {"on_payroll": False, "net": None}
    own = month(start=date(2025, 2, 1), attended=attended, **absent)
    other = month("李", date(2025, 2, 1), **absent)

    assert (told(date(2025, 2, 1), months=[month(), own, other])["excess"] is not None) is known


def test_a_payroll_on_which_nobody_is_for_sure_is_none() -> None:
    perhaps = month("李", date(2025, 2, 1), None, on_payroll=None, attended=None)

    assert told(date(2025, 2, 1), months=[month(), perhaps])["excess"] is None
