"""Worker-months: what one worker did, was due, and got for one month."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts import retirement
from wagecheck.facts.fact import Fact, column
from wagecheck.facts.joins import beside, without
from wagecheck.law import Law
from wagecheck.tables import Days, Hours, Money

_WHO = ["project_id", "worker"]
_KEY = [*_WHO, "month"]
_LAW = ["region", "month"]
_MINIMUM = ("wage.minimum_monthly", "wage.minimum_monthly_high", "wage.paid_days_per_month")


class WorkerMonth(Fact):
    """一名农民工的一个工资月: everyone with attendance or a payroll row that month.

    The law's date is the month of the wages.
    """

    law_date: pl.Date = column("法定日期", "attendance", "payroll")
    worker: pl.String = column("农民工", "roster")
    employer: pl.String = column("所属单位", "roster.employer")
    team: pl.String = column("班组", "roster.team")
    days: Days = column("考勤天数", "attendance")
    days_in_month: pl.Int32 = column("当月天数")
    days_after_audit: pl.Int32 = column("审查日之后的考勤天数", "attendance")
    attended: pl.Boolean = column("有考勤", "attendance")
    attendance_recorded: pl.Boolean = column("项目当月有考勤", "attendance")
    overtime_known: pl.Boolean = column("有加班工时", "attendance.overtime_hours")
    overtime_hours: Hours = column("加班工时", "attendance.overtime_hours")
    over_age: pl.Boolean = column("当月已超过法定退休年龄", "roster.id_no", parameters=retirement.PARAMETERS)
    retires_on: pl.Date = column("达到法定退休年龄的月份", "roster.id_no", parameters=retirement.PARAMETERS)
    on_payroll: pl.Boolean = column("有工资表", "payroll")
    employer_has_payroll: pl.Boolean = column("单位当月有工资表", "payroll")
    signed_asked: pl.Boolean = column("工资表有签字栏", "payroll.signed")
    signed_by_worker: pl.Boolean = column("本人签字", "payroll.signed")
    reviewed_asked: pl.Boolean = column("工资表有审核栏", "payroll.reviewed")
    is_reviewed: pl.Boolean = column("总包已审核", "payroll.reviewed")
    pay_method_asked: pl.Boolean = column("工资表有发放方式栏", "payroll.pay_method")
    pay_method: pl.String = column("发放方式", "payroll.pay_method")
    paid_by_bank: pl.Boolean = column("通过银行发放", "payroll.pay_method", parameters=("wage.pay_methods",))
    same_rows: pl.Int32 = column("同单位工资表行数", "payroll")
    same_rows_note: pl.String = column("各行的差别", "payroll")
    exit_date: pl.Date = column("退场日期", "roster.exit_date")
    has_left: pl.Boolean = column("已登记退场", "roster.exit_date")
    terms_known: pl.Boolean = column("有约定工资", "roster.agreed_wage", "roster.wage_basis", "payroll.days")
    wage_basis: pl.String = column("计薪方式", "roster.wage_basis")
    agreed_wage: Money = column("约定工资标准", "roster.agreed_wage")
    agreed_due: Money = column(
        "按约定应发", "roster.agreed_wage", "roster.wage_basis", parameters=("wage.paid_days_per_month",)
    )
    amounts_given: pl.Boolean = column("有应发和实发", "payroll.gross", "payroll.net")
    arithmetic_gap: Money = column("应发减扣款与实发之差", "payroll.gross", "payroll.deductions", "payroll.net")
    deducted: pl.Boolean = column("有扣款", "payroll.deductions")
    deductions: Money = column("扣款", "payroll.deductions")
    deduction_reason: pl.String = column("扣款事由", "payroll.deduction_reason")
    deduction_lawful: pl.Boolean = column(
        "扣款事由为法定", "payroll.deduction_reason", parameters=("wage.deduction_reasons",)
    )
    payroll_days: Days = column("工资表天数", "payroll.days")
    payroll_days_told: pl.Boolean = column("工资表载明天数", "payroll.days")
    gross: Money = column("应发工资", "payroll.gross")
    gross_counted: Money = column("可比工资", "payroll.gross")
    minimum_due: Money = column(
        "应不低于", "payroll.days", "project.region", parameters=("wage.minimum_monthly", "wage.paid_days_per_month")
    )
    minimum_due_high: Money = column(
        "最高档应不低于", "payroll.days", "project.region", parameters=("wage.minimum_monthly",)
    )
    minimum_shortfall: Money = column("低于最低工资", "payroll.gross", "payroll.days")
    net: Money = column("实发工资", "payroll.net")
    due_date: pl.Date = column("到期日", "project.pay_day")
    is_due: pl.Boolean = column("已到期", "project.pay_day")
    settled: Money = column("已结", "statement")
    arrears: Money = column("欠发", "statement")
    unjudged: Money = column("未检金额", "statement")
    payment_gap: pl.String = column("付款未检原因")
    paid_off: pl.Boolean = column("已付清", "statement")
    paid_off_on: pl.Date = column("付清日", "statement")
    paid_off_at_least: pl.Date = column("最早付清日", "statement")
    days_late: pl.Int32 = column("迟发天数", "statement")


def worker_months(months: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Build the fact rows from joined months: attendance, payroll, dues, settlement, and the law of the month.

    `law` numbers the places and months, of each of which the law is asked once.
    """
    of_law = law.attach(months.select(_LAW).unique(), _MINIMUM, on="month").with_row_index("law")
    dated = months.join(of_law.select("law", *_LAW), on=_LAW, how="left", nulls_equal=True, maintain_order="left")
    wide = {name: col(name).cast(pl.Decimal(38, 8)) for name in (*_MINIMUM, "payroll_days")}
    share = wide["payroll_days"] / wide["wage.paid_days_per_month"]
    part = pl.when(share.is_not_null()).then(pl.min_horizontal(share, pl.lit(1).cast(pl.Decimal(38, 8))))
    due = {
        "minimum_due": (wide["wage.minimum_monthly"] * part).round(2),
        "minimum_due_high": (wide["wage.minimum_monthly_high"] * part).round(2),
    }
    days = ["payroll_days", "law"]
    dues = dated.select(days).unique().join(of_law, on="law").select(*days, **due)
    return (
        dated.join(dues, on=days, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            law_date=col("month"),
            payroll_days_told=pl.when(col("on_payroll") & ~col("more_pay")).then(col("payroll_days").is_not_null()),
            days_in_month=col("month").dt.days_in_month().cast(pl.Int32),
            subject=col("worker"),
            subject_name=col("name"),
            gross_counted=col("gross") - col("excluded_items"),
            days_late=(col("paid_off_at_least") - col("due_date")).dt.total_days().cast(pl.Int32),
        )
        .with_columns(minimum_shortfall=col("minimum_due") - col("gross_counted"))
    )


