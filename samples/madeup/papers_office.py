"""The project's own papers: the two-column project sheet, and tables under the template's headings or other words."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from madeup.books import Book, Cell, Paper, Sheet
from madeup.hand import any_day, cn_month, in_text, plain, thousands, wan
from madeup.headings import OFFICIAL, SHEETS
from madeup.records import Record, records
from madeup.site import Site, Value


def project_two_columns(
    site: Site, file: str, *, said: Mapping[str, str] | None = None, unsaid: Collection[str] = ()
) -> list[Book]:
    """Write 项目 | 内容 under a title, the contract in 万元, the share in per cent, days in several ways.

    What is `said` stands there in other words; what is `unsaid` stands on another paper and not here.
    """
    words = said or {}
    sheet = Sheet("项目概况", [["农民工工资支付保障台账——项目概况"]], title_width=2)
    sheet.put(None, ["项目", "内容"])
    for turn, (name, heading) in enumerate(OFFICIAL["project"].items()):
        if name in site.project and name not in unsaid:
            sheet.put(None, [heading, words.get(name) or _project_cell(name, site.project[name], turn)])
    sheet.put(None, ["填表人：", "填表日期：" + cn_month(site.on)])
    return [Book(file, [sheet])]


def _project_cell(name: str, value: Value, turn: int) -> Cell:
    match name, value:
        case "pay_month_offset", int():
            return "次月" if value else "当月"
        case "labour_cost_ratio" | "deposit_rate", Decimal():
            return f"{(value * 100).normalize():f}%"
        case "contract_amount" | "guarantee_amount", Decimal():
            return wan(value)
        case _, Decimal():
            return thousands(value)
        case _, date():
            return any_day(value, turn)
        case _:
            return plain(value)


def table(
    site: Site,
    name: str,
    file: str,
    *,
    title: str = "",
    words: Mapping[str, str] | None = None,
    encoding: str = "gb18030",
) -> list[Book]:
    """Write any table under its official headings, or other words for some of them, with or without a title."""
    rows = records(site, name)
    if name in site.absent:
        return []
    headings = {column: (words or {}).get(column, heading) for column, heading in OFFICIAL[name].items()}
    shown = [column for column in headings if not rows or column in rows[0].values]
    sheet = Sheet(SHEETS[name], [[title]] if title else [], title_width=len(shown) if title else 0)
    sheet.put(None, [headings[column] for column in shown])
    as_text = file.endswith(".csv")
    for turn, record in enumerate(rows, start=1):
        sheet.put(record.key, [_cell(record, column, turn, as_text=as_text) for column in shown])
    return [Book(file, [sheet], encoding)]


def template(form: str = "csv") -> list[Paper]:
    """Give papers that write every table under its official headings, a file a table, as csv or xlsx."""
    return [partial(table, name=name, file=f"{SHEETS[name]}.{form}") for name in OFFICIAL]


def _cell(record: Record, column: str, turn: int, *, as_text: bool) -> Cell:
    value = record.values[column]
    if column in {"month", "back_pay_month"} and isinstance(value, date):
        return f"{value:%Y-%m}"
    if as_text:
        return in_text(value)
    if isinstance(value, date) and not hasattr(value, "hour"):
        return any_day(value, turn)
    return plain(value)
