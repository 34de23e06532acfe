"""Repayments: what the bank could not pay out or sent back, and whether it was paid again in time."""

import polars as pl
from polars import col

from wagecheck.facts import identity
from wagecheck.facts.evidence import overlapping
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.ledger import Ledger
from wagecheck.law import Law
from wagecheck.tables import Money

_DAYS = "payout.retry_days"


class Repayment(Fact):
    """一笔代发失败或退汇: one row a payout that failed, or a return. The law's date is the day of it."""

    law_date: pl.Date = column("法定日期", "statement.booked_at", "payout.paid_at")
    subject_kind: pl.String = column("对象类别", "statement", "payout")
    worker: pl.String = column("农民工", "statement.counterparty_account", "payout.payee_account")
    failed_on: pl.Date = column("失败或退汇日期", "statement", "payout")
    failed_amount: Money = column("金额", "statement", "payout")
    repay_by: pl.Date = column("应补发至", "statement", parameters=(_DAYS,))
    repaid_in_time: pl.Boolean = column("已补发", "statement", "payout", parameters=(_DAYS,))


def repayments(books: Ledger, law: Law) -> pl.DataFrame:
    """Build the fact rows of failed payouts and returns.

    Paid again is what later reached the same worker, at least that amount, on that day or within the days after it; of
    the same day only what the clock does not put before the failure. Whether it was is not known where it is not
    known whose money it was, where the statement ends before those days, and where a line of them may have paid it.
    """
    events = law.attach(pl.concat([_returned(books), _failed(books)]), [_DAYS]).with_columns(
        repay_by=col("law_date").dt.offset_by(pl.format("{}d", _DAYS))
    )
    seen = (
        events.join(books.window, on="project_id", how="left")
        .join(_again(events, _payments(books)), on="rid", how="left")
        .join(_hidden(events, books), on="rid", how="left")
    )
    silent = (col("evidence_end") >= col("repay_by")) & (col("evidence_from") <= col("law_date")).fill_null(True)
    known = silent & col("worker").is_not_null() & col("hidden").is_null()
    names = identity.names(books.known)
    return seen.join(names, on=["project_id", "worker"], how="left").with_columns(
        subject=pl.format("{}#{}", "file", "row"),
        subject_name=pl.coalesce("name", "payee"),
        identity=pl.format("{}|{}", "law_date", pl.coalesce("worker", "payee", pl.lit(""))),
        sources=pl.concat_list("rid"),
        failed_on=col("law_date"),
        repaid_in_time=pl.when(col("again")).then(True).when(known).then(False),
    )


def _returned(books: Ledger) -> pl.DataFrame:
    return _events(books.lines.filter(col("kind") == "return"), "transaction", "booked_at", "credit")


def _failed(books: Ledger) -> pl.DataFrame:
    return _events(books.payouts.filter(~col("ok")), "payout", "paid_at", "amount")


def _events(rows: pl.DataFrame, kind: str, moment: str, amount: str) -> pl.DataFrame:
    day = col("day") if "day" in rows.columns else col(moment).dt.date()
    return rows.select(
        *("project_id", "region", "worker", "payee", "file", "row", "rid"),
        pl.lit(kind).alias("subject_kind"),
        day.alias("law_date"),
        col(moment).alias("at"),
        col(amount).alias("failed_amount"),
    )


def _payments(books: Ledger) -> pl.DataFrame:
    clock = pl.concat(
        [books.lines.select("rid", col("booked_at").alias("paid_at")), books.payouts.select("rid", "paid_at")]
    )
    return books.paid.select("project_id", "worker", "day", "amount", "rid").join(
        clock.rename({"rid": "paid_rid"}), left_on="rid", right_on="paid_rid", how="left"
    )


def _again(events: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """Find what was paid again in time: rid, again."""
    earlier = (col("day") == col("law_date")) & _clocked("paid_at") & _clocked("at") & (col("paid_at") < col("at"))
    pairs = events.join(payments.drop("rid"), on=["project_id", "worker"]).filter(
        col("day").is_between("law_date", "repay_by")
        & (col("amount") >= col("failed_amount"))
        & ~earlier.fill_null(False)
    )
    return pairs.select("rid", pl.lit(True).alias("again")).unique()


def _clocked(moment: str) -> pl.Expr:
    return col(moment).dt.time() != pl.time(0, 0, 0)


def _hidden(events: pl.DataFrame, books: Ledger) -> pl.DataFrame:
    """Find what may have been paid again in time: by a line that could mean the worker, is missing, or a batch."""
    batches = books.unexplained.select("project_id", col("booked_at").dt.date().alias("day"), amount="debit")
    pairs = [
        events.join(books.doubt, on=["project_id", "worker"]),
        events.join(batches, on="project_id"),
    ]
    seen = pl.concat([each.select("rid", "law_date", "repay_by", "failed_amount", "day", "amount") for each in pairs])
    near = seen.filter(col("day").is_between("law_date", "repay_by") & (col("amount") >= col("failed_amount")))
    gapped = overlapping(events, books.gaps, "law_date", "repay_by")
    return pl.concat([near.select("rid"), gapped.select("rid")]).unique().with_columns(hidden=pl.lit(value=True))
