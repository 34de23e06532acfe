"""What the pictures show: the account day by day, and how each worker-month was paid."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import wagecheck
from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck import pictures
from wagecheck.findings import Voice
from wagecheck.model import AccountHistory, Calendar
from wagecheck.privacy import Names

OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")
THROUGH = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]
SAMPLES = Path(__file__).parents[2] / "samples"


def account(facts: Build, *lines: object, control: object = THROUGH) -> AccountHistory:
    return pictures.accounts(facts(roster=[ZHANG], statement=list(lines), control=control))["甲"]


def calendar(facts: Build, **papers: object) -> Calendar:
    return pictures.calendars(facts(**papers), Voice(b"", reveal=True))["甲"]


def test_a_day_ends_with_the_balance_of_its_last_line(facts: Build) -> None:
    history = account(
        facts, OPENING, pays("2025-02-10", ZHANG, balance="95000"), pays("2025-02-10", LI, balance="90000")
    )

    assert [(day.day, day.balance) for day in history.days] == [("2025-01-20", "100000.00"), ("2025-02-10", "90000.00")]
    assert (history.basis, history.opening) == ("stated", "0.00")


def test_a_day_sums_its_lines_by_kind(facts: Build) -> None:
    history = account(facts, OPENING, pays("2025-02-10", ZHANG), line("2025-02-10", out="12", summary="手续费"))

    assert history.days[-1].sums == {"fee": "12.00", "wage": "5000.00"}


def test_a_day_without_a_balance_is_reckoned_from_its_neighbours(facts: Build) -> None:
    history = account(facts, line("2025-01-18", into="500"), OPENING, pays("2025-02-10", ZHANG))

    assert [day.balance for day in history.days] == ["0.00", "100000.00", "95000.00"]


def test_without_any_balance_the_banks_opening_balance_serves(facts: Build) -> None:
    lines = [line("2025-01-20", into="1000"), pays("2025-02-10", ZHANG, "400")]
    history = account(facts, *lines, control=[THROUGH[0] | {"opening_balance": "50"}])

    assert (history.basis, history.opening, history.days[-1].balance) == ("reckoned", "50.00", "650.00")


def test_without_any_balance_nothing_is_reckoned_where_lines_are_missing(facts: Build) -> None:
    lines = [line("2025-01-20", into="1000"), pays("2025-02-10", ZHANG, "400")]
    history = account(facts, *lines, control=[THROUGH[0] | {"opening_balance": "50", "lines_unread": 1}])

    assert (history.basis, [day.balance for day in history.days]) == ("unknown", ["", ""])


def test_lines_of_two_accounts_have_no_balance_in_common(facts: Build) -> None:
    history = account(facts, OPENING | {"own_account": "36001"}, pays("2025-02-10", ZHANG, own_account="36002"))

    assert (history.basis, history.days[0].balance) == ("several", "")


def test_a_line_exported_twice_counts_once(facts: Build) -> None:
    again = OPENING | {"file": "二.xlsx"}

    assert account(facts, OPENING, again).days[0].sums == {"allotment": "100000.00"}


@pytest.mark.parametrize(
    ("day", "mark"), [("2025-04-15", "p"), ("2025-04-16", "l")], ids=["on the due day", "the day after"]
)
def test_a_month_paid_off_is_in_time_or_late(facts: Build, day: str, mark: str) -> None:
    paid = [OPENING, pays(day, ZHANG)]
    shown = calendar(facts, roster=[ZHANG], payroll=wages(ZHANG, "2025-03"), statement=paid, control=THROUGH)

    assert shown.teams[0].rows[0].marks == mark


def test_owed_unknown_and_pending_months_differ(facts: Build) -> None:
    until = [{"range_from": "2025-01-15", "range_through": "2025-05-10"}]
    books = {"roster": [ZHANG], "statement": [OPENING], "control": until, "on": date(2025, 5, 20)}
    shown = calendar(facts, payroll=wages(ZHANG, "2025-03", "2025-04", "2025-05"), **books)

    assert shown.months == ("2025-03", "2025-04", "2025-05")
    assert [(row.marks, row.arrears) for row in shown.teams[0].rows] == [("o?-", "5000.00")]


def test_a_month_in_which_others_worked_has_a_place_in_every_row(facts: Build) -> None:
    payroll = [*wages(ZHANG, "2025-03", "2025-05"), *wages(LI, "2025-04")]
    shown = calendar(facts, roster=[ZHANG, LI], payroll=payroll)

    assert {row.name: row.marks for team in shown.teams for row in team.rows} == {"张大山": "?.?", "李小河": ".?."}


def test_a_public_calendar_shows_the_first_sign_of_a_name(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-03"))
    (team,) = pictures.calendars(built, Voice(b"", hidden=Names.of(["张大山"])))["甲"].teams

    assert team.rows[0].name == "张*"
    assert ZHANG["id_no"] not in str(team)


def test_work_without_a_payroll_is_not_checked(facts: Build) -> None:
    attendance = [{"name": "张大山", "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20}]
    shown = calendar(facts, roster=[ZHANG], attendance=attendance)

    assert shown.teams[0].rows[0].marks == "?"


@pytest.mark.parametrize("name", ["nanchang-binjiang", "tianjin-teda", "ganzhou-school"])
def test_the_pictures_and_the_sums_tell_the_same(name: str) -> None:
    (project,) = wagecheck.audit([SAMPLES / name], on=date(2025, 8, 20)).projects
    assert project.calendar is not None
    rows = [row for team in project.calendar.teams for row in team.rows]
    marks = Counter("".join(row.marks for row in rows))

    assert marks["o"] == project.money.worker_months_in_arrears
    assert sum("o" in row.marks for row in rows) == project.money.workers_in_arrears
    assert sum(Decimal(row.arrears) for row in rows) == Decimal(project.money.arrears)
    days = project.account.days if project.account else ()
    flow = {kind: sum((Decimal(day.sums.get(kind, 0)) for day in days), Decimal(0)) for kind in project.flow}
    assert {kind: f"{total:.2f}" for kind, total in flow.items()} == project.flow
