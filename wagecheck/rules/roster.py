"""R 实名制: who works here is registered, under contract, of age, and who they say."""

import polars as pl
from polars import col

from wagecheck.facts.worker import Worker
from wagecheck.law import acts
from wagecheck.model import Severity
from wagecheck.rules.declare import rule


@rule(
    "R01",
    "考勤人员均已实名登记",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(28, 55)],
    applies=col.has_attendance,
    breach="有考勤 {attended_days} 天, 花名册中没有此人",
    remedy="补办用工实名登记; 未登记的不得进入施工现场。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def whoever_attends_is_registered() -> pl.Expr:
    """有出勤记录的人都应在花名册。花名册未提供的为未检。"""
    return col.on_roster


@rule(
    "R02",
    "工资表人员均已实名登记",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(28, 31)],
    applies=col.on_payroll,
    breach="工资表有此人, 花名册中没有",
    remedy="核实是否在本项目用工: 是的补办实名登记, 不是的从工资表剔除并追回。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def whoever_is_paid_is_registered() -> pl.Expr:
    """工资表依据实名用工编制, 表上的人都应在花名册。"""
    return col.on_roster


@rule(
    "R04",
    "签订劳动合同或用工书面协议",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28), acts.REALNAME_2019.article(8)],
    applies=col.on_roster,
    breach="花名册未载明劳动合同 (用工书面协议) 签订日期",
    remedy="与农民工补签劳动合同或用工书面协议。",
    by="用人单位",
    since=acts.ORDER_724.in_force,
)
def contract_is_signed() -> pl.Expr:
    """花名册设有合同签订日期栏而为空的作不合规; 没有这一栏的为未检。"""
    return col.contract_provided


@rule(
    "R08",
    "身份证号码有效",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(6)],
    applies=col.identity_card,
    breach="身份证号码 {id_no} 不符合编码规则",
    remedy="核对证件原件, 更正花名册和工资表中的号码。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def identity_number_is_sound() -> pl.Expr:
    """18 位、校验码、出生日期、省级代码四项。以数值存储而丢失末位的号码不作比较, 为未检。"""
    return col.id_valid


@rule(
    "R10",
    "不得使用童工",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.CHILD_LABOUR_2002.article(2)],
    applies=col.id_valid & col.first_day_known,
    breach="首个用工日 {first_day} 时年龄 {age_at_start} 周岁",
    remedy="立即停止使用, 送回监护人, 并报告人社部门。",
    by="用人单位",
    since=acts.CHILD_LABOUR_2002.in_force,
)
def nobody_is_under_sixteen() -> pl.Expr:
    """用工首日以进场日期与首次考勤较早者计, 年龄按身份证号码的出生日期计, 生日当日满岁。"""
    return col.age_at_start >= col("age.minimum")
