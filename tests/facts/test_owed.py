"""What is owed, what is late, and what the statement cannot show."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, month_of, pays, wages

OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")
THROUGH = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]


def test_an_unpaid_month_is_owed_once_its_day_has_passed(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=[OPENING], control=THROUGH)

    fact = month_of(built, ZHANG, "2025-03")
    assert (fact["due_date"], fact["arrears"], fact["payment_gap"]) == (date(2025, 4, 15), Decimal(5000), None)


def test_the_due_day_itself_is_not_yet_overdue(facts: Build) -> None:
    for on, due in ((date(2025, 4, 15), False), (date(2025, 4, 16), True)):
        built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=[OPENING], control=THROUGH, on=on)

        assert month_of(built, ZHANG, "2025-03")["is_due"] is due


def test_without_a_statement_payment_is_unknown(facts: Build) -> None:
    fact = month_of(facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03")), ZHANG, "2025-03")

    assert (fact["arrears"], fact["paid_off"], fact["payment_gap"]) == (None, None, "statement")
    assert fact["unjudged"] == Decimal(5000)


def test_a_month_due_after_the_evidence_ends_is_unknown(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING],
        control=[{"range_from": "2025-01-15", "range_through": "2025-04-14"}],
    )

    fact = month_of(built, ZHANG, "2025-03")
    assert (fact["arrears"], fact["payment_gap"]) == (None, "statement.statement_through")


def test_the_day_on_which_the_evidence_ends_is_seen(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING],
        control=[{"range_from": "2025-01-15", "range_through": "2025-04-15"}],
    )

    assert month_of(built, ZHANG, "2025-03")["arrears"] == Decimal(5000)


def test_a_month_paid_off_early_is_judged_even_when_due_after_the_evidence(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=[OPENING, pays("2025-04-02", ZHANG)])

    fact = month_of(built, ZHANG, "2025-03")
    assert (fact["arrears"], fact["paid_off_on"]) == (Decimal(0), date(2025, 4, 2))


@pytest.mark.parametrize(
    ("project", "control", "end"),
    [
        ({}, [], date(2025, 1, 20)),
        ({"statement_through": "2025-06-30"}, [], date(2025, 6, 30)),
        ({"statement_through": "2025-06-30"}, THROUGH, date(2025, 8, 15)),
    ],
)
def test_the_banks_own_range_goes_before_the_project_sheet_and_the_last_line(
    facts: Build, project: dict[str, Any], control: list[dict[str, Any]], end: date
) -> None:
    built = facts(project=project, statement=[OPENING], control=control)

    assert built.ledger.window["evidence_end"].to_list() == [end]


def test_months_before_the_statement_begins_are_not_owed(facts: Build) -> None:
    late_start = line("2025-05-10", into="20000", balance="90000", counterparty_name="江南置业有限公司")
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02", "2025-03", "2025-04"),
        statement=[late_start, pays("2025-05-15", ZHANG, balance="85000")],
        control=[{"range_from": "2025-05-01", "range_through": "2025-08-15"}],
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(0)
    for month in ("2025-03", "2025-04"):
        assert month_of(built, ZHANG, month)["arrears"] is None


@pytest.mark.parametrize(("start", "shown"), [("2025-04-01", True), ("2025-04-02", False)])
def test_a_month_is_shown_from_the_day_after_it_on(facts: Build, start: str, shown: bool) -> None:
    later = line("2025-04-20", into="20000", balance="90000", counterparty_name="江南置业有限公司")

    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[later],
        control=[{"range_from": start, "range_through": "2025-08-15"}],
    )

    assert month_of(built, ZHANG, "2025-03")["arrears"] == (Decimal(5000) if shown else None)


def test_what_even_the_most_generous_reading_leaves_open_is_owed(facts: Build) -> None:
    late_start = line("2025-05-10", into="20000", balance="90000", counterparty_name="江南置业有限公司")
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02", "2025-04", "2025-05"),
        statement=[late_start, pays("2025-05-15", ZHANG, balance="85000")],
        control=[{"range_from": "2025-05-01", "range_through": "2025-08-15"}],
    )

    assert month_of(built, ZHANG, "2025-05")["arrears"] == Decimal(5000)


def test_a_statement_that_begins_with_an_empty_account_shows_everything(facts: Build) -> None:
    start = line("2025-05-10", into="20000", balance="20000", counterparty_name="江南置业有限公司")

    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-02"), statement=[start])

    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(5000)


def test_a_row_of_the_statement_that_could_not_be_read_may_have_paid_anybody(facts: Build) -> None:
    papers: dict[str, Any] = {"roster": [ZHANG], "payroll": wages(ZHANG, "2025-03"), "statement": [OPENING]}
    fact = month_of(facts(**papers, control=[THROUGH[0] | {"lines_unread": 1}]), ZHANG, "2025-03")

    assert (fact["arrears"], fact["payment_gap"], fact["unjudged"]) == (None, "statement.debit", Decimal(5000))


@pytest.mark.parametrize(("unread", "total"), [(1, "70"), (0, "999")])
def test_where_the_banks_total_has_nothing_missing_or_all_was_read_nobody_else_was_paid(
    facts: Build, unread: int, total: str
) -> None:
    spent = [line("2025-03-02", out=out, counterparty_name="红星五金店", summary="货款") for out in ("30", "40")]
    papers: dict[str, Any] = {"roster": [ZHANG], "payroll": wages(ZHANG, "2025-03"), "statement": [OPENING, *spent]}
    control = [THROUGH[0] | {"file": "statement.xlsx", "lines_unread": unread, "total_debit": total}]

    assert month_of(facts(**papers, control=control), ZHANG, "2025-03")["arrears"] == Decimal(5000)


@pytest.mark.parametrize(("opened", "arrears"), [("2025-05-10", Decimal(5000)), ("2025-01-02", None)])
def test_an_empty_account_that_is_older_than_the_stated_range_may_have_paid_before(
    facts: Build, opened: str, arrears: Decimal | None
) -> None:
    built = facts(
        project={"account_opened": opened},
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02"),
        statement=[line("2025-05-12", into="20000", balance="20000", counterparty_name="江南置业有限公司")],
        control=[{"file": "statement.xlsx", "range_from": "2025-05-10", "range_through": "2025-08-15"}],
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] == arrears


def test_an_unexplained_batch_leaves_the_month_it_names_unknown(facts: Build) -> None:
    batch = line("2025-04-14", out="10000", summary="代发3月工资", balance="90000")
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-02", "2025-03"), *wages(LI, "2025-03", "2025-04")],
        statement=[OPENING, pays("2025-03-14", ZHANG), batch],
        control=THROUGH,
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(0)
    fact = month_of(built, ZHANG, "2025-03")
    assert (fact["arrears"], fact["payment_gap"]) == (None, "payout")
    assert month_of(built, LI, "2025-04")["arrears"] == Decimal(5000)


def test_later_wages_settled_by_count_are_not_accused_for_an_unexplained_batch(facts: Build) -> None:
    """First in, first out would push the month of the batch through to the last one: nobody owes that."""
    batch = line("2025-04-14", out="10000", summary="代发3月工资", balance="90000")
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-02", "2025-03", "2025-04", "2025-05"), *wages(LI, "2025-03")],
        statement=[OPENING, pays("2025-03-14", ZHANG), batch, pays("2025-05-15", ZHANG), pays("2025-06-13", ZHANG)],
        control=THROUGH,
    )

    arrears = built.frames["worker_month"].drop_nulls("arrears")["arrears"].sum()
    assert arrears == Decimal(0)
    assert month_of(built, ZHANG, "2025-04")["paid_off_at_least"] == date(2025, 5, 15)
    last = month_of(built, ZHANG, "2025-05")
    assert (last["arrears"], last["payment_gap"]) == (None, "payout")


def test_namesakes_who_cannot_be_told_apart_are_not_accused(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    entry = line("2025-04-14", out="5000", counterparty_name=ZHANG["name"], summary="工资", balance="95000")

    built = facts(
        roster=[ZHANG, twin],
        payroll=[*wages(ZHANG, "2025-03"), *wages(twin, "2025-03")],
        statement=[OPENING, entry],
        control=THROUGH,
    )

    assert month_of(built, ZHANG, "2025-03")["arrears"] is None
    assert month_of(built, twin, "2025-03")["arrears"] is None


def test_a_wage_that_a_nameless_line_of_its_amount_may_have_paid_is_not_called_owed(facts: Build) -> None:
    silent = line("2025-04-14", out="5000", balance="95000")

    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-03"), *wages(LI, "2025-03", net="4999")],
        statement=[OPENING, silent],
        control=THROUGH,
    )

    assert month_of(built, ZHANG, "2025-03")["arrears"] is None
    assert month_of(built, LI, "2025-03")["arrears"] == Decimal(4999)


def test_a_shared_card_without_any_name_leaves_its_holders_unknown(facts: Build) -> None:
    other = LI | {"card_no": ZHANG["card_no"]}
    entry = pays("2025-04-14", ZHANG, counterparty_name=None, balance="95000")

    built = facts(
        roster=[ZHANG, other],
        payroll=[*wages(ZHANG, "2025-03"), *wages(other, "2025-03")],
        statement=[OPENING, entry],
        control=THROUGH,
    )

    assert built.frames["worker_month"]["arrears"].to_list() == [None, None]


@pytest.mark.parametrize(("named", "known"), [("赵无关", False), (ZHANG["name"], True)])
def test_a_shared_card_under_a_strangers_name_may_have_paid_any_of_its_holders(
    facts: Build, named: str, known: bool
) -> None:
    other = LI | {"card_no": ZHANG["card_no"]}
    entry = pays("2025-04-14", ZHANG, counterparty_name=named, balance="95000")

    built = facts(roster=[ZHANG, other], payroll=wages(LI, "2025-03"), statement=[OPENING, entry], control=THROUGH)

    assert month_of(built, LI, "2025-03")["arrears"] == (Decimal(5000) if known else None)


def test_a_card_that_namesakes_share_may_have_paid_each_of_them_and_nobody_else(facts: Build) -> None:
    namesake, third = LI | {"name": "张大山", "card_no": ZHANG["card_no"]}, WANG | {"card_no": ZHANG["card_no"]}
    entry = pays("2025-04-14", ZHANG, balance="95000")

    built = facts(
        roster=[ZHANG, namesake, third],
        payroll=[row for worker in (ZHANG, namesake, third) for row in wages(worker, "2025-03")],
        statement=[OPENING, entry],
        control=THROUGH,
    )

    owed = [month_of(built, who, "2025-03")["arrears"] for who in (ZHANG, namesake, third)]
    assert owed == [None, None, Decimal(5000)]


def test_namesakes_whom_a_remark_tells_apart_on_paper_are_one_name_to_the_bank(facts: Build) -> None:
    elder, younger = ZHANG | {"name": "张伟(大)"}, LI | {"name": "张伟(小)"}
    entry = pays("2025-04-14", ZHANG, counterparty_name="张伟", counterparty_account=None, balance="95000")

    built = facts(
        roster=[elder, younger],
        payroll=[*wages(elder, "2025-03"), *wages(younger, "2025-03")],
        statement=[OPENING, entry],
        control=THROUGH,
    )

    assert built.frames["worker_month"]["arrears"].to_list() == [None, None]


def test_a_duplicate_sheet_is_due_once_at_the_larger_net(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=[*wages(ZHANG, "2025-03", net="5000"), *wages(ZHANG, "2025-03", net="5200", file="另一版.xlsx")],
        statement=[OPENING],
        control=THROUGH,
    )

    assert month_of(built, ZHANG, "2025-03")["net"] == Decimal(5200)


def test_wages_of_two_employers_add_up(facts: Build) -> None:
    built = facts(
        payroll=[
            *wages(ZHANG, "2025-03", net="3000", employer="赣江劳务"),
            *wages(ZHANG, "2025-03", net="1000", employer="抚河劳务"),
        ]
    )

    assert month_of(built, ZHANG, "2025-03")["net"] == Decimal(4000)


def test_back_pay_adds_nothing_to_what_is_due(facts: Build) -> None:
    rows = [*wages(ZHANG, "2025-03"), *wages(ZHANG, "2025-04", net="800", is_back_pay=True)]

    built = facts(roster=[ZHANG], payroll=rows)

    assert built.frames["worker_month"]["net"].to_list() == [Decimal(5000)]


def test_due_paid_owed_and_unjudged_add_up(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-02", "2025-03", "2025-07"), *wages(LI, "2025-03", "2025-04", net="4321.09")],
        statement=[OPENING, pays("2025-03-14", ZHANG, amount="5600"), pays("2025-05-14", LI, amount="4321.10")],
        control=[{"range_from": "2025-01-15", "range_through": "2025-06-30"}],
    )

    sums = built.frames["worker_month"].select("net", "settled", "arrears", "unjudged").fill_null(0).sum().row(0)
    assert sums[0] == sums[1] + sums[2] + sums[3]


@pytest.mark.parametrize(
    ("terms", "month", "day"),
    [
        ({"pay_day": 15}, "2025-03", "2025-04-15"),
        ({"pay_day": 15}, "2025-05", "2025-06-13"),  # a Sunday in June
        ({"pay_day": 31}, "2025-01", "2025-02-28"),
        ({"pay_day": 25, "pay_month_offset": 0}, "2025-03", "2025-03-25"),
        ({"pay_day": 3}, "2025-09", "2025-09-30"),  # the National Day week
        ({"pay_day": 8}, "2025-01", "2025-02-08"),  # a Saturday on which people work
        ({"pay_day": None}, "2025-07", "2025-08-31"),  # a Sunday: there is no agreed day to move
    ],
)
def test_the_due_day_moves_back_to_a_working_day(facts: Build, terms: dict[str, Any], month: str, day: str) -> None:
    built = facts(project=terms, payroll=wages(ZHANG, month))

    assert month_of(built, ZHANG, month)["due_date"] == date.fromisoformat(day)


def test_a_payroll_row_whose_net_could_not_be_read_leaves_what_is_due_unknown(facts: Build) -> None:
    (row,) = wages(ZHANG, "2025-03")

    fact = month_of(facts(roster=[ZHANG], payroll=[row | {"net": None}]), ZHANG, "2025-03")

    assert (fact["on_payroll"], fact["net"], fact["arrears"], fact["payment_gap"]) == (True, None, None, "payroll")


@pytest.mark.parametrize(("opening", "later", "arrears"), [("0", "700", Decimal(5000)), ("700", "0", None)])
def test_the_earliest_of_several_sheets_says_whether_anything_came_before_the_statement(
    facts: Build, opening: str, later: str, arrears: Decimal | None
) -> None:
    spans = [("二.xlsx", "2025-05-01", "2025-08-15", later), ("一.xlsx", "2025-03-20", "2025-04-30", opening)]
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02"),
        statement=[line("2025-05-20", into="1", file="二.xlsx"), line("2025-04-20", into="1", file="一.xlsx")],
        control=[
            {"file": file, "range_from": first, "range_through": last, "opening_balance": balance}
            for file, first, last, balance in spans
        ],
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] == arrears
