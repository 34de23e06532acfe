"""Batches: which list explains which line, and which months one without a list may have paid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, month_of, wages
from wagecheck.facts import Facts

OPENING = line("2025-01-02", into="100000", balance="100000", counterparty_name="江南置业有限公司")
THROUGH = [{"range_from": "2024-10-01", "range_through": "2025-08-15"}]
BATCH = {"summary": "代发工资", "counterparty_name": "代扣中间业务平台款项"}


def payout(
    worker: dict[str, Any], amount: str | None = "5000", day: str | None = "2025-04-14", **more: Any
) -> dict[str, Any]:
    told = {"payee_name": worker["name"], "payee_account": worker["card_no"], "amount": amount, "status": "成功"}
    return {"paid_at": day} | told | more


def tied(built: Facts) -> list[date | None]:
    """Give the day of the line that each payout is tied to."""
    booked = dict(built.ledger.lines.select("rid", "booked_at").iter_rows())
    return [booked[rid].date() if rid in booked else None for rid in built.ledger.payouts.sort("rid")["line"]]


# Which list belongs to which line


def test_a_number_goes_before_an_equal_total_of_the_same_day(facts: Build) -> None:
    lines = [line("2025-04-14", out="5000", **BATCH), line("2025-05-20", out="77", purpose="批次DF1", **BATCH)]

    built = facts(roster=[ZHANG], statement=lines, payout=[payout(ZHANG, batch_no="DF1")])

    assert tied(built) == [date(2025, 5, 20)]


def test_a_number_is_looked_for_as_it_is_written(facts: Build) -> None:
    lines = [line("2025-05-20", out="77", purpose="批次DF-2025(04)", **BATCH)]

    built = facts(roster=[ZHANG], statement=lines, payout=[payout(ZHANG, batch_no="DF-2025(04)")])

    assert tied(built) == [date(2025, 5, 20)]


def test_a_line_that_shows_a_number_belongs_to_that_list_before_one_without_number(facts: Build) -> None:
    entry = line("2025-04-14", out="5000", purpose="批次DF1", **BATCH)

    built = facts(roster=[ZHANG, LI], statement=[entry], payout=[payout(LI), payout(ZHANG, batch_no="DF1")])

    assert tied(built) == [None, date(2025, 4, 14)]


def test_a_row_without_number_and_day_is_on_no_list(facts: Build) -> None:
    rows = [payout(ZHANG, day=None), payout(LI, day=None)]

    built = facts(roster=[ZHANG, LI], statement=[line("2025-04-14", out="10000", **BATCH)], payout=rows)

    assert tied(built) == [None, None]


def test_what_the_bank_lists_without_a_status_was_paid(facts: Build) -> None:
    rows = [payout(ZHANG, status=None)]
    built = facts(roster=[ZHANG], statement=[line("2025-04-14", out="5000", **BATCH)], payout=rows)

    assert built.ledger.paid["amount"].to_list() == [Decimal(5000)]


def test_of_two_lines_of_its_total_a_list_belongs_to_the_nearer(facts: Build) -> None:
    lines = [line(day, out="5000", **BATCH) for day in ("2025-04-12", "2025-04-15", "2025-04-17")]

    assert tied(facts(roster=[ZHANG], statement=lines, payout=[payout(ZHANG)])) == [date(2025, 4, 15)]


def test_two_lists_of_one_total_belong_to_two_lines(facts: Build) -> None:
    lines = [line(day, out="5000", **BATCH) for day in ("2025-04-14", "2025-04-15")]
    rows = [payout(ZHANG, batch_no="DF1"), payout(LI, batch_no="DF2"), payout(WANG, batch_no="DF3")]

    built = facts(roster=[ZHANG, LI, WANG], statement=lines, payout=rows)

    assert tied(built) == [date(2025, 4, 14), date(2025, 4, 15), None]


def test_a_list_of_several_days_begins_on_the_first(facts: Build) -> None:
    rows = [payout(ZHANG, day="2025-04-20", batch_no="DF1"), payout(LI, batch_no="DF1")]

    built = facts(roster=[ZHANG, LI], statement=[line("2025-04-11", out="10000", **BATCH)], payout=rows)

    assert tied(built) == [date(2025, 4, 11)] * 2


@pytest.mark.parametrize(("debited", "covered"), [("16000", True), ("10000", True), ("6000", False), ("5000", False)])
def test_a_line_is_all_of_a_list_or_what_arrived_of_it(facts: Build, debited: str, covered: bool) -> None:
    rows = [payout(ZHANG), payout(LI), payout(WANG, "6000", status="失败")]

    built = facts(roster=[ZHANG, LI, WANG], statement=[line("2025-04-14", out=debited, **BATCH)], payout=rows)

    assert built.ledger.payouts["tied"].to_list() == [covered] * 3


def test_a_wage_to_one_man_is_no_batch_though_a_list_comes_to_as_much(facts: Build) -> None:
    to_zhang = line("2025-04-14", out="5000", counterparty_name=ZHANG["name"], summary="工资")

    assert tied(facts(roster=[ZHANG, LI], statement=[to_zhang], payout=[payout(LI)])) == [None]


@pytest.mark.parametrize("told", [{"summary": "转账"}, {"counterparty_account": "62170099"}])
def test_a_line_that_tells_more_than_its_amount_is_proved_no_batch(facts: Build, told: dict[str, str]) -> None:
    built = facts(roster=[ZHANG], statement=[line("2025-04-14", out="5000", **told)], payout=[payout(ZHANG)])

    assert tied(built) == [None]


def test_the_total_of_a_list_is_not_known_where_one_of_its_sums_is_not(facts: Build) -> None:
    rows = [payout(ZHANG, batch_no="DF1"), payout(LI, None, batch_no="DF1")]
    built = facts(roster=[ZHANG, LI], statement=[line("2025-04-14", out="5000", purpose="DF1", **BATCH)], payout=rows)

    fact = built.frames["batch"].row(0, named=True)
    assert (fact["has_list"], fact["list_total"], fact["list_agrees"], fact["rows_paid"]) == (True, None, None, 2)


def test_the_sources_of_a_batch_are_its_line_and_the_rows_of_its_list(facts: Build) -> None:
    lines = [line("2025-04-14", out="10000", **BATCH), line("2025-04-24", out="77", **BATCH)]
    built = facts(roster=[ZHANG, LI], statement=lines, payout=[payout(LI), payout(ZHANG)])
    rows = dict(built.rows.select("rid", "table").iter_rows())

    papers = [[rows[rid] for rid in fact["sources"]] for fact in built.frames["batch"].sort("booked_on").to_dicts()]
    assert papers == [["statement", "payout", "payout"], ["statement"]]


# Lines without a list


@pytest.mark.parametrize(("amount", "lines"), [("4500", 0), ("5000", 0), ("5000.01", 1)])
def test_only_a_nameless_line_larger_than_any_net_must_have_paid_several(facts: Build, amount: str, lines: int) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-03"), *wages(LI, "2025-03", net="4000")],
        statement=[OPENING, line("2025-04-14", out=amount)],
    )

    assert built.ledger.unexplained.height == lines


def hidden(facts: Build, booked: str, *months: str, **more: Any) -> list[str]:
    """Name the wage months that a batch without its list may have paid."""
    batch = line(booked, out="7777", **BATCH) | more.pop("batch", {})
    payroll = [row for month in months for man in (ZHANG, LI) for row in wages(man, month)]
    built = facts(roster=[ZHANG, LI], payroll=payroll, statement=[OPENING, batch], control=THROUGH, **more)
    return [month for month in months if month_of(built, ZHANG, month)["payment_gap"] == "payout"]


@pytest.mark.parametrize(
    ("booked", "named", "month"),
    [
        ("2025-01-20", "12月工资", "2024-12"),
        ("2025-01-20", "代发2月工资", "2025-02"),  # in advance
        ("2025-01-20", "代发3月工资", "2024-03"),
        ("2025-04-14", "03月工资", "2025-03"),
        ("2025-04-14", "1月工资", "2025-01"),
    ],
)
def test_a_batch_may_have_paid_the_month_that_its_words_name(facts: Build, booked: str, named: str, month: str) -> None:
    months = ("2024-03", "2024-12", "2025-01", "2025-02", "2025-03")

    assert hidden(facts, booked, *months, batch={"summary": named}) == [month]


def test_a_batch_may_have_paid_the_months_whose_nets_add_up_to_it(facts: Build) -> None:
    assert hidden(facts, "2025-04-14", "2025-01", "2025-02", batch={"debit": "10000"}) == ["2025-01", "2025-02"]
    assert hidden(facts, "2025-04-14", "2025-01", "2025-02", batch={"debit": "5000"}) == ["2025-02"]


def test_a_month_whose_nets_add_up_to_it_goes_before_a_later_one(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-01", "2025-02"), *wages(LI, "2025-01", net="2777")],
        statement=[OPENING, line("2025-04-14", out="7777", **BATCH)],
        control=THROUGH,
    )

    assert month_of(built, LI, "2025-01")["payment_gap"] == "payout"
    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(5000)


def test_else_it_may_have_paid_the_latest_month_that_had_ended(facts: Build) -> None:
    assert hidden(facts, "2025-04-01", "2025-01", "2025-02", "2025-04") == ["2025-02"]


@pytest.mark.parametrize(("offset", "due"), [(0, "2025-04"), (2, "2025-02")])
def test_else_it_may_have_paid_the_month_that_falls_due_in_its_own(facts: Build, offset: int, due: str) -> None:
    months = ("2025-01", "2025-02", "2025-03", "2025-04")

    found = hidden(facts, "2025-04-14", *months, project={"pay_month_offset": offset})

    assert found == sorted([due, "2025-03"])


def test_a_batch_of_one_project_hides_nothing_of_what_a_line_paid(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-03"), *wages(LI, "2025-03")],
        statement=[OPENING, line("2025-04-14", out="10000", **BATCH)],
        payout=[payout(ZHANG), payout(LI)],
        control=THROUGH,
    )

    assert built.ledger.unexplained.is_empty()
    assert built.frames["worker_month"]["arrears"].to_list() == [Decimal(0), Decimal(0)]
