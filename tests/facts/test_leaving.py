"""By when a leaver must be settled with, and whether he was."""

from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages

OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")
THROUGH = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]


def leaver(facts: Build, *lines: dict[str, Any], on: date = date(2025, 8, 20), **more: Any) -> dict[str, Any]:
    roster = more.pop("roster", [ZHANG | {"exit_date": "2025-04-30"}])
    papers = {"payroll": wages(ZHANG, "2025-03", "2025-04"), "statement": [OPENING, *lines], "control": THROUGH}
    frame = facts(on, roster=roster, **(papers | more)).frames["worker"]
    found: dict[str, Any] = frame.filter(frame["subject"] == ZHANG["id_no"]).row(0, named=True)
    return found


@pytest.mark.parametrize(
    ("region", "deadline"),
    [
        ("360113", date(2025, 5, 12)),  # 江西: five working days, across the holidays of May
        ("110101", date(2025, 5, 30)),  # elsewhere: thirty days
    ],
)
def test_the_deadline_is_the_places_own_or_thirty_days(facts: Build, region: str, deadline: date) -> None:
    assert leaver(facts, project={"region": region})["settle_deadline"] == deadline


def test_whoever_is_paid_off_by_the_deadline_is_settled_with(facts: Build) -> None:
    paid = [pays("2025-04-15", ZHANG), pays("2025-05-12", ZHANG)]

    assert leaver(facts, *paid)["months_unsettled"] == 0


def test_a_day_later_a_month_was_not(facts: Build) -> None:
    paid = [pays("2025-04-15", ZHANG), pays("2025-05-13", ZHANG)]

    assert leaver(facts, *paid)["months_unsettled"] == 1


def test_whoever_was_never_paid_has_all_his_months_open(facts: Build) -> None:
    assert leaver(facts)["months_unsettled"] == 2


def test_a_month_of_no_net_is_settled(facts: Build) -> None:
    payroll = [*wages(ZHANG, "2025-03"), *wages(ZHANG, "2025-04", net="0")]

    assert leaver(facts, pays("2025-04-15", ZHANG), payroll=payroll)["months_unsettled"] == 0


def test_a_line_that_may_have_paid_him_leaves_it_open(facts: Build) -> None:
    unsaid = {"counterparty_name": None, "counterparty_account": None, "summary": None}
    paid = [pays("2025-04-15", ZHANG), pays("2025-05-08", ZHANG) | unsaid]

    assert leaver(facts, *paid)["months_unsettled"] is None


def test_the_smallest_net_that_was_never_paid_is_open(facts: Build) -> None:
    assert leaver(facts, payroll=wages(ZHANG, "2025-04", net="0.50"))["months_unsettled"] == 1


def test_a_line_of_the_last_day_that_may_have_paid_him_leaves_it_open_though_he_was_paid_again(facts: Build) -> None:
    unsaid = {"counterparty_name": None, "counterparty_account": None, "summary": None}
    paid = [pays("2025-04-15", ZHANG), pays("2025-05-12", ZHANG) | unsaid, pays("2025-05-13", ZHANG)]

    assert leaver(facts, *paid)["months_unsettled"] is None


def test_a_month_on_no_payroll_has_no_net_to_settle(facts: Build) -> None:
    paid = [pays("2025-04-15", ZHANG), pays("2025-05-12", ZHANG)]
    worked = [{"id_no": ZHANG["id_no"], "month": "2025-02", "days": 20}]

    assert leaver(facts, *paid, attendance=worked)["months_unsettled"] == 0


def test_whoever_left_without_a_net_or_a_statement_has_left(facts: Build) -> None:
    alone = leaver(facts, payroll=[])
    unseen = facts(roster=[ZHANG | {"exit_date": "2025-04-30"}]).frames["worker"].row(0, named=True)

    assert (alone["has_left"], alone["months_unsettled"], alone["settlement_due"]) == (True, None, True)
    assert (unseen["has_left"], unseen["settle_deadline"], unseen["settlement_due"]) == (True, date(2025, 5, 12), None)


def test_the_last_of_his_stays_counts(facts: Build) -> None:
    stays = [ZHANG | {"exit_date": "2025-03-31"}, ZHANG | {"entry_date": "2025-04-10", "exit_date": "2025-06-30"}]

    assert leaver(facts, roster=stays)["exit_date"] == date(2025, 6, 30)


def test_whoever_has_an_open_stay_has_not_left(facts: Build) -> None:
    stays = [ZHANG | {"exit_date": "2025-03-31"}, ZHANG | {"entry_date": "2025-04-10", "exit_date": None}]
    fact = leaver(facts, roster=stays)

    assert (fact["has_left"], fact["settle_deadline"], fact["months_unsettled"]) == (False, None, None)


@pytest.mark.parametrize(
    ("through", "due"),
    [("2025-05-11", False), ("2025-05-12", True)],
)
def test_a_statement_that_ends_before_the_deadline_cannot_tell(facts: Build, through: str, due: bool) -> None:
    control = [{"range_from": "2025-01-15", "range_through": through}]

    assert leaver(facts, control=control)["settlement_due"] is due


def test_the_deadline_must_have_passed_on_the_day_of_the_audit(facts: Build) -> None:
    assert leaver(facts, on=date(2025, 5, 12))["settlement_due"] is False
    assert leaver(facts, on=date(2025, 5, 13))["settlement_due"] is True


def test_who_is_not_on_the_roster_is_not_known_to_have_left(facts: Build) -> None:
    fact = leaver(facts, roster=[LI | {"exit_date": "2025-04-30"}])

    assert (fact["has_left"], fact["months_unsettled"]) == (False, None)
