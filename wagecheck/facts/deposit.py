"""The wage deposit of a project, and the instruments that make it up (65号)."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided
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
    "deposit.clean_factor",
    "deposit.arrears_factor",
    "deposit.floor_rate",
)


class DepositAccount(Fact):
    """一个项目的工资保证金: one row a project.

    The law's date is that of the permit, else of the contract: it starts the term.
    """

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
    required_amount: Money = column("应存", "project.contract_amount", parameters=_RATE_KEYS)
    required_at_least: Money = column("至少应存", "project.clean_years", parameters=_RATE_KEYS)
    effective_amount: Money = column("有效保证金", "deposit")
    shortfall: Money = column("差额", "deposit", "project.contract_amount")


class Instrument(Fact):
    """一笔保证金凭证: one row an instrument. The law's date is the day it was lodged."""

    kind: pl.String = column("保证金形式", "deposit.kind")
    cash: pl.Boolean = column("现金", "deposit.kind")
    face_amount: Money = column("金额", "deposit.amount")
    lodged_date: pl.Date = column("存储日期", "deposit.lodged_date")
    expiry_date: pl.Date = column("到期日期", "deposit.expiry_date")
    expiry_at_least: pl.Date = column("至少应到", "deposit.lodged_date", parameters=("deposit.guarantee_min_years",))
    planned_end_date: pl.Date = column("计划竣工日期", "project.planned_end_date")
    unfinished: pl.Boolean = column("未完工", "project.completion_date")
    form_allowed: pl.Boolean = column(
        "当地允许的形式", "deposit.kind", "project.region", parameters=("deposit.forms_allowed",)
    )
    irrevocable: pl.Boolean = column("不可撤销、见索即付", "deposit.on_demand")
    beneficiary: pl.String = column("受益人", "deposit.beneficiary")
    beneficiary_named: pl.Boolean = column("受益人为人社部门", "deposit.beneficiary")
    days_left: pl.Int32 = column("距到期天数", "deposit.expiry_date")
    topup_overdue: pl.Boolean = column("已过补足期限", "deposit.used_date", parameters=("deposit.topup_working_days",))
    used_date: pl.Date = column("动用日期", "deposit.used_date")
    used_amount: Money = column("动用金额", "deposit.used_amount")
    topup_deadline: pl.Date = column("补足期限", "deposit.used_date", parameters=("deposit.topup_working_days",))
    topup_date: pl.Date = column("补足日期", "deposit.topup_date")
    topup_amount: Money = column("补足金额", "deposit.topup_amount")
    topup_in_time: pl.Boolean = column("按期补足", "deposit.topup_date", parameters=("deposit.topup_working_days",))
    topup_enough: pl.Boolean = column("足额补足", "deposit.topup_amount", "deposit.used_amount")
    release_given: pl.Boolean = column("载明返还日期", "deposit.released_date")
    released_date: pl.Date = column("返还日期", "deposit.released_date")
    completion_provided: pl.Boolean = column("载明完工日期", "project.completion_date")
    completion_date: pl.Date = column("完工日期", "project.completion_date")
    refund_notice_provided: pl.Boolean = column("载明返还公示日期", "deposit.refund_notice_date")
    refund_notice_date: pl.Date = column("返还公示日期", "deposit.refund_notice_date")
    refund_notice_until: pl.Date = column(
        "公示期满日", "deposit.refund_notice_date", parameters=("deposit.refund_notice_days",)
    )
    released: pl.Boolean = column("已返还", "deposit")
    expired: pl.Boolean = column("已过期", "deposit.expiry_date")
    replaced: pl.Boolean = column("另有后存凭证", "deposit.lodged_date")


