"""The books of the run: every line classified, every payment matched, every worker-month settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from polars import col

from wagecheck.facts import batch, identity, namesakes, owed, payment
from wagecheck.facts.doubt import doubtful
from wagecheck.facts.due import due_days
from wagecheck.facts.employers import own_employers, with_payroll_of_employer
from wagecheck.facts.evidence import gaps, window
from wagecheck.facts.joins import beside, having
from wagecheck.facts.labour import attended, by_day, payroll_months, signed_by_worker
from wagecheck.facts.names import bearing, folded, read_once
from wagecheck.facts.provenance import number
from wagecheck.facts.torn import NOTHING_TORN, unasked, unless_torn, where_torn
from wagecheck.facts.transaction import FEE, classify
from wagecheck.facts.worker_month import months_of, worker_months
from wagecheck.law import Law

_WHO = ["project_id", "worker"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the facts are built from. Every frame carries project_id; `rid` names table rows."""

    tables: Mapping[str, pl.DataFrame]
    """The canonical tables with `rid`, people's tables with `worker`."""
    known: pl.DataFrame
    """Workers and the names they bear: project_id, worker, name."""
    cards: pl.DataFrame
    """Whose card each number is: project_id, card_no, worker, rid."""
    days: pl.DataFrame
    """Attendance by day, one row a worker and day."""
    lines: pl.DataFrame
    """Statement lines with `kind`, `worker`, `tier`."""
    paid: pl.DataFrame
    """Payments to workers that stand."""
    idle: pl.DataFrame
    """Returns that voided no payment."""
    doubt: pl.DataFrame
    """Lines that may have paid a worker, once for each such worker."""
    window: pl.DataFrame
    """Days that the statement covers: project_id, evidence_from, evidence_end."""
    gaps: pl.DataFrame
    """Stretches of days of which the statement may lack lines: project_id, since, until."""
    torn: pl.DataFrame
    """Papers of which a part was not read: project_id, table."""
    months: pl.DataFrame
    """Worker-months: worked, due, settled, owed."""
    unexplained: pl.DataFrame
    """Batch lines that no payout list explains."""
    payouts: pl.DataFrame
    """Payout rows with worker, `ok` (the bank paid them) and `tied` (a batch line covers them)."""


def keep_books(tables: Mapping[str, pl.DataFrame], law: Law, *, on: date, torn: pl.DataFrame = NOTHING_TORN) -> Ledger:
    """Work the tables of all projects into one set of books.

    `torn`: project_id, table: the papers of which a part was not read.
    """
    numbered, known = with_workers(tables)
    numbered = unasked(numbered, torn)
    owned = identity.cards(numbered)
    lines = _lines(numbered, owned, known, law)
    payouts = batch.lists(_payouts(numbered, owned, known))
    tied = batch.tie(lines, payouts)
    lines = batch.proved(lines, tied)
    covered = _covered(payouts, tied, lines)
    standing, idle = payment.void(payment.gather(lines, covered), payment.returned(lines))
    shown = window(numbered["project"], lines, numbered["control"], torn)
    missed = gaps(lines, numbered["control"], torn)
    days = by_day(numbered["attendance"])
    months = _as_far_as_known(_months(numbered, known, days, on=on), torn).with_row_index("place")
    nets = months.select("place", "who", *_WHO, "month", "net", "due_date").filter(col("net").is_not_null())
    alone = batch.unexplained(lines, tied, nets)
    offsets = numbered["project"].select("project_id", "pay_month_offset")
    doubt = doubtful(lines, covered.filter("tied"), known, owned, nets)
    settled = owed.reckon(
        nets,
        owed.payments_net(standing, idle),
        doubt,
        owed.hidden_months(nets, shown, batch.months_paid(alone, nets, offsets), missed),
        shown,
    )
    found = settled.drop("who", *_WHO, "month", "net", "due_date")
    judged = months.join(found, on="place", how="left").drop("place")
    judged = judged.with_columns(
        payment_gap=pl.when(col("net").is_null()).then(pl.lit("payroll")).otherwise("payment_gap")
    )
    regions = numbered["project"].select("project_id", "region")
    full = worker_months(judged.join(regions, on="project_id", how="left"), law)
    return Ledger(numbered, known, owned, days, lines, standing, idle, doubt, shown, missed, torn, full, alone, covered)