def months_of(
    attended: pl.DataFrame, payroll: pl.DataFrame, people: pl.DataFrame, *, lost: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Join attendance and payroll by worker and month, absence as nulls; then name, employer and team.

    `who` numbers the workers: to go by it takes a third of the time of going by project and worker. Days of attendance
    are 0, not null, where the project has attendance for others that month. `people`: project_id, worker, name,
    employer, team of the roster, of everybody on either paper. `lost`: names on rows of attendance and payroll that
    were matched to nobody, by month: of their bearers it is not known whether they attended, or are on the payroll,
    nor how much those rows may add to what is theirs (`more_pay`).
    """
    named = ["project_id", "month", "name"]
    nobodys = {name: frame.rename({"nobodys": f"nobodys_{name}"}) for name, frame in lost.items()}
    joined = _side_by_side(attended, payroll, people)
    months = beside(beside(joined, nobodys["payroll"], named), nobodys["attendance"], named)
    in_record = pl.when(col("recorded") & (col("attendance_row").is_not_null() | col("nobodys_attendance").is_null()))
    more_work = col("nobodys_attendance").fill_null(False)
    more_pay = col("on_payroll").fill_null(False) & col("nobodys_payroll").fill_null(False)
    return months.with_columns(
        days=in_record.then(
            pl.when(col("attendance_row").is_null()).then(0).when(~col("unread") & ~more_work).then("days")
        ),
        days_after_audit=in_record.then(pl.when(col("attendance_row").is_null()).then(0).otherwise("late_days")),
        attended=in_record.then(
            pl.when(col("days") > 0).then(True).when(~(col("unread") | more_work).fill_null(False)).then(False)
        ),
        on_payroll=pl.coalesce("on_payroll", pl.when(col("nobodys_payroll").is_null()).then(False)),
        more_pay=more_pay,
        gross=pl.when(~more_pay).then("gross"),
        payroll_days=pl.when(~more_pay).then("payroll_days"),
        employer=pl.coalesce("payroll_employer", "roster_employer", "employer"),
        team=pl.coalesce("payroll_team", "roster_team", "team"),
        sources=_rows(months),
    )


def _side_by_side(attended: pl.DataFrame, payroll: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Put attendance, payroll and worker of each worker-month side by side, in order of project, month, name, worker.

    `recorded`: the project has attendance for somebody that month.
    """
    recorded = attended.select("project_id", "month", pl.lit(True).alias("recorded")).unique()
    worked, paid = attended.rename({"rid": "attendance_row"}), payroll.with_columns(on_payroll=pl.lit(True))
    in_order = people.sort("project_id", "name", "worker")
    rows = _in_order(worked, paid, in_order)
    sides = ((worked.drop(_KEY), "worked"), (paid.drop(_KEY), "paid"), (in_order, "who"))
    picked = [side.select(pl.all().gather(rows[at])) for side, at in sides]
    joined = pl.concat([rows.select("who", "month"), *picked], how="horizontal")
    return joined.join(recorded, on=["project_id", "month"], how="left", maintain_order="left")


def _in_order(worked: pl.DataFrame, paid: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Find the rows of each worker-month, in order: month, and the places of its rows in `worked`, `paid` and `people`.

    Workers go by their place among the people: whole rows are then neither joined nor sorted, but picked once, and what
    is worked out from them need not be sorted any more.
    """
    numbers = people.select(*_WHO, site=col("project_id").rle_id()).with_row_index("who")
    of_month = (col("who").cast(pl.Int64) * 2**32 + col("month").to_physical()).alias("of_month")
    there, listed = (
        rows.select(_KEY)
        .join(numbers, on=_WHO, how="left", maintain_order="left")
        .select("site", "month", "who", of_month)
        .with_row_index(name)
        for name, rows in (("worked", worked), ("paid", paid))
    )
    either = pl.concat(
        [
            there.join(listed.select("of_month", "paid"), on="of_month", how="left"),
            without(listed, there, ["of_month"]),
        ],
        how="diagonal",
    )
    return either[either.select(pl.struct("site", "month", "who").arg_sort()).to_series()]


def _rows(months: pl.DataFrame) -> pl.Series:
    """List the rows of payroll and attendance. Nearly every month has one of each; to join lists takes far longer."""
    both = (col("payroll_rows").list.len() == 1) & col("attendance_row").is_not_null()
    marked = months.select("payroll_rows", "attendance_row", both=both.fill_null(False)).with_row_index("nth")
    pair = pl.concat_arr(col("payroll_rows").list.first(), "attendance_row").arr.to_list()
    some = pl.concat_list(
        col("payroll_rows").fill_null(pl.lit([], dtype=pl.List(pl.UInt32))), pl.concat_list("attendance_row")
    ).list.drop_nulls()
    pairs = marked.filter("both").select("nth", rows=pair)
    return pl.concat([pairs, marked.filter(~col("both")).select("nth", rows=some)]).sort("nth")["rows"]
