"""What the bank could not pay out: paid again in time, not paid again, or nobody can tell."""

from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, paid_out, pays, wages
from wagecheck.facts import Facts

SHOWN = [{"range_from": "2025-01-15", "range_through": "2025-08-10"}]
OPENING = line("2025-01-15", into="90000", balance="90000", counterparty_name="江南置业有限公司")
STRANGER = {"name": "赵无名", "card_no": "6217001000000000995"}


def failed(at: str, worker: dict[str, Any] = ZHANG, amount: str = "5000") -> dict[str, Any]:
    return paid_out(at, worker, amount, status="失败")


def repaid(built: Facts) -> dict[str, bool | None]:
    """Say of each failure, by its day, whether it was paid again in time."""
    rows = built.frames["repayment"].select("failed_on", "repaid_in_time").iter_rows()
    return {day.strftime("%m-%d"): again for day, again in rows}


def test_what_reached_the_same_worker_later_within_seven_days_is_the_repayment(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payout=[failed(f"2025-{day}") for day in ("02-03", "03-03", "04-03", "05-05", "07-21", "08-03", "08-04")],
        statement=[
            OPENING,
            pays("2025-02-10", ZHANG),
            pays("2025-03-11", ZHANG),
            pays("2025-04-04", ZHANG, "4999.99"),
            pays("2025-05-06", LI),
            pays("2025-07-20", ZHANG),
        ],
        control=SHOWN,
    )

    assert repaid(built) == {
        "02-03": True,
        "03-03": False,
        "04-03": False,
        "05-05": False,
        "07-21": False,
        "08-03": False,
        "08-04": None,
    }


def test_of_the_same_day_only_what_the_clock_puts_before_the_failure_is_no_repayment(facts: Build) -> None:
    clocks = [
        ("2025-02-03 10:00:00", "2025-02-03 10:00:00"),
        ("2025-03-03 10:00:00", "2025-03-03 09:59:59"),
        ("2025-04-03", "2025-04-03 09:00:00"),
        ("2025-05-05 10:00:00", "2025-05-05"),
        ("2025-06-02 10:00:00", "2025-06-03 09:00:00"),
    ]
    built = facts(
        roster=[ZHANG],
        payout=[failed(at) for at, _ in clocks],
        statement=[OPENING, *(pays(again, ZHANG) for _, again in clocks)],
        control=SHOWN,
    )

    assert repaid(built) == {"02-03": True, "03-03": False, "04-03": True, "05-05": True, "06-02": True}


def test_a_payout_of_a_batch_repays_by_its_own_clock(facts: Build) -> None:
    paid = {"payee_name": "张大山", "payee_account": ZHANG["card_no"], "amount": "5000", "status": "成功"}
    again = [
        paid | {"paid_at": at, "batch_no": f"DF{at[5:7]}"} for at in ("2025-02-03 09:00:00", "2025-03-03 11:00:00")
    ]
    built = facts(
        roster=[ZHANG],
        payout=[failed("2025-02-03 10:00:00"), failed("2025-03-03 10:00:00"), *again],
        statement=[
            OPENING,
            line("2025-02-03", out="5000", summary="代发工资 DF02"),
            line("2025-03-03", out="5000", summary="代发工资 DF03"),
        ],
        control=SHOWN,
    )

    assert repaid(built) == {"02-03": False, "03-03": True}


def test_a_payout_without_a_clock_of_its_own_may_have_come_after_the_failure_of_its_day(facts: Build) -> None:
    again = {
        "payee_name": "张大山",
        "payee_account": ZHANG["card_no"],
        "amount": "5000",
        "status": "成功",
        "batch_no": "DF2",
    }
    batch = line("2025-02-03 09:00:00", out="5000", summary="代发工资 DF2")

    built = facts(
        roster=[ZHANG], payout=[failed("2025-02-03 10:00:00"), again], statement=[OPENING, batch], control=SHOWN
    )

    assert repaid(built) == {"02-03": True}


def test_a_failure_that_two_batches_may_have_repaid_is_one_failure(facts: Build) -> None:
    batches = [line(f"2025-07-0{day}", out="6000", summary="代发工资") for day in (2, 3)]

    built = facts(roster=[ZHANG], payout=[failed("2025-07-01")], statement=[OPENING, *batches], control=SHOWN)

    assert built.frames["repayment"]["repaid_in_time"].to_list() == [None]


def test_before_the_statement_begins_nothing_is_said_of_repayment(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payout=[failed("2025-03-09"), failed("2025-03-10")],
        statement=[line("2025-03-12", into="9", balance="900")],
        control=[{"range_from": "2025-03-10", "range_through": "2025-08-10"}],
    )

    assert repaid(built) == {"03-09": None, "03-10": False}


