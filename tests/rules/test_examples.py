"""The examples that `wagecheck explain` gives are the cases by which the rules are proved."""

import json
import os
import re
import tomllib

import pytest

from tests.rules.case_files import VERDICTS, cases_of, column_types, frame
from wagecheck import rules
from wagecheck.findings import Voice
from wagecheck.model import Rule, Verdict
from wagecheck.rules.examples import FILE, examples_of

HEAD = "# What each rule says of a case of each kind, and an offence in its words; from the cases in tests/rules.\n"


def example(rule: Rule) -> dict[str, str]:
    """Choose a case for each verdict, the first in its file, and the failing one that has most to say."""
    told = {}
    for verdict in VERDICTS:
        found = [case for case in cases_of(rule) if case.expect is verdict]
        if found:
            told[verdict.value] = found[0].name
    fields = re.findall(r"{([a-z_]+)}", rule.breach)
    failing = [case for case in cases_of(rule) if case.expect is Verdict.FAIL and case.given.keys() >= set(fields)]
    if failing:
        (row,) = frame(rule, failing[:1]).iter_rows(named=True)
        voice, types = Voice(b""), column_types(rule.grain)
        words = {name: voice.number(name, voice.worded(row[name], types[name])) for name in fields}
        told |= {"fail": failing[0].name, "breach": voice.text(rule.breach.format_map(words))}
    return told


def written() -> str:
    """Write the examples of all rules as TOML."""
    blocks = []
    for rule in rules.ALL:
        lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in example(rule).items()]
        blocks.append("\n".join([f"\n[{rule.id}]", *lines]))
    return HEAD + "\n".join(blocks) + "\n"


def test_the_examples_are_those_of_the_cases() -> None:
    if os.environ.get("WAGECHECK_REWRITE_GOLDEN"):
        FILE.write_text(written(), encoding="utf-8", newline="\n")

    assert FILE.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_of_an_offence_and_of_its_opposite(rule: Rule) -> None:
    assert tomllib.loads(written())[rule.id].keys() >= {"pass", "fail", "unknown"}


def test_the_examples_of_a_rule_are_those_written_down() -> None:
    assert examples_of("D03") == tomllib.loads(written())["D03"]
