"""How a finding was worked out, line by line: what was due, what came in, what settled what, which rows show it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from polars import col

from wagecheck.facts import Facts
from wagecheck.model import Calculation, CalculationLine, Source
from wagecheck.wording import trimmed

_ZERO = Decimal("0.00")
_WHO = ["project_id", "worker"]
_Line = tuple[tuple[str, ...], Sequence[int]]
"""The cells of a line, and the row ids that show it."""
_Draft = tuple[str, tuple[str, ...], Sequence[_Line]]
"""Title, columns and lines of a calculation."""


@dataclass(frozen=True, slots=True)
class _Books:
    """The months and payments of some workers, by project and worker."""

    months: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
    payments: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]


def calculations(
    rule: str, failing: pl.DataFrame, facts: Facts, *, text: Callable[[str], str]
) -> dict[int, Calculation]:
    """Explain the failing facts of a rule: key → calculation; nothing for a rule whose values say it all.

    `text` masks what it is given as the run demands.
    """
    explain = _EXPLAINED.get(rule)
    if explain is None or failing.is_empty():
        return {}
    drafts = explain(failing, facts)
    rids = {rid for _, _, lines in drafts.values() for _, rows in lines for rid in rows}
    placed = facts.rows.filter(col("rid").is_in(rids)).select("rid", "file", "sheet", "row")
    where = {rid: Source(text(file), text(sheet), row) for rid, file, sheet, row in placed.iter_rows()}
    return {
        key: Calculation(
            title,
            columns,
            tuple(CalculationLine(tuple(map(text, cells)), tuple(where[rid] for rid in rows)) for cells, rows in lines),
        )
        for key, (title, columns, lines) in drafts.items()
    }


def _books(failing: pl.DataFrame, facts: Facts) -> _Books:
    who = failing.select("project_id", "worker").unique()
    known = facts.ledger.months.select(*_WHO, "month", "due_date", "net", "payroll_rows")
    months = known.join(who, on=_WHO, how="semi").filter(col("net").is_not_null()).sort("month")
    payments = facts.ledger.paid.join(who, on=_WHO, how="semi").sort("day", "rid")
    return _Books(_by_worker(months), _by_worker(payments))


def _by_worker(frame: pl.DataFrame) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        grouped.setdefault((row["project_id"], row["worker"]), []).append(row)
    return grouped


def _settlements(failing: pl.DataFrame, facts: Facts) -> dict[int, _Draft]:
    """Show for each owed month which payments settled this month and those before it."""
    books = _books(failing, facts)
    found: dict[int, _Draft] = {}
    for row in failing.iter_rows(named=True):
        who = (row["project_id"], row["worker"])
        shares = _shares(books.months.get(who, ()), books.payments.get(who, ()))
        lines = [line for month, line in shares if month <= row["month"]]
        columns = ("工资月份", "应发", "到期日", "抵充的付款", "已结", "未结")
        found[row["key"]] = ("付款按日期先后抵充各月工资", columns, lines)
    return found


def _shares(months: Sequence[Mapping[str, Any]], payments: Sequence[Mapping[str, Any]]) -> Iterable[tuple[date, _Line]]:
    """Let the payments settle the months in order, and say of each month what settled it."""
    left = [[payment["amount"], payment] for payment in payments]
    for month in months:
        due = max(month["net"], _ZERO)
        open_sum, told, rows = due, [], [int(row) for row in month["payroll_rows"] or ()]
        while open_sum > 0 and left:
            share = min(open_sum, left[0][0])
            payment = left[0][1]
            told.append(f"{payment['day'].isoformat()} {share:,.2f}")
            rows.append(int(payment["rid"]))
            open_sum -= share
            left[0][0] -= share
            if left[0][0] == 0:
                left.pop(0)
        cells = (
            month["month"].strftime("%Y-%m"),
            f"{due:,.2f}",
            month["due_date"].isoformat(),
            "; ".join(told) or "无",
            f"{due - open_sum:,.2f}",
            f"{open_sum:,.2f}",
        )
        yield month["month"], (cells, rows)


def _overpayments(failing: pl.DataFrame, facts: Facts) -> dict[int, _Draft]:
    """Set a worker's payments against his months."""
    books = _books(failing, facts)
    found: dict[int, _Draft] = {}
    for row in failing.iter_rows(named=True):
        who = (row["project_id"], row["worker"])
        lines: list[_Line] = []
        total = _ZERO
        for month in books.months.get(who, ()):
            total += month["net"]
            cells = (f"{month['month']:%Y-%m} 工资", f"{month['net']:,.2f}", "", f"{total:,.2f}")
            lines.append((cells, month["payroll_rows"] or ()))
        for payment in books.payments.get(who, ()):
            total -= payment["amount"]
            cells = (f"{payment['day'].isoformat()} 付款", "", f"{payment['amount']:,.2f}", f"{total:,.2f}")
            lines.append((cells, (payment["rid"],)))
        found[row["key"]] = ("应发与已付逐笔相抵", ("事项", "应发", "已付", "应发减已付"), lines)
    return found


