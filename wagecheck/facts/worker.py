"""Workers: everyone on roster, attendance or payroll of a project."""

from collections.abc import Mapping
from datetime import date

import polars as pl
from polars import col

from wagecheck.facts import leaving, presence, retirement, stay
from wagecheck.facts.fact import Fact, column, provided
from wagecheck.facts.id_number import age_on, born, is_valid
from wagecheck.facts.identity import nobodys
from wagecheck.facts.ledger import Ledger
from wagecheck.facts.torn import unless_torn, where_torn
from wagecheck.law import Law
from wagecheck.tables import Money

_WHO = ["project_id", "worker"]
_WRITTEN = "contract.written_within_months"
_OF_STAYS = (
    *("days_outside", "exit_date", "settle_deadline", "stays_on", "insured_now"),
    *("contract_delay", "month_over", "month_delay", "contract_end"),
)
_OF_DAYS = ("ended_from", "ended_by", "attended_by_day", "began_from", "began_by")
_ROSTER_FIELDS = tuple(f"roster.{name}" for name in stay.NEEDED)


class Worker(Fact):
    """一名农民工: one row a worker of a project.

    The law's date is the last day on which he is known to belong to it: the last month with attendance or payroll, but
    not after the audit; without one, the day of the audit.
    """

    law_date: pl.Date = column("法定日期", "roster", "attendance", "payroll")
    id_no: pl.String = column("身份证号码", "roster.id_no")
    on_roster: pl.Boolean = column("在花名册", "roster")
    has_attendance: pl.Boolean = column("有考勤", "attendance")
    on_payroll: pl.Boolean = column("在工资表", "payroll")
    attended_days: pl.Float64 = column("考勤天数", "attendance")
    identity_card: pl.Boolean = column("证件为居民身份证", "roster.id_type")
    id_valid: pl.Boolean = column("身份证号码有效", "roster.id_no")
    entry_date: pl.Date = column("进场日期", "roster.entry_date")
    contract_provided: pl.Boolean = column("有劳动合同", "roster.contract_date")
    first_day: pl.Date = column("首个用工日", "roster.entry_date", "attendance")
    first_day_known: pl.Boolean = column("首个用工日可知", "roster.entry_date", "attendance")
    age_at_start: pl.Int32 = column("用工时年龄", "roster.id_no", "roster.entry_date")
    audit_day: pl.Date = column("审查日")
    attended_by_day: pl.Boolean = column("有逐日考勤", "attendance.date")
    began_from: pl.Date = column("首次考勤不早于", "attendance")
    began_by: pl.Date = column("首次考勤", "attendance")
    ended_from: pl.Date = column("末次考勤", "attendance")
    ended_by: pl.Date = column("末次考勤不晚于", "attendance")
    registered_date: pl.Date = column("实名登记日期", "roster.registered_date")
    contract_date: pl.Date = column("合同签订日期", "roster.contract_date")
    contract_delay: pl.Int32 = column("合同晚于进场天数", "roster.contract_date", "roster.entry_date")
    month_over: pl.Boolean = column("进场已满一月", "roster.entry_date", parameters=(_WRITTEN,), on="audit_day")
    month_delay: pl.Int32 = column(
        "合同晚于满月天数", "roster.contract_date", "roster.entry_date", parameters=(_WRITTEN,), on="audit_day"
    )
    contract_limit: pl.Date = column("进场满一月之日", "roster.entry_date", parameters=(_WRITTEN,), on="audit_day")
    contract_ends: pl.Boolean = column("合同有终止日期", "roster.contract_end")
    contract_end: pl.Date = column("合同终止日期", "roster.contract_end")
    stays: pl.Int32 = column("在册段数", "roster")
    overlaps: pl.Int32 = column("在册重叠段数", "roster.entry_date", "roster.exit_date")
    fields_missing: pl.Int32 = column("必填信息缺项数", *_ROSTER_FIELDS)
    missing_fields: pl.String = column("必填信息缺项", *_ROSTER_FIELDS)
    days_outside: pl.Int32 = column("进退场期间外的考勤天数", "attendance", "roster.entry_date")
    first_outside: pl.Date = column("首个进退场期间外的考勤日", "attendance", "roster.entry_date")
    stays_on: pl.Boolean = column("未登记退场", "roster.exit_date")
    unfinished: pl.Boolean = column("工程未完工", "project.completion_date")
    idle_at_least: pl.Int32 = column("末次考勤至项目考勤截止天数", "attendance")
    idle_at_most: pl.Int32 = column("末次考勤至项目考勤截止天数至多", "attendance")
    training_asked: pl.Boolean = column("花名册有安全教育栏", "roster.training_date")
    training_provided: pl.Boolean = column("有安全教育日期", "roster.training_date")
    training_date: pl.Date = column("安全教育日期", "roster.training_date")
    training_due_from: pl.Date = column("应接受安全教育之日不早于", "attendance", "roster.entry_date")
    training_due_by: pl.Date = column("应接受安全教育之日", "attendance", "roster.entry_date")
    is_manager: pl.Boolean = column("管理人员", "roster.role")
    insurance_asked: pl.Boolean = column("花名册有工伤保险栏", "roster.injury_insured")
    insured: pl.Boolean = column("参加工伤保险", "roster.injury_insured")
    insured_now: pl.Boolean = column("在场期间参加工伤保险", "roster.injury_insured")
    trades: pl.String = column("工种", "roster.trade")
    young_hazardous: pl.Boolean = column(
        "未成年时从事危险作业", "roster.trade", parameters=("trade.hazardous",), on="audit_day"
    )
    hazardous_now: pl.Boolean = column(
        "现从事危险作业", "roster.trade", parameters=("trade.hazardous",), on="audit_day"
    )
    on_site: pl.Boolean = column("审查日在场", "roster.entry_date", "roster.exit_date")
    retires_on: pl.Date = column(
        "达到法定退休年龄的月份", "roster.id_no", parameters=retirement.PARAMETERS, on="audit_day"
    )
    over_age: pl.Boolean = column(
        "审查日已超过法定退休年龄", "roster.id_no", parameters=retirement.PARAMETERS, on="audit_day"
    )
    exit_date: pl.Date = column("退场日期", "roster.exit_date")
    settle_deadline: pl.Date = column("结清期限", "roster.exit_date", parameters=leaving.PARAMETERS, on="exit_date")
    settlement_due: pl.Boolean = column(
        "结清期限已过且流水可证", "roster.exit_date", "statement", parameters=leaving.PARAMETERS, on="exit_date"
    )
    has_left: pl.Boolean = column("已登记退场", "roster.exit_date")
    months_unsettled: pl.Int32 = column("期限内未结清月数", "statement", "payroll")
    months_owed: pl.Int32 = column("欠薪月数", "statement", "payroll")
    total_arrears: Money = column("欠薪金额", "statement", "payroll")
    months_unjudged: pl.Int32 = column("未检月数", "statement")
    payment_gap: pl.String = column("付款未检原因")


