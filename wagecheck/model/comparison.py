"""What changed since an earlier run."""

from dataclasses import dataclass
from enum import StrEnum

from wagecheck.model.rule import Severity


class Change(StrEnum):
    """What became of a finding between two runs."""

    NEW = "new"
    PERSISTING = "persisting"
    FIXED = "fixed"
    UNPROVEN = "unproven"
    """Gone, and nothing shows that it was mended: the rule could not judge everything there, or was not asked."""


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


@dataclass(frozen=True, slots=True)
class ProjectRun:
    """What one run said of a project's money."""

    project_id: str
    name: str
    arrears: str
    judged: bool
    """Whether any wages could be checked against payments."""


@dataclass(frozen=True, slots=True)
class Run:
    """As much of a run as another one is compared with."""

    on: str
    rulebook: str
    projects: tuple[ProjectRun, ...]
    findings: tuple[Told, ...]


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
