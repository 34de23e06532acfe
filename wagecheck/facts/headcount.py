"""Team-months and project-months of the payroll: how many are on it, and how alike their figures are."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.tables import Days


class TeamMonth(Fact):
    """一个班组的一个月: one row a team and month with attendance or payroll. The law's date is the month."""

    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    same_days: pl.Boolean = column("考勤天数全部相同", "attendance")
    least_days: Days = column("最少考勤天数", "attendance")
    workers_paid: pl.Int32 = column("有工资人数", "payroll")
    day_counts: pl.Int32 = column("工资表天数的种数", "payroll.days")
    same_net: pl.Int32 = column("同一实发金额的人数", "payroll.net")


class PayrollProjectMonth(Fact):
    """一个项目的一个工资月: one row a month with attendance or payroll. The law's date is the month."""

    has_attendance: pl.Boolean = column("当月有考勤", "attendance")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    workers_missing: pl.Int32 = column("有考勤而无工资表人数", "payroll", "attendance")


def team_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of teams from worker-months; a worker of no known team is in none."""
    there, paid = col("attended").fill_null(False), col("on_payroll").fill_null(False)
    days = col("days").filter(there)
    return (
        months.drop_nulls("team")
        .group_by("project_id", "region", "employer", "team", "month")
        .agg(
            there.sum().cast(pl.Int32).alias("workers_attended"),
            (days.n_unique() == 1).alias("same_days"),
            days.min().alias("least_days"),
            paid.sum().cast(pl.Int32).alias("workers_paid"),
            col("payroll_days").filter(paid).drop_nulls().n_unique().cast(pl.Int32).alias("day_counts"),
            col("net")
            .filter(paid)
            .drop_nulls()
            .value_counts()
            .struct.field("count")
            .max()
            .cast(pl.Int32)
            .alias("same_net"),
            col("sources").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .with_columns(
            law_date=col("month"),
            subject=col("team"),
            subject_name=col("team"),
            identity=pl.format("{}|{}", col("employer").fill_null(""), "team"),
        )
        .drop("employer", "team")
    )


def payroll_project_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of project-months; where no payroll was handed in at all, nobody is known to be missing."""
    there = col("attended").fill_null(False)
    shown = col("on_payroll").any().over("project_id")
    missing = there & ~col("on_payroll").fill_null(True)
    return (
        months.with_columns(payroll_shown=shown)
        .group_by("project_id", "region", "month")
        .agg(
            there.any().alias("has_attendance"),
            col("is_due").first(),
            there.sum().cast(pl.Int32).alias("workers_attended"),
            pl.when(col("payroll_shown").all() & col("on_payroll").is_not_null().all())
            .then(missing.sum())
            .cast(pl.Int32)
            .alias("workers_missing"),
            col("sources").filter(missing).list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .with_columns(law_date=col("month"), subject=col("month").dt.strftime("%Y-%m"))
    )
