"""What the roster rows of a worker say together of contracts, overlaps, training, insurance and dangerous work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.facts.crowd import Rows, of_each, workers
from tests.facts.small_site import Build

AUDIT = date(2025, 8, 20)


def stay(entry: str | None = "2025-03-03", **more: Any) -> dict[str, Any]:
    return {"employer": "赣江劳务", "entry_date": entry, **more}


def signed(entry: str | None, day: str | None, end: str | None = None) -> dict[str, Any]:
    return stay(entry, contract_date=day, contract_end=end)


# Contracts

CONTRACTS: Mapping[str, Rows] = {
    "早签": [signed("2025-03-03", "2025-03-01", "2025-12-31")],
    "再来": [signed("2025-03-03", "2025-03-05", "2025-06-30"), signed("2025-06-01", None)],
    "未签": [signed("2025-03-03", None)],
    "未问": [stay("2025-03-03")],
    "新来": [signed("2025-08-01", None)],
    "满月": [signed("2025-07-20", None)],
    "迟签": [signed("2025-03-03", "2025-04-10"), signed(None, "2025-04-10")],
    "两签": [signed("2025-03-03", "2025-03-01"), signed(None, None)],
    "新两": [signed("2025-08-01", None), signed(None, None)],
    "三段": [
        signed("2025-03-03", None),
        signed("2025-06-01", "2025-03-05"),
        signed("2025-04-20", "2025-05-10"),
    ],
    "后签": [signed("2025-03-03", "2025-05-05", "2025-12-31"), signed("2025-06-01", "2025-03-01", "2025-10-31")],
}
"""Each with day of entry, of the contract, and of its end; the audit is on 20 August."""


def test_the_worst_stay_says_how_late_a_contract_was_signed(facts: Build) -> None:
    assert workers(facts, CONTRACTS, "contract_delay", "month_over", "month_delay") == {
        "早签": (-2, True, -33),
        "再来": (2, True, -29),
        "未签": (None, True, 139),
        "未问": (None, True, None),
        "新来": (None, False, None),
        "满月": (None, False, None),
        "迟签": (38, True, 7),
        "两签": (-2, True, None),
        "新两": (None, None, None),
        "三段": (20, True, -10),
        "后签": (63, True, 32),
    }


def test_the_contract_runs_from_the_first_that_was_signed_to_the_last_end_if_each_has_one(facts: Build) -> None:
    told = workers(facts, CONTRACTS, "contract_date", "contract_limit", "contract_ends", "contract_end")

    assert told["早签"] == (date(2025, 3, 1), date(2025, 4, 3), True, date(2025, 12, 31))
    assert told["再来"] == (date(2025, 3, 5), date(2025, 4, 3), True, None)
    assert told["未签"] == (None, date(2025, 4, 3), False, None)
    assert told["新来"] == told["满月"] == (None, None, False, None)
    assert told["后签"] == (date(2025, 3, 1), date(2025, 4, 3), True, date(2025, 12, 31))


def test_a_contract_is_provided_if_one_stay_has_it_and_lacking_if_all_were_asked_for_it(facts: Build) -> None:
    cases: dict[str, Rows] = {**CONTRACTS, "半问": [signed("2025-03-03", None), stay("2025-06-01")]}

    provided = workers(facts, cases, "contract_provided", "entry_date")

    assert [provided[case][0] for case in ("再来", "未签", "未问", "半问")] == [True, False, None, None]
    assert provided["再来"][1] == date(2025, 3, 3)


# What a row must say

FULL = stay(phone="13800000000", trade="木工", card_no="6217001000000000011")


def test_fields_that_rows_lack_are_counted_row_by_row_and_named_once(facts: Build) -> None:
    lacking = FULL | {"phone": None, "trade": None}
    silent = {name: value for name, value in FULL.items() if name != "phone"}
    cases: dict[str, Rows] = {
        "都有": [FULL, FULL],
        "两缺": [lacking, lacking],
        "各缺": [FULL | {"trade": None}, FULL | {"phone": None}],
        "未问": [FULL, silent],
        "缺问": [silent | {"trade": None}],
        "另问": [FULL | {"trade": None}, silent],
        "损坏": [FULL | {"card_no": None, "card_no_damaged": True}],
    }

    assert workers(facts, cases, "fields_missing", "missing_fields") == {
        "都有": (0, ""),
        "两缺": (4, "联系电话、工种"),
        "各缺": (2, "工种、联系电话"),
        "未问": (None, ""),
        "缺问": (1, "工种"),
        "另问": (1, "工种"),
        "损坏": (0, ""),
    }


def test_one_stay_without_exit_goes_on(facts: Build) -> None:
    cases = {"走了": [stay(exit_date="2025-04-01")], "还在": [stay(exit_date="2025-04-01"), stay(exit_date=None)]}

    assert workers(facts, cases, "stays_on", "has_left") == {"走了": (False, True), "还在": (True, False)}


# Overlaps


def test_stays_that_begin_before_any_earlier_one_ended_overlap(facts: Build) -> None:
    other = {"employer": "抚河劳务"}
    cases: dict[str, Rows] = {
        "一段": [stay(exit_date="2025-04-01")],
        "接着": [stay(exit_date="2025-04-01"), stay("2025-04-01")],
        "早走": [stay(exit_date="2025-12-31"), stay("2025-04-01", exit_date="2025-04-30"), stay("2025-06-01")],
        "同日": [stay(exit_date="2025-03-03"), stay() | other],
        "不走": [stay(), stay("2025-06-01") | other],
        "未知": [stay(exit_date="2025-04-01"), stay(None) | other],
        "重交": [stay(exit_date="2025-04-01"), stay(exit_date="2025-04-01", file="五月.xlsx")],
        "重行": [stay(exit_date="2025-04-01"), stay(exit_date="2025-04-01")],
        "他单": [stay(exit_date="2025-04-01"), stay(exit_date="2025-04-01", file="五月.xlsx") | other],
    }

    assert workers(facts, cases, "stays", "overlaps") == {
        "一段": (1, 0),
        "接着": (2, 0),
        "早走": (3, 2),
        "同日": (2, 1),
        "不走": (2, 1),
        "未知": (2, None),
        "重交": (1, 0),
        "重行": (2, 1),
        "他单": (2, 1),
    }


# Registration and training, against the first day of attendance


def trained(day: str | None, registered: str | None = None) -> dict[str, Any]:
    return stay(training_date=day, registered_date=registered)


def test_the_earliest_day_counts_unless_it_is_late_and_another_row_is_silent(facts: Build) -> None:
    """All attend from 5 March."""
    cases: dict[str, Rows] = {
        "及时": [trained("2025-03-05", "2025-03-05"), stay(sheet="二")],
        "迟了": [trained("2025-03-06", "2025-03-06"), stay(sheet="二")],
        "都迟": [trained("2025-03-09", "2025-03-09"), trained("2025-03-06", "2025-03-06")],
        "空格": [trained("2025-03-06", "2025-03-06"), trained(None)],
        "都无": [trained(None), trained(None)],
    }
    there = [
        {"name": row["name"], "id_no": row["id_no"], "date": "2025-03-05", "month": "2025-03", "days": 1}
        for row in of_each({case: [{}] for case in cases})
    ]

    told = workers(facts, cases, "registered_date", "training_date", "training_provided", attendance=there)

    fifth, sixth = date(2025, 3, 5), date(2025, 3, 6)
    assert told == {
        "及时": (fifth, fifth, True),
        "迟了": (None, None, True),
        "都迟": (sixth, sixth, True),
        "空格": (None, sixth, True),
        "都无": (None, None, False),
    }


def test_without_attendance_training_is_due_on_the_first_entry(facts: Build) -> None:
    cases = {"甲": [trained("2025-06-02", "2025-06-02") | {"entry_date": "2025-06-01"}, trained(None)]}

    told = workers(facts, cases, "training_due_from", "training_due_by", "training_date", "registered_date")

    assert told["甲"] == (date(2025, 3, 3), date(2025, 3, 3), date(2025, 6, 2), None)


def test_a_sheet_asks_for_training_and_insurance_if_one_of_its_rows_does(facts: Build) -> None:
    cases = {
        "同表": [stay()],
        "问的": [stay(training_date=None, injury_insured=True)],
        "别表": [stay(sheet="二")],
        "两表": [stay(), stay(sheet="二")],
    }

    assert workers(facts, cases, "training_asked", "insurance_asked") == {
        "同表": (True, True),
        "问的": (True, True),
        "别表": (False, False),
        "两表": (True, True),
    }


# Who is there on the day of the audit


def test_a_stay_holds_from_the_day_of_entry_to_the_day_of_exit(facts: Build) -> None:
    cases = {
        "进日": [stay("2025-08-20")],
        "未进": [stay("2025-08-21")],
        "退日": [stay(exit_date="2025-08-20")],
        "退了": [stay(exit_date="2025-08-19")],
        "无期": [stay(None)],
        "无进": [stay(None, exit_date="2025-08-19")],
        "两段": [stay(exit_date="2025-04-01"), stay("2025-08-01")],
    }

    assert workers(facts, cases, "on_site", on=AUDIT) == {
        "进日": True,
        "未进": False,
        "退日": True,
        "退了": False,
        "无期": None,
        "无进": False,
        "两段": True,
    }


def test_dangerous_work_counts_that_of_now_and_that_of_youth(facts: Build) -> None:
    """He of 18 on 1 May is a youth no more on the first of May; whoever is not yet is one in any stay."""
    crane, wood = {"trade": "塔吊司机"}, {"trade": "木工"}
    before = {"exit_date": "2025-04-30"}
    later = stay("2025-05-01")
    cases: dict[str, Rows] = {
        "成年": [stay() | wood | before, later | crane],
        "头段": [stay() | crane | before, later | wood],
        "十八": [stay() | wood | before, later | crane],
        "十七": [stay() | wood | before, later | crane],
        "未言": [stay(trade=None) | before, later | wood],
        "今未": [stay() | wood | before, later | {"trade": None}],
        "将来": [stay() | wood, stay("2025-08-21") | crane],
        "同工": [stay() | wood | before, later | wood],
    }
    birth = {"十八": "20070501", "十七": "20070502"}

    assert workers(facts, cases, "young_hazardous", "hazardous_now", "trades", birth=birth) == {
        "成年": (False, True, "木工、塔吊司机"),
        "头段": (True, False, "塔吊司机、木工"),
        "十八": (False, True, "木工、塔吊司机"),
        "十七": (True, True, "木工、塔吊司机"),
        "未言": (None, False, "木工"),
        "今未": (False, None, "木工"),
        "将来": (False, False, "木工、塔吊司机"),
        "同工": (False, False, "木工"),
    }


def test_insured_now_are_those_whose_stays_of_the_day_are(facts: Build) -> None:
    past = {"exit_date": "2025-04-30"}
    cases: dict[str, Rows] = {
        "有": [stay(injury_insured=True)],
        "无": [stay(injury_insured=None)],
        "未问": [stay(sheet="二")],
        "已走": [stay(injury_insured=False) | past],
        "曾无": [stay(injury_insured=False) | past, stay("2025-05-01", injury_insured=True)],
        "现问": [stay(injury_insured=True) | past, stay("2025-05-01", sheet="二")],
        "两无": [stay(injury_insured=True), stay(injury_insured=False, employer="抚河劳务")],
    }

    assert workers(facts, cases, "insured_now", "insured") == {
        "有": (True, True),
        "无": (False, False),
        "未问": (None, None),
        "已走": (True, False),
        "曾无": (True, False),
        "现问": (None, None),
        "两无": (False, False),
    }


def test_who_manages_in_one_stay_is_a_manager(facts: Build) -> None:
    cases = {
        "管": [stay(role="建筑工人"), stay("2025-05-01", role="管理人员")],
        "工": [stay(role="建筑工人")],
        "未言": [stay(role="建筑工人"), stay("2025-05-01")],
    }

    assert workers(facts, cases, "is_manager") == {"管": True, "工": False, "未言": None}
