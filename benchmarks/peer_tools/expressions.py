"""The ten rules as Polars expressions, for the tools that take such: true or null is no failure."""

import polars as pl
from polars import col

COMPLIES: dict[str, pl.Expr] = {
    "W03": ~(col("on_payroll") & col("signed_asked")) | col("signed_by_worker"),
    "W05": ~col("is_due") | (col("arrears") == 0),
    "W07": ~col("on_payroll") | (col("gross_counted") >= col("minimum_due")),
    "W08": ~(col("on_payroll") & col("terms_known")) | (col("gross") >= col("agreed_due")),
    "W09": ~(col("on_payroll") & col("amounts_given")) | (col("arithmetic_gap") <= col("payroll.rounding")),
    "W12": ~(col("on_payroll") & col("attendance_recorded")) | col("attended"),
    "W13": ~col("on_payroll") | (col("net") <= col("income.month_warning")),
    "W14": ~(col("on_payroll") & col("has_left")) | (col("month") <= col("exit_date")),
    "W15": ~col("on_payroll") | (col("same_rows") <= 1),
    "W16": ~(col("on_payroll") & col("pay_method_asked")) | col("paid_by_bank"),
}
