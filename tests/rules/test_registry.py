"""What holds of every rule, and of every fact that rules judge."""

import re
from itertools import pairwise

import polars as pl
import pytest

from tests.rules.case_files import FOLDER, cases_of, column_types
from tests.rules.design import DESIGN, SUSPICIONS_ABOVE_YELLOW
from wagecheck import engine, facts, findings, law, rules, tables
from wagecheck.facts import GRAINS
from wagecheck.facts.fact import Fact
from wagecheck.law.parameters import HIGHEST, PARAMETERS
from wagecheck.model import Kind, Rule, Severity, Verdict

MODULES = {
    "P": "project",
    "D": "deposit",
    "E": "emergency_fund",
    "A": "account account_flow",
    "R": "roster crew",
    "K": "attendance",
    "W": "payroll payroll_signs",
    "B": "payment",
    "L": "disclosure",
    "X": "escalation",
    "F": "fraud",
}
OF_ALL = {"region", "law_date"}
"""Columns of every fact that a paper may have to give."""
DERIVED = {"audit_day", "days_in_month", "payment_gap"}
"""Columns that no paper gives: the day of the audit, the calendar, and why nothing can be said."""

every_rule = pytest.mark.parametrize("rule", rules.ALL, ids=[rule.id for rule in rules.ALL])
every_grain = pytest.mark.parametrize("grain", list(GRAINS))


def of_kind(kind: Kind) -> pytest.MarkDecorator:
    held = [rule for rule in rules.ALL if rule.kind is kind]
    return pytest.mark.parametrize("rule", held, ids=[rule.id for rule in held])


def fields(rule: Rule) -> set[str]:
    return set(re.findall(r"{(.*?)}", rule.breach))


# The book


def test_no_two_rules_share_an_id() -> None:
    ids = [rule.id for rule in rules.ALL]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("asked", ["D03", "d03"])
def test_a_rule_is_found_by_its_id_whatever_the_case(asked: str) -> None:
    found = rules.by_id(asked)

    assert found is not None
    assert found.id == "D03"


def test_no_rule_is_found_by_an_id_that_none_bears() -> None:
    assert rules.by_id("Z99") is None


@pytest.mark.parametrize("letter", list(MODULES))
def test_modules_hold_the_rules_of_their_letter_in_order(letter: str) -> None:
    modules = [vars(rules)[name] for name in MODULES[letter].split()]
    ids = [value.id for module in modules for value in vars(module).values() if isinstance(value, Rule)]

    assert ids == [rule.id for rule in rules.ALL if rule.id[0] == letter]
    assert ids
    assert all(earlier < later for earlier, later in pairwise(ids))


def test_every_rule_stands_in_the_design_as_it_is() -> None:
    built = {rule.id: (rule.severity.label, rule.kind.value, rule.grain) for rule in rules.ALL}

    assert built == DESIGN


# One rule


@every_rule
def test_an_id_is_a_letter_and_two_digits(rule: Rule) -> None:
    assert re.fullmatch(f"[{''.join(MODULES)}][0-9]{{2}}", rule.id)


@every_rule
def test_a_rule_has_cases_that_pass_fail_and_cannot_be_judged(rule: Rule) -> None:
    scoped = {Verdict.NA} if rule.applies is not None or rule.since else set()

    assert {case.expect for case in cases_of(rule)} == {Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN} | scoped


@every_rule
def test_no_two_cases_of_a_rule_bear_one_name(rule: Rule) -> None:
    names = [case.name for case in cases_of(rule)]

    assert len(names) == len(set(names))


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {rule.id for rule in rules.ALL}


@every_rule
def test_a_rule_says_why_what_to_do_and_who(rule: Rule) -> None:
    assert rule.basis
    assert all([rule.title, rule.breach, rule.remedy, rule.by, rule.doc, *rule.basis])


@every_rule
def test_what_a_rule_reads_is_a_column_of_its_fact_or_a_parameter(rule: Rule) -> None:
    assert rule.reads
    assert set(rule.reads) <= {*column_types(rule.grain), *PARAMETERS}


@every_rule
def test_a_breach_is_worded_with_columns_of_the_fact(rule: Rule) -> None:
    assert fields(rule) <= set(column_types(rule.grain))


