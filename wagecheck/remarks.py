"""Remarks on the rows that were not matched or not kept, a line a sheet."""

from collections.abc import Iterable, Sequence

from polars import col

from wagecheck.facts import Facts
from wagecheck.facts.unmatched import REASONS, unmatched
from wagecheck.model import Notice, Rejected

_ROWS_NAMED = 10


def remarks(facts: Facts) -> Iterable[Notice]:
    """Report the rows that were kept and matched to nobody, a line a sheet and reason."""
    placed = (
        unmatched(facts.ledger)
        .join(facts.rows, on="rid")
        .group_by("project_id", "file", "sheet", "reason")
        .agg(col("row").unique().sort())
        .sort("project_id", "file", "sheet", "reason")
    )
    for project, file, sheet, reason, rows in placed.iter_rows():
        yield Notice("warning", f"{_rows(rows)}: {REASONS[reason]}", file, sheet, 0, project)


def refusals(rejected: Iterable[Rejected]) -> Iterable[Notice]:
    """Report the rows that were read and not kept, a line a sheet; each row's reason stands in the report."""
    sheets: dict[tuple[str, str, str], list[int]] = {}
    for line in rejected:
        sheets.setdefault((line.project_id, line.file, line.sheet), []).append(line.row)
    for (project, file, sheet), rows in sheets.items():
        yield Notice("warning", f"{_rows(rows)}读不出, 未采用, 逐行原因见报告“所交资料”", file, sheet, 0, project)


def _rows(rows: Sequence[int]) -> str:
    listed = "、".join(str(row) for row in rows[:_ROWS_NAMED])
    return f"第 {listed} 等 {len(rows)} 行" if len(rows) > _ROWS_NAMED else f"第 {listed} 行"
