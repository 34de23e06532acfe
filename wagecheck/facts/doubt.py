"""Doubtful payments: lines that may have paid a worker, and cannot be said to have paid anybody else.

They never settle a wage; but where they could have, the wage is not called owed.
"""

import polars as pl
from polars import col

from wagecheck.facts.batch import wordless
from wagecheck.facts.joins import having
from wagecheck.facts.names import bearing

_PAID = ("project_id", "worker", "day", "amount")


def doubtful(
    lines: pl.DataFrame, payouts: pl.DataFrame, known: pl.DataFrame, owned: pl.DataFrame, nets: pl.DataFrame
) -> pl.DataFrame:
    """List doubtful payments, once for each worker whom they may have paid: project_id, worker, day, amount.

    - a line or payout to one of several namesakes, whom no account tells apart;
    - a line or payout to a card of several workers: those of them who bear the name given, else any of them;
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
            _holders(wage.filter("shared"), known, owned),
            _holders(unknown_payouts.filter("shared"), known, owned),
            _due_so_much(debits.filter(wordless()), nets),
            _due_so_much(unknown_payouts.filter(~col("homonyms") & ~col("shared")), nets),
            _beyond_the_list(debits, payouts, nets),
        ]
    )


def _bearers(lines: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    bears = bearing(col("payee"))
    return _of(lines.with_columns(bears=bears).join(_names(known, lines), on=["project_id", "bears"]), "bearer")


def _holders(lines: pl.DataFrame, known: pl.DataFrame, owned: pl.DataFrame) -> pl.DataFrame:
    """Find the holders of a shared card: those who bear the name that a line gives, or all where none does."""
    held = owned.select("project_id", col("card_no").alias("account"), col("worker").alias("bearer"))
    pairs = (
        lines.with_columns(bears=bearing(col("payee")))
        .join(having(held, lines, ["project_id", "account"]).unique(), on=["project_id", "account"])
        .join(_names(known, lines).with_columns(named=True), on=["project_id", "bears", "bearer"], how="left")
    )
    return _of(pairs.filter(col("named").is_not_null() | col("named").is_null().all().over("rid")), "bearer")


def _names(known: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """List the names that workers of the lines' projects bear: project_id, bears, bearer."""
    return (
        having(known, lines, ["project_id"])
        .select("project_id", bearing(col("name")).alias("bears"), col("worker").alias("bearer"))
        .unique()
    )


def _due_so_much(lines: pl.DataFrame, nets: pl.DataFrame) -> pl.DataFrame:
    """Find the workers who were due just that amount for a month that had begun."""
    due = nets.select("project_id", col("worker").alias("creditor"), "month", col("net").alias("amount"))
    pairs = lines.join(due, on=["project_id", "amount"], suffix="_due").filter(col(_month_of(lines)) <= col("day"))
    return _of(pairs.unique(["rid", "creditor"]), "creditor")


def _beyond_the_list(lines: pl.DataFrame, payouts: pl.DataFrame, nets: pl.DataFrame) -> pl.DataFrame:
    """Find the workers whom a list leaves out, and who may be those that the rest of its batch paid.

    A bank may debit what failed too: only where the line is just that much, nothing is left.
    """
    listed = payouts.group_by("line").agg(
        col("amount").sum().alias("listed"), col("amount").filter("ok").sum().alias("arrived")
    )
    over = (
        lines.join(listed, left_on="rid", right_on="line")
        .filter(col("debit") != col("listed"))
        .select("rid", "project_id", "day", left=col("debit") - col("arrived"))
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
