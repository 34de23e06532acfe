"""E 应急周转金: the fund is the government's; a project can only owe it back."""

import polars as pl
from polars import col

from wagecheck.facts.advance import Advance
from wagecheck.law import acts
from wagecheck.model import Severity
from wagecheck.rules.declare import rule


@rule(
    "E01",
    "垫付款已归还",
    on=Advance,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(63)],
    breach="{drawn_date} 动用应急周转金 {advanced} 元, 已归还 {repaid} 元, 尚欠 {outstanding} 元",
    remedy="向垫付的人民政府归还应急周转金。",
    by="用人单位",
    amount="outstanding",
    since=acts.ORDER_724.in_force,
)
def advance_is_repaid() -> pl.Expr:
    """政府动用应急周转金先行垫付后依法追偿。周转金由政府设立, 项目只有归还之责。"""
    return col.repaid >= col.advanced