def test_a_statement_that_begins_with_an_empty_account_shows_that_nothing_was_repaid_before(facts: Build) -> None:
    whole = [SHOWN[0] | {"file": "statement.xlsx"}]

    built = facts(roster=[ZHANG], payout=[failed("2025-01-10")], statement=[OPENING], control=whole)

    assert repaid(built) == {"01-10": False}


def test_a_failure_that_two_lines_repay_is_one_failure(facts: Build) -> None:
    lines = [OPENING, pays("2025-07-02", ZHANG), pays("2025-07-03", ZHANG)]

    built = facts(roster=[ZHANG], payout=[failed("2025-07-01")], statement=lines, control=SHOWN)

    assert built.frames["repayment"]["repaid_in_time"].to_list() == [True]


def test_without_a_statement_nothing_is_said_of_repayment(facts: Build) -> None:
    assert repaid(facts(roster=[ZHANG], payout=[failed("2025-03-09")])) == {"03-09": None}


def test_a_batch_without_a_list_may_have_repaid_so_much_as_it_paid(facts: Build) -> None:
    batches = [("02-10", "5000"), ("03-11", "5000"), ("04-03", "4999.99"), ("05-04", "5000"), ("06-02", "6000")]
    built = facts(
        roster=[ZHANG],
        payout=[failed(f"2025-{day}") for day in ("02-03", "03-03", "04-03", "05-05", "06-02")],
        statement=[OPENING, *(line(f"2025-{day}", out=out, summary="代发工资") for day, out in batches)],
        control=SHOWN,
    )

    assert repaid(built) == {"02-03": None, "03-03": False, "04-03": False, "05-05": False, "06-02": None}


def test_a_line_that_means_one_of_two_namesakes_may_have_repaid_either_and_nobody_else(facts: Build) -> None:
    twin = WANG | {"name": LI["name"]}
    built = facts(
        roster=[ZHANG, LI, twin],
        payroll=[row for worker in (LI, twin) for row in wages(worker, "2025-03")],
        payout=[failed("2025-07-01", LI), failed("2025-07-02", twin), failed("2025-07-03")],
        statement=[OPENING, line("2025-07-04", out="5000", counterparty_name=LI["name"])],
        control=SHOWN,
    )

    assert repaid(built) == {"07-01": None, "07-02": None, "07-03": False}


def test_a_row_of_the_statement_that_could_not_be_read_may_be_the_repayment(facts: Build) -> None:
    unread = [SHOWN[0] | {"lines_unread": 1}]

    built = facts(roster=[ZHANG], payout=[failed("2025-07-01")], statement=[OPENING], control=unread)

    assert repaid(built) == {"07-01": None}


def test_a_failure_is_told_by_its_day_and_worker_or_the_name_on_the_list(facts: Build) -> None:
    other = {"name": "张太山", "id_no": ZHANG["id_no"]}
    built = facts(
        roster=[ZHANG],
        payroll=[*wages(other, "2025-03"), *wages(ZHANG | {"name": None}, "2025-04")],
        payout=[failed("2025-07-01", ZHANG | {"name": "张某"}, "77.50"), failed("2025-07-02", STRANGER)],
        statement=[OPENING],
        control=SHOWN,
    )

    known, unknown = built.frames["repayment"].sort("failed_on").to_dicts()
    assert (known["subject_name"], known["identity"]) == ("张大山", f"2025-07-01|{ZHANG['id_no']}")
    assert (known["law_date"], known["repay_by"]) == (date(2025, 7, 1), date(2025, 7, 8))
    assert (str(known["failed_amount"]), known["repaid_in_time"]) == ("77.50", False)
    assert (unknown["subject_name"], unknown["identity"]) == ("赵无名", "2025-07-02|赵无名")
    assert (unknown["worker"], unknown["repaid_in_time"]) == (None, None)


@pytest.mark.parametrize("paper", ["payout", "transaction"])
def test_a_failure_names_the_paper_that_shows_it(facts: Build, paper: str) -> None:
    back = line("2025-07-02", into="5000", counterparty_name=ZHANG["name"], summary="退汇", row=9)
    built = facts(
        roster=[ZHANG],
        payout=[failed("2025-07-01") | {"row": 5}],
        statement=[OPENING, pays("2025-07-01", ZHANG), back],
        control=SHOWN,
    )

    (fact,) = (fact for fact in built.frames["repayment"].to_dicts() if fact["subject_kind"] == paper)
    where = {"payout": "payout.xlsx#5", "transaction": "statement.xlsx#9"}
    assert (fact["subject"], len(fact["sources"])) == (where[paper], 1)
