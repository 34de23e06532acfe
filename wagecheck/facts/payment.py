"""Payments: money that reached a worker, line by line or within a batch, less what the bank sent back."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.joins import beside, having
from wagecheck.facts.names import bearing, read_once
from wagecheck.facts.torn import torn_in
from wagecheck.tables import Money

_COLUMNS = (
    "project_id",
    "region",
    "worker",
    "day",
    "amount",
    "tier",
    "payee",
    "account",
    "origin",
    "file",
    "row",
    "rid",
)


class Payment(Fact):
    """付给农民工的一笔工资: one row a payment that stands. The law's date is the day of the payment."""

    law_date: pl.Date = column("法定日期", "statement.booked_at", "payout.paid_at")
    worker: pl.String = column("农民工", "statement.counterparty_account", "statement.counterparty_name")
    paid_on: pl.Date = column("付款日期", "statement")
    paid_amount: Money = column("金额", "statement")
    by_account: pl.Boolean = column("按账号匹配", "statement.counterparty_account")
    off_card: pl.Boolean = column("收款账号不是已知工资卡", "statement.counterparty_account")
    card_known: pl.Boolean = column("花名册有工资卡号", "roster.card_no")
    to_own_card: pl.Boolean = column("付至本人登记工资卡", "statement.counterparty_account", "roster.card_no")
    payee_account: pl.String = column("收款账号", "statement.counterparty_account")
    roster_card: pl.String = column("登记工资卡号", "roster.card_no")
    payee_known: pl.Boolean = column("有收款户名", "statement.counterparty_name")
    payee_name: pl.String = column("收款户名", "statement.counterparty_name")
    worker_name: pl.String = column("农民工姓名", "roster")
    payee_is_worker: pl.Boolean = column("收款户名与农民工一致", "statement.counterparty_name", "roster")
    same_payments: pl.Int32 = column("同日同额笔数", "statement")


def gather(lines: pl.DataFrame, payouts: pl.DataFrame) -> pl.DataFrame:
    """Gather what was paid out to workers: individual debits, and payouts of a batch that a line covers.

    `payouts` carry worker, tier, `ok` and `tied`. One row a payment: project_id, region, worker, day, amount, tier,
    payee, account, origin …, and `failed` for a payout that reached nobody (it is kept so that its return voids
    nothing else).
    """
    single = (
        lines.lazy()
        .filter((col("kind") == "wage") & col("worker").is_not_null())
        .select(
            *_COLUMNS[:3],
            col("booked_at").dt.date().alias("day"),
            col("debit").alias("amount"),
            *_COLUMNS[5:8],
            pl.lit("statement").alias("origin"),
            *_COLUMNS[9:],
            pl.lit(False).alias("failed"),
        )
        .collect()
    )
    within = payouts.filter(col("tied") & col("worker").is_not_null() & (col("amount") > 0)).select(
        *_COLUMNS[:8], pl.lit("payout").alias("origin"), *_COLUMNS[9:], (~col("ok")).alias("failed")
    )
    return pl.concat([single, within])


def returned(lines: pl.DataFrame) -> pl.DataFrame:
    """List the returns that concern a worker: project_id, worker, day, amount, rid."""
    return lines.filter((col("kind") == "return") & col("worker").is_not_null()).select(
        "project_id", "worker", col("booked_at").dt.date().alias("day"), col("credit").alias("amount"), "rid"
    )


