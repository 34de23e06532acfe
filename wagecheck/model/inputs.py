"""What was read, and what could not be."""

from dataclasses import dataclass

from wagecheck.model.sending import sent_by_values


@sent_by_values
@dataclass(frozen=True, slots=True)
class InputSheet:
    """One sheet of one file, and how it was read: rows_read = rows_kept + rows_rejected."""

    file: str
    sha256: str
    table: str
    """Canonical table, or empty where it was not recognised."""
    sheet: str
    heading_row: int
    """1-based row of the (last) heading row; 0 where there is none."""
    rows_read: int
    rows_kept: int
    rows_rejected: int
    rows_furniture: int = 0
    """Totals, page and signature rows: recognised, counted, not data."""
    encoding: str = ""
    project_id: str = ""


@sent_by_values
@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was read and not kept, and why."""

    file: str
    sheet: str
    row: int
    reason: str
    project_id: str = ""


@sent_by_values
@dataclass(frozen=True, slots=True)
class Notice:
    """One line for the user about an input: what, where, what to do. An `error` means that something was not read."""

    level: str
    """error | warning."""
    text: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    project_id: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """A fault of the tool itself: a rule that broke, and so judged nothing."""

    rule: str
    text: str
