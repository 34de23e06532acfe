"""Which numbers the papers of several projects show: of whom shows none of them, other projects need not know."""

from collections.abc import Iterable, Mapping

import polars as pl
from polars import col

from wagecheck.facts.account import numbered_accounts

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "project": ("project_id", "account_no", "account_no_asked", "account_no_damaged"),
    "roster": ("project_id", "id_no", "card_no"),
    "attendance": ("project_id", "id_no"),
    "payroll": ("project_id", "id_no", "card_no"),
    "payout": ("project_id", "payee_account"),
}
"""Where numbers of wage accounts, people and cards stand: the columns that `numbers_in` reads, by table."""


def numbers_in(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """List the numbers of accounts, people and cards that each project shows: project_id, number.

    A number is told by its hash: where two have the same, projects are compared that share nothing, and no more.
    """
    shown = [numbered_accounts(tables["project"]).select("project_id", "number")]
    shown += [
        tables[table].select("project_id", number=name)
        for table, columns in NUMBERS.items()
        if table != "project"
        for name in columns
        if name != "project_id"
    ]
    return pl.concat(frame.drop_nulls().with_columns(col("number").hash()) for frame in shown).unique()


def meeting(shown: Iterable[pl.DataFrame]) -> list[frozenset[str]]:
    """Name, for each list of `numbers_in`, the projects that show one which another project shows too."""
    lists = [frame.with_columns(at=pl.lit(at, pl.UInt32)) for at, frame in enumerate(shown)]
    several = pl.concat(lists).filter(col("number").is_duplicated()).group_by("at").agg(col("project_id").unique())
    met = dict(several.iter_rows())
    return [frozenset(met.get(at, ())) for at in range(len(lists))]
