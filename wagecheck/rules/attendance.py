"""K 考勤: attendance that can be true."""

import polars as pl
from polars import col

from wagecheck.facts.headcount import TeamMonth
from wagecheck.facts.person_month import PersonMonth
from wagecheck.facts.worker_month import WorkerMonth
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import reaches, rule


@rule(
    "K01",
    "出勤天数合理",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=["数据口径: 出勤天数在 0 与当月天数之间, 不晚于审查日"],
    breach="考勤 {days} 天, 当月 {days_in_month} 天, 晚于审查日 {days_after_audit} 天",
    remedy="核对考勤原始记录, 更正天数。",
    by="施工总承包单位",
)
def days_fit_into_the_month() -> pl.Expr:
    """出勤天数不为负、不超过当月天数, 也没有审查日之后的日期。"""
    return (col.days >= 0) & (col.days <= col.days_in_month) & (col.days_after_audit == 0)


@rule(
    "K02",
    "同一人不得同日在两个项目出勤",
    on=PersonMonth,
    severity=Severity.VIOLATION,
    kind=Kind.SUSPICION,
    basis=["本工具口径: 同一身份证号码同日只能在一个项目出勤"],
    breach="疑点: 同日还在项目 {other_projects} 出勤 {clashes} 天 ({clash_days}), 当月各项目合计 {total_days} 天",
    remedy="两个项目一并核对考勤原始记录和本人去向, 查明是否冒用身份。",
    by="施工总承包单位",
)
def nobody_works_in_two_places_on_one_day() -> pl.Expr:
    """按身份证号码跨项目核对: 同日只在一个项目出勤; 只有按月天数的, 各项目合计不超过当月天数。

    一次审查多个项目时才有可比; 同日先后到两个工地半日者也会列出, 故只作疑点。
    """
    return (col.clashes == 0) & ((col.projects == 1) | (col.total_days <= col.days_in_month))


@rule(
    "K03",
    "加班时长",
    on=WorkerMonth,
    severity=Severity.WARNING,
    basis=[acts.LABOUR_LAW.article(41)],
    applies=col.overtime_known,
    breach="当月加班 {overtime_hours} 小时",
    remedy="减少加班, 按规定支付加班工资。",
    by="用人单位",
    since=acts.LABOUR_LAW.in_force,
)
def overtime_keeps_within_the_month_limit() -> pl.Expr:
    """当月加班工时合计不超过每月上限。没有加班工时的不适用。"""
    return col.overtime_hours <= col("overtime.month_hours")


@rule(
    "K04",
    "班组考勤雷同",
    on=TeamMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["本工具口径: 全班组几乎满勤且天数相同"],
    applies=reaches("workers_attended", "attendance.same_min_workers"),
    breach="疑点: 班组 {workers_attended} 人当月考勤均为 {least_days} 天",
    remedy="核对考勤设备的原始记录。",
    by="施工总承包单位",
)
def team_attendance_is_not_all_alike() -> pl.Expr:
    """五人以上的班组, 不应人人考勤天数相同且都在规定天数以上。有人是否出勤、几天不能确定而足以改变结论的, 为未检。"""
    return ~(col.same_days & (col.least_days >= col("attendance.same_min_days")))


@rule(
    "K05",
    "超龄劳动者一般不加班",
    on=WorkerMonth,
    severity=Severity.WARNING,
    basis=[acts.OVER_AGE_2026.article(9)],
    applies=col.over_age & col.overtime_known,
    breach="自 {retires_on} 所在月起超过法定退休年龄, 当月加班 {overtime_hours} 小时",
    remedy="不再安排其加班; 确需加班的执行劳动法的限额和报酬。",
    by="用人单位",
    since=acts.OVER_AGE_2026.in_force,
)
def whoever_is_over_age_works_no_overtime() -> pl.Expr:
    """当月已超过法定退休年龄的不安排加班, 年龄口径同 R12。没有加班工时的不适用。"""
    return col.overtime_hours <= col("over_age.overtime_hours")
