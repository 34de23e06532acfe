"""Projects: what the project sheet shows, and what the whole project owes."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided
from wagecheck.law import Law
from wagecheck.tables import Money

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


class Project(Fact):
    """工程项目: one row a project. The law's date is the day of the audit, or of completion where that came first."""

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
    notice_provided: pl.Boolean = column("设置告示牌", "project.notice_board_date")
    notice_board_date: pl.Date = column("告示牌设置日期", "project.notice_board_date")
    audit_day: pl.Date = column("审查日")
    items_missing: pl.Int32 = column("缺少告示事项数", "project.notice_items", parameters=("notice.items",))
    missing_items: pl.String = column("缺少的告示事项", "project.notice_items", parameters=("notice.items",))
    workers_in_arrears: pl.Int32 = column("欠薪人数", "statement")
    total_arrears: Money = column("欠薪总额", "statement")
    workers_unjudged: pl.Int32 = column("有未检工资的人数", "statement")
    payment_gap: pl.String = column("付款未检原因")


def projects(project: pl.DataFrame, months: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Build the fact rows of projects from the project sheet and the worker-months."""
    dated = law.attach(
        project.with_columns(law_date=pl.min_horizontal(pl.lit(on), "completion_date")),
        ["account.open_days", "notice.items"],
    )
    deadline = col("contract_date").dt.offset_by(pl.format("{}d", "account.open_days"))
    return (
        dated.join(_arrears(months), on="project_id", how="left")
        .join(_missing_items(dated), on="project_id", how="left")
        .with_columns(
            subject=col("project_id"),
            subject_name=col("project_name"),
            sources=pl.concat_list("rid"),
            audit_day=pl.lit(on),
            started=pl.lit(on) > col("start_date"),
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
            account_overdue=pl.lit(on) > deadline,
            notice_provided=provided("notice_board_date"),
            items_missing=pl.when(col("missing").is_not_null()).then(col("missing").list.len()),
            missing_items=col("missing").list.join("、"),
        )
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
