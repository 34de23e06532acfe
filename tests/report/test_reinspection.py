"""The report of a re-inspection: what changed, what was recovered, and what is late on its day."""

import json
import re
from dataclasses import replace

from tests.report.made_small import tiny
from tests.report.read_page import ReadPage
from wagecheck.comparison import compare, run_of
from wagecheck.language import Language
from wagecheck.model import Report, Verdict, Waiver, WaiverState
from wagecheck.report import html, markdown, overdue, sarif

W05, W07, F01 = "3f2a9c0d1e4b5a67", "0123456789012345", "aa00000000000001"


def report(language: Language = Language.CHINESE) -> Report:
    """A re-inspection on 2025-08-20: W05 persists with less, W07 is new, and one more W05 was paid meanwhile."""
    due = {W05: "2025-06-13", W07: "2025-08-21", F01: "2025-01-01"}
    now = replace(
        tiny(),
        language=language,
        findings=tuple(replace(one, deadline=due[one.fingerprint]) for one in tiny().findings),
        rechecked={"b" * 16: Verdict.PASS},
    )
    dearer, _, doubt = now.findings
    before = replace(
        tiny(),
        findings=(replace(dearer, amount="6000.00"), replace(dearer, fingerprint="b" * 16, amount="100.00"), doubt),
    )
    return replace(now, comparison=compare(replace(run_of(before), on="2025-07-20"), run_of(now)))


def test_it_shows_what_was_recovered_in_whole_and_in_part() -> None:
    page = ReadPage(html.page(report()))

    assert re.search(r"追回欠薪\s*¥500\.00", page.text)
    assert "(上次 6,000.00)" in page.text


def test_what_is_late_is_listed_by_its_day_and_suspicions_never_are() -> None:
    late = overdue.of_report(report())

    assert late
    assert [(one.rule, one.day, one.days) for one in late.rows] == [("W05", "2025-06-13", "68")]


def test_the_last_day_is_not_late_yet() -> None:
    whole = report()
    on_the_day = replace(whole, findings=tuple(replace(one, deadline="2025-08-20") for one in whole.findings))
    late = overdue.of_report(on_the_day)

    assert late
    assert not late.rows


def test_what_brooks_no_delay_is_late_since_it_was_told_first() -> None:
    whole = report()
    at_once = replace(whole, findings=tuple(replace(one, deadline="", at_once=True) for one in whole.findings))
    late = overdue.of_report(at_once)

    assert late
    assert [(one.rule, one.day) for one in late.rows] == [("W05", "2025-07-20")]


def test_what_is_waived_is_not_late() -> None:
    waiver = Waiver(1, "W05", "", W05, "x", "y", "2025-12-31", WaiverState.IN_FORCE)
    whole = report()
    waived = replace(whole, findings=tuple(replace(one, waiver=waiver) for one in whole.findings))
    late = overdue.of_report(waived)

    assert late
    assert not late.rows


def test_a_first_inspection_has_neither() -> None:
    assert overdue.of_report(tiny()) is None
    assert {"trend", "overdue"}.isdisjoint(ReadPage(html.page(tiny())).sections)


def test_it_speaks_english() -> None:
    page = html.page(report(Language.ENGLISH))
    start, end = page.index('<section id="trend"'), page.index('<section id="tasks"')
    ours = re.sub(r"<bdi>.*?</bdi>|</span></a> [^<·]*", "", page[start:end])

    assert "Arrears recovered" in ours
    assert not re.findall(r"[\u4e00-\u9fff]+", re.sub(r'<td class="inline">[^<]*', "", ours))


def test_the_short_forms_say_it_in_two_lines() -> None:
    text = markdown.page(report())

    assert "与 2025-07-20 相比: 新增 1 · 未整改 2 · 已整改 1" in text
    assert "追回欠薪 ¥500.00" in text
    assert "## 较上次" not in markdown.page(tiny())


def test_sarif_says_which_results_are_new() -> None:
    results = json.loads("\n".join(sarif.lines(report())))["runs"][0]["results"]
    states = {one["ruleId"]: one["baselineState"] for one in results if "baselineState" in one}

    assert states == {"W05": "unchanged", "W07": "new", "F01": "unchanged"}
