"""Each sample says what it must find, and the whole program is held to it: nothing less, nothing more."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import wagecheck
from wagecheck import rules
from wagecheck.model import Finding, Report

SAMPLES = Path(__file__).parents[2] / "samples"
DOSSIERS = sorted(path.parent.name for path in SAMPLES.glob("*/expected.toml"))
RULES = {rule.id: rule for rule in rules.ALL}


@pytest.fixture(scope="module", params=DOSSIERS)
def audited(request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    """Audit a sample with its numbers shown, beside what it must find."""
    folder = SAMPLES / request.param
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    return wagecheck.audit([folder], on=expected["on"], reveal=True), expected


def subject(finding: Finding) -> str:
    """Name a subject as the samples do: people by name, all else by its id."""
    return finding.subject.name if finding.subject.kind == "worker" else finding.subject.id


def test_a_sample_finds_exactly_what_was_planted(audited: tuple[Report, dict[str, Any]]) -> None:
    report, expected = audited

    found = Counter((f.rule, f.subject.kind, subject(f), f.month) for f in report.findings)

    planted = Counter(
        (plant["rule"], plant["kind"], plant["subject"], plant.get("month"))
        for plant in expected.get("finding", [])
        if plant["rule"] in RULES
    )
    assert found - planted == Counter()
    assert planted - found == Counter()


def test_a_sample_finds_the_amounts_to_the_fen(audited: tuple[Report, dict[str, Any]]) -> None:
    report, expected = audited

    amounts = Counter((f.rule, subject(f), f.month, f.amount) for f in report.findings)

    planted = Counter(
        (plant["rule"], plant["subject"], plant.get("month"), plant["amount"])
        for plant in expected.get("finding", [])
        if plant["rule"] in RULES and "amount" in plant
    )
    assert planted - amounts == Counter()


def test_a_sample_leaves_unknown_what_its_papers_do_not_show(audited: tuple[Report, dict[str, Any]]) -> None:
    report, expected = audited

    unknown = {line.rule: line for line in report.coverage if line.unknown}

    told = {entry["rule"]: entry for entry in expected.get("unknown", []) if entry["rule"] in RULES}
    assert set(unknown) == set(told)
    for rule, entry in told.items():
        if "count" in entry:
            assert (rule, unknown[rule].unknown) == (rule, entry["count"])
        if "missing" in entry:
            assert entry["missing"] in unknown[rule].missing


def test_a_sample_is_read_to_the_last_row(audited: tuple[Report, dict[str, Any]]) -> None:
    report, _ = audited

    assert not [notice for notice in report.notices if notice.level == "error"]
    assert report.rejected == ()
    for sheet in report.inputs:
        assert sheet.rows_read == sheet.rows_kept + sheet.rows_rejected


def test_what_is_due_is_paid_owed_or_not_checked(audited: tuple[Report, dict[str, Any]]) -> None:
    from decimal import Decimal  # noqa: PLC0415

    report, _ = audited
    for project in report.projects:
        money = project.money
        assert Decimal(money.due) == Decimal(money.paid) + Decimal(money.arrears) + Decimal(money.unjudged)


def test_there_are_three_samples_with_a_day_each() -> None:
    assert len(DOSSIERS) == 3
    for name in DOSSIERS:
        assert isinstance(tomllib.loads((SAMPLES / name / "expected.toml").read_text("utf-8"))["on"], date)
