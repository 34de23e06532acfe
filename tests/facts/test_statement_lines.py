"""What is said of each line of the account: its kind where words and parties meet, its step of the balance."""

from typing import Any

import pytest

from tests.facts.small_site import LI, ZHANG, Build, line, pays, wages
from wagecheck.facts import Facts

OWNER, CONTRACTOR = "江南置业有限公司", "赣北建工集团有限公司"


def kinds(built: Facts) -> list[str]:
    return built.ledger.lines.sort("rid")["kind"].to_list()


def told(built: Facts, *names: str) -> list[tuple[Any, ...]]:
    frame = built.frames["transaction"].sort("sources")
    return list(frame.select(names).iter_rows())


# Kinds


@pytest.mark.parametrize(
    ("entry", "closed", "kind"),
    [
        ({"balance": "0"}, "2025-07-01", "closing"),
        ({"balance": "0"}, "2025-07-02", "diversion_company"),
        ({"balance": "0"}, None, "diversion_company"),
        ({"balance": "0.01"}, "2025-07-01", "diversion_company"),
        ({}, "2025-07-01", "diversion_company"),
        ({"balance": "0", "counterparty_name": OWNER}, "2025-07-01", "diversion_company"),
        ({"balance": "0", "counterparty_name": None}, "2025-07-01", "other_out"),
    ],
)
def test_only_the_whole_balance_to_the_contractor_on_the_very_day_closes_the_account(
    facts: Build, entry: dict[str, Any], closed: str | None, kind: str
) -> None:
    last = line("2025-07-01 15:30:00", out="812.40", **({"counterparty_name": CONTRACTOR} | entry))

    assert kinds(facts(project={"account_closed": closed}, statement=[last])) == [kind]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({"summary": "手续费", "counterparty_name": "赵无关"}, "diversion_person"),
        ({"purpose": "工本费", "summary": "转账"}, "fee"),
        ({"summary": "强制扣划", "counterparty_name": "红星五金店"}, "seizure"),
        ({"summary": "往来", "counterparty_name": "某区人民法院"}, "seizure"),
        ({"summary": "冻结代发工资"}, "batch"),
        ({"summary": "工资扣划", "counterparty_name": "赵无关"}, "diversion_person"),
        ({"summary": "代发工资", "counterparty_name": f"{OWNER}南昌分公司"}, "diversion_company"),
        ({"summary": "代发工资", "counterparty_name": None}, "batch"),
        ({"summary": None, "purpose": "批量"}, "batch"),
        ({"summary": "材料款", "counterparty_name": "某某"}, "other_out"),
    ],
)
def test_a_line_out_is_told_by_words_and_party_together(facts: Build, entry: dict[str, Any], kind: str) -> None:
    assert kinds(facts(roster=[ZHANG], statement=[line("2025-03-21", out="700", **entry)])) == [kind]


@pytest.mark.parametrize(
    ("entry", "funding", "kind"),
    [
        ({"counterparty_name": "赵无关", "summary": "退汇"}, "政府投资", "other_in"),
        ({"counterparty_name": "张大山", "summary": "往来"}, "政府投资", "other_in"),
        ({"counterparty_account": ZHANG["card_no"], "summary": "退回"}, "政府投资", "return"),
        ({"counterparty_name": "李小河", "summary": "退汇"}, "政府投资", "return"),
        ({"counterparty_account": "6217001000000000060", "summary": "退汇"}, "政府投资", "return"),
        ({"counterparty_name": "国库"}, "政府投资", "allotment"),
        ({"counterparty_name": "国库"}, "国有企业", "other_in"),
        ({"counterparty_name": "国库"}, None, "other_in"),
        ({"counterparty_name": f"{CONTRACTOR}南昌分公司"}, None, "top_up"),
        ({"counterparty_name": OWNER, "summary": "利息"}, None, "allotment"),
        ({"counterparty_name": None, "summary": "利息"}, None, "interest"),
    ],
)
def test_a_line_in_is_told_by_words_and_party_together(
    facts: Build, entry: dict[str, Any], funding: str | None, kind: str
) -> None:
    """Two bear the name 李小河, and two share a card: a return to either of them is one all the same."""
    twin = {"name": "李小河", "id_no": "360199198505051010", "card_no": "6217001000000000060"}
    other = {"name": "钱东海", "id_no": "360199198707072039", "card_no": "6217001000000000060"}

    built = facts(
        project={"funding": funding},
        roster=[ZHANG, LI, twin, other],
        statement=[line("2025-03-21", into="700", **entry)],
    )

    assert kinds(built) == [kind]


def test_a_firm_that_is_listed_twice_is_paid_once(facts: Build) -> None:
    firms = [{"employer": "赣江劳务"}, {"employer": "赣江劳务", "file": "五月.xlsx"}]
    lines = [
        line("2025-03-21", out="0.50", counterparty_name="赣江劳务"),
        line("2025-03-22", out="0.01", summary="现金"),
    ]

    assert kinds(facts(subcontractor=firms, statement=lines)) == ["diversion_company", "cash"]


# Exports that overlap


@pytest.mark.parametrize(
    ("more", "second"),
    [
        ({"balance": "500"}, "repeat"),
        ({"serial": "A7"}, "repeat"),
        ({}, "wage"),
    ],
)
def test_a_line_is_the_same_in_another_sheet_where_balance_or_serial_tells_it(
    facts: Build, more: dict[str, Any], second: str
) -> None:
    entry = pays("2025-03-15", ZHANG) | more

    for other in ({"file": "四月.xlsx"}, {"sheet": "四月"}):
        assert kinds(facts(roster=[ZHANG], statement=[entry, entry | other])) == ["wage", second]


