"""junit.xml: what CI servers read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from tests.report.golden_file import matches_golden
from tests.report.made_site import site
from tests.report.made_small import empty, hostile, several, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import junit

XSD = Path(__file__).parent / "junit.xsd"


def _cases(report: Report) -> list[ET.Element]:
    return list(_tree(report).iter("testcase"))


def _tree(report: Report) -> ET.Element:
    return ET.fromstring("\n".join(junit.lines(report)).encode())  # noqa: S314 - written by us


def _outcomes(report: Report, rule: str) -> list[str]:
    cases = [case for case in _cases(report) if (case.get("name") or "").startswith(rule)]
    return [case[0].tag if len(case) else "passed" for case in cases]


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    (written,) = junit.write(tiny(), tmp_path)

    assert matches_golden(written)


@pytest.mark.parametrize("made", [tiny, site, hostile, empty, lambda: several(3)])
def test_every_file_is_valid_against_the_schema(made: Callable[[], Report], tmp_path: Path) -> None:
    (written,) = junit.write(made(), tmp_path)

    xmlschema.XMLSchema(str(XSD)).validate(str(written))


def test_the_order_of_the_report_does_not_show() -> None:
    assert list(junit.lines(shuffled(site()))) == list(junit.lines(site()))


def test_every_finding_is_a_case_of_its_own() -> None:
    names = [case.get("name") or "" for case in _cases(site())]

    assert all(any(f"[{one.fingerprint}]" in name for name in names) for one in site().findings)


@pytest.mark.parametrize(("rule", "outcome"), [("W05", "failure"), ("F01", "skipped"), ("R12", "skipped")])
def test_a_breach_fails_and_a_suspicion_or_a_remark_does_not(rule: str, outcome: str) -> None:
    assert outcome in _outcomes(site(), rule)


def test_a_suspicion_is_never_a_failure() -> None:
    assert "failure" not in _outcomes(site(), "F01")


def test_what_could_not_be_judged_is_skipped_with_its_reason() -> None:
    (case,) = [case for case in _cases(site()) if (case.get("name") or "").startswith("R18")]

    assert case[0].tag == "skipped"
    assert "是否参加工伤保险" in (case[0].get("message") or "")


def test_a_rule_that_found_nothing_passes() -> None:
    report = site()
    clean = replace(report, findings=tuple(one for one in report.findings if one.rule != "D03"))

    assert _outcomes(clean, "D03") == ["passed"]


def test_a_rule_that_broke_and_a_file_that_was_not_read_are_errors() -> None:
    errors = [case.get("name") for case in _cases(tiny()) if len(case) and case[0].tag == "error"]

    assert errors == ["K02", "代发明细-6月.xlsx"]


def test_a_failure_tells_amount_basis_remedy_and_rows() -> None:
    failure = next(iter(_tree(tiny()).iter("failure")))

    for word in ("金额: 5,600.00 元", "依据: ", "整改: ", "责任方: ", "来源: 工资表/2025年工资表.xlsx › 5月 › 第7行"):
        assert word in (failure.text or "")


@pytest.mark.parametrize("made", [tiny, site, lambda: several(3)])
def test_the_counts_of_a_suite_are_those_of_its_cases(made: Callable[[], Report]) -> None:
    for suite in _tree(made()).iter("testsuite"):
        tags = [case[0].tag for case in suite if len(case)]

        assert int(suite.get("tests", 0)) == len(suite)
        assert [int(suite.get(name, 0)) for name in ("failures", "errors", "skipped")] == [
            tags.count(tag) for tag in ("failure", "error", "skipped")
        ]


def test_every_project_is_a_suite() -> None:
    suites = [suite.get("name") for suite in _tree(several(3)).iter("testsuite")]

    assert len(suites) == len(several(3).projects) + 1
