"""Who holds a card, on which projects: persons counted once."""

from typing import Any

import polars as pl
import pytest

from wagecheck.facts.card import cards
from wagecheck.facts.torn import NOTHING_TORN

TEXT = pl.String
_OWNED = {"project_id": TEXT, "card_no": TEXT, "worker": TEXT, "rid": pl.UInt32}
_ELSEWHERE = {"project_id": TEXT, "card_no": TEXT, "worker": TEXT, "name": TEXT}


def held(
    *here: tuple[str, str | None], there: Any = (), torn: Any = ()
) -> tuple[int | None, str | None, str | None, list[int]]:
    """Give the holders of card 62 on project 甲, who are (worker, name), beside those of other projects."""
    owned = pl.DataFrame([("甲", "62", worker, at) for at, (worker, _) in enumerate(here)], _OWNED, orient="row")
    names = {"project_id": TEXT, "worker": TEXT, "name": TEXT}
    known = pl.DataFrame([("甲", worker, name) for worker, name in here], names, orient="row")
    others = pl.DataFrame([(at, "62", worker, name) for at, worker, name in there], _ELSEWHERE, orient="row")
    parts = pl.DataFrame([("甲", name) for name in torn], NOTHING_TORN.schema, orient="row")
    (fact,) = cards(owned, known, others, {"甲": "学校", "乙": "医院"}, parts).to_dicts()
    return fact["holders"], fact["holder_names"], fact["projects"], fact["sources"]


@pytest.mark.parametrize(
    ("here", "told"),
    [
        ([("1", "张三")], (1, "张三", "学校", [0])),
        ([("1", None)], (1, "", "学校", [0])),
        ([("1", "张三"), ("1", "张三")], (1, "张三", "学校", [0, 1])),
        ([("1", "张三"), ("1", "张山")], (1, "张三", "学校", [0, 1])),
        ([("1", None), ("1", "张三")], (1, "张三", "学校", [0, 1])),
        ([("1", "张三"), ("2", "张三")], (2, "张三", "学校", [0, 1])),
        ([("1", "张三"), ("2", None)], (2, "张三", "学校", [0, 1])),
        ([("1", "张三"), ("张三", "张三")], (1, "张三", "学校", [0, 1])),  # known by name alone: the same person
        ([("1", None), ("张三", "张三")], (2, "张三", "学校", [0, 1])),
        ([("1", "张三"), ("李四", "李四")], (2, "张三、李四", "学校", [0, 1])),
        ([("李四", "李四"), ("王五", "王五")], (2, "李四、王五", "学校", [0, 1])),
    ],
)
def test_persons_are_numbers_and_names_that_no_holder_with_a_number_bears(here: Any, told: Any) -> None:
    assert held(*here) == told


def test_one_person_on_two_projects_is_one_holder_on_both() -> None:
    assert held(("1", "张三"), there=[("乙", "1", "张三")]) == (1, "张三", "医院、学校", [0])
    assert held(("1", "张三"), there=[("乙", "2", "李四"), ("丙", "2", "李四")]) == (
        2,
        "张三、李四",
        "丙、医院、学校",
        [0],
    )


@pytest.mark.parametrize("torn", ["roster", "payroll"])
def test_while_a_paper_is_torn_one_holder_need_not_be_the_only_one(torn: str) -> None:
    assert held(("1", "张三"), torn=[torn])[0] is None
    assert held(("1", "张三"), ("2", "李四"), torn=[torn])[0] == 2
    assert held(("1", "张三"), torn=["statement"])[0] == 1
