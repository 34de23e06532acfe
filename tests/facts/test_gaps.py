"""What the statement cannot show because a part of it, or of another paper, is missing."""

from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, month_of, pays, wages

JANUARY = {"file": "1月流水.xlsx"}
APRIL = {"file": "4月流水.xlsx"}
OWNER = {"counterparty_name": "江南置业有限公司"}


def two_sheets(left: str | None, before: str | None, *, second: str = "2025-05-06") -> list[dict[str, Any]]:
    """Give a line of a sheet that ends with the balance `left`, and one of a later sheet that begins with `before`."""
    after = None if before is None else str(int(before) + 10_000)
    return [
        line("2025-01-20", into="100000", balance=left, **OWNER, **JANUARY),
        line(second, into="10000", balance=after, **OWNER, **APRIL),
        line("2025-08-15", into="1", balance=None if after is None else str(int(after) + 1), **APRIL),
    ]


@pytest.mark.parametrize(
    ("left", "before", "arrears"),
    [
        ("100000", "100000", Decimal(5000)),  # nothing moved between the sheets: nobody was paid
        ("100000", "40000", None),
        ("0", "0", None),  # what came in may have gone out again
        (None, None, None),
    ],
)
def test_between_two_sheets_only_a_balance_that_leads_on_shows_that_nobody_was_paid(
    facts: Build, left: str | None, before: str | None, arrears: Decimal | None
) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-02"), statement=two_sheets(left, before))

    fact = month_of(built, ZHANG, "2025-02")
    assert (fact["arrears"], fact["payment_gap"]) == (arrears, None if arrears else "statement.debit")


def test_a_sheet_leads_on_with_its_last_balance(facts: Build) -> None:
    first = line("2025-01-18", into="30000", balance="30000", **OWNER, **JANUARY)
    _, second, third = two_sheets("100000", "100000")
    ended = line("2025-01-20", into="70000", balance="100000", **OWNER, **JANUARY)

    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-02"), statement=[first, ended, second, third])

    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(5000)


def test_a_month_whose_wages_could_only_be_paid_after_the_gap_is_owed(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-05"), statement=two_sheets("100000", "40000"))

    assert month_of(built, ZHANG, "2025-05")["arrears"] == Decimal(5000)


def test_two_sheets_of_the_same_weeks_with_empty_accounts_leave_no_gap(facts: Build) -> None:
    sheets = two_sheets("0", "0", second="2025-02-03")
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-02"), statement=sheets)

    assert month_of(built, ZHANG, "2025-02")["arrears"] == Decimal(5000)


def test_an_owner_may_have_allotted_in_a_gap(facts: Build) -> None:
    built = facts(statement=two_sheets("100000", "40000"))

    months = built.frames["project_month"].select("subject", "allotted").rows()
    assert dict(months)["2025-03"] is None
    assert dict(months)["2025-06"] == 0


def test_of_a_torn_statement_no_open_month_is_owed(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02"),
        statement=two_sheets("100000", "100000"),
        torn=["statement"],
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] is None


@pytest.mark.parametrize(("torn", "arrears"), [([], Decimal(5000)), (["statement"], None)])
def test_lines_that_lack_in_the_middle_of_a_sheet_may_stand_in_the_part_that_is_torn(
    facts: Build, torn: list[str], arrears: Decimal | None
) -> None:
    lines = [line("2025-01-20", into="9", balance="9", **OWNER), line("2025-07-20", into="9", balance="7", **OWNER)]
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=lines, torn=torn)

    assert month_of(built, ZHANG, "2025-03")["arrears"] == arrears
    assert (built.frames["transaction"]["expected_balance"].to_list()[-1] is None) is bool(torn)


def test_of_a_torn_statement_what_it_shows_as_paid_is_paid(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02"),
        statement=[*two_sheets("100000", "100000"), pays("2025-03-10", ZHANG, **APRIL)],
        torn=["statement"],
    )

    assert month_of(built, ZHANG, "2025-02")["arrears"] == 0


@pytest.mark.parametrize(("torn", "on_roster"), [([], False), (["roster"], None)])
def test_whoever_a_torn_roster_does_not_name_may_be_on_it(
    facts: Build, torn: list[str], on_roster: bool | None
) -> None:
    built = facts(roster=[LI], payroll=wages(ZHANG, "2025-02"), torn=torn)

    workers = built.frames["worker"].select("subject", "on_roster").rows()
    assert dict(workers) == {LI["id_no"]: True, ZHANG["id_no"]: on_roster}


@pytest.mark.parametrize(("torn", "contracted"), [([], False), (["roster"], None)])
def test_what_a_torn_roster_leaves_empty_may_be_filled_in_its_other_part(
    facts: Build, torn: list[str], contracted: bool | None
) -> None:
    built = facts(roster=[ZHANG | {"contract_date": None}, LI | {"contract_date": "2025-01-10"}], torn=torn)

    workers = built.frames["worker"].select("subject", "contract_provided").rows()
    assert dict(workers) == {LI["id_no"]: True, ZHANG["id_no"]: contracted}


@pytest.mark.parametrize(("torn", "on_payroll"), [([], False), (["payroll"], None)])
def test_whoever_a_torn_payroll_does_not_name_may_be_on_it(
    facts: Build, torn: list[str], on_payroll: bool | None
) -> None:
    worked = [
        {"name": one["name"], "id_no": one["id_no"], "month": "2025-02", "date": "2025-02-10", "days": "1"}
        for one in (ZHANG, LI)
    ]
    built = facts(attendance=worked, payroll=wages(LI, "2025-02"), torn=torn)

    assert month_of(built, ZHANG, "2025-02")["on_payroll"] is on_payroll
    assert month_of(built, LI, "2025-02")["on_payroll"] is True


@pytest.mark.parametrize(("torn", "days"), [([], Decimal(1)), (["attendance"], None)])
def test_a_torn_attendance_sheet_may_hold_more_days_of_anybody(
    facts: Build, torn: list[str], days: Decimal | None
) -> None:
    worked = {"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-02", "date": "2025-02-10", "days": "1"}
    built = facts(attendance=[worked], torn=torn)

    fact = month_of(built, ZHANG, "2025-02")
    assert (fact["attended"], fact["days"]) == (True, days)


@pytest.mark.parametrize(("torn", "instruments"), [([], 1), (["deposit"], None)])
def test_beside_a_torn_deposit_paper_there_may_be_more_instruments(
    facts: Build, torn: list[str], instruments: int | None
) -> None:
    paid_in = {"kind": "现金", "amount": "100000", "lodged_date": "2025-02-01"}
    built = facts(deposit=[paid_in], torn=torn)

    assert built.frames["deposit"]["instruments"].to_list() == [instruments]
