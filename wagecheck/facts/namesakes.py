"""Namesakes: rows that give a name which several workers bear, and no number to tell whom they speak of."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.identity import nobodys
from wagecheck.facts.joins import without

_WHO = ["project_id", "worker"]
_NAMED = ["project_id", "month", "name"]


def lost(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """List the names on rows of attendance and payroll that were matched to nobody, by month.

    A row without a day of work is no attendance, and one of back pay no payroll of its month.
    """
    worked = tables["attendance"].filter((col("days") > 0).fill_null(True))
    owed = tables["payroll"].filter(~col("is_back_pay").fill_null(False))
    return {"attendance": nobodys(worked, "month"), "payroll": nobodys(owed, "month")}


def with_possible(months: pl.DataFrame, tables: Mapping[str, pl.DataFrame], known: pl.DataFrame) -> pl.DataFrame:
    """Add to worker-months those that may have been: every bearer of a name on a row that was matched to nobody.

    Such a worker may have attended, or be on the payroll, of that month: null. `tables`: those with `worker`.
    """
    missing = lost(tables)
    named = pl.concat(
        [frame.select(*_NAMED, pl.lit(paper).alias("paper")) for paper, frame in missing.items()]
    ).drop_nulls("month")
    bearers = (
        known.join(named, on=["project_id", "name"])
        .group_by(*_WHO, "month")
        .agg((col("paper") == "attendance").any().alias("here"), (col("paper") == "payroll").any())
    )
    elsewise = without(bearers, months, [*_WHO, "month"])
    if elsewise.is_empty():
        return months
    possible = elsewise.join(_homes(tables["roster"]), on=_WHO, how="left")
    of_month = months.group_by("project_id", "month").agg(
        col("region", "is_due").first(), col("recorded").any().alias("recorded")
    )
    return pl.concat(
        [
            months,
            possible.join(of_month, on=["project_id", "month"], how="left").select(
                *_WHO,
                *("month", "employer", "team", "region", "is_due"),
                recorded=col("recorded").fill_null(False) | col("here"),
                attended=pl.when(~col("here")).then(False),
                on_payroll=pl.when(~col("paper")).then(False),
            ),
        ],
        how="diagonal_relaxed",
    )


def _homes(roster: pl.DataFrame) -> pl.DataFrame:
    return roster.drop_nulls("worker").group_by(_WHO).agg(col("employer", "team").drop_nulls().first())
