"""When the wage account falls short: as the last months went, and only where they show how things go."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck.facts import Facts
from wagecheck.facts.runway import Balance, runways
from wagecheck.model import Runway, RunwayState

OWNER = "江南置业有限公司"


def ahead(facts: Facts, balance: str | None = "12000", basis: str = "stated") -> Runway:
    (told,) = runways(facts.ledger, {"甲": Balance(basis, None if balance is None else Decimal(balance))}).values()
    return told


def allotted(*days: str, into: str = "4000") -> list[dict[str, Any]]:
    return [line(day, into=into, counterparty_name=OWNER, summary="人工费") for day in days]


def statement(*lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines in the order of their days, from the first of the account to the end of June."""
    ends = line("2025-01-05", into="1", balance="1"), line("2025-06-30", into="1")
    return sorted([*lines, *ends], key=lambda one: str(one["booked_at"]))


MONTHS = ("2025-03", "2025-04", "2025-05")
PAID = [pays(day, ZHANG) for day in ("2025-04-15", "2025-05-15", "2025-06-13")]
MONTHLY = allotted("2025-04-10", "2025-05-10", "2025-06-10")


@pytest.fixture
def site(facts: Build) -> Facts:
    """A worker paid 5 000 a month, 4 000 of it allotted each month; the statement ends in June with 12 000 left."""
    return facts(payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *MONTHLY))


def test_a_thousand_short_a_month_runs_the_account_down(site: Facts) -> None:
    told = ahead(site, "2500")

    assert (told.state, told.day, told.amount, told.month) == (RunwayState.SHORT, "2025-09-15", "500.00", "2025-08")


def test_what_it_reckons_with_is_told(site: Facts) -> None:
    told = ahead(site)

    assert (told.since, told.balance, told.payroll, told.payroll_months) == ("2025-06-30", "12000.00", "5000.00", 3)
    assert (told.allotment, told.allotment_every, told.allotment_day) == ("4000.00", 1, 10)


def test_a_full_account_lasts_to_the_end_of_the_horizon(site: Facts) -> None:
    told = ahead(site)

    assert (told.state, told.until, told.day) == (RunwayState.ENOUGH, "2025-12-31", "")


def test_the_usual_payroll_is_the_middle_one(facts: Build) -> None:
    payroll = [
        row for month, net in zip(MONTHS, ("100", "5000", "5200"), strict=True) for row in wages(ZHANG, month, net=net)
    ]
    told = ahead(facts(payroll=payroll, statement=statement(*MONTHLY)))

    assert told.payroll == "5000.00"


def test_what_is_owed_already_is_paid_first(facts: Build) -> None:
    told = ahead(facts(payroll=wages(ZHANG, *MONTHS), statement=statement(*MONTHLY)), "12000")

    assert (told.overdue, told.state, told.day, told.amount, told.month) == (
        "15000.00",
        RunwayState.SHORT,
        "2025-06-30",
        "3000.00",
        "",
    )


def test_what_just_pays_what_is_owed_is_not_short_yet(facts: Build) -> None:
    told = ahead(facts(payroll=wages(ZHANG, *MONTHS), statement=statement(*MONTHLY)), "15000")

    assert (told.overdue, told.day, told.amount) == ("15000.00", "2025-07-15", "1000.00")


def test_a_payroll_that_is_not_due_yet_counts_as_it_stands(facts: Build) -> None:
    built = facts(
        payroll=[*wages(ZHANG, *MONTHS), *wages(ZHANG, "2025-06", net="9000")], statement=statement(*PAID, *MONTHLY)
    )

    told = ahead(built, "4000")

    assert (told.day, told.amount, told.month) == ("2025-07-15", "1000.00", "2025-06")


def test_an_allotment_every_other_month_comes_every_other_month(facts: Build) -> None:
    days = allotted("2025-02-10", "2025-04-10", "2025-06-10", into="8000")
    told = ahead(facts(payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *days)), "6000")

    assert (told.allotment_every, told.day, told.amount) == (2, "2025-09-15", "1000.00")


def test_allotments_that_stopped_are_not_counted_on(facts: Build) -> None:
    built = facts(
        payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *allotted("2025-01-10", "2025-02-10", "2025-03-10"))
    )

    told = ahead(built, "12000")

    assert (told.allotment_every, told.allotment, told.last_allotment) == (0, "", "2025-03-10")
    assert (told.day, told.amount) == ("2025-09-15", "3000.00")


def test_allotments_that_were_missed_are_not_made_up(facts: Build) -> None:
    days = allotted("2025-02-10", "2025-03-10", "2025-04-10")
    told = ahead(facts(payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *days)), "1000")

    assert (told.allotment_every, told.day, told.amount) == (1, "2025-08-15", "1000.00")


@pytest.mark.parametrize(("project", "state"), [({"completion_date": "2025-05-31"}, "done"), ({}, "enough")])
def test_work_that_is_over_needs_no_more_payrolls(facts: Build, project: dict[str, Any], state: str) -> None:
    built = facts(project=project, payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *MONTHLY))

    assert ahead(built).state == state


def test_a_planned_end_that_went_by_ends_nothing(facts: Build) -> None:
    built = facts(
        project={"planned_end_date": "2025-04-30"}, payroll=wages(ZHANG, *MONTHS), statement=statement(*PAID, *MONTHLY)
    )

    assert ahead(built, "2500").state is RunwayState.SHORT


@pytest.mark.parametrize(
    ("missing", "project", "payroll", "lines"),
    [
        ("payroll", {}, wages(ZHANG, "2025-05"), [*PAID, *MONTHLY]),
        ("allotments", {}, wages(ZHANG, *MONTHS), [*PAID, *MONTHLY[:1]]),
        ("allotments", {"owner_name": None}, wages(ZHANG, *MONTHS), [*PAID, *MONTHLY]),
        ("closed", {"account_closed": "2025-06-20"}, wages(ZHANG, *MONTHS), [*PAID, *MONTHLY]),
    ],
)
def test_without_a_rhythm_nothing_is_said(
    facts: Build, missing: str, project: dict[str, Any], payroll: Sequence[Any], lines: Sequence[Any]
) -> None:
    told = ahead(facts(project=project, payroll=payroll, statement=statement(*lines)))

    assert (told.state, told.missing, told.day, told.amount) == (RunwayState.UNKNOWN, (missing,), "", "")


@pytest.mark.parametrize(("basis", "missing"), [("unknown", "balance"), ("several", "accounts")])
def test_without_a_balance_nothing_is_said(site: Facts, basis: str, missing: str) -> None:
    assert ahead(site, None, basis).missing == (missing,)


def test_without_a_statement_nothing_is_said(facts: Build) -> None:
    (told,) = runways(facts(payroll=wages(ZHANG, *MONTHS)).ledger, {}).values()

    assert (told.state, told.missing) == (RunwayState.UNKNOWN, ("statement",))


def test_wages_that_nobody_can_judge_are_left_out(facts: Build) -> None:
    """A batch without its list may have paid both for May: what they are due is neither owed nor reckoned with."""
    batch = line("2025-06-13", out="10000", summary="代发工资")
    built = facts(
        payroll=[*wages(ZHANG, *MONTHS), *wages(LI, "2025-05")], statement=statement(*PAID[:2], batch, *MONTHLY)
    )

    assert ahead(built).overdue == "0.00"
