"""Statement files: whose account each shows, and whether its lines agree with what the bank itself counts."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided

_FILE = ["project_id", "file"]
_SHEET = [*_FILE, "sheet"]


class StatementFile(Fact):
    """一个专户流水文件: one row a file. The law's date is the last day that it shows."""

    law_date: pl.Date = column("法定日期", "statement.booked_at")
    own_account: pl.String = column("本方账号", "statement.own_account")
    own_account_known: pl.Boolean = column("本方账号可知", "statement.own_account")
    account_no: pl.String = column("专户账号", "project.account_no")
    account_provided: pl.Boolean = column("有专户账号", "project.account_no")
    same_account: pl.Boolean = column("与专户账号一致", "statement.own_account", "project.account_no")
    totals_given: pl.Boolean = column("有银行控制数", "control")
    totals_agree: pl.Boolean = column("与银行控制数一致", "statement", "control")
    differences: pl.String = column("不一致之处", "statement", "control")
    sides_proved: pl.Boolean = column("收支方向经余额证明", "statement.balance")
    """Null where a line has no balance: which side is out is then known from the heading or flag alone."""


def statement_files(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Build the fact rows of statement files. Totals are compared sheet by sheet, with every line of the sheet.

    Where rows of a sheet could not be read, that its lines fall short of the bank's totals means nothing.
    """
    sheets = _sheets(tables["statement"], tables["control"])
    files = sheets.group_by(_FILE).agg(
        col("begins").min(),
        col("last").max().alias("law_date"),
        col("totals_given").any(),
        _all_or_unknown(col("agrees")).alias("totals_agree"),
        col("differs").filter(col("differs") != "").sort().str.join("; ").alias("differences"),
        col("first_row").min().alias("first_row"),
        _proved().alias("sides_proved"),
    )
    owned = _own(tables["statement"], tables["control"], tables["project"])
    return files.join(owned, on=_FILE, how="left").with_columns(
        subject=col("file"),
        subject_name=col("file"),
        identity=pl.format("{}|{}", _plain("own_account").fill_null(""), "begins"),
        sources=pl.concat_list("first_row"),
    )


def _all_or_unknown(verdicts: pl.Expr) -> pl.Expr:
    return pl.when((~verdicts).any()).then(False).when(verdicts.is_not_null().all()).then(True)


def _proved() -> pl.Expr:
    """Say whether the balance proves the sides of every sheet; unknown where it cannot."""
    return pl.when(col("sides_proved").fill_null(False).all()).then(True)


def _plain(name: str) -> pl.Expr:
    return col(name).str.replace_all(r"[\s-]", "")


def _own(lines: pl.DataFrame, control: pl.DataFrame, project: pl.DataFrame) -> pl.DataFrame:
    """Say by file which account it shows, and whether it is the project's; a masked or damaged number decides nothing.

    A file that shows several accounts must show the project's only.
    """
    named = pl.concat(table.select(*_FILE, "own_account", "own_account_damaged") for table in (control, lines)).unique(
        maintain_order=True
    )
    registered = project.select(
        "project_id",
        "account_no",
        _plain("account_no").alias("registered"),
        (provided("account_no") | col("account_no_damaged")).alias("account_provided"),
    )
    whole = ~col("own_account").str.contains(r"\*") & ~col("registered").str.contains(r"\*")
    shown = named.join(registered, on="project_id", how="left").with_columns(
        same=pl.when(whole).then(_plain("own_account") == col("registered")),
        seen=col("own_account").is_not_null() | col("own_account_damaged"),
    )
    return shown.group_by(_FILE).agg(
        pl.coalesce(
            col("own_account").filter(~col("same")).first(),
            col("own_account").drop_nulls().first(),
        ).alias("own_account"),
        col("seen").any().alias("own_account_known"),
        _all_or_unknown(col("same").filter("seen")).alias("same_account"),
        col("account_no").first(),
        col("account_provided").first(),
    )


_COUNTED = {
    "total_debit": ("借方总额", "sum_debit"),
    "total_credit": ("贷方总额", "sum_credit"),
    "count_debit": ("借方笔数", "n_debit"),
    "count_credit": ("贷方笔数", "n_credit"),
}
"""What the bank states of a sheet, what the reader calls it, and what its lines add up to."""
_UNITS = {"total": "元", "count": "笔"}

_OF_READING = ("lines_unread", "sides_proved")
"""What became of the lines of a sheet when they were read."""


def _said(total: str) -> pl.Expr:
    label, counted = _COUNTED[total]
    unit = pl.lit(_UNITS[total.partition("_")[0]])
    return pl.format("{}: 银行 {} {}, 逐笔 {} {}", pl.lit(label), _separated(total), unit, _separated(counted), unit)


def _separated(name: str) -> pl.Expr:
    """Write a number with thousands separators: 1234567.00 is 1,234,567.00."""
    backwards = col(name).cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", "${1},")
    return backwards.str.reverse().str.replace("^(-?),", "${1}")


def _sheets(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Compare by sheet what the bank states with what its lines add up to."""
    readable = (col("debit").is_not_null() | col("credit").is_not_null()).all()
    counted = lines.group_by(_SHEET).agg(
        col("booked_at").min().dt.date().alias("begins"),
        col("booked_at").max().dt.date().alias("last"),
        col("rid").min().alias("first_line"),
        *(
            pl.when(readable).then(value).alias(name)
            for side in ("debit", "credit")
            for name, value in ((f"sum_{side}", col(side).sum()), (f"n_{side}", (col(side) > 0).sum().cast(pl.Int32)))
        ),
    )
    stated = control.select(*_SHEET, *_COUNTED, "range_through", *_OF_READING, col("rid").alias("control_row"))
    sheets = counted.join(stated, on=_SHEET, how="full", coalesce=True)
    empty = col("first_line").is_null()
    filled = sheets.with_columns(
        pl.when(empty).then(0).otherwise(col(name)).cast(sheets.schema[name]).alias(name)
        for _, name in _COUNTED.values()
    )
    whole = col("lines_unread").fill_null(0) == 0
    verdicts = {
        said: pl.when(col(said) == col(name)).then(True).when(whole).then(col(said) == col(name))
        for said, (_, name) in _COUNTED.items()
    }
    given = pl.any_horizontal(col(said).is_not_null() for said in _COUNTED)
    agrees = pl.all_horizontal(
        pl.when(col(said).is_null()).then(True).otherwise(equal) for said, equal in verdicts.items()
    )
    return filled.with_columns(
        last=pl.coalesce("range_through", "last"),
        first_row=pl.coalesce("control_row", "first_line"),
        totals_given=given,
        agrees=agrees,
        differs=pl.concat_str(
            *(pl.when(~equal).then(_said(said)) for said, equal in verdicts.items()),
            separator="; ",
            ignore_nulls=True,
        ),
    )
