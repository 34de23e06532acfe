"""Stays on the roster: contracts, overlaps, training, insurance, trades, and the attendance that they cover."""

from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build

STAY = ZHANG | {"employer": "赣江劳务", "entry_date": "2025-03-03", "contract_date": "2025-03-01"}


def of(facts: Build, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    frame = facts(roster=list(rows), **more).frames["worker"]
    return frame.filter(frame["subject"] == ZHANG["id_no"]).row(0, named=True)


def days(*days: str) -> list[dict[str, Any]]:
    return [{"name": ZHANG["name"], "id_no": ZHANG["id_no"], "date": day, "month": day[:7], "days": 1} for day in days]


def test_the_worst_stay_says_how_late_the_contract_is(facts: Build) -> None:
    again = STAY | {"entry_date": "2025-06-01", "contract_date": "2025-06-03"}

    assert of(facts, STAY)["contract_delay"] == -2
    assert of(facts, STAY, again)["contract_delay"] == 2


def test_a_stay_without_entry_hides_no_stay_that_is_surely_late(facts: Build) -> None:
    late = STAY | {"contract_date": "2025-03-04"}
    silent = STAY | {"entry_date": None}

    assert of(facts, late, silent)["contract_delay"] == 1
    assert of(facts, STAY, silent)["contract_delay"] is None


@pytest.mark.parametrize(("signed", "delay"), [("2025-04-03", 0), ("2025-04-04", 1), (None, 139)])
def test_a_missing_contract_is_late_to_the_day_of_the_audit(facts: Build, signed: str | None, delay: int) -> None:
    fact = of(facts, STAY | {"contract_date": signed})

    assert (fact["month_over"], fact["contract_limit"], fact["month_delay"]) == (True, date(2025, 4, 3), delay)


def test_the_month_is_not_over_on_its_last_day(facts: Build) -> None:
    assert of(facts, STAY, on=date(2025, 4, 3))["month_over"] is False


def test_a_second_stay_goes_by_the_contract_of_the_first(facts: Build) -> None:
    again = STAY | {"entry_date": "2025-06-01", "contract_date": None}

    assert of(facts, STAY, again)["month_delay"] < 0


def test_stays_overlap_only_by_more_than_the_day_of_change(facts: Build) -> None:
    first = STAY | {"exit_date": "2025-05-31"}

    assert of(facts, first, STAY | {"entry_date": "2025-05-31"})["overlaps"] == 0
    assert of(facts, first, STAY | {"entry_date": "2025-05-30"})["overlaps"] == 1
    assert of(facts, first, first)["overlaps"] == 1
    assert of(facts, first, STAY | {"entry_date": None})["overlaps"] is None


def test_a_roster_handed_in_again_repeats_the_stays_and_adds_none(facts: Build) -> None:
    again = STAY | {"exit_date": "2025-05-31", "file": "花名册(5月).xlsx"}

    assert (of(facts, STAY, again)["stays"], of(facts, STAY, again)["overlaps"]) == (1, 0)


def test_of_two_exits_of_one_stay_the_later_counts(facts: Build) -> None:
    ended = STAY | {"exit_date": "2025-04-30"}
    later = STAY | {"exit_date": "2025-06-30", "file": "花名册(5月).xlsx"}

    assert of(facts, ended, later, STAY | {"entry_date": "2025-05-15"})["overlaps"] == 1


def test_what_a_row_lacks_is_named_and_a_damaged_number_is_no_lack(facts: Build) -> None:
    full = STAY | {"phone": "13800000000", "trade": "木工"}
    bare = full | {"phone": None, "trade": None}

    assert of(facts, full)["fields_missing"] == 0
    assert (of(facts, bare)["fields_missing"], of(facts, bare)["missing_fields"]) == (2, "联系电话、工种")
    assert of(facts, full | {"card_no": None, "card_no_damaged": True})["fields_missing"] == 0
    assert of(facts, STAY | {"phone": "13800000000"})["fields_missing"] is None


def test_every_day_of_attendance_lies_in_some_stay(facts: Build) -> None:
    first = STAY | {"exit_date": "2025-03-31"}
    second = STAY | {"entry_date": "2025-05-01"}
    worked = days("2025-03-03", "2025-03-31", "2025-04-15", "2025-05-01")

    fact = of(facts, first, second, attendance=worked)

    assert (fact["days_outside"], fact["first_outside"]) == (1, date(2025, 4, 15))
    assert of(facts, first, second, STAY | {"entry_date": None}, attendance=worked)["days_outside"] is None
    assert of(facts, STAY | {"entry_date": None, "exit_date": "2025-12-31"}, attendance=worked)["days_outside"] is None


def test_a_month_of_days_bounds_the_first_and_last_of_them(facts: Build) -> None:
    row = {"name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20.5}

    fact = of(facts, STAY, attendance=[row])

    assert (fact["attended_by_day"], fact["began_from"], fact["began_by"]) == (
        False,
        date(2025, 3, 1),
        date(2025, 3, 11),
    )
    assert (fact["ended_from"], fact["ended_by"]) == (date(2025, 3, 21), date(2025, 3, 31))


def test_idle_days_run_to_the_end_of_the_projects_attendance(facts: Build) -> None:
    other = [row | {"name": LI["name"], "id_no": LI["id_no"]} for row in days("2025-06-30")]

    fact = of(facts, STAY, attendance=[*days("2025-05-31"), *other])

    assert (fact["idle_at_least"], fact["idle_at_most"], fact["stays_on"]) == (30, 30, True)


def test_attendance_dated_after_the_audit_does_not_make_others_look_long_gone(facts: Build) -> None:
    typo = [row | {"name": LI["name"], "id_no": LI["id_no"]} for row in days("2052-05-31")]

    assert of(facts, STAY, attendance=[*days("2025-05-31"), *typo])["idle_at_most"] == 0


def test_attendance_of_the_day_of_the_audit_counts_for_the_project(facts: Build) -> None:
    today = [row | {"name": LI["name"], "id_no": LI["id_no"]} for row in days("2025-06-30")]

    fact = of(facts, STAY, attendance=[*days("2025-05-31"), *today], on=date(2025, 6, 30))

    assert (fact["idle_at_least"], fact["idle_at_most"]) == (30, 30)


def test_training_is_due_on_the_first_day_of_attendance_else_on_entry(facts: Build) -> None:
    stay = STAY | {"training_date": "2025-03-04"}

    assert of(facts, stay)["training_due_by"] == date(2025, 3, 3)
    assert of(facts, stay, attendance=days("2025-03-05"))["training_due_by"] == date(2025, 3, 5)


def test_whoever_was_trained_too_late_may_have_been_trained_before_by_a_silent_row(facts: Build) -> None:
    late = STAY | {"training_date": "2025-03-04"}
    silent = STAY | {"training_date": None, "training_date_asked": False}

    assert of(facts, late)["training_date"] == date(2025, 3, 4)
    assert of(facts, late, silent)["training_date"] is None


@pytest.mark.parametrize(("cell", "insured"), [(True, True), (False, False), (None, False)])
def test_an_empty_cell_of_insurance_is_no_insurance(facts: Build, cell: bool | None, insured: bool) -> None:
    fact = of(facts, STAY | {"injury_insured": cell})

    assert (fact["insurance_asked"], fact["insured"]) == (True, insured)


@pytest.mark.parametrize(("past", "now"), [(False, True), (True, False)])
def test_only_the_stays_of_the_audit_day_say_whether_he_is_insured_now(facts: Build, past: bool, now: bool) -> None:
    before = STAY | {"injury_insured": past, "exit_date": "2025-04-30"}
    today = STAY | {"injury_insured": now, "entry_date": "2025-05-01"}

    assert of(facts, before, today)["insured_now"] is now


def test_only_the_stays_of_the_audit_day_say_what_he_does_now(facts: Build) -> None:
    past = STAY | {"trade": "塔吊司机", "exit_date": "2025-04-30"}
    now = STAY | {"trade": "木工", "entry_date": "2025-05-01"}

    assert (of(facts, past, now)["hazardous_now"], of(facts, past, now)["young_hazardous"]) == (False, True)
    assert of(facts, past)["on_site"] is False