def test_what_stands_twice_in_one_sheet_are_two_lines_also_beside_another_sheet(facts: Build) -> None:
    entry, other = pays("2025-03-15", ZHANG, serial="A7"), {"file": "四月.xlsx"}

    assert kinds(facts(roster=[ZHANG], statement=[entry, entry])) == ["wage", "wage"]
    built = facts(
        roster=[ZHANG], statement=[entry, entry, entry | other, pays("2025-03-16", ZHANG, serial="A7") | other]
    )
    assert kinds(built) == ["wage", "wage", "repeat", "wage"]


# What is said of a line


def test_a_line_is_told_by_its_day_and_whom_it_names(facts: Build) -> None:
    named = line("2025-03-21 10:00:00", out="7", counterparty_name="赵无关", counterparty_account="62170099")
    built = facts(
        statement=[named, line("2025-03-22", out="8", counterparty_name="赵无关"), line("2025-03-23", into="9")]
    )

    assert [identity for (identity,) in told(built, "identity")] == [
        "2025-03-21|62170099",
        "2025-03-22|赵无关",
        "2025-03-23|",
    ]
    assert [str(amount) for (amount,) in told(built, "line_amount")] == ["7.00", "8.00", "9.00"]


def test_a_line_out_of_which_nothing_is_told_may_be_anything(facts: Build) -> None:
    lines = [
        line("2025-03-21", out="7"),
        line("2025-03-22", out="7", summary="转账"),
        line("2025-03-23", out="7", purpose="转账"),
        line("2025-03-24", out="7", summary="现金"),
        line("2025-03-25", out="7", counterparty_name="赵无关"),
        line("2025-03-26", out="7", counterparty_name="红星五金店"),
        line("2025-03-27", out="7", summary="法院扣划"),
    ]

    assert told(facts(roster=[ZHANG], statement=lines), "cash", "seized", "to_company", "to_stranger") == [
        (False, None, None, None),
        (False, False, None, None),
        (False, False, None, None),
        (True, False, False, False),
        (False, False, False, True),
        (False, False, True, False),
        (False, True, False, False),
    ]


def test_money_in_is_unclear_where_the_parties_are_known_and_the_sheet_names_anybody(facts: Build) -> None:
    lines = [line("2025-03-21", into="7"), line("2025-03-22", into="7", counterparty_name="某某商贸有限公司")]

    def unclear(*some: dict[str, Any], **project: Any) -> list[Any]:
        return [each for (each,) in told(facts(project=project, statement=list(some)), "source_unclear")]

    assert unclear(*lines) == [True, True]
    assert unclear(lines[0]) == [None]
    assert unclear(lines[0], lines[1] | {"file": "四月.xlsx"}) == [None, True]
    assert unclear(*lines, owner_name=None) == unclear(*lines, contractor_name=None) == [None, None]
    assert unclear(*lines, funding=None) == [True, True]
    treasury = line("2025-03-22", into="7", counterparty_name="国库")
    assert unclear(lines[1], treasury, funding=None) == [True, None]
    assert unclear(treasury, line("2025-03-23", out="7"), owner_name=None) == [False, False]


# The balance


STEPS = [
    line("2025-03-01", into="50", balance="150"),
    line("2025-03-02", out="30", balance="120"),
    line("2025-03-03", out="20", balance="90"),
    line("2025-03-04", into="1", balance=None),
    line("2025-03-05", into="1", balance="92"),
]
"""The third does not fit; the fourth has no balance."""


def expected(built: Facts) -> list[tuple[str | None, bool]]:
    return [(None if due is None else str(due), has) for due, has in told(built, "expected_balance", "has_previous")]


def test_each_balance_is_expected_from_the_one_before_it_and_the_first_from_what_the_bank_states(facts: Build) -> None:
    steps = [("120.00", True), ("100.00", True), ("91.00", True), (None, True)]
    stated = {"file": "statement.xlsx", "opening_balance": "100"}

    assert expected(facts(statement=STEPS)) == [(None, False), *steps]
    assert expected(facts(statement=STEPS, control=[stated])) == [("150.00", True), *steps]
    assert expected(facts(statement=STEPS, control=[stated, stated | {"opening_balance": "7"}])) == [
        ("150.00", True),
        *steps,
    ]


def test_each_sheet_begins_anew(facts: Build) -> None:
    other = [{"sheet": "四月"}, {"file": "四月.xlsx"}]
    lines = [STEPS[0], *(line("2025-04-01", into="7", balance="7") | place for place in other)]

    assert expected(facts(statement=lines)) == [(None, False)] * 3


@pytest.mark.parametrize(("unread", "torn"), [(1, ()), (0, ("statement",)), (None, ("statement",))])
def test_a_step_that_does_not_fit_may_be_that_of_rows_which_were_not_read(
    facts: Build, unread: int | None, torn: tuple[str, ...]
) -> None:
    stated = {"file": "statement.xlsx", "opening_balance": "100", "lines_unread": unread}

    built = facts(statement=STEPS, control=[stated], torn=torn)

    assert [due for due, _ in expected(built)] == ["150.00", "120.00", None, "91.00", None]


def test_rows_that_were_all_read_excuse_no_step(facts: Build) -> None:
    stated = {"file": "statement.xlsx", "opening_balance": "100", "lines_unread": 0}

    built = facts(statement=STEPS, control=[stated], torn=["roster"])

    assert [due for due, _ in expected(built)] == ["150.00", "120.00", "100.00", "91.00", None]


def test_while_nobody_is_listed_nobody_is_a_stranger(facts: Build) -> None:
    out = line("2025-03-25", out="7", counterparty_name="赵无关")

    found = [
        told(facts(statement=[out], **papers), "workers_known", "to_stranger")
        for papers in ({}, {"payroll": wages(LI, "2025-03")})
    ]

    assert found == [[(False, None)], [(True, True)]]
