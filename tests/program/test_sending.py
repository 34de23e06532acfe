"""Records that are sent to other processes by their values alone arrive as they were."""

import copy
import pickle

import pytest

from wagecheck.model import Coverage, Notice, Source

RECORDS = (
    Coverage("W05", "甲", 1, 2, 3, 4, ("payroll", "roster.card_no")),
    Source("工资表.xlsx", "3月", 12),
    Notice("warning", "第 12 行读不出"),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_they_arrive_as_they_were(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - our own
    assert copy.copy(record) == record


def test_none_of_their_fields_has_a_name_on_the_way() -> None:
    assert b"passed" not in pickle.dumps(RECORDS[0])
