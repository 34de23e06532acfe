"""What the engine makes of what a rule says."""

from dataclasses import replace
from datetime import date

import pandera.polars as pa
import polars as pl
import pytest
from pandera.errors import SchemaErrors
from polars import col

from tests.engine.made_rules import (
    FEWER_ROWS,
    GRAIN,
    NO_SUCH_COLUMN,
    ONE_BY_PYTHON,
    ONE_FOR_ALL,
    PAID_IN_FULL,
    RAISES,
    WRONG_TYPE,
    bricks,
)
from wagecheck import engine
from wagecheck.model import Rule

IN_SCOPE = replace(PAID_IN_FULL, applies=col.in_scope)
SINCE_MAY = replace(PAID_IN_FULL, since=date(2020, 5, 1))
WITH_REASON = replace(PAID_IN_FULL, because="gap")


def judge(rule: Rule, frame: pl.DataFrame) -> engine.Judgement:
    judged = engine.judge([rule], {GRAIN: frame})
    assert judged.incidents == ()
    return judged.by_rule[0]


def counts(judgement: engine.Judgement) -> dict[str, tuple[int, ...]]:
    columns = ("pass", "fail", "unknown", "na")
    return {row["project_id"]: tuple(row[name] for name in columns) for row in judgement.counts.iter_rows(named=True)}


def missing(judgement: engine.Judgement) -> list[tuple[str, str, str | None]]:
    return list(judgement.missing.iter_rows())


# Verdicts


def test_a_known_bad_row_is_seen() -> None:
    judgement = judge(PAID_IN_FULL, bricks((100, 100), (100, 99), (100, 0)))

    assert judgement.failed.to_list() == [1, 2]
    assert counts(judgement) == {"甲": (1, 2, 0, 0)}


def test_a_null_is_unknown_and_no_failure() -> None:
    judgement = judge(PAID_IN_FULL, bricks((100, None), (None, 100), (None, None)))

    assert judgement.failed.to_list() == []
    assert counts(judgement) == {"甲": (0, 0, 3, 0)}


def test_a_null_is_no_failure_of_the_check_itself() -> None:
    schema = pa.DataFrameSchema({"key": pa.Column(pl.UInt32, checks=[engine.check(PAID_IN_FULL)])})

    with pytest.raises(SchemaErrors) as seen:
        schema.validate(bricks((100, None), (100, 99), (None, 100)), lazy=True)

    (error,) = seen.value.schema_errors
    assert error.failure_cases["key"].to_list() == [1]


def test_what_one_known_part_decides_is_decided() -> None:
    either = replace(PAID_IN_FULL, passes=(col.paid >= col.due) | col.in_scope)

    assert counts(judge(either, bricks((100, None), scope=[True]))) == {"甲": (1, 0, 0, 0)}


def test_out_of_scope_is_not_applicable_whatever_the_condition_says() -> None:
    judgement = judge(IN_SCOPE, bricks((100, 0), (100, 100), (100, None), scope=[False, False, False]))

    assert judgement.failed.to_list() == []
    assert counts(judgement) == {"甲": (0, 0, 0, 3)}


def test_an_unknown_scope_is_unknown_whatever_the_condition_says() -> None:
    judgement = judge(IN_SCOPE, bricks((100, 0), (100, 100), (100, None), scope=[None, None, None]))

    assert judgement.failed.to_list() == []
    assert counts(judgement) == {"甲": (0, 0, 3, 0)}


def test_a_rule_binds_from_its_day_on() -> None:
    before, first = date(2020, 4, 30), date(2020, 5, 1)

    judgement = judge(SINCE_MAY, bricks((100, 0), (100, 0), days=[before, first]))

    assert judgement.failed.to_list() == [1]
    assert counts(judgement) == {"甲": (0, 1, 0, 1)}


def test_without_a_law_date_nobody_knows_whether_a_rule_binds() -> None:
    judgement = judge(SINCE_MAY, bricks((100, 0), (100, 100), days=[None, None]))

    assert judgement.failed.to_list() == []
    assert counts(judgement) == {"甲": (0, 0, 2, 0)}


def test_a_law_date_without_which_nobody_knows_is_named_as_missing() -> None:
    assert missing(judge(SINCE_MAY, bricks((100, 0), days=[None]))) == [("甲", "law_date", None)]


def test_out_of_scope_needs_no_law_date() -> None:
    scoped = replace(SINCE_MAY, applies=col.in_scope)

    assert counts(judge(scoped, bricks((100, 0), scope=[False], days=[None]))) == {"甲": (0, 0, 0, 1)}


