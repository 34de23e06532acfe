"""X 责任与风险: how near the arrears are to graver consequences. A risk, never a verdict."""

import polars as pl
from polars import col

from wagecheck.facts.project import Project
from wagecheck.facts.subcontractor import Subcontractor
from wagecheck.facts.worker import Worker
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


def _funding_falls_short() -> pl.Expr:
    """Say whether A15 fails."""
    return pl.when(col.funded >= col.wages_due).then(False).when(col.funded_at_most < col.wages_due).then(True)


@rule(
    "X01",
    "单人欠薪达刑事立案参考线",
    on=Worker,
    severity=Severity.CRITICAL,
    kind=Kind.EARLY,
    basis=[acts.CRIME_2013.article(3)],
    breach="{months_owed} 个月未结清, 共 {total_arrears} 元, 达到立案金额参考线",
    remedy="立即清偿。参考线只提示风险, 是否构成由司法机关认定, 且以责令支付后仍不支付为前提。",
    by="用人单位",
    amount="total_arrears",
    because="payment_gap",
    since=acts.ORDER_724.in_force,
)
def one_workers_arrears_stay_below_the_line() -> pl.Expr:
    """一名农民工三个月以上且数额达到参考线。各地在五千至二万元之间确定, 未见当地数额的按五千元。"""
    reached = (col.months_owed >= col("crime.single_months")) & (col.total_arrears >= col("crime.single_amount"))
    out_of_reach = col.months_owed + col.months_unjudged < col("crime.single_months")
    return pl.when(reached).then(False).when(out_of_reach | ((col.months_unjudged == 0) & ~reached)).then(True)


@rule(
    "X02",
    "多人欠薪达刑事立案参考线",
    on=Project,
    severity=Severity.CRITICAL,
    kind=Kind.EARLY,
    basis=[acts.CRIME_2013.article(3), acts.ORDER_45.article(5)],
    breach="{workers_in_arrears} 人共欠 {total_arrears} 元, 达到立案金额参考线",
    remedy="立即清偿。参考线只提示风险, 是否构成由司法机关认定, 且以责令支付后仍不支付为前提。",
    by="施工总承包单位",
    amount="total_arrears",
    because="payment_gap",
    since=acts.ORDER_45.in_force,
)
def arrears_of_many_stay_below_the_line() -> pl.Expr:
    """十名以上农民工且总额达到参考线。各地在三万至十万元之间确定, 未见当地数额的按三万元。"""
    reached = (col.workers_in_arrears >= col("crime.group_workers")) & (col.total_arrears >= col("crime.group_amount"))
    out_of_reach = col.workers_in_arrears + col.workers_unjudged < col("crime.group_workers")
    return pl.when(reached).then(False).when(out_of_reach | ((col.workers_unjudged == 0) & ~reached)).then(True)


@rule(
    "X03",
    "总包先行清偿",
    on=Subcontractor,
    severity=Severity.NOTICE,
    basis=[acts.ORDER_724.article(30)],
    applies=~col.is_contractor,
    breach="该单位农民工 {workers_in_arrears} 人被欠 {total_arrears} 元",
    remedy="由施工总承包单位先行清偿, 再依法向该单位追偿。",
    by="施工总承包单位",
    amount="total_arrears",
    because="payment_gap",
    since=acts.ORDER_724.in_force,
)
def subcontractors_owe_nothing() -> pl.Expr:
    """分包单位拖欠农民工工资的, 由施工总承包单位先行清偿。有未检工资而未见欠薪的为未检。"""
    return (
        pl.when(col.total_arrears > 0)
        .then(False)
        .when((col.total_arrears == 0) & (col.months_unjudged == 0))
        .then(True)
    )


@rule(
    "X04",
    "建设单位垫付责任",
    on=Project,
    severity=Severity.NOTICE,
    basis=[acts.ORDER_724.article(29)],
    applies=_funding_falls_short() & col.statement_given,
    breach="人工费用缺口 {funding_shortage} 元, 欠薪 {total_arrears} 元, 建设单位先行垫付以 {owner_liability} 元为限",
    remedy="由建设单位以未结清的工程款为限先行垫付被拖欠的工资。",
    by="建设单位",
    amount="owner_liability",
    because="payment_gap",
    since=acts.ORDER_724.in_force,
)
def owner_owes_nothing_in_advance() -> pl.Expr:
    """建设单位未足额拨付人工费用 (A15) 而项目拖欠工资的, 由其以未结清的工程款为限先行垫付; 未结清的以缺口计。"""
    nothing = (col.total_arrears == 0) & (col.workers_unjudged == 0)
    return pl.when(col.total_arrears > 0).then(False).when(nothing).then(True)
