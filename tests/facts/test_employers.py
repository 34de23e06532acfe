"""Whose man a worker is who stands on no roster."""

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


def test_a_worker_whom_two_firms_pay_belongs_to_neither(facts: Build) -> None:
    worked = [{"name": WANG["name"], "id_no": WANG["id_no"], "month": "2025-05", "days": 20}]
    payroll = [*wages(WANG, "2025-03", employer="甲劳务"), *wages(WANG, "2025-04", employer="乙劳务")]

    built = facts(roster=[ZHANG], attendance=worked, payroll=payroll)

    assert month_of(built, WANG, "2025-05")["employer"] is None
