"""Who worked when, and what the payroll says of it: rows of one worker and month put together."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from wagecheck.facts.labour import attended, by_day, one_a_day, payroll_months, signed_by_worker

MARCH = date(2025, 3, 1)
TODAY = date(2025, 3, 31)


def attendance(*rows: dict[str, Any]) -> pl.DataFrame:
    """Make attendance of worker 张 in March; `date` names the day of the month."""
    told = [row | ({"date": f"2025-03-{row['date']:02d}"} if row.get("date") else {}) for row in rows]
    workers = [row.get("worker", "张") for row in rows]
    bare = [{name: value for name, value in row.items() if name != "worker"} for row in told]
    frame = paper("attendance", [{"month": "2025-03"} | row for row in bare]).with_row_index("rid")
    return frame.with_columns(worker=pl.Series(workers, dtype=pl.String))


def month(*rows: dict[str, Any], on: date = TODAY) -> dict[str, Any]:
    """Sum up the month of 张."""
    frame = attendance(*rows)
    (fact,) = attended(frame, by_day(frame), on).to_dicts()
    return fact


# Days


def test_what_two_rows_say_of_a_day_is_the_most_of_it() -> None:
    rows: list[dict[str, Any]] = [
        {"date": 3, "days": "0.5", "overtime_hours": "3", "team": "木工班"},
        {"date": 3, "days": "1", "overtime_hours": None, "employer": "甲", "team": "钢筋班"},
        {"date": 3, "days": None, "overtime_hours": "1", "employer": "乙"},
    ]
    (day,) = by_day(attendance(*rows)).to_dicts()

    assert (day["days"], day["overtime_hours"], day["rid"]) == (1, 3, 0)
    assert (day["employer"], day["team"]) == ("甲", "木工班")


def test_rows_of_nobody_and_of_no_month_or_day_are_no_days() -> None:
    rows = attendance({"date": 3, "days": 1, "worker": None}, {"days": 1}, {"date": 4, "days": 1, "month": None})

    assert by_day(rows).is_empty()


def test_the_days_of_a_month_add_up_from_its_first_row_on() -> None:
    rows: list[dict[str, Any]] = [
        {"date": 4, "days": "1", "overtime_hours": "2"},
        {"date": 3, "days": "0.5", "overtime_hours": "3", "employer": "甲", "team": "木工班"},
        {"date": 5, "days": "1", "overtime_hours": None, "employer": "乙", "team": "钢筋班"},
    ]
    fact = month(*rows)

    assert (fact["days"], fact["overtime_hours"], fact["unread"], fact["rid"]) == (Decimal("2.5"), 5, False, 0)
    assert (fact["employer"], fact["team"]) == ("甲", "木工班")


def test_overtime_that_no_row_tells_is_not_known() -> None:
    assert month({"date": 3, "days": 1})["overtime_hours"] is None


def test_a_mark_that_could_not_be_read_is_told() -> None:
    assert month({"date": 3, "days": 1}, {"date": 4, "days": None})["unread"] is True
    assert month({"days": None})["unread"] is True
    assert month({"days": 20})["unread"] is False


def test_only_days_after_the_audit_are_late() -> None:
    rows = [{"date": at, "days": 1} for at in (19, 20, 21, 22)]

    assert month(*rows, on=date(2025, 3, 20))["late_days"] == 2


@pytest.mark.parametrize(
    ("days", "on", "late"), [(20, TODAY, 0), (20, date(2025, 3, 30), None), (0, date(2025, 3, 1), 0)]
)
def test_of_a_month_that_ends_after_the_audit_a_sum_does_not_tell_its_days(
    days: int, on: date, late: int | None
) -> None:
    assert month({"days": days}, on=on)["late_days"] == late


def test_of_two_sums_of_a_month_the_larger_counts_and_whatever_the_first_tells() -> None:
    rows: list[dict[str, Any]] = [
        {"days": "0", "overtime_hours": "3", "team": "木工班"},
        {"days": "20", "overtime_hours": None, "employer": "甲", "team": "钢筋班"},
        {"days": "19", "overtime_hours": "1", "employer": "乙"},
    ]
    fact = month(*rows, on=date(2025, 3, 30))

    assert (fact["days"], fact["overtime_hours"], fact["rid"], fact["late_days"]) == (20, 3, 0, None)
    assert (fact["employer"], fact["team"]) == ("甲", "木工班")


def test_days_go_before_a_sum_and_rows_of_nobody_or_no_month_are_no_sum() -> None:
    rows = attendance(
        {"days": 30}, {"date": 3, "days": 1}, {"days": 9, "worker": None}, {"days": 9, "month": None, "worker": "李"}
    )

    assert attended(rows, by_day(rows), TODAY).select("worker", "days").rows() == [("张", 1)]


def test_ten_hours_are_one_day_of_presence() -> None:
    rows = attendance(
        {"date": 3, "days": "1.25"},
        {"date": 4, "days": "0.5"},
        {"date": 5, "days": "1.25"},
        {"days": 25, "worker": "李"},
    )
    days = by_day(rows)

    found = one_a_day(attended(rows, days, TODAY), days)
    assert dict(found.select("worker", "days").iter_rows()) == {"张": Decimal("2.5"), "李": 25}
    assert "present_days" not in found.columns


# The payroll


def payroll(*rows: dict[str, Any]) -> dict[str, Any]:
    """Put payroll rows of 张 in March together."""
    told = [{"month": "2025-03", "gross": row.get("net", "5000"), "net": "5000"} | row for row in rows]
    bare = [{name: value for name, value in row.items() if not name.startswith("_")} for row in told]
    signed = pl.Series([row.get("_signed") for row in rows], dtype=pl.Boolean)
    frame = paper("payroll", bare).with_row_index("rid").with_columns(worker=pl.lit("张"), signed_by_worker=signed)
    (fact,) = payroll_months(frame).to_dicts()
    return fact


def test_of_two_versions_all_is_taken_from_the_one_with_the_larger_net() -> None:
    small = {"net": "4000", "days": "20", "rate": "200", "deductions": "1", "team": "木工班", "excluded_items": "3"}
    large = {"net": "4500", "days": "21", "rate": "210", "deductions": "2", "team": "钢筋班", "excluded_items": "4"}
    fact = payroll(small, large)

    assert (fact["net"], fact["gross"], fact["deductions"], fact["excluded_items"]) == (4500, 4500, 2, 4)
    assert (fact["payroll_days"], fact["rate"], fact["payroll_team"]) == (21, 210, "钢筋班")
    assert fact["payroll_rows"] == [0, 1]


def test_of_two_versions_of_one_net_the_first_row_is_taken() -> None:
    assert payroll({"days": "20"}, {"days": "21"})["payroll_days"] == 20


def test_a_version_whose_net_cannot_be_read_may_be_the_larger() -> None:
    fact = payroll({"net": "4000"}, {"net": None, "gross": "4500"})

    assert (fact["net"], fact["amounts_given"], fact["arithmetic_gap"]) == (None, False, None)


def test_the_rows_of_two_firms_add_up_unless_one_does_not_tell() -> None:
    firms: list[dict[str, Any]] = [
        {"employer": "乙", "net": "4000", "days": "10", "rate": "400", "excluded_items": "5", "team": "木工班"},
        {"employer": "甲", "net": "1000", "days": "5", "rate": "200", "excluded_items": "7", "team": "钢筋班"},
    ]
    fact, lacking = payroll(*firms), payroll(firms[0], firms[1] | {"net": None, "gross": "1000", "days": None})

    assert (fact["net"], fact["payroll_days"], fact["rate"], fact["excluded_items"]) == (5000, 15, None, 12)
    assert (fact["payroll_employer"], fact["payroll_team"], fact["same_rows"]) == ("乙", "木工班", 1)
    assert (lacking["net"], lacking["gross"], lacking["payroll_days"]) == (None, 5000, None)
    assert (fact["amounts_given"], lacking["amounts_given"]) == (True, False)


def test_the_firm_that_pays_twice_is_told_beside_one_that_pays_once() -> None:
    rows: list[dict[str, Any]] = [
        {"employer": "甲"},
        {"employer": "乙"},
        {"employer": "乙", "net": "4000"},
        {"employer": None, "team": "木工班"},
    ]
    fact = payroll(*rows)

    assert (fact["same_rows"], fact["same_rows_note"], fact["net"]) == (2, "实发不同", 15000)
    assert (fact["payroll_employer"], fact["payroll_team"], fact["payroll_rows"]) == ("乙", "木工班", [0, 1, 2, 3])


@pytest.mark.parametrize(
    ("sums", "gap"),
    [
        ({"gross": "5000", "deductions": "200", "net": "4700"}, 100),
        ({"gross": "5000", "deductions": "200", "net": "4900"}, 100),
        ({"gross": "5000", "deductions": "200", "net": "4800"}, 0),
        ({"gross": "5000", "deductions": None, "net": "5000"}, None),
    ],
)
def test_gross_less_deductions_is_net_or_there_is_a_gap(sums: dict[str, str | None], gap: int | None) -> None:
    assert payroll(sums)["arithmetic_gap"] == gap
    assert payroll(sums, sums)["arithmetic_gap"] == gap


def test_the_widest_gap_of_several_firms_counts_unless_one_is_not_known() -> None:
    rows: list[dict[str, Any]] = [
        {"employer": name, "gross": "5000", "deductions": "0", "net": net}
        for name, net in (("甲", "4990"), ("乙", "5000"))
    ]
    rows.append({"employer": "丙", "gross": "5000", "deductions": "0", "net": "4970"})

    assert payroll(*rows)["arithmetic_gap"] == 30
    assert payroll(*rows, {"employer": "丁", "gross": None, "deductions": "0"})["arithmetic_gap"] is None


def test_items_that_no_column_lists_are_none() -> None:
    assert (payroll({})["excluded_items"], payroll({}, {})["excluded_items"]) == (0, 0)


def test_a_way_of_payment_that_one_row_does_not_tell_is_not_lost_beside_the_others() -> None:
    assert payroll({"pay_method": "现金"}, {"net": "4000"})["pay_methods"] == ["现金", None]
    assert payroll({})["pay_methods"] == [None]


def test_of_two_firms_that_pay_twice_the_note_is_of_the_one_that_pays_most() -> None:
    rows = [
        {"employer": "甲"},
        {"employer": "甲"},
        {"employer": "乙", "net": "6000"},
        {"employer": "乙", "net": "4000"},
    ]

    assert payroll(*rows)["same_rows_note"] == "实发不同"
    assert (payroll({})["same_rows"], payroll({})["same_rows_note"]) == (1, None)


def test_both_sums_must_be_told() -> None:
    for lacking in ({"gross": None}, {"net": None, "gross": "5000"}):
        assert payroll(lacking)["amounts_given"] is False


def test_the_reasons_of_what_was_deducted_are_listed() -> None:
    rows: list[dict[str, Any]] = [
        {"employer": "甲", "deductions": "10", "deduction_reason": "借支"},
        {"employer": "乙", "deductions": "0", "deduction_reason": "伙食费"},
        {"employer": "丙", "deductions": "0.50", "deduction_reason": "借支"},
        {"employer": "丁", "deductions": "3", "deduction_reason": None},
    ]
    fact = payroll(*rows)

    assert (fact["deductions"], fact["deduction_reason"]) == (Decimal("13.50"), "借支、伙食费")
    assert fact["deduction_reasons"] == ["借支", "借支", ""]
    assert payroll(rows[2])["deduction_reasons"] == ["借支"]
    assert payroll(rows[1])["deduction_reasons"] == []


def test_rows_of_nobody_and_of_back_pay_are_no_month() -> None:
    frame = paper("payroll", [{"month": "2025-03", "net": "1", "is_back_pay": True}, {"month": "2025-03", "net": "2"}])
    rows = frame.with_row_index("rid").with_columns(
        worker=pl.Series(["张", None], dtype=pl.String), signed_by_worker=pl.lit(None, pl.Boolean)
    )

    assert payroll_months(rows).is_empty()


@pytest.mark.parametrize(
    ("marks", "signed"),
    [((True, True), True), ((True, False), False), ((False, None), False), ((True, None), None), ((None, None), None)],
)
def test_a_month_is_signed_for_where_every_row_is(marks: tuple[bool | None, bool | None], signed: bool | None) -> None:
    firms = [{"employer": name, "_signed": mark} for name, mark in zip(("甲", "乙"), marks, strict=True)]
    versions = [{"_signed": mark} for mark in marks]

    assert payroll(*firms)["signed_by_worker"] is signed
    assert payroll(*versions)["signed_by_worker"] is signed


@pytest.mark.parametrize(
    ("cell", "asked", "signed"),
    [
        ("张 大山", True, True),
        ("√", True, True),
        ("李小河", True, False),
        ("代签", True, False),
        ("字迹不清", True, None),
        (None, True, False),
        (None, False, None),
    ],
)
def test_a_signature_is_his_own_or_somebody_elses_or_cannot_be_read(
    cell: str | None, asked: bool, signed: bool | None
) -> None:
    row = {"name": ["张大山"], "signed": [cell], "signed_asked": [asked]}
    rows = pl.DataFrame(row, schema={"name": pl.String, "signed": pl.String, "signed_asked": pl.Boolean})

    assert rows.select(signed_by_worker()).item() is signed
