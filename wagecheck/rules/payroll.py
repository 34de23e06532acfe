"""W 工资支付: on the payroll, signed, in full, in time, not below the minimum."""

import polars as pl
from polars import col

from wagecheck.facts.headcount import EmployerMonth
from wagecheck.facts.worker_month import WorkerMonth
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "W01",
    "有考勤必有工资表",
    on=WorkerMonth,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(12, 31)],
    applies=col.attended & col.is_due & col.employer_has_payroll,
    breach="当月考勤 {days} 天, {employer}工资表中没有此人, 工资应于 {due_date} 前支付",
    remedy="补编该农民工当月工资表并支付工资。",
    by="用人单位",
    deadline="due_date",
    since=acts.ORDER_724.in_force,
)
def whoever_worked_is_on_the_payroll() -> pl.Expr:
    """当月有考勤、工资已到期, 且所属单位当月编有工资表的, 表上应有其人。"""
    return col.on_payroll


@rule(
    "W02",
    "按月编制工资表",
    on=EmployerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(31, 56)],
    applies=col.is_due,
    breach="当月考勤 {workers_attended} 人, 没有编制工资表",
    remedy="按月编制工资支付表, 经农民工本人签字确认后交总包。",
    by="分包单位",
    since=acts.ORDER_724.in_force,
)
def every_employer_draws_up_a_payroll() -> pl.Expr:
    """当月有人出勤、工资已到期的用工单位应编有工资表。没有提交任何工资表的为未检, 不知所属单位的不计。"""
    return col.has_payroll


@rule(
    "W03",
    "农民工本人签字确认",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(31, 56)],
    applies=col.on_payroll & col.signed_asked,
    breach="当月工资表没有本人签字 (空白或由他人签收)",
    remedy="由农民工本人签字确认工资表; 由他人代签的查明原因。",
    by="分包单位",
    since=acts.ORDER_724.in_force,
)
def payroll_is_signed_by_the_worker() -> pl.Expr:
    """签字栏为空、写明未签, 或是他人姓名的作不合规。工资表没有签字栏的不适用。"""
    return col.signed_by_worker


@rule(
    "W04",
    "总包审核工资表",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28, 56)],
    applies=col.on_payroll & col.reviewed_asked,
    breach="当月工资表没有总包审核 (空白或写明未审)",
    remedy="由施工总承包单位审核工资表并签章。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def payroll_is_reviewed_by_the_contractor() -> pl.Expr:
    """审核栏为空或写明未审的作不合规, 同月几行都要审核。工资表没有审核栏的不适用。"""
    return col.is_reviewed


@rule(
    "W05",
    "无逾期欠薪",
    on=WorkerMonth,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(12, 13, 16, 31)],
    applies=col.is_due,
    breach="应发 {net} 元, 到期日 {due_date}, 已结 {settled} 元, 欠发 {arrears} 元",
    remedy="立即足额补发; 分包单位拖欠的由施工总承包单位先行清偿。",
    by="施工总承包单位",
    amount="arrears",
    because="payment_gap",
    deadline="due_date",
    since=acts.ORDER_724.in_force,
)
def nothing_is_overdue() -> pl.Expr:
    """付款按日期先后抵充各月工资; 到期日之后、流水截止时仍未抵清的部分为欠发。

    流水未覆盖到期日、批量代发缺明细、流水起始之前的月份不作认定, 为未检。
    """
    return col.arrears == 0


@rule(
    "W06",
    "按约定日期支付",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(12, 13)],
    applies=col.paid_off,
    breach="到期日 {due_date}, {paid_off_at_least} 方付清, 迟 {days_late} 天",
    remedy="按约定的工资支付日支付, 遇节假日提前至最近工作日。",
    by="施工总承包单位",
    because="payment_gap",
    since=acts.ORDER_724.in_force,
)
def wages_are_paid_in_time() -> pl.Expr:
    """付清日为累计付款首次达到累计应发之日。前月未结的, 后月付款先抵前月, 后月因此变迟。"""
    return pl.when(col.paid_off_on <= col.due_date).then(True).when(col.paid_off_at_least > col.due_date).then(False)


