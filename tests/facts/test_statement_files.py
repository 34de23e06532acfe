"""What a file of the statement shows in all its sheets: whose account, up to which day, if totals agree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import Build, line

NUMBER = "3605010001000000001"
OTHER = "3605010001000000002"
IN, MORE = line("2025-02-28", into="700"), line("2025-03-03", into="0.50")
OUT, LESS = line("2025-03-14", out="300"), line("2025-03-13", out="0.50")
LINES = [IN, MORE, OUT, LESS]

Sheet = tuple[Sequence[Mapping[str, Any]], Mapping[str, Any] | None]
"""The lines of a sheet, and what the bank states of it."""


def file(facts: Build, *sheets: Sheet, **project: Any) -> dict[str, Any]:
    lines, control = [], []
    for at, (shown, stated) in enumerate(sheets):
        place = {"file": "流水.xlsx", "sheet": str(at)}
        lines += [{**each, **place, "row": 10 * at + nth} for nth, each in enumerate(shown)]
        control += [] if stated is None else [{**stated, **place, "row": 10 * at + 9}]
    built = facts(project={"account_no": NUMBER, **project}, statement=lines, control=control)
    (fact,) = built.frames["statement_file"].to_dicts()
    rows = {rid: row for rid, table, row in built.rows.select("rid", "table", "row").iter_rows() if table != "project"}
    return fact | {"shown_by": [rows[rid] for rid in fact["sources"]]}


# Whose account


@pytest.mark.parametrize(
    ("named", "registered", "told"),
    [
        ([NUMBER, NUMBER], NUMBER, (True, True, NUMBER)),
        ([NUMBER, OTHER], NUMBER, (True, False, OTHER)),
        ([OTHER, NUMBER], NUMBER, (True, False, OTHER)),
        ([OTHER, f"{OTHER[:-1]}3"], NUMBER, (True, False, OTHER)),
        ([NUMBER, None], NUMBER, (True, True, NUMBER)),
        ([None, NUMBER], NUMBER, (True, True, NUMBER)),
        ([NUMBER, "3605****0001"], NUMBER, (True, None, NUMBER)),
        (["3605****0001", NUMBER], NUMBER, (True, None, "3605****0001")),
        (["3605****0001", OTHER], NUMBER, (True, False, OTHER)),
        ([NUMBER], "3605****0001", (True, None, NUMBER)),
        ([NUMBER], None, (True, None, NUMBER)),
        ([f"{NUMBER[:4]}-{NUMBER[4:]}"], f"{NUMBER[:8]} {NUMBER[8:]}", (True, True, f"{NUMBER[:4]}-{NUMBER[4:]}")),
    ],
)
def test_every_number_in_the_file_must_be_that_of_the_account(
    facts: Build, named: Sequence[str | None], registered: str | None, told: tuple[bool, bool | None, str | None]
) -> None:
    lines = [{**IN, "own_account": number} for number in named]

    fact = file(facts, (lines, None), account_no=registered)

    assert (fact["own_account_known"], fact["same_account"], fact["own_account"]) == told


def test_a_number_that_lost_its_digits_is_a_number_that_decides_nothing(facts: Build) -> None:
    lost = {**IN, "own_account": None, "own_account_damaged": True}

    for lines in ([lost], [{**IN, "own_account": NUMBER}, lost]):
        fact = file(facts, (lines, None))
        assert (fact["own_account_known"], fact["same_account"]) == (True, None)


def test_what_stands_above_the_lines_names_the_account_as_well(facts: Build) -> None:
    fact = file(facts, (LINES, {"own_account": OTHER}), ([{**IN, "own_account": NUMBER}], None))

    assert (fact["same_account"], fact["own_account"]) == (False, OTHER)


@pytest.mark.parametrize(
    ("account", "provided"),
    [
        ({}, True),
        ({"account_no": None}, False),
        ({"account_no": None, "account_no_asked": False}, None),
        ({"account_no": None, "account_no_damaged": True}, True),
    ],
)
def test_the_project_sheet_names_its_account_or_not(
    facts: Build, account: Mapping[str, Any], provided: bool | None
) -> None:
    assert file(facts, (LINES, None), **account)["account_provided"] is provided


def test_a_file_is_told_by_its_account_and_first_day(facts: Build) -> None:
    spaced = {**OUT, "own_account": f"{NUMBER[:4]} {NUMBER[4:]}"}

    assert file(facts, ([spaced], None), ([IN], None))["identity"] == f"{NUMBER}|2025-02-28"
    assert file(facts, (LINES, None))["identity"] == "|2025-02-28"


# Days and rows


def test_a_file_shows_up_to_the_last_day_that_any_sheet_states_or_shows(facts: Build) -> None:
    stated = {"range_through": "2025-04-30"}

    last = [
        file(facts, *sheets)["law_date"]
        for sheets in (
            [(LINES, None)],
            [(LINES, {"range_through": "2025-03-31"})],
            [(LINES, None), ([IN], stated)],
            [([IN], stated), (LINES, None)],
        )
    ]

    assert last == [date(2025, 3, 14), date(2025, 3, 31), date(2025, 4, 30), date(2025, 4, 30)]


def test_what_the_bank_states_shows_the_file_else_its_first_line(facts: Build) -> None:
    assert file(facts, (LINES, None), (LINES, None))["shown_by"] == [0]
    assert file(facts, (LINES, {"total_debit": "1"}))["shown_by"] == [9]


# Totals


@pytest.mark.parametrize(
    ("stated", "agree"),
    [
        ({"total_debit": "300.50", "total_credit": "700.50", "count_debit": 2, "count_credit": 2}, True),
        ({"total_credit": "700.50"}, True),
        ({"total_credit": "700"}, False),
        ({"count_debit": 1}, False),
        ({"count_credit": 4}, False),
        ({"total_debit": "300.50", "count_debit": 3}, False),
        ({}, None),
    ],
)
def test_the_lines_of_a_sheet_are_added_and_counted(
    facts: Build, stated: Mapping[str, Any], agree: bool | None
) -> None:
    fact = file(facts, (LINES, stated))

    assert (fact["totals_given"], fact["totals_agree"]) == (bool(stated), True if agree is None else agree)


@pytest.mark.parametrize(
    ("sheets", "agree"),
    [
        ([(LINES, {"count_debit": 2}), (LINES, None)], True),
        ([(LINES, None), (LINES, {"count_debit": 3})], False),
        ([(LINES, {"count_debit": 2}), (LINES, {"count_debit": 3})], False),
        ([(LINES, {"count_debit": 2}), (LINES, {"count_debit": 3, "lines_unread": 1})], None),
        ([(LINES, {"count_debit": 2}), (LINES, {"count_debit": 2, "lines_unread": 1})], True),
        ([(LINES, {"count_debit": 4}), (LINES, {"count_debit": 3, "lines_unread": 1})], False),
        ([(LINES, {"count_debit": 2}), ([], {"count_debit": 0, "total_credit": "0"})], True),
        ([(LINES, {"count_debit": 2}), ([], {"count_debit": 1})], False),
        ([(LINES, {"count_debit": 3, "lines_unread": 0})], False),
    ],
)
def test_each_sheet_is_held_to_its_own_totals(facts: Build, sheets: Sequence[Sheet], agree: bool | None) -> None:
    fact = file(facts, *sheets)

    assert (fact["totals_given"], fact["totals_agree"]) == (True, agree)


def test_a_sheet_with_a_line_that_has_no_amount_is_not_added_up(facts: Build) -> None:
    bare = {"booked_at": "2025-03-15", "debit": None, "credit": None}
    half = {"booked_at": "2025-03-15", "debit": None, "credit": "5"}

    assert file(facts, ([*LINES, bare], {"total_debit": "7"}))["totals_agree"] is None
    assert file(facts, ([*LINES, half], {"total_debit": "300.50", "total_credit": "705.50"}))["totals_agree"] is True


def test_the_differences_of_all_sheets_are_named(facts: Build) -> None:
    fact = file(
        facts,
        (LINES, {"count_debit": 3, "total_debit": "300.50"}),
        (LINES, {"count_credit": 2}),
        (LINES, {"total_credit": "1700.50", "lines_unread": 0}),
        (LINES, {"total_credit": "9", "lines_unread": 2}),
    )

    assert fact["differences"] == "借方笔数: 银行 3 笔, 逐笔 2 笔; 贷方总额: 银行 1,700.50 元, 逐笔 700.50 元"


@pytest.mark.parametrize(
    ("said", "proved"),
    [([True, True], True), ([True, False], None), ([True, None], None), ([False, False], None)],
)
def test_the_sides_of_every_sheet_must_be_proved(
    facts: Build, said: Sequence[bool | None], proved: bool | None
) -> None:
    assert file(facts, *((LINES, {"sides_proved": each}) for each in said))["sides_proved"] is proved
