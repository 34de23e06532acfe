"""Projects: what the project sheet shows, and what the whole project owes."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided
from wagecheck.facts.sheet import (
    FLOORS,
    account_terms,
    board_terms,
    closing_terms,
    contract_terms,
    guarantee_terms,
    with_terms_of_place,
)
from wagecheck.law import Law
from wagecheck.tables import Money, Ratio

_WORDS = {
    "总包单位": ("总承包",),
    "工资支付日期": ("工资支付日", "发薪日", "支付日期"),
    "投诉举报电话": ("投诉电话", "举报电话", "投诉举报"),
    "劳动监察电话": ("劳动保障监察", "劳动监察"),
    "仲裁渠道": ("仲裁",),
    "行业主管部门": ("主管部门",),
    "公共法律服务热线": ("12348", "法律服务"),
}
"""Other words under which boards carry the items of 条例34."""

_SIGNED = "project.contract_date"
_SHARE = ("payment_guarantee.min_ratio",)


class Project(Fact):
    """工程项目: one row a project. The law's date is the day of the audit, or of completion where that came first.

    What a contract must agree is a matter of the law of the day on which it was signed.
    """

    cycle_provided: pl.Boolean = column("约定拨付周期", "project.allotment_cycle_months")
    cycle_months: pl.Int32 = column("人工费用拨付周期 (月)", "project.allotment_cycle_months")
    labour_cost_provided: pl.Boolean = column("约定人工费用", "project.labour_cost_amount", "project.labour_cost_ratio")
    government_funded: pl.Boolean = column("政府投资", "project.funding")
    prefinanced: pl.Boolean = column("垫资施工", "project.prefinanced")
    labour_floor_set: pl.Boolean = column(
        "当地有人工费用比例下限", "project.region", "project.sector", _SIGNED, parameters=FLOORS, on="contract_date"
    )
    labour_ratio_known: pl.Boolean = column("人工费用比例可知", "project.labour_cost_ratio")
    labour_ratio: Ratio = column("人工费用比例", "project.labour_cost_ratio")
    labour_floor: Ratio = column(
        "人工费用比例下限", "project.region", "project.sector", parameters=FLOORS, on="contract_date"
    )
    labour_floor_high: Ratio = column(
        "人工费用比例最高下限", "project.region", "project.sector", parameters=FLOORS, on="contract_date"
    )
    pay_day_provided: pl.Boolean = column("约定工资支付日", "project.pay_day")
    guarantee_share_set: pl.Boolean = column(
        "当地有担保比例", "project.region", _SIGNED, parameters=_SHARE, on="contract_date"
    )
    guarantee_amount_known: pl.Boolean = column("担保金额可知", "project.guarantee_amount")
    guarantee_amount: Money = column("担保金额", "project.guarantee_amount")
    guarantee_required: Money = column(
        "担保金额应不低于", "project.contract_amount", parameters=_SHARE, on="contract_date"
    )
    contract_amount: Money = column("施工合同额", "project.contract_amount")
    started: pl.Boolean = column("已开工", "project.start_date")
    finished: pl.Boolean = column("已完工", "project.completion_date")
    guarantee_provided: pl.Boolean = column("有工程款支付担保", "project.guarantee_kind")
    guarantee_kind: pl.String = column("担保方式", "project.guarantee_kind")
    guarantee_to: pl.Date = column("担保截止日期", "project.guarantee_to")
    guarantee_lapsed: pl.Boolean = column("担保已到期", "project.guarantee_to")
    insurance_provided: pl.Boolean = column("参加工伤保险", "project.injury_insurance_date")
    injury_insurance_date: pl.Date = column("工伤保险参保日期", "project.injury_insurance_date")
    start_date: pl.Date = column("开工日期", "project.start_date")
    officer_provided: pl.Boolean = column("配备劳资专管员", "project.labour_officer")
    contract_date: pl.Date = column("施工合同签订日期", "project.contract_date")
    account_provided: pl.Boolean = column("有专户账号", "project.account_no")
    account_opened: pl.Date = column("专户开户日期", "project.account_opened")
    account_deadline: pl.Date = column("专户开户期限", "project.contract_date", parameters=("account.open_days",))
    account_days_late: pl.Int32 = column("开户逾期天数", "project.account_opened")
    account_overdue: pl.Boolean = column("已过开户期限", "project.contract_date", parameters=("account.open_days",))
    agreement_provided: pl.Boolean = column("签订三方协议", "project.account_agreement_date")
    account_agreement_date: pl.Date = column("三方协议签订日期", "project.account_agreement_date")
    filing_overdue: pl.Boolean = column("已过备案期限", "project.account_opened", parameters=("account.file_days",))
    filing_provided: pl.Boolean = column("专户已备案", "project.account_filed")
    account_filed: pl.Date = column("专户备案日期", "project.account_filed")
    filing_deadline: pl.Date = column("专户备案期限", "project.account_opened", parameters=("account.file_days",))
    account_name_given: pl.Boolean = column("有专户户名", "project.account_name")
    account_name: pl.String = column("专户户名", "project.account_name")
    account_name_due: pl.String = column("规范户名", "project.contractor_name", "project.project_name")
    account_name_fits: pl.Boolean = column(
        "户名规范", "project.account_name", "project.contractor_name", parameters=("account.name_cut_chars",)
    )
    closed: pl.Boolean = column("已销户", "project.account_closed")
    account_closed: pl.Date = column("专户销户日期", "project.account_closed")
    completion_provided: pl.Boolean = column("载明完工日期", "project.completion_date")
    completion_date: pl.Date = column("完工日期", "project.completion_date")
    closure_notice_provided: pl.Boolean = column("载明销户公示日期", "project.closure_notice_date")
    closure_notice_date: pl.Date = column("销户公示日期", "project.closure_notice_date")
    closure_notice_until: pl.Date = column(
        "销户公示期满日", "project.closure_notice_date", parameters=("account.closure_notice_days",)
    )
    statement_given: pl.Boolean = column("有专户流水", "statement")
    last_balance: Money = column("期末余额", "statement.balance")
    unsettled: Money = column("未结工资", "statement", "payroll")
    unsettled_at_least: Money = column("至少未结工资", "statement", "payroll", "payout")
    balance_shortage: Money = column("余额缺口", "statement", "payroll")
    funded: Money = column("拨付和补足合计", "statement", "project.owner_name", "project.contractor_name")
    funded_at_most: Money = column(
        "拨付和补足至多", "statement", "statement.counterparty_name", "project.owner_name", "project.statement_from"
    )
    wages_due: Money = column("流水截止日前到期工资", "statement", "payroll")
    funding_shortage: Money = column("人工费用缺口", "statement", "payroll")
    owner_liability: Money = column("建设单位先行垫付上限", "statement", "payroll")
    uncovered_months: pl.Int32 = column("流水未覆盖的到期人月数", "statement.booked_at", "payroll")
    uncovered_wages: Money = column("流水未覆盖的到期工资", "statement.booked_at", "payroll")
    notice_provided: pl.Boolean = column("设置告示牌", "project.notice_board_date")
    notice_board_date: pl.Date = column("告示牌设置日期", "project.notice_board_date")
    audit_day: pl.Date = column("审查日")
    items_missing: pl.Int32 = column("缺少告示事项数", "project.notice_items", parameters=("notice.items",))
    missing_items: pl.String = column("缺少的告示事项", "project.notice_items", parameters=("notice.items",))
    notice_wage_given: pl.Boolean = column("告示载明最低工资标准", "project.notice_min_wage")
    notice_wage: Money = column("告示最低工资标准", "project.notice_min_wage")
    minimum_wage: Money = column(
        "当地最低工资标准", "project.region", parameters=("wage.minimum_monthly",), on="audit_day"
    )
    minimum_wage_high: Money = column(
        "当地最高一类最低工资标准", "project.region", parameters=("wage.minimum_monthly",), on="audit_day"
    )
    workers_in_arrears: pl.Int32 = column("欠薪人数", "statement")
    total_arrears: Money = column("欠薪总额", "statement")
    workers_unjudged: pl.Int32 = column("有未检工资的人数", "statement")
    payment_gap: pl.String = column("付款未检原因")


def projects(project: pl.DataFrame, months: pl.DataFrame, money: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Build the fact rows of projects from the project sheet, the worker-months and the funding."""
    dated = law.attach(
        project.with_columns(law_date=pl.min_horizontal(pl.lit(on), "completion_date")),
        [
            *("account.open_days", "account.file_days", "account.closure_notice_days", "account.name_cut_chars"),
            "notice.items",
        ],
    ).with_columns(audit_day=pl.lit(on))
    dated = with_terms_of_place(dated, law)
    dated = law.attach(dated, ["wage.minimum_monthly", "wage.minimum_monthly_high"], on="audit_day")
    deadline = col("contract_date").dt.offset_by(pl.format("{}d", "account.open_days"))
    return (
        dated.join(_arrears(months), on="project_id", how="left")
        .join(money, on="project_id", how="left")
        .join(_missing_items(dated), on="project_id", how="left")
        .with_columns(
            subject=col("project_id"),
            subject_name=col("project_name"),
            sources=pl.concat_list("rid"),
            started=col("start_date") < on,
            finished=pl.when(col("completion_date").is_not_null())
            .then(col("completion_date") <= on)
            .when(col("completion_date_asked"))
            .then(False),
            guarantee_provided=provided("guarantee_kind"),
            guarantee_lapsed=pl.when(col("guarantee_to").is_not_null())
            .then(col("guarantee_to") < on)
            .when(col("guarantee_to_asked"))
            .then(False),
            insurance_provided=provided("injury_insurance_date"),
            officer_provided=provided("labour_officer"),
            account_provided=provided("account_no") | col("account_no_damaged"),
            account_deadline=deadline,
            account_days_late=(col("account_opened") - deadline).dt.total_days(),
            account_overdue=deadline < on,
            notice_provided=provided("notice_board_date"),
            items_missing=pl.when(col("missing").is_not_null()).then(col("missing").list.len()),
            missing_items=col("missing").list.join("、"),
        )
        .with_columns(**contract_terms(), **guarantee_terms(), **account_terms(on), **closing_terms(), **board_terms())
    )


