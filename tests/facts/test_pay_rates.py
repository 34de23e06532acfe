"""Pay by day beside others of the trade: who has days, who has a trade, and with whom he is compared."""

from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, wages

CARPENTER, FITTER = {"trade": "木工"}, {"trade": "电工"}


def rates(facts: Build, *names: str, **papers: Any) -> dict[str, tuple[Any, ...]]:
    frame = facts(**papers).frames["pay_rate"]
    return {row[0]: row[1:] for row in frame.select("subject_name", *names).iter_rows()}


def works(worker: dict[str, Any], days: float | None) -> dict[str, Any]:
    return {"name": worker["name"], "id_no": worker["id_no"], "month": "2025-03", "days": days}


def test_only_who_is_on_the_payroll_has_pay(facts: Build) -> None:
    found = rates(
        facts,
        "day_pay",
        roster=[ZHANG, LI, WANG],
        payroll=wages(ZHANG, "2025-03", days="10"),
        attendance=[works(LI, 20), works(WANG, None)],
    )

    assert found == {"张大山": (500,)}


def test_the_days_of_the_payroll_go_before_those_of_the_attendance(facts: Build) -> None:
    found = rates(
        facts,
        "days",
        "has_days",
        "day_pay",
        payroll=[*wages(ZHANG, "2025-03", days="10"), *wages(LI, "2025-03"), *wages(WANG, "2025-03", days="0")],
        attendance=[works(ZHANG, 20), works(LI, 20)],
    )

    assert found == {"张大山": (10, True, 500), "李小河": (20, True, 250), "王青田": (0, False, None)}


def test_a_day_and_a_part_of_a_day_are_days(facts: Build) -> None:
    payroll = [*wages(ZHANG, "2025-03", days="1"), *wages(LI, "2025-03", days="0.5")]

    assert rates(facts, "has_days", "day_pay", payroll=payroll) == {"张大山": (True, 5000), "李小河": (True, 10000)}


def test_where_no_paper_tells_days_it_is_not_known_whether_there_are_any(facts: Build) -> None:
    assert rates(facts, "has_days", "day_pay", payroll=wages(ZHANG, "2025-03")) == {"张大山": (None, None)}


def test_who_has_no_days_is_not_counted_among_those_of_his_trade(facts: Build) -> None:
    found = rates(
        facts,
        "trade_workers",
        "trade_median",
        "multiple",
        roster=[each | CARPENTER for each in (ZHANG, LI, WANG)],
        payroll=[*wages(ZHANG, "2025-03", days="10"), *wages(LI, "2025-03", days="20"), *wages(WANG, "2025-03")],
    )

    assert found["张大山"] == (2, 375, Decimal("1.33333333"))
    assert found["王青田"] == (2, 375, None)


def test_who_has_no_trade_is_compared_with_nobody(facts: Build) -> None:
    found = rates(
        facts,
        "trade_known",
        "trade_workers",
        "trade_median",
        "multiple",
        roster=[ZHANG | CARPENTER, LI | {"trade": None}, WANG | {"trade": None}],
        payroll=[row for each in (ZHANG, LI, WANG) for row in wages(each, "2025-03", days="10")],
    )

    assert found["李小河"] == found["王青田"] == (False, None, None, None)
    assert found["张大山"] == (True, 1, 500, 1)


def test_each_month_has_its_own_comparison(facts: Build) -> None:
    built = facts(
        roster=[ZHANG | CARPENTER, LI | CARPENTER],
        payroll=[*wages(ZHANG, "2025-03", days="10"), *wages(LI, "2025-04", days="20")],
    )

    assert sorted(built.frames["pay_rate"]["trade_median"].to_list()) == [250, 500]


def test_wages_of_nothing_have_no_multiple(facts: Build) -> None:
    none = rates(
        facts, "multiple", "day_pay", roster=[ZHANG | CARPENTER], payroll=wages(ZHANG, "2025-03", net="0", days="10")
    )
    some = rates(
        facts, "multiple", "day_pay", roster=[ZHANG | CARPENTER], payroll=wages(ZHANG, "2025-03", net="5", days="10")
    )

    assert (none, some) == ({"张大山": (None, 0)}, {"张大山": (1, Decimal("0.5"))})


@pytest.mark.parametrize(
    ("roster", "known", "trade"),
    [
        ([ZHANG | CARPENTER], True, "木工"),
        ([ZHANG | {"trade": None}, ZHANG | CARPENTER, ZHANG | FITTER], True, "木工"),
        ([ZHANG | {"trade": None}], False, None),
        ([ZHANG], None, None),
        ([ZHANG | {"trade": None}, ZHANG], None, None),
        ([LI | CARPENTER], False, None),
        ([{"name": None, "id_no": None} | CARPENTER], False, None),
        ([], None, None),
    ],
)
def test_a_trade_is_lacking_only_where_somebody_was_asked_for_it(
    facts: Build, roster: list[dict[str, Any]], known: bool | None, trade: str | None
) -> None:
    found = rates(facts, "trade_known", "trade", roster=roster, payroll=wages(ZHANG, "2025-03", days="10"))

    assert found["张大山"] == (known, trade)
