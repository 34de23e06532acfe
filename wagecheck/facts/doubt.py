"""Doubtful payments: lines that may have paid a worker, and cannot be said to have paid anybody else.

They never settle a wage; but where they could have, the wage is not called owed.
"""

import polars as pl
from polars import col

from wagecheck.facts.batch import wordless

_PAID = ("project_id", "worker", "day", "amount")


def doubtful(
    lines: pl.DataFrame, payouts: pl.DataFrame, known: pl.DataFrame, owned: pl.DataFrame, nets: pl.DataFrame
) -> pl.DataFrame:
    """List doubtful payments, once for each worker whom they may have paid: project_id, worker, day, amount.

    - a line or payout to one of several namesakes, whom no account tells apart;
    - a line to a card of several workers that gives no name;
    - a line that tells nothing but its amount, or a payout to nobody known, of just what a worker was due;
    - what a batch paid beyond its list, where that is enough for a month of a worker who is not on the list.

    `payouts` are those that a batch covers; `nets`: project_id, worker, month, net.
    """
    debits = lines.with_columns(day=col("booked_at").dt.date(), amount=col("debit"))
    wage = debits.filter((col("kind") == "wage") & col("worker").is_null())
    unknown_payouts = payouts.filter(col("ok") & col("worker").is_null())
    return pl.concat(
        [
            _bearers(wage.filter("homonyms"), known),
            _bearers(unknown_payouts.filter("homonyms"), known),
            _holders(wage.filter(col("shared") & col("payee").is_null()), owned),
            _due_so_much(debits.filter(wordless()), nets),
            _due_so_much(unknown_payouts.filter(~col("homonyms")), nets),
            _beyond_the_list(debits, payouts, nets),
        ]
    )


def _bearers(lines: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    named = known.rename({"name": "payee", "worker": "bearer"})
    return _of(lines.join(named, on=["project_id", "payee"]), "bearer")


def _holders(lines: pl.DataFrame, owned: pl.DataFrame) -> pl.DataFrame:
    held = owned.select("project_id", col("card_no").alias("account"), col("worker").alias("holder")).unique()
    return _of(lines.join(held, on=["project_id", "account"]), "holder")


def _due_so_much(lines: pl.DataFrame, nets: pl.DataFrame) -> pl.DataFrame:
    """Find the workers who were due just that amount for a month that had begun."""
    due = nets.select("project_id", col("worker").alias("creditor"), "month", col("net").alias("amount"))
    pairs = lines.join(due, on=["project_id", "amount"], suffix="_due").filter(col(_month_of(lines)) <= col("day"))
    return _of(pairs.unique(["rid", "creditor"]), "creditor")


def _beyond_the_list(lines: pl.DataFrame, payouts: pl.DataFrame, nets: pl.DataFrame) -> pl.DataFrame:
    """Find the workers whom a list leaves out, and who may be those that the rest of its batch paid."""
    listed = payouts.group_by("line").agg(col("amount").sum().alias("listed"))
    over = lines.join(listed, left_on="rid", right_on="line").select(
        "rid", "project_id", "day", left=col("debit") - col("listed")
    )
    due = nets.select("project_id", col("worker").alias("creditor"), "month", "net")
    pairs = over.join(due, on="project_id").filter(
        (col("net") > 0) & (col("net") <= col("left")) & (col("month") <= col("day"))
    )
    left_out = pairs.join(
        payouts.select(col("line").alias("rid"), col("worker").alias("creditor")), on=["rid", "creditor"], how="anti"
    )
    most = left_out.group_by("rid", "creditor").agg(
        col("project_id").first(), col("day").first(), col("net").max().alias("amount")
    )
    return _of(most, "creditor")


def _month_of(lines: pl.DataFrame) -> str:
    """Name the column of the wage month after the join: payout rows have a month of their own."""
    return "month_due" if "month" in lines.columns else "month"


def _of(pairs: pl.DataFrame, who: str) -> pl.DataFrame:
    return pairs.select("project_id", col(who).alias("worker"), "day", "amount").select(_PAID)
