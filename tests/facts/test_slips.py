"""The evidence sheet of a worker, from the books: what settled each month, what is owed, what nobody can tell."""

from decimal import Decimal

import polars as pl
import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck import law
from wagecheck.errors import UsageError
from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.model import MonthState, WorkerSlip
from wagecheck.slips import chosen, everyone_owed, slips

OPENING = line("2025-02-10", into="90000", balance="90000")


def _slip(facts: Facts, book: law.Law, *, reveal: bool = False) -> WorkerSlip:
    (made,) = slips(facts, chosen(facts, [ZHANG["id_no"]]), book, Voice(b"", reveal=reveal))
    return made


def test_a_late_payment_settles_the_oldest_month_first(facts: Build, book: law.Law) -> None:
    one = _slip(
        facts(
            payroll=wages(ZHANG, "2025-02", "2025-03"),
            statement=[OPENING, pays("2025-03-14", ZHANG, "2000"), pays("2025-06-20", ZHANG, "4000", serial="K9")],
        ),
        book,
    )
    first, second = one.months

    assert [(share.day, share.amount) for share in first.payments] == [
        ("2025-03-14", "2000.00"),
        ("2025-06-20", "3000.00"),
    ]
    assert [(share.reference, share.amount) for share in second.payments] == [("K9", "1000.00")]
    assert (first.state, second.state) == (MonthState.PAID, MonthState.OWED)
    assert (second.due, second.paid, second.owed, one.owed) == ("5000.00", "1000.00", "4000.00", "4000.00")


def test_what_the_bank_sent_back_settles_nothing(facts: Build, book: law.Law) -> None:
    one = _slip(
        facts(
            payroll=wages(ZHANG, "2025-02"),
            statement=[
                OPENING,
                pays("2025-03-14", ZHANG, "5000"),
                line("2025-03-15", into="1200", counterparty_name=ZHANG["name"], summary="退汇"),
                pays("2025-06-30", LI, "1"),
            ],
            roster=[LI],
        ),
        book,
    )
    (month,) = one.months

    assert month.paid == "3800.00"
    assert sum(Decimal(share.amount) for share in month.payments) == Decimal("3800.00")
    assert month.owed == "1200.00"


def test_without_a_statement_every_month_is_unknown_and_nothing_is_owed(facts: Build, book: law.Law) -> None:
    one = _slip(facts(payroll=wages(ZHANG, "2025-02", "2025-03")), book)

    assert {month.state for month in one.months} == {MonthState.UNKNOWN}
    assert {(month.paid, month.owed, month.missing) for month in one.months} == {("", "", "statement")}
    assert (one.owed, one.unjudged_months) == ("0.00", 2)


def test_a_month_after_the_end_of_the_statement_is_unknown(facts: Build, book: law.Law) -> None:
    one = _slip(facts(payroll=wages(ZHANG, "2025-05"), statement=[OPENING]), book)

    assert [(month.state, month.missing) for month in one.months] == [
        (MonthState.UNKNOWN, "statement.statement_through")
    ]


def test_work_without_a_payroll_is_unknown(facts: Build, book: law.Law) -> None:
    worked = {"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": "20"}
    (month,) = _slip(facts(attendance=[worked], statement=[OPENING]), book).months

    assert (month.state, month.days, month.due, month.missing) == (MonthState.UNKNOWN, "20", "", "payroll")


def test_a_month_that_is_not_due_is_not_owed(facts: Build, book: law.Law) -> None:
    one = _slip(facts(payroll=wages(ZHANG, "2025-08"), statement=[OPENING, pays("2025-08-19", LI)]), book)

    assert [(month.state, month.owed, month.missing) for month in one.months] == [(MonthState.NOT_DUE, "", "")]
    assert one.owed == "0.00"


def test_numbers_are_masked_unless_asked_for(facts: Build, book: law.Law) -> None:
    built = facts(payroll=wages(ZHANG, "2025-02"), roster=[{**ZHANG, "phone": "13800001234"}])

    assert (_slip(built, book).worker_id, _slip(built, book).phone) == ("3601**********1238", "138****1234")
    assert _slip(built, book, reveal=True).worker_id == ZHANG["id_no"]


def test_a_worker_known_by_name_alone_has_no_number(facts: Build, book: law.Law) -> None:
    built = facts(payroll=[{"name": "周无证", "month": "2025-02", "net": "100"}])
    (made,) = slips(built, chosen(built, ["周 无证"]), book, Voice(b""))

    assert (made.name, made.worker_id) == ("周无证", "")


def test_namesakes_must_be_told_apart_by_their_number(facts: Build) -> None:
    twin = {**LI, "name": ZHANG["name"]}
    built = facts(payroll=[*wages(ZHANG, "2025-02"), *wages(twin, "2025-02")])

    with pytest.raises(UsageError, match=r"有 2 人: 3601\*{10}1238、3601\*{10}2348.*证件号码"):
        chosen(built, [ZHANG["name"]])
    assert chosen(built, [LI["id_no"]])["worker"].to_list() == [LI["id_no"]]


def test_nobody_of_that_name_is_an_error(facts: Build) -> None:
    with pytest.raises(UsageError, match="台账里没有 钱无"):
        chosen(facts(payroll=wages(ZHANG, "2025-02")), ["钱无"])


def test_everyone_owed_is_everyone_in_the_ledger_of_arrears(facts: Build) -> None:
    built = facts(
        payroll=[*wages(ZHANG, "2025-02"), *wages(LI, "2025-02")],
        statement=[OPENING, pays("2025-03-14", LI), pays("2025-06-20", LI, "1")],
    )

    assert everyone_owed(built).equals(pl.DataFrame({"project_id": ["甲"], "worker": [ZHANG["id_no"]]}))
