"""What the statement of a project can show: from which day, to which day."""

import polars as pl
from polars import col

from wagecheck.facts.joins import having
from wagecheck.facts.torn import NOTHING_TORN, torn_in, where_torn

_SHEET = ["project_id", "file", "sheet"]
_NEVER = pl.lit(None, pl.Date)


def window(
    project: pl.DataFrame, lines: pl.DataFrame, control: pl.DataFrame, torn: pl.DataFrame = NOTHING_TORN
) -> pl.DataFrame:
    """Give each project with a statement the days that it covers: project_id, evidence_from, evidence_end.

    Each sheet covers the range that its control lines state, else its own lines; 流水起始/截止日期 of the project
    speak where no sheet states a range. `evidence_from` is null where the statement begins with the account, or with
    an empty one of which nobody says that it is older: nothing came before. Of a `torn` statement only what was read
    is covered.
    """
    stated = control.select(*_SHEET, "range_from", "range_through", "opening_balance")
    sheets = (
        lines.sort("rid")
        .group_by(_SHEET, maintain_order=True)
        .agg(
            col("booked_at").min().dt.date().alias("first"),
            col("booked_at").max().dt.date().alias("last"),
            (col("balance") - col("credit") + col("debit")).first().alias("before"),
        )
        .join(stated, on=_SHEET, how="full", coalesce=True)
        .with_columns(before=pl.coalesce("before", "opening_balance"))
    )
    by_project = sheets.group_by("project_id").agg(
        pl.coalesce("range_through", "last").max().alias("through"),
        col("range_through").is_not_null().any().alias("states_end"),
        pl.coalesce("range_from", "first").min().alias("since"),
        col("range_from").is_not_null().any().alias("states_start"),
        col("before").sort_by(pl.coalesce("range_from", "first")).first(),
        col("first").min(),
    )
    said = ("statement_from", "statement_through", "account_opened")
    known = where_torn(
        by_project.join(project.select("project_id", *said), on="project_id", how="left"),
        torn,
        "statement",
        **dict.fromkeys((*said, "before")),
    )
    end = pl.when(col("states_end")).then(col("through")).otherwise(pl.coalesce("statement_through", "through"))
    start = pl.when(col("states_start")).then(col("since")).otherwise(pl.coalesce("statement_from", "first"))
    return known.select(
        "project_id",
        evidence_from=pl.when(~_from_the_beginning(start)).then(start),
        evidence_end=end,
    ).filter(col("evidence_end").is_not_null())


def gaps(lines: pl.DataFrame, control: pl.DataFrame, torn: pl.DataFrame = NOTHING_TORN) -> pl.DataFrame:
    """List the stretches of days of which the statement may lack lines: project_id, since, until (null: open).

    - Any days, where a row of a sheet could not be read, and the bank's own total of what went out does not say that
      none is missing.
    - The days between two sheets, if the balance of one does not lead to the other. Where that cannot be seen, or
      where both are empty, if a whole calendar month lies between.
    - Where a part of the statement is `torn`, the days before and after what was read; and those between, unless every
      line has its balance, and within each sheet one leads to the next.
    """
    spans = _spans(lines, control)
    partly = control.filter(col("lines_unread") > 0)
    out = having(lines, partly, _SHEET).group_by(_SHEET).agg(col("debit").sum())
    stated = partly.join(out, on=_SHEET, how="left")
    short = stated.filter((col("total_debit") != col("debit")).fill_null(value=True))
    step = col("balance").shift(1).over(_SHEET, order_by="rid") + col("credit") - col("debit")
    part = torn_in(torn, "statement").join(spans, on="project_id", how="semi")
    bare = having(lines, part, ["project_id"]).filter(col("balance").is_null() | (step != col("balance")))
    anywhere = pl.concat([short.select("project_id"), bare.select("project_id")]).unique()
    ends = part.join(spans, on="project_id").group_by("project_id").agg(col("begins").min(), col("ends").max())
    return pl.concat(
        [
            anywhere.select("project_id", since=_NEVER, until=_NEVER),
            ends.select("project_id", since=_NEVER, until="begins"),
            ends.select("project_id", since="ends", until=_NEVER),
            _between(spans).select("project_id", "since", "until"),
        ]
    )


def _spans(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Give of each sheet its account, the days that it covers, and the balances before and after them."""
    ordered = lines.sort("rid").group_by(_SHEET, maintain_order=True)
    seen = ordered.agg(
        col("own_account").drop_nulls().first(),
        col("booked_at").min().dt.date().alias("first"),
        col("booked_at").max().dt.date().alias("last"),
        (col("balance") - col("credit") + col("debit")).first().alias("before"),
        col("balance").last().alias("after"),
    )
    said = control.select(
        *_SHEET, "range_from", "range_through", "opening_balance", "closing_balance", said="own_account"
    )
    whole = seen.join(said.unique(_SHEET, keep="first"), on=_SHEET, how="full", coalesce=True)
    return whole.select(
        *_SHEET,
        account=pl.coalesce("own_account", "said").fill_null(""),
        begins=pl.coalesce("range_from", "first"),
        ends=pl.coalesce("range_through", "last"),
        before=pl.coalesce("before", "opening_balance"),
        after=pl.coalesce("after", "closing_balance"),
    ).drop_nulls(["begins", "ends"])


def _between(spans: pl.DataFrame) -> pl.DataFrame:
    """Find the days between the sheets of an account that none of them covers, and in which money may have moved."""
    account = ["project_id", "account"]
    ordered = spans.sort(*account, "begins", "ends", *_SHEET[1:]).with_columns(
        since=col("ends").cum_max().shift(1).over(account)
    )
    latest = ordered.sort(*account, "ends", "begins", *_SHEET[1:]).select(*account, since="ends", left="after")
    pairs = ordered.filter(col("begins") > col("since")).join(
        latest.unique([*account, "since"], keep="last", maintain_order=True), on=[*account, "since"]
    )
    leads = col("left") == col("before")
    month = col("since").dt.month_start().dt.offset_by("2mo") <= col("begins")
    unseen = ~leads.fill_null(value=True) | (month & (leads.is_null() | (col("left") == 0)))
    return pairs.filter(unseen).rename({"begins": "until"})


def overlapping(rows: pl.DataFrame, gaps: pl.DataFrame, since: str, until: str) -> pl.DataFrame:
    """Select the rows between whose days a gap lies, wholly or in part. `since` and `until` name their first and last.

    Rows carry project_id; each is given once.
    """
    marked = rows.with_row_index("_row")
    touched = (
        marked.join(gaps.rename({"since": "_since", "until": "_until"}), on="project_id")
        .filter(
            (col(since) <= col("_until")).fill_null(value=True) & (col(until) >= col("_since")).fill_null(value=True)
        )
        .select("_row")
    )
    return marked.join(touched, on="_row", how="semi", maintain_order="left").drop("_row")


def _from_the_beginning(start: pl.Expr) -> pl.Expr:
    """Say whether nothing can have come before the statement."""
    stated = col("states_start") | col("statement_from").is_not_null()
    older = (stated & (col("account_opened") < start)).fill_null(False)
    return (col("account_opened") >= start).fill_null(False) | ((col("before") == 0).fill_null(False) & ~older)
