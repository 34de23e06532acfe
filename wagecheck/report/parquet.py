"""findings.parquet: one row a finding, in columns that have a type, for programs that count and join."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from wagecheck.model import Finding, Report
from wagecheck.report import csv, inert, waiving

if TYPE_CHECKING:
    import polars as pl

NAME = "findings.parquet"
_YUAN = 2


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write findings.parquet into a folder, in the order of findings.csv; numbers are masked as they are there."""
    path = to / NAME
    file = io.BytesIO()  # Polars itself is silent where a disk is full
    frame(report).write_parquet(file, compression="zstd")
    path.write_bytes(file.getvalue())
    return (path,)


def frame(report: Report) -> "pl.DataFrame":
    """Lay the findings out as a frame, one row each; what has several values gives them on lines of one text.

    `amount` is yuan to the fen; `on` the day of the audit, `deadline` the day by which the law wanted it done, null
    where it names none; `month` reads 2025-03; `file`, `sheet` and `row` tell the sources, line by line.
    """
    import polars as pl  # noqa: PLC0415 - heavy, and wanted by nobody else here

    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "on": pl.Date,
        "project_id": pl.String,
        "rule": pl.String,
        "title": pl.String,
        "severity": pl.String,
        "kind": pl.String,
        "subject_kind": pl.String,
        "subject_id": pl.String,
        "subject_name": pl.String,
        "month": pl.String,
        "amount": pl.Decimal(18, _YUAN),
        "deadline": pl.Date,
        "at_once": pl.Boolean,
        "message": pl.String,
        "basis": pl.String,
        "remedy": pl.String,
        "by": pl.String,
        "file": pl.String,
        "sheet": pl.String,
        "row": pl.String,
        "fingerprint": pl.String,
        "waived": pl.Boolean,
        "waiver": pl.String,
    }
    rows = [_row(finding, report) for finding in sorted(report.findings, key=csv.place)]
    return pl.DataFrame(rows, schema=pl.Schema(columns), orient="row")


def _row(finding: Finding, report: Report) -> tuple[object, ...]:
    rule, subject = report.rules.get(finding.rule), finding.subject
    return (
        report.on,
        inert.plain(finding.project_id),
        finding.rule,
        rule.title if rule else "",
        finding.severity.value,
        finding.kind.value,
        subject.kind,
        inert.plain(subject.id),
        inert.plain(subject.name),
        finding.month,
        Decimal(finding.amount) if finding.amount else None,
        date.fromisoformat(finding.deadline) if finding.deadline else None,
        finding.at_once,
        inert.plain(finding.message),
        "\n".join(finding.basis),
        inert.plain(finding.remedy),
        finding.by,
        inert.plain("\n".join(source.file for source in finding.sources)),
        inert.plain("\n".join(source.sheet for source in finding.sources)),
        "\n".join(str(source.row or "") for source in finding.sources),
        finding.fingerprint,
        finding.waiver is not None,
        inert.plain(waiving.told(finding, report.language)),
    )
