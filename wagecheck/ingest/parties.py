"""Payer and payee against the own account: who stands on the other side of a line, and which way the money went."""

import polars as pl

from wagecheck.ingest import convert

_PAIR = ("payer", "payee")
_ABOVE = {"account": "own_account", "name": "account_name"}
_ACCOUNT = r"[0-9*xX][0-9*xX \-]{6,}[0-9*xX]"
_AROUND = r"^[\s/|,;:、,;:()()\[\]_-]+|[\s/|,;:、,;:()()\[\]_-]+$"


def split_joined(read: pl.DataFrame) -> pl.DataFrame:
    """Cut a column that holds account and name of the counterparty into the two."""
    if "counterparty" not in read.columns:
        return read
    whole = pl.col("counterparty")
    account = whole.str.extract(f"({_ACCOUNT})", 1).str.replace_all("[ -]", "")
    name = whole.str.replace(_ACCOUNT, " ").str.replace_all(_AROUND, "").replace({"": None})
    return read.with_columns(
        pl.coalesce("counterparty_account", account).alias("counterparty_account"),
        pl.coalesce("counterparty_name", name).alias("counterparty_name"),
    )


def outward(read: pl.DataFrame) -> pl.Expr:
    """Say whether money went out: the payer is the account (else the name) that the statement is about."""
    told = []
    for what in ("account", "name"):
        payer, payee, own = (pl.col(name) for name in (f"payer_{what}", f"payee_{what}", f"_own_{what}"))
        if {f"payer_{what}", f"payee_{what}", f"_own_{what}"} <= set(read.columns):
            pays, gets = ((party == own).fill_null(value=False) for party in (payer, payee))
            told.append(pl.when(pays != gets).then(pays))
    return pl.coalesce(*told, pl.lit(None, pl.Boolean))


def with_own(read: pl.DataFrame) -> pl.DataFrame:
    """Find the own account and name of a statement: in its column, in the lines above, or the party of all lines."""
    for what in ("account", "name"):
        payer, payee = f"payer_{what}", f"payee_{what}"
        if payer not in read.columns or payee not in read.columns:
            continue
        constant = _constant(read, payer, payee)
        said = [_said(_ABOVE[what])] if f"_said_{_ABOVE[what]}" in read.columns else []
        column = [pl.col("own_account")] if what == "account" else []
        meets = [pl.when((one == pl.col(payer)) | (one == pl.col(payee))).then(one) for one in (*column, *said)]
        read = (
            read.join(constant, on="_piece", how="left", maintain_order="left")
            .with_columns(pl.coalesce(*meets, "_constant").alias(f"_own_{what}"))
            .drop("_constant")
        )
    return read


def inferred(lines: pl.DataFrame) -> str | None:
    """Give the account that takes part in every line of one statement, where the lines name no other account as theirs.

    None unless the others are at least two: of two parties who only deal with each other, either may be the owner.
    """
    if "_own_account" not in lines.columns or lines["own_account"].is_not_null().any():
        return None
    own = lines["_own_account"].drop_nulls().unique()
    others = set(lines["counterparty_account"].drop_nulls()) - set(own)
    return str(own.item()) if len(own) == 1 and len(others) > 1 else None


def _said(name: str) -> pl.Expr:
    kind = "number" if name == "own_account" else "text"
    return convert.READERS[kind](convert.fold(pl.col(f"_said_{name}"), kind))


def _constant(read: pl.DataFrame, payer: str, payee: str) -> pl.DataFrame:
    """Give the one party that takes part in every line of a statement: `_piece`, `_constant`."""
    lines = read.select("_piece", "row", payer, payee).filter(pl.any_horizontal(pl.col(payer, payee).is_not_null()))
    many = lines.group_by("_piece").agg(pl.len().alias("_lines"))
    each = lines.unpivot([payer, payee], index=["_piece", "row"], value_name="_constant").drop_nulls("_constant")
    counted = each.group_by("_piece", "_constant").agg(pl.col("row").n_unique().alias("_in"))
    always = counted.join(many, on="_piece").filter(pl.col("_in") == pl.col("_lines"))
    return always.filter(pl.len().over("_piece") == 1).select("_piece", "_constant")


def with_counterparty(read: pl.DataFrame, out: pl.Expr) -> pl.DataFrame:
    """Let the other party of each line be its counterparty, where no column names one."""
    for what in ("account", "name", "bank"):
        payer, payee, other = (f"{side}_{what}" for side in (*_PAIR, "counterparty"))
        there = [name for name in (payer, payee) if name in read.columns]
        if not there or other not in read.columns:
            continue
        paid_to = pl.col(payee) if payee in there else pl.lit(None, pl.String)
        paid_by = pl.col(payer) if payer in there else pl.lit(None, pl.String)
        party = pl.when(out).then(paid_to).when(~out).then(paid_by)
        read = read.with_columns(pl.coalesce(other, party).alias(other))
        if what == "account":
            lost = {name: convert.damaged(pl.col(f"{name}?")) for name in there}
            to, by = (lost.get(name, pl.lit(value=False)) for name in (payee, payer))
            mark = pl.when(out).then(to).when(~out).then(by).fill_null(value=False)
            read = read.with_columns((pl.col(f"{other}_damaged") | mark).alias(f"{other}_damaged"))
    return read