def workers(books: Ledger, law: Law, *, on: date) -> pl.DataFrame:
    """Build the fact rows of workers.

    A project that handed in no roster (attendance, payroll) has nulls for being on it; so has whoever is not on it
    where a part of it was not read, and a worker whose name stands on a row of it that could be anybody's.
    """
    tables, months, known = books.tables, books.months, books.known
    roster, attendance = tables["roster"], tables["attendance"]
    everyone = (
        known.group_by(_WHO)
        .agg(col("name").min())
        .join(_rostered(roster), on=_WHO, how="left")
        .join(_worked(attendance), on=_WHO, how="left")
        .join(_owed(months), on=_WHO, how="left")
    )
    for rows, flag in ((roster, "on_roster"), (attendance, "has_attendance"), (tables["payroll"], "on_payroll")):
        everyone = _absent_is_false(everyone, rows, flag)
    on_paper = {"on_roster": "roster", "has_attendance": "attendance", "on_payroll": "payroll"}
    everyone = unless_torn(everyone, books.torn, on_paper)
    everyone = everyone.join(nobodys(roster), on=["project_id", "name"], how="left").with_columns(
        on_roster=pl.when(col("on_roster") | col("nobodys").is_null()).then("on_roster")
    )
    spans = presence.spans_of(attendance)
    for part in _parts(tables, spans, months, books.window, law, on=on):
        everyone = everyone.join(part, on=_WHO, how="left")
    everyone = _as_far_as_known(everyone, books.torn)
    site = _site(tables["project"], spans, on=on)
    return _told(everyone.join(site, on="project_id", how="left"), law, on=on)


def _absent_is_false(everyone: pl.DataFrame, rows: pl.DataFrame, flag: str) -> pl.DataFrame:
    """Say that whoever a paper does not name is not on it, where it was handed in."""
    handed = rows.select("project_id", pl.lit(True).alias("handed")).unique()
    return (
        everyone.join(handed, on="project_id", how="left")
        .with_columns(pl.when(col("handed")).then(col(flag).fill_null(False)).alias(flag))
        .drop("handed")
    )


