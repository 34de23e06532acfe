"""Whose man a worker is: who stands on no roster, and under whose name a roster was drawn up."""

from typing import Any

from tests.facts.small_site import LI, WANG, ZHANG, Build, month_of, wages


def test_a_worker_off_the_roster_belongs_to_the_one_firm_that_pays_him_in_other_months(facts: Build) -> None:
    worked = [{"name": LI["name"], "id_no": LI["id_no"], "month": "2025-03", "days": 20}]

    built = facts(
        roster=[ZHANG | {"employer": "甲劳务"}],
        attendance=worked,
        payroll=[*wages(ZHANG, "2025-03", employer="甲劳务"), *wages(LI, "2025-04", employer="乙劳务")],
    )

    fact = month_of(built, LI, "2025-03")
    assert (fact["employer"], fact["employer_has_payroll"]) == ("乙劳务", False)


def test_a_payroll_that_names_no_firm_does_not_make_two_of_one(facts: Build) -> None:
    payroll = [*wages(LI, "2025-03"), *wages(LI, "2025-04", employer="乙劳务")]

    built = facts(roster=[ZHANG], payroll=payroll)

    assert month_of(built, LI, "2025-03")["employer"] == "乙劳务"


def test_a_worker_whom_two_firms_pay_belongs_to_neither(facts: Build) -> None:
    worked = [{"name": WANG["name"], "id_no": WANG["id_no"], "month": "2025-05", "days": 20}]
    payroll = [*wages(WANG, "2025-03", employer="甲劳务"), *wages(WANG, "2025-04", employer="乙劳务")]

    built = facts(roster=[ZHANG], attendance=worked, payroll=payroll)

    assert month_of(built, WANG, "2025-05")["employer"] is None


CONTRACTOR = "赣北建工集团有限公司"
ABOVE = {"employer": CONTRACTOR, "employer_asked": False}
"""What a roster says of a man where the unit stands once above the sheet."""


def employer_of_zhang(facts: Build, **papers: Any) -> str | None:
    built = facts(roster=[ZHANG | ABOVE], attendance=[worked_in_march()], **papers)
    found: str | None = month_of(built, ZHANG, "2025-03")["employer"]
    return found


def worked_in_march(**more: Any) -> dict[str, Any]:
    return {"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20} | more


def test_a_unit_above_a_roster_is_every_mans_employer_where_no_other_is_known(facts: Build) -> None:
    assert employer_of_zhang(facts) == CONTRACTOR


def test_it_is_nobodys_where_the_project_has_other_firms(facts: Build) -> None:
    assert employer_of_zhang(facts, subcontractor=[{"employer": "甲劳务"}]) is None
    assert employer_of_zhang(facts, payroll=wages(LI, "2025-03", employer="甲劳务")) is None


def test_the_firm_that_pays_him_is_then_his_employer(facts: Build) -> None:
    assert employer_of_zhang(facts, payroll=wages(ZHANG, "2025-04", employer="甲劳务")) == "甲劳务"


def test_a_column_of_its_own_speaks_for_each_man(facts: Build) -> None:
    built = facts(
        roster=[ZHANG | {"employer": CONTRACTOR}],
        attendance=[worked_in_march()],
        subcontractor=[{"employer": "甲劳务"}],
    )

    assert month_of(built, ZHANG, "2025-03")["employer"] == CONTRACTOR


def test_whether_a_roster_lacks_the_employer_is_then_not_known(facts: Build) -> None:
    full = ZHANG | {"phone": "13800000000", "trade": "木工", "entry_date": "2025-01-10"}
    alone, mixed = (
        facts(roster=[full | ABOVE], subcontractor=firms).frames["worker"]["fields_missing"].to_list()
        for firms in ([], [{"employer": "甲劳务"}])
    )

    assert (alone, mixed) == ([0], [None])


def test_nobody_is_said_to_be_missing_from_the_payroll_of_a_firm_that_may_not_be_his(facts: Build) -> None:
    built = facts(
        roster=[ZHANG | ABOVE, LI | ABOVE],
        attendance=[worked_in_march(), worked_in_march(name=LI["name"], id_no=LI["id_no"], employer="乙劳务")],
        subcontractor=[{"employer": "乙劳务"}],
        payroll=wages(WANG, "2025-03", employer=CONTRACTOR),
    )

    assert month_of(built, ZHANG, "2025-03")["employer_has_payroll"] is None
    assert built.frames["employer_month"].select("subject", "has_payroll").rows() == [("乙劳务", False)]
