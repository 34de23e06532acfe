"""What the bank shows beside the payroll: strange accounts, second cards, excess, repayments, batches, payouts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck.facts import Facts

BATCH = {"summary": "代发工资", "counterparty_name": "代扣中间业务平台款项"}
SHOWN = [{"range_from": "2025-01-15", "range_through": "2025-08-10"}]


def payout(worker: dict[str, Any], amount: str = "5000", day: str = "2025-04-14", **more: Any) -> dict[str, Any]:
    return {
        "paid_at": day,
        "payee_name": worker["name"],
        "payee_account": worker["card_no"],
        "amount": amount,
        "status": "成功",
    } | more


def only(built: Facts, grain: str) -> dict[str, Any]:
    return built.frames[grain].row(0, named=True)


# B01: to the registered card


def test_a_payment_by_name_to_an_unknown_account_is_off_the_card(facts: Build) -> None:
    stray = pays("2025-04-14", ZHANG, counterparty_account="6217001000000000991")

    fact = only(facts(roster=[ZHANG], statement=[stray]), "payment")

    assert (fact["off_card"], fact["card_known"], fact["to_own_card"]) == (True, True, False)


@pytest.mark.parametrize("account", [None, "6217****0991"])
def test_an_account_that_the_bank_hides_may_be_his_card(facts: Build, account: str | None) -> None:
    fact = only(facts(roster=[ZHANG], statement=[pays("2025-04-14", ZHANG, counterparty_account=account)]), "payment")

    assert (fact["off_card"], fact["to_own_card"]) == (True, None)


@pytest.mark.parametrize(
    ("card", "known"),
    [({"card_no": None}, False), ({"card_no": None, "card_no_asked": False}, None), ({"card_no_damaged": True}, None)],
    ids=["empty", "not asked", "damaged"],
)
def test_without_a_card_on_the_roster_there_is_none_to_compare(
    facts: Build, card: dict[str, Any], known: bool | None
) -> None:
    worker = ZHANG | {"card_no": None} | card
    stray = pays("2025-04-14", ZHANG, counterparty_account="6217001000000000991")

    fact = only(facts(roster=[worker], statement=[stray]), "payment")

    assert (fact["card_known"], fact["to_own_card"] or None) == (known, None)


def test_a_payout_told_by_its_id_number_goes_to_the_card_or_not(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[line("2025-04-14", out="10000", **BATCH)],
        payout=[
            payout(ZHANG, id_no=ZHANG["id_no"]),
            payout(LI, id_no=LI["id_no"], payee_account="6217001000000000991", payee_name="李某"),
        ],
    )

    by_worker = {fact["worker"]: fact for fact in built.frames["payment"].to_dicts()}
    assert by_worker[ZHANG["id_no"]]["off_card"] is False
    assert (by_worker[LI["id_no"]]["off_card"], by_worker[LI["id_no"]]["to_own_card"]) == (True, False)


# B04: one account


def accounts(facts: Build, *statement: dict[str, Any]) -> int | None:
    built = facts(roster=[ZHANG], statement=list(statement))
    found: int | None = only(built, "worker_payment")["accounts_paid"]
    return found


def test_accounts_paid_are_counted(facts: Build) -> None:
    other = pays("2025-05-14", ZHANG, counterparty_account="6217001000000000991")

    assert accounts(facts, pays("2025-04-14", ZHANG), other) == 2


def test_a_payment_that_hides_its_account_may_be_to_another(facts: Build) -> None:
    hidden = pays("2025-05-14", ZHANG, counterparty_account=None)

    assert accounts(facts, pays("2025-04-14", ZHANG), hidden) is None
    assert accounts(facts, hidden) == 1


def test_a_payment_that_came_back_was_to_no_account(facts: Build) -> None:
    stray = pays("2025-04-14", ZHANG, counterparty_account="6217001000000000991")
    back = line("2025-04-15", into="5000", counterparty_name=ZHANG["name"], summary="退汇")

    assert accounts(facts, stray, back, pays("2025-04-16", ZHANG)) == 1


# B05: not more than the payroll says


def excess(facts: Build, **papers: Any) -> Decimal | None:
    built = facts(
        **{
            "roster": [ZHANG],
            "payroll": wages(ZHANG, "2025-03"),
            "statement": [pays("2025-04-14", ZHANG, "5000.02")],
            "control": SHOWN,
            "project": {"start_date": "2025-03-01"},
        }
        | papers
    )
    facts_of = {fact["worker"]: fact["excess"] for fact in built.frames["worker_payment"].to_dicts()}
    found: Decimal | None = facts_of[ZHANG["id_no"]]
    return found


def test_excess_is_what_was_paid_beyond_all_nets(facts: Build) -> None:
    assert excess(facts) == Decimal("0.02")


def test_whoever_is_on_no_payroll_was_due_nothing(facts: Build) -> None:
    assert excess(facts, roster=[ZHANG, LI], payroll=wages(LI, "2025-03")) == Decimal("5000.02")


def test_a_return_that_voids_nothing_lowers_what_was_paid(facts: Build) -> None:
    back = line("2025-04-20", into="1000", counterparty_name=ZHANG["name"], summary="退汇")

    assert excess(facts, statement=[pays("2025-04-14", ZHANG), back]) == -1000


def test_beside_a_batch_without_its_list_nothing_is_said_of_excess(facts: Build) -> None:
    batch = line("2025-04-14", out="77", **BATCH)

    assert excess(facts, statement=[pays("2025-04-14", ZHANG, "6000"), batch]) is None


def test_a_month_of_work_whose_payroll_is_missing_leaves_excess_unknown(facts: Build) -> None:
    worked = [{"name": "张大山", "id_no": ZHANG["id_no"], "month": "2025-04", "days": 20}]

    assert excess(facts, attendance=worked) is None


def test_an_unread_mark_of_another_before_the_start_leaves_no_doubt_of_excess(facts: Build) -> None:
    unread = [{"name": LI["name"], "id_no": LI["id_no"], "month": "2025-02", "days": None}]

    assert excess(facts, roster=[ZHANG, LI], attendance=unread) == Decimal("0.02")


def test_months_from_the_start_that_no_payroll_covers_leave_excess_unknown(facts: Build) -> None:
    assert excess(facts, project={"start_date": "2025-02-01"}) is None


def test_months_before_the_statement_begins_leave_excess_unknown(facts: Build) -> None:
    late = [{"range_from": "2025-05-01", "range_through": "2025-08-10", "opening_balance": "9"}]

    assert excess(facts, control=late, statement=[pays("2025-05-14", ZHANG, balance="9")]) is None


def test_a_line_to_one_of_two_namesakes_leaves_their_excess_unknown(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    either = line("2025-04-15", out="9", counterparty_name=ZHANG["name"])

    assert excess(facts, roster=[ZHANG, twin], statement=[pays("2025-04-14", ZHANG, "6000"), either]) is None


# B06: what failed is paid again

BACK = line("2025-04-15", into="5000", counterparty_name=ZHANG["name"], summary="退汇")


@pytest.mark.parametrize(
    ("day", "amount", "repaid"),
    [
        ("2025-04-22", "5000", True),
        ("2025-04-23", "5000", False),
        ("2025-04-22", "5000.01", True),
        ("2025-04-22", "4999.99", False),
        ("2025-04-15", "5000", True),
    ],
)
def test_a_return_is_paid_again_within_seven_days(facts: Build, day: str, amount: str, repaid: bool) -> None:
    lines = [pays("2025-04-14", ZHANG), BACK, pays(day, ZHANG, amount)]

    fact = only(facts(roster=[ZHANG], statement=lines, control=SHOWN), "repayment")

    assert (fact["repay_by"], fact["repaid_in_time"]) == (date(2025, 4, 22), repaid)


def test_a_payment_of_the_same_day_before_the_return_is_no_repayment(facts: Build) -> None:
    lines = [
        pays("2025-04-15 09:00:00", ZHANG),
        pays("2025-04-15 09:01:00", ZHANG),
        BACK | {"booked_at": "2025-04-15 10:00:00"},
    ]

    assert only(facts(roster=[ZHANG], statement=lines, control=SHOWN), "repayment")["repaid_in_time"] is False


def test_where_the_statement_ends_before_the_seventh_day_nothing_is_said(facts: Build) -> None:
    short = [{"range_from": "2025-01-15", "range_through": "2025-04-21"}]

    built = facts(roster=[ZHANG], statement=[pays("2025-04-14", ZHANG), BACK], control=short)

    assert only(built, "repayment")["repaid_in_time"] is None


def test_a_failed_payout_is_a_payout_and_a_return_a_transaction(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[line("2025-04-14", out="5000", **BATCH), pays("2025-04-14", LI), BACK],
        control=SHOWN,
        payout=[payout(ZHANG), payout(LI, status="失败")],
    )

    kinds = {fact["subject_kind"]: fact["repaid_in_time"] for fact in built.frames["repayment"].to_dicts()}
    assert kinds == {"payout": True, "transaction": False}


# B07, B08: lists and batches


@pytest.mark.parametrize(("total", "agrees"), [("5000", True), ("10000", True), ("5000.01", False)])
def test_a_batch_is_what_was_paid_or_the_whole_list(facts: Build, total: str, agrees: bool) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[line("2025-04-14", out=total, purpose="批次DF1", **BATCH)],
        payout=[payout(ZHANG, batch_no="DF1"), payout(LI, batch_no="DF1", status="失败")],
    )

    fact = only(built, "batch")
    assert (fact["has_list"], fact["list_total"], fact["rows_paid"], fact["list_agrees"]) == (True, 5000, 1, agrees)


def test_a_batch_without_a_list_has_none(facts: Build) -> None:
    fact = only(facts(roster=[ZHANG], statement=[line("2025-04-14", out="9", **BATCH)]), "batch")

    assert (fact["has_list"], fact["list_agrees"]) == (False, None)


@pytest.mark.parametrize(
    ("day", "amount", "covered"),
    [("2025-04-11", "5000", True), ("2025-04-17", "5000", True), ("2025-04-18", "5000", False)],
)
def test_a_payout_is_covered_by_a_debit_three_days_off(facts: Build, day: str, amount: str, covered: bool) -> None:
    built = facts(roster=[ZHANG], statement=[pays(day, ZHANG, amount)], control=SHOWN, payout=[payout(ZHANG)])

    assert only(built, "payout")["covered"] is covered


@pytest.mark.parametrize(("through", "covered"), [("2025-04-16", None), ("2025-04-17", False)])
def test_a_payout_is_judged_where_the_statement_shows_all_its_days(
    facts: Build, through: str, covered: bool | None
) -> None:
    short = [{"range_from": "2025-01-15", "range_through": through}]

    built = facts(roster=[ZHANG], statement=[pays("2025-03-14", ZHANG)], control=short, payout=[payout(ZHANG, "77")])

    assert only(built, "payout")["covered"] is covered


def test_a_payout_in_a_batch_is_covered(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[line("2025-04-14", out="5000", **BATCH)], payout=[payout(ZHANG)])

    assert only(built, "payout")["covered"] is True
