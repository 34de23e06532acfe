"""Diversions: wage money that left for others than the project's workers, and how soon after it came in."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.ledger import Ledger
from wagecheck.facts.project_month import may_be_allotment
from wagecheck.facts.torn import all_named
from wagecheck.law import Law
from wagecheck.tables import Money

_DAYS = "diversion.after_allotment_days"


class Diversion(Fact):
    """一笔转出至单位或非本项目人员的支出: one row such a line. The law's date is the day it was booked."""

    law_date: pl.Date = column("法定日期", "statement.booked_at")
    is_diversion: pl.Boolean = column("转出至单位或非本项目人员", "statement.counterparty_name", "roster", "payroll")
    booked_on: pl.Date = column("交易日期", "statement")
    line_amount: Money = column("金额", "statement")
    counterparty: pl.String = column("对方户名", "statement.counterparty_name")
    allotted_on: pl.Date = column("此前入账日期", "statement", "project.owner_name")
    soon_after_allotment: pl.Boolean = column("入账后快速转出", "statement", "project.owner_name", parameters=(_DAYS,))


def diversions(books: Ledger, law: Law) -> pl.DataFrame:
    """Build the fact rows of diversions, and of lines that may be one.

    Whether an allotment came shortly before is not known where the statement does not show those days, where the
    owner is not named, or where money of them came from somebody unnamed. Where a paper that names workers is torn,
    any stranger may be one.
    """
    owner = books.tables["project"].select("project_id", "owner_name")
    day = col("booked_at").dt.date()
    lines = (
        books.lines.filter(col("kind").is_in(["diversion_company", "diversion_person", "other_out"]))
        .with_columns(law_date=day)
        .join(all_named(books.known, books.torn), on="project_id", how="left")
        .join(owner, on="project_id", how="left")
        .join(books.window, on="project_id", how="left")
    )
    rows = law.attach(lines, [_DAYS]).with_columns(since=col("law_date").dt.offset_by(pl.format("-{}d", _DAYS)))
    sure = books.lines.filter(col("kind") == "allotment")
    maybe = books.lines.filter(may_be_allotment())
    seen = rows.join(_before(rows, sure, "allotted_on"), on="rid", how="left").join(
        _before(rows, maybe, "unclear"), on="rid", how="left"
    )
    shown = (col("evidence_from") <= col("since")).fill_null(True) & col("owner_name").is_not_null()
    told = shown & col("unclear").is_null()
    person = (col("kind") == "diversion_person") & col("workers_known").is_null()
    return seen.select(
        "project_id",
        "region",
        "law_date",
        "allotted_on",
        booked_on=col("law_date"),
        subject=pl.format("{}#{}", "file", "row"),
        subject_name=col("payee"),
        identity=pl.format("{}|{}", "law_date", pl.coalesce("account", "payee", pl.lit(""))),
        sources=pl.concat_list("rid"),
        counterparty=col("payee"),
        line_amount=col("debit"),
        is_diversion=pl.when((col("kind") != "other_out") & ~person).then(True),
        soon_after_allotment=pl.when(col("allotted_on").is_not_null()).then(True).when(told).then(False),
    )


def _before(rows: pl.DataFrame, incoming: pl.DataFrame, name: str) -> pl.DataFrame:
    """Find the last of such credits on the day of a line or in the days before it."""
    days = incoming.select("project_id", col("booked_at").dt.date().alias(name)).unique()
    pairs = rows.select("rid", "project_id", "law_date", "since").join(days, on="project_id")
    return pairs.filter(col(name).is_between("since", "law_date")).group_by("rid").agg(col(name).max())
