"""Two runs set against each other: new, persisting, fixed, and what nobody can call fixed."""

import json
from dataclasses import replace

import jsonschema

from tests.report.made_people import PROJECT
from tests.report.made_small import several, tiny
from wagecheck.comparison import compare, fresh, run_of
from wagecheck.model import Change, Comparison, Report
from wagecheck.report import json as audit_json
from wagecheck.report.schema import audit_schema

W05, W07, F01 = "3f2a9c0d1e4b5a67", "0123456789012345", "aa00000000000001"


def _without(fingerprint: str) -> Report:
    return replace(tiny(), findings=tuple(one for one in tiny().findings if one.fingerprint != fingerprint))


def _covered(report: Report, *, unknown: int) -> Report:
    lines = (replace(line, passed=500, failed=0, unknown=unknown) for line in report.coverage)
    return replace(report, coverage=tuple(lines))


def _changes(comparison: Comparison) -> dict[str, Change]:
    return dict(comparison.changes)


def test_the_same_run_twice_only_persists() -> None:
    assert set(_changes(compare(run_of(tiny()), run_of(tiny()))).values()) == {Change.PERSISTING}


def test_what_the_earlier_run_did_not_have_is_new() -> None:
    assert _changes(compare(run_of(_without(W05)), run_of(tiny())))[W05] is Change.NEW


def test_what_is_gone_where_all_was_judged_is_fixed() -> None:
    compared = compare(run_of(tiny()), run_of(_covered(_without(W07), unknown=0)))

    assert _changes(compared)[W07] is Change.FIXED
    assert [told.fingerprint for told in compared.gone] == [W07]


def test_what_is_gone_because_papers_are_missing_is_not_fixed() -> None:
    assert _changes(compare(run_of(tiny()), run_of(_covered(_without(W07), unknown=1))))[W07] is Change.UNPROVEN


def test_what_is_gone_because_its_rule_was_not_asked_is_not_fixed() -> None:
    now = _covered(_without(W07), unknown=0)
    now = replace(now, coverage=tuple(line for line in now.coverage if line.rule != "W07"))

    assert _changes(compare(run_of(tiny()), run_of(now)))[W07] is Change.UNPROVEN


def test_what_is_gone_with_its_project_is_not_fixed() -> None:
    now = replace(tiny(), projects=(), findings=(), coverage=())
    compared = compare(run_of(tiny()), run_of(now))

    assert set(_changes(compared).values()) == {Change.UNPROVEN}
    assert [(one.project_id, one.now) for one in compared.projects] == [(PROJECT, "")]


def test_money_is_set_against_money_by_project() -> None:
    before = replace(
        tiny(),
        projects=tuple(
            replace(one, money=replace(one.money, arrears="99.00", unjudged="0.00")) for one in tiny().projects
        ),
    )
    (one,) = compare(run_of(before), run_of(tiny())).projects

    assert (one.before, one.now) == ("99.00", tiny().projects[0].money.arrears)


def test_wages_that_could_not_be_judged_have_no_amount() -> None:
    project = tiny().projects[0]
    blind = replace(project, money=replace(project.money, arrears="0.00", unjudged=project.money.due))

    assert compare(run_of(replace(tiny(), projects=(blind,))), run_of(tiny())).projects[0].before == ""


def test_a_project_counts_its_own_changes() -> None:
    (one,) = compare(run_of(_without(W05)), run_of(_covered(_without(W07), unknown=0))).projects

    assert {change: one.count(change) for change in Change} == {
        Change.NEW: 1,
        Change.PERSISTING: 1,
        Change.FIXED: 1,
        Change.UNPROVEN: 0,
    }


def test_runs_without_a_finding_in_common_are_strangers() -> None:
    assert compare(run_of(_without(W05)), run_of(replace(tiny(), findings=tiny().findings[:1]))).strangers
    assert not compare(run_of(tiny()), run_of(tiny())).strangers
    assert not compare(run_of(replace(tiny(), findings=())), run_of(tiny())).strangers


def test_only_new_findings_count_where_there_is_an_earlier_run() -> None:
    compared = replace(tiny(), comparison=compare(run_of(_without(F01)), run_of(tiny())))

    assert [one.fingerprint for one in fresh(compared)] == [F01]
    assert fresh(tiny()) == tiny().findings


def test_the_comparison_is_in_the_json_as_published() -> None:
    compared = replace(several(3), comparison=compare(run_of(tiny()), run_of(several(3))))
    written = json.loads("\n".join(audit_json.lines(compared)))

    jsonschema.validate(written, audit_schema())
    assert written["comparison"]["since"] == "2025-08-20"
    assert {one["project_id"] for one in written["comparison"]["projects"]} == {PROJECT, "GC-0001", "GC-0002"}
