"""P 项目与合同: what the owner and the contractor must have arranged before work."""

import polars as pl
from polars import col

from wagecheck.facts.project import Project
from wagecheck.law import acts
from wagecheck.model import Severity
from wagecheck.rules.declare import rule


@rule(
    "P03",
    "工程款支付担保有效",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(24, 57)],
    breach="台账未载明有效的工程款支付担保 (方式 {guarantee_kind}, 截止 {guarantee_to})",
    remedy="由建设单位提供或续展工程款支付担保, 担保期限覆盖至完工。",
    by="建设单位",
    since=acts.ORDER_724.in_force,
)
def payment_guarantee_is_valid() -> pl.Expr:
    """建设单位应当向施工单位提供工程款支付担保, 未完工而担保到期的视为没有。未载明截止日期的担保不作到期认定。"""
    return col.guarantee_provided & (~col.guarantee_lapsed | col.finished)


@rule(
    "P06",
    "按项目参加工伤保险",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.INJURY_2014.article(), acts.BUILDING_LAW.article(48)],
    breach="台账所载工伤保险参保日期为 {injury_insurance_date}, 开工日期为 {start_date}",
    remedy="立即办理项目工伤保险参保, 并公示参保证明。",
    by="施工总承包单位",
    since=acts.INJURY_2014.in_force,
)
def work_injury_insurance_precedes_the_start() -> pl.Expr:
    """建设项目应在开工前按项目一次性参加工伤保险。只核对参保日期与开工日期, 不核对缴费金额。"""
    return col.insurance_provided & (col.injury_insurance_date <= col.start_date)


@rule(
    "P07",
    "配备劳资专管员",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28, 56)],
    breach="台账未载明劳资专管员",
    remedy="在项目部配备劳资专管员, 登记姓名和电话并在告示牌公示。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def labour_officer_is_named() -> pl.Expr:
    """施工总承包单位应当在工程项目部配备劳资专管员, 审核分包单位编制的工资表。"""
    return col.officer_provided
