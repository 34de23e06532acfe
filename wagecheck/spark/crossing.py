"""What projects of different shards share, brought together by Spark: by account, by card, by person.

Each shard says which accounts, cards and people it has; Spark groups that by number; and each shard hears of the other
projects that have one of its own.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from wagecheck.facts import NOTHING, Elsewhere

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_KEYS = {"accounts": "number", "cards": "card_no", "months": "id_no"}
"""Frames of `Elsewhere`, and the column by which their rows are brought together."""

COLUMNS = {
    "kind": pl.String(),
    "key": pl.String(),
    "project_id": pl.String(),
    "project_name": pl.String(),
    "account_sub_ledger": pl.Boolean(),
    "worker": pl.String(),
    "name": pl.String(),
    "month": pl.Date(),
    "days": pl.Decimal(38, 2),
    "present": pl.Int64(),
}
"""The rows of all frames as one."""
NONE = pl.DataFrame(schema=COLUMNS)
SCHEMA = (
    "kind string, key string, project_id string, project_name string, account_sub_ledger boolean, worker string, "
    "name string, month date, days decimal(38,2), present bigint"
)


_UNSEEN = "unseen"
"""Rows that name a project of which it could not be said what it has, with the fault as its name."""


def unseen(faults: Mapping[str, str]) -> pl.DataFrame:
    """Lay out of which projects of a shard it could not be said, and why: the shard itself hears of that again."""
    told = [{"kind": _UNSEEN, "key": project, "name": fault} for project, fault in sorted(faults.items())]
    return pl.DataFrame(told, COLUMNS)


def unseen_in(told: pl.DataFrame) -> Mapping[str, str]:
    """Name the projects at hand of which it could not be said what they have, with the fault of each."""
    return dict(told.filter(pl.col("kind") == _UNSEEN).select("key", "name").sort("key").iter_rows())


def rows(seen: Elsewhere) -> pl.DataFrame:
    """Lay what a shard says of its projects out as rows that can be brought together."""
    frames = [
        getattr(seen, kind).drop_nulls(key).rename({key: "key"}).with_columns(kind=pl.lit(kind))
        for kind, key in _KEYS.items()
    ]
    whole = pl.concat([NONE, *(_typed(frame) for frame in frames)])
    names = seen.names.unique("project_id")
    return (
        whole.drop("project_name")
        .join(names, on="project_id", how="left")
        .select(*COLUMNS)
        .sort("kind", "key", "project_id")
    )


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in COLUMNS.items()
    )


def elsewhere(told: pl.DataFrame) -> Elsewhere:
    """Make of the rows that a shard hears what its facts are built with; in an order that never changes."""
    ordered = told.select(*COLUMNS).unique().sort(*COLUMNS)
    wanted = {"accounts": NOTHING.accounts, "cards": NOTHING.cards, "months": NOTHING.months}
    frames = {
        kind: ordered.filter(pl.col("kind") == kind)
        .rename({"key": _KEYS[kind]})
        .select(pl.col(name).cast(dtype) for name, dtype in frame.schema.items())
        for kind, frame in wanted.items()
    }
    names = ordered.select("project_id", "project_name").unique().drop_nulls("project_id").sort("project_id")
    return Elsewhere(frames["accounts"], frames["cards"], frames["months"], names)


def met(seen: "DataFrame") -> "DataFrame":
    """Give each shard (`at`) the rows of other shards about an account, a card or a person that it has too."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 - an optional extra

    where = seen.groupBy("kind", "key").agg(sql.collect_set("at").alias("here"))
    several = where.where(f"size(here) > 1 OR kind = '{_UNSEEN}'")
    told = seen.join(several, ["kind", "key"]).withColumn("to", sql.explode("here"))
    told = told.where(f"to <> at OR kind = '{_UNSEEN}'")
    return told.drop("at", "here").withColumnRenamed("to", "at")


def parts(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Cut a frame into pieces that pass easily."""
    yield from frame.iter_slices(50_000)
