"""What holds of every rule, whatever the facts."""

from collections import Counter

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from tests.engine import made_facts
from tests.engine.made_facts import columns_of, rows, rules_of
from tests.rules import case_files
from wagecheck import engine, rules
from wagecheck.model import Rule

VERDICTS = ("pass", "fail", "unknown", "na")
GRAINS = sorted({rule.grain for rule in rules.ALL})
every_rule = pytest.mark.parametrize("rule", rules.ALL, ids=[rule.id for rule in rules.ALL])
every_grain = pytest.mark.parametrize("grain", GRAINS)


def judge(grain: str, frame: pl.DataFrame) -> dict[str, engine.Judgement]:
    judged = engine.judge(rules_of(grain), {grain: frame})
    assert judged.incidents == ()
    return {one.rule.id: one for one in judged.by_rule}


# A row is judged alone


def counted(judgement: engine.Judgement) -> Counter[tuple[str, str]]:
    return Counter(
        {(row["project_id"], verdict): row[verdict] for row in judgement.counts.to_dicts() for verdict in VERDICTS}
    )


@every_grain
@given(data=st.data())
@settings(deadline=None, max_examples=10)
def test_a_row_is_judged_alone(grain: str, data: st.DataObject) -> None:
    made = data.draw(rows(grain))
    projects = data.draw(st.lists(st.sampled_from("甲乙"), min_size=len(made), max_size=len(made)))
    cut = data.draw(st.integers(0, len(made)))
    whole = made_facts.frame(grain, made, projects)

    together, first, second = judge(grain, whole), judge(grain, whole[:cut]), judge(grain, whole[cut:])

    for rule, judgement in together.items():
        a, b = first[rule], second[rule]
        assert +counted(judgement) == +(counted(a) + counted(b))
        assert judgement.failed.to_list() == [*a.failed, *b.failed]
        assert set(judgement.missing.iter_rows()) == {*a.missing.iter_rows(), *b.missing.iter_rows()}


# Pandera fails the same facts, and the counts say the same


def failing(rule: Rule, facts: pl.DataFrame) -> list[int]:
    """Validate the facts with a schema of the rule's check."""
    schema = pa.DataFrameSchema({"key": pa.Column(pl.UInt32, checks=[engine.check(rule)])})
    try:
        schema.validate(facts, lazy=True)
    except SchemaErrors as seen:
        (error,) = seen.schema_errors
        return sorted(error.failure_cases["key"].to_list())
    return []


@every_rule
def test_the_check_of_a_rule_fails_the_facts_that_the_engine_fails(rule: Rule) -> None:
    facts = case_files.frame(rule, case_files.cases_of(rule))

    (judgement,) = engine.judge([rule], {rule.grain: facts}).by_rule

    assert judgement.failed.to_list() == failing(rule, facts)


@every_grain
@given(data=st.data())
@settings(deadline=None, max_examples=4)
def test_the_checks_fail_the_facts_that_the_engine_fails_whatever_the_facts(grain: str, data: st.DataObject) -> None:
    made = data.draw(rows(grain))
    facts = made_facts.frame(grain, made, [""] * len(made))

    judged = judge(grain, facts)

    assert {name: one.failed.to_list() for name, one in judged.items()} == {
        rule.id: failing(rule, facts) for rule in rules_of(grain)
    }


@every_rule
def test_the_counts_are_those_of_the_outcomes(rule: Rule) -> None:
    facts = case_files.frame(rule, case_files.cases_of(rule))
    said = facts.select("project_id", engine.outcome(rule).cast(pl.String))

    (judgement,) = engine.judge([rule], {rule.grain: facts}).by_rule

    assert +counted(judgement) == Counter(said.iter_rows())


# Losing evidence never clears, and never accuses


def verdicts(judgement: engine.Judgement) -> list[str]:
    """Give the verdict of each row of a frame whose rows are projects of their own, named by number."""
    of = {int(row["project_id"]): name for row in judgement.counts.to_dicts() for name in VERDICTS if row[name]}
    return [of[at] for at in range(len(of))]


def blanked(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Stack a frame on copies of itself that lack one column each; every row is a project of its own."""
    copies = [frame, *(frame.with_columns(pl.lit(None, frame.schema[name]).alias(name)) for name in names)]
    stacked = pl.concat(copies).drop("key").with_row_index("key")
    return stacked.with_columns(project_id=pl.col("key").cast(pl.String))


def moved(rule: Rule, facts: pl.DataFrame, said: list[str], names: list[str]) -> list[str]:
    """Tell which verdicts the loss of a column turned into something other than unknown."""
    n = facts.height
    known = facts.select(columns_of(rule)).to_dicts()
    return [
        f"{rule.id} without {name}: {said[row]} became {said[n * at + row]}, known was {known[row]}"
        for at, name in enumerate(names, 1)
        for row in range(n)
        if said[n * at + row] not in (said[row], "unknown")
    ]


@every_grain
@given(data=st.data())
@settings(deadline=None, max_examples=10)
def test_losing_evidence_leaves_a_verdict_or_makes_it_unknown(grain: str, data: st.DataObject) -> None:
    made = data.draw(rows(grain))
    names = sorted({name for rule in rules_of(grain) for name in columns_of(rule)})

    facts = made_facts.frame(grain, made, [""] * len(made))

    judged = judge(grain, blanked(facts, names))

    for rule in rules_of(grain):
        assert moved(rule, facts, verdicts(judged[rule.id]), names) == []


@every_rule
def test_losing_evidence_of_a_case_leaves_its_verdict_or_makes_it_unknown(rule: Rule) -> None:
    names = list(columns_of(rule))
    facts = case_files.frame(rule, case_files.cases_of(rule))
    judged = engine.judge([rule], {rule.grain: blanked(facts, names)})

    assert moved(rule, facts, verdicts(judged.by_rule[0]), names) == []


@every_rule
def test_a_rule_that_has_lost_all_its_evidence_says_nothing(rule: Rule) -> None:
    facts = case_files.frame(rule, case_files.cases_of(rule))
    nothing = facts.with_columns(pl.lit(None, facts.schema[name]).alias(name) for name in columns_of(rule))

    judged = engine.judge([rule], {rule.grain: nothing}).by_rule[0]

    assert set(verdicts(judged)) == {"unknown"}
