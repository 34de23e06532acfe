"""What a rule found, and how much it could judge."""

from collections.abc import Mapping
from dataclasses import dataclass

from wagecheck.model.rule import Kind, Severity
from wagecheck.model.sending import sent_by_values
from wagecheck.model.waiver import Waiver


@sent_by_values
@dataclass(frozen=True, slots=True)
class Source:
    """A row of a file that shows something; `sheet` is empty and `row` 0 where there is none."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """「工资表.xlsx › 3月 › 第12行」."""
        parts = [self.file, self.sheet, f"第{self.row}行" if self.row else ""]
        return " › ".join(part for part in parts if part)


@sent_by_values
@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a finding is about. `id` is masked unless the run reveals numbers."""

    kind: str
    id: str
    name: str


@sent_by_values
@dataclass(frozen=True, slots=True)
class Citation:
    """A parameter that a judgement used: its value on the law's date, and how well we know it."""

    key: str
    meaning: str
    value: str
    unit: str
    since: str
    """ISO day from which it holds."""
    cite: str
    read: str
    """seen | copy | recalled | ours."""
    place: str
    """Division code that it belongs to; empty for the nation."""
    note: str = ""


@sent_by_values
@dataclass(frozen=True, slots=True)
class CalculationLine:
    """One line of a calculation."""

    cells: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    """The rows that show it."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """How a finding was worked out, as a small table."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[CalculationLine, ...]


@sent_by_values
@dataclass(frozen=True, slots=True)
class Finding:
    """A failed verdict, with all that a reader needs to stand behind it."""

    fingerprint: str
    rule: str
    severity: Severity
    kind: Kind
    project_id: str
    subject: Subject
    month: str | None
    """`2025-03`, where the fact has a month."""
    amount: str | None
    """Yuan with two decimals, where money is at stake."""
    message: str
    basis: tuple[str, ...]
    remedy: str
    by: str
    values: Mapping[str, str]
    sources: tuple[Source, ...]
    parameters: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    """The whole calculation, where the values alone do not show it."""
    deadline: str = ""
    """ISO day by which the law wanted it done; empty where it names no day."""
    at_once: bool = False
    """Whether the remedy brooks no delay."""
    waiver: Waiver | None = None
    """Whose decision lets it pass for now."""


@sent_by_values
@dataclass(frozen=True, slots=True)
class Coverage:
    """How many facts of a project a rule could judge, and which papers were missing where it could not."""

    rule: str
    project_id: str
    passed: int
    failed: int
    unknown: int
    na: int
    missing: tuple[str, ...]
    """`table` where the whole paper is missing, else `table.field`."""

    @property
    def total(self) -> int:
        """How many such facts there are."""
        return self.passed + self.failed + self.unknown + self.na


@sent_by_values
@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One worker-month that is owed: the arrears ledger."""

    project_id: str
    worker_id: str
    name: str
    employer: str
    team: str
    month: str
    due_date: str
    net: str
    settled: str
    arrears: str
    sources: tuple[Source, ...]
