"""The instruments that make up a wage deposit: cash, guarantees, and what became of them (65号)."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided
from wagecheck.law import Law, calendar
from wagecheck.tables import MONEY, Money

_TOPUP = ("deposit.topup_working_days",)


class Instrument(Fact):
    """一笔保证金凭证: one row an instrument. The law's date is the day it was lodged."""

    law_date: pl.Date = column("法定日期", "deposit.lodged_date")
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
    topup_overdue: pl.Boolean = column("已过补足期限", "deposit.used_date", parameters=_TOPUP, on="used_date")
    used_date: pl.Date = column("动用日期", "deposit.used_date")
    used_amount: Money = column("动用金额", "deposit.used_amount")
    topup_deadline: pl.Date = column("补足期限", "deposit.used_date", parameters=_TOPUP, on="used_date")
    topup_date: pl.Date = column("补足日期", "deposit.topup_date")
    topup_amount: Money = column("补足金额", "deposit.topup_amount")
    topup_in_time: pl.Boolean = column("按期补足", "deposit.topup_date", parameters=_TOPUP, on="used_date")
    topup_enough: pl.Boolean = column("足额补足", "deposit.topup_amount", "deposit.used_amount")
    release_given: pl.Boolean = column("载明返还日期", "deposit.released_date")
    released_date: pl.Date = column("返还日期", "deposit.released_date")
    completion_provided: pl.Boolean = column("载明完工日期", "project.completion_date")
    completion_date: pl.Date = column("完工日期", "project.completion_date")
    refund_notice_provided: pl.Boolean = column("载明返还公示日期", "deposit.refund_notice_date")
    refund_notice_date: pl.Date = column("返还公示日期", "deposit.refund_notice_date")
    refund_notice_until: pl.Date = column(
        "公示期满日", "deposit.refund_notice_date", parameters=("deposit.refund_notice_days",), on="released_date"
    )
    released: pl.Boolean = column("已返还", "deposit")
    expired: pl.Boolean = column("已过期", "deposit.expiry_date")
    replaced: pl.Boolean = column("另有后存凭证", "deposit.lodged_date")
    counted_at_least: Money = column("至少计入", "deposit.amount", "deposit.lodged_date", "deposit.expiry_date")
    counted_at_most: Money = column("至多计入", "deposit.amount", "deposit.lodged_date", "deposit.expiry_date")


def live(on: date) -> pl.Expr:
    """Say whether an instrument counts: lodged, neither given back nor expired. Cash needs no end."""
    gone = (col("released_date") <= on).fill_null(False)
    valid = pl.when(col("kind").str.contains("现金")).then(True).otherwise(col("expiry_date") >= on)
    return (col("lodged_date") <= on) & ~gone & valid


def worth() -> tuple[pl.Expr, pl.Expr]:
    """Give what a live instrument is worth at least and at most: its amount less what was used and not topped up.

    A use of an unknown sum may have taken all of it; a topping up that nobody asked for may have made it good.
    """
    amount, used, topped = (col(name) for name in ("amount", "used_amount", "topup_amount"))
    all_of_it = pl.when(col("used_date").is_not_null()).then(amount)
    none = pl.lit(0).cast(MONEY)
    made_good = pl.coalesce(topped, pl.when(~col("topup_amount_asked")).then(used), none)
    least = amount - pl.coalesce(used, all_of_it, none) + pl.coalesce(topped, none)
    return least, pl.when(used.is_not_null()).then(amount - used + made_good).otherwise(amount)


def counted(on: date) -> dict[str, pl.Expr]:
    """Give what an instrument counts for at least and at most: nothing where it is surely not live."""
    alive = live(on)
    least, most = worth()
    return {
        "counted_at_least": pl.when(alive).then(least).otherwise(0),
        "counted_at_most": pl.when(alive.fill_null(True)).then(most).otherwise(0),
    }


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
        released=(col("released_date") <= on).fill_null(False),
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
        **counted(on),
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
