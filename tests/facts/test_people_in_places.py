"""One person in several projects of this run and of others: days of all of them, and days in two places at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from wagecheck.facts.person_month import person_months

MARCH = date(2025, 3, 1)
DAYS = pl.Decimal(8, 2)
MONTHS: Mapping[str, Any] = {
    "project_id": pl.String,
    "worker": pl.String,
    "name": pl.String,
    "month": pl.Date,
    "days": DAYS,
    "attended": pl.Boolean,
    "attendance_row": pl.UInt32,
}
BY_DAY: Mapping[str, Any] = {
    "project_id": pl.String,
    "worker": pl.String,
    "month": pl.Date,
    "date": pl.Date,
    "days": DAYS,
    "rid": pl.UInt32,
}
THERE: Mapping[str, Any] = {
    "project_id": pl.String,
    "id_no": pl.String,
    "month": pl.Date,
    "days": DAYS,
    "present": pl.UInt32,
}


def month(project: str, days: int | None = 20, worker: str = "3601", **more: Any) -> dict[str, Any]:
    total = None if days is None else Decimal(days)
    row = {"project_id": project, "worker": worker, "name": "张大山", "month": MARCH, "days": total}
    return row | {"attended": None if days is None else days > 0, "attendance_row": 5} | more


def day(project: str, at: int, days: str | None = "1", worker: str = "3601", rid: int = 7) -> dict[str, Any]:
    own = None if days is None else Decimal(days)
    return {
        "project_id": project,
        "worker": worker,
        "month": MARCH,
        "date": MARCH.replace(day=at),
        "days": own,
        "rid": rid,
    }


def told(
    months: Sequence[Mapping[str, Any]],
    days: Sequence[Mapping[str, Any]] = (),
    there: Sequence[Mapping[str, Any]] = (),
) -> dict[str, dict[str, Any]]:
    frame = person_months(
        pl.DataFrame(months, MONTHS),
        pl.DataFrame(list(days), BY_DAY),
        pl.DataFrame([{"id_no": "3601", "month": MARCH, **row} for row in there], THERE),
        {"乙": "城西医院"},
    )
    rows = frame.to_dicts()
    assert len({(row["project_id"], row["subject"]) for row in rows}) == len(rows)
    return {row["project_id"]: row for row in rows if row["subject"] == "3601"}


def test_the_days_of_all_projects_are_added_and_the_others_named_in_order() -> None:
    found = told([month("甲"), month("乙", 3), month("丙", 4), month("甲", 9, "9999"), month("丁", 30, "8888")])

    assert {at: (row["projects"], row["total_days"], row["other_projects"]) for at, row in found.items()} == {
        "甲": (3, 27, "丙、城西医院"),
        "乙": (3, 27, "丙、甲"),
        "丙": (3, 27, "城西医院、甲"),
    }


def test_whoever_is_in_one_project_has_its_days_alone() -> None:
    row = told([month("甲"), month("甲", 3, month=date(2025, 4, 1), project_id="乙")])["甲"]

    assert (row["projects"], row["total_days"], row["other_projects"], row["clashes"]) == (1, 20, "", 0)
    assert (row["sources"], row["days_in_month"]) == ([5], 31)


def test_whoever_has_no_number_or_did_not_attend_is_in_no_place() -> None:
    nobody = month("乙", worker="张大山")
    absent = month("丙", 0)
    unwritten = month("丁", attendance_row=None)
    nameless = month("甲", name=None)

    found = told([nameless, nobody, absent, unwritten])

    assert list(found) == ["甲"]
    assert found["甲"]["projects"] == 1


def test_marks_that_cannot_be_read_may_be_a_place_and_leave_the_sum_open() -> None:
    found = told([month("甲"), month("乙", None)])

    assert [(row["projects"], row["total_days"]) for row in found.values()] == [(2, None), (2, None)]


def test_days_in_two_places_are_counted_once_each_and_shown_by_their_rows() -> None:
    """The third in three places; the fifth in two; the seventh in one; on the ninth the other mark says absent."""
    days = [
        *(day(project, 3, rid=at) for at, project in enumerate("甲乙丙", 10)),
        day("甲", 5, "0.5", rid=13),
        day("乙", 5, rid=14),
        day("甲", 7, rid=15),
        day("甲", 9, rid=16),
        day("乙", 9, "0", rid=17),
        day("甲", 11, rid=18),
        day("乙", 11, None, rid=19),
        day("甲", 12, worker="9999"),
        day("乙", 12, worker="9999"),
    ]

    found = told([month("甲"), month("乙"), month("丙")], days)

    assert {at: (row["clashes"], row["clash_days"]) for at, row in found.items()} == {
        "甲": (2, "03-03、03-05"),
        "乙": (2, "03-03、03-05"),
        "丙": (1, "03-03"),
    }
    assert found["甲"]["sources"] == [10, 13]


def test_days_of_projects_elsewhere_clash_as_well() -> None:
    """Bits say on which days he was there: the first, the third and the last of the month."""
    there = [{"project_id": "乙", "days": Decimal(3), "present": 1 | 1 << 2 | 1 << 30}]
    days = [day("甲", at, rid=at) for at in (1, 2, 3, 4, 30, 31)]

    found = told([month("甲", 6)], days, there)

    assert list(found) == ["甲"]
    row = found["甲"]
    assert (row["projects"], row["total_days"], row["other_projects"]) == (2, 9, "城西医院")
    assert (row["clashes"], row["clash_days"], row["sources"]) == (3, "03-01、03-03、03-31", [1, 3, 31])