@every_rule
def test_a_breach_names_fields_in_a_form_that_findings_fill_in(rule: Rule) -> None:
    assert all(re.fullmatch("[a-z_]+", field) for field in fields(rule))


@every_rule
def test_the_amount_of_a_rule_is_money_of_its_fact(rule: Rule) -> None:
    assert rule.amount is None or column_types(rule.grain)[rule.amount] == pl.Decimal(18, 2)


@every_rule
def test_the_deadline_of_a_rule_is_a_day_of_its_fact(rule: Rule) -> None:
    assert rule.deadline is None or column_types(rule.grain)[rule.deadline] == pl.Date


@every_rule
def test_the_reason_of_an_unknown_is_text_of_the_fact(rule: Rule) -> None:
    assert rule.because is None or column_types(rule.grain)[rule.because] == pl.String


@every_rule
def test_a_rule_stands_under_a_pillar(rule: Rule) -> None:
    assert law.pillars.of(rule.id)


@of_kind(Kind.SUSPICION)
def test_a_suspicion_is_no_worse_than_yellow(rule: Rule) -> None:
    assert rule.severity in (Severity.WARNING, Severity.NOTICE) or rule.id in SUSPICIONS_ABOVE_YELLOW


@every_rule
def test_a_rule_convicts_nobody_and_sends_nobody_away(rule: Rule) -> None:
    assert not re.search("罪|清退", rule.breach + rule.remedy)


@of_kind(Kind.STATUTORY)
def test_a_duty_of_the_law_cites_acts_that_we_know(rule: Rule) -> None:
    assert [basis for basis in rule.basis if law.acts.of(basis) is None] == []


@every_rule
def test_what_a_rule_cites_is_in_force_when_it_begins_to_bind(rule: Rule) -> None:
    cited = [act for act in map(law.acts.of, rule.basis) if act is not None]

    assert [act.short for act in cited if rule.since and act.in_force > rule.since] == []


@every_rule
def test_a_fact_of_which_nothing_is_known_is_not_judged(rule: Rule) -> None:
    types = {**column_types(rule.grain), **{name: pl.Null() for name in rule.reads if "." in name}}
    nothing = pl.DataFrame({name: [None] for name in types}, schema=types).with_columns(
        key=pl.lit(0, pl.UInt32), project_id=pl.lit("甲")
    )

    assert nothing.select(engine.outcome(rule)).item() == "unknown"


def test_every_parameter_is_read_by_some_rule_or_says_why_not() -> None:
    read = {key for rule in rules.ALL for key in findings.keys_of(rule)}

    assert {key for key in PARAMETERS if key not in HIGHEST} - read == {
        key for key, parameter in PARAMETERS.items() if parameter.unread
    }


# The facts


def own_columns(grain: str) -> set[str]:
    return set(column_types(grain)) - set(Fact.to_schema().columns)


@every_grain
def test_every_column_of_a_fact_is_declared_with_a_label(grain: str) -> None:
    declared = facts.about(GRAINS[grain][0])

    assert set(declared) == own_columns(grain) | OF_ALL
    assert [name for name, column in declared.items() if not column.label] == []


@every_grain
def test_every_column_of_a_fact_names_the_papers_that_give_it(grain: str) -> None:
    silent = {name for name, column in facts.about(GRAINS[grain][0]).items() if not column.evidence}

    assert silent - {"law_date"} == DERIVED & own_columns(grain)


@every_grain
def test_the_day_whose_parameters_went_into_a_column_is_a_date_of_the_fact(grain: str) -> None:
    types = column_types(grain)

    assert {types[column.on] for column in facts.about(GRAINS[grain][0]).values()} == {pl.Date()}


@every_grain
def test_evidence_names_tables_and_their_fields(grain: str) -> None:
    known = set(tables.TABLES) | {f"{name}.{field}" for name in tables.TABLES for field in tables.dtypes(name)}
    named = {paper for column in facts.about(GRAINS[grain][0]).values() for paper in column.evidence}

    assert named - known == set()


@every_grain
def test_parameters_behind_a_column_are_declared(grain: str) -> None:
    named = {key for column in facts.about(GRAINS[grain][0]).values() for key in column.parameters}

    assert named - set(PARAMETERS) == set()
