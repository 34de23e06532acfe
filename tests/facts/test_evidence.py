"""From which day to which a statement speaks, and of which days in between it may lack lines."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from tests.facts.small_site import line
from wagecheck.facts.evidence import gaps, overlapping, window

Lines = list[dict[str, Any]]
TORN = pl.DataFrame({"project_id": ["甲"], "table": ["statement"]})


def sheet(name: str, *lines: dict[str, Any], **more: Any) -> Lines:
    return [one | {"file": name, "own_account": "360100"} | more for one in lines]


def stated(name: str, first: str | None = None, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"file": name, "range_from": first, "range_through": last} | more


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def shown(lines: Lines, *control: dict[str, Any], **project: Any) -> tuple[date | None, date | None] | None:
    """Give the first and last day that a statement shows; None where it shows none."""
    found = window(paper("project", [project]), _numbered(lines), paper("control", control))
    return found.select("evidence_from", "evidence_end").rows()[0] if found.height else None


def lacking(lines: Lines, *control: dict[str, Any], torn: bool = False) -> list[tuple[date | None, date | None]]:
    """Give the stretches of which lines may lack."""
    parts = [TORN] if torn else []
    found = gaps(_numbered(lines), paper("control", control), *parts)
    return sorted(found.select("since", "until").rows(), key=str)


def _numbered(lines: Lines) -> pl.DataFrame:
    return paper("statement", lines).with_row_index("rid")


# From when to when


def test_where_one_sheet_states_its_range_the_project_sheet_is_not_asked() -> None:
    late, early = line("2025-06-10", into="1", balance="9"), line("2025-02-03", into="1", balance="9")
    lines = [*sheet("后", late), *sheet("前", early)]
    project = {"statement_from": "2025-01-01", "statement_through": "2025-08-15"}

    assert shown(lines, stated("前", last="2025-04-30"), **project) == (day("2025-01-01"), day("2025-06-10"))
    assert shown(lines, stated("后", "2025-05-01"), **project) == (day("2025-02-03"), day("2025-08-15"))


def test_without_any_word_of_a_range_the_lines_speak_from_the_first_to_the_last() -> None:
    lines = [
        *sheet("后", line("2025-06-10", into="1", balance="9"), line("2025-06-20", into="1", balance="10")),
        *sheet("前", line("2025-02-03", into="1", balance="9"), line("2025-03-03", into="1", balance="10")),
    ]

    assert shown(lines) == (day("2025-02-03"), day("2025-06-20"))


def test_a_sheet_of_which_nothing_tells_the_days_shows_none() -> None:
    assert shown([], stated("空", opening_balance="5")) is None


@pytest.mark.parametrize(
    ("lines", "begins"),
    [
        ([line("2025-02-03", into="100", balance="100"), line("2025-02-04", into="1", balance="999")], None),
        ([line("2025-02-03", into="100", balance="101")], "2025-02-03"),
        ([line("2025-02-03", out="100", balance="100")], "2025-02-03"),
        ([line("2025-02-03", out="100", balance="-100")], None),
        ([line("2025-02-03", into="100")], "2025-02-03"),
    ],
)
def test_a_statement_that_begins_with_an_empty_account_begins_with_it(lines: Lines, begins: str | None) -> None:
    found = shown(sheet("一", *lines))

    assert found is not None
    assert found[0] == day(begins)


@pytest.mark.parametrize(("opening", "begins"), [("0", None), ("1", "2025-02-01"), (None, "2025-02-01")])
def test_where_lines_have_no_balance_the_bank_says_what_was_there(opening: str | None, begins: str | None) -> None:
    lines = sheet("一", line("2025-02-03", into="100"))

    found = shown(lines, stated("一", "2025-02-01", "2025-03-01", opening_balance=opening))

    assert found == (day(begins), day("2025-03-01"))


@pytest.mark.parametrize(
    ("opened", "told", "begins"),
    [
        ("2025-02-01", {}, None),  # it begins with the account
        ("2025-02-02", {}, None),
        ("2025-01-31", {}, "2025-02-01"),
        (None, {}, "2025-02-01"),
        ("2025-02-01", {"opening_balance": "0"}, None),
        ("2025-01-31", {"opening_balance": "0"}, "2025-02-01"),  # an empty account that is older
        (None, {"opening_balance": "0"}, None),
    ],
)
def test_an_account_opened_on_the_first_day_or_later_was_not_there_before(
    opened: str | None, told: dict[str, str], begins: str | None
) -> None:
    found = shown([], stated("一", "2025-02-01", "2025-03-01", **told), account_opened=opened)

    assert found == (day(begins), day("2025-03-01"))


def test_only_a_stated_beginning_can_be_later_than_the_account() -> None:
    lines = sheet("一", line("2025-02-03", into="100", balance="100"))

    for said, begins in ((None, None), ("2025-02-03", "2025-02-03")):
        assert shown(lines, statement_from=said, account_opened="2025-01-02") == (day(begins), day("2025-02-03"))


@pytest.mark.parametrize(("first", "later", "begins"), [("0", "7", None), ("7", "0", "2025-02-01")])
def test_the_earliest_sheet_says_what_was_there_before(first: str, later: str, begins: str | None) -> None:
    late = stated("后", "2025-05-01", "2025-05-31", opening_balance=later)
    early = stated("前", "2025-02-01", "2025-02-28", opening_balance=first)

    assert shown([], late, early) == (day(begins), day("2025-05-31"))


# Of which days lines may lack


WHOLE = sheet(
    "一",
    line("2025-01-02", into="100", balance="100"),
    line("2025-01-10", into="5", balance="105"),
    line("2025-01-15", out="25", balance="80"),
    line("2025-01-20", out="40", balance="40"),
)
GOES_ON = [
    *WHOLE,
    *sheet("二", line("2025-04-02", out="10", balance="30"), line("2025-04-20", into="19", balance="49")),
]


def test_where_one_sheet_leads_to_the_next_nothing_lacks() -> None:
    third = sheet("三", line("2025-07-02", into="1", balance="50"))

    assert lacking([*third, *GOES_ON]) == []


def test_where_a_balance_does_not_lead_to_the_next_the_days_between_may_lack() -> None:
    third = sheet("三", line("2025-07-02", into="1", balance="99"))

    assert lacking([*GOES_ON, *third]) == [(day("2025-04-20"), day("2025-07-02"))]


def test_sheets_that_meet_or_overlap_leave_no_days_between() -> None:
    for begins in ("2025-01-20", "2025-01-10"):
        assert lacking([*WHOLE, *sheet("二", line(begins, into="1", balance="999"))]) == []


def test_a_sheet_that_lies_within_another_ends_nothing() -> None:
    long = sheet("长", line("2025-01-02", into="100", balance="100"), line("2025-06-20", out="60", balance="40"))
    within = sheet("短", line("2025-02-02", into="1", balance="77"))

    for balance, gap in (("50", []), ("87", [(day("2025-06-20"), day("2025-08-02"))])):
        assert lacking([*long, *within, *sheet("后", line("2025-08-02", into="10", balance=balance))]) == gap


def test_another_account_goes_on_with_nothing() -> None:
    other = sheet("二", line("2025-04-02", into="10", balance="999"), own_account="360199")

    assert lacking([*WHOLE, *other]) == []


def test_the_bank_names_the_account_where_no_line_does() -> None:
    nameless = sheet("二", line("2025-04-02", into="10", balance="999"), own_account=None)
    gap = [(day("2025-01-20"), day("2025-04-02"))]

    assert lacking([*WHOLE, *nameless], stated("二", own_account="360100")) == gap
    assert lacking([*WHOLE, *nameless], stated("二", own_account="360199")) == []


def test_the_first_line_that_names_the_account_names_that_of_its_sheet() -> None:
    second = sheet("二", line("2025-04-02", into="10", balance="999"), line("2025-04-03", into="1", balance="1000"))
    second[0]["own_account"] = None

    assert lacking([*WHOLE, *second]) == [(day("2025-01-20"), day("2025-04-02"))]


@pytest.mark.parametrize(
    ("begins", "balance", "lacks"),
    [
        ("2025-02-28", None, False),
        ("2025-03-01", None, True),  # a whole calendar month lies between
        ("2025-02-28", "50", False),
        ("2025-03-01", "50", False),
    ],
)
def test_where_no_balance_tells_only_a_whole_month_between_two_sheets_is_one_too_many(
    begins: str, balance: str | None, lacks: bool
) -> None:
    second = sheet("二", line(begins, into="10", balance=balance))

    assert lacking([*WHOLE, *second]) == ([(day("2025-01-20"), day(begins))] if lacks else [])


@pytest.mark.parametrize(("left", "lacks"), [("0", True), ("1", False)])
def test_between_two_sheets_of_an_empty_account_a_whole_month_may_have_come_and_gone(left: str, lacks: bool) -> None:
    spans = [
        stated("一", "2025-01-01", "2025-01-31", closing_balance=left, own_account="3"),
        stated("二", "2025-03-01", "2025-03-31", opening_balance=left, own_account="3"),
    ]

    assert lacking([], *spans) == ([(day("2025-01-31"), day("2025-03-01"))] if lacks else [])


def test_a_sheet_without_days_hides_no_gap_beside_it() -> None:
    second = sheet("二", line("2025-04-02", into="10", balance="999"))

    found = lacking([*WHOLE, *second], stated("空", "2025-02-01", own_account="360100"))

    assert found == [(day("2025-01-20"), day("2025-04-02"))]


@pytest.mark.parametrize(
    ("unread", "total", "lacks"), [(1, None, True), (1, "66", True), (1, "65", False), (0, "66", False)]
)
def test_a_row_that_could_not_be_read_may_be_of_any_day_unless_the_banks_total_is_reached(
    unread: int, total: str | None, lacks: bool
) -> None:
    found = lacking(WHOLE, stated("一", lines_unread=unread, total_debit=total))

    assert found == ([(None, None)] if lacks else [])


def test_of_a_sheet_of_which_no_line_could_be_read_all_may_lack() -> None:
    assert lacking(WHOLE, stated("二", "2025-02-01", "2025-02-28", lines_unread=9, total_debit="5"))[-1] == (None, None)


def test_before_and_after_a_torn_statement_lines_may_lack() -> None:
    around = [(None, day("2025-01-02")), (day("2025-04-20"), None)]

    assert lacking(GOES_ON, torn=True) == around


@pytest.mark.parametrize("at", [1, 2, 5])
@pytest.mark.parametrize("balance", ["7", None])
def test_in_a_torn_statement_whose_balance_does_not_go_on_they_may_lack_anywhere(at: int, balance: str | None) -> None:
    lines = [dict(one) for one in GOES_ON]
    lines[at]["balance"] = balance

    assert (None, None) in lacking(lines, torn=True)
    assert (None, None) not in lacking(lines)


# What lies across a gap


@pytest.mark.parametrize(
    ("since", "until", "touched"),
    [
        ("2025-02-01", "2025-03-01", True),
        ("2025-03-31", "2025-04-30", True),
        ("2025-03-10", "2025-03-20", True),
        ("2025-02-01", "2025-02-28", False),
        ("2025-04-01", "2025-04-30", False),
    ],
)
def test_a_gap_touches_what_has_a_day_in_common_with_it(since: str, until: str, touched: bool) -> None:
    rows = pl.DataFrame({"project_id": ["甲"], "first": [day(since)], "last": [day(until)]})
    gap = pl.DataFrame({"project_id": ["甲"], "since": [day("2025-03-01")], "until": [day("2025-03-31")]})

    assert overlapping(rows, gap, "first", "last").height == touched


def test_an_open_gap_goes_on_for_ever_and_each_row_is_given_once() -> None:
    rows = pl.DataFrame(
        {"project_id": ["甲", "甲", "乙"], "at": [day("2025-01-01"), day("2025-06-01"), day("2025-06-01")]}
    )
    ends = {"since": [None, day("2025-05-01")], "until": [day("2025-02-01"), None]}
    gap = pl.DataFrame({"project_id": ["甲", "甲"]} | ends)
    whole = pl.DataFrame({"project_id": ["甲"], "since": [None], "until": [None]}, gap.schema)

    found = overlapping(rows, pl.concat([gap, gap, whole]), "at", "at")
    assert (found.columns, found.rows()) == (rows.columns, rows.rows()[:2])
    assert overlapping(rows, gap, "at", "at").height == 2
