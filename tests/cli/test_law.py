"""The law on screen."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def entries(run: Run, *arguments: str) -> dict[str, Any]:
    return {entry["key"]: entry for entry in json.loads(run("law", "--json", *arguments).out)}


def test_the_value_in_force_stands_with_its_citation(run: Run) -> None:
    minimum = entries(run, "--place", "天津", "--on", "2025-09-01")["wage.minimum_monthly"]

    assert [(each["value"], each["since"]) for each in minimum["values"]] == [("2510", "2025-09-01")]
    assert "天津" in minimum["values"][0]["cite"]


def test_the_day_before_has_the_value_before(run: Run) -> None:
    minimum = entries(run, "--place", "天津", "--on", "2025-08-31")["wage.minimum_monthly"]

    assert [each["value"] for each in minimum["values"]] == ["2320"]


def test_a_rate_by_amount_is_listed_band_by_band(run: Run) -> None:
    rate = entries(run, "--place", "360112", "--on", "2025-09-01")["deposit.base_rate"]

    assert [each["value"] for each in rate["values"]] == ["0.015", "0.01"]


def test_where_nothing_is_known_the_list_is_empty(run: Run) -> None:
    assert entries(run, "--on", "2025-09-01")["wage.minimum_monthly"]["values"] == []


@pytest.mark.parametrize("arguments", [(), ("--place", "江西省南昌市", "--on", "2024-04-01")])
def test_the_table_is_shown(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("law", *arguments)

    assert ran.code == 0
    assert "有效的参数" in ran.out


def test_an_unknown_place_is_named(run: Run) -> None:
    ran = run("law", "--place", "桃花源")

    assert ran.code == 2
    assert "桃花源" in ran.err
