"""Batches, payouts and returns: what reached a worker."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, month_of, pays, wages
from wagecheck.facts import Facts
from wagecheck.facts.unmatched import unmatched

BATCH = {"summary": "代发工资", "counterparty_name": "代扣中间业务平台款项"}


def payout(worker: dict[str, Any], amount: str = "5000", day: str | None = "2025-04-14", **more: Any) -> dict[str, Any]:
    return {
        "paid_at": day,
        "payee_name": worker["name"],
        "payee_account": worker["card_no"],
        "amount": amount,
        "status": "成功",
    } | more


def paid(built: Facts) -> list[tuple[str, Decimal]]:
    return sorted(built.ledger.paid.select("worker", "amount").iter_rows())


def test_a_batch_of_equal_total_within_three_days_covers_its_list(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-03"), *wages(LI, "2025-03")],
        statement=[line("2025-04-11", out="10000", **BATCH)],
        payout=[payout(ZHANG), payout(LI)],
    )

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000)), (LI["id_no"], Decimal(5000))]
    assert built.ledger.unexplained.height == 0


@pytest.mark.parametrize("batch", [{"out": "10000.01"}, {"out": "10000", "day": "2025-04-10"}])
def test_another_total_or_a_fourth_day_covers_nothing(facts: Build, batch: dict[str, str]) -> None:
    day = batch.pop("day", "2025-04-14")
    built = facts(roster=[ZHANG, LI], statement=[line(day, **batch, **BATCH)], payout=[payout(ZHANG), payout(LI)])

    assert paid(built) == []
    assert built.ledger.unexplained.height == 1


def test_a_batch_number_ties_whatever_the_day(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        statement=[line("2025-04-01", out="9999", purpose="批次DF20250401", **BATCH)],
        payout=[payout(ZHANG, batch_no="DF20250401")],
    )

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000))]


def test_a_failed_payout_pays_nobody(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[line("2025-04-14", out="5000", **BATCH)],
        payout=[payout(ZHANG), payout(LI, status="失败")],
    )

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000))]


@pytest.mark.parametrize(("debited", "arrears"), [("10000", None), ("11000", Decimal(5000)), ("5000", Decimal(5000))])
def test_whom_a_list_leaves_out_may_be_paid_by_the_rest_of_its_batch_though_others_failed(
    facts: Build, debited: str, arrears: Decimal | None
) -> None:
    """A batch of what arrived, or of what failed too, is explained by its list; any other has paid somebody else."""
    opening = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")
    built = facts(
        roster=[ZHANG, LI, WANG],
        payroll=wages(WANG, "2025-03"),
        statement=[opening, line("2025-04-14", out=debited, purpose="批次DF1", **BATCH)],
        payout=[payout(ZHANG, batch_no="DF1"), payout(LI, amount="6000", status="失败", batch_no="DF1")],
        control=[{"range_from": "2025-01-15", "range_through": "2025-08-15"}],
    )

    assert month_of(built, WANG, "2025-03")["arrears"] == arrears


def test_the_return_of_a_failed_payout_voids_no_earlier_payment(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[
            pays("2025-03-14", LI),
            line("2025-04-14", out="10000", **BATCH),
            line("2025-04-15", into="5000", counterparty_name=LI["name"], summary="代发失败退回"),
        ],
        payout=[payout(ZHANG), payout(LI, status="失败")],
    )

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000)), (LI["id_no"], Decimal(5000))]


def test_payouts_that_no_batch_covers_are_not_counted_beside_the_single_debits(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[pays("2025-04-14", ZHANG)], payout=[payout(ZHANG)])

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000))]


def test_a_line_that_tells_only_its_amount_is_proved_a_batch_by_its_list(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        statement=[line("2025-04-14", out="10000")],
        payout=[payout(ZHANG, day=None), payout(LI, day=None)],
    )

    assert built.ledger.lines["kind"].to_list() == ["other_out"]  # no day, no number: nothing ties them

    built = facts(roster=[ZHANG, LI], statement=[line("2025-04-14", out="10000")], payout=[payout(ZHANG), payout(LI)])

    assert built.ledger.lines["kind"].to_list() == ["batch"]
    assert built.ledger.paid.height == 2


def test_the_banks_day_stands_in_for_a_payout_without_one(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        statement=[line("2025-04-14", out="5000", purpose="批次DF1", **BATCH)],
        payout=[payout(ZHANG, day=None, batch_no="DF1")],
    )

    assert built.ledger.paid["day"].to_list() == [date(2025, 4, 14)]


def test_one_list_is_covered_once(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        statement=[line("2025-04-14", out="5000", **BATCH), line("2025-04-15", out="5000", **BATCH)],
        payout=[payout(ZHANG)],
    )

    assert paid(built) == [(ZHANG["id_no"], Decimal(5000))]
    assert built.ledger.unexplained["booked_at"].dt.date().to_list() == [date(2025, 4, 15)]


def test_a_return_voids_the_latest_earlier_payment_of_its_amount(facts: Build) -> None:
    back = line("2025-05-20", into="5000", counterparty_name=ZHANG["name"], summary="退汇")

    built = facts(
        roster=[ZHANG],
        statement=[pays("2025-03-14", ZHANG), pays("2025-05-14", ZHANG), back, pays("2025-06-13", ZHANG)],
    )

    assert sorted(built.ledger.paid["day"].to_list()) == [date(2025, 3, 14), date(2025, 6, 13)]


@pytest.mark.parametrize(("order", "left"), [("ABr", "A"), ("rAB", "A"), ("ArB", "B"), ("rA", ""), ("Ar", "")], ids=str)
def test_of_the_payments_of_one_day_a_return_voids_the_last_above_it_else_the_last_of_all(
    facts: Build, order: str, left: str
) -> None:
    lines = {
        "A": pays("2025-05-14", ZHANG, purpose="A"),
        "B": pays("2025-05-14", ZHANG, purpose="B"),
        "r": line("2025-05-14", into="5000", counterparty_name=ZHANG["name"], summary="退汇"),
    }
    built = facts(roster=[ZHANG], statement=[lines[each] for each in order])

    standing = built.ledger.lines.join(built.ledger.paid, on="rid", how="semi")
    assert (standing["purpose"].str.join("").item(), built.ledger.idle.height) == (left, 0)


def test_money_that_a_worker_pays_in_is_no_return_unless_it_says_so(facts: Build) -> None:
    lent = line("2025-05-20", into="5000", counterparty_name=ZHANG["name"], summary="往来")

    built = facts(roster=[ZHANG], statement=[pays("2025-05-14", ZHANG), lent])

    assert (paid(built), built.ledger.idle.height) == ([(ZHANG["id_no"], Decimal(5000))], 0)


def test_a_return_without_its_payment_lowers_what_was_paid(facts: Build) -> None:
    back = line("2025-05-20", into="1000", counterparty_name=ZHANG["name"], summary="退汇")

    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[pays("2025-04-14", ZHANG), back],
        control=[{"range_from": "2025-01-15"}],
    )

    fact = month_of(built, ZHANG, "2025-03")
    assert (fact["settled"], fact["arrears"], fact["paid_off"]) == (Decimal(4000), Decimal(1000), False)


@pytest.mark.parametrize(
    ("roster", "bank", "same"),
    [
        ("阿布都·卡德尔", "阿布都.卡德尔", True),
        ("阿布都·卡德尔", "阿布都卡德尔", True),
        ("Mohammed Ali", "MOHAMMED ALI", True),
        ("张大山", "张大山(工资)", True),
        ("张大山", "张小山", False),
        ("张大山", "张**", None),
    ],
)
def test_dots_case_and_remarks_make_no_other_person(facts: Build, roster: str, bank: str, same: bool | None) -> None:
    man = ZHANG | {"name": roster}
    built = facts(roster=[man], statement=[pays("2025-04-14", man, counterparty_name=bank)])

    assert built.frames["payment"]["payee_is_worker"].to_list() == [same]


def test_whoever_has_no_card_is_found_by_his_name_whatever_its_dots(facts: Build) -> None:
    man = ZHANG | {"name": "阿布都·卡德尔", "card_no": None}
    built = facts(roster=[man], statement=[pays("2025-04-14", man, counterparty_name="阿布都卡德尔")])

    assert built.frames["payment"]["worker"].to_list() == [ZHANG["id_no"]]


@pytest.mark.parametrize(
    ("opened", "start", "unjudged"),
    [("2025-01-20", "2025-05-01", 1), (None, "2025-05-01", 0), ("2025-05-01", "2025-05-01", 0)],
)
def test_an_empty_account_that_is_older_than_the_statement_may_have_paid_before(
    facts: Build, opened: str | None, start: str, unjudged: int
) -> None:
    built = facts(
        date(2025, 8, 20),
        project={"account_opened": opened, "statement_from": start, "statement_through": "2025-08-18"},
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[line("2025-05-07", into="9000", balance="9000", counterparty_name="江南置业有限公司")],
    )

    assert (month_of(built, ZHANG, "2025-03")["arrears"] is None) is bool(unjudged)


def test_two_equal_payments_of_one_day_are_seen(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[pays("2025-04-14", ZHANG), pays("2025-04-14", ZHANG)])

    assert built.frames["payment"]["same_payments"].to_list() == [2, 2]
    assert built.frames["payment"]["identity"].n_unique() == 2


def test_what_was_matched_to_nobody_is_reported_with_its_reason(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    built = facts(
        roster=[ZHANG, twin],
        payroll=wages(ZHANG | {"id_no": None}, "2025-03"),
        statement=[
            line("2025-04-14", out="10000", **BATCH),
            line("2025-04-15", out="9", counterparty_name=ZHANG["name"]),
        ],
        payout=[payout(LI | {"name": "王无名", "card_no": "62170099"}), payout(ZHANG, amount="77")],
    )

    assert unmatched(built.ledger)["reason"].to_list() == ["nobody", "batch", "homonyms", "payout", "payout"]


@pytest.mark.parametrize(
    ("day", "total", "arrears"),
    [
        ("2025-04-14", "10000", None),
        ("2025-04-14", "9999", Decimal(5000)),
        ("2025-04-14", "5000", Decimal(5000)),
        ("2025-03-01", "10000", None),
        ("2025-02-28", "10000", Decimal(5000)),
    ],
)
def test_who_is_left_out_of_a_list_may_be_who_the_rest_of_its_batch_paid(
    facts: Build, day: str, total: str, arrears: Decimal | None
) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-03"), *wages(LI, "2025-03")],
        statement=[line(day, out=total, **BATCH | {"summary": "代发工资 DF1"})],
        payout=[payout(ZHANG, batch_no="DF1")],
        control=[{"range_from": "2025-01-15", "range_through": "2025-08-18"}],
    )

    assert month_of(built, LI, "2025-03")["arrears"] == arrears