def _missing_items(dated: pl.DataFrame) -> pl.DataFrame:
    """List the needed items that each board does not carry; all of them where the board was asked for and says nothing.

    Gives project_id, missing; null where nobody asked, or where the law of the place is not known.
    """
    board = pl.coalesce(col("notice_items").list.join("、"), pl.when(col("notice_items_asked")).then(pl.lit("")))
    words = col("item").replace_strict(
        {item: "|".join((item, *more)) for item, more in _WORDS.items()}, default=col("item")
    )
    return (
        dated.select("project_id", board.alias("board"), col("notice.items").alias("item"))
        .drop_nulls()
        .explode("item")
        .group_by("project_id", maintain_order=True)
        .agg(col("item").filter(~col("board").str.contains(words)).alias("missing"))
    )


def _arrears(months: pl.DataFrame) -> pl.DataFrame:
    """Sum what is owed by project; `workers_unjudged` could not be judged for some due month."""
    due = col("is_due")
    return months.group_by("project_id").agg(
        col("worker").filter(due & (col("arrears") > 0)).n_unique().alias("workers_in_arrears"),
        col("arrears").filter(due).sum().alias("total_arrears"),
        col("worker").filter(due & ((col("unjudged") > 0) | col("net").is_null())).n_unique().alias("workers_unjudged"),
        col("payment_gap").filter(due).drop_nulls().sort().first(),
    )
