"""F 疑点线索: patterns worth a look; never a breach."""

import polars as pl
from polars import col

from wagecheck.facts.payment import Payment
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
