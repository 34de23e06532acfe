"""The plain frozen values that the house hands from room to room: rules, verdicts, findings, the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


class Severity(StrEnum):
    """How bad it is, worst first: 红 · 橙 · 黄 · 提示."""

    CRITICAL = "critical"
    VIOLATION = "violation"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Order of severities: 0 is the worst."""
        return list(Severity).index(self)

    @property
    def label(self) -> str:
        """What the reader sees."""
        return ("红", "橙", "黄", "提示")[self.rank]


class Kind(StrEnum):
    """What sort of claim a rule makes. A suspicion is never called a breach."""

    STATUTORY = "法定"
    LOCAL = "地方"
    EARLY = "预警"
    SUSPICION = "疑点"
    DATA = "数据"


class Verdict(StrEnum):
    """What a rule says of one fact row; `warn` exists only in summaries of a project or pillar."""

    PASS = "pass"  # noqa: S105 - a verdict, not a word of entry
    FAIL = "fail"
    WARN = "warn"
    UNKNOWN = "unknown"
    NA = "na"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One duty: an expression over one fact frame (true is compliant, null is unknown), and what to say of it."""

    id: str
    title: str
    grain: str
    """Name of the fact frame that it judges."""
    severity: Severity
    kind: Kind
    basis: tuple[str, ...]
    """Instruments and articles, as cited to the reader."""
    applies: "pl.Expr | None"
    """Rows in scope; None is all of them. Null is unknown."""
    passes: "pl.Expr"
    breach: str
    """The offence in words, with fields of the fact: 「差 {shortfall} 元」."""
    remedy: str
    by: str
    """Who must act."""
    doc: str
    amount: str | None = None
    """Column of the fact with the yuan at stake."""
    because: str | None = None
    """Column of the fact that names the missing paper when the verdict is unknown."""
    since: date | None = None
    """Day its youngest instrument came into force; it does not judge a fact whose law date is earlier."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns that the expressions read, in order of name."""
        names = set(self.passes.meta.root_names())
        if self.applies is not None:
            names |= set(self.applies.meta.root_names())
        return tuple(sorted(names))


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


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a finding is about. `id` is masked unless the run reveals numbers."""

    kind: str
    id: str
    name: str


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


@dataclass(frozen=True, slots=True)
class PillarSummary:
    """One of the 两金六制 (or a heading beside them) for one project."""

    pillar: str
    group: str
    """两金 | 六制 | 其他."""
    verdict: Verdict
    passed: int
    failed: int
    unknown: int
    na: int
    amount: str
    """Yuan at stake in its findings of kind 法定 or 地方."""


@dataclass(frozen=True, slots=True)
class MoneySummary:
    """Wages of a project that fell due before the audit day, in yuan: due = paid + arrears + unjudged."""

    due: str
    paid: str
    arrears: str
    unjudged: str
    workers_in_arrears: int
    worker_months_in_arrears: int
    longest_months: int
    """Most months that one worker is owed."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One wage month of a project: what was due, paid, owed, not judged, in yuan."""

    month: str
    due_date: str
    workers: int
    due: str
    paid: str
    arrears: str
    unjudged: str


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """One project on the first page."""

    project_id: str
    name: str
    region: str
    place: str
    """Name of the province or city, as far as the code is known."""
    funding: str
    contractor: str
    owner: str
    workers: int
    first_month: str
    last_month: str
    evidence_end: str
    """Last day that the statement can show; empty without a statement."""
    verdict: Verdict
    pillars: tuple[PillarSummary, ...]
    money: MoneySummary
    months: tuple[MonthLine, ...]
    flow: Mapping[str, str]
    """Yuan of the account's lines by kind; the kinds add up to the statement."""

    @property
    def no_arrears_project(self) -> bool:
        """政府投资 and 国企 projects are to be free of arrears (江西十部门意见 2025-04-11)."""
        return self.funding in ("政府投资", "国有企业")


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


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was read and not kept, and why."""

    file: str
    sheet: str
    row: int
    reason: str
    project_id: str = ""


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


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What the reader sees of a rule."""

    id: str
    title: str
    grain: str
    severity: Severity
    kind: Kind
    basis: tuple[str, ...]
    remedy: str
    by: str
    doc: str
    pillars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found out; a writer knows this and nothing else."""

    on: date
    version: str
    rulebook: str
    """Hash of the rules and the law that judged."""
    projects: tuple[ProjectSummary, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]
    ledger: tuple[LedgerLine, ...]
    inputs: tuple[InputSheet, ...]
    rejected: tuple[Rejected, ...]
    notices: tuple[Notice, ...]
    incidents: tuple[Incident, ...]
    parameters: tuple[Citation, ...]
    rules: Mapping[str, RuleInfo]
    revealed: bool = False
    auditor: str = ""
    organisation: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Chinese words for tables, fields, flows and other names that the reader meets: {`payroll.net`: 实发工资}."""
