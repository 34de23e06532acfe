"""What a project's account was fed with, and what it had to pay: by project, over all that its statement shows."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.ledger import Ledger
from wagecheck.facts.torn import torn_in, where_torn

_YUAN = pl.Decimal(18, 2)


def funding(books: Ledger, handed: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Sum by project what came in for wages, what fell due, what is left and what is still to be paid.

    Sums of which some part is not known have two ends: `funded` and `funded_at_most`, `unsettled_at_least` and
    `unsettled`. Wages without a payroll are no sum yet, and left out; without any payroll nothing is known of wages.
    """
    ends = _balances(books.lines, books.tables["control"])
    given = handed.filter(col("table") == "statement").select("project_id", pl.lit(True).alias("given"))
    sums = (
        books.tables["project"]
        .select("project_id", "start_date")
        .join(given, on="project_id", how="left")
        .join(books.window, on="project_id", how="left")
        .join(books.gaps.select("project_id", gapped=pl.lit(value=True)).unique(), on="project_id", how="left")
        .join(_fed(books.lines), on="project_id", how="left")
        .join(where_torn(ends, books.torn, "statement", last_balance=None), on="project_id", how="left")
        .join(_wages(books, on=on), on="project_id", how="left")
        .with_columns(statement_given=(col("given") | col("evidence_end").is_not_null()).fill_null(value=False))
        .with_columns(**_sums())
        .with_columns(
            balance_shortage=col("unsettled_at_least") - col("last_balance"),
            funding_shortage=col("wages_due") - col("funded_at_most"),
        )
    )
    return where_torn(sums, books.torn, "payroll", unsettled=None).select(
        *("project_id", "statement_given", "last_balance", "unsettled", "unsettled_at_least", "balance_shortage"),
        *("funded", "funded_at_most", "wages_due", "funding_shortage", "uncovered_months", "uncovered_wages"),
    )


def _sums() -> dict[str, pl.Expr]:
    """Give the two ends of what came in: what is sure, and what may have come in besides."""
    shown = pl.when(col("evidence_end").is_not_null())
    whole = col("evidence_from").is_null() | (col("opening").is_null() & (col("evidence_from") <= col("start_date")))
    sure = col("sure").fill_null(0)
    return {
        "funded": shown.then(sure).cast(_YUAN),
        "funded_at_most": shown.then(
            pl.when(whole & col("gapped").is_null()).then(sure + col("doubtful").fill_null(0))
        ).cast(_YUAN),
    }


def may_be_funding() -> pl.Expr:
    """Say whether a credit of no known kind may come from owner or contractor: they, or who paid, are not named."""
    return (col("kind") == "other_in") & (col("payee").is_null() | ~col("parties_known"))


def _fed(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("project_id").agg(
        col("credit").filter(col("kind").is_in(["allotment", "top_up"])).sum().alias("sure"),
        col("credit").filter(may_be_funding()).sum().alias("doubtful"),
    )


def _balances(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Give a balance from which that before the first line can be told, and the one after the last line.

    The bank's own words count where the line has none.
    """
    stated = (
        control.sort(pl.coalesce("range_through", "range_from"), "rid")
        .group_by("project_id")
        .agg(col("opening_balance").drop_nulls().first(), col("closing_balance").drop_nulls().last())
    )
    # lines go by day, and those of one day as the bank lists them: only the first and the last are looked for
    place = col("booked_at").dt.date().to_physical().cast(pl.Int64) * 2**32 + col("rid")
    ends = (
        lines.select("project_id", "balance", place=place)
        .group_by("project_id")
        .agg(
            col("balance").get(col("place").arg_min()).alias("first"),
            col("balance").get(col("place").arg_max()).alias("after"),
        )
    )
    return stated.join(ends, on="project_id", how="full", coalesce=True).select(
        "project_id",
        opening=pl.coalesce("first", "opening_balance"),
        last_balance=pl.coalesce("after", "closing_balance"),
    )


def _wages(books: Ledger, *, on: date) -> pl.DataFrame:
    """Sum the nets: due within the evidence, not settled, and due after the evidence but before the audit.

    Of a project without a statement nothing is summed.
    """
    nets = (
        books.months.select("project_id", "due_date", "net", "settled", "owed_at_least")
        .filter(col("net").is_not_null())
        .join(books.window, on="project_id")
        .join(torn_in(books.torn, "statement"), on="project_id", how="left")
    )
    net = col("net").clip(lower_bound=0)
    unseen = (col("due_date") > col("evidence_end")) & (col("due_date") < on)
    to_its_end = pl.when(col("torn").is_null().all())
    return nets.group_by("project_id").agg(
        net.filter(col("due_date") <= col("evidence_end")).sum().cast(_YUAN).alias("wages_due"),
        (net - col("settled")).sum().cast(_YUAN).alias("unsettled"),
        col("owed_at_least").sum().cast(_YUAN).alias("unsettled_at_least"),
        to_its_end.then(unseen.sum()).cast(pl.Int32).alias("uncovered_months"),
        to_its_end.then(net.filter(unseen).sum()).cast(_YUAN).alias("uncovered_wages"),
    )