def _as_far_as_known(everyone: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Make unknown what a part of roster or attendance that was not read may change: another stay, a later day."""
    known = where_torn(everyone, torn, "roster", **dict.fromkeys(_OF_STAYS))
    return where_torn(known, torn, "attendance", **dict.fromkeys(_OF_DAYS))


def _parts(
    tables: Mapping[str, pl.DataFrame],
    spans: pl.DataFrame,
    months: pl.DataFrame,
    window: pl.DataFrame,
    law: Law,
    *,
    on: date,
) -> list[pl.DataFrame]:
    """Work out what stays and attendance say of each worker, a frame a theme."""
    stays = stay.stays_of(tables["roster"], tables["project"].select("project_id", "region"), law, on=on)
    present = presence.presence(spans)
    return [
        present,
        stay.contracts(stays),
        stay.entries(stays),
        stay.overlaps(stays),
        stay.trained(stays, present),
        stay.dangers(stays),
        presence.outside(tables["attendance"], stays),
        leaving.leavers(stays, months, window, law, on=on),
    ]


def _site(projects: pl.DataFrame, spans: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Say of each project whether it goes on, and how far its attendance reaches."""
    ended = presence.project_end(spans, on=on)
    going = (
        pl.when(col("completion_date").is_not_null())
        .then(col("completion_date") > on)
        .when(col("completion_date_asked"))
        .then(True)
    )
    project = projects.select("project_id", "region", going.alias("unfinished"))
    return project.join(ended, on="project_id", how="left")


def _told(everyone: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Work out what the joined columns say together: days, ages, names."""
    id_no = pl.when(col("worker") != col("name").fill_null("")).then(col("worker"))
    dated = law.attach(everyone.with_columns(audit_day=pl.lit(on)), retirement.PARAMETERS, on="audit_day")
    birth = pl.when(col("id_valid")).then(born("id_no"))
    return (
        dated.lazy()
        .with_columns(id_no=id_no)
        .with_columns(
            identity_card=pl.coalesce("id_type", pl.lit("居民身份证")).str.contains("居民身份证|^身份证$|^01$"),
            id_valid=is_valid("id_no"),
            first_day=pl.min_horizontal("entry_date", "first_attended"),
            subject=col("worker"),
            subject_name=pl.coalesce("roster_name", "name"),
            idle_at_least=(col("site_ended_from") - col("ended_by")).dt.total_days().clip(lower_bound=0),
            idle_at_most=(col("site_ended_by") - col("ended_from")).dt.total_days(),
            sources=pl.concat_list(
                col(name).fill_null(pl.lit([], dtype=pl.List(pl.UInt32)))
                for name in ("roster_rows", "attendance_rows", "payroll_rows")
            ),
        )
        .with_columns(
            first_day_known=col("first_day").is_not_null(),
            age_at_start=age_on(birth, col("first_day")),
            retires_on=retirement.reached(birth, woman=retirement.is_woman("id_no"), manager=col("is_manager")),
            law_date=pl.min_horizontal("last_month_end", pl.lit(on)),
        )
        .with_columns(
            over_age=col("audit_day") >= col("retires_on"),
            on_site=pl.when(col("on_roster")).then("on_site").when(~col("on_roster")).then(False),
            has_left=pl.when(col("on_roster")).then(col("exit_date").is_not_null()).when(~col("on_roster")).then(False),
            attended_by_day=pl.when(col("has_attendance"))
            .then("attended_by_day")
            .when(~col("has_attendance"))
            .then(False),
        )
        .drop("region")
        .collect()
    )


def _rostered(stays: pl.DataFrame) -> pl.DataFrame:
    return (
        stays.drop_nulls("worker")
        .select(*_WHO, "name", "id_type", "entry_date", "rid", contracted=provided("contract_date"))
        .sort("rid")
        .group_by(_WHO)
        .agg(
            pl.lit(True).alias("on_roster"),
            col("name").drop_nulls().first().alias("roster_name"),
            col("id_type").drop_nulls().first(),
            col("entry_date").min(),
            pl.when(col("contracted").any())
            .then(True)
            .when(col("contracted").is_null().any())
            .then(None)
            .otherwise(False)
            .alias("contract_provided"),
            col("rid").alias("roster_rows"),
        )
    )


def _worked(attendance: pl.DataFrame) -> pl.DataFrame:
    """Say who has attendance: a row with days above zero."""
    return (
        attendance.select(*_WHO, "days", "date", "rid")
        .filter(col("worker").is_not_null() & (col("days") > 0))
        .group_by(_WHO)
        .agg(
            pl.lit(True).alias("has_attendance"),
            col("days").cast(pl.Float64).sum().alias("attended_days"),
            col("date").min().alias("first_attended"),
            col("rid").min().implode().alias("attendance_rows"),
        )
    )


def _owed(months: pl.DataFrame) -> pl.DataFrame:
    """Sum the due months of each worker: how many are owed, how much, and how many could not be judged."""
    due = col("is_due")
    return months.group_by("who").agg(
        col(_WHO).first(),
        col("on_payroll").any(ignore_nulls=False),
        col("payroll_rows").list.explode(keep_nulls=False, empty_as_null=False).alias("payroll_rows"),
        (due & (col("arrears") > 0)).sum().cast(pl.Int32).alias("months_owed"),
        col("arrears").filter(due).sum().alias("total_arrears"),
        (due & ((col("unjudged") > 0) | col("net").is_null())).sum().cast(pl.Int32).alias("months_unjudged"),
        col("payment_gap").filter(due).min(),
        col("month").max().dt.month_end().alias("last_month_end"),
    )
