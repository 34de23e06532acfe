"""Figures: shares never round a gap away, amounts never lose a cent."""

from decimal import Decimal

import pytest

from wagecheck.model import MoneySummary
from wagecheck.report import figures
from wagecheck.report.dealing import fair_cap
from wagecheck.report.labels import Labels


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "—"), (0, 9, "0 %"), (9, 9, "100 %"), (9999, 10000, "99.9 %"), (1, 10000, "<0.1 %"), (1, 3, "33.3 %")],
)
def test_only_all_is_a_hundred_and_only_nothing_is_zero(part: int, whole: int, said: str) -> None:
    assert figures.share(part, whole) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 9, "0 %"), (1, 10000, "0.1 %"), (9, 9, "100 %"), (9999, 10000, ">99.9 %")]
)
def test_a_gap_is_never_said_to_be_nothing(part: int, whole: int, said: str) -> None:
    assert figures.gap(part, whole) == said


@pytest.mark.parametrize(("text", "said"), [("1234567.80", "1,234,567.80"), ("-12.00", "-12.00"), ("", "—")])
def test_yuan_have_separators_and_two_decimals(text: str, said: str) -> None:
    assert figures.yuan(text) == said


def test_what_is_no_number_counts_as_nothing() -> None:
    assert figures.total(["1.10", None, "", "NaN", "见附件"]) == Decimal("1.10")


@pytest.mark.parametrize(
    ("text", "said"), [("5600.00", "5,600.00"), ("true", "是"), ("", "—"), ("2025-03-01", "2025-03-01"), ("26", "26")]
)
def test_a_computed_value_is_worded(text: str, said: str) -> None:
    assert figures.value(text) == said


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("5000000", "元", "5,000,000 元"),
        ("2000.00", "元/月", "2,000.00 元/月"),
        ("0.01", "", "0.01"),
        ("true", "", "是"),
    ],
)
def test_a_parameter_is_written_with_its_unit(text: str, unit: str, said: str) -> None:
    assert figures.parameter(text, unit) == said


@pytest.mark.parametrize(
    ("message", "shown", "said"),
    [
        ("已结 0.00 元, 欠 5,600.00 元", "5,600.00", True),
        ("欠 15,600.00 元", "5,600.00", False),
        ("欠 5,600.00 元", "5,600", False),
        ("应于 2025-03-14 付清", "2025-03-14", True),
    ],
)
def test_a_value_is_repeated_only_where_the_message_lacks_it(message: str, shown: str, said: bool) -> None:
    assert figures.says(message, shown) is said


def _sums(due: str, arrears: str, unjudged: str) -> MoneySummary:
    return MoneySummary(due, "0.00", arrears, unjudged, 0, 0, 0)


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (_sums("900.00", "0.00", "900.00"), "未检"),
        (_sums("0.00", "0.00", "0.00"), "未检"),
        (_sums("900.00", "0.00", "899.99"), "¥0.00"),
        (_sums("1900.00", "1200.50", "0.00"), "¥1,200.50"),
    ],
)
def test_nothing_owed_is_said_only_where_something_was_checked(sums: MoneySummary, said: str) -> None:
    assert figures.owed([sums]) == said


def test_a_bar_that_is_there_stays_visible() -> None:
    assert figures.width(1, 100000) == "0.60"


def test_rules_share_the_page_fairly() -> None:
    assert fair_cap([[7] * 1000, [7] * 5, [7] * 1000], budget=735, most=300) == 50


def test_few_findings_are_not_cut() -> None:
    assert fair_cap([[7] * 10, [7] * 20], budget=6300, most=300) == 300


@pytest.mark.parametrize(
    ("missing", "said"), [("payroll", "工资表"), ("payroll.net", "工资表 · 实发工资"), ("payroll.odd", "工资表 · odd")]
)
def test_a_missing_paper_is_named_in_chinese(missing: str, said: str) -> None:
    assert Labels({"payroll": "工资表", "payroll.net": "实发工资"}).paper(missing) == said


def test_a_value_is_named_by_its_own_grain_first() -> None:
    labels = Labels({"net": "实发", "worker_month.net": "实发应付"})

    assert (labels.value("net", "worker_month"), labels.value("net", "payment")) == ("实发应付", "实发")
