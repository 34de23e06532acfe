"""The rule book on screen."""

import json

import jsonschema
import pytest

from tests.cli.conftest import Run
from wagecheck import rules


def test_every_rule_is_listed(run: Run) -> None:
    listed = json.loads(run("rules", "--json").out)

    assert [entry["id"] for entry in listed] == [rule.id for rule in rules.ALL]


def test_the_schema_is_a_schema(run: Run) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("rules", "--schema").out))


@pytest.mark.parametrize("rule", [rule.id for rule in rules.ALL])
def test_every_rule_can_be_explained(run: Run, rule: str) -> None:
    ran = run("explain", rule.lower())

    assert ran.code == 0
    assert rule in ran.out


def test_an_unknown_rule_is_named(run: Run) -> None:
    ran = run("explain", "Z99")

    assert ran.code == 2
    assert "Z99" in ran.err


def test_an_explanation_gives_the_parameters_in_force(run: Run) -> None:
    told = json.loads(run("explain", "W07", "--place", "天津", "--on", "2025-09-01", "--json").out)

    values = {entry["key"]: [each["value"] for each in entry["values"]] for entry in told["parameters"]}
    assert values["wage.minimum_monthly"] == ["2510"]
    assert "按月足额支付" in told["pillars"]
