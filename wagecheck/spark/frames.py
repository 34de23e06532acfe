"""What a run says, as frames with types: coverage, totals, inputs and rejected rows, one row each."""

from decimal import Decimal

import polars as pl

from wagecheck.model import Report
from wagecheck.report import inert

_YUAN = pl.Decimal(18, 2)
_TOTALS: dict[str, pl.DataType] = {
    "on": pl.Date(),
    "project_id": pl.String(),
    "name": pl.String(),
    "region": pl.String(),
    "place": pl.String(),
    "funding": pl.String(),
    "contractor": pl.String(),
    "owner": pl.String(),
    "workers": pl.Int64(),
    "first_month": pl.String(),
    "last_month": pl.String(),
    "evidence_end": pl.String(),
    "verdict": pl.String(),
    "due": _YUAN,
    "paid": _YUAN,
    "arrears": _YUAN,
    "unjudged": _YUAN,
    "workers_in_arrears": pl.Int64(),
    "worker_months_in_arrears": pl.Int64(),
    "longest_months": pl.Int64(),
}


def coverage(report: Report) -> pl.DataFrame:
    """Lay out how much each rule could judge in each project; `missing` names papers, one a line."""
    rows = [
        (
            report.on,
            inert.plain(one.project_id),
            one.rule,
            one.passed,
            one.failed,
            one.unknown,
            one.na,
            "\n".join(one.missing),
        )
        for one in report.coverage
    ]
    counts = dict.fromkeys(("pass", "fail", "unknown", "na"), pl.Int64())
    kinds = {"on": pl.Date(), "project_id": pl.String(), "rule": pl.String(), **counts, "missing": pl.String()}
    return pl.DataFrame(rows, kinds, orient="row")


def totals(report: Report) -> pl.DataFrame:
    """Lay out what each project adds up to; amounts in yuan."""
    rows = []
    for one in report.projects:
        texts = (one.project_id, one.name, one.region, one.place, one.funding, one.contractor, one.owner)
        money = one.money
        rows.append(
            (
                report.on,
                *map(inert.plain, texts),
                one.workers,
                one.first_month,
                one.last_month,
                one.evidence_end,
                one.verdict.value,
                *map(Decimal, (money.due, money.paid, money.arrears, money.unjudged)),
                money.workers_in_arrears,
                money.worker_months_in_arrears,
                money.longest_months,
            )
        )
    return pl.DataFrame(rows, _TOTALS, orient="row")


def inputs(report: Report) -> pl.DataFrame:
    """Lay out every sheet that was read, with the SHA-256 of its file."""
    texts = ("project_id", "file", "sha256", "table", "sheet")
    numbers = ("heading_row", "rows_read", "rows_kept", "rows_rejected", "rows_furniture")
    rows = [
        (*(inert.plain(getattr(one, name)) for name in texts), *(getattr(one, name) for name in numbers))
        for one in report.inputs
    ]
    kinds = dict.fromkeys(texts, pl.String()) | dict.fromkeys(numbers, pl.Int64())
    return pl.DataFrame(rows, kinds, orient="row")


def rejected(report: Report) -> pl.DataFrame:
    """Lay out every row that was read and not kept, and why."""
    texts = ("project_id", "file", "sheet", "reason")
    rows = [(*(inert.plain(getattr(one, name)) for name in texts), one.row) for one in report.rejected]
    return pl.DataFrame(rows, dict.fromkeys(texts, pl.String()) | {"row": pl.Int64()}, orient="row")
