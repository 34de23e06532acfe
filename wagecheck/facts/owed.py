"""Who is owed what: settlement set against what the statement can show.

Two settlements are run. The *strict* one settles every net; a month that it pays off is paid off. The *lenient* one
leaves out the months that an unexplained batch, or a time before the statement begins, may have paid, and lets a line
that could be any of several namesakes pay each of them; a month that even it leaves open is owed. In between nothing
is said.
"""

import polars as pl
from polars import col

from wagecheck.facts.joins import beside, having, without
from wagecheck.facts.settlement import settle

_WHO = ["project_id", "worker"]
_PAID = ["project_id", "worker", "day", "amount"]


def payments_net(standing: pl.DataFrame, idle: pl.DataFrame) -> pl.DataFrame:
    """Give the payments that stand, and the returns that voided none as negative payments of their day."""
    return pl.concat([standing.select(_PAID), idle.select(*_PAID[:3], -col("amount"))], how="vertical_relaxed")


def hidden_months(dues: pl.DataFrame, window: pl.DataFrame, batched: pl.DataFrame, gaps: pl.DataFrame) -> pl.DataFrame:
    """List the project-months whose payment the statement cannot show, and the paper that is missing.

    `dues`: project_id, month, due_date. `batched`: project_id, month that an unexplained batch may have paid. `gaps`:
    project_id, until: stretches of which lines are missing; up to their end any of them may have paid anybody.
    A month is shown only if the statement covers every day on which its wages could have been paid: from the day after
    the month, or its due day, whichever is earlier. Gives project_id, month, gap.
    """
    months = dues.select("project_id", "month", "due_date").unique()
    payable = pl.min_horizontal("due_date", col("month").dt.offset_by("1mo"))
    early = months.join(window, on="project_id").filter(payable < col("evidence_from"))
    unseen = months.join(gaps, on="project_id").filter((payable <= col("until")).fill_null(value=True))
    return pl.concat(
        [
            batched.select("project_id", "month", pl.lit("payout").alias("gap")),
            early.select("project_id", "month", pl.lit("statement.statement_from").alias("gap")),
            unseen.select("project_id", "month", pl.lit("statement.debit").alias("gap")),
        ]
    ).unique(["project_id", "month"], keep="first")


def reckon(
    dues: pl.DataFrame,
    paid: pl.DataFrame,
    doubtful: pl.DataFrame,
    hidden: pl.DataFrame,
    window: pl.DataFrame,
) -> pl.DataFrame:
    """Say of each worker-month what is settled, owed or not to be judged.

    `dues`: project_id, worker, month, net, due_date. `paid`: project_id, worker, day, amount. `doubtful`: the same,
    lines that may have paid that worker. Adds settled, arrears, unjudged, payment_gap, paid_off, paid_off_on,
    paid_off_at_least, owed_at_least (due or not; null of a hidden month).
    """
    both = _both_ways(dues, paid, doubtful, hidden)
    return _judged(beside(both, hidden, ["project_id", "month"]).join(window, on="project_id", how="left"))


def _both_ways(dues: pl.DataFrame, paid: pl.DataFrame, doubtful: pl.DataFrame, hidden: pl.DataFrame) -> pl.DataFrame:
    """Settle strictly, and leniently: without the hidden months, and with the doubtful payments.

    Adds owed_at_least and paid_off_at_least, the lenient ones. Who has neither is settled alike both ways.
    """
    strict = settle(dues, paid)
    lost = having(dues, hidden, ["project_id", "month"]).select(_WHO)
    concerned = pl.concat([lost, doubtful.select(_WHO)])
    own = settle(
        without(having(dues, concerned, _WHO), hidden, ["project_id", "month"]),
        pl.concat([having(paid, concerned, _WHO).select(_PAID), doubtful.select(_PAID)], how="vertical_relaxed"),
    )
    leniently = {
        "owed_at_least": col("net").clip(lower_bound=0) - col("settled"),
        "paid_off_at_least": col("paid_off_on"),
    }
    apart = having(strict, concerned, _WHO).join(
        own.select(*_WHO, "month", **leniently), on=[*_WHO, "month"], how="left"
    )
    return pl.concat([without(strict, concerned, _WHO).with_columns(**leniently), apart])


def _judged(seen: pl.DataFrame) -> pl.DataFrame:
    open_sum = col("net").clip(lower_bound=0) - col("settled")
    sure = pl.when(col("owed_at_least") > 0).then(col("owed_at_least"))
    gap = (
        pl.when(col("evidence_end").is_null())
        .then(pl.lit("statement"))
        .when(open_sum == 0)
        .then(None)
        .when(col("due_date") > col("evidence_end"))
        .then(pl.lit("statement.statement_through"))
        .when(col("gap").is_not_null())
        .then(col("gap"))
        .when(sure.is_null())
        .then(pl.lit("payout"))
    )
    judged = seen.with_columns(payment_gap=gap)
    owed = pl.when(col("payment_gap").is_null()).then(pl.when(open_sum == 0).then(open_sum).otherwise(sure))
    known = pl.when(col("evidence_end").is_not_null())
    return judged.with_columns(
        arrears=owed.cast(pl.Decimal(18, 2)),
        unjudged=pl.when(col("payment_gap").is_not_null()).then(open_sum).otherwise(open_sum - sure.fill_null(0)),
        settled=known.then(col("settled")),
        paid_off=known.then(col("paid_off_on").is_not_null()),
        paid_off_at_least=pl.when(col("paid_off_on").is_not_null()).then(col("paid_off_at_least")),
    ).drop("gap", "evidence_end", "evidence_from")
