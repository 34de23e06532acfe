"""D 工资保证金: lodged, on time, enough, and valid."""

import polars as pl
from polars import col

from wagecheck.facts.deposit import DepositAccount
from wagecheck.facts.instrument import Instrument
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
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
    deadline="deadline",
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
    breach="有效保证金 {effective_at_most} 元, 应存 {required_at_least} 元, 差 {shortfall} 元",
    remedy="补足差额或提交等额银行保函, 并报属地人社部门。",
    by="施工总承包单位",
    amount="shortfall",
    since=acts.DEPOSIT_2021.in_force,
)
def deposit_is_sufficient() -> pl.Expr:
    """现金与保函合并计算, 已过期、已返还、已动用未补足的部分不计。应存额 = 合同额 × 比例, 不超过当地上限。

    未核实是否连续未欠薪(可减半)的, 不足一半才作认定, 介于一半与全额之间的为未检。
    到期日或存储日未载明的凭证, 全额计入仍不足的才作认定, 分文不计已够的才算合规。
    """
    return (
        pl.when(col.effective_at_least >= col.required_amount)
        .then(True)
        .when(col.effective_at_most < col.required_at_least)
        .then(False)
    )


@rule(
    "D04",
    "保证形式合规",
    on=Instrument,
    severity=Severity.WARNING,
    basis=[acts.DEPOSIT_2021.article(2)],
    breach="保证形式为{kind}, 不是现金、银行保函, 也不是当地允许的形式",
    remedy="改存现金或提交银行保函。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def form_of_the_deposit_is_allowed() -> pl.Expr:
    """现金和银行保函均可; 担保公司保函、保证保险以当地规定为准, 当地没有规定的为未检。"""
    return col.form_allowed


@rule(
    "D05",
    "保函不可撤销、见索即付且受益人为人社部门",
    on=Instrument,
    severity=Severity.VIOLATION,
    basis=[acts.DEPOSIT_2021.article(16)],
    applies=~col.cash,
    breach="{kind}: 不可撤销见索即付 {irrevocable}, 受益人 {beneficiary}",
    remedy="更换为以属地人社部门为受益人、不可撤销、见索即付的保函。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def guarantee_is_on_demand_and_for_the_bureau() -> pl.Expr:
    """保函应为不可撤销、见索即付, 受益人为属地人力资源社会保障部门。栏目为空的视为没有。"""
    return col.irrevocable & col.beneficiary_named


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
    "D07",
    "保函一个月内到期",
    on=Instrument,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=[acts.DEPOSIT_2021.article(17)],
    applies=~col.cash & col.unfinished & ~col.expired,
    breach="{kind} {face_amount} 元将于 {expiry_date} 到期, 距到期 {days_left} 天",
    remedy="到期前办理续展或更换保函。",
    by="施工总承包单位",
    deadline="expiry_date",
    since=acts.DEPOSIT_2021.in_force,
)
def guarantee_does_not_expire_soon() -> pl.Expr:
    """工程未完工, 距到期超过三十天的不提示。到期前一个月应办理续展。"""
    return col.days_left > col("deposit.expiry_warning_days")


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
    deadline="expiry_date",
    since=acts.DEPOSIT_2021.in_force,
)
def expired_guarantee_is_renewed() -> pl.Expr:
    """工程未完工, 保函到期前应当更换或延长。其后另存了凭证的视为已续。"""
    return ~col.expired | col.replaced


@rule(
    "D09",
    "动用后十个工作日内补足",
    on=Instrument,
    severity=Severity.CRITICAL,
    basis=[acts.DEPOSIT_2021.clause("补足条款")],
    applies=col.topup_overdue & (col.used_date >= acts.DEPOSIT_2021.in_force),
    breach="{used_date} 动用 {used_amount} 元, 补足期限 {topup_deadline}, 台账所载 {topup_date} 补足 {topup_amount} 元",
    remedy="立即补足动用的保证金, 并报属地人社部门。",
    by="施工总承包单位",
    deadline="topup_deadline",
)
def used_deposit_is_topped_up() -> pl.Expr:
    """保证金动用之日起十个工作日内补足, 补足金额不少于动用金额。补足栏为空的视为没有补足。工作日含调休。"""
    return col.topup_in_time & col.topup_enough


@rule(
    "D10",
    "免存依据充分",
    on=DepositAccount,
    severity=Severity.VIOLATION,
    basis=[acts.DEPOSIT_2021.article(11, 12)],
    applies=col.exempt,
    breach="免存保证金, 连续未欠薪 {clean_years} 年, 合同额 {contract_amount} 元, 近两年欠薪 {recent_arrears}",
    remedy="补充免存依据; 不符合条件的存储工资保证金。",
    by="施工总承包单位",
    since=acts.DEPOSIT_2021.in_force,
)
def exemption_is_well_founded() -> pl.Expr:
    """连续三年未欠薪的可以免存; 合同额低于三百万元(以当地调整为准)且未欠薪的可以免存。

    未欠薪以近两年是否欠薪核对。
    """
    by_record = col.clean_years >= col("deposit.exempt_clean_years")
    by_size = (col.contract_amount < col("deposit.exempt_amount")) & ~col.recent_arrears
    return by_record | by_size


@rule(
    "D11",
    "返还程序",
    on=Instrument,
    severity=Severity.VIOLATION,
    basis=[acts.DEPOSIT_2021.article(22)],
    applies=col.release_given & (col.released_date >= acts.DEPOSIT_2021.in_force),
    breach="{released_date} 返还, 完工 {completion_date}, 公示 {refund_notice_date}, 公示期满 {refund_notice_until}",
    remedy="说明返还经过; 工程完工并公示三十日无异议后方可返还。",
    by="施工总承包单位",
)
def deposit_is_given_back_in_order() -> pl.Expr:
    """工程完工, 并在工地和人社部门网站公示三十日后方可返还。栏目为空的视为没有。"""
    completed = col.completion_provided & (col.completion_date <= col.released_date)
    return completed & col.refund_notice_provided & (col.refund_notice_until <= col.released_date)
