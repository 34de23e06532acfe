"""What is said of each employer: listed or not, its agreements and code, and what its workers are owed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, pays, wages

CONTRACTOR, FIRM = "赣北建工集团有限公司", "赣江劳务"
SOUND, OTHER = "91110000101623741K", "911101066976941872"
SHOWN = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]
OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")


def firms(facts: Build, *names: str, **papers: Any) -> dict[str, Any]:
    frame = facts(**papers).frames["subcontractor"]
    told = {row[0]: row[1:] for row in frame.select("subject_name", *names).iter_rows()}
    assert len(told) == frame.height
    return {name: row[0] if len(names) == 1 else row for name, row in told.items()}


@pytest.mark.parametrize(
    ("rows", "agreed"),
    [
        ([{"delegation_date": "2025-01-05"}], True),
        ([{"delegation_date": None}, {"delegation_date": "2025-01-05"}], True),
        ([{}, {"delegation_date": "2025-01-05"}], True),
        ([{"delegation_date": None}], False),
        ([{"delegation_date": None}, {}], None),
        ([{}], None),
    ],
)
def test_an_agreement_on_one_row_of_a_firm_is_one(
    facts: Build, rows: Sequence[Mapping[str, Any]], agreed: bool | None
) -> None:
    listed = [{"employer": FIRM, **row} for row in rows]
    signed = [
        {"employer": FIRM, **{name.replace("delegation", "subcontract"): day for name, day in row.items()}}
        for row in rows
    ]

    assert firms(facts, "delegation_provided", subcontractor=listed)[FIRM] is agreed
    assert firms(facts, "contract_provided", subcontractor=signed)[FIRM] is agreed


def test_a_firm_has_the_code_of_its_list_and_the_contractor_that_of_the_project_sheet(facts: Build) -> None:
    listed = [
        {"employer": FIRM, "employer_uscc": None},
        {"employer": FIRM, "employer_uscc": SOUND},
        {"employer": FIRM, "employer_uscc": OTHER},
        {"employer": "抚河劳务"},
    ]
    sheet = {"contractor_uscc": OTHER}

    assert firms(facts, "code", "code_given", project=sheet, subcontractor=listed) == {
        FIRM: (SOUND, True),
        "抚河劳务": (None, False),
        CONTRACTOR: (OTHER, True),
    }
    itself = [{"employer": CONTRACTOR, "employer_uscc": SOUND}]
    assert firms(facts, "code", project=sheet, subcontractor=itself) == {CONTRACTOR: SOUND}


def test_who_is_listed_who_is_the_contractor_and_who_has_people_is_told(facts: Build) -> None:
    papers: dict[str, Any] = {
        "roster": [ZHANG | {"employer": FIRM}, LI | {"employer": None}],
        "payroll": wages(WANG, "2025-03", employer="某包工队"),
    }
    names = ("listed", "is_contractor", "on_books")

    assert firms(facts, *names, **papers, subcontractor=[{"employer": FIRM}, {"employer": "抚河劳务"}]) == {
        FIRM: (True, False, True),
        "抚河劳务": (True, False, False),
        "某包工队": (False, False, True),
        CONTRACTOR: (False, True, False),
    }
    assert firms(facts, *names, **papers, project={"contractor_name": None}) == {
        FIRM: (None, None, True),
        "某包工队": (None, None, True),
    }


def test_a_firm_is_shown_by_its_list_else_by_the_first_row_that_names_it(facts: Build) -> None:
    built = facts(
        subcontractor=[{"employer": FIRM, "row": 5}, {"employer": "赣江 劳务", "row": 6}],
        roster=[ZHANG | {"employer": FIRM, "row": 7}, LI | {"employer": "抚河（南昌）劳务", "row": 8}],
        payroll=wages(LI, "2025-03", employer="抚河(南昌)劳务"),
    )

    frame, rows = built.frames["subcontractor"], dict(built.rows.select("rid", "row").iter_rows())
    shown = {row["subject_name"]: [rows[rid] for rid in row["sources"]] for row in frame.to_dicts()}
    assert shown == {FIRM: [5], "抚河（南昌）劳务": [8], CONTRACTOR: [2]}


@pytest.mark.parametrize(
    ("completed", "day"),
    [(None, date(2025, 8, 20)), ("2025-06-30", date(2025, 6, 30)), ("2026-01-01", date(2025, 8, 20))],
)
def test_the_law_is_that_of_the_audit_or_of_completion_before_it(
    facts: Build, completed: str | None, day: date
) -> None:
    assert firms(facts, "law_date", project={"completion_date": completed})[CONTRACTOR] == day


OWED = ("workers_in_arrears", "total_arrears", "months_unjudged", "payment_gap")


def test_each_firm_owes_its_own_workers(facts: Build) -> None:
    """张 is owed two months, 李 one of the same firm; 王 of another was paid; the last month is not due."""
    of_firm = {"employer": FIRM}
    months = ("2025-02", "2025-03", "2025-07")
    found = firms(
        facts,
        *OWED,
        subcontractor=[of_firm, {"employer": "抚河劳务"}, {"employer": "无人劳务"}],
        roster=[ZHANG | of_firm, LI | of_firm, WANG | {"employer": "抚河劳务"}],
        payroll=[*wages(ZHANG, *months), *wages(LI, "2025-03", net="700.50"), *wages(WANG, "2025-03")],
        statement=[OPENING, pays("2025-04-14", WANG)],
        control=SHOWN,
        on=date(2025, 8, 15),
    )

    nothing = (0, Decimal(0), 0, None)
    assert found == {
        FIRM: (2, Decimal("10700.50"), 0, None),
        "抚河劳务": nothing,
        "无人劳务": nothing,
        CONTRACTOR: nothing,
    }


def test_what_cannot_be_judged_is_counted_by_month(facts: Build) -> None:
    of_firm = {"employer": FIRM}
    unread = wages(LI, "2025-03")[0] | {"net": None}
    found = firms(
        facts,
        *OWED,
        subcontractor=[of_firm],
        roster=[ZHANG | of_firm, LI | of_firm],
        payroll=[*wages(ZHANG, "2025-03", "2025-05"), unread],
        statement=[OPENING],
        control=[{"range_from": "2025-01-15", "range_through": "2025-05-31"}],
    )

    assert found[FIRM] == (1, Decimal(5000), 2, "payroll")
    assert found[CONTRACTOR] == (0, Decimal(0), 0, None)


def test_due_wages_of_nobody_known_that_are_owed_or_open_may_be_any_firms(facts: Build) -> None:
    papers: dict[str, Any] = {"subcontractor": [{"employer": FIRM}], "statement": [OPENING], "control": SHOWN}
    unread = wages(LI, "2025-03")[0] | {"net": None}

    found = firms(facts, *OWED, payroll=[*wages(ZHANG, "2025-02", "2025-03", "2025-08"), unread], **papers)

    assert found == {FIRM: (0, Decimal(0), 3, None), CONTRACTOR: (0, Decimal(0), 3, None)}


def test_while_no_wages_are_due_nothing_is_owed_and_without_any_nothing_is_known(facts: Build) -> None:
    papers: dict[str, Any] = {"subcontractor": [{"employer": FIRM}], "statement": [OPENING], "control": SHOWN}

    assert firms(facts, *OWED, payroll=wages(ZHANG, "2025-08"), **papers)[FIRM] == (0, Decimal(0), 0, None)
    assert firms(facts, *OWED, **papers)[FIRM] == (None, None, None, None)


def test_a_single_yuan_is_owed_or_open_like_any_wage(facts: Build) -> None:
    """March is owed, May is open; of 李 no employer is known."""
    firm = {"employer": FIRM}
    found = firms(
        facts,
        *OWED,
        subcontractor=[firm],
        roster=[ZHANG | firm],
        payroll=[row for man in (ZHANG, LI) for row in wages(man, "2025-03", "2025-05", net="1")],
        statement=[OPENING],
        control=[{"range_from": "2025-01-15", "range_through": "2025-05-31"}],
    )

    assert found[FIRM][:3] == (1, Decimal(1), 3)
    assert found[CONTRACTOR][:3] == (0, Decimal(0), 2)
