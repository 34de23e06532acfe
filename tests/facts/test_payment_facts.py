"""What is said of each payment to a worker: by what it was matched, and whether it went to his own card."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, pays, wages

STRAY = "6217001000000000995"
SECOND = "6217001000000000052"
ZHAO = {"name": "赵北山", "id_no": "360199198505051010", "card_no": "6217001000000000060"}
SUN = {"name": "孙南江", "id_no": "360199198707072039", "card_no": None}
ROSTER = [
    ZHANG | {"entry_date": "2025-01-10"},
    ZHANG | {"entry_date": "2025-05-10", "card_no": SECOND},
    ZHANG | {"entry_date": "2025-07-10"},
    LI | {"card_no": None},
    WANG | {"card_no": None, "card_no_asked": False},
    ZHAO,
    ZHAO | {"card_no": None, "card_no_damaged": True},
]
"""Two cards; an empty cell; a sheet that does not ask; a card beside a number that lost its digits."""
LINES = [
    pays("2025-04-01", ZHANG),
    pays("2025-04-02", ZHANG | {"card_no": SECOND}),
    *(
        pays(day, worker, counterparty_account=STRAY)
        for day, worker in (
            ("2025-04-03", ZHANG),
            ("2025-04-04", LI),
            ("2025-04-05", WANG),
            ("2025-04-06", ZHAO),
            ("2025-04-07", SUN),
        )
    ),
    pays("2025-04-08", ZHAO),
]


def told(facts: Build, *names: str, torn: Sequence[str] = (), **papers: Any) -> list[tuple[Any, ...]]:
    """Give what is said of each payment, in order of day."""
    given = {"roster": ROSTER, "payroll": wages(SUN, "2025-03"), "statement": LINES} | papers
    frame = facts(torn=torn, **given).frames["payment"]
    return list(frame.sort("paid_on", "subject").select(names).iter_rows())


def test_a_payment_to_any_card_that_the_roster_gives_him_is_to_his_own(facts: Build) -> None:
    assert told(facts, "to_own_card", "card_known", "off_card") == [
        (True, True, False),
        (True, True, False),
        (False, True, True),
        (False, False, True),
        (None, None, True),
        (None, True, True),
        (None, False, True),
        (True, True, False),
    ]


def test_what_a_torn_roster_does_not_say_of_a_card_may_stand_in_its_other_part(facts: Build) -> None:
    assert told(facts, "to_own_card", "card_known", torn=["roster"]) == [
        (True, True),
        (True, True),
        (None, True),
        (None, None),
        (None, None),
        (None, True),
        (None, None),
        (True, True),
    ]


def test_without_a_roster_no_card_is_known_or_missing(facts: Build) -> None:
    assert told(facts, "card_known", "to_own_card", roster=(), statement=[pays("2025-04-07", SUN)]) == [(None, None)]


def test_the_cards_of_the_roster_are_named_in_order(facts: Build) -> None:
    both = f"{ZHANG['card_no']}、{SECOND}"
    asked = told(facts, "roster_card", "worker_name", "by_account")

    assert asked[:3] == [(both, "张大山", True), (both, "张大山", True), (both, "张大山", False)]
    assert asked[3] == ("", "李小河", False)


@pytest.mark.parametrize(
    ("named", "told_of"), [("张大山", (True, True)), ("李小河", (True, False)), (None, (False, None))]
)
def test_a_payee_is_the_worker_if_he_bears_the_name(
    facts: Build, named: str | None, told_of: tuple[bool, bool | None]
) -> None:
    line_of = pays("2025-04-01", ZHANG, counterparty_name=named)

    assert told(facts, "payee_known", "payee_is_worker", roster=[ZHANG], statement=[line_of]) == [told_of]


def test_whoever_is_written_in_two_ways_bears_both_names(facts: Build) -> None:
    """On the payroll 张太山 under the same number: the first name in order stands for the worker, either is his."""
    lines = [pays("2025-04-01", ZHANG), pays("2025-04-02", ZHANG, counterparty_name="张太山")]
    other = [*wages(ZHANG | {"name": "张太山"}, "2025-03"), *wages(ZHANG | {"name": None}, "2025-04")]

    asked = told(facts, "payee_is_worker", "worker_name", roster=[ZHANG], payroll=other, statement=lines)

    assert asked == [(True, "张大山"), (True, "张大山")]


def test_equal_payments_are_counted_by_worker_day_and_amount(facts: Build) -> None:
    lines = [
        pays("2025-04-01", ZHANG),
        pays("2025-04-01", ZHANG),
        pays("2025-04-01", ZHANG, "4000"),
        pays("2025-04-01", LI),
        pays("2025-04-02", ZHANG),
    ]

    asked = told(facts, "same_payments", roster=[ZHANG, LI], statement=lines)

    assert sorted(asked) == [(1,), (1,), (1,), (2,), (2,)]


@pytest.mark.parametrize("amount", ["0", "-5000"])
def test_a_payout_of_nothing_pays_nobody(facts: Build, amount: str) -> None:
    row = {"paid_at": "2025-04-14", "status": "成功", "batch_no": "DF1", "payee_account": ZHANG["card_no"]}
    listed = [row | {"payee_name": "张大山", "amount": amount}, row | {"payee_name": "张大山", "amount": "0.50"}]
    batch = line("2025-04-14", out="0.50", summary="代发工资 DF1")

    assert told(facts, "paid_amount", roster=[ZHANG], statement=[batch], payout=listed) == [(0.50,)]
