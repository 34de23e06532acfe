"""What each rule says of each fact row.

Pandera judges: each rule is one `Check` on the key column of its fact frame. The engine decides beforehand which rows
are in scope and decidable and guards the rest, because Pandera knows no *unknown*; and it shows only eager frames,
because Pandera skips the data checks of lazy ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors
from polars import col

from wagecheck.model import Incident, Rule
from wagecheck.privacy import mask_text

_MISSING = {"project_id": pl.String, "column": pl.String, "value": pl.String}
VERDICTS = ("pass", "fail", "unknown", "na")
"""What a rule can say of a fact row."""
_VERDICT = pl.Enum(VERDICTS)


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
        here = [rule for rule in ordered if rule.grain == grain]
        said, broken = _outcomes(here, frames[grain])
        failed, crashed = _failed([rule for rule in here if rule.id in said], frames[grain])
        incidents += [*broken, *crashed]
        counts = _counts(frames[grain], {name: said[name] for name in failed})
        for rule in here:
            if rule.id in failed:
                missing = _missing(rule, frames[grain], said[rule.id])
                judgements[rule.id] = Judgement(rule, counts[rule.id], failed[rule.id], missing)
    return Judgements(
        tuple(judgements[rule.id] for rule in ordered if rule.id in judgements),
        tuple(sorted(incidents, key=lambda incident: incident.rule)),
    )


def outcome(rule: Rule) -> pl.Expr:
    """Give what a rule says of a row: pass, fail, unknown or na.

    Out of scope is na, whatever the condition says; a scope or a condition that is null is unknown.
    """
    applies = pl.lit(True) if rule.applies is None else rule.applies
    if rule.since is not None:
        applies = applies & (col.law_date >= rule.since)
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


def _outcomes(rules: Sequence[Rule], frame: pl.DataFrame) -> tuple[dict[str, pl.Series], list[Incident]]:
    """Work out the outcome of each rule, one verdict a fact; a rule that cannot is an incident."""
    sound: dict[str, pl.Series] = {}
    incidents = []
    for rule in rules:
        try:
            sound[rule.id] = _said(rule, frame)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one rule must not stop the others
            incidents.append(Incident(rule.id, _in_a_line(error)))
    return sound, incidents


def _said(rule: Rule, frame: pl.DataFrame) -> pl.Series:
    """Give a rule's verdicts. Raises whatever the rule raises, and ValueError where it looks at more than a row."""
    said = frame.select(outcome(rule))[rule.id]
    if len(said) != frame.height:
        raise ValueError(f"{len(said)} verdicts for {frame.height} facts")
    return said


def _in_a_line(error: object) -> str:
    """Say what broke, in a line that shows no data."""
    return mask_text(f"{type(error).__name__}: {error}".splitlines()[0])


def check(rule: Rule) -> pa.Check:
    """Turn a rule into the Pandera check of its key column; only a row in scope and decided can fail it."""

    def compliant(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(outcome(rule) != "fail")

    return pa.Check(compliant, name=rule.id, title=rule.title, description=rule.doc)


def _failed(rules: Iterable[Rule], frame: pl.DataFrame) -> tuple[dict[str, pl.Series], list[Incident]]:
    """Ask Pandera which keys fail which rule."""
    listed = tuple(rules)
    schema = pa.DataFrameSchema({"key": pa.Column(pl.UInt32, checks=[check(rule) for rule in listed])})
    failed = {rule.id: pl.Series("key", [], dtype=pl.UInt32) for rule in listed}
    incidents = []
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            name = str(getattr(error.check, "name", ""))
            if isinstance(error.failure_cases, pl.DataFrame) and name in failed:
                failed[name] = error.failure_cases["key"].cast(pl.UInt32).sort()
            else:
                failed.pop(name, None)
                incidents.append(Incident(name, mask_text(str(error.failure_cases).splitlines()[0])))
    return failed, incidents


def _counts(frame: pl.DataFrame, said: Mapping[str, pl.Series]) -> dict[str, pl.DataFrame]:
    """Count by project what each rule said."""
    together = (
        pl.DataFrame([frame["project_id"], *said.values()])
        .group_by("project_id")
        .agg(
            (col(name) == verdict).sum().cast(pl.UInt32).alias(f"{name} {verdict}")
            for name in said
            for verdict in VERDICTS
        )
        .sort("project_id")
    )
    return {
        name: together.select("project_id", **{verdict: col(f"{name} {verdict}") for verdict in VERDICTS})
        for name in said
    }


def _missing(rule: Rule, frame: pl.DataFrame, said: pl.Series) -> pl.DataFrame:
    """Name the null columns behind the unknown verdicts of each project."""
    needs = _needs(rule, frame)
    shown = list(dict.fromkeys(("project_id", *needs, *filter(None, [rule.because]))))
    unknown = frame.select(shown).filter(said == "unknown")
    if unknown.is_empty():
        return pl.DataFrame(schema=_MISSING)
    named = unknown.filter(col(rule.because).is_not_null()) if rule.because else unknown.clear()
    rest = unknown.filter(col(rule.because).is_null()) if rule.because else unknown
    nulls = [
        rest.filter(col(name).is_null()).select(
            "project_id", pl.lit(name).alias("column"), pl.lit(None, pl.String).alias("value")
        )
        for name in needs
    ]
    papers = named.select(
        "project_id",
        pl.lit(rule.because).alias("column"),
        (col(rule.because) if rule.because else pl.lit(None)).alias("value"),
    )
    return pl.concat([papers, *nulls], how="vertical_relaxed").unique().sort("project_id", "column", "value")


def _needs(rule: Rule, frame: pl.DataFrame) -> tuple[str, ...]:
    """List what a rule reads, and the place and the day on which it looks into the law."""
    law = [name for name in rule.reads if "." in name]
    place = ("region",) if law else ()
    day = ("law_date",) if law or rule.since else ()
    return tuple(name for name in (*rule.reads, *place, *day) if name in frame.columns)
