"""Fact rows of every grain, made up at random: values around the thresholds of the rules, and nulls."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from tests.rules.case_files import book, column_types
from wagecheck import rules
from wagecheck.model import Rule

Row = dict[str, Any]

IN_ORDER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "project": (
        ("labour_floor", "labour_floor_high"),
        ("minimum_wage", "minimum_wage_high"),
        ("unsettled_at_least", "unsettled"),
        ("funded", "funded_at_most"),
    ),
    "project_month": (("allotted_at_least", "allotted_at_most"),),
    "deposit": (("required_at_least", "required_amount"), ("effective_at_least", "effective_at_most")),
    "team_month": (
        ("workers_attended", "workers_attended_at_most"),
        ("workers_paid", "workers_paid_at_most"),
        ("day_counts", "day_counts_at_most"),
        ("same_net", "same_net_at_most"),
    ),
    "payroll_project_month": (
        ("workers_attended", "workers_attended_at_most"),
        ("workers_missing", "workers_missing_at_most"),
        ("workers_reckoned", "workers_reckoned_at_most"),
        ("workers_derived", "workers_derived_at_most"),
    ),
    "worker": (
        ("began_from", "began_by"),
        ("ended_from", "ended_by"),
        ("training_due_from", "training_due_by"),
        ("idle_at_least", "idle_at_most"),
    ),
    "worker_month": (
        ("minimum_due", "minimum_due_high", "wage.minimum_monthly_high"),
        ("paid_off_at_least", "paid_off_on"),
    ),
}
"""Columns that the facts never put in another order: the ends of a range of which the truth is somewhere between."""

_MONEY = ("0", "0.01", "499.99", "500", "1999.99", "2000", "4999.99", "5000", "29999.99", "30000", "50000")
_DATES = (
    *("2002-11-30", "2002-12-01", "2004-02-29", "2004-03-01", "2020-04-30", "2020-05-01", "2021-07-06", "2021-07-07"),
    *("2021-10-31", "2021-11-01", "2025-01-31", "2025-02-01", "2025-02-02", "2025-08-20", "2025-08-21"),
)


def rules_of(grain: str) -> tuple[Rule, ...]:
    """Give the rules that judge a grain."""
    return tuple(rule for rule in rules.ALL if rule.grain == grain)


def columns_of(rule: Rule) -> tuple[str, ...]:
    """Give the columns that a verdict stands on; the law date where the rule binds from a day on."""
    return (*rule.reads, *(["law_date"] if rule.since else []))


@cache
def types_of(grain: str) -> Mapping[str, pl.DataType]:
    """Give the columns of a grain, and the parameters that its rules read."""
    keys = sorted({name for rule in rules_of(grain) for name in rule.reads if "." in name})
    columns = pl.DataFrame(schema=column_types(grain))
    return dict(book().attach(columns, keys).schema if keys else columns.schema)


def rows(grain: str) -> st.SearchStrategy[list[Row]]:
    """Make up a hundred rows of a grain in the columns that its rules stand on; one value in eight is not known."""
    named = sorted({name for rule in rules_of(grain) for name in (*columns_of(rule), rule.because) if name})
    choices = {name: _values(types_of(grain)[name]) for name in named}

    def row(chance: Random) -> Row:
        made = {name: chance.choice(values) if chance.randrange(8) else None for name, values in choices.items()}
        return _ordered(grain, made)

    return st.randoms(use_true_random=True).map(lambda chance: [row(chance) for _ in range(100)])


def frame(grain: str, made: list[Row], projects: list[str]) -> pl.DataFrame:
    """Build the fact frame of rows, each of the project beside it."""
    page: dict[str, list[Any]] = {"key": list(range(len(made))), "project_id": projects}
    return pl.DataFrame(
        [
            pl.Series(name, page.get(name, [row.get(name) for row in made]), dtype=kind)
            for name, kind in types_of(grain).items()
        ]
    )


def _values(kind: pl.DataType) -> Sequence[Any]:
    match kind:
        case pl.Boolean():
            return (True, False)
        case pl.Date():
            return [date.fromisoformat(day) for day in _DATES]
        case pl.Decimal(scale=2, precision=18):
            return [Decimal(yuan) for yuan in _MONEY]
        case pl.Decimal():
            return [Decimal(days) for days in ("-0.5", "0", "0.5", "28", "31", "31.5")]
        case pl.Int32():
            return (0, 1, 2, 3, 9, 10, 15, 16, 28, 31)
        case pl.String():
            return ("statement", "payout")
    raise NotImplementedError(kind)


def _ordered(grain: str, made: Row) -> Row:
    """Put the ends of each range in order."""
    for names in IN_ORDER.get(grain, ()):
        known = [name for name in names if made[name] is not None]
        made |= dict(zip(known, sorted(made[name] for name in known), strict=True))
    return made
