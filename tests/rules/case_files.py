"""The cases of a rule, as a jurist writes them in `<ID>.toml`.

`[base]` gives the columns that all cases share; a `[[case]]` has a `name`, the verdict to `expect`, the columns in
which it differs, and under `without` those that are not known. A column that is not named is not known either.
Parameters of the law that the rule reads come from the real law, by the case's `region` and `law_date`, unless set.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from wagecheck import law
from wagecheck.facts import GRAINS
from wagecheck.law import Law
from wagecheck.model import Rule, Verdict

FOLDER = Path(__file__).parent
VERDICTS = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NA)


@dataclass(frozen=True)
class Case:
    """One sentence of law, and the columns of the fact that it speaks of."""

    name: str
    expect: Verdict
    given: Mapping[str, Any]


@cache
def book() -> Law:
    return law.load()


@cache
def column_types(grain: str) -> Mapping[str, pl.DataType]:
    """Give the columns of a fact frame."""
    return {name: field.dtype.type for name, field in GRAINS[grain][0].to_schema().columns.items()}


@cache
def cases_of(rule: Rule) -> tuple[Case, ...]:
    """Read the cases of a rule. Raises FileNotFoundError where there is no file, ValueError for a malformed one."""
    return read(rule, (FOLDER / f"{rule.id}.toml").read_text("utf-8"))


def read(rule: Rule, text: str) -> tuple[Case, ...]:
    """Read cases of a rule. Raises ValueError for a name that its fact does not have and the rule does not read."""
    told = tomllib.loads(text, parse_float=Decimal)
    if set(told) - {"base", "case"}:
        raise ValueError(f"{rule.id}: only [base] and [[case]], not {sorted(set(told) - {'base', 'case'})}")
    return tuple(_case(rule, told.get("base", {}), dict(one)) for one in told["case"])


def _case(rule: Rule, base: Mapping[str, Any], own: dict[str, Any]) -> Case:
    name, expect, without = own.pop("name"), Verdict(own.pop("expect")), own.pop("without", [])
    known = {*column_types(rule.grain), *rule.reads}
    given = _flat(base) | _flat(own)
    stray = sorted({*given, *without} - known)
    if stray:
        raise ValueError(f"{rule.id} {name}: no column of {rule.grain}, nor a parameter that {rule.id} reads: {stray}")
    idle = sorted(column for column in without if column in own or column not in given)
    if idle:
        raise ValueError(f"{rule.id} {name}: named under `without` but not given by [base]: {idle}")
    return Case(name, expect, {column: value for column, value in given.items() if column not in without})


def _flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """Write `crime.single_amount = 10000`, which TOML reads as a table, with its dot again."""
    flat: dict[str, Any] = {}
    for name, value in told.items():
        flat |= {f"{name}.{key}": one for key, one in value.items()} if isinstance(value, dict) else {name: value}
    return flat


def frame(rule: Rule, cases: Sequence[Case]) -> pl.DataFrame:
    """Build the fact frame of cases, one row each, its law attached; each row is a project of its own."""
    page = {"key": range(len(cases)), "project_id": [str(at) for at in range(len(cases))]}
    facts = pl.DataFrame(
        [
            pl.Series(name, page.get(name, [_typed(case.given.get(name), kind) for case in cases]), dtype=kind)
            for name, kind in column_types(rule.grain).items()
        ]
    )
    keys = [name for name in rule.reads if "." in name]
    lawful = book().attach(facts, keys) if keys else facts
    return lawful.with_columns(_told(lawful[key], cases) for key in keys)


def _told(real: pl.Series, cases: Sequence[Case]) -> pl.Series:
    values = [case.given.get(real.name, known) for case, known in zip(cases, real, strict=True)]
    return pl.Series(real.name, [_typed(value, real.dtype) for value in values], dtype=real.dtype)


def _typed(value: Any, kind: pl.DataType) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if kind.is_float():
            return float(value)
        if kind.is_decimal():
            return Decimal(value)
    return value
