"""The final form of a fact frame: what tells one fact from another, and which projects a grain knows nothing of."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from wagecheck.facts.advance import Advance
from wagecheck.facts.fact import Fact, about, dtypes, finish, provided
from wagecheck.facts.frames import Frames

MARCH = date(2025, 3, 1)


def facts_of(*rows: dict[str, Any], model: type[Fact] = Fact) -> pl.DataFrame:
    """Finish facts of project 甲; a month that none of them names is no column."""
    spare = {"key", "month"} - {name for row in rows for name in row}
    kinds = {name: kind for name, kind in dtypes(model).items() if name not in spare}
    told = [dict.fromkeys(kinds) | {"project_id": "甲"} | row for row in rows]
    return finish(pl.DataFrame(told, schema=kinds, orient="row"), model)


def test_what_every_fact_has_is_there_though_nobody_gave_it() -> None:
    frame = facts_of({"subject": "一"})

    assert frame.columns == list(dtypes(Fact))
    assert frame.row(0, named=True) == dict.fromkeys(frame.columns) | {
        "key": 0,
        "project_id": "甲",
        "subject": "一",
        "identity": "一",
    }


def test_a_fact_of_the_identity_of_another_is_counted_up() -> None:
    frame = facts_of(*({"subject": name, "identity": "同", "month": MARCH} for name in "甲乙丙"), {"subject": "丁"})

    assert sorted(frame["identity"]) == ["丁", "同", "同|1", "同|2"]
    assert frame["key"].to_list() == [0, 1, 2, 3]


def test_facts_of_two_months_or_projects_are_told_apart_by_these() -> None:
    frame = facts_of(
        {"identity": "同", "month": MARCH}, {"identity": "同", "month": None}, {"identity": "同", "project_id": "乙"}
    )

    assert frame["identity"].to_list() == ["同"] * 3


def test_they_are_counted_by_what_they_say_wherever_they_stand() -> None:
    rows = [{"subject": f"a#{at}", "identity": "同", "advanced": sum_} for at, sum_ in enumerate((300, None, 100, 200))]
    told = facts_of(*rows, model=Advance)
    turned = facts_of(*(row | {"subject": f"b#{at}"} for at, row in enumerate(reversed(rows))), model=Advance)

    named = {100: "同", 200: "同|1", 300: "同|2", None: "同|3"}
    for frame in (told, turned):
        assert dict(frame.select("advanced", "identity").iter_rows()) == named


def test_facts_that_say_the_same_go_by_their_first_row() -> None:
    frame = facts_of(*({"subject": "一", "sources": rows} for rows in ([5, 1], [3, 9], [4])))

    assert frame["sources"].to_list() == [[3, 9], [4], [5, 1]]
    assert frame["identity"].to_list() == ["一", "一|1", "一|2"]


def test_only_what_a_column_is_declared_with_is_told_of_it() -> None:
    told = about(Advance)

    assert (told["advanced"].label, told["advanced"].evidence) == ("垫付金额", ("advance.amount",))
    assert "subject" not in told


@pytest.mark.parametrize(("value", "asked", "given"), [("有", True, True), (None, True, False), (None, None, None)])
def test_a_field_is_provided_or_was_asked_for_in_vain(
    value: str | None, asked: bool | None, given: bool | None
) -> None:
    frame = pl.DataFrame({"a": [value], "a_asked": [asked]}, schema={"a": pl.String, "a_asked": pl.Boolean})

    assert frame.select(provided("a")).item() is given


# Projects of which a grain knows nothing


def test_a_project_that_handed_in_none_of_the_papers_has_one_fact_of_nulls() -> None:
    projects = pl.DataFrame({"project_id": ["甲", "乙", "丙"], "region": ["360113", "110101", "120101"]})
    handed = pl.DataFrame({"project_id": ["甲", "乙", "丙"], "table": ["roster", "roster", "deposit"]})
    kinds = {name: kind for name, kind in dtypes(Fact).items() if name not in {"key", "region"}}
    made = pl.DataFrame({"project_id": ["甲", "甲"], "subject": ["一", "二"]}).with_columns(
        pl.lit(None, kind).alias(name) for name, kind in kinds.items() if name not in {"project_id", "subject"}
    )
    calls = []

    def instruments() -> pl.DataFrame:
        calls.append(1)
        return made

    frames = Frames(
        {"instrument": instruments, "deposit": lambda: made},
        dict.fromkeys(("instrument", "deposit"), Fact),
        projects,
        handed,
    )
    told = frames["instrument"].select("project_id", "region", "subject").rows()

    assert told == [("乙", "110101", None), ("甲", "360113", "一"), ("甲", "360113", "二")]
    assert [frames.awaited(each, "instrument") for each in "甲乙丙"] == [(), ("deposit",), ()]
    assert (frames["deposit"].height, len(calls)) == (2, 1)
    assert (list(frames), len(frames)) == (["instrument", "deposit"], 2)
