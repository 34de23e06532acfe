"""Every line of the account has exactly one kind."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, pays, wages
from wagecheck.facts import KINDS, Facts

OWNER = "江南置业有限公司"
CONTRACTOR = "赣北建工集团有限公司"


def kinds(built: Facts) -> list[str]:
    return built.ledger.lines.sort("rid")["kind"].to_list()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (line("2025-03-01", into="900", counterparty_name=OWNER), "allotment"),
        (line("2025-03-01", into="900", counterparty_name="南昌市财政局"), "allotment"),
        (line("2025-03-01", into="900", counterparty_name=CONTRACTOR), "top_up"),
        (line("2025-03-21", into="9.13", summary="结息"), "interest"),
        (line("2025-03-21", into="500", counterparty_name="某某商贸有限公司"), "other_in"),
        (line("2025-03-21", into="5000", counterparty_name="张大山", summary="退汇"), "return"),
        (line("2025-03-21", out="15", summary="代发工资手续费"), "fee"),
        (line("2025-03-21", out="1000", summary="手续费"), "fee"),
        (line("2025-03-21", out="1000.01", counterparty_name="某银行", summary="手续费"), "diversion_company"),
        (line("2025-03-21", out="3000", summary="支取现金"), "cash"),
        (line("2025-03-21", out="3000", counterparty_name="赵无关", summary="备用金"), "cash"),
        (line("2025-03-21", out="80000", summary="代发工资", counterparty_name="代扣中间业务平台款项"), "batch"),
        (line("2025-03-21", out="80000", summary="批量代付"), "batch"),
        (line("2025-03-21", out="80000", summary="工资", counterparty_name=CONTRACTOR), "diversion_company"),
        (line("2025-03-21", out="80000", summary="工资", counterparty_name="赣江劳务有限公司"), "diversion_company"),
        (line("2025-03-21", out="70000", summary="法院强制扣划", counterparty_name="某区人民法院"), "seizure"),
        (line("2025-03-21", out="70000", summary="往来款", counterparty_name=CONTRACTOR), "diversion_company"),
        (line("2025-03-21", out="700", summary="材料款", counterparty_name="红星五金店"), "diversion_company"),
        (line("2025-03-21", out="700", summary="工资", counterparty_name="赵无关"), "diversion_person"),
        (line("2025-03-21", out="700", summary="转账"), "other_out"),
        (line("2025-03-21", out="5000", counterparty_name="张大山"), "wage"),
        (line("2025-03-21", out="5000", counterparty_account=ZHANG["card_no"]), "wage"),
    ],
)
def test_a_line_is_told_by_its_words_and_counterparty(facts: Build, entry: dict[str, Any], kind: str) -> None:
    built = facts(
        roster=[ZHANG],
        subcontractor=[{"employer": "赣江劳务有限公司"}],
        statement=[entry],
        payroll=wages(ZHANG, "2025-02"),
    )

    assert kinds(built) == [kind]


def test_the_smallest_sum_that_comes_in_is_a_credit(facts: Build) -> None:
    built = facts(statement=[line("2025-03-01", into="0.01"), line("2025-03-02", out="0.01")])

    assert built.frames["transaction"].sort("booked_on")["is_credit"].to_list() == [True, False]


def test_the_treasury_pays_only_for_government_projects(facts: Build) -> None:
    entry = line("2025-03-01", into="900", counterparty_name="南昌市财政局")

    built = facts(project={"funding": "社会投资"}, statement=[entry])

    assert kinds(built) == ["other_in"]


def test_brackets_of_either_width_name_the_same_firm(facts: Build) -> None:
    entry = line("2025-03-01", into="900", counterparty_name="江南(南昌)置业有限公司")

    built = facts(project={"owner_name": "江南（南昌）置业有限公司"}, statement=[entry])

    assert kinds(built) == ["allotment"]


def test_the_whole_balance_to_the_contractor_on_the_day_of_closure_is_no_diversion(facts: Build) -> None:
    entry = line("2025-07-01", out="812.40", balance="0", counterparty_name=CONTRACTOR, summary="销户")

    built = facts(project={"account_closed": "2025-07-01"}, statement=[entry])

    assert kinds(built) == ["closing"]


@pytest.mark.parametrize("name", ["代发工资", "应解汇款", "待划转款", "内部账户", "银联在线"])
def test_the_banks_own_accounts_are_no_persons(facts: Build, name: str) -> None:
    built = facts(roster=[ZHANG], statement=[line("2025-03-21", out="700", counterparty_name=name, summary="转账")])

    assert kinds(built) == ["other_out"]


def test_without_any_list_of_people_nobody_is_called_a_stranger(facts: Build) -> None:
    built = facts(statement=[line("2025-03-21", out="700", counterparty_name="赵无关")])

    assert built.frames["transaction"]["to_stranger"].to_list() == [None]


def test_a_shared_card_pays_the_holder_whom_the_name_tells(facts: Build) -> None:
    built = facts(roster=[ZHANG, LI | {"card_no": ZHANG["card_no"]}], statement=[pays("2025-03-15", ZHANG)])

    assert built.ledger.lines["worker"].to_list() == [ZHANG["id_no"]]
    assert built.ledger.lines["tier"].to_list() == ["account+name"]


def test_a_shared_card_without_a_telling_name_is_wage_and_pays_nobody(facts: Build) -> None:
    entry = pays("2025-03-15", ZHANG, counterparty_name=None)

    built = facts(roster=[ZHANG, LI | {"card_no": ZHANG["card_no"]}], statement=[entry])

    assert kinds(built) == ["wage"]
    assert built.ledger.lines["worker"].to_list() == [None]
    assert built.ledger.paid.height == 0


def test_another_name_on_a_workers_card_still_pays_the_card_and_keeps_the_tier(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[pays("2025-03-15", ZHANG, counterparty_name="赵无关")])

    assert built.ledger.lines["tier"].to_list() == ["account"]
    assert built.frames["payment"]["payee_is_worker"].to_list() == [False]


def test_a_namesake_without_account_is_nobody_in_particular(facts: Build) -> None:
    twin = LI | {"name": ZHANG["name"]}
    entry = line("2025-03-15", out="5000", counterparty_name=ZHANG["name"], summary="工资")

    built = facts(roster=[ZHANG, twin], statement=[entry])

    assert kinds(built) == ["wage"]
    assert built.ledger.paid.height == 0


def test_a_line_of_two_overlapping_exports_counts_once(facts: Build) -> None:
    entry = pays("2025-03-15", ZHANG, balance="500")

    built = facts(roster=[ZHANG], statement=[entry, entry | {"file": "4月流水.xlsx"}, entry | {"balance": "0"}])

    assert kinds(built) == ["wage", "repeat", "wage"]
    assert built.ledger.paid.height == 2


def test_two_equal_payments_in_two_sheets_that_nothing_tells_apart_both_count(facts: Build) -> None:
    entry = pays("2025-03-15", ZHANG)

    built = facts(roster=[ZHANG], statement=[entry, entry | {"file": "4月流水.xlsx"}])

    assert kinds(built) == ["wage", "wage"]


def test_a_name_that_the_bank_masked_is_no_other_name(facts: Build) -> None:
    built = facts(roster=[ZHANG], statement=[pays("2025-03-15", ZHANG, counterparty_name="张*山")])

    assert built.frames["payment"]["payee_is_worker"].to_list() == [None]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(
        st.tuples(
            st.booleans(),
            st.integers(0, 10**8),
            st.sampled_from(
                [None, "张大山", "李小河", "赵无关", OWNER, CONTRACTOR, "某某银行", "代发过渡户", "红星五金店"]
            ),
            st.sampled_from([None, ZHANG["card_no"], LI["card_no"], "62170099"]),
            st.sampled_from([None, "工资", "代发工资", "手续费", "现金", "退汇", "结息", "法院扣划", "往来"]),
        ),
        max_size=12,
    )
)
def test_the_kinds_add_up_to_the_statement(facts: Build, entries: list[tuple[bool, int, str, str, str]]) -> None:
    statement = [
        line(
            f"2025-03-{at + 1:02}",
            counterparty_name=name,
            counterparty_account=account,
            summary=words,
            **{"out" if out else "into": str(Decimal(fen) / 100)},
        )
        for at, (out, fen, name, account, words) in enumerate(entries)
    ]

    lines = facts(roster=[ZHANG, LI, WANG], statement=statement, on=date(2025, 8, 1)).ledger.lines

    assert lines.height == len(statement)
    assert set(lines["kind"].to_list()) <= set(KINDS)
    total = sum((Decimal(fen) / 100 for _, fen, *_ in entries), Decimal(0))
    by_kind = lines.group_by("kind").agg((pl.col("debit") + pl.col("credit")).sum().alias("sum"))
    assert sum(by_kind["sum"].to_list(), Decimal(0)) == total
