"""Rows of a name that several bear: whose they may be, and what they leave open of a month."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from tests.conftest import paper
from wagecheck.facts.namesakes import lost, with_possible

MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
MONTHS: dict[str, Any] = {
    **dict.fromkeys(("project_id", "worker", "name", "employer", "team", "region"), pl.String),
    "month": pl.Date,
    **dict.fromkeys(("is_due", "recorded", "attended", "on_payroll"), pl.Boolean),
}
KNOWN = pl.DataFrame(
    [("甲", "1", "张三"), ("甲", "2", "张三"), ("甲", "3", "李四")], ["project_id", "worker", "name"], orient="row"
)


def books(roster: Sequence[dict[str, Any]] = (), **rows: Sequence[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """Give rows of 张三 without a number: attendance and payroll; on the roster each is somebody's."""
    nobodys = {
        name: paper(name, [{"name": "张三", "month": "2025-03", **row} for row in rows.get(name, ())]).with_columns(
            worker=pl.lit(None, pl.String)
        )
        for name in ("attendance", "payroll")
    }
    who = [row["worker"] for row in roster]
    listed = [{name: told for name, told in row.items() if name != "worker"} for row in roster]
    return nobodys | {"roster": paper("roster", listed).with_columns(worker=pl.Series(who, dtype=pl.String))}


def added(tables: dict[str, pl.DataFrame], *months: dict[str, Any]) -> list[dict[str, Any]]:
    own = [{"project_id": "甲", "month": MARCH, "region": "360113", "is_due": True, **row} for row in months]
    frame = pl.DataFrame(own, MONTHS)
    everybody = with_possible(frame, tables, KNOWN)
    assert everybody.head(len(own)).equals(frame)
    return everybody.tail(-len(own)).sort("month", "worker").to_dicts() if own else everybody.to_dicts()


def test_a_row_without_work_and_one_of_back_pay_are_of_no_month() -> None:
    tables = books(
        attendance=[{"month": "2025-02", "days": 0}, {"days": 1}, {"month": "2025-04", "days": None}],
        payroll=[{"month": "2025-02", "is_back_pay": True}, {"is_back_pay": False}, {"month": "2025-04"}],
    )

    for named in lost(tables).values():
        assert sorted(named["month"]) == [MARCH, APRIL]


def test_each_bearer_may_have_the_month_which_a_row_of_his_name_tells() -> None:
    at_home: list[dict[str, Any]] = [
        {"worker": "2", "employer": None, "team": "木工班"},
        {"worker": "2", "employer": "甲劳务"},
        {"worker": "2", "employer": "丙劳务", "team": "瓦工班"},
        {"worker": None, "employer": "乙劳务"},
    ]
    first, second = added(books(at_home, attendance=[{"days": 9}, {"days": 8}]), {"worker": "3", "recorded": True})

    assert [(row["worker"], row["employer"], row["team"]) for row in (first, second)] == [
        ("1", None, None),
        ("2", "甲劳务", "木工班"),
    ]
    for row in (first, second):
        assert (row["region"], row["is_due"], row["recorded"]) == ("360113", True, True)
        assert (row["attended"], row["on_payroll"]) == (None, False)


def test_whoever_has_the_month_already_has_it_once() -> None:
    tables = books(attendance=[{"days": 9}])

    assert [row["worker"] for row in added(tables, {"worker": "1"})] == ["2"]
    assert added(tables, {"worker": "1"}, {"worker": "2"}) == []


def test_a_row_on_the_payroll_says_nothing_of_attendance() -> None:
    tables = books(payroll=[{}])

    for recorded in (True, None):
        row = added(tables, {"worker": "2", "recorded": None}, {"worker": "3", "recorded": recorded})[0]
        assert (row["attended"], row["on_payroll"], row["recorded"]) == (False, None, recorded is True)


def test_a_month_of_which_only_payroll_tells_is_not_recorded() -> None:
    assert [row["recorded"] for row in added(books(payroll=[{}]), {"worker": "3", "month": APRIL})] == [False, False]


def test_a_month_of_both_papers_may_have_both_and_one_of_nobody_else_is_recorded_by_its_row() -> None:
    tables = books(attendance=[{"days": 9}, {"days": 9, "month": None}], payroll=[{}])

    rows = added(tables, {"worker": "3", "month": APRIL})
    assert [(row["worker"], row["month"]) for row in rows] == [("1", MARCH), ("2", MARCH)]
    for row in rows:
        assert (row["attended"], row["on_payroll"], row["recorded"], row["is_due"]) == (None, None, True, None)
