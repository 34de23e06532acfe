"""Team-months and project-months of the payroll: how many are on it, and how alike their figures are."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.tables import Days

_WIDE = pl.Decimal(38, 8)


class TeamMonth(Fact):
    """一个班组的一个月: one row a team and month with attendance or payroll. The law's date is the month."""

    law_date: pl.Date = column("法定日期", "attendance", "payroll")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    same_days: pl.Boolean = column("考勤天数全部相同", "attendance")
    least_days: Days = column("最少考勤天数", "attendance")
    workers_paid: pl.Int32 = column("有工资人数", "payroll")
    day_counts: pl.Int32 = column("工资表天数的种数", "payroll.days")
    same_net: pl.Int32 = column("同一实发金额的人数", "payroll.net")


class EmployerMonth(Fact):
    """一个用工单位的一个月: one row an employer and month with attendance. The law's date is the month."""

    law_date: pl.Date = column("法定日期", "attendance")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    has_payroll: pl.Boolean = column("编有工资表", "payroll")


class PayrollProjectMonth(Fact):
    """一个项目的一个工资月: one row a month with attendance or payroll. The law's date is the month."""

    law_date: pl.Date = column("法定日期", "attendance", "payroll")
    has_attendance: pl.Boolean = column("当月有考勤", "attendance")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    workers_missing: pl.Int32 = column("有考勤而无工资表人数", "payroll", "attendance")
    workers_reckoned: pl.Int32 = column("有天数、工资标准和实发的人数", "payroll.days", "payroll.rate", "payroll.net")
    workers_derived: pl.Int32 = column("天数由实发除得的人数", "payroll.days", "payroll.rate", "payroll.net")


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


def employer_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of employers from worker-months; where no payroll was handed in, none is known to lack."""
    return (
        months.with_columns(shown=col("on_payroll").any().over("project_id"))
        .filter(col("attended").fill_null(False) & col("employer").is_not_null())
        .group_by("project_id", "region", "employer", "month")
        .agg(
            col("is_due").first(),
            pl.len().cast(pl.Int32).alias("workers_attended"),
            pl.when(col("shown").all()).then(col("employer_has_payroll").any()).alias("has_payroll"),
            col("sources").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .with_columns(law_date=col("month"), subject=col("employer"), subject_name=col("employer"))
        .drop("employer")
    )


def payroll_project_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of project-months; where no payroll was handed in at all, nobody is known to be missing."""
    there = col("attended").fill_null(False)
    shown = col("on_payroll").any().over("project_id")
    missing = there & ~col("on_payroll").fill_null(True)
    known = pl.all_horizontal(col("payroll_days", "rate", "net").is_not_null()) & (col("rate") > 0)
    times = (col("net").cast(_WIDE) / col("rate").cast(_WIDE)).round(0)
    derived = (col("payroll_days").cast(_WIDE) == times) & (times * col("rate").cast(_WIDE) != col("net").cast(_WIDE))
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
            known.sum().cast(pl.Int32).alias("workers_reckoned"),
            (known & derived).sum().cast(pl.Int32).alias("workers_derived"),
            col("sources").filter(missing).list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .with_columns(law_date=col("month"), subject=col("month").dt.strftime("%Y-%m"))
    )
