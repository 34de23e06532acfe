"""B 总包代发与银行核对: the bank paid the worker himself, on his own card."""

import polars as pl
from polars import col

from wagecheck.facts.card import Card
from wagecheck.facts.payment import Payment
from wagecheck.law import acts
from wagecheck.model import Severity
from wagecheck.rules.declare import rule


@rule(
    "B02",
    "收款户名与农民工一致",
    on=Payment,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(31), acts.ACCOUNT_2021.article(19)],
    applies=col.by_account & col.payee_known,
    breach="{paid_on} 付 {paid_amount} 元, 收款户名 {payee_name}, 工资卡登记人 {worker_name}",
    remedy="核实工资卡归属, 改付至农民工本人的银行账户。",
    by="施工总承包单位",
    amount="paid_amount",
    since=acts.ACCOUNT_2021.in_force,
)
def payee_is_the_worker() -> pl.Expr:
    """按工资卡号匹配到农民工的付款, 银行所列收款户名应是其本人。"""
    return col.payee_is_worker


@rule(
    "B03",
    "一卡一人",
    on=Card,
    severity=Severity.CRITICAL,
    basis=[acts.ACCOUNT_2021.article(19)],
    breach="工资卡 {card_no} 由 {holders} 人使用: {holder_names} (项目 {projects})",
    remedy="一人一卡, 卡由本人保管; 立即更换并查明代领情况。",
    by="施工总承包单位",
)
def a_card_is_one_workers() -> pl.Expr:
    """花名册、工资表、代发明细中同一卡号只能属于一人, 跨项目一并核对。"""
    return col.holders == 1
