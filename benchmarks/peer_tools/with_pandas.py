"""A pandas script as an office would write it: row by row (`rows`), or with a mask a rule (`masks`, `arrow`).

`rows` and `masks` hold amounts as floats, which is what Excel hands to pandas; `arrow` as exact decimals.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from measured import COLUMNS, run
from pandas_frame import read


def load(path: Path) -> pd.DataFrame:
    """Read what the rules read; limits of the law lose the dot in their names, as an attribute must."""
    if "arrow" in sys.argv:
        frame = pd.read_parquet(path, columns=list(COLUMNS), dtype_backend="pyarrow")
    else:
        frame = read(path, flags="object" if "rows" in sys.argv else "boolean")
    return frame.rename(columns=lambda name: name.replace(".", "_"))


def masked(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Select the failing rows of each rule with a mask over the columns."""
    paid = frame["on_payroll"]
    masks = {
        "W03": paid & frame["signed_asked"] & ~frame["signed_by_worker"],
        "W05": frame["is_due"] & (frame["arrears"] != 0) & frame["arrears"].notna(),
        "W07": paid & (frame["gross_counted"] < frame["minimum_due"]),
        "W08": paid & frame["terms_known"] & (frame["gross"] < frame["agreed_due"]),
        "W09": paid & frame["amounts_given"] & (frame["arithmetic_gap"] > frame["payroll_rounding"]),
        "W12": paid & frame["attendance_recorded"] & ~frame["attended"],
        "W13": paid & (frame["net"] > frame["income_month_warning"]),
        "W14": paid & frame["has_left"] & (frame["month"] > frame["exit_date"]),
        "W15": paid & (frame["same_rows"] > 1),
        "W16": paid & frame["pay_method_asked"] & ~frame["paid_by_bank"],
    }
    return {rule: frame[mask.fillna(False)] for rule, mask in masks.items()}


def by_row(frame: pd.DataFrame) -> dict[str, list[tuple[object, ...]]]:  # noqa: C901 - one loop with every rule
    """Go through the rows and ask each for every rule. A flag that is not known is none of True and False."""
    failing: dict[str, list[tuple[object, ...]]] = {f"W{number:02}": [] for number in (3, 5, 7, 8, 9, *range(12, 17))}
    for row in frame.itertuples(index=False):
        paid = row.on_payroll is True
        if paid and row.signed_asked is True and row.signed_by_worker is False:
            failing["W03"].append(row)
        if row.is_due is True and (row.arrears > 0 or row.arrears < 0):
            failing["W05"].append(row)
        if paid and row.gross_counted < row.minimum_due:
            failing["W07"].append(row)
        if paid and row.terms_known is True and row.gross < row.agreed_due:
            failing["W08"].append(row)
        if paid and row.amounts_given is True and row.arithmetic_gap > row.payroll_rounding:
            failing["W09"].append(row)
        if paid and row.attendance_recorded is True and row.attended is False:
            failing["W12"].append(row)
        if paid and row.net > row.income_month_warning:
            failing["W13"].append(row)
        if paid and row.has_left is True and row.month > row.exit_date:
            failing["W14"].append(row)
        if paid and row.same_rows > 1:
            failing["W15"].append(row)
        if paid and row.pay_method_asked is True and row.paid_by_bank is False:
            failing["W16"].append(row)
    return failing


def keys(failing: Mapping[str, object]) -> Mapping[str, Iterable[int]]:
    """Give the keys of what fails."""
    return {
        rule: rows["key"] if isinstance(rows, pd.DataFrame) else [row.key for row in rows]
        for rule, rows in failing.items()
    }


if __name__ == "__main__":
    run(load, by_row if "rows" in sys.argv else masked, keys, packages=("pandas", "pyarrow"))
