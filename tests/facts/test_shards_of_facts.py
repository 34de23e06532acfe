"""What projects must know of those that are judged apart from them."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from wagecheck.facts.elsewhere import NOTHING, SEEN, Elsewhere, seen_in, shared

MARCH = date(2025, 3, 1)


def seen(**papers: list[dict[str, Any]]) -> Elsewhere:
    read = {name: paper(name, papers.get(name, ())).select(columns) for name, columns in SEEN.items()}
    return seen_in(read, on=date(2025, 8, 20))


def worked(who: str | None, day: int | None = None, days: Any = "1", **more: Any) -> dict[str, Any]:
    at = {"date": f"2025-03-{day:02d}"} if day else {}
    return {"id_no": who, "name": "张三", "month": "2025-03", "days": days} | at | more


def months(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    return sorted(seen(attendance=list(rows)).months.select("id_no", "days", "present").rows())


def test_the_days_of_a_person_are_bits_of_the_month() -> None:
    rows = [worked("1", 1), worked("1", 3, "0.5"), worked("1", 31, "1.25"), worked("1", 4, "0")]

    assert months(*rows) == [("1", Decimal("2.5"), 1 + 4 + (1 << 30))]


def test_of_a_month_of_which_only_a_sum_is_known_no_day_is() -> None:
    assert months(worked("1", days="20"), worked("2", days="0")) == [("1", 20, 0)]


def test_a_mark_that_could_not_be_read_leaves_the_days_open() -> None:
    assert months(worked("1", 3, None), worked("2", 3, None), worked("2", 4)) == [("1", None, 0), ("2", None, 8)]


def test_who_is_known_by_name_alone_is_no_person_elsewhere() -> None:
    assert months(worked(None, 3), worked("2", 3, name=None)) == [("2", 1, 4)]


def test_a_row_that_may_be_any_namesakes_leaves_their_days_open() -> None:
    rows = [worked("1", 3), worked("2", 3), worked(None, 5), worked("3", 3, name="李四")]

    assert months(*rows) == [("1", None, 4), ("2", None, 4), ("3", 1, 4)]


def test_a_card_is_told_once_for_each_holder_with_the_first_of_his_names() -> None:
    roster: list[dict[str, Any]] = [
        {"id_no": "1", "name": None, "card_no": "62"},
        {"id_no": "1", "name": "张珊", "card_no": "62"},
        {"id_no": "1", "name": "张三", "card_no": "62"},
        {"id_no": "2", "name": None, "card_no": "62"},
    ]

    assert seen(roster=roster).cards.sort("worker").rows() == [("甲", "62", "1", "张三"), ("甲", "62", "2", None)]


# What several have in common


def of(project: str, **more: Any) -> Elsewhere:
    told = {"number": "1", "card": "62", "person": "1", "name": f"{project}校"} | more

    def one(like: pl.DataFrame, **row: Any) -> pl.DataFrame:
        return pl.DataFrame([dict.fromkeys(like.columns) | {"project_id": project} | row], like.schema, orient="row")

    return Elsewhere(
        one(NOTHING.accounts, number=told["number"]),
        one(NOTHING.cards, card_no=told["card"], worker="1"),
        one(NOTHING.months, id_no=told["person"], month=MARCH),
        one(NOTHING.names, project_name=told["name"]),
    )


def kept(*parts: Elsewhere) -> list[list[str]]:
    whole = shared(parts)
    return [sorted(each["project_id"]) for each in (whole.accounts, whole.cards, whole.months, whole.names)]


@pytest.mark.parametrize(
    ("other", "common"),
    [
        ({}, [["甲", "乙"], ["甲", "乙"], ["甲", "乙"], ["甲", "乙"]]),
        ({"card": "63", "person": "2"}, [["甲", "乙"], [], [], ["甲", "乙"]]),
        ({"number": "2", "person": "2"}, [[], ["甲", "乙"], [], ["甲", "乙"]]),
        ({"number": "2", "card": "63"}, [[], [], ["甲", "乙"], ["甲", "乙"]]),
        ({"number": "2", "card": "63", "person": "2"}, [[], [], [], []]),
    ],
)
def test_only_what_two_projects_share_is_kept(other: dict[str, str], common: list[list[str]]) -> None:
    assert kept(of("甲"), of("乙", **other)) == [sorted(names) for names in common]


def test_a_number_that_is_not_known_is_not_shared_and_two_rows_of_one_project_share_nothing() -> None:
    assert kept(of("甲", number=None), of("乙", number=None))[0] == []
    assert kept(of("甲"), of("甲")) == [[], [], [], []]
    assert kept() == [[], [], [], []]


def test_projects_at_hand_are_left_out_of_the_others_and_named_with_them() -> None:
    whole = shared([of("甲"), of("乙"), of("丙", name=None)])
    rest = whole.without(["甲"])

    assert [sorted(each["project_id"]) for each in (rest.accounts, rest.cards, rest.months)] == [["丙", "乙"]] * 3
    here = pl.DataFrame({"project_id": ["丁", "戊"], "project_name": ["丁校", None], "region": ["360113", None]})
    assert whole.titles(here) == {"甲": "甲校", "乙": "乙校", "丁": "丁校"}
