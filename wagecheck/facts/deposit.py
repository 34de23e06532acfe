"""The wage deposit of a project, and the instruments that make it up (65号)."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.instrument import counted
from wagecheck.law import Law, calendar
from wagecheck.tables import Money, Ratio

_WIDE = pl.Decimal(38, 8)
_KEYS = (
    "deposit.base_rate",
    "deposit.cap",
    "deposit.cap_lifted_by_arrears",
    "deposit.clean_factor",
    "deposit.clean_years",
    "deposit.arrears_factor",
    "deposit.blacklist_factor",
    "deposit.floor_rate",
    "deposit.lodge_working_days",
)
_RATE_KEYS = (
    "deposit.base_rate",
    "deposit.cap",
    "deposit.cap_lifted_by_arrears",
    "deposit.clean_years",
    "deposit.clean_factor",
    "deposit.arrears_factor",
    "deposit.blacklist_factor",
    "deposit.floor_rate",
)
_ENDS = ("effective_at_least", "effective_at_most")


class DepositAccount(Fact):
    """一个项目的工资保证金: one row a project.

    The law's date is that of the permit, else of the contract: it starts the term.
    """

    law_date: pl.Date = column("法定日期", "project.permit_date", "project.contract_date")
    exempt: pl.Boolean = column("免存", "project.deposit_exempt")
    instruments: pl.Int32 = column("已存笔数", "deposit")
    lodged: pl.Boolean = column("已存储", "deposit")
    first_lodged: pl.Date = column("首次存储日期", "deposit.lodged_date")
    base_date: pl.Date = column("许可或合同日期", "project.permit_date", "project.contract_date")
    deadline: pl.Date = column(
        "存储期限", "project.permit_date", "project.contract_date", parameters=("deposit.lodge_working_days",)
    )
    overdue: pl.Boolean = column("已过存储期限", "project.permit_date", parameters=("deposit.lodge_working_days",))
    contract_amount: Money = column("施工合同额", "project.contract_amount")
    clean_years: pl.Int32 = column("连续未欠薪年数", "project.clean_years")
    recent_arrears: pl.Boolean = column("近两年欠薪", "project.arrears_last_2y")
    rate: Ratio = column("存储比例", "project.contract_amount", parameters=_RATE_KEYS)
    rate_at_least: Ratio = column("至少存储比例", "project.contract_amount", parameters=_RATE_KEYS)
    required_amount: Money = column("应存", "project.contract_amount", parameters=_RATE_KEYS)
    required_at_least: Money = column("至少应存", "project.clean_years", parameters=_RATE_KEYS)
    effective_at_least: Money = column("至少有效保证金", "deposit", "deposit.expiry_date", "deposit.amount")
    effective_at_most: Money = column("有效保证金", "deposit", "deposit.amount")
    shortfall: Money = column("差额", "deposit", "project.contract_amount")


def deposit_accounts(
    project: pl.DataFrame, deposit: pl.DataFrame, handed: pl.DataFrame, law: Law, *, on: date
) -> pl.DataFrame:
    """Build the fact rows of deposits. A project whose deposit paper was never handed in has nulls.

    Where it is not asked whether the contractor had clean years, the required amount is a range; arrears and
    blacklisting count only where they are shown.
    """
    base = project.with_columns(base_date=pl.coalesce("permit_date", "contract_date"))
    known = law.attach(base.with_columns(law_date=col("base_date")), _KEYS, amount="contract_amount")
    asked = handed.filter(col("table") == "deposit").select("project_id", pl.lit(True).alias("handed"))
    joined = known.join(_effective(deposit, on=on), on="project_id", how="left").join(
        asked, on="project_id", how="left"
    )
    empty = col("deposit_rows").is_null()
    has_paper = pl.when("handed")
    dated = calendar.plus_working_days(joined, "base_date", "deposit.lodge_working_days", to="deadline").with_columns(
        instruments=has_paper.then(pl.when(empty).then(0).otherwise("instruments")),
        **{end: has_paper.then(pl.when(empty).then(0).otherwise(end)) for end in _ENDS},
    )
    return _required(dated).with_columns(
        subject=col("project_id"),
        subject_name=col("project_name"),
        sources=pl.concat_list("rid", col("deposit_rows").fill_null(pl.lit([], dtype=pl.List(pl.UInt32)))),
        exempt=pl.coalesce("deposit_exempt", pl.when(col("deposit_exempt_asked")).then(False)),
        lodged=col("instruments") > 0,
        overdue=col("deadline") < on,
        shortfall=col("required_at_least") - col("effective_at_most"),
        recent_arrears=col("arrears_last_2y"),
    )


def _effective(deposit: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Sum by project what is lodged, neither released nor expired, less what was used and not topped up.

    A guarantee without an end and an instrument without a day count for nothing at least, and in full at most; one
    without a sum leaves both ends open.
    """
    here = col("lodged_date") <= on
    sums = {
        f"effective_at_{end}": pl.when(part.is_not_null().all()).then(part.sum())
        for end in ("least", "most")
        for part in (counted(on)[f"counted_at_{end}"],)
    }
    return deposit.group_by("project_id").agg(
        pl.when(here.any() | here.is_not_null().all()).then(here.sum()).cast(pl.Int32).alias("instruments"),
        pl.when(here.is_not_null().all()).then(col("lodged_date").filter(here).min()).alias("first_lodged"),
        *(total.alias(name) for name, total in sums.items()),
        col("rid").sort().alias("deposit_rows"),
    )


def _required(dated: pl.DataFrame) -> pl.DataFrame:
    """Work out the required amount: rate by contract amount and record, capped."""
    one = pl.lit(1).cast(_WIDE)
    amounts = ("base_rate", "cap", "clean_factor", "arrears_factor", "blacklist_factor", "floor_rate")
    wide = {f"deposit.{name}": col(f"deposit.{name}").cast(_WIDE) for name in amounts}
    clean = col("clean_years") >= col("deposit.clean_years")
    uncapped = col("deposit.cap_lifted_by_arrears") & (col("blacklisted") | col("arrears_last_2y"))
    record = (
        pl.when("blacklisted")
        .then(wide["deposit.blacklist_factor"])
        .when("arrears_last_2y")
        .then(wide["deposit.arrears_factor"])
    )
    known_factor = record.when(clean).then(wide["deposit.clean_factor"]).otherwise(one)
    least_factor = record.when(clean.fill_null(True)).then(wide["deposit.clean_factor"]).otherwise(one)

    def rate(factor: pl.Expr) -> pl.Expr:
        computed = pl.max_horizontal(wide["deposit.base_rate"] * factor, wide["deposit.floor_rate"])
        known = pl.when(col("deposit.base_rate").is_not_null()).then(computed)
        return pl.coalesce(col("deposit_rate").cast(_WIDE), known)

    def amount(factor: pl.Expr) -> pl.Expr:
        plain = (col("contract_amount").cast(_WIDE) * rate(factor)).round(2)
        capped = (
            pl.when(uncapped | col("deposit.cap").is_null())
            .then(plain)
            .otherwise(pl.min_horizontal(plain, wide["deposit.cap"]))
        )
        return pl.when(plain.is_not_null()).then(capped)

    return dated.with_columns(
        rate=rate(known_factor),
        rate_at_least=rate(least_factor),
        required_amount=amount(known_factor),
        required_at_least=amount(least_factor),
    )