# Counts and reasons


def test_the_verdicts_of_each_project_are_counted_and_add_up_to_its_facts() -> None:
    facts = bricks(
        (1, 1),
        (1, 0),
        (1, None),
        (1, 1),
        (1, 1),
        (1, 0),
        projects=["乙", "甲", "甲", "甲", "乙", "甲"],
        scope=[True, True, True, True, False, None],
    )

    assert counts(judge(IN_SCOPE, facts)) == {"乙": (1, 0, 0, 1), "甲": (1, 1, 2, 0)}


def test_the_failed_keys_are_those_of_the_frame_in_order() -> None:
    facts = bricks((1, 0), (1, 1), (1, 0)).with_columns(key=pl.Series([70, 5, 12], dtype=pl.UInt32))

    assert judge(PAID_IN_FULL, facts).failed.to_list() == [12, 70]


def test_an_unknown_names_the_columns_that_were_null() -> None:
    facts = bricks((100, None), (None, 100), (None, 5), projects=["甲", "乙", "乙"])

    assert missing(judge(PAID_IN_FULL, facts)) == [("乙", "due", None), ("甲", "paid", None)]


def test_a_null_behind_a_verdict_is_not_missing() -> None:
    either = replace(PAID_IN_FULL, passes=(col.paid >= col.due) | col.in_scope)

    assert missing(judge(either, bricks((100, None), scope=[True]))) == []


def test_an_unknown_scope_is_named_as_missing() -> None:
    assert missing(judge(IN_SCOPE, bricks((100, 0), scope=[None]))) == [("甲", "in_scope", None)]


def test_a_reason_of_the_fact_stands_in_place_of_the_nulls() -> None:
    facts = bricks((100, None), (100, None), (100, None), gaps=["payout", "payout", "statement"])

    assert missing(judge(WITH_REASON, facts)) == [("甲", "gap", "payout"), ("甲", "gap", "statement")]


def test_where_the_fact_gives_no_reason_the_nulls_are_named() -> None:
    facts = bricks((100, None), (None, 100), gaps=["payout", None])

    assert missing(judge(WITH_REASON, facts)) == [("甲", "due", None), ("甲", "gap", "payout")]


def test_a_reason_beside_a_verdict_is_not_missing() -> None:
    assert missing(judge(WITH_REASON, bricks((100, 100), gaps=["payout"]))) == []


def test_a_condition_that_says_nothing_though_nothing_is_null_has_nothing_missing() -> None:
    between = replace(PAID_IN_FULL, passes=pl.when(col.paid >= col.due).then(statement=True))

    judgement = judge(between, bricks((100, 99), (100, 100)))

    assert counts(judgement) == {"甲": (1, 0, 1, 0)}
    assert missing(judgement) == []


def test_a_frame_without_facts_is_judged_and_nothing_is_said() -> None:
    judgement = judge(PAID_IN_FULL, bricks())

    assert judgement.failed.to_list() == []
    assert counts(judgement) == {}
    assert missing(judgement) == []


@pytest.mark.parametrize("seen", [1, 2, 3])
def test_a_project_whose_facts_do_not_stand_together_is_counted_once(seen: int) -> None:
    projects = ["甲", "乙"] * seen

    judgement = judge(PAID_IN_FULL, bricks(*[(1, 0), (1, None)] * seen, projects=projects))

    assert counts(judgement) == {"乙": (0, 0, seen, 0), "甲": (0, seen, 0, 0)}
    assert missing(judgement) == [("乙", "paid", None)]


# Several rules


def test_rules_over_one_frame_do_not_mix_up_their_failures() -> None:
    overpaid = replace(PAID_IN_FULL, id="Z02", passes=col.paid <= col.due)

    judged = engine.judge([PAID_IN_FULL, overpaid], {GRAIN: bricks((100, 99), (100, 100), (100, 101))})

    assert {one.rule.id: one.failed.to_list() for one in judged.by_rule} == {"Z01": [0], "Z02": [2]}


def test_each_rule_judges_the_frame_of_its_grain() -> None:
    other = replace(PAID_IN_FULL, id="Z02", grain="tile")

    judged = engine.judge([PAID_IN_FULL, other], {GRAIN: bricks((1, 1)), "tile": bricks((1, 0), (1, 0))})

    assert {one.rule.id: one.failed.to_list() for one in judged.by_rule} == {"Z01": [], "Z02": [0, 1]}


