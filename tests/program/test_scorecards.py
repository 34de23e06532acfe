"""Projects are graded as the platforms of their place would, and by no other."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import wagecheck
from wagecheck import summary
from wagecheck.model import Coverage, Report, Verdict
from wagecheck.report import html
from wagecheck.report import json as audit_json
from wagecheck.report.schema import audit_schema

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2025, 8, 20)
JX5, JX6, JX3, JX8 = 4, 5, 2, 7
"""Places of 劳动合同 (R04), 保证金 (D01, D08), 总包合同 (no rule), 人员一致 (R01, R02, W01, W12)."""


@pytest.fixture(scope="module", params=[("nanchang-binjiang", True), ("tianjin-teda", False)], ids=lambda one: one[0])
def sample(request: pytest.FixtureRequest) -> tuple[Report, bool]:
    """Audit a sample; whether a platform of its place is known."""
    name, known = request.param
    return wagecheck.audit([SAMPLES / name], on=TODAY), known


def line(rule: str, *, passed: int = 0, failed: int = 0, unknown: int = 0, na: int = 0) -> Coverage:
    return Coverage(rule, "GC-1", passed, failed, unknown, na, ())


def verdict(at: int, *lines: Coverage) -> Verdict:
    (card,) = summary.graded("360100", lines, on=TODAY)
    return card.indicators[at].verdict


def test_only_a_place_with_a_platform_has_a_card(sample: tuple[Report, bool]) -> None:
    report, known = sample

    assert bool(report.projects[0].scorecards) is known
    assert ("平台口径" in html.page(report)) is known


def test_a_graded_project_is_valid_against_the_schema(sample: tuple[Report, bool]) -> None:
    report, known = sample
    written = json.loads("\n".join(audit_json.lines(report)))

    jsonschema.validate(written, audit_schema())
    assert bool(written["projects"][0]["scorecards"]) is known


def test_a_light_is_on_where_findings_are(sample: tuple[Report, bool]) -> None:
    report, known = sample
    found = {finding.rule for finding in report.findings}
    indicators = [one for card in report.projects[0].scorecards for one in card.indicators]

    assert bool(indicators) is known
    assert [one.verdict is Verdict.FAIL for one in indicators] == [bool(found & set(one.rules)) for one in indicators]


def test_a_failing_rule_lights_its_indicator() -> None:
    assert verdict(JX6, line("D01", passed=1), line("D08", failed=1, unknown=3)) is Verdict.FAIL


def test_an_indicator_is_clear_where_all_its_rules_are() -> None:
    assert verdict(JX6, line("D01", passed=1), line("D08", na=2)) is Verdict.PASS


def test_one_fact_that_could_not_be_judged_leaves_it_open() -> None:
    assert verdict(JX5, line("R04", passed=99, unknown=1)) is Verdict.UNKNOWN


def test_a_rule_that_was_not_asked_leaves_it_open() -> None:
    assert verdict(JX6, line("D01", passed=1)) is Verdict.UNKNOWN


def test_where_nothing_is_in_scope_it_does_not_apply() -> None:
    assert verdict(JX6, line("D01", na=1), line("D08", na=1)) is Verdict.NA


def test_an_indicator_that_no_rule_sees_is_unknown() -> None:
    assert verdict(JX3, line("A01", passed=1)) is Verdict.UNKNOWN


def test_an_indicator_counts_the_verdicts_of_its_rules() -> None:
    lines = (line("R01", passed=5, na=1), line("R02", passed=4, failed=2), line("W01", unknown=3))
    (card,) = summary.graded("360100", lines, on=TODAY)
    one = card.indicators[JX8]

    assert (one.passed, one.failed, one.unknown, one.na) == (9, 2, 3, 1)


def test_a_platform_that_did_not_grade_yet_does_not() -> None:
    assert summary.graded("360100", (), on=date(2022, 7, 31)) == ()
