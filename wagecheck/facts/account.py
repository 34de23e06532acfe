"""Wage accounts, over all projects of the run: whose they are (53号6: one project, one account)."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided


class Account(Fact):
    """一个专户账号在一个项目: one row a project and account.

    The law's date is that of the project: the day of the audit, or of completion where that came first.
    """

    account_no: pl.String = column("专户账号", "project.account_no")
    projects_sharing: pl.Int32 = column("使用项目数", "project.account_no")
    projects: pl.String = column("使用项目", "project.account_no")
    sub_ledgers: pl.Boolean = column("各项目均分账管理", "project.account_sub_ledger")


def numbered_accounts(project: pl.DataFrame) -> pl.DataFrame:
    """Select the projects that have an account, or may have one, with its `number`; spaces and dashes do not matter."""
    has_one = provided("account_no").fill_null(True) | col("account_no_damaged")
    return project.filter(has_one).with_columns(number=col("account_no").str.replace_all(r"[\s-]", ""))


def accounts(project: pl.DataFrame, elsewhere: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Build the fact rows of accounts. `elsewhere`: those of other projects.

    A project whose account number is not known has a row of nulls; one that provided none has no row.
    """
    numbered = numbered_accounts(project)
    shared = (
        pl.concat([numbered.select(elsewhere.columns), elsewhere])
        .group_by("number")
        .agg(
            col("project_id").n_unique().cast(pl.Int32).alias("projects_sharing"),
            pl.coalesce("project_name", "project_id").unique().sort().str.join("、").alias("projects"),
            pl.when((~col("account_sub_ledger")).any())
            .then(False)
            .when(col("account_sub_ledger").is_not_null().all())
            .then(True)
            .alias("sub_ledgers"),
        )
    )
    return numbered.join(shared, on="number", how="left").with_columns(
        law_date=pl.min_horizontal(pl.lit(on), "completion_date"),
        subject=col("account_no"),
        subject_name=pl.coalesce("account_name", "account_bank"),
        identity=col("number"),
        sources=pl.concat_list("rid"),
    )
