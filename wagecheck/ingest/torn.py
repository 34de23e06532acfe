"""Papers of which a part was not read: what they do not name may stand in that part."""

from collections.abc import Iterator
from pathlib import PurePosixPath

import polars as pl

from wagecheck import tables
from wagecheck.ingest import vocabulary
from wagecheck.ingest.read import Papers
from wagecheck.model import Notice

_SCHEMA = {"project_id": pl.String, "table": pl.String}
_BY_ROW = ("roster", "attendance", "payroll", "payout", "deposit")
"""Papers of which one row less may mean that somebody or something is not on them."""


def torn(papers: Papers) -> pl.DataFrame:
    """List by project the papers of which a file, a sheet or a row was not read: project_id, table, each once.

    The name of a file says which paper it is a part of; one that says nothing may be a part of any, unless the file was
    opened and is blank.
    """
    blank = {(sheet.project_id, sheet.file) for sheet in papers.inputs if not sheet.sheet and sheet.encoding}
    pairs: set[tuple[str, str]] = set()
    for notice in _unread(papers):
        opened = (notice.project_id, notice.file) in blank
        kinds = _kinds(notice.file, notice.sheet) or (() if opened else tables.TABLES)
        pairs.update((notice.project_id, table) for table in kinds)
    for sheet in papers.inputs:
        if sheet.rows_rejected and sheet.table in _BY_ROW:
            pairs.add((sheet.project_id, sheet.table))
        if sheet.rows_rejected and not sheet.rows_kept:  # taken for another kind than its name says, perhaps wrongly
            pairs.update((sheet.project_id, table) for table in _kinds(sheet.file, sheet.sheet))
    return pl.DataFrame(sorted(pairs), schema=_SCHEMA, orient="row")


def _unread(papers: Papers) -> Iterator[Notice]:
    """Select the errors that say of a file, or of a sheet, that nothing of it was read.

    What is only warned of was never to be read: a scan, a letter, a sheet of explanations, a second copy.
    """
    blank = {(sheet.project_id, sheet.file, sheet.sheet) for sheet in papers.inputs if not sheet.table}
    known = {(sheet.project_id, sheet.file) for sheet in papers.inputs}
    for notice in papers.notices:
        file = (notice.project_id, notice.file)
        unopened = bool(notice.file) and file not in known
        if notice.level == "error" and (unopened or (*file, notice.sheet) in blank):
            yield notice


def _kinds(file: str, sheet: str) -> tuple[str, ...]:
    """Name the table that a file or sheet held by its name; nothing where its name says nothing."""
    inner = PurePosixPath(file)
    named = vocabulary.kind_by_name(sheet, inner.stem, *reversed(inner.parts[:-1]))
    return (named,) if named else ()
