"""Build workbooks that hold more than one table: a sheet a month, several kinds, several tables on one sheet, parts.

Run by hand (`python -m tests.formats.build_workbooks`); the files are committed: a file is tested, not a script.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from tests.formats.build import DAY, HERE, LI, WANG, ZHANG, Rows, card

PAYROLL = ["序号", "姓名", "身份证号", "工资卡号", "班组", "出勤天数", "应发工资", "扣款", "实发工资", "签字"]
PEOPLE = (("张三", ZHANG, 1), ("李四", LI, 2), ("王五", WANG, 3))


def book(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write a workbook; dates become date cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": DAY}) as made:
        made.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001 - a fixed day keeps the file equal
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)


def pay(month: int, people: int = 2) -> Rows:
    """Write the wages of a month: headings, workers, total, signature."""
    nets = [4000 + 100 * month + at for at in range(people)]
    said = [
        [at + 1, name, number, card(last), "木工班", 22, net + 50, 50, net, name]
        for at, ((name, number, last), net) in enumerate(zip(PEOPLE, nets, strict=False))
    ]
    total = ["合计", "", "", "", "", 22 * people, sum(nets) + 50 * people, 50 * people, sum(nets)]
    return [PAYROLL, *said, total, ["制表人：钱七", "", "", "审核人：孙八"]]


def months() -> None:
    """Build a payroll with a sheet for each month: the month in the name of the sheet, or in its title only."""
    named = {f"{month}月": pay(month) for month in (3, 4, 5)}
    book(HERE / "MONTHS_named" / "input" / "2025年农民工工资表.xlsx", named)
    titled = {
        f"Sheet{at}": [[f"某某小区项目2025年{month}月农民工工资表"], ["单位名称：江西某某劳务有限公司"], *pay(month)]
        for at, month in enumerate((3, 4, 5), start=1)
    }
    book(HERE / "MONTHS_titled" / "input" / "工资汇总.xlsx", titled)
    stacked = [row for month in (3, 4) for row in ([f"2025年{month}月农民工工资表"], *pay(month), [])]
    book(HERE / "MONTHS_stacked" / "input" / "工资.xlsx", {"工资": stacked})


def several() -> None:
    """Build roster, attendance and payroll in one workbook, and again all three on one sheet."""
    roster: Rows = [
        ["姓名", "身份证号码", "工种", "进场日期"],
        *([name, no, "木工", dt.date(2025, 3, 1)] for name, no, _ in PEOPLE),
    ]
    days: Rows = [["姓名", "身份证号", *range(1, 32)], *([name, number, *["√"] * 22] for name, number, _ in PEOPLE[:2])]
    month = "2025年3月"
    sheets: dict[str, Rows] = {
        "花名册": [["农民工花名册"], *roster],
        "考勤": [[f"{month}考勤表"], *days],
        "工资": [[f"{month}工资表"], *pay(3)],
    }
    book(HERE / "SEVERAL_sheets" / "input" / "台账.xlsx", sheets)
    together = [row for rows in sheets.values() for row in (*rows, [], [])]
    book(HERE / "SEVERAL_on_one" / "input" / "台账.xlsx", {"Sheet1": together})


def parts() -> None:
    """Build a payroll that goes on in a second file without headings, and one printed in two halves side by side."""
    folder = HERE / "PARTS" / "input"
    heads, *people = pay(3, 3)[:4]
    for name, rows in {"工资表.csv": [["2025年3月工资表"], heads, people[0]], "工资表(2).csv": people[1:]}.items():
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.getvalue().encode("gb18030"))
    half = ["序号", "姓名", "身份证号", "工资卡号", "实发工资", "签字"]
    left, right = (
        [at, name, number, card(last), 4000 + at, ""] for at, (name, number, last) in enumerate(PEOPLE[:2], 1)
    )
    rows = [["2025年3月工资表"], [*half, *half], [*left, *right], [3, "王五", WANG, card(3), 4003]]
    book(HERE / "SIDE_BY_SIDE" / "input" / "工资表.xlsx", {"3月": rows})


if __name__ == "__main__":
    for build in (months, several, parts):
        build()
