"""Two runs set against each other: what is new, what persists, what was mended, and the money of each project."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256

from wagecheck.model import (
    Change,
    Comparison,
    Finding,
    MonthLine,
    ProjectChange,
    ProjectRun,
    Report,
    Run,
    Told,
    Verdict,
)

WAGES = "W05"
"""条例第十三条: wages that fell due and are owed, one finding a worker-month. What it no longer finds was recovered."""
_MENDED = (Verdict.PASS, Verdict.NA)


def run_of(report: Report) -> Run:
    """Keep of a report what another run is compared with."""
    return Run(
        on=report.on.isoformat(),
        rulebook=report.rulebook,
        projects=tuple(
            ProjectRun(
                one.project_id,
                one.name,
                one.money.arrears,
                judged=Decimal(one.money.due) > Decimal(one.money.unjudged),
                months={line.month: line for line in one.months},
            )
            for one in report.projects
        ),
        findings=tuple(map(Told.of, report.findings)),
        coverage={(line.project_id, line.rule): line for line in report.coverage},
        titles={name: rule.title for name, rule in report.rules.items()},
        rechecked=report.rechecked,
    )


def mark(run: Run) -> str:
    """Name a run by what it found, so that a later one can say with which it was compared."""
    found = sorted(f"{one.fingerprint} {one.amount}" for one in run.findings)
    return sha256("\n".join([run.on, run.rulebook, *found]).encode()).hexdigest()[:16]


def compare(before: Run, now: Run) -> Comparison:
    """Set a run against an earlier one, by the fingerprints of their findings.

    A finding that is gone counts as fixed only where that is shown: by looking its fact up in the papers of this run,
    or where nobody did, by what this run could judge. Missing evidence mends nothing.
    """
    old, new = _by_fingerprint(before.findings), _by_fingerprint(now.findings)
    changes = {name: Change.PERSISTING if name in old else Change.NEW for name in new}
    gone = tuple(one for name, one in old.items() if name not in new)
    then, today = ({one.project_id: one for one in run.projects} for run in (before, now))
    looked_up = now.rechecked is not None and now.earlier in {"", mark(before)}
    for one in gone:
        mended = _looked_up(one, now) if looked_up else _counted(one, before, now, then, today)
        changes[one.fingerprint] = Change.FIXED if mended else Change.UNPROVEN
    return Comparison(
        since=before.on,
        same_rules=before.rulebook == now.rulebook,
        strangers=bool(old) and bool(new) and not old.keys() & new.keys(),
        changes=tuple(sorted(changes.items())),
        gone=gone,
        projects=tuple(_projects(before, now, changes, old, new)),
        amounts=tuple(
            sorted((name, one.amount) for name, one in old.items() if name in new and new[name].amount != one.amount)
        ),
        earlier=mark(before),
        exact=looked_up or not gone,
    )


def fresh(report: Report) -> tuple[Finding, ...]:
    """Give the findings that count for the exit code: none that is waived; against an earlier run the new ones."""
    changes = {} if report.comparison is None else dict(report.comparison.changes)
    return tuple(
        one for one in report.findings if one.waiver is None and changes.get(one.fingerprint, Change.NEW) is Change.NEW
    )


def _by_fingerprint(findings: Iterable[Told]) -> dict[str, Told]:
    return {one.fingerprint: one for one in findings}


def _looked_up(gone: Told, now: Run) -> bool:
    """Whether the rule was asked about that very fact again, and is content."""
    return now.rechecked is not None and now.rechecked.get(gone.fingerprint) in _MENDED


def _counted(
    gone: Told, before: Run, now: Run, then: Mapping[str, ProjectRun], today: Mapping[str, ProjectRun]
) -> bool:
    """Whether the counts of this run leave no other reading than that a finding was mended.

    Its rule judged everything in its project, and no fewer facts than then; of the wage month no fewer workers.
    """
    key = gone.project_id, gone.rule
    line, line_then = now.coverage.get(key), before.coverage.get(key)
    if line is None or not line.total or (line_then is not None and line.total < line_then.total):
        return False
    month, month_then = (_month(runs.get(gone.project_id), gone.month) for runs in (today, then))
    if month_then is not None and (month is None or month.workers < month_then.workers):
        return False
    if gone.rule == WAGES and month is not None:
        return not Decimal(month.unjudged)
    return not line.unknown


def _month(project: ProjectRun | None, month: str) -> MonthLine | None:
    return project.months.get(month) if project else None


def _projects(
    before: Run, now: Run, changes: Mapping[str, Change], old: Mapping[str, Told], new: Mapping[str, Told]
) -> Iterable[ProjectChange]:
    then, today = ({one.project_id: one for one in run.projects} for run in (before, now))
    counts: dict[str, Counter[Change]] = {}
    for name, change in changes.items():
        counts.setdefault((new.get(name) or old[name]).project_id, Counter())[change] += 1
    recovered: dict[str, Decimal] = {}
    for name, one in old.items():
        recovered[one.project_id] = recovered.get(one.project_id, Decimal(0)) + _recovered(
            one, new.get(name), changes[name]
        )
    for project in sorted({*then, *today}):
        mine = counts.get(project, Counter())
        yield ProjectChange(
            project,
            (today.get(project) or then[project]).name,
            known=project in then,
            present=project in today,
            before=_arrears(then.get(project)),
            now=_arrears(today.get(project)),
            counts=tuple((change, mine[change]) for change in Change),
            recovered=f"{recovered.get(project, Decimal(0)):.2f}",
        )


def _recovered(then: Told, now: Told | None, change: Change) -> Decimal:
    """Give what was owed then and is shown to be owed no longer, in yuan: all of it, or a part."""
    if then.rule != WAGES or not then.amount or change not in (Change.FIXED, Change.PERSISTING):
        return Decimal(0)
    left = Decimal(now.amount or then.amount) if now else Decimal(0)
    return max(Decimal(then.amount) - left, Decimal(0))


def _arrears(project: ProjectRun | None) -> str:
    """Give what a project owes, in yuan; empty where its wages could not be judged."""
    return project.arrears if project is not None and project.judged else ""
