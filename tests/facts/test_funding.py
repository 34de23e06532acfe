"""What came in for wages, what fell due, and which papers cover which month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages

OWNER, CONTRACTOR = "江南置业有限公司", "赣北建工集团有限公司"
FED = line("2025-01-20", into="12000", balance="12000", counterparty_name=OWNER)
THROUGH = [{"file": "statement.xlsx", "range_from": "2025-01-15", "range_through": "2025-08-15"}]


def project(facts: Build, on: date = date(2025, 8, 20), **papers: Any) -> dict[str, Any]:
    told = {"roster": [ZHANG, LI], "payroll": wages(ZHANG, "2025-02", "2025-03"), "control": THROUGH} | papers
    return facts(on=on, **told).frames["project"].row(0, named=True)


# What came in, and what fell due


def test_owner_and_contractor_feed_the_account_and_nobody_else(facts: Build) -> None:
    others = [
        line("2025-02-01", into="1000", balance="13000", counterparty_name=CONTRACTOR),
        line("2025-02-02", into="500", balance="13500", counterparty_name="某某商贸有限公司"),
    ]

    fact = project(facts, statement=[FED, *others])

    assert (fact["funded"], fact["funded_at_most"]) == (Decimal(13000), Decimal(13000))


def test_money_of_nobody_named_may_feed_it(facts: Build) -> None:
    fact = project(facts, statement=[FED, line("2025-02-02", into="500", balance="12500")])

    assert (fact["funded"], fact["funded_at_most"]) == (Decimal(12000), Decimal(12500))


def test_without_the_owners_name_any_credit_may_be_an_allotment(facts: Build) -> None:
    fact = project(facts, statement=[FED], project={"owner_name": None})

    assert (fact["funded"], fact["funded_at_most"]) == (Decimal(0), Decimal(12000))


@pytest.mark.parametrize(
    ("sheet", "first", "most"),
    [
        ({}, {"balance": "12000"}, "12000"),  # it begins with an empty account
        ({}, {"balance": "12500"}, None),  # something came in before
        ({"account_opened": "2025-01-15"}, {"balance": "12500"}, "12000"),
        ({"start_date": "2025-01-15"}, {"balance": None}, "12000"),
        ({"start_date": "2025-01-14"}, {"balance": None}, None),
    ],
)
def test_what_came_in_before_the_statement_begins_is_not_known(
    facts: Build, sheet: dict[str, Any], first: dict[str, Any], most: str | None
) -> None:
    fact = project(facts, project=sheet, statement=[FED | first])

    assert fact["funded_at_most"] == (None if most is None else Decimal(most))


def test_wages_count_as_due_up_to_the_last_day_of_the_evidence(facts: Build) -> None:
    for through, due in (("2025-04-14", 5000), ("2025-04-15", 10000)):
        fact = project(facts, statement=[FED], control=[THROUGH[0] | {"range_through": through}])

        assert fact["wages_due"] == Decimal(due)


def test_the_shortage_is_what_is_due_less_what_came_in(facts: Build) -> None:
    fact = project(facts, statement=[FED | {"credit": "9000", "balance": "9000"}])

    assert fact["funding_shortage"] == Decimal(1000)


def test_without_a_payroll_nothing_is_known_of_wages(facts: Build) -> None:
    fact = project(facts, statement=[FED], payroll=[])

    assert (fact["wages_due"], fact["unsettled"], fact["uncovered_months"]) == (None, None, None)


def test_without_a_statement_nothing_is_known_of_the_account(facts: Build) -> None:
    fact = project(facts, control=[])

    assert (fact["statement_given"], fact["funded"], fact["last_balance"]) == (False, None, None)


# What is left


def test_unsettled_wages_count_whether_due_or_not(facts: Build) -> None:
    entry = pays("2025-03-14", ZHANG, balance="7000")

    fact = project(facts, on=date(2025, 3, 20), statement=[FED, entry], control=[])

    assert (fact["last_balance"], fact["unsettled"], fact["balance_shortage"]) == (
        Decimal(7000),
        Decimal(5000),
        Decimal(-2000),
    )


def test_a_batch_without_its_list_may_have_settled_its_month(facts: Build) -> None:
    batch = line("2025-04-14", out="5000", balance="7000", summary="代发3月工资")

    fact = project(facts, statement=[FED, batch])

    assert (fact["unsettled_at_least"], fact["unsettled"]) == (Decimal(5000), Decimal(10000))


def test_the_last_balance_is_the_banks_own_where_the_line_has_none(facts: Build) -> None:
    entry = FED | {"balance": None}

    assert project(facts, statement=[entry])["last_balance"] is None
    told = [THROUGH[0] | {"closing_balance": "12000"}]
    assert project(facts, statement=[entry], control=told)["last_balance"] == Decimal(12000)


def test_wages_due_after_the_evidence_and_before_the_audit_are_not_covered(facts: Build) -> None:
    for on, months in ((date(2025, 4, 15), 0), (date(2025, 4, 16), 1)):
        fact = project(facts, on=on, statement=[FED], control=[THROUGH[0] | {"range_through": "2025-03-31"}])

        assert (fact["uncovered_months"], fact["uncovered_wages"]) == (months, Decimal(5000 * months))


def test_the_owner_answers_for_the_smaller_of_arrears_and_shortage(facts: Build) -> None:
    fact = project(facts, statement=[FED | {"credit": "9000", "balance": "9000"}])

    assert (fact["total_arrears"], fact["owner_liability"]) == (Decimal(10000), Decimal(1000))


def test_a_notice_of_closing_runs_thirty_days(facts: Build) -> None:
    fact = project(facts, project={"account_closed": "2025-07-31", "closure_notice_date": "2025-07-01"})

    assert (fact["closed"], fact["closure_notice_until"]) == (True, date(2025, 7, 31))


# Months


def months(facts: Build, **papers: Any) -> dict[str, dict[str, Any]]:
    told = {"control": [{"file": "statement.xlsx", "range_from": "2025-01-01", "range_through": "2025-04-29"}]} | papers
    sheet = {"labour_cost_ratio": "0.2"} | told.pop("project", {})
    frame = facts(project=sheet, **told).frames["project_month"]
    return {row["subject"]: row for row in frame.iter_rows(named=True)}


def test_each_month_with_progress_owes_its_share(facts: Build) -> None:
    found = months(
        facts,
        statement=[FED | {"booked_at": "2025-02-10"}],
        progress=[{"month": "2025-02", "certified_amount": "60000.03"}, {"month": "2025-04", "certified_amount": "1"}],
    )

    told = {
        name: (row["progress_known"], row["agreed_allotment"], row["allotted_at_least"], row["allotted_at_most"])
        for name, row in found.items()
    }
    assert told == {
        "2025-01": (False, None, Decimal(0), Decimal(0)),
        "2025-02": (True, Decimal("12000.01"), Decimal(12000), Decimal(12000)),
        "2025-03": (False, None, Decimal(0), Decimal(0)),
        "2025-04": (True, Decimal("0.20"), Decimal(0), None),  # the statement ends before the month does
    }


def test_progress_after_the_evidence_is_a_month_of_which_nothing_came_to_light(facts: Build) -> None:
    found = months(facts, statement=[FED], progress=[{"month": "2025-06", "certified_amount": "100"}])

    row = found["2025-06"]
    assert (row["progress_known"], row["allotment_due"], row["papers_due"], row["allotted_at_most"]) == (
        True,
        False,
        False,
        None,
    )


def test_without_an_agreed_ratio_nothing_is_owed_by_progress(facts: Build) -> None:
    told = [{"month": "2025-02", "certified_amount": "100"}]

    found = months(facts, project={"labour_cost_ratio": None}, statement=[FED], progress=told)

    assert found["2025-02"]["progress_known"] is False


def test_papers_are_due_for_whole_months_within_the_evidence(facts: Build) -> None:
    due = {name: row["papers_due"] for name, row in months(facts, statement=[FED]).items()}

    assert due == {"2025-01": True, "2025-02": True, "2025-03": True, "2025-04": False}


def test_each_paper_covers_the_months_that_it_speaks_of(facts: Build) -> None:
    found = months(
        facts,
        roster=[ZHANG | {"entry_date": "2025-02-10", "exit_date": "2025-03-01"}],
        attendance=[{"id_no": ZHANG["id_no"], "month": "2025-02", "days": 20}],
        payroll=wages(ZHANG, "2025-03"),
        statement=[FED],
    )

    missing = {name: row["papers_missing"] for name, row in found.items()}
    assert missing == {
        "2025-01": "花名册、考勤、工资表",
        "2025-02": "工资表",
        "2025-03": "考勤",
        "2025-04": "花名册、考勤、工资表",
    }


def test_a_paper_that_was_not_handed_in_covers_nobody_knows_what(facts: Build) -> None:
    row = months(facts, statement=[FED])["2025-02"]

    assert [row[f"{name}_covers"] for name in ("roster", "attendance", "payroll", "statement")] == [
        None,
        None,
        None,
        True,
    ]


def test_a_month_that_no_export_touches_is_not_covered(facts: Build) -> None:
    sheets = [FED | {"file": "1月.xlsx"}, line("2025-03-03", into="1", file="3月.xlsx", counterparty_name=OWNER)]
    sheets.append(line("2025-04-30", into="1", file="4月.xlsx", counterparty_name=OWNER))

    covers = {name: row["statement_covers"] for name, row in months(facts, statement=sheets, control=[]).items()}

    assert covers == {"2025-01": True, "2025-02": False, "2025-03": True, "2025-04": True}


def test_an_export_covers_the_months_between_its_first_and_last_line(facts: Build) -> None:
    sheet = [FED, line("2025-04-30", into="1", counterparty_name=OWNER)]

    found = months(facts, statement=sheet, control=[])

    assert [row["statement_covers"] for row in found.values()] == [True, True, True, True]


def test_a_statement_that_begins_in_mid_month_does_not_cover_it(facts: Build) -> None:
    told = [{"file": "statement.xlsx", "range_from": "2025-02-02", "range_through": "2025-04-29"}]

    found = months(facts, statement=[FED | {"booked_at": "2025-02-10", "balance": "99999"}], control=told)

    assert (found["2025-02"]["statement_covers"], found["2025-03"]["statement_covers"]) == (False, True)
