"""Whose account it is, what its files show, and what its lines are."""

from typing import Any

import polars as pl
import pytest

from tests.facts.small_site import PROJECT, Build, line
from wagecheck.facts import build_facts
from wagecheck.law import Law

NUMBER = "36050100000100000001"


@pytest.fixture
def shared(papers: Any, handed: Any, book: Law) -> Any:
    """Give the accounts of two projects that differ in what is said of each."""

    def build(*sheets: dict[str, Any]) -> list[tuple[int | None, bool | None]]:
        from datetime import date  # noqa: PLC0415

        rows = [{**PROJECT, "project_id": str(at), **sheet} for at, sheet in enumerate(sheets)]
        tables = papers(project=rows)
        frame = build_facts(tables, handed(tables), book, on=date(2025, 8, 20)).frames["account"]
        return frame.sort("project_id").select("projects_sharing", "sub_ledgers").rows()

    return build


def test_an_account_of_one_project_is_its_own(shared: Any) -> None:
    assert shared({"account_no": NUMBER}, {"account_no": NUMBER + "2"}) == [(1, None), (1, None)]


def test_two_projects_share_a_number_however_it_is_spaced(shared: Any) -> None:
    told = shared({"account_no": NUMBER}, {"account_no": f"{NUMBER[:4]} {NUMBER[4:]}"})

    assert told == [(2, None), (2, None)]


@pytest.mark.parametrize(
    ("flags", "apart"), [((True, True), True), ((True, False), False), ((True, None), None), ((None, False), False)]
)
def test_a_shared_account_is_kept_apart_only_if_each_project_says_so(
    shared: Any, flags: tuple[bool | None, ...], apart: bool | None
) -> None:
    told = shared(*({"account_no": NUMBER, "account_sub_ledger": flag} for flag in flags))

    assert told == [(2, apart), (2, apart)]


def test_a_number_that_is_not_known_may_be_anyones_and_none_is_nobodys(shared: Any) -> None:
    assert shared({}, {"account_no": None}, {"account_no": None, "account_no_damaged": True}) == [
        (None, None),
        (None, None),
    ]


# The files


def file(facts: Build, project: dict[str, Any], lines: list[dict[str, Any]], **control: Any) -> dict[str, Any]:
    place = {"file": "流水.xlsx", "sheet": "1"}
    built = facts(project=project, statement=[each | place for each in lines], control=[control | place])
    return built.frames["statement_file"].row(0, named=True)


TWO = [line("2025-02-28", into="700", balance="700"), line("2025-03-14", out="300.50", balance="399.50")]


@pytest.mark.parametrize(
    ("own", "same"),
    [(NUMBER, True), (f"{NUMBER[:4]} {NUMBER[4:]}", True), (NUMBER[:-1] + "2", False), ("3605****0001", None)],
)
def test_a_statement_is_of_the_account_whose_number_it_bears(facts: Build, own: str, same: bool | None) -> None:
    fact = file(facts, {"account_no": NUMBER}, TWO, own_account=own)

    assert (fact["own_account_known"], fact["same_account"]) == (True, same)


def test_every_line_must_be_of_the_account(facts: Build) -> None:
    lines = [TWO[0] | {"own_account": NUMBER}, TWO[1] | {"own_account": NUMBER[:-1] + "9"}]

    fact = file(facts, {"account_no": NUMBER}, lines)

    assert (fact["same_account"], fact["own_account"]) == (False, NUMBER[:-1] + "9")


def test_a_statement_without_a_number_is_not_compared(facts: Build) -> None:
    assert file(facts, {"account_no": NUMBER}, TWO)["own_account_known"] is False


@pytest.mark.parametrize(
    ("stated", "agree"),
    [
        ({"total_debit": "300.50", "total_credit": "700", "count_debit": 1, "count_credit": 1}, True),
        ({"total_debit": "300.50"}, True),
        ({"total_debit": "300.51"}, False),
        ({"total_debit": "300.50", "count_credit": 2}, False),
    ],
)
def test_lines_are_held_to_each_total_that_the_bank_states(facts: Build, stated: dict[str, Any], agree: bool) -> None:
    fact = file(facts, {}, TWO, **stated)

    assert (fact["totals_given"], fact["totals_agree"]) == (True, agree)


