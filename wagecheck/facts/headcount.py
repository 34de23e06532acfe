"""Team-months and project-months of the payroll: how many are on it, and how alike their figures are."""

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.names import with_folded
from wagecheck.tables import Days

_HUNDREDTHS = pl.Decimal(38, 2)
_TEAM = ["project_id", "employer", "team", "month"]
_OF_TEAMS = ("region", "days", "payroll_days", "net", "attended", "on_payroll", "recorded", "sources")
_OF_EMPLOYERS = (
    *("project_id", "region", "employer", "month", "attended", "on_payroll"),
    *("is_due", "employer_has_payroll", "sources"),
)


class TeamMonth(Fact):
    """一个班组的一个月: one row a team and month with attendance or payroll. The law's date is the month.

    Counts are of those who surely are; `…_at_most` counts besides those who may be.
    """

    law_date: pl.Date = column("法定日期", "attendance", "payroll")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    workers_attended_at_most: pl.Int32 = column("有考勤人数至多", "attendance.id_no")
    same_days: pl.Boolean = column("考勤天数全部相同", "attendance")
    least_days: Days = column("最少考勤天数", "attendance")
    workers_paid: pl.Int32 = column("有工资人数", "payroll")
    workers_paid_at_most: pl.Int32 = column("有工资人数至多", "payroll.id_no")
    day_counts: pl.Int32 = column("工资表天数的种数", "payroll.days")
    day_counts_at_most: pl.Int32 = column("工资表天数的种数至多", "payroll.days", "payroll.id_no")
    same_net: pl.Int32 = column("同一实发金额的人数", "payroll.net")
    same_net_at_most: pl.Int32 = column("同一实发金额的人数至多", "payroll.net", "payroll.id_no")


class EmployerMonth(Fact):
    """一个用工单位的一个月: one row an employer and month with attendance. The law's date is the month."""

    law_date: pl.Date = column("法定日期", "attendance")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    has_payroll: pl.Boolean = column("编有工资表", "payroll")


class PayrollProjectMonth(Fact):
    """一个项目的一个工资月: one row a month with attendance or payroll. The law's date is the month.

    Counts are of those who surely are; `…_at_most` counts besides those who may be.
    """

    law_date: pl.Date = column("法定日期", "attendance", "payroll")
    has_attendance: pl.Boolean = column("当月有考勤", "attendance")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    workers_attended: pl.Int32 = column("有考勤人数", "attendance")
    workers_attended_at_most: pl.Int32 = column("有考勤人数至多", "attendance.id_no")
    workers_missing: pl.Int32 = column("有考勤而无工资表人数", "payroll", "attendance")
    workers_missing_at_most: pl.Int32 = column(
        "有考勤而无工资表人数至多", "payroll", "payroll.id_no", "attendance.id_no"
    )
    workers_reckoned: pl.Int32 = column("有天数、工资标准和实发的人数", "payroll.days", "payroll.rate", "payroll.net")
    workers_reckoned_at_most: pl.Int32 = column("有天数、工资标准和实发的人数至多", "payroll.id_no")
    workers_derived: pl.Int32 = column("天数由实发除得的人数", "payroll.days", "payroll.rate", "payroll.net")
    workers_derived_at_most: pl.Int32 = column("天数由实发除得的人数至多", "payroll.id_no")


