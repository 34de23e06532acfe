"""Workers: everyone on roster, attendance or payroll of a project."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column, provided
from wagecheck.facts.id_number import age_on, born, is_valid
from wagecheck.facts.identity import nobodys
from wagecheck.tables import Money

_WHO = ["project_id", "worker"]


class Worker(Fact):
    """一名农民工: one row a worker of a project.

    The law's date is the last day on which he is known to belong to it: the last month with attendance or payroll, but
    not after the audit; without one, the day of the audit.
    """

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
    months_owed: pl.Int32 = column("欠薪月数", "statement", "payroll")
    total_arrears: Money = column("欠薪金额", "statement", "payroll")
    months_unjudged: pl.Int32 = column("未检月数", "statement")
    payment_gap: pl.String = column("付款未检原因")


def workers(
    stays: pl.DataFrame, attendance: pl.DataFrame, months: pl.DataFrame, known: pl.DataFrame, *, on: date
) -> pl.DataFrame:
    """Build the fact rows of workers. `stays`: roster rows, `months`: worker-months, both with `worker`.

    A project that handed in no roster (attendance, payroll) has nulls for being on it; so has a worker whose name
    stands on a row of it that could be anybody's.
    """
    everyone = (
        known.group_by(_WHO)
        .agg(col("name").drop_nulls().sort().first())
        .join(_rostered(stays), on=_WHO, how="left")
        .join(_worked(attendance), on=_WHO, how="left")
        .join(_owed(months), on=_WHO, how="left")
    )
    for table, flag in (("stays", "on_roster"), ("attendance", "has_attendance")):
        rows = stays if table == "stays" else attendance
        handed = rows.select("project_id", pl.lit(True).alias(f"{table}_handed")).unique()
        everyone = everyone.join(handed, on="project_id", how="left").with_columns(
            pl.when(col(f"{table}_handed")).then(col(flag).fill_null(False)).alias(flag)
        )
    everyone = everyone.join(nobodys(stays), on=["project_id", "name"], how="left").with_columns(
        on_roster=pl.when(col("on_roster") | col("nobodys").is_null()).then("on_roster")
    )
    id_no = pl.when(col("worker") != col("name").fill_null("")).then(col("worker"))
    return (
        everyone.with_columns(id_no=id_no)
        .with_columns(
            identity_card=pl.coalesce("id_type", pl.lit("居民身份证")).str.contains("居民身份证|^身份证$|^01$"),
            id_valid=is_valid("id_no"),
            first_day=pl.min_horizontal("entry_date", "first_attended"),
            subject=col("worker"),
            subject_name=pl.coalesce("roster_name", "name"),
            sources=pl.concat_list(
                col(name).fill_null(pl.lit([], dtype=pl.List(pl.UInt32)))
                for name in ("roster_rows", "attendance_rows", "payroll_rows")
            ),
        )
        .with_columns(
            first_day_known=col("first_day").is_not_null(),
            age_at_start=pl.when(col("id_valid")).then(age_on(born("id_no"), col("first_day"))),
            law_date=pl.min_horizontal("last_month_end", pl.lit(on)),
        )
    )


def _rostered(stays: pl.DataFrame) -> pl.DataFrame:
    return (
        stays.drop_nulls("worker")
        .with_columns(contracted=provided("contract_date"))
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
            col("rid").sort().alias("roster_rows"),
        )
    )


def _worked(attendance: pl.DataFrame) -> pl.DataFrame:
    """Say who has attendance: a row with days above zero."""
    return (
        attendance.drop_nulls("worker")
        .filter(col("days") > 0)
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
    return months.group_by(_WHO).agg(
        col("on_payroll").any(),
        col("payroll_rows").list.explode(keep_nulls=False, empty_as_null=False).alias("payroll_rows"),
        (due & (col("arrears") > 0)).sum().cast(pl.Int32).alias("months_owed"),
        col("arrears").filter(due).sum().alias("total_arrears"),
        (due & ((col("unjudged") > 0) | col("net").is_null())).sum().cast(pl.Int32).alias("months_unjudged"),
        col("payment_gap").filter(due).drop_nulls().sort().first(),
        col("month").max().dt.month_end().alias("last_month_end"),
    )