@rule(
    "W07",
    "不低于最低工资",
    on=WorkerMonth,
    severity=Severity.CRITICAL,
    basis=[acts.LABOUR_LAW.article(48), acts.MINIMUM_WAGE_2004.article(12)],
    applies=col.on_payroll,
    breach="应发 {gross} 元 (可比 {gross_counted} 元), 出勤 {payroll_days} 天, 按当地最低工资应不低于 {minimum_due} 元",
    remedy="补足至当地最低工资标准。",
    by="用人单位",
    amount="minimum_shortfall",
    since=acts.MINIMUM_WAGE_2004.in_force,
)
def wage_reaches_the_local_minimum() -> pl.Expr:
    """应发工资剔除加班、津贴和福利后, 不低于当地月最低工资 × min(1, 出勤天数 ÷ 21.75)。

    区划只到市、县区分属几档的, 低于最低档才认定, 达到最高档才算合规, 其间为未检。
    """
    return (
        pl.when(col.gross_counted >= pl.coalesce(col.minimum_due_high, col("wage.minimum_monthly_high")))
        .then(True)
        .when(col.gross_counted < col.minimum_due)
        .then(False)
    )


@rule(
    "W08",
    "不低于约定工资",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(12), acts.LABOUR_CONTRACT_LAW.article(30)],
    applies=col.on_payroll & col.terms_known,
    breach="约定{wage_basis}工资 {agreed_wage} 元, 出勤 {payroll_days} 天, 应不低于 {agreed_due} 元, 应发 {gross} 元",
    remedy="按约定的工资标准补足差额。",
    by="用人单位",
    since=acts.ORDER_724.in_force,
)
def wage_reaches_what_was_agreed() -> pl.Expr:
    """按日计薪的, 应发不低于约定日工资 × 工资表天数; 按月的, 天数达到月计薪天数时不低于约定月工资。

    当月各段约定不一的为未检。
    """
    return col.gross >= col.agreed_due


@rule(
    "W09",
    "工资表算术正确",
    on=WorkerMonth,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=["数据口径: 应发 − 扣款 = 实发"],
    applies=col.on_payroll & col.amounts_given,
    breach="应发 {gross} 元, 扣款 {deductions} 元, 实发 {net} 元, 相差 {arithmetic_gap} 元",
    remedy="核对工资表, 更正应发、扣款或实发。",
    by="用人单位",
)
def payroll_adds_up() -> pl.Expr:
    """应发减扣款与实发相差不超过尾差, 以当月相差最大的一行认定。扣款未载明的为未检,

    同表他人有扣款而本人空白的视为没有。
    """
    return col.arithmetic_gap <= col("payroll.rounding")


@rule(
    "W10",
    "扣款合法",
    on=WorkerMonth,
    severity=Severity.VIOLATION,
    basis=[acts.WAGE_1994.article(15, 16)],
    applies=col.on_payroll & col.deducted,
    breach="应发 {gross} 元, 扣款 {deductions} 元, 事由 {deduction_reason}, 实发 {net} 元",
    remedy="返还没有法定事由或超过限额的扣款。",
    by="用人单位",
    since=acts.WAGE_1994.in_force,
)
def deductions_are_lawful() -> pl.Expr:
    """各项扣款的事由在法定之列, 否则不超过应发的规定比例, 且实发不低于当地最低工资 × min(1, 出勤天数 ÷ 21.75)。

    工资表有事由栏而未填的, 视为没有法定事由; 没有这一栏的, 未超出者合规, 超出者未检。
    """
    return col.deduction_lawful | (
        (col.deductions <= col("wage.deduction_max_ratio") * col.gross)
        & pl.when(col.net >= col.minimum_due_high).then(True).when(col.net < col.minimum_due).then(False)
    )