def team_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of teams from worker-months; a worker of no known team is in none."""
    there, paid = _surely("attended"), _surely("on_payroll")
    days = col("days").filter(there)
    alike_days = pl.when(days.min() < days.max()).then(False)
    joining = _maybe("on_payroll").sum()
    teams = months.select(*_TEAM, *_OF_TEAMS).drop_nulls("team").with_row_index("nth")
    # a team-month goes by the place of its first row: to group by texts again takes three times as long as by a number
    teams = teams.with_columns(col("nth").first().over(_TEAM))
    alike = teams.filter(paid & col("net").is_not_null()).group_by("nth", "net").len("alike")
    most_alike = alike.group_by("nth").agg(col("alike").max())
    return (
        teams.group_by("nth")
        .agg(
            col("region", *_TEAM).first(),
            _count(there).alias("workers_attended"),
            _count(there | _may_attend()).alias("workers_attended_at_most"),
            alike_days.when(~_may_attend().any() & days.is_not_null().all()).then(days.len() > 0).alias("same_days"),
            days.min().alias("least_days"),
            _count(paid).alias("workers_paid"),
            (paid.sum() + joining).cast(pl.Int32).alias("workers_paid_at_most"),
            col("payroll_days").filter(paid).drop_nulls().n_unique().cast(pl.Int32).alias("day_counts"),
            ((paid & col("payroll_days").is_null()).sum() + joining).cast(pl.Int32).alias("more_counts"),
            ((paid & col("net").is_null()).sum() + joining).alias("unlike"),
            _rows(),
        )
        .join(most_alike, on="nth", how="left")
        .with_columns(
            same_net=col("alike").fill_null(0).cast(pl.Int32),
            same_net_at_most=(col("alike").fill_null(0) + col("unlike")).cast(pl.Int32),
            day_counts_at_most=col("day_counts") + col("more_counts"),
            law_date=col("month"),
            subject=col("team"),
            subject_name=col("team"),
            identity=pl.format("{}|{}", col("employer").fill_null(""), "team"),
        )
        .drop("nth", "employer", "team")
    )


def employer_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of employers from worker-months; where no payroll was handed in, none is known to lack."""
    firm = ["project_id", "firm", "month"]
    return (
        with_folded(months.select(_OF_EMPLOYERS), "employer", "firm")
        .with_columns(shown=_has_payroll(months))
        .filter(_surely("attended") & col("firm").is_not_null())
        .group_by(firm)
        .agg(
            col("region", "is_due").first(),
            col("employer").min(),
            pl.len().cast(pl.Int32).alias("workers_attended"),
            pl.when(col("shown").all()).then(col("employer_has_payroll").any(ignore_nulls=False)).alias("has_payroll"),
            _rows(),
        )
        .with_columns(law_date=col("month"), subject=col("employer"), subject_name=col("employer"))
        .drop("employer", "firm")
    )


def payroll_project_months(months: pl.DataFrame) -> pl.DataFrame:
    """Build the fact rows of project-months; where no payroll was handed in at all, nobody is known to be missing."""
    there, may_attend = _surely("attended"), _may_attend()
    missing = there & ~col("on_payroll")
    may_be_missing = (there | may_attend) & ~_surely("on_payroll")
    known = _surely("on_payroll") & pl.all_horizontal(col("payroll_days", "rate", "net").is_not_null()) & _has_rate()
    derived = known & col("derived")
    joining = _maybe("on_payroll")
    shown = pl.when(col("payroll_shown").all())
    return (
        months.with_columns(payroll_shown=_has_payroll(months), derived=_derived())
        .group_by("project_id", "month")
        .agg(
            col("region").first(),
            pl.when(there.any()).then(True).when(~may_attend.any()).then(False).alias("has_attendance"),
            col("is_due").first(),
            _count(there).alias("workers_attended"),
            _count(there | may_attend).alias("workers_attended_at_most"),
            shown.then(missing.sum()).cast(pl.Int32).alias("workers_missing"),
            shown.then(may_be_missing.sum()).cast(pl.Int32).alias("workers_missing_at_most"),
            _count(known).alias("workers_reckoned"),
            _count(known | joining).alias("workers_reckoned_at_most"),
            _count(derived).alias("workers_derived"),
            _count(derived | joining).alias("workers_derived_at_most"),
            col("sources").filter(missing).list.explode(keep_nulls=False, empty_as_null=False).sort(),
        )
        .with_columns(law_date=col("month"), subject=col("month").dt.strftime("%Y-%m"))
    )


def _has_payroll(months: pl.DataFrame) -> pl.Expr:
    """Say whether somebody of the project is on its payroll in some month."""
    listed = months.select("project_id", "on_payroll").filter("on_payroll")
    return col("project_id").is_in(listed["project_id"].unique().implode())


def _surely(flag: str) -> pl.Expr:
    return col(flag).fill_null(False)


def _maybe(flag: str) -> pl.Expr:
    return col(flag).is_null()


def _may_attend() -> pl.Expr:
    """Say whether it is not known if a worker attended, in a month of which there is attendance."""
    return _surely("recorded") & _maybe("attended")


def _count(flag: pl.Expr) -> pl.Expr:
    return flag.sum().cast(pl.Int32)


def _rows() -> pl.Expr:
    """List the rows of all months; each is a row of one of them."""
    return col("sources").list.explode(keep_nulls=False, empty_as_null=False).sort()


def _has_rate() -> pl.Expr:
    return col("rate") > 0


def _derived() -> pl.Expr:
    """Say whether the days are the net divided by the rate, rounded, though it does not divide evenly.

    Whole numbers of hundredths take a tenth of the time of decimals. Halves are rounded to the even number.
    """
    days, rate, net = (col(name).cast(_HUNDREDTHS).to_physical() for name in ("payroll_days", "rate", "net"))
    off = (net * 100 - days * rate).abs() * 2
    nearest = (off < rate * 100) | ((off == rate * 100) & (days % 200 == 0))
    return pl.when(rate > 0).then(nearest & (off > 0) & (days % 100 == 0))
