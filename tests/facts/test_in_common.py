"""Which projects show a number that another shows: of the rest nothing need be told between shards."""

from itertools import combinations_with_replacement
from typing import Any

import pytest

from tests.conftest import paper
from wagecheck.facts.in_common import NUMBERS, meeting, numbers_in

Shown = dict[str, list[dict[str, Any]]]

CARDS = [("roster", "card_no"), ("payroll", "card_no"), ("payout", "payee_account")]
PERSONS = [("roster", "id_no"), ("attendance", "id_no"), ("payroll", "id_no")]


def met(*shards: Shown) -> list[set[str]]:
    read = [{name: paper(name, shown.get(name, ())).select(own) for name, own in NUMBERS.items()} for shown in shards]
    return [set(projects) for projects in meeting(map(numbers_in, read))]


def shown(project: str, table: str, column: str, number: str | None) -> Shown:
    return {table: [{"project_id": project, column: number}]}


@pytest.mark.parametrize(
    ("one", "other"), [*combinations_with_replacement(CARDS, 2), *combinations_with_replacement(PERSONS, 2)]
)
def test_a_card_or_a_person_meets_in_whichever_papers_they_stand(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert met(shown("甲", *one, "62"), shown("乙", *other, "62"), shown("丙", *other, "63")) == [{"甲"}, {"乙"}, set()]


def test_an_account_meets_however_it_is_spaced() -> None:
    assert met(shown("甲", "project", "account_no", "15 02-1"), shown("乙", "project", "account_no", "15021")) == [
        {"甲"},
        {"乙"},
    ]


def test_projects_of_one_shard_meet_and_the_one_beside_them_does_not() -> None:
    rows = [{"project_id": project, "id_no": number} for project, number in (("甲", "1"), ("乙", "1"), ("丙", "2"))]

    assert met({"roster": rows}, {}) == [{"甲", "乙"}, set()]


def test_what_one_project_shows_in_several_papers_and_what_is_not_known_meets_nobody() -> None:
    alone = {table: [{"project_id": "甲", "id_no": "1"}] * 2 for table in ("roster", "attendance", "payroll")}

    assert met(alone, {}) == [set(), set()]
    assert met(shown("甲", "roster", "id_no", None), shown("乙", "roster", "id_no", None)) == [set(), set()]


def test_nothing_meets_where_there_is_nothing() -> None:
    assert met({}) == [set()]