@pytest.mark.parametrize(
    ("stated", "differences"),
    [
        ({"total_debit": "300.51"}, "借方总额: 银行 300.51 元, 逐笔 300.50 元"),
        ({"total_debit": "1234567.00"}, "借方总额: 银行 1,234,567.00 元, 逐笔 300.50 元"),
        ({"total_debit": "999999.99"}, "借方总额: 银行 999,999.99 元, 逐笔 300.50 元"),
        ({"count_credit": 1200}, "贷方笔数: 银行 1,200 笔, 逐笔 1 笔"),
        (
            {"total_debit": "300.51", "count_debit": 2},
            "借方总额: 银行 300.51 元, 逐笔 300.50 元; 借方笔数: 银行 2 笔, 逐笔 1 笔",
        ),
    ],
)
def test_each_difference_is_named(facts: Build, stated: dict[str, Any], differences: str) -> None:
    assert file(facts, {}, TWO, **stated)["differences"] == differences


def test_a_line_that_cannot_be_read_leaves_the_sum_unknown(facts: Build) -> None:
    fact = file(facts, {}, [*TWO, {"booked_at": "2025-04-01", "debit": None, "credit": None}], total_debit="300.51")

    assert fact["totals_agree"] is None


def test_rows_that_could_not_be_read_excuse_a_difference_and_no_agreement(facts: Build) -> None:
    short = file(facts, {}, [line("2025-03-01", into="5")], total_credit="6", lines_unread=1)
    whole = file(facts, {}, [line("2025-03-01", into="5")], total_credit="5", lines_unread=1)

    assert (short["totals_agree"], whole["totals_agree"]) == (None, True)


@pytest.mark.parametrize(("said", "proved"), [(True, True), (False, None), (None, None)])
def test_sides_that_the_balance_does_not_prove_are_not_known_for_sure(
    facts: Build, said: bool | None, proved: bool | None
) -> None:
    assert file(facts, {}, [line("2025-03-01", into="5")], sides_proved=said)["sides_proved"] is proved


@pytest.mark.parametrize(("unread", "expected"), [(0, 5), (1, None)])
def test_a_step_of_the_balance_is_not_expected_across_rows_that_could_not_be_read(
    facts: Build, unread: int, expected: int | None
) -> None:
    lines = [line("2025-03-01", into="5", balance="5"), line("2025-03-02", out="1", balance="1")]
    place = {"file": "流水.xlsx"}
    built = facts(statement=[each | place for each in lines], control=[{**place, "lines_unread": unread}])

    steps = built.frames["transaction"].sort("booked_on")["expected_balance"].to_list()
    assert steps == [None, None if expected is None else expected - 1]


def test_a_bank_that_states_no_totals_is_not_contradicted(facts: Build) -> None:
    assert file(facts, {}, TWO)["totals_given"] is False


# The lines


def kinds(facts: Build, entry: dict[str, Any], column: str, **project: Any) -> bool | None:
    value: bool | None = facts(project=project, statement=[entry]).frames["transaction"][column].item()
    return value


def test_a_line_that_says_nothing_may_be_a_seizure(facts: Build) -> None:
    assert kinds(facts, line("2025-03-21", out="700", summary="法院扣划"), "seized") is True
    assert kinds(facts, line("2025-03-21", out="700", summary="转账"), "seized") is False
    assert kinds(facts, line("2025-03-21", out="700"), "seized") is None


def test_other_money_is_unclear_only_where_owner_and_contractor_are_known(facts: Build) -> None:
    entry = line("2025-03-21", into="700", counterparty_name="某某商贸有限公司")

    assert kinds(facts, entry, "source_unclear") is True
    assert kinds(facts, entry, "source_unclear", owner_name=None) is None
    assert kinds(facts, line("2025-03-21", into="7", summary="结息"), "source_unclear") is False


def test_the_frames_of_files_keep_one_row_a_file(facts: Build) -> None:
    sheets = [TWO[0] | {"file": "甲.xlsx", "sheet": "1"}, TWO[1] | {"file": "甲.xlsx", "sheet": "2"}]

    frame = facts(statement=sheets).frames["statement_file"]

    assert frame.select(pl.len()).item() == 1


def test_money_is_unclear_only_where_the_bank_names_anybody(facts: Build) -> None:
    entry = line("2025-03-21", into="700")

    assert kinds(facts, entry, "source_unclear") is None
