"""A fact frame of an invented grain, and invented rules over it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl
from polars import col

from wagecheck.model import Kind, Rule, Severity

GRAIN = "brick"


def _stumble(_: pl.Series) -> pl.Series:
    raise KeyError("paid")


PAID_IN_FULL = Rule(
    id="Z01",
    title="付清",
    grain=GRAIN,
    severity=Severity.CRITICAL,
    kind=Kind.STATUTORY,
    basis=("条例第十三条",),
    applies=None,
    passes=col.paid >= col.due,
    breach="应付 {due}, 已付 {paid}",
    remedy="补付。",
    by="用人单位",
    doc="已付不少于应付。",
)
"""Paid is at least due."""

NO_SUCH_COLUMN = replace(PAID_IN_FULL, id="Z08", passes=col.never_heard_of > 0)
WRONG_TYPE = replace(PAID_IN_FULL, id="Z09", passes=col.payer + col.law_date > 0)
FEWER_ROWS = replace(PAID_IN_FULL, id="Z10", passes=col.paid.filter(col.paid == 0).is_null())
ONE_FOR_ALL = replace(PAID_IN_FULL, id="Z12", passes=col.paid.sum() > 0)
ONE_BY_PYTHON = replace(
    PAID_IN_FULL,
    id="Z13",
    passes=col.paid.map_batches(lambda paid: paid.sum() > 0, return_dtype=pl.Boolean, returns_scalar=True),
)
RAISES = replace(PAID_IN_FULL, id="Z11", passes=col.paid.map_batches(_stumble, return_dtype=pl.Boolean))


def bricks(
    *rows: tuple[int | None, int | None],
    projects: Sequence[str] = (),
    scope: Sequence[bool | None] = (),
    days: Sequence[date | None] = (),
    gaps: Sequence[str | None] = (),
) -> pl.DataFrame:
    """Build facts of (due, paid), with project, whether in scope, law date and reason beside each row."""
    n = len(rows)
    return pl.DataFrame(
        {
            "key": list(range(n)),
            "project_id": list(projects) or ["甲"] * n,
            "law_date": list(days) or [date(2025, 3, 1)] * n,
            "due": [due for due, _ in rows],
            "paid": [paid for _, paid in rows],
            "in_scope": list(scope) or [True] * n,
            "gap": list(gaps) or [None] * n,
            "payer": ["甲公司"] * n,
        },
        schema={
            "key": pl.UInt32,
            "project_id": pl.String,
            "law_date": pl.Date,
            "due": pl.Int32,
            "paid": pl.Int32,
            "in_scope": pl.Boolean,
            "gap": pl.String,
            "payer": pl.String,
        },
    )
