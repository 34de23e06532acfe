"""K 考勤: attendance that can be true."""

import polars as pl
from polars import col

from wagecheck.facts.worker_month import WorkerMonth
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


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
