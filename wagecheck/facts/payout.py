"""Payouts that the bank lists as paid, and the lines of the account that show it."""

import polars as pl
from polars import col

from wagecheck.facts.evidence import overlapping
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.ledger import Ledger
from wagecheck.law import Law
from wagecheck.tables import Money

_DAYS = "payout.match_days"
_SAME = ["project_id", "worker", "amount"]


class Payout(Fact):
    """代发明细的一行: one row a row of the bank's list. The law's date is the day of the payout."""

    law_date: pl.Date = column("法定日期", "payout.paid_at")
    worker: pl.String = column("农民工", "payout.payee_account", "payout.id_no")
    payee_name: pl.String = column("收款户名", "payout.payee_name")
    succeeded: pl.Boolean = column("发放成功", "payout.status")
    paid_on: pl.Date = column("发放日期", "payout.paid_at")
    payout_amount: Money = column("金额", "payout.amount")
    covered: pl.Boolean = column("有流水支撑", "statement", "payout", parameters=(_DAYS,))


def payouts(books: Ledger, law: Law) -> pl.DataFrame:
    """Build the fact rows of payouts.

    A payout is covered by the batch line that its list is tied to, or by a single debit of the same worker and amount
    some days off at most. It is not known to be bare where the statement does not show those days, where its worker or
    day is not known, or where a line may have paid that worker just so much.
    """
    rows = law.attach(books.payouts.with_columns(law_date=col("day")), [_DAYS]).with_columns(
        since=col("day").dt.offset_by(pl.format("-{}d", _DAYS)), until=col("day").dt.offset_by(pl.format("{}d", _DAYS))
    )
    single = (
        books.lines.select("project_id", "worker", "kind", line_day=col("booked_at").dt.date(), amount=col("debit"))
        .filter(col("kind") == "wage")
        .drop("kind")
    )
    doubt = books.doubt.rename({"day": "line_day"})
    seen = (
        rows.join(_near(rows, single, "single"), on="rid", how="left")
        .join(_near(rows, doubt, "doubted"), on="rid", how="left")
        .join(_gapped(rows, books), on="rid", how="left")
        .join(books.window, on="project_id", how="left")
    )
    begun = (col("evidence_from") <= col("since")).fill_null(True)
    shown = (col("until") <= col("evidence_end")) & begun & col("gapped").is_null()
    known = shown & col("worker").is_not_null() & col("doubted").is_null()
    return seen.select(
        "project_id",
        "region",
        "worker",
        "law_date",
        subject=pl.format("{}#{}", "file", "row"),
        subject_name=col("payee"),
        identity=pl.format("{}|{}", "day", pl.coalesce("worker", "payee", pl.lit(""))),
        sources=pl.concat_list("rid"),
        payee_name=col("payee"),
        succeeded=col("ok"),
        paid_on=col("day"),
        payout_amount=col("amount"),
        covered=pl.when(col("tied") | col("single")).then(True).when(known).then(False),
    )


def _gapped(rows: pl.DataFrame, books: Ledger) -> pl.DataFrame:
    """Find the payouts in whose days the statement may lack lines."""
    return overlapping(rows, books.gaps, "since", "until").select("rid", gapped=pl.lit(value=True))


def _near(rows: pl.DataFrame, lines: pl.DataFrame, name: str) -> pl.DataFrame:
    """Find the payouts with a line of the same worker and amount within their days."""
    pairs = rows.select("rid", "since", "until", *_SAME).join(lines, on=_SAME)
    near = pairs.filter(col("line_day").is_between("since", "until"))
    return near.select("rid", pl.lit(True).alias(name)).unique()