def void(paid: pl.DataFrame, returns: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Let each return void the latest earlier payment of its amount to its worker; a failed payout goes first.

    Of the lines of one day those above it in the bank's order are earlier; only where there are none, those below.
    Gives the payments that stand, and the returns that voided none (they lower what was paid, from their own day).
    """
    key = ["project_id", "worker", "amount"]
    concerned = having(paid, returns, key).sort("day", "rid")
    waiting: dict[tuple[object, ...], list[tuple[bool, date, int]]] = {}
    listed = set(paid.filter(col("origin") == "payout")["rid"])
    for *who, failed, day, rid in concerned.select(*key, "failed", "day", "rid").iter_rows():
        waiting.setdefault(tuple(who), []).append((failed, day, rid))
    gone: list[int] = []
    idle: list[int] = []
    for *who, day, rid in returns.sort("day", "rid").select(*key, "day", "rid").iter_rows():
        by_then = [item for item in waiting.get(tuple(who), []) if item[1] <= day]
        earlier = [item for item in by_then if item[1] < day or item[2] < rid or item[2] in listed] or by_then
        if earlier:
            voided = next((item for item in earlier if item[0]), earlier[-1])
            waiting[tuple(who)].remove(voided)
            gone.append(voided[2])
        else:
            idle.append(rid)
    standing = paid.filter(~col("failed") & ~col("rid").is_in(gone))
    return standing, returns.filter(col("rid").is_in(idle))


def payments(standing: pl.DataFrame, known: pl.DataFrame, roster: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of payments that stand. `roster`: its rows with `worker`.

    A worker may have another card in the part of a `torn` roster that was not read.

    A payout told by its ID number counts as matched by account for its name, and as off the card for its account.
    """
    own = pl.when(col("account").is_not_null()).then(col("own_cards").list.contains(col("account")))
    return (
        _with_payees(standing, known, roster, torn)
        .with_columns(own=own)
        .select(
            "project_id",
            "region",
            "worker",
            law_date=col("day"),
            paid_on=col("day"),
            paid_amount=col("amount"),
            subject=pl.format("{}#{}", "file", "row"),
            subject_name=col("name"),
            identity=pl.format("{}|{}", "day_said", "worker"),
            worker_name=col("name"),
            sources=pl.concat_list("rid"),
            by_account=col("tier") != "name",
            off_card=col("tier").is_in(["name", "id"]),
            card_known=pl.when(col("own_cards").is_null()).then(~col("registered")).otherwise("has_card"),
            to_own_card=pl.when("own").then(True).when(~_masked("account") & ~col("doubt")).then("own"),
            payee_account=col("account"),
            roster_card=col("listed_cards"),
            payee_known=col("payee").is_not_null(),
            payee_name=col("payee"),
            payee_is_worker=pl.when(~col("masked")).then(col("bears").list.contains(col("payee_bears"))),
            same_payments=pl.len().over("who", "day", "amount"),
        )
    )


def _with_payees(standing: pl.DataFrame, known: pl.DataFrame, roster: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Add to payments whom each paid: names and cards of the worker, who goes by a number, and what the bank wrote."""
    who = ["project_id", "worker"]
    named = read_once(known, "name", bears=bearing(col("name"))).group_by(who).agg(col("name").min(), "bears")
    people = named.join(_own_cards(roster), on=who, how="left").with_row_index("who")
    registered = roster.select("project_id", pl.lit(True).alias("registered")).unique()
    dated = read_once(standing, "day", day_said=col("day").cast(pl.String))
    read = read_once(dated, "payee", payee_bears=bearing(col("payee")), masked=_masked("payee"))
    return (
        beside(read, torn_in(torn, "roster"), ["project_id"])
        .join(people, on=who, how="left")
        .join(registered, on="project_id", how="left")
        .with_columns(col("doubt") | col("torn").fill_null(value=False))
        .with_columns(
            has_card=pl.when(~col("doubt") | col("has_card")).then("has_card"),
            registered=pl.when(col("torn").is_null()).then("registered"),
        )
    )


def _masked(number: str) -> pl.Expr:
    return col(number).str.contains("*", literal=True)


def _own_cards(roster: pl.DataFrame) -> pl.DataFrame:
    """Give the cards that the roster has for each worker: project_id, worker, own_cards, listed_cards, has_card, doubt.

    `has_card` is null where nobody asked for the card or its number was damaged; `doubt`: some of them were.
    """
    return (
        roster.drop_nulls("worker")
        .group_by("project_id", "worker")
        .agg(
            col("card_no").drop_nulls().unique().sort().alias("own_cards"),
            (col("card_no_damaged") | (col("card_no").is_null() & ~col("card_no_asked"))).any().alias("doubt"),
        )
        .with_columns(
            listed_cards=col("own_cards").list.join("、"),
            has_card=pl.when(col("own_cards").list.len() > 0).then(True).when(~col("doubt")).then(False),
        )
    )
