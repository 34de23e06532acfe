"""What a worker was paid in all, on how many accounts, and how much more than the payroll says."""

import polars as pl
from polars import col

from wagecheck.facts import identity
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.joins import having, without
from wagecheck.facts.ledger import Ledger
from wagecheck.facts.torn import torn_in
from wagecheck.tables import Money

_WHO = ["project_id", "worker"]
_NO_ROWS = pl.lit([], dtype=pl.List(pl.UInt32))


class WorkerPayment(Fact):
    """一名农民工收到的全部工资: one row a worker of a project with a statement.

    The law's date is the last day that the statement covers.
    """

    law_date: pl.Date = column("法定日期", "statement")
    worker: pl.String = column("农民工", "roster")
    paid: pl.Boolean = column("有付款", "statement")
    accounts_paid: pl.Int32 = column("收款账号数", "statement.counterparty_account")
    total_paid: Money = column("累计付款", "statement")
    total_net: Money = column("累计应发", "payroll.net")
    excess: Money = column("多付", "statement", "payroll.net", "payout")


def worker_payments(books: Ledger) -> pl.DataFrame:
    """Build the fact rows of what workers were paid.

    Excess is null where the evidence does not suffice: an unexplained batch, a line that may have paid this worker, a
    month of work without its payroll, a part of the payroll that was not read, a gap in the statement (which may hide
    returns), or months paid before the statement begins.
    """
    names = identity.names(books.known)
    everyone = names.join(books.window, on="project_id")
    paid = _paid(books)
    joined = (
        everyone.join(paid, on=_WHO, how="left")
        .join(_nets(books), on=_WHO, how="left")
        .join(_doubts(books), on=_WHO, how="left")
        .join(_gaps(books, paid.drop_nulls("paid_until")), on=_WHO, how="left")
        .join(_partly(books), on="project_id", how="left")
        .with_columns(
            total_paid=col("received").fill_null(0) - col("returned").fill_null(0), total_net=col("nets").fill_null(0)
        )
    )
    enough = pl.all_horizontal(col("doubted", "gap", "partly").is_null()) & col("net_known").fill_null(True)
    early = (col("payable_from") < col("evidence_from")).fill_null(False)
    return joined.select(
        *_WHO,
        "total_paid",
        "total_net",
        law_date=col("evidence_end"),
        subject=col("worker"),
        subject_name=col("name"),
        sources=pl.concat_list(col(rows).fill_null(_NO_ROWS) for rows in ("paid_rows", "payroll_rows")),
        paid=pl.when(col("payments").is_not_null()).then(True).when(col("doubted").is_null()).then(False),
        accounts_paid=_accounts(),
        excess=pl.when(enough & ~early).then(col("total_paid") - col("total_net")),
    )


def _partly(books: Ledger) -> pl.DataFrame:
    """List the projects of whose payroll or statement a part is missing."""
    parts = [torn_in(books.torn, "payroll").select("project_id"), books.gaps.select("project_id")]
    return pl.concat(parts).unique().with_columns(partly=pl.lit(value=True))


def _accounts() -> pl.Expr:
    """Count the accounts paid: null where a line that does not name its account might add one to the only one."""
    one_at_most = (col("accounts") + col("nameless") <= 1) & col("doubted").is_null()
    return pl.when((col("accounts") > 1) | one_at_most).then(pl.max_horizontal("accounts", pl.lit(1)))


def _paid(books: Ledger) -> pl.DataFrame:
    """Sum what reached each worker, less the returns that voided none of it, and give the last day: `paid_until`."""
    told = pl.when(~col("account").str.contains(r"\*")).then("account")
    lines = books.paid.select(*_WHO, "day", "amount", "rid", account=told).sort("rid")
    received = lines.group_by(_WHO).agg(
        pl.len().alias("payments"),
        col("amount").sum().alias("received"),
        col("account").drop_nulls().n_unique().cast(pl.Int32).alias("accounts"),
        col("account").null_count().cast(pl.Int32).alias("nameless"),
        col("rid").alias("paid_rows"),
        col("day").max().alias("paid_until"),
    )
    returned = books.idle.group_by(_WHO).agg(col("amount").sum().alias("returned"))
    return received.join(returned, on=_WHO, how="full", coalesce=True)


def _nets(books: Ledger) -> pl.DataFrame:
    """Sum the nets of each worker; they are not known where the payroll of an employer he worked for is not there."""
    absent = (
        ~col("on_payroll").fill_null(False)
        & col("attended").fill_null(True)
        & ~(col("employer_has_payroll").fill_null(False) & col("on_payroll").is_not_null())
    )
    illegible = col("on_payroll") & (col("net").is_null() | col("more_pay"))
    return books.months.group_by("who").agg(
        col(_WHO).first(),
        col("net").sum().alias("nets"),
        (~(absent | illegible).any()).alias("net_known"),
        pl.min_horizontal(col("due_date").min(), col("month").min().dt.offset_by("1mo")).alias("payable_from"),
        col("payroll_rows").list.explode(keep_nulls=False, empty_as_null=False).alias("payroll_rows"),
    )


def _doubts(books: Ledger) -> pl.DataFrame:
    """List the workers whom a line may have paid besides: those it may mean, and everyone beside an unknown batch."""
    hidden = books.known.select(_WHO).join(books.unexplained, on="project_id", how="semi")
    return pl.concat([books.doubt.select(_WHO), hidden]).unique().with_columns(doubted=pl.lit(True))


def _gaps(books: Ledger, paid: pl.DataFrame) -> pl.DataFrame:
    """List the workers who may have earned wages in a month between start and last payment that has no payroll at all.

    Who has no attendance in a month that is recorded for others did not work in it.
    """
    last = paid.select(*_WHO, last=col("paid_until").dt.month_start().dt.offset_by("-1mo"))
    start = books.tables["project"].select("project_id", col("start_date").dt.month_start().alias("first"))
    months = books.months.select(*_WHO, "month", "attended", "on_payroll")
    worked = months.filter("attended").group_by("project_id").agg(col("month").min())
    listed = months.filter("on_payroll").select("project_id", "month").unique()
    unlisted = (
        last.group_by("project_id")
        .agg(col("last").max())
        .join(start, on="project_id", how="left")
        .join(worked, on="project_id", how="left")
        .with_columns(first=pl.min_horizontal("first", "month"))
        .filter(col("first") <= col("last"))
        .select("project_id", month=pl.date_ranges("first", "last", "1mo"))
        .explode("month")
        .join(listed, on=["project_id", "month"], how="anti")
    )
    recorded = months.filter(col("attended").is_not_null())
    own = months.filter(col("attended").fill_null(True))
    bare = last.join(unlisted, on="project_id").filter(col("month") <= col("last"))
    dark = without(bare, recorded, ["project_id", "month"])
    at_work = having(bare, own, [*_WHO, "month"])
    return pl.concat([dark, at_work]).select(_WHO).unique().with_columns(gap=pl.lit(True))
