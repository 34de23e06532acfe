"""F 疑点线索: patterns worth a look; never a breach."""

import polars as pl
from polars import col

from wagecheck.facts.diversion import Diversion
from wagecheck.facts.pay_rate import PayRate
from wagecheck.facts.payment import Payment
from wagecheck.facts.registration_day import RegistrationDay
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "F01",
    "同日同额重复付款",
    on=Payment,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 同一人同日同额只付一次"],
    breach="{paid_on} 向同一人付 {paid_amount} 元共 {same_payments} 笔",
    remedy="核对是否重复发放, 重复的说明去向。",
    by="施工总承包单位",
    amount="paid_amount",
)
def no_payment_is_made_twice() -> pl.Expr:
    """同一农民工同日收到两笔以上相同金额。已退汇的不计。"""
    return col.same_payments == 1


@rule(
    "F02",
    "出勤少工资高",
    on=PayRate,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 日均工资至多为同项目同月同工种中位数的三倍"],
    applies=col.has_days & col.trade_known & (col.trade_workers >= col("income.median_min_workers")),
    breach="实发 {net} 元, 出勤 {days} 天, 日均 {day_pay} 元, 同工种 {trade_workers} 人中位数 {trade_median} 元",
    remedy="核对出勤天数与工资标准, 说明工资构成。",
    by="用人单位",
)
def pay_for_a_day_is_like_that_of_others() -> pl.Expr:
    """实发工资 ÷ 出勤天数, 至多为同项目、同月、同工种中位数的三倍。

    出勤天数以工资表为准, 工资表没有的以考勤为准; 同工种算得出日均工资的不足五人的, 不适用。
    """
    return col.multiple <= col("income.outlier_multiple")


@rule(
    "F03",
    "集中登记后发薪",
    on=RegistrationDay,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 发薪日前突击实名登记"],
    applies=col.registered_workers >= col("registration.burst_min_workers"),
    breach="{registered_workers} 人次实名登记中, {burst_workers} 人次在 {pay_date} 发薪当日或之前两日登记",
    remedy="核对这些人员的实际进场日期和考勤。",
    by="施工总承包单位",
)
def workers_are_not_registered_for_pay_day() -> pl.Expr:
    """在同一发薪日当日或之前两日实名登记的人次, 应低于全部登记人次的三成; 登记不足十人次的不适用。

    没有流水、没有登记日期, 或流水未覆盖的发薪日可能改变结果的, 为未检。
    """
    return col.burst_share < col("registration.burst_max_share")


@rule(
    "F04",
    "入账后快速转出",
    on=Diversion,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 人工费拨付到账后两日内转出"],
    applies=col.is_diversion,
    breach="{allotted_on} 人工费到账, {booked_on} 即转出 {line_amount} 元至 {counterparty}",
    remedy="说明款项用途, 挪用的立即归还专户。",
    by="施工总承包单位",
    amount="line_amount",
)
def an_allotment_does_not_leave_at_once() -> pl.Expr:
    """转出至单位或非本项目人员的支出, 其当日和之前两日不应有人工费拨付入账。"""
    return ~col.soon_after_allotment
