"""The books: what the rows of the papers come to before they are judged."""

from decimal import Decimal

from tests.facts.small_site import LI, ZHANG, Build, line, month_of, pays, wages

OPENING = line("2025-01-20", into="100000", balance="100000", counterparty_name="江南置业有限公司")
THROUGH = [{"range_from": "2025-01-15", "range_through": "2025-08-15"}]


def test_a_payout_to_a_man_of_two_spellings_counts_once(facts: Build) -> None:
    row = {"paid_at": "2025-04-14", "payee_name": "张大山", "id_no": ZHANG["id_no"], "amount": "5000", "status": "成功"}
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG | {"name": "张大珊"}, "2025-03"),
        statement=[line("2025-04-14", out="5000", summary="代发工资")],
        payout=[row],
    )

    assert built.ledger.payouts["worker"].to_list() == [ZHANG["id_no"]]


def test_a_side_that_a_line_leaves_empty_is_nothing(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03"),
        statement=[OPENING | {"debit": None}, pays("2025-04-14", ZHANG, balance="95000", credit=None)],
    )

    assert built.frames["transaction"]["expected_balance"].drop_nulls().to_list() == [Decimal(95000)]
    assert built.ledger.lines.select("debit", "credit").rows() == [(0, 100000), (5000, 0)]


def test_a_project_of_no_known_place_goes_by_the_law_of_the_nation(facts: Build) -> None:
    fee = line("2025-04-14", out="20", summary="手续费", counterparty_name="某某银行")

    assert facts(project={"region": None}, statement=[fee]).ledger.lines["kind"].to_list() == ["fee"]


def test_a_batch_hides_only_the_month_before_it_where_nothing_else_is_agreed(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payroll=[*wages(ZHANG, "2025-02", "2025-03"), *wages(LI, "2025-02")],
        statement=[OPENING, line("2025-04-14", out="7777", summary="代发工资", balance="92223")],
        control=THROUGH,
    )

    assert month_of(built, LI, "2025-02")["arrears"] == Decimal(5000)
    assert month_of(built, ZHANG, "2025-03")["arrears"] is None


def test_a_payout_without_a_number_goes_to_the_holder_of_its_account_before_the_bearer_of_its_name(
    facts: Build,
) -> None:
    row = {"paid_at": "2025-04-14", "payee_name": "张大山", "payee_account": LI["card_no"], "amount": "5000"}

    payouts = facts(roster=[ZHANG, LI], payout=[row]).ledger.payouts

    assert payouts.select("worker", "tier").rows() == [(LI["id_no"], "account")]


def test_whoever_has_a_name_on_one_paper_bears_it_though_another_has_none(facts: Build) -> None:
    worked = {"name": None, "id_no": ZHANG["id_no"], "month": "2025-03", "days": 20}

    built = facts(attendance=[worked], payroll=wages(ZHANG, "2025-03"))

    assert month_of(built, ZHANG, "2025-03")["subject_name"] == "张大山"


def test_of_two_spellings_off_the_roster_the_first_in_order_is_shown(facts: Build) -> None:
    built = facts(payroll=[*wages(ZHANG | {"name": "张大珊"}, "2025-03"), *wages(ZHANG, "2025-04")])

    assert month_of(built, ZHANG, "2025-03")["subject_name"] == "张大山"


def test_the_first_stay_that_tells_it_says_a_workers_name_firm_and_team(facts: Build) -> None:
    stays = [
        ZHANG | {"name": None, "employer": None, "team": None},
        ZHANG | {"name": "张大珊", "employer": "甲劳务", "team": "木工班"},
        ZHANG | {"employer": "乙劳务", "team": "钢筋班"},
    ]
    worked = {"id_no": ZHANG["id_no"], "month": "2025-03", "days": 20}

    fact = month_of(facts(roster=stays, attendance=[worked]), ZHANG, "2025-03")

    assert (fact["subject_name"], fact["employer"], fact["team"]) == ("张大珊", "甲劳务", "木工班")
