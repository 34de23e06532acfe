"""Wage cards, over all projects of the run: whose they are (53号19: one worker, one card)."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts import identity
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.torn import where_torn


class Card(Fact):
    """一张工资卡在一个项目: one row a project and card.

    It has no date of the law: the duty holds whenever the card is used.
    """

    card_no: pl.String = column("工资卡号", "roster.card_no", "payroll.card_no")
    holders: pl.Int32 = column("使用人数", "roster.card_no", "payroll.card_no")
    holder_names: pl.String = column("使用人", "roster.name")
    projects: pl.String = column("涉及项目", "roster.card_no")


def cards(
    owned: pl.DataFrame, known: pl.DataFrame, elsewhere: pl.DataFrame, titles: Mapping[str, str], torn: pl.DataFrame
) -> pl.DataFrame:
    """Build the fact rows of cards.

    `owned`: project_id, card_no, worker, rid; `elsewhere`: of other projects, with name in place of rid; `titles`: the
    names of projects. People are told apart by ID number over all projects; a worker known only by name is the same
    person as a holder of that name. Where a paper that names cards is `torn`, one holder need not be the only one.
    """
    names = identity.names(known)
    holders = owned.rechunk().group_by("project_id", "card_no", "worker").agg("rid")
    held = holders.join(names, on=["project_id", "worker"], how="left")
    persons = _of_each(pl.concat([held.select(elsewhere.columns), elsewhere]), titles)
    several = pl.when(col("holders") > 1).then("holders")
    built = (
        held.group_by("project_id", "card_no")
        .agg(col("rid").list.explode(keep_nulls=False, empty_as_null=False).sort().alias("sources"))
        .join(persons, on="card_no")
        .with_columns(subject=col("card_no"), subject_name=col("holder_names"))
    )
    return where_torn(built, torn, "roster", "payroll", holders=several)


def _of_each(held: pl.DataFrame, titles: Mapping[str, str]) -> pl.DataFrame:
    """Say of each card who has it, and where. Nearly every card has one holder, on one project: nothing is to join."""
    again = held.select("card_no").is_duplicated()
    alone = held.filter(~again).select(
        "card_no",
        holders=pl.lit(1, pl.Int32),
        holder_names=col("name").fill_null(""),
        projects=col("project_id").replace(titles),
    )
    shared = (
        held.filter(again)
        .group_by("card_no")
        .agg(
            _persons().cast(pl.Int32).alias("holders"),
            col("name").unique().sort().str.join("、").alias("holder_names"),
            col("project_id").unique().sort().replace(titles).str.join("、").alias("projects"),
        )
    )
    return pl.concat([alone, shared])


def _persons() -> pl.Expr:
    """Count persons: ID numbers, and names that no holder with an ID number bears."""
    by_name = (col("worker") == col("name")).fill_null(False)
    numbered, borne = (col(each).filter(~by_name) for each in ("worker", "name"))
    return numbered.n_unique() + col("name").filter(~col("name").is_in(borne.implode())).n_unique()
