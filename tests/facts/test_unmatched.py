"""What was kept and matched to nobody, each row with its reason."""

from collections.abc import Mapping
from typing import Any

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck.facts.unmatched import unmatched

TWIN = {"name": "张大山", "id_no": "360199198505051010", "card_no": "6217001000000000052"}


def reasons(facts: Build, **papers: Any) -> list[str]:
    return unmatched(facts(**papers).ledger)["reason"].to_list()


def listed(day: str, worker: Mapping[str, Any] = ZHANG, amount: str = "5000", **more: Any) -> dict[str, Any]:
    person = {"payee_name": worker["name"], "payee_account": worker["card_no"]}
    return person | {"paid_at": day, "amount": amount, "status": "成功"} | more


def test_a_row_of_a_name_that_two_bear_is_nobodys_on_each_paper(facts: Build) -> None:
    either = {"name": "张大山", "id_no": None}

    found = reasons(
        facts,
        roster=[ZHANG, TWIN, either],
        attendance=[either | {"month": "2025-03", "days": 20}],
        payroll=wages(either, "2025-03"),
    )

    assert found == ["nobody"] * 3


def test_a_line_is_unmatched_for_a_shared_card_or_a_shared_name_if_it_is_wage(facts: Build) -> None:
    shared = LI | {"card_no": ZHANG["card_no"]}
    lines = [
        pays("2025-04-14", ZHANG, counterparty_name=None),
        line("2025-04-15", out="7", counterparty_name="张大山"),
        line("2025-04-16", into="7", counterparty_name="张大山"),
        line("2025-04-17", into="7", counterparty_name=None, counterparty_account=ZHANG["card_no"]),
        pays("2025-04-18", LI, counterparty_account=ZHANG["card_no"]),
    ]

    assert reasons(facts, roster=[ZHANG, TWIN, shared], statement=lines) == ["shared", "homonyms"]


def test_a_payout_that_no_line_accounts_for_is_told_where_there_is_a_statement(facts: Build) -> None:
    rows = [
        listed("2025-04-14"),
        listed("2025-05-14", amount="77"),
        listed("2025-05-14", LI),
        listed("2025-05-14", amount="78", status="失败"),
    ]
    lines = [pays("2025-04-14", ZHANG), pays("2025-04-14", ZHANG)]

    assert reasons(facts, roster=[ZHANG, LI], payout=rows, statement=lines) == ["payout", "payout"]
    assert reasons(facts, roster=[ZHANG, LI], payout=rows) == []


def test_a_payout_of_a_batch_is_accounted_for(facts: Build) -> None:
    batch = line("2025-04-14", out="5000", summary="代发工资")

    assert reasons(facts, roster=[ZHANG], payout=[listed("2025-04-14")], statement=[batch]) == []
    assert reasons(facts, roster=[ZHANG], statement=[batch]) == ["batch"]