def deposit_accounts(
    project: pl.DataFrame, deposit: pl.DataFrame, handed: pl.DataFrame, law: Law, *, on: date
) -> pl.DataFrame:
    """Build the fact rows of deposits. A project whose deposit paper was never handed in has nulls.

    Where it is not asked whether the contractor had clean years, the required amount is a range; arrears and
    blacklisting count only where they are shown.
    """
    base = project.with_columns(base_date=pl.coalesce("permit_date", "contract_date"))
    known = law.attach(base.with_columns(law_date=col("base_date")), _KEYS, amount="contract_amount")
    asked = handed.filter(col("table") == "deposit").select("project_id", pl.lit(True).alias("handed")).unique()
    joined = known.join(_effective(deposit, on=on), on="project_id", how="left").join(
        asked, on="project_id", how="left"
    )
    empty = col("deposit_rows").is_null()
    has_paper = pl.when(col("handed").fill_null(False))
    dated = calendar.plus_working_days(joined, "base_date", "deposit.lodge_working_days", to="deadline").with_columns(
        instruments=has_paper.then(pl.when(empty).then(0).otherwise("instruments")),
        effective_amount=has_paper.then(pl.when(empty).then(0).otherwise("effective_amount")),
    )
    return _required(dated).with_columns(
        subject=col("project_id"),
        subject_name=col("project_name"),
        sources=pl.concat_list("rid", col("deposit_rows").fill_null(pl.lit([], dtype=pl.List(pl.UInt32)))),
        exempt=pl.coalesce("deposit_exempt", pl.when(col("deposit_exempt_asked")).then(False)),
        lodged=col("instruments") > 0,
        overdue=col("deadline") < on,
        shortfall=col("required_at_least") - col("effective_amount"),
        recent_arrears=col("arrears_last_2y"),
    )


