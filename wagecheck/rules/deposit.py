"""D 工资保证金: lodged, on time, enough, and valid."""

import polars as pl
from polars import col

from wagecheck.facts.deposit import DepositAccount, Instrument
from wagecheck.law import acts
from wagecheck.model import Severity
from wagecheck.rules.declare import rule


@rule(
    "D01",
    "存储工资保证金",
    on=DepositAccount,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(32, 55), acts.DEPOSIT_2021.article(8)],
    applies=~col.exempt & col.overdue,
    breach="存储期限 {deadline} 已过, 台账未载明任何工资保证金或保函",
    remedy="补存工资保证金或提交等额保函, 并报属地人社部门。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def deposit_is_lodged() -> pl.Expr:
    """施工总承包单位应当存储工资保证金, 或以金融机构保函替代。期限自施工许可(无许可的自合同签订)起二十个工作日。"""
    return col.lodged


@rule(
    "D02",
    "按期存储",
    on=DepositAccount,
    severity=Severity.VIOLATION,
    basis=[acts.DEPOSIT_2021.article(8)],
    applies=col.lodged,
    breach="首次存储日期 {first_lodged} 晚于期限 {deadline}",
    remedy="说明逾期原因, 今后新项目在许可后二十个工作日内存储。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def deposit_is_lodged_in_time() -> pl.Expr:
    """自施工许可(开工报告批复)之日起二十个工作日内存储, 无需许可的自合同签订之日起算。工作日含调休。"""
    return col.first_lodged <= col.deadline


@rule(
    "D03",
    "足额存储",
    on=DepositAccount,
    severity=Severity.CRITICAL,
    basis=[acts.DEPOSIT_2021.article(11, 12)],
    applies=~col.exempt & col.lodged,
    breach="有效保证金 {effective_amount} 元, 应存 {required_at_least} 元, 差 {shortfall} 元",
    remedy="补足差额或提交等额银行保函, 并报属地人社部门。",
    by="施工总承包单位",
    amount="shortfall",
    since=acts.DEPOSIT_2021.in_force,
)
def deposit_is_sufficient() -> pl.Expr:
    """现金与保函合并计算, 已过期、已返还、已动用未补足的部分不计。应存额 = 合同额 × 比例, 不超过当地上限。

    未核实是否连续未欠薪(可减半)的, 不足一半才作认定, 介于一半与全额之间的为未检。
    """
    return (
        pl.when(col.effective_amount >= col.required_amount)
        .then(True)
        .when(col.effective_amount < col.required_at_least)
        .then(False)
    )


@rule(
    "D06",
    "保函期限",
    on=Instrument,
    severity=Severity.VIOLATION,
    basis=[acts.DEPOSIT_2021.article(17)],
    applies=~col.cash,
    breach="{kind}自 {lodged_date} 至 {expiry_date}, 至少应到 {expiry_at_least} 且不早于计划竣工 {planned_end_date}",
    remedy="延长保函有效期或更换保函, 覆盖至合同工期届满。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def guarantee_runs_long_enough() -> pl.Expr:
    """保函有效期至少一年, 并不得短于合同期。工期以计划竣工日期计。"""
    return (col.expiry_date >= col.expiry_at_least) & (col.expiry_date >= col.planned_end_date)


@rule(
    "D08",
    "保函已过期未续",
    on=Instrument,
    severity=Severity.CRITICAL,
    basis=[acts.DEPOSIT_2021.article(17)],
    applies=~col.cash & col.unfinished & ~col.released,
    breach="{kind} {face_amount} 元已于 {expiry_date} 到期, 未见续存",
    remedy="立即续展保函或改存现金, 并报属地人社部门。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def expired_guarantee_is_renewed() -> pl.Expr:
    """工程未完工, 保函到期前应当更换或延长。其后另存了凭证的视为已续。"""
    return ~col.expired | col.replaced
