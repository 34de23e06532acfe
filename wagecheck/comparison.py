"""Two runs set against each other: what is new, what persists, what was mended, and the money of each project."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from wagecheck.model import Change, Comparison, Coverage, Finding, ProjectChange, ProjectRun, Report, Run, Told


def run_of(report: Report) -> Run:
    """Keep of a report what a later one is compared with."""
    return Run(
        on=report.on.isoformat(),
        rulebook=report.rulebook,
        projects=tuple(
            ProjectRun(
                one.project_id,
                one.name,
                one.money.arrears,
                judged=Decimal(one.money.due) > Decimal(one.money.unjudged),
            )
            for one in report.projects
        ),
        findings=tuple(map(_told, report.findings)),
    )


def _told(finding: Finding) -> Told:
    return Told(
        finding.fingerprint,
        finding.rule,
        finding.severity,
        finding.project_id,
        finding.subject.name or finding.subject.id,
        finding.month or "",
        finding.amount or "",
    )


def compare(before: Run, report: Report) -> Comparison:
    """Set a report against an earlier run, by the fingerprints of their findings.

    A finding that is gone counts as fixed only where its rule judged everything in its project this time: missing
    evidence mends nothing.
    """
    now = run_of(report)
    old, new = _by_fingerprint(before.findings), _by_fingerprint(now.findings)
    proved = {(line.project_id, line.rule) for line in report.coverage if _judged_all(line)}
    changes = {name: Change.PERSISTING if name in old else Change.NEW for name in new}
    gone = tuple(told for name, told in old.items() if name not in new)
    for told in gone:
        mended = (told.project_id, told.rule) in proved
        changes[told.fingerprint] = Change.FIXED if mended else Change.UNPROVEN
    return Comparison(
        since=before.on,
        same_rules=before.rulebook == now.rulebook,
        strangers=bool(old) and bool(new) and not old.keys() & new.keys(),
        changes=tuple(sorted(changes.items())),
        gone=gone,
        projects=tuple(_projects(before, now, changes, {**old, **new})),
    )


def fresh(report: Report) -> tuple[Finding, ...]:
    """Give the findings that count for the exit code: none that is waived; against an earlier run the new ones."""
    changes = {} if report.comparison is None else dict(report.comparison.changes)
    return tuple(
        one for one in report.findings if one.waiver is None and changes.get(one.fingerprint, Change.NEW) is Change.NEW
    )


def _by_fingerprint(findings: Iterable[Told]) -> dict[str, Told]:
    return {told.fingerprint: told for told in findings}


def _judged_all(line: Coverage) -> bool:
    return not line.unknown and bool(line.passed or line.failed or line.na)


def _projects(
    before: Run, now: Run, changes: Mapping[str, Change], told: Mapping[str, Told]
) -> Iterable[ProjectChange]:
    then, today = ({one.project_id: one for one in run.projects} for run in (before, now))
    counts: dict[str, Counter[Change]] = {}
    for name, change in changes.items():
        counts.setdefault(told[name].project_id, Counter())[change] += 1
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
        )


def _arrears(project: ProjectRun | None) -> str:
    """Give what a project owes, in yuan; empty where its wages could not be judged."""
    return project.arrears if project is not None and project.judged else ""
