"""What the project sheet shows, and what came in month by month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import ZHANG, Build, line, wages

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
