"""W 工资支付: signs on the payroll that something is not as it says, and leavers not settled with."""

import polars as pl
from polars import col

from wagecheck.facts.headcount import PayrollProjectMonth, TeamMonth
from wagecheck.facts.worker import Worker
from wagecheck.facts.worker_month import WorkerMonth
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import reaches, rule


@rule(
    "W11",
    "出勤天数一致",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(28)],
    applies=col.on_payroll & col.payroll_days_told & col.attendance_recorded & col.attended,
    breach="疑点: 工资表 {payroll_days} 天, 考勤 {days} 天",
    remedy="核对考勤和工资表, 更正不实的一方。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def payroll_days_agree_with_attendance() -> pl.Expr:
    """工资表天数与考勤天数相差不超过容差。工资表没有载明天数、当月没有考勤的不适用。"""
    return (col.payroll_days - col.days).abs() <= col("payroll.days_tolerance")


@rule(
    "W12",
    "无考勤不得领薪",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(31)],
    applies=col.on_payroll & col.attendance_recorded,
    breach="疑点: 当月没有考勤, 工资表实发 {net} 元",
    remedy="核实是否实际出勤; 虚报的从工资表剔除并追回。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def nobody_is_paid_without_attendance() -> pl.Expr:
    """项目当月有考勤的, 列入工资表的人应有考勤。补发不计。"""
    return col.attended


@rule(
    "W13",
    "收入畸高",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=["本工具口径: 参照贵州省监管平台单人月发5万元的预警线"],
    applies=col.on_payroll,
    breach="当月实发 {net} 元",
    remedy="核实工资构成和领款人。",
    by="施工总承包单位",
)
def nobody_earns_out_of_all_proportion() -> pl.Expr:
    """一人一月实发不超过预警线, 几个单位的合并计算。"""
    return col.net <= col("income.month_warning")


@rule(
    "W14",
    "退场后领薪",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["本工具口径: 工资月份不晚于退场当月"],
    applies=col.on_payroll & col.has_left,
    breach="疑点: {exit_date} 退场, 当月工资表仍有 {net} 元",
    remedy="核实退场日期或工资归属的月份。",
    by="施工总承包单位",
)
def nobody_is_paid_after_leaving() -> pl.Expr:
    """工资月份不晚于退场当月; 有几段的以当月之前最后进场的一段计, 仍在场的不适用。补发不计。"""
    return col.month <= col.exit_date


@rule(
    "W15",
    "一人一月一张工资表",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(15)],
    applies=col.on_payroll,
    breach="疑点: 同一单位当月有 {same_rows} 行工资, {same_rows_note}",
    remedy="说明各行的关系, 只保留一张真实的工资表。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def one_row_a_worker_month_and_employer() -> pl.Expr:
    """同一人同一月同一单位只有一行工资, 补发不计; 分见不同文件且实发不同的, 为阴阳工资表疑点。"""
    return col.same_rows <= 1


@rule(
    "W16",
    "以货币通过专户支付",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(11, 31)],
    applies=col.on_payroll & col.pay_method_asked,
    breach="发放方式 {pay_method}",
    remedy="改由专用账户直接发放到农民工本人的工资卡。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def wages_go_through_the_bank() -> pl.Expr:
    """发放方式为专户代发、银行代发或银行转账, 空白的作不合规。工资表没有这一栏的不适用。"""
    return col.paid_by_bank


@rule(
    "W17",
    "退场结清工资",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.WAGE_1994.article(9), acts.GAN_159.article("第十六条(江西)")],
    applies=col.has_left & col.on_payroll & col.settlement_due,
    breach="{exit_date} 退场, 应于 {settle_deadline} 前结清, 有 {months_unsettled} 个月的工资未按期结清",
    remedy="立即结清该农民工的全部工资。",
    by="用人单位",
    since=acts.GAN_159.in_force,
)
def leavers_are_settled_with() -> pl.Expr:
    """退场后在规定期限内付清全部工资: 江西五个工作日, 当地没有规定的以三十天为容差。有几段的以最后退场计。

    流水未覆盖期限的不适用。
    """
    return col.months_unsettled == 0


@rule(
    "W18",
    "欠发人数占比",
    on=PayrollProjectMonth,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=["本工具口径: 参照贵州省监管平台10%的预警线"],
    applies=col.has_attendance & col.is_due,
    breach="当月考勤 {workers_attended} 人, 其中 {workers_missing} 人没有工资记录",
    remedy="补编工资表并支付工资。",
    by="施工总承包单位",
)
def few_who_worked_are_missing_from_the_payroll() -> pl.Expr:
    """当月有考勤而没有工资记录的人数不超过有考勤人数的规定比例。没有提交工资表的为未检。

    同名而无号码、不能确定是谁的, 无论算谁都不改变结论才作认定。
    """
    share = col("payroll.missing_max_share")
    few = col.workers_missing_at_most <= share * col.workers_attended
    return pl.when(few).then(True).when(col.workers_missing > share * col.workers_attended_at_most).then(False)


@rule(
    "W19",
    "班组平均发放",
    on=TeamMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["本工具口径: 天数各异而过半数同额"],
    applies=reaches("workers_paid", "payroll.even_min_workers") & reaches("day_counts", "payroll.even_min_day_counts"),
    breach="疑点: 班组 {workers_paid} 人、{day_counts} 种出勤天数, 有 {same_net} 人实发同额",
    remedy="核实工资是否按实际出勤计发。",
    by="施工总承包单位",
)
def team_wages_are_not_levelled() -> pl.Expr:
    """五人以上、出勤天数有三种以上的班组, 实发同额的人数低于规定比例。

    天数、实发未载明或同名而不能确定是谁的, 无论怎样都不改变结论才作认定。
    """
    limit = col("payroll.even_max_share") * col.workers_paid_at_most
    return pl.when(col.same_net_at_most < limit).then(True).when(col.same_net >= limit).then(False)


@rule(
    "W20",
    "倒推工资表",
    on=PayrollProjectMonth,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["本工具口径: 天数由实发除以标准取整, 几乎人人如此"],
    applies=reaches("workers_reckoned", "payroll.derived_min_workers"),
    breach="疑点: {workers_reckoned} 人中有 {workers_derived} 人的天数恰为实发除以工资标准取整",
    remedy="核对考勤, 说明工资表天数的来历。",
    by="施工总承包单位",
)
def payroll_days_are_not_derived_from_pay() -> pl.Expr:
    """十人以上的月份, 天数恰等于实发 ÷ 标准取整而实发又不是标准整数倍的人数低于规定比例。

    同名而无号码、不能确定是谁的, 无论算谁都不改变结论才作认定。
    """
    limit = col("payroll.derived_max_share") * col.workers_reckoned_at_most
    return pl.when(col.workers_derived_at_most < limit).then(True).when(col.workers_derived >= limit).then(False)
