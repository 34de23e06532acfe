"""L 公示与资料: the board at the gate."""

import polars as pl
from polars import col

from wagecheck.facts.project import Project
from wagecheck.facts.project_month import ProjectMonth
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "L01",
    "设置维权信息告示牌",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(34, 56)],
    applies=col.started,
    breach="台账所载维权告示牌设置日期为 {notice_board_date}",
    remedy="在施工现场醒目位置设置维权信息告示牌。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def notice_board_stands() -> pl.Expr:
    """开工后应设置维权信息告示牌。"""
    return col.notice_provided & (col.notice_board_date <= col.audit_day)


@rule(
    "L02",
    "告示内容完整",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(34, 56)],
    applies=col.notice_provided,
    breach="告示牌缺少 {items_missing} 项: {missing_items}",
    remedy="补齐告示内容。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def notice_board_is_complete() -> pl.Expr:
    """条例第三十四条所列十二项应齐备, 同义写法认可。"""
    return col.items_missing == 0


@rule(
    "L03",
    "告示最低工资标准有效",
    on=Project,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(34)],
    applies=col.notice_wage_given,
    breach="告示最低工资标准 {notice_wage} 元, 当地现行标准 {minimum_wage} 元",
    remedy="更正告示牌上的最低工资标准。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def posted_minimum_wage_is_in_force() -> pl.Expr:
    """告示的最低工资标准应等于审查日当地的月最低工资标准。区划不能确定属于哪一类区的, 在各类之间的为未检。"""
    equal = col.notice_wage == col.minimum_wage
    return (
        pl.when((col.notice_wage < col.minimum_wage) | (col.notice_wage > col.minimum_wage_high))
        .then(False)
        .when(equal & (col.minimum_wage == col.minimum_wage_high))
        .then(True)
    )


@rule(
    "L04",
    "月度资料完备",
    on=ProjectMonth,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=[acts.ORDER_724.article(50, 57)],
    applies=col.papers_due,
    breach="当月缺少{papers_missing}",
    remedy="补齐当月资料; 施工总承包单位应当能够出示。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def papers_of_the_month_are_complete() -> pl.Expr:
    """开工至流水截止日 (完工在前的至完工) 的各整月, 花名册、考勤、工资表、流水都应有当月内容。整份未提交的为未检。"""
    return col.roster_covers & col.attendance_covers & col.payroll_covers & col.statement_covers
