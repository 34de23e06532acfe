"""Figures: shares never round a gap away, amounts never lose a cent."""

from decimal import Decimal

import pytest

from wagecheck.report import figures
from wagecheck.report.findings import fair_cap
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


def test_a_bar_that_is_there_stays_visible() -> None:
    assert figures.width(1, 100000) == "0.60"


def test_rules_share_the_page_fairly() -> None:
    assert fair_cap([1000, 5, 1000], budget=105, most=300) == 50


def test_few_findings_are_not_cut() -> None:
    assert fair_cap([10, 20], budget=900, most=300) == 300


@pytest.mark.parametrize(
    ("missing", "said"), [("payroll", "工资表"), ("payroll.net", "工资表 · 实发工资"), ("payroll.odd", "工资表 · odd")]
)
def test_a_missing_paper_is_named_in_chinese(missing: str, said: str) -> None:
    assert Labels({"payroll": "工资表", "payroll.net": "实发工资"}).paper(missing) == said


def test_a_value_is_named_by_its_own_grain_first() -> None:
    labels = Labels({"net": "实发", "worker_month.net": "实发应付"})

    assert (labels.value("net", "worker_month"), labels.value("net", "payment")) == ("实发应付", "实发")
