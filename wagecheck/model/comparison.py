"""What changed since an earlier run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wagecheck.model.finding import Coverage, Finding
from wagecheck.model.rule import Kind, Severity, Verdict
from wagecheck.model.summary import MonthLine


class Change(StrEnum):
    """What became of a finding between two runs."""

    NEW = "new"
    PERSISTING = "persisting"
    FIXED = "fixed"
    UNPROVEN = "unproven"
    """Gone, and nothing shows that it was mended: its fact is gone too, could not be judged, or was not asked about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as an earlier or later run told it."""

    fingerprint: str
    rule: str
    severity: Severity
    project_id: str
    name: str
    """Whom or what it is about."""
    month: str
    amount: str
    """Yuan; empty where no money is at stake."""
    by: str = ""
    """Who must act."""
    deadline: str = ""
    """ISO day by which the law wanted it done; empty where it names none."""
    at_once: bool = False
    waived: bool = False
    kind: Kind = Kind.STATUTORY

    @property
    def counts(self) -> bool:
        """Whether somebody has to act on it: a suspicion or a fault of the data asks for a look, and has no day."""
        return self.kind in (Kind.STATUTORY, Kind.LOCAL, Kind.EARLY) and not self.waived

    @classmethod
    def of(cls, finding: Finding) -> "Told":
        """Keep of a finding what another run is compared with."""
        return cls(
            finding.fingerprint,
            finding.rule,
            finding.severity,
            finding.project_id,
            finding.subject.name or finding.subject.id,
            finding.month or "",
            finding.amount or "",
            finding.by,
            finding.deadline,
            finding.at_once,
            waived=finding.waiver is not None,
            kind=finding.kind,
        )


@dataclass(frozen=True, slots=True)
class ProjectRun:
    """What one run said of a project's money."""

    project_id: str
    name: str
    arrears: str
    judged: bool
    """Whether any wages could be checked against payments."""
    months: Mapping[str, MonthLine] = field(default_factory=dict)
    """Wage months that fell due, by month."""


@dataclass(frozen=True, slots=True)
class Run:
    """As much of a run as another one is compared with."""

    on: str
    rulebook: str
    projects: tuple[ProjectRun, ...]
    findings: tuple[Told, ...]
    coverage: Mapping[tuple[str, str], Coverage] = field(default_factory=dict)
    """Project and rule → how much the rule could judge there."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Rule → its title."""
    rechecked: Mapping[str, Verdict] | None = None
    """Fingerprint → what its rule says in this run of a fact that it failed earlier; None where nobody looked."""
    earlier: str = ""
    """Mark of the run against which `rechecked` was looked up."""


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """One project, then and now."""

    project_id: str
    name: str
    known: bool
    """Whether the earlier run has the project."""
    present: bool
    """Whether this run has it."""
    before: str
    """Yuan owed then; empty where that run does not have the project, or could not judge its wages."""
    now: str
    """Yuan owed now; empty likewise."""
    counts: tuple[tuple[Change, int], ...]
    """How many findings are new, persist, are fixed …; every `Change` has its place."""
    recovered: str = "0.00"
    """Yuan owed then that are shown to be owed no longer, worker-month by worker-month."""

    def count(self, change: Change) -> int:
        """How many findings of the project changed so."""
        return dict(self.counts)[change]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run set against an earlier one, finding by finding."""

    since: str
    """Day of the earlier audit."""
    same_rules: bool
    """Whether both runs were judged by the same rule book."""
    strangers: bool
    """Whether both have findings and none in common: most likely they were fingerprinted with different keys."""
    changes: tuple[tuple[str, Change], ...]
    """Fingerprint → what became of it; of every finding of either run."""
    gone: tuple[Told, ...]
    """Findings of the earlier run that this one does not have."""
    projects: tuple[ProjectChange, ...]
    """Projects of either run, by their ids."""
    amounts: tuple[tuple[str, str], ...] = ()
    """Fingerprint → yuan at stake in the earlier run, of findings that persist with another amount."""
    earlier: str = ""
    """Mark of the earlier run: with it a later comparison knows whether it is the same one."""
    exact: bool = True
    """Whether every finding that is gone was looked up in the papers, and not only counted."""
