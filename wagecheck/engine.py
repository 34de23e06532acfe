"""What each rule says of each fact row.

A rule is a Pandera check on the key column of its fact frame, and `check` gives it. The engine does not run the checks
one by one: it works out the scope and the condition of all rules of a frame in one query, and reads the verdicts off
these columns of yes, no and null, for Pandera knows no *unknown*. Tests hold that both fail the same facts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandera.polars as pa
import polars as pl
from polars import col

from wagecheck.model import Incident, Rule
from wagecheck.privacy import mask_text

_NOTHING = pl.DataFrame(schema={"project_id": pl.String, "column": pl.String, "value": pl.String})
VERDICTS = ("pass", "fail", "unknown", "na")
"""What a rule can say of a fact row."""
_VERDICT = pl.Enum(VERDICTS)
_LACKS = " lacks "
_Decided = tuple[pl.Series, pl.Series]
"""Of each row whether the rule applies, under the rule's id, and whether its condition holds."""


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
    decided, incidents = _decided(rules, frame)
    marks = _marks(decided)
    sound = [rule for rule in rules if rule.id in decided]
    unclear = [rule for rule in sound if _said(rule, "unknown") in marks]
    lacks = _lacks(unclear, marks, frame)
    told = _by_project({**marks, **lacks}, frame["project_id"])
    papers = [_papers(rule, rule.because, marks[_said(rule, "unknown")], frame) for rule in unclear if rule.because]
    missing = _missing(told.select("project_id", *lacks), papers) if unclear else {}
    keys = frame["key"]
    in_order = keys.is_sorted()
    judged = []
    for rule in sound:
        failing = marks.get(_said(rule, "fail"))
        failed = keys.clear() if failing is None else keys.filter(failing)
        failed = failed if in_order else failed.sort()
        judged.append(Judgement(rule, _counts(rule, told), failed, missing.get(rule.id, _NOTHING)))
    return judged, incidents


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


def _holds(rule: str) -> str:
    return f"{rule} holds"


def _decided(rules: Sequence[Rule], frame: pl.DataFrame) -> tuple[dict[str, _Decided], list[Incident]]:
    """Work out the scope and the condition of every rule; a rule that breaks is an incident."""
    decided = _at_once(rules, frame)
    incidents = []
    for rule in rules:
        if rule.id not in decided:
            try:
                decided[rule.id] = _by_itself(rule, frame)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one rule must not stop the others
                incidents.append(Incident(rule.id, _in_a_line(error)))
    return decided, incidents


def _at_once(rules: Iterable[Rule], frame: pl.DataFrame) -> dict[str, _Decided]:
    """Work out rules together: none if one raises, and none that gives anything but a yes, a no or a null a row."""
    asked = [rule for rule in rules if _is_by_row(rule)]
    try:
        told = frame.select(
            *(_scope(rule).alias(rule.id) for rule in asked), *(rule.passes.alias(_holds(rule.id)) for rule in asked)
        )
    except Exception:  # noqa: BLE001 - asked one by one, the rule that raises says why
        return {}
    found = {rule.id: (told[rule.id], told[_holds(rule.id)]) for rule in asked}
    return {name: both for name, both in found.items() if all(part.dtype == pl.Boolean for part in both)}


@cache
def _is_by_row(rule: Rule) -> bool:
    """Tell whether a rule gives a value for each row, and not one for all, which Polars would repeat."""
    parts = [rule.passes] if rule.applies is None else [rule.passes, rule.applies]
    try:
        return all(part.meta.is_length_preserving() for part in parts)
    except pl.exceptions.PolarsError:  # of what calls Python it cannot tell
        return False


def _by_itself(rule: Rule, frame: pl.DataFrame) -> _Decided:
    """Work out one rule. Raises whatever the rule raises, and ValueError where it looks at more than a row."""
    said = frame.select(outcome(rule))[rule.id]
    if len(said) != frame.height:
        raise ValueError(f"{len(said)} verdicts for {frame.height} facts")
    known = said.is_in(["pass", "fail"])
    return said != "na", (said == "pass").set(~known, None).alias(_holds(rule.id))


def _in_a_line(error: object) -> str:
    """Say what broke, in a line that shows no data."""
    return mask_text(f"{type(error).__name__}: {error}".splitlines()[0])


