"""What the project sheet shows, and what came in month by month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, wages

OWNER = "江南置业有限公司"
ITEMS = [
    "建设单位", "总包单位", "分包单位", "行业主管部门", "劳资专管员", "最低工资标准",
    "工资支付日期", "投诉举报电话", "劳动监察电话", "仲裁渠道", "法律援助", "公共法律服务热线",
]  # fmt: skip


def project(facts: Build, **sheet: Any) -> dict[str, Any]:
    return facts(project=sheet).frames["project"].row(0, named=True)


def test_a_value_is_provided_an_empty_cell_is_not_and_a_missing_column_is_unknown(facts: Build) -> None:
    assert project(facts, labour_officer="周专管")["officer_provided"] is True
    assert project(facts, labour_officer=None)["officer_provided"] is False
    assert project(facts)["officer_provided"] is None


def test_what_the_sheet_calls_unknown_is_unknown(facts: Build) -> None:
    assert project(facts, labour_officer=None, labour_officer_asked=False)["officer_provided"] is None


def test_a_damaged_account_number_is_a_number_all_the_same(facts: Build) -> None:
    assert project(facts, account_no=None, account_no_damaged=True)["account_provided"] is True


def test_a_project_is_finished_on_its_day_of_completion(facts: Build) -> None:
    assert project(facts, completion_date="2025-08-20")["finished"] is True
    assert project(facts, completion_date="2025-08-21")["finished"] is False
    assert project(facts, completion_date=None)["finished"] is False


def test_an_account_may_be_opened_until_the_thirtieth_day(facts: Build) -> None:
    fact = project(facts, contract_date="2025-01-02", account_opened="2025-02-02")

    assert (fact["account_deadline"], fact["account_days_late"]) == (date(2025, 2, 1), 1)


@pytest.mark.parametrize(
    ("board", "missing"),
    [
        (ITEMS, 0),
        (["施工总承包单位", *[item for item in ITEMS if item != "总包单位"]], 0),
        (ITEMS[:-2], 2),
        (None, 12),
    ],
)
def test_the_board_must_carry_all_twelve_items(facts: Build, board: list[str] | None, missing: int) -> None:
    assert project(facts, notice_items=board)["items_missing"] == missing


def test_nobody_asked_what_is_on_the_board(facts: Build) -> None:
    assert project(facts)["items_missing"] is None


def allotted(facts: Build, *entries: dict[str, Any], **sheet: Any) -> dict[str, tuple[bool, Decimal | None]]:
    frame = facts(
        project={"start_date": "2025-01-10"} | sheet,
        statement=list(entries),
        control=[{"range_from": "2025-01-01", "range_through": "2025-04-29"}],
    ).frames["project_month"]
    return {
        month.strftime("%m"): (due, amount)
        for month, due, amount in frame.select("month", "allotment_due", "allotted").iter_rows()
    }


def test_allotments_are_due_in_whole_months_after_the_start_within_the_evidence(facts: Build) -> None:
    months = allotted(facts, line("2025-02-28", into="700", balance="700", counterparty_name=OWNER))

    assert months == {
        "01": (False, Decimal(0)),
        "02": (True, Decimal(700)),
        "03": (True, Decimal(0)),
        "04": (False, Decimal(0)),
    }


def test_completion_ends_the_duty_to_allot(facts: Build) -> None:
    months = allotted(facts, line("2025-02-28", into="700", balance="700"), completion_date="2025-03-10")

    assert months["03"][0] is False


def test_an_owner_without_name_cannot_be_said_to_have_paid_nothing(facts: Build) -> None:
    months = allotted(facts, line("2025-02-28", into="700", balance="700"), owner_name=None)

    assert months["02"] == (True, None)


def test_money_from_nobody_named_may_be_an_allotment(facts: Build) -> None:
    months = allotted(facts, line("2025-02-28", into="700", balance="700"))

    assert (months["02"], months["03"]) == ((True, None), (True, Decimal(0)))


def test_a_treasury_may_have_paid_where_the_funding_is_not_known(facts: Build) -> None:
    months = allotted(
        facts, line("2025-02-28", into="700", balance="700", counterparty_name="南昌市财政局"), funding=None
    )

    assert months["02"] == (True, None)


def test_arrears_of_the_project_count_each_worker_once(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-02", "2025-03"),
        statement=[line("2025-01-20", into="9", balance="9", counterparty_name=OWNER)],
        control=[{"range_from": "2025-01-01", "range_through": "2025-08-01"}],
    )

    fact = built.frames["project"].row(0, named=True)
    assert (fact["workers_in_arrears"], fact["total_arrears"]) == (1, Decimal(10000))


def test_the_balance_chain_shows_a_line_that_is_missing(facts: Build) -> None:
    built = facts(
        statement=[
            line("2025-01-20", into="900", balance="900"),
            line("2025-01-21", out="100", balance="800"),
            line("2025-01-22", out="100", balance="650"),
        ]
    )

    chain = built.frames["transaction"].sort("booked_on").select("has_previous", "balance", "expected_balance").rows()
    assert chain == [
        (False, Decimal(900), None),
        (True, Decimal(800), Decimal(800)),
        (True, Decimal(650), Decimal(700)),
    ]


def test_a_single_yuan_is_owed_and_open_and_what_is_not_due_is_neither(facts: Build) -> None:
    """March is owed, May is open, July is not due."""
    built = facts(
        payroll=[
            *wages(ZHANG, "2025-03", "2025-07", net="1"),
            *wages(LI, "2025-05", net="1"),
            wages(WANG, "2025-04")[0] | {"net": None},
            wages(ZHANG, "2025-07", net="1", employer="二")[0] | {"net": None},
        ],
        statement=[line("2025-01-20", into="9", balance="9", counterparty_name=OWNER)],
        control=[{"range_from": "2025-01-01", "range_through": "2025-05-31"}],
        on=date(2025, 8, 10),
    )

    fact = built.frames["project"].row(0, named=True)
    assert (fact["workers_in_arrears"], fact["total_arrears"], fact["workers_unjudged"]) == (1, Decimal(1), 2)


@pytest.mark.parametrize(("day", "past"), [("2025-08-19", True), ("2025-08-20", False), (None, None)])
def test_what_ends_or_starts_on_the_day_of_the_audit_has_not_ended_nor_started(
    facts: Build, day: str | None, past: bool | None
) -> None:
    fact = project(facts, start_date=day, guarantee_to=day)

    assert (fact["started"], fact["guarantee_lapsed"]) == (past, bool(past))
    assert project(facts, guarantee_to=None, guarantee_to_asked=False)["guarantee_lapsed"] is None
    assert project(facts, completion_date=None, completion_date_asked=False)["finished"] is None


def test_the_time_to_open_the_account_is_over_after_its_thirtieth_day(facts: Build) -> None:
    for on, over in ((date(2025, 2, 1), False), (date(2025, 2, 2), True)):
        assert facts(on=on).frames["project"]["account_overdue"].to_list() == [over]


def test_an_account_without_a_number_is_none(facts: Build) -> None:
    assert project(facts, account_no="1", account_no_damaged=False)["account_provided"] is True
    assert project(facts, account_no=None, account_no_damaged=False)["account_provided"] is False
    assert project(facts)["account_provided"] is None


def test_the_law_of_a_project_is_that_of_the_audit_or_of_completion_before_it(facts: Build) -> None:
    for completed, day in (("2025-06-30", date(2025, 6, 30)), ("2026-01-01", date(2025, 8, 20))):
        fact = project(facts, completion_date=completed)
        assert (fact["law_date"], fact["audit_day"]) == (day, date(2025, 8, 20))


def test_the_missing_items_are_named(facts: Build) -> None:
    assert project(facts, notice_items=ITEMS[2:])["missing_items"] == "建设单位、总包单位"
