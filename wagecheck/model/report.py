"""All that a run found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wagecheck.language import Language
from wagecheck.model.comparison import Comparison
from wagecheck.model.finding import Citation, Coverage, Finding, LedgerLine
from wagecheck.model.inputs import Incident, InputSheet, Notice, Rejected
from wagecheck.model.rule import RuleInfo, Verdict
from wagecheck.model.summary import ProjectSummary
from wagecheck.model.waiver import Waiver


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
    language: Language = Language.CHINESE
    """What its words are written in."""
    comparison: Comparison | None = None
    """What changed since an earlier run, where one was given."""
    waivers: tuple[Waiver, ...] = ()
    """Every entry of the user's waivers, those that do not count included."""
    rechecked: Mapping[str, Verdict] | None = None
    """Fingerprint → what its rule says now of a fact that it failed in an earlier run, where one was given."""
    part_of: str = ""
    """Seal of the whole run, where this is the report of one of its projects."""