def _deposits(failing: pl.DataFrame, facts: Facts) -> dict[int, _Draft]:
    """Show how much was required, and what each instrument counts for."""
    instruments = facts.frames["instrument"].join(failing.select("project_id"), on="project_id", how="semi")
    found: dict[int, _Draft] = {}
    for row in failing.iter_rows(named=True):
        lines: list[_Line] = [(("应存 (至少)", _required(row), f"{row['required_at_least']:,.2f}"), ())]
        mine = instruments.filter(col("project_id") == row["project_id"])
        lines += [(_counted(one), one["sources"]) for one in mine.iter_rows(named=True)]
        lines += [
            (("有效合计", "已存, 未返还, 未过期, 减动用加补足", f"{row['effective_at_most']:,.2f}"), ()),
            (("差额", "应存 − 有效", f"{row['shortfall']:,.2f}"), ()),
        ]
        found[row["key"]] = ("应存与有效保证金", ("事项", "怎样算", "金额"), lines)
    return found


def _required(account: Mapping[str, Any]) -> str:
    """Say how the required amount comes about: contract amount × rate, and the cap where it is lower."""
    product = f"合同额 {account['contract_amount']:,.2f} × {trimmed(account['rate_at_least'] * 100)} %"
    capped = account["required_at_least"] < (account["contract_amount"] * account["rate_at_least"]).quantize(_ZERO)
    return f"{product}, 以当地上限为限" if capped else product


def _counted(instrument: Mapping[str, Any]) -> tuple[str, ...]:
    """Say of an instrument from when to when it runs, and whether and at how much it counts."""
    lodged = instrument["lodged_date"].isoformat() if instrument["lodged_date"] else "存储日期未载明"
    until = f" 至 {instrument['expiry_date'].isoformat()}" if instrument["expiry_date"] else ""
    used = f", 动用 {instrument['used_amount']:,.2f}" if instrument["used_amount"] else ""
    topped = f", 补足 {instrument['topup_amount']:,.2f}" if instrument["topup_amount"] else ""
    told = f"{lodged}{until}{used}{topped}, {_why(instrument)}"
    shown = instrument["face_amount"] if _why(instrument).endswith("不计") else instrument["counted_at_most"]
    return (instrument["kind"] or "", told, "金额未载明" if shown is None else f"{shown:,.2f}")


def _why(instrument: Mapping[str, Any]) -> str:
    """Say why an instrument counts, or does not."""
    if instrument["counted_at_most"]:
        open_end = instrument["counted_at_least"] < instrument["counted_at_most"]
        return "载明不全, 按最高额计, 计入" if open_end else "计入"
    if instrument["released"]:
        return "已返还, 不计"
    if instrument["expired"] and not instrument["cash"]:
        return "已过期, 不计"
    return "已全部动用, 不计" if instrument["used_amount"] else "审查日尚未存储, 不计"


def _funding(failing: pl.DataFrame, facts: Facts) -> dict[int, _Draft]:
    """Set what came in for wages against what fell due, month by month, up to the end of the evidence."""
    here = failing.select("project_id").unique().join(facts.ledger.window, on="project_id", how="left")
    came = (
        facts.ledger.lines.select("project_id", "kind", "booked_at", "credit", "rid")
        .filter(col("kind").is_in(["allotment", "top_up"]))
        .join(here, on="project_id", how="semi")
        .group_by("project_id", month=col("booked_at").dt.date().dt.month_start())
        .agg(col("credit").sum(), "rid")
    )
    fell = (
        facts.ledger.months.select("project_id", "due_date", "net")
        .join(here, on="project_id")
        .filter((col("due_date") <= col("evidence_end")) & col("net").is_not_null())
        .group_by("project_id", month=col("due_date").dt.month_start())
        .agg(col("net").clip(lower_bound=0).sum())
    )
    months: dict[str, list[Mapping[str, Any]]] = {}
    both = came.join(fell, on=["project_id", "month"], how="full", coalesce=True).sort("project_id", "month")
    for row in both.iter_rows(named=True):
        months.setdefault(row["project_id"], []).append(row)
    columns = ("月份", "拨付与补足", "到期工资", "累计入账", "累计应付")
    return {
        key: ("累计入账与累计应付", columns, list(_by_month(months.get(project, ()))))
        for key, project in failing.select("key", "project_id").iter_rows()
    }


def _by_month(months: Iterable[Mapping[str, Any]]) -> Iterable[_Line]:
    total_in = total_due = _ZERO
    for row in months:
        total_in += row["credit"] or _ZERO
        total_due += row["net"] or _ZERO
        sums = (row["credit"] or _ZERO, row["net"] or _ZERO, total_in, total_due)
        yield (row["month"].strftime("%Y-%m"), *(f"{each:,.2f}" for each in sums)), sorted(row["rid"] or ())


_EXPLAINED: Mapping[str, Callable[[pl.DataFrame, Facts], dict[int, _Draft]]] = {
    "W05": _settlements,
    "B05": _overpayments,
    "D03": _deposits,
    "A15": _funding,
}
"""Rules whose findings carry their whole calculation."""
