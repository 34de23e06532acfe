"""Pay by day: what a worker got for a day of a month, beside others of the same trade."""

from typing import Annotated

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.ledger import Ledger
from wagecheck.tables import Days, Money

_WHO = ["project_id", "worker"]

Multiple = Annotated[pl.Decimal, 18, 8]


class PayRate(Fact):
    """一名农民工一个工资月的日均工资: one row a worker and month on the payroll. The law's date is the month."""

    law_date: pl.Date = column("法定日期", "payroll")
    worker: pl.String = column("农民工", "roster")
    trade: pl.String = column("工种", "roster.trade")
    trade_known: pl.Boolean = column("工种已知", "roster.trade")
    net: Money = column("实发工资", "payroll.net")
    days: Days = column("出勤天数", "payroll.days", "attendance")
    has_days: pl.Boolean = column("有出勤天数", "payroll.days", "attendance")
    trade_workers: pl.Int32 = column("同工种人数", "roster.trade", "payroll")
    day_pay: Money = column("日均工资", "payroll.net", "payroll.days")
    trade_median: Money = column("同工种日均工资中位数", "payroll.net", "payroll.days", "roster.trade")
    multiple: Multiple = column("为中位数的倍数", "payroll.net", "payroll.days", "roster.trade")


def pay_rates(books: Ledger) -> pl.DataFrame:
    """Build the fact rows of pay by day: net ÷ days of the payroll, of the attendance where the payroll has no days.

    The median is that of project, month and trade, over all who have both. Without a trade on the roster there is
    none to compare with; nobody knows of one where the roster, or its trade column, is missing.
    """
    told = col("trade").is_not_null()
    median = pl.when(told).then(col("rate").median().over("alike"))
    asked = pl.when(col("trade_asked").is_null()).then(~col("rostered")).when("trade_asked").then(False)
    return (
        _rated(books)
        .with_columns(median=median)
        .select(
            *_WHO,
            "month",
            "trade",
            "net",
            "days",
            "has_days",
            law_date=col("month"),
            subject=col("worker"),
            subject_name=col("name"),
            sources=col("sources"),
            trade_known=pl.when(told).then(True).otherwise(asked),
            trade_workers=pl.when(told).then(col("rate").count().over("alike")),
            day_pay=col("rate").round(2),
            trade_median=col("median").round(2),
            multiple=pl.when(col("median") > 0).then((col("rate") / col("median")).round(8)),
        )
    )


def _rated(books: Ledger) -> pl.DataFrame:
    """Give the pay for a day of each month on the payroll, and the trade; `alike` numbers the trades of a month."""
    roster = books.tables["roster"]
    rostered = roster.select("project_id", pl.lit(True).alias("rostered")).unique()
    return (
        books.months.select(*_WHO, "month", "name", "net", "days", "payroll_days", "on_payroll", "sources")
        .filter("on_payroll")
        .with_columns(days=pl.coalesce("payroll_days", "days"))
        .with_columns(
            has_days=(col("days") > 0),
            rate=pl.when(col("days") > 0).then(col("net").cast(pl.Float64) / col("days").cast(pl.Float64)),
        )
        .join(_trades(roster), on=_WHO, how="left")
        .join(rostered, on="project_id", how="left")
        .with_row_index("alike")
        # a trade of a month goes by the place of its first row: windows over a number take half as long
        .with_columns(col("alike").first().over("project_id", "month", "trade"))
    )


def _trades(roster: pl.DataFrame) -> pl.DataFrame:
    """Give the trade of each worker on the roster, and whether it was asked for."""
    return roster.drop_nulls("worker").group_by(_WHO).agg(col("trade").drop_nulls().first(), col("trade_asked").all())
