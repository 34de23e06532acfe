"""Transactions: what each line of the wage account is. Every line has exactly one kind."""

from functools import reduce

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.joins import beside
from wagecheck.facts.names import folded, is_organisation, is_person, read_once
from wagecheck.facts.torn import all_named, torn_in
from wagecheck.tables import Money

KINDS = {
    "repeat": "重复导出",
    "wage": "工资",
    "batch": "批量代发",
    "return": "退汇",
    "allotment": "人工费拨付",
    "top_up": "总包补足",
    "interest": "利息",
    "fee": "手续费",
    "cash": "支取现金",
    "seizure": "扣划",
    "closing": "销户转出",
    "diversion_company": "转出至单位",
    "diversion_person": "转出至非本项目人员",
    "other_in": "其他入账",
    "other_out": "去向不明支出",
}
"""Every kind of line, and what the reader calls it."""

_WAGE = "代发|工资|批量"
_RETURN = "退汇|退票|冲正|退回|失败"
_FEE = "手续费|工本费|服务费|短信费"
FEE = "fee.max_amount"
"""Key of the law that `classify` reads as a column: up to how many yuan a fee is one."""
_CASH = "现金|取现|提现|备用金"
_SEIZURE = "扣划|冻结|强制|法院"
_INTEREST = "利息|结息|入息"
TREASURY = "财政|国库"
"""Words of a public treasury, which pays for a government project in its owner's place."""
_OF_PAYEE = ("person", "organisation", "treasury", "court")
"""What is read in the name of a payee."""
_OF_WORDS = {"wage": _WAGE, "back": _RETURN, "fee": _FEE, "cash": _CASH, "seizure": _SEIZURE, "interest": _INTEREST}
"""What is read in the words of a line."""
_SAID = {name: f"says_{name}" for name in _OF_WORDS}


class Transaction(Fact):
    """专户流水的一笔: one row a line of the statement. The law's date is the day it was booked."""

    law_date: pl.Date = column("法定日期", "statement.booked_at")
    kind: pl.String = column("款项性质", "statement")
    line_amount: Money = column("金额", "statement")
    counterparty: pl.String = column("对方户名", "statement.counterparty_name")
    booked_on: pl.Date = column("交易日期", "statement")
    workers_known: pl.Boolean = column("有人员名单", "roster", "payroll")
    cash: pl.Boolean = column("支取现金", "statement.summary")
    to_company: pl.Boolean = column("转出至单位", "statement.counterparty_name", parameters=(FEE,))
    to_stranger: pl.Boolean = column("转出至非本项目人员", "statement.counterparty_name", "roster", "payroll")
    seized: pl.Boolean = column("扣划", "statement.summary")
    is_credit: pl.Boolean = column("入账", "statement")
    source_unclear: pl.Boolean = column(
        "入账来源不明", "statement.counterparty_name", "project.owner_name", "project.contractor_name"
    )
    has_previous: pl.Boolean = column("有上一笔", "statement")
    balance: Money = column("余额", "statement.balance")
    expected_balance: Money = column("应有余额", "statement.balance")


def classify(lines: pl.DataFrame, project: pl.DataFrame, subcontractors: pl.DataFrame) -> pl.DataFrame:
    """Add `kind` to statement lines with folded payees that know `worker`, `shared` and `homonyms`, and carry `FEE`.

    An own firm of the project (contractor, subcontractor, owner) is never the bank's batch account, whatever the words.
    """
    parties = project.select("project_id", "funding", "account_closed", folded("owner_name"), folded("contractor_name"))
    firms = subcontractors.select(
        "project_id", folded("employer").alias("payee"), pl.lit(True).alias("subcontract")
    ).unique()
    told = lines.with_columns(words=pl.concat_str("summary", "purpose", separator=" ", ignore_nulls=True))
    worded = read_once(
        read_once(told, "words", **{_SAID[name]: _says(words, where="words") for name, words in _OF_WORDS.items()}),
        "payee",
        person=is_person("payee").fill_null(False),
        organisation=is_organisation("payee"),
        treasury=_says(TREASURY, where="payee"),
        court=_says("法院", where="payee"),
    )
    return (
        worded.join(_in_first_sheet(worded), on="rid", how="left", maintain_order="left")
        .join(parties, on="project_id", how="left", maintain_order="left")
        .join(firms, on=["project_id", "payee"], how="left", maintain_order="left")
        .with_columns(
            kind=pl.when(_repeated())
            .then(pl.lit("repeat"))
            .when(col("debit") > 0)
            .then(_kind_out())
            .otherwise(_kind_in()),
            parties_known=col("owner_name").is_not_null()
            & col("contractor_name").is_not_null()
            & (col("funding").is_not_null() | ~col("treasury")),
        )
        .drop("account_closed", "owner_name", "contractor_name", "subcontract", "in_first_sheet")
        .drop("words", *_OF_PAYEE, *_SAID.values())
    )


def _says(words: str, *, where: str) -> pl.Expr:
    return col(where).str.contains(words).fill_null(False)


def _is(party: str) -> pl.Expr:
    """Say whether the counterparty is that party; a bank may write a branch or a purpose behind its name."""
    return col("payee").str.starts_with(col(party)).fill_null(False)


def _repeated() -> pl.Expr:
    """Say whether a line stood already in another sheet: exports of one account overlap.

    Only lines that the balance or the bank's serial number tells apart from their like are known to be the same.
    """
    told = col("balance").is_not_null() | col("serial").is_not_null()
    return told & ~col("in_first_sheet")


