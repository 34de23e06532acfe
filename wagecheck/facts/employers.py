"""Whose men the workers are: a unit named once above a roster, and whose payroll a month has."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.names import wholly_folded, with_folded
from wagecheck.facts.three_valued import all_of

_MONTH = ["project_id", "month"]


def own_employers(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Leave a roster row the employer that stands above its sheet only where the project has no other.

    Whoever draws up a roster may do so for the men of several firms; a row of a column of its own speaks for itself
    (`employer_asked`). Other firms are those of the list of subcontractors, of attendance, payroll and other rosters.
    """
    above = col("employer").is_not_null() & ~col("employer_asked")
    if not tables["roster"].select(above.any()).item():
        return dict(tables)
    roster = with_folded(tables["roster"], "employer", "firm")
    firms = [
        table.select("project_id", "employer").unique().select("project_id", other=wholly_folded("employer"))
        for table in (tables["subcontractor"], tables["attendance"], tables["payroll"], roster)
    ]
    others = pl.concat(firms).drop_nulls().unique().group_by("project_id").agg("other")
    alone = col("other").list.set_difference(pl.concat_list("firm")).list.len() == 0
    own = (
        roster.join(others, on="project_id", how="left", maintain_order="left")
        .with_columns(employer=pl.when(~above | alone).then("employer"))
        .drop("firm", "other")
    )
    return {**tables, "roster": own}


def with_payroll_of_employer(months: pl.DataFrame, payroll: pl.DataFrame) -> pl.DataFrame:
    """Add whether the worker's employer has a payroll that month: `employer_has_payroll`.

    It has one where a row of the month names it, or its man by the roster: a contractor may draw up one for all. It
    may have one, and nothing is known, where a row of the month names no firm, or one of a longer or shorter name.
    Of a worker of no known employer the project is asked: whether every firm that is known that month has one.
    `payroll`: its rows with `employer` and `roster_employer`.
    """
    paid = payroll.filter(~col("is_back_pay").fill_null(False)).select(*_MONTH, "employer", "roster_employer").unique()
    listed = pl.concat(paid.select(*_MONTH, whose=wholly_folded(name)) for name in ("employer", "roster_employer"))
    rows = paid.group_by(_MONTH).agg(col("employer").is_null().any().alias("nameless"))
    firms = months.select(*_MONTH, "employer").unique().with_columns(firm=wholly_folded("employer"))
    said = (
        firms.select(*_MONTH, "firm")
        .unique()
        .join(listed.unique(), on=_MONTH, how="left")
        .with_columns(same=col("firm") == col("whose"), like=_alike("firm", "whose"))
        .group_by(*_MONTH, "firm")
        .agg(col("same", "like").any())
        .join(rows, on=_MONTH, how="left")
        .with_columns(has=pl.when("same").then(True).when(~col("like") & ~col("nameless").fill_null(False)).then(False))
    )
    known = (
        said.drop_nulls("firm")
        .group_by(_MONTH)
        .agg(all_of(col("has")).alias("all_have"), pl.lit(True).alias("some_firm"))
    )
    told = firms.join(said, on=[*_MONTH, "firm"], how="left", nulls_equal=True).join(known, on=_MONTH, how="left")
    has = (
        pl.when(col("firm").is_not_null())
        .then("has")
        .when(col("nameless").is_null())
        .then(False)
        .when(col("some_firm").is_null() | col("all_have"))
        .then(True)
    )
    own = told.select(*_MONTH, "employer", employer_has_payroll=has)
    return months.join(own, on=[*_MONTH, "employer"], how="left", nulls_equal=True)


def _alike(one: str, other: str) -> pl.Expr:
    """Say whether a name holds the other: 砚溪劳务 may be 江西砚溪劳务有限公司."""
    return col(one).str.contains(col(other), literal=True) | col(other).str.contains(col(one), literal=True)
