"""audit.json: as published, the same from run to run, and inert."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.report.golden_file import matches_golden
from tests.report.made_site import site
from tests.report.made_small import SCRIPT, TURNED, empty, hostile, several, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import json as audit_json
from wagecheck.report.schema import audit_schema


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    (written,) = audit_json.write(tiny(), tmp_path)

    assert matches_golden(written)


def test_the_schema_is_a_valid_schema_of_its_own_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(audit_schema())

    assert audit_schema()["$id"] == "wagecheck/1"


@pytest.mark.parametrize("made", [tiny, site, hostile, empty, lambda: several(3)])
def test_every_report_is_valid_against_the_schema(made: Callable[[], Report]) -> None:
    written = json.loads("\n".join(audit_json.lines(made())))

    jsonschema.validate(written, audit_schema())


def test_the_schema_refuses_a_key_that_it_does_not_name() -> None:
    written = json.loads("\n".join(audit_json.lines(tiny()))) | {"more": 1}

    with pytest.raises(jsonschema.ValidationError, match="more"):
        jsonschema.validate(written, audit_schema())


def test_the_order_of_the_report_does_not_show() -> None:
    assert list(audit_json.lines(shuffled(site()))) == list(audit_json.lines(site()))


def test_a_finding_takes_one_line() -> None:
    lines = [line for line in audit_json.lines(site()) if '"fingerprint"' in line]

    assert len(lines) == len(site().findings)


def test_hostile_names_survive_and_cannot_act() -> None:
    text = "\n".join(audit_json.lines(hostile()))
    names = {finding["subject"]["name"] for finding in json.loads(text)["findings"]}

    assert SCRIPT in names
    assert "<" not in text
    assert not set(text) & {*TURNED[:1], "\x1b", "\u200f"}


def test_chinese_is_written_as_it_is() -> None:
    assert any("滨江花园" in line for line in audit_json.lines(tiny()))