def _as_far_as_known(months: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Make unknown what a torn payroll or attendance sheet does not say of worker-months."""
    flags = {"on_payroll": "payroll", "employer_has_payroll": "payroll", "attended": "attendance"}
    return where_torn(unless_torn(months, torn, flags), torn, "attendance", days=None)


def _covered(payouts: pl.DataFrame, tied: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Say of each payout whether a batch line covers it; where the bank gave no day, that line's day is its day."""
    booked = lines.select(col("rid").alias("line"), col("booked_at").dt.date().alias("booked_on"))
    return (
        payouts.join(tied, on=["project_id", "list"], how="left")
        .join(booked, on="line", how="left")
        .with_columns(tied=col("line").is_not_null(), day=pl.coalesce("day", "booked_on"))
    )


def with_workers(tables: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Give every row its number, and the rows about people their worker; with the workers and the names they bear."""
    numbered = own_employers(number(tables))
    known = identity.bearers(numbered)
    found = identity.identified(numbered, known)
    cells = ("signed", "signed_asked", "name")
    found["payroll"] = read_once(found["payroll"], *cells, signed_by_worker=signed_by_worker())
    return found, known


def _lines(tables: Mapping[str, pl.DataFrame], owned: pl.DataFrame, known: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Classify the statement: each line with its worker, tier and kind, and the tolerances of its day."""
    regions = tables["project"].select("project_id", "region")
    lines = tables["statement"].rename({"counterparty_account": "account", "counterparty_name": "payee"})
    zero = pl.lit(0).cast(pl.Decimal(18, 2))
    told = read_once(lines, "payee", folded=folded("payee"), bears=bearing(folded("payee")))
    matched = identity.match(
        told.with_columns(col("debit").fill_null(zero), col("credit").fill_null(zero), payee="folded").drop("folded"),
        owned,
        known,
    )
    placed = matched.join(regions, on="project_id", how="left", maintain_order="left").with_columns(
        booked_on=col("booked_at").dt.date(), place=col("region").fill_null("")
    )
    lawful = law.attach(placed, [FEE, batch.DAYS_APART], place="place", on="booked_on").drop("booked_on", "place")
    return classify(lawful, tables["project"], tables["subcontractor"])


def _payouts(tables: Mapping[str, pl.DataFrame], owned: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Match payout rows: an ID number of the project decides (tier `id`), else account and name as on a line."""
    regions = tables["project"].select("project_id", "region")
    rows = tables["payout"].rename({"payee_account": "account", "payee_name": "payee", "worker": "claimed"})
    by_paper = owned.filter(~col("rid").is_in(rows["rid"].implode()))
    matched = identity.match(read_once(rows, "payee", bears=bearing(col("payee"))), by_paper, known)
    by_id = col("id_no").is_not_null() & col("claimed").is_not_null()
    return matched.with_columns(
        worker=pl.when(by_id).then(col("claimed")).otherwise(col("worker")),
        tier=pl.when(by_id & (col("claimed") != col("worker")).fill_null(True)).then(pl.lit("id")).otherwise("tier"),
    ).join(regions, on="project_id", how="left")


def _months(tables: Mapping[str, pl.DataFrame], known: pl.DataFrame, days: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Join work and payroll by worker and month, with the day on which the wages fall due."""
    stays = (
        tables["roster"]
        .group_by(_WHO)
        .agg(
            col("name").drop_nulls().first().alias("roster_name"),
            col("employer").drop_nulls().first().alias("roster_employer"),
            col("team").drop_nulls().first().alias("roster_team"),
        )
    )
    firm = col("employer").drop_nulls()
    people = identity.names(known).join(stays, on=_WHO, how="left")
    firmless = having(tables["payroll"], people.filter(col("roster_employer").is_null()), _WHO)
    one_firm = firmless.group_by(_WHO).agg(pl.when(firm.n_unique() == 1).then(firm.first()).alias("one_firm"))
    people = (
        beside(people, one_firm, _WHO)
        .with_columns(
            name=pl.coalesce("roster_name", "name"), roster_employer=pl.coalesce("roster_employer", "one_firm")
        )
        .drop("one_firm")
    )
    payroll = (
        tables["payroll"]
        .join(stays.select(*_WHO, "roster_employer"), on=_WHO, how="left", maintain_order="left")
        .with_columns(employer=pl.coalesce("employer", "roster_employer"))
    )
    worked = attended(tables["attendance"], days, on)
    months = months_of(worked, payroll_months(payroll), people, lost=namesakes.lost(tables))
    months = with_payroll_of_employer(months, payroll)
    due = due_days(months, tables["project"])
    return months.join(due, on=["project_id", "month"], how="left").with_columns(is_due=col("due_date") < on)