def _effective(deposit: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Sum by project what is lodged, neither released nor expired, less what was used and not topped up.

    A guarantee without an end, an instrument without a day or a sum: then what is there is not known.
    """
    here = col("lodged_date") <= on
    gone = (col("released_date") <= on).fill_null(False)
    valid = pl.when(col("kind").str.contains("现金")).then(True).otherwise(col("expiry_date") >= on)
    live = here & ~gone & valid
    worth = col("amount") - col("used_amount").fill_null(0) + col("topup_amount").fill_null(0)
    part = pl.when(~live).then(0).otherwise(worth)
    return deposit.group_by("project_id").agg(
        pl.when(here.any() | here.is_not_null().all()).then(here.sum()).cast(pl.Int32).alias("instruments"),
        pl.when(here.is_not_null().all()).then(col("lodged_date").filter(here).min()).alias("first_lodged"),
        pl.when(pl.when(live.is_null()).then(None).otherwise(part).is_not_null().all())
        .then(part.sum())
        .alias("effective_amount"),
        col("rid").sort().alias("deposit_rows"),
    )


def _required(dated: pl.DataFrame) -> pl.DataFrame:
    """Work out the required amount: rate by contract amount and record, capped."""
    one = pl.lit(1).cast(_WIDE)
    amounts = ("base_rate", "cap", "clean_factor", "arrears_factor", "blacklist_factor", "floor_rate")
    wide = {f"deposit.{name}": col(f"deposit.{name}").cast(_WIDE) for name in amounts}
    clean = col("clean_years") >= col("deposit.clean_years")
    uncapped = col("deposit.cap_lifted_by_arrears").fill_null(False) & (
        col("blacklisted").fill_null(False) | col("arrears_last_2y").fill_null(False)
    )
    record = (
        pl.when(col("blacklisted").fill_null(False))
        .then(wide["deposit.blacklist_factor"])
        .when(col("arrears_last_2y").fill_null(False))
        .then(wide["deposit.arrears_factor"])
    )
    known_factor = record.when(clean.fill_null(False)).then(wide["deposit.clean_factor"]).otherwise(one)
    least_factor = record.when(clean.fill_null(True)).then(wide["deposit.clean_factor"]).otherwise(one)

    def amount(factor: pl.Expr) -> pl.Expr:
        computed = pl.max_horizontal(wide["deposit.base_rate"] * factor, wide["deposit.floor_rate"])
        rate = pl.coalesce(
            col("deposit_rate").cast(_WIDE), pl.when(col("deposit.base_rate").is_not_null()).then(computed)
        )
        plain = (col("contract_amount").cast(_WIDE) * rate).round(2)
        capped = (
            pl.when(uncapped | col("deposit.cap").is_null())
            .then(plain)
            .otherwise(pl.min_horizontal(plain, wide["deposit.cap"]))
        )
        return pl.when(plain.is_not_null()).then(capped)

    return dated.with_columns(
        rate=pl.coalesce(
            col("deposit_rate").cast(_WIDE),
            pl.max_horizontal(wide["deposit.base_rate"] * known_factor, "deposit.floor_rate"),
        ),
        required_amount=amount(known_factor),
        required_at_least=amount(least_factor),
    )


def instruments(deposit: pl.DataFrame, project: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Build the fact rows of instruments, beside the dates of their project."""
    dates = project.select("project_id", "region", "planned_end_date", "completion_date", "completion_date_asked")
    joined = law.attach(
        deposit.join(dates, on="project_id", how="left").with_columns(law_date=col("lodged_date")),
        ["deposit.guarantee_min_years"],
    )
    joined = law.attach(joined, ["deposit.forms_allowed"])
    joined = law.attach(joined, ["deposit.topup_working_days"], on="used_date")
    joined = law.attach(joined, ["deposit.refund_notice_days"], on="released_date")
    joined = calendar.plus_working_days(joined, "used_date", "deposit.topup_working_days", to="topup_deadline")
    latest = col("lodged_date").filter(col("lodged_date") <= on).max().over("project_id")
    return joined.with_columns(
        subject=pl.coalesce("reference", pl.format("{}#{}", "file", "row")),
        subject_name=col("kind"),
        identity=pl.coalesce("reference", pl.format("{}|{}", "kind", "lodged_date")),
        sources=pl.concat_list("rid"),
        cash=col("kind").str.contains("现金"),
        face_amount=col("amount"),
        expiry_at_least=col("lodged_date").dt.offset_by(pl.format("{}y", "deposit.guarantee_min_years")),
        unfinished=pl.when(col("completion_date").is_not_null())
        .then(col("completion_date") > on)
        .when(col("completion_date_asked"))
        .then(True),
        released=col("released_date").is_not_null() & (col("released_date") <= on).fill_null(True),
        expired=col("expiry_date") < on,
        replaced=latest > col("lodged_date"),
        days_left=(col("expiry_date") - pl.lit(on)).dt.total_days().cast(pl.Int32),
        form_allowed=_form_allowed(),
        irrevocable=pl.when(col("on_demand").is_not_null()).then("on_demand").when("on_demand_asked").then(False),
        beneficiary_named=pl.when(col("beneficiary").is_not_null())
        .then(col("beneficiary").str.contains("人力资源|人社"))
        .when("beneficiary_asked")
        .then(False),
        **_used_and_released(on),
    )


_FORMS = {"现金": "现金", "保险": "保证保险", "银行": "银行保函", "担保": "担保公司保函"}
"""Words of a form, the telling ones first, and the form that the law speaks of."""
_ALWAYS = ("现金", "银行保函")


def _form_allowed() -> pl.Expr:
    """Say whether a form is good: cash and bank guarantees always are (65号2), others where the place allows them.

    A guarantee of nobody named may be a bank's.
    """
    told = [pl.when(col("kind").str.contains(word)).then(pl.lit(form)) for word, form in _FORMS.items()]
    form = pl.coalesce(*told, pl.when(~col("kind").str.contains("^保函$")).then(col("kind")))
    local = pl.when(form.is_not_null()).then(col("deposit.forms_allowed").list.contains(form))
    return pl.when(form.is_in(_ALWAYS)).then(True).otherwise(local)


def _used_and_released(on: date) -> dict[str, pl.Expr]:
    """Give what became of an instrument that was drawn on, or given back; an empty cell is none."""
    used, topped, sum_topped = (col(name) for name in ("used_date", "topup_date", "topup_amount"))
    return {
        "topup_overdue": pl.when(used.is_null()).then(False).otherwise(col("topup_deadline") < on),
        "topup_in_time": pl.when(topped.is_not_null())
        .then(topped <= col("topup_deadline"))
        .when("topup_date_asked")
        .then(False),
        "topup_enough": pl.when(sum_topped.is_not_null())
        .then(sum_topped >= col("used_amount"))
        .when("topup_amount_asked")
        .then(False),
        "release_given": col("released_date").is_not_null(),
        "completion_provided": provided("completion_date"),
        "refund_notice_provided": provided("refund_notice_date"),
        "refund_notice_until": col("refund_notice_date").dt.offset_by(pl.format("{}d", "deposit.refund_notice_days")),
    }
