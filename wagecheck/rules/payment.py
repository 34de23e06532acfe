"""B 总包代发与银行核对: the bank paid the worker himself, on his own card."""

import polars as pl
from polars import col

from wagecheck.facts.batch import Batch
from wagecheck.facts.card import Card
from wagecheck.facts.payment import Payment
from wagecheck.facts.payout import Payout
from wagecheck.facts.repayment import Repayment
from wagecheck.facts.worker_payment import WorkerPayment
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "B01",
    "代发至本人登记工资卡",
    on=Payment,
    severity=Severity.VIOLATION,
    basis=[acts.ACCOUNT_2021.article(19)],
    applies=col.off_card & col.card_known,
    breach="{paid_on} 付 {worker_name} {paid_amount} 元, 收款账号 {payee_account} 不是其登记的工资卡 {roster_card}",
    remedy="核实该账号是否农民工本人的银行账户, 改付至登记的工资卡或更正登记。",
    by="施工总承包单位",
    amount="paid_amount",
    since=acts.ACCOUNT_2021.in_force,
)
def wages_reach_the_registered_card() -> pl.Expr:
    """收款账号不是任何人的工资卡、只凭户名(或身份证号码)认出农民工的付款, 应付至其在花名册登记的工资卡。

    花名册没有其工资卡号的不适用; 银行没有列出或遮盖了收款账号的为未检。
    """
    return col.to_own_card


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


@rule(
    "B04",
    "一人一卡",
    on=WorkerPayment,
    severity=Severity.WARNING,
    basis=[acts.ACCOUNT_2021.article(19)],
    applies=col.paid,
    breach="同一农民工的工资付至 {accounts_paid} 个账号",
    remedy="固定一张农民工本人的工资卡发放; 中途换卡的, 留存本人申请。",
    by="施工总承包单位",
    since=acts.ACCOUNT_2021.in_force,
)
def a_worker_has_one_card() -> pl.Expr:
    """同一农民工的工资应付至同一账号, 已退汇的不计。

    银行没有列出或遮盖了账号的付款, 可能付至另一账号, 为未检。
    """
    return col.accounts_paid == 1


@rule(
    "B05",
    "不超额发放",
    on=WorkerPayment,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(26)],
    breach="累计付款 {total_paid} 元, 工资表累计应发 {total_net} 元, 多付 {excess} 元",
    remedy="核对是否重复发放、代领或工资表缺月, 说明多付款项的去向。",
    by="施工总承包单位",
    amount="excess",
    since=acts.ORDER_724.in_force,
)
def nobody_gets_more_than_the_payroll_says() -> pl.Expr:
    """一人累计收到的工资 (已退汇的不计) 不应多于其各月实发工资之和, 允许一分尾差。

    有批量代发缺明细、有付款可能属于此人、有用工月份缺工资表, 或流水起始之前已有应付工资的, 为未检。
    """
    return col.excess <= col("payroll.rounding")


@rule(
    "B06",
    "代发失败或退汇已补发",
    on=Repayment,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(12)],
    breach="{failed_on} 代发失败或退汇 {failed_amount} 元, 至 {repay_by} 没有补发",
    remedy="核实账号后立即重新发放。",
    by="施工总承包单位",
    amount="failed_amount",
    since=acts.ORDER_724.in_force,
)
def what_failed_is_paid_again() -> pl.Expr:
    """代发失败或被退汇的工资, 应在七日内向同一农民工另付不少于该金额的款项。

    一笔款项可以说明几次失败; 当日的付款, 银行列明时刻且在失败之前的不算。流水未覆盖这七日的为未检。
    """
    return col.repaid_in_time


@rule(
    "B07",
    "批量代发与明细一致",
    on=Batch,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(31)],
    applies=col.has_list,
    breach="{booked_on} 批量代发 {line_amount} 元, 代发明细 {rows_paid} 笔共 {list_total} 元",
    remedy="向银行调取该批次的完整明细, 查明差额去向。",
    by="施工总承包单位",
    amount="line_amount",
    since=acts.ORDER_724.in_force,
)
def a_batch_is_the_sum_of_its_list() -> pl.Expr:
    """批量代发的金额应等于其明细中发放成功各笔之和; 银行先整批扣款、再退回失败款的, 等于全部各笔之和亦可。

    没有明细的批次不适用, 有关月份的工资支付为未检。
    """
    return col.list_agrees


@rule(
    "B08",
    "代发明细有流水支撑",
    on=Payout,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(31)],
    applies=col.succeeded,
    breach="{paid_on} 代发明细列付 {payee_name} {payout_amount} 元, 专户流水没有对应的支出",
    remedy="核对代发明细的来源, 补交对应的专户流水。",
    by="施工总承包单位",
    amount="payout_amount",
    since=acts.ORDER_724.in_force,
)
def a_payout_shows_in_the_account() -> pl.Expr:
    """代发明细所列成功的每一笔, 应在一笔批量代发之内, 或前后三日内有付给同一人、同一金额的支出。

    一笔支出可以说明几行明细。流水未覆盖这些日子、明细对应不到人的为未检。
    """
    return col.covered
