"""What each rule says of each fact row.

Pandera judges: each rule is one `Check` on the key column of its fact frame. The engine works out beforehand, once for
all rules of a frame, which rows are in scope and whether the condition holds, and guards what is null, because Pandera
knows no *unknown*. It asks the checks themselves and no schema: a schema skips the checks where the data are lazy, and
takes four times as long.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandera.polars as pa
import polars as pl
from polars import col

from wagecheck.model import Incident, Rule
from wagecheck.privacy import mask_text

_MISSING = {"project_id": pl.String, "column": pl.String, "value": pl.String}
VERDICTS = ("pass", "fail", "unknown", "na")
"""What a rule can say of a fact row."""
_VERDICT = pl.Enum(VERDICTS)
_PLAIN = pl.QueryOptFlags.none()
"""There is nothing to gain in queries of one step over data in memory."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule said of its fact frame."""

    rule: Rule
    counts: pl.DataFrame
    """project_id, pass, fail, unknown, na: one row a project that has such facts."""
    failed: pl.Series
    """Keys of the facts that fail, ascending."""
    missing: pl.DataFrame
    """project_id, column, value: which columns were null where the verdict is unknown; `value` names the missing
    paper where the rule has a column for that. The place and the day of the law count where the rule needs them."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """What all rules said, and which of them broke."""

    by_rule: tuple[Judgement, ...]
    incidents: tuple[Incident, ...]


def judge(rules: Iterable[Rule], frames: Mapping[str, pl.DataFrame]) -> Judgements:
    """Let every rule judge its fact frame. A rule that raises becomes an incident and judges nothing."""
    judgements: dict[str, Judgement] = {}
    incidents: list[Incident] = []
    ordered = tuple(rules)
    for grain in dict.fromkeys(rule.grain for rule in ordered):
        said, broken = _of_grain([rule for rule in ordered if rule.grain == grain], frames[grain])
        judgements |= {one.rule.id: one for one in said}
        incidents += broken
    return Judgements(
        tuple(judgements[rule.id] for rule in ordered if rule.id in judgements),
        tuple(sorted(incidents, key=lambda incident: incident.rule)),
    )


def _of_grain(rules: Sequence[Rule], frame: pl.DataFrame) -> tuple[list[Judgement], list[Incident]]:
    """Let the rules of a grain judge its frame."""
    decided, broken = _decided(rules, frame)
    failed, crashed = _failed([rule for rule in rules if _passes(rule) in decided.columns], decided)
    sound = [rule for rule in rules if rule.id in failed]
    facts = frame.hstack(decided.drop("key"))
    told = _by_project(_marks(sound, facts), facts)
    counts = {rule.id: _counts(rule, told) for rule in sound}
    missing = _missing([rule for rule in sound if counts[rule.id]["unknown"].sum()], told, facts)
    nothing = pl.DataFrame(schema=_MISSING)
    judged = [Judgement(rule, counts[rule.id], failed[rule.id], missing.get(rule.id, nothing)) for rule in sound]
    return judged, [*broken, *crashed]


def outcome(rule: Rule) -> pl.Expr:
    """Give what a rule says of a row: pass, fail, unknown or na.

    Out of scope is na, whatever the condition says; a scope or a condition that is null is unknown.
    """
    applies = _scope(rule)
    return (
        pl.when(~applies)
        .then(pl.lit("na", _VERDICT))
        .when(applies & rule.passes)
        .then(pl.lit("pass", _VERDICT))
        .when(applies & ~rule.passes)
        .then(pl.lit("fail", _VERDICT))
        .otherwise(pl.lit("unknown", _VERDICT))
        .alias(rule.id)
    )


def check(rule: Rule) -> pa.Check:
    """Turn a rule into the Pandera check of its key column; only a row in scope and decided can fail it."""

    def compliant(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((~_scope(rule) | rule.passes).fill_null(value=True))

    return pa.Check(compliant, name=rule.id, title=rule.title, description=rule.doc)


def _scope(rule: Rule) -> pl.Expr:
    """Tell of a row whether the rule binds it."""
    applies = pl.lit(True) if rule.applies is None else rule.applies
    return applies if rule.since is None else applies & (col.law_date >= rule.since)


def _applies(rule: Rule) -> str:
    return f"{rule.id} applies"


def _passes(rule: Rule) -> str:
    return f"{rule.id} passes"


def _decided(rules: Sequence[Rule], frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Incident]]:
    """Work out the scope and the condition of every rule, beside the key; a rule that breaks is an incident."""
    columns = [frame["key"]]
    incidents = []
    at_once = _at_once(rules, frame)
    for rule in rules:
        try:
            columns += at_once.get(rule.id) or _by_itself(rule, frame)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one rule must not stop the others
            incidents.append(Incident(rule.id, _in_a_line(error)))
    return pl.DataFrame(columns), incidents


def _at_once(rules: Iterable[Rule], frame: pl.DataFrame) -> dict[str, list[pl.Series]]:
    """Work out rules together: none if one raises, and none that gives anything but a yes, a no or a null a row."""
    asked = [rule for rule in rules if _is_by_row(rule)]
    parts = [(_scope(rule).alias(_applies(rule)), rule.passes.alias(_passes(rule))) for rule in asked]
    try:
        told = frame.select(part for both in parts for part in both)
    except Exception:  # noqa: BLE001 - asked one by one, the rule that raises says why
        return {}
    found = {rule.id: [told[_applies(rule)], told[_passes(rule)]] for rule in asked}
    return {name: both for name, both in found.items() if all(part.dtype == pl.Boolean for part in both)}


def _is_by_row(rule: Rule) -> bool:
    """Tell whether a rule gives a value for each row, and not one for all, which Polars would repeat."""
    parts = [rule.passes] if rule.applies is None else [rule.passes, rule.applies]
    try:
        return all(part.meta.is_length_preserving() for part in parts)
    except pl.exceptions.PolarsError:  # of what calls Python it cannot tell
        return False


def _by_itself(rule: Rule, frame: pl.DataFrame) -> list[pl.Series]:
    """Work out one rule. Raises whatever the rule raises, and ValueError where it looks at more than a row."""
    said = frame.select(outcome(rule))[rule.id]
    if len(said) != frame.height:
        raise ValueError(f"{len(said)} verdicts for {frame.height} facts")
    known = said.is_in(["pass", "fail"])
    return [(said != "na").alias(_applies(rule)), (said == "pass").set(~known, None).alias(_passes(rule))]


def _in_a_line(error: object) -> str:
    """Say what broke, in a line that shows no data."""
    return mask_text(f"{type(error).__name__}: {error}".splitlines()[0])


def _failed(rules: Sequence[Rule], decided: pl.DataFrame) -> tuple[dict[str, pl.Series], list[Incident]]:
    """Ask Pandera which keys fail which rule, by what was worked out of it."""
    failing: dict[str, pl.LazyFrame] = {}
    incidents = []
    for rule in rules:
        settled = replace(rule, applies=col(_applies(rule)), passes=col(_passes(rule)), since=None)
        try:
            failing[rule.id] = check(settled)(decided.lazy(), "key").failure_cases
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one check must not stop the others
            incidents.append(Incident(rule.id, _in_a_line(error)))
    keys = pl.collect_all(failing.values(), optimizations=_PLAIN)
    return {name: frame["key"].sort() for name, frame in zip(failing, keys, strict=True)}, incidents


def _marks(rules: Iterable[Rule], facts: pl.DataFrame) -> dict[str, pl.Expr]:
    """Mark for each rule the rows that do not pass, by verdict, and those that are unknown and lack a value."""
    marks: dict[str, pl.Expr] = {}
    for rule in rules:
        applies, unknown = col(_applies(rule)), _unknown(rule)
        failing = applies & ~col(_passes(rule))
        marks |= {_said(rule, "fail"): failing, _said(rule, "unknown"): unknown, _said(rule, "na"): ~applies}
        unexplained = unknown & col(rule.because).is_null() if rule.because else unknown
        lacking = [name for name in _needs(rule, facts) if facts[name].null_count()]
        marks |= {_lacks(rule, name): unexplained & col(name).is_null() for name in lacking}
    return marks


def _unknown(rule: Rule) -> pl.Expr:
    applies, passes = col(_applies(rule)), col(_passes(rule))
    return applies.is_null() | (applies & passes.is_null())


def _said(rule: Rule, verdict: str) -> str:
    return f"{rule.id} {verdict}"


def _lacks(rule: Rule, name: str) -> str:
    return f"{rule.id} lacks {name}"


def _by_project(marks: Mapping[str, pl.Expr], facts: pl.DataFrame) -> pl.DataFrame:
    """Count the marked rows of each project, and all of them as `len`.

    Facts of a project stand together. So it is enough to look up how many marked rows there are up to where each run of
    facts ends, which is faster than to group all rows.
    """
    runs = facts["project_id"].rle().struct.unnest().select("len", project_id="value")
    ends = runs["len"].cum_sum()
    places = pl.lit(pl.int_range(facts.height, dtype=pl.UInt32, eager=True))
    until = facts.select(places.filter(mark).search_sorted(ends).alias(name) for name, mark in marks.items())
    within = runs.hstack(until.select(pl.all() - pl.all().shift(fill_value=0)).get_columns())
    return within.group_by("project_id").agg(pl.all().sum()).sort("project_id")


def _counts(rule: Rule, told: pl.DataFrame) -> pl.DataFrame:
    """Count by project what a rule said."""
    fail, unknown, na = (told[_said(rule, verdict)].alias(verdict) for verdict in VERDICTS[1:])
    passed = (told["len"] - fail - unknown - na).alias("pass")
    return pl.DataFrame([told["project_id"], passed, fail, unknown, na])


def _missing(rules: Sequence[Rule], told: pl.DataFrame, facts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Name, rule by rule, the null columns behind the unknown verdicts of each project."""
    if not rules:
        return {}
    marks = [mark for rule in rules for name in _needs(rule, facts) if (mark := _lacks(rule, name)) in told]
    columns = (
        told.lazy()
        .unpivot(marks, index="project_id")
        .filter(col.value > 0)
        .with_columns(col.variable.str.split_exact(" lacks ", 1).struct.rename_fields(["rule", "column"]))
        .unnest("variable")
        .select("rule", "project_id", "column", pl.lit(None, pl.String).alias("value"))
        .collect(optimizations=_PLAIN)
    )
    papers = [_papers(rule, rule.because, facts) for rule in rules if rule.because]
    named = pl.concat([columns, *papers]).sort("rule", "project_id", "column", "value")
    return {str(rule): said for (rule,), said in named.partition_by("rule", include_key=False, as_dict=True).items()}


def _papers(rule: Rule, because: str, facts: pl.DataFrame) -> pl.DataFrame:
    """Name the missing papers that facts give as the reason of unknown verdicts."""
    shown = facts.select("project_id", value=col(because), waits=_unknown(rule) & col(because).is_not_null())
    named = shown.filter("waits").select("project_id", "value").unique()
    return named.select(pl.lit(rule.id).alias("rule"), "project_id", pl.lit(because).alias("column"), "value")


def _needs(rule: Rule, frame: pl.DataFrame) -> tuple[str, ...]:
    """List what a rule reads, and the place and the day on which it looks into the law."""
    law = [name for name in rule.reads if "." in name]
    place = ("region",) if law else ()
    day = ("law_date",) if law or rule.since else ()
    return tuple(name for name in (*rule.reads, *place, *day) if name in frame.columns)
