"""When a worker was there, by days and by months; what he is owed in all; who he is, and how old."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.crowd import Rows, number, of_each, workers
from tests.facts.small_site import ZHANG, Build, line, pays, wages

MARCH = date(2025, 3, 1)
Span = Sequence[int | None]


def day(at: int, days: float | None = 1) -> dict[str, Any]:
    return {"date": f"2025-03-{at:02d}", "month": "2025-03", "days": days}


def month(days: float | None) -> dict[str, Any]:
    return {"month": "2025-03", "days": days}


def there(
    facts: Build, cases: Mapping[str, Rows], *names: str, stays: Mapping[str, Rows] | None = None
) -> dict[str, Any]:
    """Put each case on the attendance sheets, and some on the roster."""
    people: dict[str, Rows] = {case: (stays or {}).get(case, [{}]) for case in cases}
    return workers(facts, people, *names, attendance=of_each(cases))


def test_the_first_and_the_last_day_are_bounded_as_closely_as_the_papers_tell(facts: Build) -> None:
    cases: dict[str, Rows] = {
        "逐日": [day(5), day(10, 0.5), day(20, 0)],
        "整月": [month(20)],
        "三十": [month(30)],
        "太多": [month(35)],
        "半天": [month(0.5)],
        "零天": [month(0)],
        "两样": [month(20), day(5)],
        "前看不清": [day(1, None), day(5)],
        "后看不清": [day(5), day(31, None)],
        "全看不清": [day(1, None)],
        "没来": [],
    }
    bounds = ("began_from", "began_by", "ended_from", "ended_by")

    found = there(facts, cases, *bounds)

    told = {case: tuple(at and at.day for at in found[case]) for case in cases}
    nothing = (None,) * 4
    assert told == {
        "逐日": (5, 5, 10, 10),
        "整月": (1, 12, 20, 31),
        "三十": (1, 4, 30, 31),
        "太多": (1, 4, 31, 31),
        "半天": (1, 31, 1, 31),
        "零天": nothing,
        "两样": (5, 5, 5, 5),
        "前看不清": (1, 5, 5, 5),
        "后看不清": (5, 5, 5, 31),
        "全看不清": (1, None, None, 1),
        "没来": nothing,
    }


def test_a_month_that_cannot_be_read_may_hold_the_first_or_the_last_day(facts: Build) -> None:
    def sums(*days: int | None) -> Rows:
        return [{"month": f"2025-0{at}", "days": told} for at, told in enumerate(days, 2)]

    cases = {"前": sums(None, 31), "后": sums(31, None), "零": sums(31, 0)}

    found = there(facts, cases, "began_from", "ended_from", "ended_by", "idle_at_least", "idle_at_most")

    first, last = date(2025, 2, 1), date(2025, 3, 31)
    assert found == {
        "前": (first, last, last, 0, 0),
        "后": (first, date(2025, 2, 28), last, 0, 31),
        "零": (first, date(2025, 2, 28), date(2025, 2, 28), 31, 31),
    }


def test_attendance_is_a_day_or_a_part_of_one(facts: Build) -> None:
    cases: dict[str, Rows] = {
        "逐日": [day(5), day(10, 0.5), day(20, 0)],
        "整月": [month(20)],
        "零天": [day(5, 0)],
        "看不清": [day(5, None)],
        "没来": [],
    }

    assert there(facts, cases, "has_attendance", "attended_days", "attended_by_day") == {
        "逐日": (True, 1.5, True),
        "整月": (True, 20, False),
        "零天": (False, None, False),
        "看不清": (False, None, False),
        "没来": (False, None, False),
    }


def test_a_month_without_a_payroll_row_adds_nothing_to_the_rows_that_show_a_worker(facts: Build) -> None:
    (rows,) = there(facts, {"逐日": [day(5)]}, "sources").values()

    assert (len(rows), None in rows) == (2, False)


def stay(entry: int | None, leaving: int | None = None) -> dict[str, Any]:
    ends = {"entry_date": entry, "exit_date": leaving}
    return {name: at and f"2025-03-{at:02d}" for name, at in ends.items()}


def test_days_that_no_stay_covers_are_counted_once_each(facts: Build) -> None:
    cases: dict[str, tuple[Rows, Rows]] = {
        "头尾": ([day(3), day(20)], [stay(3, 20)]),
        "早晚": ([day(2), day(21), day(10)], [stay(3, 20)]),
        "不退": ([day(3), day(31)], [stay(3)]),
        "两段": ([day(3), day(20)], [stay(3, 5), stay(20)]),
        "两全": ([day(3), day(20)], [stay(3), stay(1)]),
        "中间": ([day(3), day(10), day(11), day(20)], [stay(3, 5), stay(20)]),
        "两行": ([day(2), {**day(2), "file": "二.xlsx"}], [stay(3)]),
        "无期": ([day(2)], [stay(None, 20)]),
        "期后": ([day(21)], [stay(None, 20)]),
        "不清": ([day(2, None), day(5)], [stay(3)]),
        "零天": ([day(2, 0), day(5)], [stay(3)]),
        "一清": ([day(1, None), day(2)], [stay(3)]),
        "月计": ([day(3), day(20), month(20)], [stay(3, 5), stay(20)]),
    }
    papers = {case: rows for case, (rows, _) in cases.items()}
    stays = {case: rows for case, (_, rows) in cases.items()}

    found = there(facts, papers, "days_outside", "first_outside", stays=stays)

    assert {case: (count, first and first.day) for case, (count, first) in found.items()} == {
        "头尾": (0, None),
        "早晚": (2, 2),
        "不退": (0, None),
        "两段": (0, None),
        "两全": (0, None),
        "中间": (2, 10),
        "两行": (1, 2),
        "无期": (None, None),
        "期后": (1, 21),
        "不清": (None, None),
        "零天": (0, None),
        "一清": (1, 2),
        "月计": (0, None),
    }


def test_the_first_day_of_work_is_that_of_entry_or_of_attendance(facts: Build) -> None:
    """He is eighteen on 5 March."""
    cases: dict[str, Rows] = {"先到": [day(4)], "后到": [day(9)], "无考勤": []}
    stays: dict[str, Rows] = {case: [stay(5)] for case in cases}
    people: dict[str, Rows] = {**stays, "无": [{}]}
    born = dict.fromkeys(people, "20070305")

    found = workers(
        facts, people, "first_day", "first_day_known", "age_at_start", birth=born, attendance=of_each(cases, birth=born)
    )

    assert found == {
        "先到": (date(2025, 3, 4), True, 17),
        "后到": (date(2025, 3, 5), True, 18),
        "无考勤": (date(2025, 3, 5), True, 18),
        "无": (None, False, None),
    }


@pytest.mark.parametrize(
    ("kind", "card"),
    [
        (None, True),
        ("居民身份证", True),
        ("中华人民共和国居民身份证", True),
        ("身份证", True),
        ("01", True),
        ("护照", False),
        ("外国人永久居留身份证", False),
        ("011", False),
    ],
)
def test_a_number_is_that_of_an_identity_card_unless_the_roster_says_otherwise(
    facts: Build, kind: str | None, card: bool
) -> None:
    assert workers(facts, {"甲": [{"id_type": kind}]}, "identity_card")["甲"] is card


def test_one_row_that_tells_of_another_paper_is_enough(facts: Build) -> None:
    assert workers(facts, {"甲": [{}, {"id_type": "护照"}]}, "identity_card")["甲"] is False


def test_of_two_names_and_papers_the_first_row_counts(facts: Build) -> None:
    rows = [{"id_type": "护照"}, {"name": "乙", "id_type": "居民身份证"}]

    assert workers(facts, {"甲": rows}, "identity_card") == {"甲": False}


def test_a_worker_is_one_however_many_rows_show_him(facts: Build) -> None:
    """He is shown by all rows of the roster and the payroll, and by the first of his attendance."""
    days = of_each({"甲": [day(5), day(6)]})
    who = days[0]
    built = facts(roster=of_each({"甲": [{}, {}]}), payroll=wages(who, "2025-03", "2025-04"), attendance=days)

    (fact,) = built.frames["worker"].to_dicts()
    shown = built.rows.filter(built.rows["rid"].is_in(fact["sources"])).select("table", "row").rows()
    assert sorted(shown) == [("attendance", 2), ("payroll", 2), ("payroll", 3), ("roster", 2), ("roster", 3)]


def test_a_number_without_a_name_is_a_number(facts: Build) -> None:
    fact = facts(roster=[{"name": None, "id_no": number(1)}]).frames["worker"].row(0, named=True)

    assert (fact["id_no"], fact["id_valid"]) == (number(1), True)


def test_whose_last_day_may_be_that_of_the_project_is_not_idle_for_less_than_no_days(facts: Build) -> None:
    assert there(facts, {"整月": [month(20)]}, "idle_at_least", "idle_at_most") == {"整月": (0, 11)}


@pytest.mark.parametrize(("on", "over"), [(date(2025, 1, 31), False), (date(2025, 2, 1), True)])
def test_a_man_is_over_age_from_the_first_day_of_the_month_in_which_he_retires(
    facts: Build, on: date, over: bool
) -> None:
    assert workers(facts, {"甲": [{}]}, "over_age", birth={"甲": "19650101"}, on=on)["甲"] is over


def test_a_number_that_is_not_sound_tells_no_age(facts: Build) -> None:
    told = workers(
        facts, {"对": [stay(5)], "错": [stay(5) | {"id_no": f"{number(3)[:-1]}Y"}]}, "id_valid", "age_at_start"
    )

    assert told == {"对": (True, 35), "错": (False, None)}


def test_whoever_has_no_number_has_none_made_up_for_him(facts: Build) -> None:
    told = workers(facts, {"无号": [{"id_no": None}], "有号": [{}]}, "id_no", "id_valid")

    assert told == {"无号": (None, None), "有号": (number(3), True)}


@pytest.mark.parametrize(
    ("project", "unfinished"),
    [
        ({"completion_date": "2025-08-20"}, False),
        ({"completion_date": "2025-08-21"}, True),
        ({"completion_date": None}, True),
        ({"completion_date": None, "completion_date_asked": False}, None),
    ],
)
def test_work_goes_on_until_its_day_of_completion(
    facts: Build, project: dict[str, Any], unfinished: bool | None
) -> None:
    assert workers(facts, {"甲": [{}]}, "unfinished", project=project)["甲"] is unfinished


def test_what_is_due_is_owed_paid_or_open(facts: Build) -> None:
    """January is paid, February and March are owed, April cannot be read; July is not due on the day of the audit."""
    nets = [*wages(ZHANG, "2025-01", "2025-02"), *wages(ZHANG, "2025-03", net="700.50")]
    nets += [wages(ZHANG, "2025-04")[0] | {"net": None}, *wages(ZHANG, "2025-07")]
    built = facts(
        roster=[ZHANG],
        payroll=nets,
        statement=[line("2025-01-16", into="9"), pays("2025-02-14", ZHANG)],
        control=[{"range_from": "2025-01-15", "range_through": "2025-08-10"}],
        on=date(2025, 8, 15),
    )

    fact = built.frames["worker"].row(0, named=True)
    assert (fact["months_owed"], fact["total_arrears"]) == (2, Decimal("5700.50"))
    assert (fact["months_unjudged"], fact["payment_gap"]) == (1, "payroll")
    assert (fact["law_date"], fact["on_payroll"]) == (date(2025, 7, 31), True)


def test_the_day_of_the_law_is_not_after_the_audit(facts: Build) -> None:
    built = facts(roster=[ZHANG], payroll=wages(ZHANG, "2025-07", "2025-08"), on=date(2025, 8, 15))

    assert built.frames["worker"]["law_date"].to_list() == [date(2025, 8, 15)]


def test_what_is_open_before_the_evidence_ends_is_not_judged(facts: Build) -> None:
    built = facts(
        roster=[ZHANG],
        payroll=wages(ZHANG, "2025-03", "2025-04"),
        statement=[line("2025-01-16", into="9")],
        control=[{"range_from": "2025-01-15", "range_through": "2025-04-30"}],
    )

    fact = built.frames["worker"].row(0, named=True)
    assert (fact["months_owed"], fact["months_unjudged"]) == (1, 1)
    assert fact["payment_gap"] == "statement.statement_through"