@pytest.mark.parametrize("broken", [RAISES, NO_SUCH_COLUMN], ids=lambda rule: rule.id)
def test_a_rule_that_breaks_costs_the_others_neither_scope_nor_reasons(broken: Rule) -> None:
    facts = bricks((100, 99), (100, None), (100, None), scope=[True, True, False])

    judged = engine.judge([IN_SCOPE, broken], {GRAIN: facts})

    (judgement,) = judged.by_rule
    assert counts(judgement) == {"甲": (0, 1, 1, 1)}
    assert missing(judgement) == [("甲", "paid", None)]


def test_judgements_come_in_the_order_of_the_rules() -> None:
    other = replace(PAID_IN_FULL, id="Z02", grain="tile")
    third = replace(PAID_IN_FULL, id="Z03")

    judged = engine.judge([third, other, PAID_IN_FULL], {GRAIN: bricks((1, 1)), "tile": bricks((1, 0))})

    assert [one.rule.id for one in judged.by_rule] == ["Z03", "Z02", "Z01"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(NO_SUCH_COLUMN, id="a missing column"),
        pytest.param(WRONG_TYPE, id="a wrong type"),
        pytest.param(FEWER_ROWS, id="fewer verdicts than facts"),
        pytest.param(ONE_FOR_ALL, id="one verdict for all facts"),
        pytest.param(ONE_BY_PYTHON, id="one verdict for all facts by a function"),
        pytest.param(RAISES, id="an error of its own"),
    ],
)
def test_a_rule_that_breaks_is_an_incident_and_the_others_still_judge(broken: Rule) -> None:
    second = replace(PAID_IN_FULL, id="Z02")

    judged = engine.judge([PAID_IN_FULL, broken, second], {GRAIN: bricks((100, 99), (100, 100))})

    assert [incident.rule for incident in judged.incidents] == [broken.id]
    assert {one.rule.id: one.failed.to_list() for one in judged.by_rule} == {"Z01": [0], "Z02": [0]}


def test_a_rule_whose_scope_breaks_is_an_incident_too() -> None:
    broken = replace(PAID_IN_FULL, id="Z07", applies=col.never_heard_of)

    judged = engine.judge([broken], {GRAIN: bricks((100, 99))})

    assert [incident.rule for incident in judged.incidents] == ["Z07"]
    assert judged.by_rule == ()


def test_a_rule_that_says_a_number_in_place_of_yes_or_no_is_an_incident() -> None:
    broken = replace(PAID_IN_FULL, id="Z07", passes=col.paid - col.due)

    judged = engine.judge([PAID_IN_FULL, broken], {GRAIN: bricks((100, 99))})

    assert [incident.rule for incident in judged.incidents] == ["Z07"]
    assert [one.rule.id for one in judged.by_rule] == ["Z01"]


def test_several_broken_rules_are_listed_by_id() -> None:
    judged = engine.judge([WRONG_TYPE, NO_SUCH_COLUMN, PAID_IN_FULL], {GRAIN: bricks((100, 99))})

    assert [incident.rule for incident in judged.incidents] == ["Z08", "Z09"]


def test_an_incident_says_in_one_line_what_broke() -> None:
    (incident,) = engine.judge([NO_SUCH_COLUMN], {GRAIN: bricks((100, 99))}).incidents

    assert "never_heard_of" in incident.text
    assert "\n" not in incident.text


def test_an_incident_shows_no_data() -> None:
    facts = bricks((100, 99)).with_columns(payer=pl.lit("360199199001011238"))
    broken = replace(PAID_IN_FULL, id="Z07", passes=col.payer.cast(pl.Int8) > 0)

    (incident,) = engine.judge([broken], {GRAIN: facts}).incidents

    assert "360199199001011238" not in incident.text


# Pandera's trap


def test_a_schema_skips_the_checks_of_a_lazy_frame_and_the_engine_does_not() -> None:
    facts = bricks((100, 99))
    schema = pa.DataFrameSchema({"key": pa.Column(pl.UInt32, checks=[engine.check(PAID_IN_FULL)])})

    assert schema.validate(facts.lazy(), lazy=True).collect().equals(facts)
    with pytest.raises(SchemaErrors):
        schema.validate(facts, lazy=True)
    assert judge(PAID_IN_FULL, facts).failed.to_list() == [0]


def test_as_many_facts_are_counted_as_failed_as_there_are_failed_keys() -> None:
    judgement = judge(
        IN_SCOPE, bricks((1, 0), (1, None), (1, 0), (1, 1), (1, 0), scope=[True, True, None, True, False])
    )

    assert sum(fail for _, fail, _, _ in counts(judgement).values()) == len(judgement.failed) == 1
