"""One person in two projects."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, PROJECT, ZHANG
from wagecheck.facts import build_facts
from wagecheck.law import Law


def days(project: str, who: dict[str, Any], *when: str, count: str | None = "1") -> list[dict[str, Any]]:
    person = {"project_id": project, "name": who["name"], "id_no": who["id_no"]}
    return [person | {"date": day, "month": day[:7], "days": count} for day in when]


@pytest.fixture
def months(papers: Any, handed: Any, book: Law) -> Any:
    """Give the facts of two projects, 甲 and 乙, by project."""

    def build(
        attendance: list[dict[str, Any]], names: Sequence[str | None] = (None, None)
    ) -> dict[str, dict[str, Any]]:
        sheets = [{**PROJECT, "project_id": at, "project_name": name} for at, name in zip("甲乙", names, strict=True)]
        tables = papers(project=sheets, attendance=attendance)
        frame = build_facts(tables, handed(tables), book, on=date(2025, 8, 20)).frames["person_month"]
        return {row["project_id"]: row for row in frame.drop_nulls("subject").iter_rows(named=True)}

    return build


def test_the_same_day_in_two_projects_is_named_in_both(months: Any) -> None:
    told = months([*days("甲", ZHANG, "2025-03-03", "2025-03-04"), *days("乙", ZHANG, "2025-03-04")])

    assert {at: (row["clashes"], row["clash_days"], row["other_projects"]) for at, row in told.items()} == {
        "甲": (1, "03-04", "乙"),
        "乙": (1, "03-04", "甲"),
    }


def test_another_project_is_named_by_its_name(months: Any) -> None:
    told = months([*days("甲", ZHANG, "2025-03-04"), *days("乙", ZHANG, "2025-03-04")], names=("城东学校", "城西医院"))

    assert {at: row["other_projects"] for at, row in told.items()} == {"甲": "城西医院", "乙": "城东学校"}


def test_other_days_and_other_people_do_not_clash(months: Any) -> None:
    told = months([*days("甲", ZHANG, "2025-03-03"), *days("乙", ZHANG, "2025-03-04")])

    assert [row["clashes"] for row in told.values()] == [0, 0]
    assert months([*days("甲", ZHANG, "2025-03-03"), *days("乙", LI, "2025-03-03")])["甲"]["projects"] == 1


def test_days_add_up_over_the_projects(months: Any) -> None:
    told = months([*days("甲", ZHANG, "2025-03-03", "2025-03-04"), *days("乙", ZHANG, "2025-03-05", count="0.5")])

    assert told["甲"]["total_days"] == Decimal("2.5")


def test_a_long_day_is_one_day_of_the_month(months: Any) -> None:
    first, second = ([f"2025-03-{day:02}" for day in half] for half in (range(1, 16), range(16, 31)))
    told = months([*days("甲", ZHANG, *first, count="1.25"), *days("乙", ZHANG, *second, count="1.25")])

    assert (told["甲"]["clashes"], told["甲"]["total_days"]) == (0, Decimal(30))


def test_where_only_months_are_known_their_days_count_as_told(months: Any) -> None:
    month = {"project_id": "乙", "name": ZHANG["name"], "id_no": ZHANG["id_no"], "month": "2025-03", "days": "30.5"}
    told = months([*days("甲", ZHANG, "2025-03-03", count="1.25"), month])

    assert told["甲"]["total_days"] == Decimal("31.5")


def test_a_day_that_could_not_be_read_leaves_the_sum_unknown_and_clashes_with_nothing(months: Any) -> None:
    told = months([*days("甲", ZHANG, "2025-03-03"), *days("乙", ZHANG, "2025-03-03", count=None)])

    assert (told["甲"]["clashes"], told["甲"]["total_days"]) == (0, None)
