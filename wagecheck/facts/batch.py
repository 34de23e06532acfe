"""Batches: one bank line that pays many workers, and the payout rows that say whom."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.torn import unless_torn
from wagecheck.tables import Money

DAYS_APART = "matching.batch_days"
"""Key of the law that `tie` reads as a column: by how many days a batch and its payout list may differ."""
_FAILED = "失败|未成功|退|拒|异常|未入账"


class Batch(Fact):
    """一笔批量代发: one row a batch line of the account. The law's date is the day it was booked."""

    law_date: pl.Date = column("法定日期", "statement.booked_at")
    booked_on: pl.Date = column("交易日期", "statement")
    line_amount: Money = column("金额", "statement")
    has_list: pl.Boolean = column("有代发明细", "statement", "payout", parameters=(DAYS_APART,))
    list_total: Money = column("明细合计", "payout.amount")
    rows_paid: pl.Int32 = column("明细笔数", "payout")
    list_agrees: pl.Boolean = column("合计一致", "statement", "payout.amount")


def batches(lines: pl.DataFrame, payouts: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of batch lines. `payouts`: covered ones name their `line`.

    The line agrees with its list where it is the sum of what was paid, or of all rows, the failed ones included: a
    bank may debit the whole and send back what failed. Where the payout paper is `torn`, the rest may stand in it.
    """
    amount = col("amount")
    lists = (
        payouts.filter("tied")
        .group_by("line")
        .agg(
            _total(amount.filter("ok")).alias("list_total"),
            _total(amount).alias("with_failed"),
            col("ok").sum().cast(pl.Int32).alias("rows_paid"),
            col("rid").sort().alias("rows"),
        )
    )
    return (
        lines.filter(col("kind") == "batch")
        .join(lists, left_on="rid", right_on="line", how="left")
        .with_columns(
            law_date=col("booked_at").dt.date(),
            booked_on=col("booked_at").dt.date(),
            line_amount=col("debit"),
            subject=pl.format("{}#{}", "file", "row"),
            subject_name=col("payee"),
            identity=pl.format("{}|{}", col("booked_at").dt.date(), pl.coalesce("account", "payee", pl.lit(""))),
            sources=pl.concat_list("rid", col("rows").fill_null(pl.lit([], dtype=pl.List(pl.UInt32)))),
            has_list=col("rows").is_not_null(),
            list_agrees=(col("debit") == col("list_total")) | (col("debit") == col("with_failed")),
        )
        .pipe(unless_torn, torn, {"has_list": "payout", "list_agrees": "payout"})
    )


def _total(amount: pl.Expr) -> pl.Expr:
    """Sum amounts; null as soon as one is not known."""
    return pl.when(amount.is_not_null().all()).then(amount.sum()).cast(pl.Decimal(18, 2))


def succeeded() -> pl.Expr:
    """Say whether a payout reached the worker; without a status the bank listed it as paid."""
    return ~col("status").str.contains(_FAILED).fill_null(False)


def lists(payouts: pl.DataFrame) -> pl.DataFrame:
    """Gather payout rows into lists as the bank ran them: by batch number, else by sheet and day.

    Adds `list` to each row; a failed row belongs to its list but not to what it paid, and a row without number and day
    to none.
    """
    by_day = pl.format("{}|{}|{}", "file", "sheet", col("paid_at").dt.date().cast(pl.String))
    return payouts.with_columns(
        list=pl.coalesce(pl.format("no|{}", "batch_no"), by_day), day=col("paid_at").dt.date(), ok=succeeded()
    )


def wordless() -> pl.Expr:
    """Say whether a line tells nothing but its amount: it may be a batch, or a wage, or neither."""
    silent = [col(name).is_null() for name in ("payee", "account", "summary", "purpose")]
    return (col("kind") == "other_out") & pl.all_horizontal(silent)


def tie(lines: pl.DataFrame, payouts: pl.DataFrame) -> pl.DataFrame:
    """Tie payout lists to the batch lines that paid them: project_id, list, line (its rid).

    By batch number where the line shows it, else by equal total within a few days (`DAYS_APART`). One list, one line. A
    line that tells nothing but its amount is proved a batch by its list.
    """
    batches = lines.filter((col("kind") == "batch") | wordless()).select(
        "project_id",
        "rid",
        col("booked_at").dt.date().alias("booked_on"),
        "debit",
        DAYS_APART,
        words=pl.concat_str("serial", "summary", "purpose", separator=" ", ignore_nulls=True),
    )
    totals = payouts.group_by("project_id", "list").agg(
        col("batch_no").first(),
        col("day").min(),
        col("amount").sum().cast(pl.Decimal(18, 2)).alias("all"),
        col("amount").filter(col("ok")).sum().cast(pl.Decimal(18, 2)).alias("paid"),
    )
    pairs = (
        batches.join(totals, on="project_id")
        .with_columns(
            by_number=col("words").str.contains(col("batch_no"), literal=True).fill_null(False),
            apart=(col("booked_on") - col("day")).dt.total_days().abs(),
        )
        .filter(
            col("by_number")
            | ((col("apart") <= col(DAYS_APART)) & ((col("debit") == col("paid")) | (col("debit") == col("all"))))
        )
        .sort(pl.col("by_number").not_(), "apart", "booked_on", "rid", "list")
    )
    return _one_to_one(pairs)


def _one_to_one(pairs: pl.DataFrame) -> pl.DataFrame:
    """Take the best pair first, then the best of what is left."""
    lines: set[int] = set()
    taken: set[tuple[str, str]] = set()
    chosen = []
    for project, name, rid in pairs.select("project_id", "list", "rid").iter_rows():
        if rid not in lines and (project, name) not in taken:
            lines.add(rid)
            taken.add((project, name))
            chosen.append((project, name, rid))
    return pl.DataFrame(chosen, schema={"project_id": pl.String, "list": pl.String, "line": pl.UInt32}, orient="row")


def proved(lines: pl.DataFrame, tied: pl.DataFrame) -> pl.DataFrame:
    """Call a tied line a batch, whatever its words."""
    return lines.with_columns(
        kind=pl.when(col("rid").is_in(tied["line"].implode())).then(pl.lit("batch")).otherwise("kind")
    )


def unexplained(lines: pl.DataFrame, tied: pl.DataFrame, nets: pl.DataFrame) -> pl.DataFrame:
    """List the batch lines that no payout list explains, and wordless ones larger than any one worker's net.

    `nets`: project_id, net.
    """
    largest = nets.group_by("project_id").agg(col("net").max().alias("largest"))
    return (
        lines.join(largest, on="project_id", how="left", maintain_order="left")
        .filter((col("kind") == "batch") | (wordless() & (col("debit") > col("largest"))))
        .join(tied, left_on="rid", right_on="line", how="anti")
        .drop("largest")
    )


def months_paid(batches: pl.DataFrame, nets: pl.DataFrame, offsets: pl.DataFrame) -> pl.DataFrame:
    """Say which wage months an unexplained batch may have paid: project_id, month.

    Of each the month that its words name (「5月工资」); else the months whose nets add up to it; else the latest month
    on the payroll that had ended, and the one that falls due in the month of the batch.
    `nets`: project_id, month, net; `offsets`: project_id, pay_month_offset. Without an agreed offset that is the
    month before, and so the latest.
    """
    total = nets.group_by("project_id", "month").agg(col("net").sum())
    named = (
        pl.concat_str("summary", "purpose", separator=" ", ignore_nulls=True)
        .str.extract(r"(1[0-2]|0?[1-9])月", 1)
        .cast(pl.Int8)
    )
    start = col("booked_at").dt.date().dt.month_start()
    named_month = pl.date(start.dt.year() - (named > start.dt.month() + 1).cast(pl.Int32), named, 1)
    known = batches.with_columns(start=start, named=pl.when(named.is_not_null()).then(named_month)).join(
        offsets, on="project_id", how="left"
    )
    choices = known.join(total, on="project_id").with_columns(
        is_named=col("month") == col("named"),
        is_equal=col("net") == col("debit"),
        is_latest=col("month") == col("month").filter(col("month") < col("start")).max().over("rid"),
        is_due=col("month").dt.offset_by(pl.format("{}mo", "pay_month_offset")) == col("start"),
    )
    chosen = (
        pl.when(col("named").is_not_null())
        .then(col("is_named"))
        .when(col("is_equal").any().over("rid"))
        .then(col("is_equal"))
        .otherwise(col("is_latest") | col("is_due"))
    )
    return choices.filter(chosen).select("project_id", "month")
