"""Which terms and which exit hold for a wage month, among the stays on the roster; and the lists of the law."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.crowd import Rows, number, of_each
from tests.facts.small_site import LI, ZHANG, Build, month_of, wages

DAY, DEAR = {"wage_basis": "日", "agreed_wage": "250"}, {"wage_basis": "日", "agreed_wage": "300"}
WHOLE = {"wage_basis": "月", "agreed_wage": "6000"}


def stay(entry: str | None, leaving: str | None = None, **terms: Any) -> dict[str, Any]:
    return {"entry_date": entry, "exit_date": leaving, **terms}


def march(
    facts: Build, cases: Mapping[str, Rows], *names: str, days: str | None = "20", **more: Any
) -> dict[str, tuple[Any, ...]]:
    """Put each case on the roster and on the payroll of March, and give what is said of that month."""
    people = of_each({case: [{}] for case in cases})
    payroll = [row for who in people for row in wages(who, "2025-03", days=days)]
    frame = facts(roster=of_each(cases), payroll=payroll, **more).frames["worker_month"]
    return {row[0]: row[1:] for row in frame.select("subject_name", *names).iter_rows()}


# Terms


def test_the_terms_of_one_stay_hold_in_every_month_if_both_parts_are_told(facts: Build) -> None:
    cases: dict[str, Rows] = {
        "日": [stay("2025-03-01", **DAY)],
        "月": [stay("2025-03-01", **WHOLE)],
        "早": [stay("2025-05-01", **DAY)],
        "无价": [stay("2025-03-01", wage_basis="日")],
        "无式": [stay("2025-03-01", agreed_wage="250")],
        "计件": [stay("2025-03-01", wage_basis="计件", agreed_wage="250")],
        "两可": [stay("2025-03-01", wage_basis="按月或按天", agreed_wage="250")],
        "无册": [],
    }

    assert march(facts, cases, "terms_known", "agreed_due", "agreed_wage", "wage_basis") == {
        "日": (True, 5000, 250, "日"),
        "月": (True, 0, 6000, "月"),
        "早": (True, 5000, 250, "日"),
        "无价": (False, None, None, None),
        "无式": (False, None, None, None),
        "计件": (False, None, None, None),
        "两可": (False, None, None, None),
        "无册": (False, None, None, None),
    }


def test_of_several_stays_those_that_the_month_lies_within_tell_the_terms(facts: Build) -> None:
    cases: dict[str, Rows] = {
        "末日进": [stay("2025-03-31", **DAY), stay("2025-04-01", **DEAR)],
        "首日退": [stay("2025-01-01", "2025-03-01", **DAY), stay("2025-01-01", "2025-02-28", **DEAR)],
        "未写进": [stay(None, "2025-03-31", **DAY), stay("2025-04-01", **DEAR)],
        "未写退": [stay("2025-01-01", **DAY), stay("2025-01-01", "2025-02-28", **DEAR)],
        "同条件": [stay("2025-03-01", "2025-03-15", **DAY), stay("2025-03-16", **DAY)],
        "不同价": [stay("2025-03-01", "2025-03-15", **DAY), stay("2025-03-16", **DEAR)],
        "不同式": [stay("2025-03-01", "2025-03-15", **DAY), stay("2025-03-16", wage_basis="月", agreed_wage="250")],
        "一无言": [stay("2025-03-01", "2025-03-15", **DAY), stay("2025-03-16")],
        "都不在": [stay("2025-01-01", "2025-01-31", **DAY), stay("2025-05-01", **DAY)],
        "都不同": [stay("2025-01-01", "2025-01-31", **DAY), stay("2025-05-01", **DEAR)],
        "各半句": [stay("2025-03-01", "2025-03-15", wage_basis="日"), stay("2025-03-16", agreed_wage="250")],
    }

    assert march(facts, cases, "terms_known", "agreed_wage") == {
        "末日进": (True, 250),
        "首日退": (True, 250),
        "未写进": (True, 250),
        "未写退": (True, 250),
        "同条件": (True, 250),
        "不同价": (True, None),
        "不同式": (True, None),
        "一无言": (True, 250),
        "都不在": (True, 250),
        "都不同": (True, None),
        "各半句": (False, None),
    }


def test_how_a_wage_is_reckoned_is_told_by_the_stay_of_the_month(facts: Build) -> None:
    then, now = {"wage_basis": "月", "agreed_wage": "250"}, DAY
    cases: dict[str, Rows] = {
        "先": [stay("2025-01-01", "2025-01-31", **then), stay("2025-03-01", **now)],
        "后": [stay("2025-03-01", **now), stay("2025-01-01", "2025-01-31", **then)],
    }

    assert march(facts, cases, "agreed_due") == {"先": (5000,), "后": (5000,)}


def test_without_days_on_the_payroll_no_terms_can_be_held_to(facts: Build) -> None:
    told = march(facts, {"日": [stay("2025-03-01", **DAY)], "无": []}, "terms_known", "agreed_due", days=None)

    assert told == {"日": (False, None), "无": (False, None)}


@pytest.mark.parametrize(("days", "due"), [("21.75", 6000), ("21.74", 0), ("0", 0)])
def test_a_monthly_wage_is_due_for_a_full_month(facts: Build, days: str, due: int) -> None:
    assert march(facts, {"月": [stay("2025-03-01", **WHOLE)]}, "agreed_due", days=days) == {"月": (due,)}


def test_a_daily_wage_is_due_to_the_fen(facts: Build) -> None:
    cases: dict[str, Rows] = {
        wage: [stay("2025-03-01", wage_basis="按天", agreed_wage=wage)] for wage in ("233.33", "1.45")
    }

    assert march(facts, cases, "agreed_due", days="20.01") == {
        "233.33": (Decimal("4668.93"),),
        "1.45": (Decimal("29.01"),),
    }


# The exit


def test_the_exit_is_the_last_of_the_stays_that_had_begun_by_the_end_of_the_month(facts: Build) -> None:
    cases: dict[str, Rows] = {
        "一段": [stay("2025-01-01", "2025-02-10")],
        "不退": [stay("2025-01-01")],
        "长期": [stay("2025-01-01", "9999-12-31")],
        "两段": [stay("2025-01-01", "2025-02-10"), stay("2025-01-15", "2025-02-20")],
        "末日": [stay("2025-01-01", "2025-02-10"), stay("2025-03-31", "2025-06-30")],
        "次日": [stay("2025-01-01", "2025-02-10"), stay("2025-04-01", "2025-06-30")],
        "未写": [stay("2025-01-01", "2025-02-10"), stay(None, "2025-06-30")],
        "还在": [stay("2025-01-01", "2025-02-10"), stay("2025-02-01")],
        "未来": [stay("2025-04-01", "2025-05-31"), stay("2025-06-01", "2025-06-30")],
    }

    assert march(facts, cases, "has_left", "exit_date") == {
        "一段": (True, date(2025, 2, 10)),
        "不退": (False, None),
        "长期": (False, None),
        "两段": (True, date(2025, 2, 20)),
        "末日": (True, date(2025, 6, 30)),
        "次日": (True, date(2025, 2, 10)),
        "未写": (True, date(2025, 6, 30)),
        "还在": (False, None),
        "未来": (True, date(2025, 6, 30)),
    }


# The lists of the law


def test_every_deduction_of_a_month_needs_a_reason_of_the_list(facts: Build) -> None:
    """One man may be on the payroll of several firms; what one of them takes for no good reason is not lawful."""

    def lawful(*reasons: tuple[str, str | None]) -> tuple[Any, ...]:
        rows = [
            row
            for at, (taken, why) in enumerate(reasons)
            for row in wages(ZHANG, "2025-03", employer=f"{at}号劳务", deductions=taken, deduction_reason=why)
        ]
        fact = month_of(facts(roster=[ZHANG], payroll=rows), ZHANG, "2025-03")
        return fact["deducted"], fact["deduction_lawful"]

    assert lawful(("100", "个人所得税"), ("50", "代扣社保")) == (True, True)
    assert lawful(("100", "个人所得税"), ("50", "罚款")) == (True, False)
    assert lawful(("100", "个人所得税"), ("0", "罚款")) == (True, True)
    assert lawful(("0", "罚款")) == (False, None)
    assert lawful(("0.50", "罚款")) == (True, False)


def test_every_way_of_payment_of_a_month_must_be_of_the_list_and_each_is_named_once(facts: Build) -> None:
    def paid(*methods: str | None) -> tuple[Any, ...]:
        rows = [
            row
            for at, method in enumerate(methods)
            for row in wages(ZHANG, "2025-03", employer=f"{at}号劳务", pay_method=method)
        ]
        fact = month_of(facts(roster=[ZHANG], payroll=rows), ZHANG, "2025-03")
        return fact["paid_by_bank"], fact["pay_method"]

    assert paid("专户代发", "专户代发") == (True, "专户代发")
    assert paid("专户代发", "现金") == (False, "专户代发、现金")
    assert paid("现金", "专户代发", "现金") == (False, "现金、专户代发")
    assert paid("专户代发", None) == (False, "专户代发")


def test_where_the_region_is_not_known_a_way_of_payment_is_named_and_not_judged(facts: Build) -> None:
    row = wages(ZHANG, "2025-03", deductions="100", deduction_reason="个税", pay_method="专户代发")

    fact = month_of(facts(project={"region": None}, roster=[ZHANG], payroll=row), ZHANG, "2025-03")

    assert (fact["deduction_lawful"], fact["paid_by_bank"], fact["pay_method"]) == (None, None, "专户代发")


def test_men_who_are_paid_alike_have_a_month_each(facts: Build) -> None:
    payroll = [*wages(ZHANG, "2025-03", "2025-04", pay_method="现金"), *wages(LI, "2025-03", pay_method="现金")]

    assert facts(payroll=payroll).frames["worker_month"].height == 3


def test_men_and_women_reach_their_age_by_their_own_track(facts: Build) -> None:
    """Without a sound number no age is known, nor for a name that stands for the worker."""
    women = {"name": "女工", "id_no": number(2, "19730501")}, {"name": "女管", "id_no": number(4, "19730501")}
    others = {"name": "男工", "id_no": number(1, "19650101")}, {"name": "错号", "id_no": "360199196501010000"}
    roster = [women[0], women[1] | {"role": "管理人员"}, *others]
    unnamed: dict[str, Any] = {"name": "无号", "id_no": None}

    built = facts(roster=roster, payroll=[row for who in (*roster, unnamed) for row in wages(who, "2025-03")])

    told = {row["subject_name"]: row for row in built.frames["worker_month"].to_dicts()}
    assert {name: row["over_age"] for name, row in told.items()} == {
        "女工": True,
        "女管": False,
        "男工": True,
        "错号": None,
        "无号": None,
    }


def test_the_age_of_a_number_without_a_name_is_known(facts: Build) -> None:
    nameless: dict[str, Any] = {"name": None, "id_no": number(1, "19650101")}

    assert month_of(facts(payroll=wages(nameless, "2025-03")), nameless, "2025-03")["over_age"] is True


def test_attendance_is_recorded_where_anybody_has_some(facts: Build) -> None:
    worked: Sequence[dict[str, Any]] = [{"name": "别人", "id_no": number(9), "month": "2025-03", "days": 20}]
    hours = worked[0] | {"overtime_hours": 3}

    def told(*rows: dict[str, Any]) -> tuple[Any, ...]:
        built = facts(payroll=wages(ZHANG, "2025-03"), attendance=list(rows))
        own = month_of(built, ZHANG, "2025-03")
        return own["attendance_recorded"], own["overtime_known"]

    assert (told(*worked), told()) == ((True, False), (False, False))
    built = facts(attendance=[hours])
    assert built.frames["worker_month"]["overtime_known"].to_list() == [True]
