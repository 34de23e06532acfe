"""A 专用账户, its money: enough came in, month by month and in all, and the statement shows it."""

import polars as pl
from polars import col

from wagecheck.facts.project import Project
from wagecheck.facts.project_month import ProjectMonth
from wagecheck.facts.statement import StatementFile
from wagecheck.facts.transaction import Transaction
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "A12",
    "余额足以支付未结工资",
    on=Project,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=[acts.ACCOUNT_2021.article(13)],
    applies=col.statement_given,
    breach="专户余额 {last_balance} 元, 未结工资 {unsettled_at_least} 元, 差 {balance_shortage} 元",
    remedy="核定用工和工资, 由建设单位按需增拨人工费用。",
    by="建设单位",
    amount="balance_shortage",
    since=acts.ACCOUNT_2021.in_force,
)
def balance_covers_the_unsettled_wages() -> pl.Expr:
    """流水最后一笔的余额应不少于工资表上尚未结清的工资, 未到期的也计入。没有工资表的月份不计。

    付款不能确定归属的 (批量代发无明细、流水开始之前) 按可能已付和可能未付两头比较, 介于其间的为未检。
    """
    enough, short = col.last_balance >= col.unsettled, col.last_balance < col.unsettled_at_least
    return pl.when(enough).then(True).when(short).then(False)


@rule(
    "A13",
    "销户程序",
    on=Project,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(27)],
    applies=col.closed & (col.account_closed >= acts.ORDER_724.in_force),
    breach="{account_closed} 销户, 完工 {completion_date}, 公示 {closure_notice_date}, 仍欠薪 {total_arrears} 元",
    remedy="恢复专户或另存应付工资, 结清后完工并公示三十日, 再行销户。",
    by="施工总承包单位",
)
def account_is_closed_in_order() -> pl.Expr:
    """工程完工且未拖欠工资, 公示三十日后方可注销专用账户。完工、公示栏为空的视为没有。有未检工资而未见欠薪的为未检。"""
    completed = col.completion_provided & (col.completion_date <= col.account_closed)
    noticed = col.closure_notice_provided & (col.closure_notice_until <= col.account_closed)
    nothing = (col.total_arrears == 0) & (col.workers_unjudged == 0)
    cleared = pl.when(col.total_arrears > 0).then(False).when(nothing).then(True)
    return completed & noticed & cleared


@rule(
    "A14",
    "人工费用按月拨付",
    on=ProjectMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(24, 29)],
    applies=col.allotment_due,
    breach="当月专户未见建设单位拨付人工费用",
    remedy="按约定周期 (不超过一个月) 足额拨付人工费用至专用账户。",
    by="建设单位",
    since=acts.ORDER_724.in_force,
)
def labour_cost_is_allotted_every_month() -> pl.Expr:
    """开工次月起, 流水覆盖的每个整月都应有建设单位 (政府投资项目含财政) 的拨付。只看有无, 金额另判。"""
    return col.allotted > 0


@rule(
    "A15",
    "人工费用累计足额",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(29, 57)],
    applies=col.statement_given,
    breach="拨付和补足至多 {funded_at_most} 元, 流水截止日前到期工资 {wages_due} 元, 差 {funding_shortage} 元",
    remedy="补拨人工费用至专用账户。",
    by="建设单位",
    amount="funding_shortage",
    since=acts.ORDER_724.in_force,
)
def labour_cost_suffices_for_the_wages_due() -> pl.Expr:
    """建设单位 (含财政) 拨付与总包单位补足之和, 应不少于流水截止日以前到期的工资。没有工资表的月份不计。

    来款人不明的入账按可能是拨付从宽计; 流水不是从开户起的, 不足的为未检。
    """
    enough, short = col.funded >= col.wages_due, col.funded_at_most < col.wages_due
    return pl.when(enough).then(True).when(short).then(False)


@rule(
    "A16",
    "人工费用按约定比例拨付",
    on=ProjectMonth,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(29)],
    applies=col.progress_known,
    breach="当月审定工程款 {certified} 元, 按约定应拨付 {agreed_allotment} 元, 至多拨付 {allotted_at_most} 元",
    remedy="按约定比例补拨人工费用至专用账户。",
    by="建设单位",
    since=acts.ORDER_724.in_force,
)
def labour_cost_follows_the_measured_progress() -> pl.Expr:
    """当月拨付应不少于当月审定工程款乘以约定比例, 不作跨月调剂。流水没有整月覆盖的, 不足的为未检。"""
    enough = col.allotted_at_least >= col.agreed_allotment
    return pl.when(enough).then(True).when(col.allotted_at_most < col.agreed_allotment).then(False)


@rule(
    "A17",
    "入账来源清楚",
    on=Transaction,
    severity=Severity.NOTICE,
    basis=[acts.ORDER_724.article(29)],
    applies=col.is_credit,
    breach="{booked_on} 入账 {line_amount} 元, 对方 {counterparty}, 不是建设单位拨付、总包补足、退汇或利息",
    remedy="说明款项来源和用途。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ORDER_724.in_force,
)
def incoming_money_has_a_known_source() -> pl.Expr:
    """建设单位拨付、总包单位补足、工资退汇、利息之外的入账, 提示说明来源。"""
    return ~col.source_unclear


@rule(
    "A18",
    "流水账号与备案专户一致",
    on=StatementFile,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(26)],
    applies=col.own_account_known & col.account_provided,
    breach="流水账号 {own_account} 与台账所载专户账号 {account_no} 不一致",
    remedy="提交专户本身的完整流水; 账号变更的补报备案。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def statement_is_of_the_wage_account() -> pl.Expr:
    """流水的本方账号应为本项目专户。空格、短横不计; 打码的账号不作比较。"""
    return col.same_account


@rule(
    "A19",
    "流水合计与银行控制数一致",
    on=StatementFile,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=["对账口径: 逐笔合计和笔数应等于银行所列借贷总额和笔数"],
    applies=col.totals_given,
    breach="{differences}",
    remedy="向开户银行调取加盖印章的完整流水核对。",
    by="施工总承包单位",
)
def lines_add_up_to_the_banks_totals() -> pl.Expr:
    """逐表核对银行自列的借方、贷方总额和笔数, 列了几项核对几项。不一致可能是缺行、改动或导出不全, 只作疑点。"""
    return col.totals_agree


@rule(
    "A20",
    "流水覆盖应付工资",
    on=Project,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=[acts.ORDER_724.article(26, 57)],
    applies=col.statement_given,
    breach="{uncovered_months} 人月的工资共 {uncovered_wages} 元在流水截止日之后、审查日之前到期, 流水不能证明是否支付",
    remedy="补交至审查日的专户流水。",
    by="施工总承包单位",
    amount="uncovered_wages",
    since=acts.ORDER_724.in_force,
)
def statement_covers_the_wages_due() -> pl.Expr:
    """审查日之前到期的工资, 流水应覆盖其到期日, 否则不能判断是否按时支付。只计有工资表的人月。"""
    return col.uncovered_months == 0
