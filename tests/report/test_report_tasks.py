"""What to mend first: wages before all else, then by gravity; by when only where the law names a day."""

from dataclasses import replace
from datetime import date

from tests.report.made_site import site
from tests.report.read_page import ReadPage
from wagecheck.model import Finding, Kind, Subject
from wagecheck.report import findings, html
from wagecheck.report.tasks import Task, tasks

ON = date(2025, 8, 20)


def first(*found: Finding) -> tuple[Task, ...]:
    return tasks(found, findings.desk(site()), ON)[0]


def some(rule: str, amount: str = "100.00", **changed: object) -> Finding:
    own = next(one for one in site().findings if one.rule == rule)
    return replace(own, amount=amount, **changed)  # type: ignore[arg-type]


def test_wages_that_are_owed_come_before_larger_sums() -> None:
    assert [task.rule for task in first(some("D03", "900000.00"), some("W05", "10.00"))] == ["W05", "D03"]


def test_a_breach_comes_before_a_warning_of_equal_severity() -> None:
    early = some("X01", "900000.00", kind=Kind.EARLY, severity=some("D03").severity)

    assert [task.rule for task in first(early, some("D03"))] == ["D03", "X01"]


def test_a_task_names_the_earliest_day_that_the_law_set() -> None:
    (task,) = first(some("W05", deadline="2025-07-15"), some("W05", deadline="2025-06-13"))

    assert (task.day, task.when, task.pressing) == ("2025-06-13", "已逾期", True)


def test_the_day_of_the_audit_is_still_in_time() -> None:
    (task,) = first(some("D03", deadline="2025-08-20"))

    assert (task.when, task.pressing) == ("期限内", False)


def test_where_the_law_names_no_day_none_is_invented() -> None:
    (task,) = first(some("D03", deadline="", at_once=False))

    assert (task.day, task.when) == ("", "")


def test_workers_are_counted_once_and_months_given_as_a_span() -> None:
    zhang, li = Subject("worker", "3601**1", "张三"), Subject("worker", "3601**1", "李四")
    found = [
        some("W05", month=month, subject=who)
        for month, who in [("2025-05", zhang), ("2025-07", zhang), ("2025-06", li)]
    ]

    assert first(*found)[0].about == "2 人 · 2025-05 至 2025-07"


def test_the_page_says_what_an_empty_deadline_means() -> None:
    assert "以责令限期改正的期限为准" in ReadPage(html.page(site())).text