def _marks(decided: Mapping[str, _Decided]) -> dict[str, pl.Series]:
    """Mark for each rule the facts that do not pass, by verdict; a verdict that no fact gets is left out."""
    failing, unknown, out = [], [], []
    for name, (applies, holds) in decided.items():
        failing += [] if holds.all() else [name]
        unknown += [name] if applies.null_count() or holds.null_count() else []
        out += [] if applies.all() else [name]
    marks = (
        (col(failing) & ~col(list(map(_holds, failing)))).name.suffix(" fail"),
        (col(unknown).is_null() | (col(unknown) & col(list(map(_holds, unknown))).is_null())).name.suffix(" unknown"),
        (~col(out)).name.suffix(" na"),
    )
    columns = pl.DataFrame([part for both in decided.values() for part in both])
    return {mark.name: mark for mark in columns.select(marks) if mark.any()}


def _said(rule: Rule, verdict: str) -> str:
    return f"{rule.id} {verdict}"


def _lacks(rules: Iterable[Rule], marks: Mapping[str, pl.Series], frame: pl.DataFrame) -> dict[str, pl.Series]:
    """Mark for each rule and column that it needs the facts that are unknown and null there, but none with a reason.

    Only columns that have a null are looked at.
    """
    known = frozenset(frame.columns)
    read: dict[str, pl.Series] = {}
    lacks: dict[str, pl.Expr] = {}
    for rule in rules:
        unknown = marks[_said(rule, "unknown")]
        unexplained = col(unknown.name)
        needs = [name for name in _needs(rule) if name in known]
        read |= {unknown.name: unknown, **{name: frame[name] for name in needs}}
        if rule.because:
            read[rule.because] = frame[rule.because]
            unexplained = unexplained & col(rule.because).is_null()
        gaps = (name for name in needs if read[name].null_count())
        lacks |= {f"{rule.id}{_LACKS}{name}": unexplained & col(name).is_null() for name in gaps}
    marked = pl.DataFrame(list(read.values())).select(mark.alias(name) for name, mark in lacks.items())
    return {mark.name: mark for mark in marked}


def _by_project(marks: Mapping[str, pl.Series], projects: pl.Series) -> pl.DataFrame:
    """Count the marked facts of each project, and all of them as `len`.

    Facts of a project stand together. So it is enough to look up how many marked facts there are up to where each run
    of facts ends, which is faster than to group all facts.
    """
    runs = projects.rle().struct.unnest()
    places, ends = pl.int_range(len(projects), dtype=pl.UInt32, eager=True), pl.lit(runs["len"].cum_sum())
    found = (pl.lit(places.filter(mark)).search_sorted(ends).alias(name) for name, mark in marks.items())
    until = runs.select(ends.alias("len"), *found)
    within = until.select(runs["value"].alias("project_id"), pl.all() - pl.all().shift(fill_value=0))
    if within["project_id"].n_unique() < within.height:
        within = within.group_by("project_id").agg(pl.all().sum())
    return within if within["project_id"].is_sorted() else within.sort("project_id")


def _counts(rule: Rule, told: pl.DataFrame) -> pl.DataFrame:
    """Count by project what a rule said."""
    everything = told["len"]
    nothing = everything - everything
    fail, unknown, na = (
        told.get_column(_said(rule, verdict), default=nothing).alias(verdict) for verdict in VERDICTS[1:]
    )
    passed = (everything - fail - unknown - na).alias("pass")
    return pl.DataFrame([told["project_id"], passed, fail, unknown, na])


def _missing(lacking: pl.DataFrame, papers: Sequence[pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Name, rule by rule, the null columns and the papers behind the unknown verdicts of each project."""
    nulls = lacking.unpivot(index="project_id").filter(col.value > 0)
    words = nulls["variable"].str.split_exact(_LACKS, 1).struct.unnest()
    columns = nulls.select("project_id", rule=words["field_0"], column=words["field_1"], value=pl.lit(None, pl.String))
    said = pl.concat([columns, *papers]).sort("rule", "project_id", "column", "value")
    return {str(rule): part for (rule,), part in said.partition_by("rule", include_key=False, as_dict=True).items()}


def _papers(rule: Rule, because: str, unknown: pl.Series, frame: pl.DataFrame) -> pl.DataFrame:
    """Name the missing papers that facts give as the reason of unknown verdicts."""
    waiting = pl.DataFrame([frame["project_id"].filter(unknown), frame[because].filter(unknown).alias("value")])
    named = waiting.drop_nulls("value").unique()
    return named.select("project_id", rule=pl.lit(rule.id), column=pl.lit(because), value="value")


@cache
def _needs(rule: Rule) -> tuple[str, ...]:
    """List what a rule reads, and the place and the day on which it looks into the law."""
    law = [name for name in rule.reads if "." in name]
    place = ("region",) if law else ()
    day = ("law_date",) if law or rule.since else ()
    return (*rule.reads, *place, *day)
