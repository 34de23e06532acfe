"""P 项目与合同: what the owner and the contractor must have arranged before work."""

import polars as pl
from polars import col

from wagecheck.facts.project import Project
from wagecheck.facts.subcontractor import Subcontractor
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "P01",
    "约定人工费用拨付周期且不超过一个月",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(24), acts.ACCOUNT_2021.article(5)],
    breach="台账所载人工费用拨付周期为 {cycle_months} 个月",
    remedy="签订补充协议, 约定人工费用按月拨付。",
    by="建设单位",
    since=acts.ACCOUNT_2021.in_force,
)
def labour_cost_is_allotted_monthly_by_contract() -> pl.Expr:
    """施工合同应当约定人工费用拨付周期, 周期不得超过一个月。栏目为空的视为没有约定。"""
    return col.cycle_provided & (col.cycle_months <= col("allotment.cycle_max_months"))


@rule(
    "P02",
    "约定人工费用数额或比例",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(24), acts.ACCOUNT_2021.article(5)],
    breach="台账未载明合同约定的人工费用数额, 也未载明比例",
    remedy="签订补充协议, 约定人工费用数额或者占工程款的比例。",
    by="建设单位",
    since=acts.ACCOUNT_2021.in_force,
)
def labour_cost_is_agreed() -> pl.Expr:
    """施工合同应当约定人工费用数额或比例, 载明其一即可。是否足以支付工资另判 (A15)。"""
    return col.labour_cost_provided


@rule(
    "P03",
    "工程款支付担保有效",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(24, 57)],
    breach="台账未载明有效的工程款支付担保 (方式 {guarantee_kind}, 截止 {guarantee_to})",
    remedy="由建设单位提供或续展工程款支付担保, 担保期限覆盖至完工。",
    by="建设单位",
    since=acts.ORDER_724.in_force,
)
def payment_guarantee_is_valid() -> pl.Expr:
    """建设单位应当向施工单位提供工程款支付担保, 未完工而担保到期的视为没有。未载明截止日期的担保不作到期认定。"""
    return col.guarantee_provided & (~col.guarantee_lapsed | col.finished)


@rule(
    "P04",
    "政府投资项目不得垫资施工",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(23)],
    applies=col.government_funded,
    breach="政府投资项目, 台账载明由施工单位垫资施工",
    remedy="停止垫资, 由建设单位落实资金并补拨工程款。",
    by="建设单位",
    since=acts.ORDER_724.in_force,
)
def government_projects_are_not_prefinanced() -> pl.Expr:
    """政府投资项目所需资金应当按照国家有关规定落实到位, 不得由施工单位垫资建设。以台账自述为准。"""
    return ~col.prefinanced


@rule(
    "P05",
    "人工费用比例不低于当地下限",
    on=Project,
    severity=Severity.WARNING,
    kind=Kind.LOCAL,
    basis=["当地关于人工费用拨付比例的规定"],
    applies=col.labour_floor_set & col.labour_ratio_known,
    breach="合同约定人工费用比例 {labour_ratio}, 当地下限 {labour_floor}",
    remedy="签订补充协议, 按当地下限提高人工费用比例。",
    by="建设单位",
)
def labour_cost_ratio_reaches_the_local_floor() -> pl.Expr:
    """合同签订之日当地定有下限的, 约定的人工费用比例不得低于下限; 分工程类别的按本项目类别。

    当地未定下限的不适用。类别不明而各类下限不同的, 低于各类下限才作认定, 达到最高一类才算合规, 其间为未检。
    """
    return (
        pl.when(col.labour_ratio >= col.labour_floor_high)
        .then(True)
        .when(col.labour_ratio < col.labour_floor)
        .then(False)
    )


@rule(
    "P06",
    "按项目参加工伤保险",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.INJURY_2014.article(), acts.BUILDING_LAW.article(48)],
    breach="台账所载工伤保险参保日期为 {injury_insurance_date}, 开工日期为 {start_date}",
    remedy="立即办理项目工伤保险参保, 并公示参保证明。",
    by="施工总承包单位",
    since=acts.INJURY_2014.in_force,
)
def work_injury_insurance_precedes_the_start() -> pl.Expr:
    """建设项目应在开工前按项目一次性参加工伤保险。只核对参保日期与开工日期, 不核对缴费金额。"""
    return col.insurance_provided & (col.injury_insurance_date <= col.start_date)


