"""Whether the statement shows what the bank lists as paid out: by a batch, by a single line, not at all, or unknown."""

from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, paid_out, pays, wages
from wagecheck.facts import Facts

SHOWN = [{"range_from": "2025-01-15", "range_through": "2025-08-10"}]
OPENING = line("2025-01-15", into="90000", balance="90000", counterparty_name="江南置业有限公司")


def listed(day: str | None, worker: dict[str, Any] = ZHANG, amount: str = "5000", **more: Any) -> dict[str, Any]:
    return paid_out(day and f"2025-{day}", worker, amount, **{"status": "成功", **more})


def covered(built: Facts) -> dict[str, bool | None]:
    """Say of each payout, by its day, whether the statement shows it."""
    rows = built.frames["payout"].select("paid_on", "covered").iter_rows()
    return {"" if day is None else day.strftime("%m-%d"): known for day, known in rows}


def test_a_debit_of_the_same_worker_and_amount_three_days_off_shows_a_payout(facts: Build) -> None:
    built = facts(
        roster=[ZHANG, LI],
        payout=[listed(day) for day in ("02-03", "03-03", "04-03", "05-05", "06-02", "07-01")],
        statement=[
            OPENING,
            pays("2025-01-31", ZHANG),
            pays("2025-02-27", ZHANG),
            pays("2025-04-03", ZHANG, "4999.99"),
            pays("2025-05-05", LI),
            pays("2025-06-05 23:59:59", ZHANG),
            pays("2025-07-05", ZHANG),
        ],
        control=SHOWN,
    )

    assert covered(built) == {
        "02-03": True,
        "03-03": False,
        "04-03": False,
        "05-05": False,
        "06-02": True,
        "07-01": False,
    }


def test_what_the_bank_sent_back_shows_that_it_was_paid_out(facts: Build) -> None:
    """The line stands though its payment does not."""
    back = line("2025-04-04", into="5000", counterparty_name=ZHANG["name"], summary="退汇")

    built = facts(roster=[ZHANG], payout=[listed("04-03")], statement=[OPENING, pays("2025-04-03", ZHANG), back])

    assert covered(built) == {"04-03": True}


def test_a_payout_is_judged_from_the_third_day_of_the_statement_on(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payout=[listed("03-12"), listed("03-13"), listed("08-07"), listed("08-08")],
        statement=[line("2025-03-12", into="9", balance="900")],
        control=[{"range_from": "2025-03-10", "range_through": "2025-08-10"}],
    )

    assert covered(built) == {"03-12": None, "03-13": False, "08-07": False, "08-08": None}


def test_a_statement_that_begins_with_an_empty_account_shows_that_nothing_was_paid_before(facts: Build) -> None:
    whole = [SHOWN[0] | {"file": "statement.xlsx"}]

    assert covered(facts(roster=[ZHANG], payout=[listed("01-10")], statement=[OPENING], control=whole)) == {
        "01-10": False
    }


def test_a_payout_that_two_lines_show_is_one_payout_and_money_that_came_in_shows_none(facts: Build) -> None:
    lent = line("2025-05-05", into="5000", counterparty_name=ZHANG["name"])
    built = facts(
        roster=[ZHANG],
        payout=[listed("04-03"), listed("05-05", amount="0")],
        statement=[OPENING, pays("2025-04-02", ZHANG), pays("2025-04-04", ZHANG), lent],
        control=SHOWN,
    )

    assert built.frames["payout"].sort("paid_on")["covered"].to_list() == [True, False]


def test_a_payout_without_day_or_worker_is_not_known_to_be_bare(facts: Build) -> None:
    stranger = {"name": "赵无名", "card_no": "6217001000000000995"}

    built = facts(
        roster=[ZHANG],
        payout=[listed(None, status="失败"), listed("04-03", stranger)],
        statement=[OPENING],
        control=SHOWN,
    )

    assert covered(built) == {"": None, "04-03": None}


def test_a_line_that_means_one_of_two_namesakes_may_show_the_payout_of_either_if_it_is_of_its_amount(
    facts: Build,
) -> None:
    twin = WANG | {"name": LI["name"]}
    built = facts(
        roster=[ZHANG, LI, twin],
        payroll=[row for worker in (LI, twin) for row in wages(worker, "2025-03")],
        payout=[
            listed("07-01", LI),
            listed("07-02", twin),
            listed("07-03", LI, "77"),
            listed("07-04"),
            listed("07-08", LI),
        ],
        statement=[OPENING, line("2025-07-04", out="5000", counterparty_name=LI["name"])],
        control=SHOWN,
    )

    assert covered(built) == {"07-01": None, "07-02": None, "07-03": False, "07-04": False, "07-08": False}


def test_a_row_of_the_statement_that_could_not_be_read_may_show_a_payout(facts: Build) -> None:
    unread = [SHOWN[0] | {"lines_unread": 1}]

    assert covered(facts(roster=[ZHANG], payout=[listed("04-03")], statement=[OPENING], control=unread)) == {
        "04-03": None
    }


def test_without_a_statement_no_payout_is_bare(facts: Build) -> None:
    assert covered(facts(roster=[ZHANG], payout=[listed("04-03")])) == {"04-03": None}


@pytest.mark.parametrize(
    ("payee", "identity"), [(ZHANG, f"2025-04-03|{ZHANG['id_no']}"), ({"name": "赵无名"}, "2025-04-03|赵无名")]
)
def test_a_payout_is_told_by_its_day_and_worker_or_the_name_on_the_list(
    facts: Build, payee: dict[str, Any], identity: str
) -> None:
    row = listed("04-03", {"card_no": None} | payee, row=5)

    (fact,) = facts(roster=[ZHANG], payout=[row], statement=[OPENING]).frames["payout"].to_dicts()

    assert (fact["identity"], fact["subject"], fact["payee_name"]) == (identity, "payout.xlsx#5", payee["name"])
    assert (fact["succeeded"], len(fact["sources"])) == (True, 1)