def _in_first_sheet(lines: pl.DataFrame) -> pl.DataFrame:
    """Say of each line that stands in several rows whether its sheet is the first with it: rid, in_first_sheet.

    Lines of projects with one sheet alone, as most are, are not looked at.
    """
    bank = ["booked_at", "debit", "credit", "balance", "payee", "account", "serial", "summary"]
    sheets = lines.select("project_id", "file", "sheet").unique().group_by("project_id").len().filter(col("len") > 1)
    sheet = pl.struct("file", "sheet")
    first = sheet == sheet.first().over("project_id", *bank, order_by="rid")
    return lines.join(sheets, on="project_id", how="semi").select("rid", in_first_sheet=first)


def _kind_out() -> pl.Expr:
    person, organisation = col("person"), col("organisation")
    own_firm = col("subcontract").fill_null(False) | _is("contractor_name") | _is("owner_name")
    matched = col("worker").is_not_null() | col("shared") | col("homonyms")
    court = (col(_SAID["seizure"]) | col("court")) & ~col(_SAID["wage"])
    closes = _is("contractor_name") & (col("booked_at").dt.date() == col("account_closed")) & (col("balance") == 0)
    kinds = [
        (matched, "wage"),
        (col(_SAID["fee"]) & (col("debit") <= col(FEE)) & ~person, "fee"),
        (col(_SAID["cash"]), "cash"),
        (closes, "closing"),
        (col(_SAID["wage"]) & ~person & ~own_firm, "batch"),
        (court, "seizure"),
        (organisation | own_firm, "diversion_company"),
        (person, "diversion_person"),
    ]
    return _first(kinds, otherwise="other_out")


def _kind_in() -> pl.Expr:
    matched = col("worker").is_not_null() | col("shared") | col("homonyms")
    treasury = col("treasury") & (col("funding") == "政府投资")
    kinds = [
        (col(_SAID["back"]) & matched, "return"),
        (_is("owner_name") | treasury, "allotment"),
        (_is("contractor_name"), "top_up"),
        (col(_SAID["interest"]), "interest"),
    ]
    return _first(kinds, otherwise="other_in")


def _first(kinds: list[tuple[pl.Expr, str]], *, otherwise: str) -> pl.Expr:
    """Name the first kind whose condition holds."""
    return reduce(
        lambda rest, kind: pl.when(kind[0]).then(pl.lit(kind[1])).otherwise(rest), kinds[::-1], pl.lit(otherwise)
    )


def transactions(lines: pl.DataFrame, control: pl.DataFrame, known: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of classified lines. Where a paper that names workers is `torn`, any stranger may be one.

    The balance chain starts anew with each sheet; its first line has a previous balance only if the bank states one.
    Where rows of a sheet, or a part of the statement, could not be read, a step that does not fit may be theirs: what
    is expected is then unknown.
    """
    expected = col("before") + col("credit") - col("debit")
    unread = (col("lines_unread") > 0) | col("torn")
    excused = (expected != col("balance")) & unread
    return (
        beside(_in_sheets(lines, control), torn_in(torn, "statement"), ["project_id"])
        .join(all_named(known, torn), on="project_id", how="left")
        .with_columns(col("workers_known").fill_null(False))
        .select(
            "project_id",
            "region",
            "kind",
            "balance",
            "workers_known",
            "booked_on",
            law_date=col("booked_on"),
            subject=pl.format("{}#{}", "file", "row"),
            subject_name=pl.col("payee"),
            identity=_identity(),
            counterparty=col("payee"),
            sources=pl.concat_list("rid"),
            line_amount=col("debit") + col("credit"),
            cash=col("kind") == "cash",
            seized=pl.when(~_silent()).then(col("kind") == "seizure"),
            is_credit=col("credit") > 0,
            source_unclear=pl.when((col("kind") != "other_in") | (col("parties_known") & col("named"))).then(
                col("kind") == "other_in"
            ),
            to_company=_diverted("diversion_company"),
            to_stranger=pl.when(col("workers_known") | (col("kind") != "diversion_person")).then(
                _diverted("diversion_person")
            ),
            has_previous=col("before").is_not_null() | ~col("begins"),
            expected_balance=pl.when(~excused.fill_null(False)).then(expected),
        )
    )


def _in_sheets(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Add to lines their day, also written, and of their sheets whether they begin it and the balance before them.

    A sheet goes by the `rid` of its first line, as one number. `named`: it names the payees of some lines.
    """
    sheet = ["project_id", "file", "sheet"]
    opening = control.select(*sheet, "opening_balance", "lines_unread").unique(sheet, keep="first")
    sheets = lines.group_by(sheet).agg(col("rid").min().alias("first"), col("payee").is_not_null().any().alias("named"))
    dated = lines.with_columns(booked_on=col("booked_at").dt.date())
    return (
        read_once(dated, "booked_on", day=col("booked_on").cast(pl.String))
        .join(sheets.join(opening, on=sheet, how="left"), on=sheet, how="left", nulls_equal=True)
        .with_columns(begins=col("rid") == col("first"), previous=col("balance").shift(1).over("first", order_by="rid"))
        .with_columns(before=pl.coalesce("previous", pl.when("begins").then("opening_balance")))
    )


def _identity() -> pl.Expr:
    """Name a line by its day and counterparty, as any export of the same account does."""
    party = pl.coalesce("account", "payee", pl.lit(""))
    return pl.format("{}|{}", "day", party)


def _silent() -> pl.Expr:
    """Say whether nothing tells what a line out was for."""
    return (col("kind") == "other_out") & col("summary").is_null() & col("purpose").is_null()


def _diverted(kind: str) -> pl.Expr:
    """Say whether a line is of that kind; unknown where nothing tells whom it paid."""
    return pl.when(col("kind") != "other_out").then(col("kind") == kind)