@rule(
    "P07",
    "配备劳资专管员",
    on=Project,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28, 56)],
    breach="台账未载明劳资专管员",
    remedy="在项目部配备劳资专管员, 登记姓名和电话并在告示牌公示。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def labour_officer_is_named() -> pl.Expr:
    """施工总承包单位应当在工程项目部配备劳资专管员, 审核分包单位编制的工资表。"""
    return col.officer_provided


@rule(
    "P08",
    "约定工资支付日",
    on=Project,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(6, 13)],
    breach="台账未载明工资支付日",
    remedy="与农民工书面约定工资支付日, 并在告示牌公示。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def pay_day_is_agreed() -> pl.Expr:
    """工资应当按照与农民工书面约定的日期支付。未约定的, 到期日按次月最后一日推算。"""
    return col.pay_day_provided


@rule(
    "P09",
    "分包单位签订委托代发协议",
    on=Subcontractor,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(31), acts.ACCOUNT_2021.article(15)],
    applies=col.listed & ~col.is_contractor,
    breach="台账未载明与该分包单位签订委托代发协议的日期",
    remedy="与分包单位签订委托工资支付协议, 由总包单位通过专户代发。",
    by="施工总承包单位",
    since=acts.ACCOUNT_2021.in_force,
)
def wages_are_delegated_to_the_contractor() -> pl.Expr:
    """分包单位农民工工资委托施工总承包单位代发, 应有书面协议。只核对在册分包单位, 不含总包单位自己。"""
    return col.delegation_provided


@rule(
    "P10",
    "分包单位签订书面分包合同",
    on=Subcontractor,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(25)],
    applies=col.listed & ~col.is_contractor,
    breach="台账未载明该分包单位的分包合同签订日期",
    remedy="补签书面分包合同, 并在合同中约定工程款计量、结算和工资支付。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def subcontracts_are_written() -> pl.Expr:
    """施工总承包单位与分包单位依法订立书面分包合同。只核对在册分包单位。"""
    return col.contract_provided


@rule(
    "P11",
    "用工单位均为总包或在册分包",
    on=Subcontractor,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(28, 30)],
    applies=col.on_books,
    breach="花名册或工资表有该单位的人员, 其既非总包单位, 也不在分包单位名册",
    remedy="核实用工单位: 属分包的补登名册并签订合同, 名称写法不同的统一。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def employers_are_the_contractor_or_listed() -> pl.Expr:
    """按单位名称全称核对, 括号、空格、全半角不计, 简称不作等同。没有提交分包单位名册的为未检。"""
    return col.is_contractor | col.listed


@rule(
    "P12",
    "单位统一社会信用代码有效",
    on=Subcontractor,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=[acts.ORDER_724.article(36), "GB 32100 校验码"],
    applies=col.code_given,
    breach="统一社会信用代码 {code} 不符合 GB 32100 的字符或校验码",
    remedy="核对营业执照, 更正代码。",
    by="施工总承包单位",
)
def credit_codes_hold() -> pl.Expr:
    """十八位, 不含 I、O、S、V、Z, 第三至八位为数字, 末位校验码相符。早年核发的个别代码本身不符, 以营业执照为准。"""
    return col.code_sound


@rule(
    "P13",
    "支付担保金额不低于当地比例",
    on=Project,
    severity=Severity.VIOLATION,
    kind=Kind.LOCAL,
    basis=[acts.GAN_GUARANTEE_2021.article(), "当地关于工程款支付担保比例的规定"],
    applies=col.guarantee_share_set & col.guarantee_amount_known,
    breach="工程款支付担保 {guarantee_amount} 元, 合同额 {contract_amount} 元, 应不低于 {guarantee_required} 元",
    remedy="由建设单位补足工程款支付担保。",
    by="建设单位",
)
def payment_guarantee_is_large_enough() -> pl.Expr:
    """合同签订之日当地定有比例的, 担保金额不低于合同额乘以比例。

    暂列金额、甲供材料、质量保证金不作扣除, 台账没有这些数。
    """
    return col.guarantee_amount >= col.guarantee_required
