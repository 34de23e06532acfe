"""Registration shortly before pay: how many workers of a project were registered just before one wage payment day."""

from datetime import date
from typing import Annotated

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.ledger import Ledger
from wagecheck.law import Law

_DAYS = "registration.burst_days_before"
_LIMIT = "registration.burst_max_share"
_PAPERS = ("statement", "roster.registered_date")

Share = Annotated[pl.Decimal, 12, 6]


class RegistrationDay(Fact):
    """一个项目的实名登记日期: one row a project. The law's date is the day of the audit."""

    registered_workers: pl.Int32 = column("登记人次", "roster.registered_date")
    burst_workers: pl.Int32 = column("发薪日前登记人次", *_PAPERS, parameters=(_DAYS,))
    burst_share: Share = column("发薪日前登记比例", *_PAPERS, parameters=(_DAYS,))
    pay_date: pl.Date = column("发薪日", "statement")


def registration_days(books: Ledger, law: Law, *, on: date) -> pl.DataFrame:
    """Build the fact rows of registration days.

    A wage payment day is one on which the account paid wages, singly or in a batch. The share is null without a
    statement or without registration dates, and where pay days that the statement does not show could lift it from
    below the limit over it.
    """
    roster = books.tables["roster"].drop_nulls("worker")
    dates = (
        roster.select("project_id", "worker", "registered_date", "rid")
        .drop_nulls("registered_date")
        .unique(["project_id", "worker", "registered_date"], keep="first")
    )
    project = law.attach(
        books.tables["project"].select("project_id", "region", "project_name", law_date=pl.lit(on)), [_DAYS, _LIMIT]
    )
    asked = roster.group_by("project_id").agg(col("registered_date_asked").any())
    counted = dates.group_by("project_id").agg(pl.len().cast(pl.Int32).alias("n"), col("rid").sort().alias("sources"))
    days = project.select("project_id", _DAYS)
    seen = (
        project.join(asked, on="project_id", how="left")
        .join(counted, on="project_id", how="left")
        .join(_burst(books, dates, days), on="project_id", how="left")
        .join(_unseen(books, dates, days), on="project_id", how="left")
    )
    burst = pl.when(col("unseen").is_not_null()).then(col("burst").fill_null(0))
    share = _share(burst)
    sure = (share >= col(_LIMIT)) | (_share(burst + col("unseen")) < col(_LIMIT))
    return seen.select(
        "project_id",
        "region",
        "law_date",
        "sources",
        "pay_date",
        subject=col("project_id"),
        subject_name=col("project_name"),
        registered_workers=pl.coalesce("n", pl.when(col("registered_date_asked")).then(0)),
        burst_workers=burst,
        burst_share=pl.when(sure).then(share),
    )


def _share(workers: pl.Expr) -> pl.Expr:
    return (workers.cast(pl.Float64) / col("n").cast(pl.Float64)).round(6).cast(pl.Decimal(12, 6))


def _burst(books: Ledger, dates: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Find the pay day before which most were registered: project_id, pay_date, burst."""
    lines = books.lines.select("project_id", "kind", pay_date=col("booked_at").dt.date())
    paid = lines.filter(col("kind").is_in(["wage", "batch"])).drop("kind")
    since = col("pay_date").dt.offset_by(pl.format("-{}d", _DAYS))
    return (
        paid.unique()
        .join(days, on="project_id")
        .with_columns(since=since)
        .join(dates.select("project_id", "registered_date"), on="project_id")
        .filter(col("registered_date").is_between("since", "pay_date"))
        .group_by("project_id", "pay_date")
        .agg(pl.len().cast(pl.Int32).alias("burst"))
        .sort("burst", "pay_date", descending=[True, False])
        .unique("project_id", keep="first")
    )


def _unseen(books: Ledger, dates: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Count the registrations that a pay day outside the statement may have followed: project_id, unseen."""
    until = col("registered_date").dt.offset_by(pl.format("{}d", _DAYS))
    outside = (col("registered_date") < col("evidence_from")) | (until > col("evidence_end"))
    return (
        books.window.join(days, on="project_id")
        .join(dates, on="project_id", how="left")
        .group_by("project_id")
        .agg(outside.sum().cast(pl.Int32).alias("unseen"))
    )
