"""A 专用账户: opened in time, one a project, and used for this project's wages only."""

import polars as pl
from polars import col

from wagecheck.facts.account import Account
from wagecheck.facts.project import Project
from wagecheck.facts.transaction import Transaction
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "A01",
    "开设专用账户",
    on=Project,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(26, 55), acts.ACCOUNT_2021.article(6)],
    applies=col.account_overdue & (col.contract_date >= acts.ORDER_724.in_force),
    breach="施工合同签订于 {contract_date}, 开户期限 {account_deadline} 已过, 台账未载明专户账号",
    remedy="开设农民工工资专用账户并与建设单位、银行签订三方协议, 报主管部门备案。",
    by="施工总承包单位",
    deadline="account_deadline",
)
def wage_account_is_opened() -> pl.Expr:
    """施工总承包单位应当开设农民工工资专用账户, 专项用于支付本项目农民工工资; 期限为合同签订后三十日。"""
    return col.account_provided


@rule(
    "A02",
    "按期开户",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ACCOUNT_2021.article(6)],
    applies=col.account_provided & (col.contract_date >= acts.ACCOUNT_2021.in_force),
    breach="施工合同签订于 {contract_date}, 专户开户于 {account_opened}, 超过期限 {account_days_late} 日",
    remedy="说明逾期原因, 今后新项目在合同签订后三十日内开户。",
    by="施工总承包单位",
)
def wage_account_is_opened_in_time() -> pl.Expr:
    """合同签订之日起三十日内开立专用账户。"""
    return col.account_opened <= col.account_deadline


@rule(
    "A03",
    "签订三方协议",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ACCOUNT_2021.article(6)],
    applies=col.account_overdue & (col.contract_date >= acts.ACCOUNT_2021.in_force),
    breach="三方协议期限 {account_deadline}, 台账所载签订日期为 {account_agreement_date} (施工合同 {contract_date})",
    remedy="由施工总承包单位、建设单位、开户银行签订专用账户资金管理三方协议。",
    by="施工总承包单位",
    deadline="account_deadline",
)
def three_parties_sign_an_agreement() -> pl.Expr:
    """总包单位、建设单位与开户银行签订资金管理三方协议, 期限与开户同为合同签订后三十日。"""
    return col.agreement_provided & (col.account_agreement_date <= col.account_deadline)


@rule(
    "A04",
    "专户备案",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ACCOUNT_2021.article(6)],
    applies=col.filing_overdue & (col.account_opened >= acts.ACCOUNT_2021.in_force),
    breach="专户开户于 {account_opened}, 备案期限 {filing_deadline}, 台账所载备案日期为 {account_filed}",
    remedy="将专用账户开立情况报主管部门备案。",
    by="施工总承包单位",
    deadline="filing_deadline",
)
def wage_account_is_filed_in_time() -> pl.Expr:
    """专用账户开立后三十日内报备案, 当地期限较短的从其规定。"""
    return col.filing_provided & (col.account_filed <= col.filing_deadline)


@rule(
    "A05",
    "户名规范",
    on=Project,
    severity=Severity.WARNING,
    basis=[acts.ACCOUNT_2021.article(6)],
    applies=col.account_name_given,
    breach="专户户名 {account_name}, 应为 {account_name_due}",
    remedy="按“总包单位名称+工程项目名称+农民工工资专用账户”变更户名。",
    by="施工总承包单位",
    since=acts.ACCOUNT_2021.in_force,
)
def wage_account_bears_its_proper_name() -> pl.Expr:
    """户名为总包单位名称加工程项目名称后加“农民工工资专用账户”。括号、空格、全半角不计, 银行截短的认可。"""
    return col.account_name_fits


@rule(
    "A06",
    "一项目一专户",
    on=Account,
    severity=Severity.VIOLATION,
    basis=[acts.ACCOUNT_2021.article(6)],
    breach="专户 {account_no} 由 {projects_sharing} 个项目使用: {projects}",
    remedy="为每个项目单独开设专用账户, 或经当地允许分账管理并注明。",
    by="施工总承包单位",
    since=acts.ACCOUNT_2021.in_force,
)
def an_account_is_one_projects() -> pl.Expr:
    """一个工程项目开设一个专用账户; 同一账号用于几个项目的, 每个项目都应分账管理。跨本次审查的全部项目核对。"""
    return (col.projects_sharing == 1) | col.sub_ledgers


@rule(
    "A07",
    "不得支取现金",
    on=Transaction,
    severity=Severity.CRITICAL,
    basis=[acts.ACCOUNT_2021.article(7)],
    breach="{booked_on} 从专户支取现金 {line_amount} 元",
    remedy="说明用途并将款项退回专户, 工资一律由专户转入农民工本人账户。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ACCOUNT_2021.in_force,
)
def no_cash_is_drawn() -> pl.Expr:
    """专用账户不得支取现金。按摘要、用途的用词认定。"""
    return ~col.cash


@rule(
    "A08",
    "不得转出至单位账户",
    on=Transaction,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(26, 55), acts.ACCOUNT_2021.article(7)],
    breach="{booked_on} 从专户转给 {counterparty} {line_amount} 元",
    remedy="将款项退回专户; 专户资金只能转入本项目农民工本人账户。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ACCOUNT_2021.in_force,
)
def nothing_goes_to_a_company() -> pl.Expr:
    """除本项目农民工本人账户外不得转出。批量代发的银行过渡户、手续费、司法扣划和销户结余另计。"""
    return ~col.to_company


@rule(
    "A09",
    "不得向非本项目农民工付款",
    on=Transaction,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(26, 31), acts.ACCOUNT_2021.article(7)],
    breach="{booked_on} 从专户付给 {counterparty} {line_amount} 元, 其不在本项目花名册、考勤和工资表中",
    remedy="核实收款人身份: 是本项目农民工的补登实名, 不是的将款项退回专户。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ACCOUNT_2021.in_force,
)
def nothing_goes_to_a_stranger() -> pl.Expr:
    """收款人既非本项目任何工资卡, 也与本项目任何农民工姓名不符。台账没有任何人员名单时为未检。"""
    return ~col.to_stranger


@rule(
    "A10",
    "专户资金不得因其他原因扣划",
    on=Transaction,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(33)],
    breach="{booked_on} 从专户扣划 {line_amount} 元, 对方 {counterparty}",
    remedy="核实扣划的依据和机关, 非因支付本项目农民工工资的, 依法申请返还。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ORDER_724.in_force,
)
def nothing_is_seized() -> pl.Expr:
    """除法律另有规定外, 专户资金不得因支付本项目农民工工资之外的原因被查封、冻结或者划拨。按摘要、用途的用词认定。"""
    return ~col.seized


@rule(
    "A11",
    "流水余额连续",
    on=Transaction,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 余额 = 上笔余额 + 贷方 − 借方"],
    applies=col.has_previous,
    breach="{booked_on} 余额 {balance} 元, 按上笔推算应为 {expected_balance} 元",
    remedy="向开户银行调取加盖印章的完整流水核对。",
    by="施工总承包单位",
    amount="line_amount",
)
def balance_follows_from_the_line_before() -> pl.Expr:
    """逐笔推算余额。不连续可能是缺行、改动或导出不全, 只作疑点。每个工作表各成一链。"""
    return col.balance == col.expected_balance
