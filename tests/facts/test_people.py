"""Who is who, who worked, who signed, and whose card it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from tests.facts.small_site import LI, ZHANG, Build, month_of, wages
from wagecheck.facts import Facts
from wagecheck.facts.id_number import age_on, born, is_valid
from wagecheck.facts.names import is_organisation, is_person


def worker(built: Facts, person: dict[str, Any]) -> dict[str, Any]:
    return built.frames["worker"].filter(pl.col("subject") == person["id_no"]).row(0, named=True)


def attended(person: dict[str, Any], *days: str) -> list[dict[str, Any]]:
    return [
        {"name": person["name"], "id_no": person["id_no"], "date": day, "month": day[:7], "days": 1} for day in days
    ]


def test_a_row_without_number_belongs_to_the_one_bearer_of_its_name(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG | {"id_no": None}, "2025-03"))

    assert built.frames["worker"]["subject"].to_list() == [ZHANG["id_no"]]
    assert worker(built, ZHANG)["on_payroll"] is True


def test_a_name_that_two_numbered_workers_bear_belongs_to_neither(facts: Build) -> None:
    built = facts(roster=[ZHANG, LI | {"name": ZHANG["name"]}], payroll=wages(ZHANG | {"id_no": None}, "2025-03"))

    assert built.frames["worker_month"].height == 0


def test_a_roster_row_that_may_be_any_namesakes_accuses_none_of_them(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    nameless = {"name": ZHANG["name"], "id_no": None}

    built = facts(roster=[nameless], attendance=[*attended(ZHANG, "2025-03-03"), *attended(twin, "2025-03-03")])

    assert built.frames["worker"]["on_roster"].to_list() == [None, None]


def test_a_payroll_row_that_may_be_any_namesakes_leaves_them_on_it_or_not(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}

    built = facts(
        roster=[ZHANG, twin],
        attendance=[*attended(ZHANG, "2025-03-03"), *attended(twin, "2025-03-03")],
        payroll=wages(ZHANG | {"id_no": None}, "2025-03"),
    )

    assert built.frames["worker_month"]["on_payroll"].to_list() == [None, None]


def test_where_nobody_has_a_number_the_name_stands_for_the_worker(facts: Build) -> None:
    nameless = {"name": ZHANG["name"], "id_no": None, "id_no_damaged": True}
    built = facts(roster=[nameless], payroll=wages(ZHANG | {"id_no": None}, "2025-03"))

    fact = built.frames["worker"].row(0, named=True)
    assert (fact["subject"], fact["on_roster"], fact["id_valid"]) == (ZHANG["name"], True, None)


def test_whoever_attends_or_is_paid_is_a_worker_registered_or_not(facts: Build) -> None:
    built = facts(roster=[ZHANG], attendance=attended(LI, "2025-03-03"))

    assert worker(built, LI)["on_roster"] is False
    assert worker(built, ZHANG)["has_attendance"] is False


def test_a_bearer_on_the_roster_is_on_it_whoever_else_may_be(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    nameless = {"name": ZHANG["name"], "id_no": None}

    built = facts(roster=[ZHANG, nameless], attendance=attended(twin, "2025-03-03"))

    assert worker(built, ZHANG)["on_roster"] is True
    assert worker(built, twin)["on_roster"] is None


def test_without_a_roster_nobody_is_known_to_be_off_it(facts: Build) -> None:
    assert worker(facts(attendance=attended(LI, "2025-03-03")), LI)["on_roster"] is None


def test_days_are_zero_for_the_absent_and_null_where_nobody_was_recorded(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        attendance=attended(LI, "2025-03-03"),
        payroll=wages(ZHANG, "2025-03", "2025-04"),
    )

    assert month_of(built, ZHANG, "2025-03")["days"] == Decimal(0)
    assert month_of(built, ZHANG, "2025-04")["days"] is None


def test_a_day_counts_once_however_many_rows_speak_of_it(facts: Build) -> None:
    built = facts(attendance=[*attended(LI, "2025-03-03", "2025-03-04"), *attended(LI, "2025-03-03")])

    assert month_of(built, LI, "2025-03")["days"] == Decimal(2)


def test_a_mark_that_could_not_be_read_leaves_the_days_unknown_but_not_the_presence(facts: Build) -> None:
    odd = {"name": LI["name"], "id_no": LI["id_no"], "date": "2025-03-05", "month": "2025-03", "days": None}

    some = month_of(facts(attendance=[*attended(LI, "2025-03-03"), odd]), LI, "2025-03")
    none = month_of(facts(attendance=[odd]), LI, "2025-03")

    assert (some["days"], some["attended"]) == (None, True)
    assert (none["days"], none["attended"]) == (None, None)


def test_days_after_the_audit_are_counted(facts: Build) -> None:
    built = facts(attendance=attended(LI, "2025-08-20", "2025-08-21"), on=date(2025, 8, 20))

    assert month_of(built, LI, "2025-08")["days_after_audit"] == 1


def test_another_employers_payroll_does_not_answer_for_ones_own(facts: Build) -> None:
    built = facts(
        roster=[ZHANG | {"employer": "赣江劳务"}, LI | {"employer": "抚河劳务"}],
        attendance=[*attended(ZHANG, "2025-03-03"), *attended(LI, "2025-03-03")],
        payroll=wages(ZHANG, "2025-03"),
    )

    assert month_of(built, LI, "2025-03")["employer_has_payroll"] is False


@pytest.mark.parametrize(
    ("cell", "signed"),
    [
        ("√", True),
        ("已签字", True),
        ("张大山", True),
        ("李小河", False),
        ("未签", False),
        ("代签", False),
        (None, False),
        ("见附件", None),
    ],
)
def test_a_signature_is_the_workers_own(facts: Build, cell: str | None, signed: bool | None) -> None:
    built = facts(payroll=wages(ZHANG, "2025-03", signed=cell))

    assert month_of(built, ZHANG, "2025-03")["signed_by_worker"] is signed


def test_a_card_of_two_people_is_seen_in_both_projects(papers: Any, handed: Any, book: Any) -> None:
    from wagecheck.facts import build_facts  # noqa: PLC0415 - the fixture builds one project only

    tables = papers(
        project=[
            {"project_name": "甲", "region": "360113"},
            {"project_id": "乙", "project_name": "乙", "region": "360113"},
        ],
        roster=[ZHANG, LI | {"card_no": ZHANG["card_no"], "project_id": "乙"}],
    )
    cards = build_facts(tables, handed(tables), book, on=date(2025, 8, 20)).frames["card"]

    assert cards.select("project_id", "holders", "projects").rows() == [("乙", 2, "乙、甲"), ("甲", 2, "乙、甲")]


def test_one_worker_on_two_papers_holds_his_card_alone(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG | {"id_no": None}, "2025-03", card_no=ZHANG["card_no"]))

    assert built.frames["card"]["holders"].to_list() == [1]


@settings(deadline=None)
@given(
    st.from_regex(r"(11|36|99)01[0-9]{2}(19[5-9][0-9]|20[01][0-9])[01][0-9][0-3][0-9][0-9]{3}[0-9X]", fullmatch=True)
)
def test_numbers_are_judged_as_the_oracle_judges_them(number: str) -> None:
    known = number[:2] in ("11", "36")

    sound = pl.DataFrame({"id_no": [number]}).select(is_valid("id_no")).item()

    try:
        born_on = ric.get_birth_date(number)
        expected = known and born_on is not None and ric.calc_check_digit(number) == number[-1]
    except ric.ValidationError:
        expected = False
    assert sound is expected


def test_a_sound_number_passes_and_its_neighbour_fails() -> None:
    stem = "36019919900101123"
    sound = stem + ric.calc_check_digit(stem + "0")
    other = stem + ("1" if sound[-1] != "1" else "2")

    said = pl.DataFrame({"id_no": [sound, other, sound[:15], None]}).select(is_valid("id_no"))["id_no"].to_list()

    assert said == [True, False, False, None]


@pytest.mark.parametrize(
    ("day", "age"),
    [("2025-03-04", 15), ("2025-03-05", 16), ("2025-03-06", 16), ("2025-02-28", 15), ("2025-04-01", 16)],
)
def test_a_year_is_full_on_the_birthday(day: str, age: int) -> None:
    frame = pl.DataFrame({"id_no": ["36019920090305123X"], "day": [date.fromisoformat(day)]})

    assert frame.select(age_on(born("id_no"), pl.col("day"))).item() == age


@pytest.mark.parametrize(
    ("name", "person", "organisation"),
    [
        ("张三", True, False),
        ("欧阳青山", True, False),
        ("买买提·艾山", True, False),
        ("红星五金店", False, True),
        ("江西省某某建设集团有限公司", False, True),
        ("城关镇财政所", False, True),
        ("代扣中间业务平台款项", False, False),
        ("SMITH JOHN", False, False),
    ],
)
def test_a_name_tells_a_person_from_an_organisation(name: str, person: bool, organisation: bool) -> None:
    frame = pl.DataFrame({"name": [name]})

    assert frame.select(is_person("name").alias("person"), is_organisation("name").alias("organisation")).row(0) == (
        person,
        organisation,
    )
