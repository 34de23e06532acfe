"""The report as the templates lay it out: every figure already counted, compared and worded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wagecheck.language import say
from wagecheck.model import Finding, ProjectSummary, Rejected, Report, Verdict
from wagecheck.report import dealing, figures, findings, manifest, papers, words
from wagecheck.report.dossier import ProjectView, breach_counts, dossier
from wagecheck.report.labels import Labels
from wagecheck.report.papers import Bounded, Files, NoticeRow, ParameterRow
from wagecheck.report.words import Mark

PROJECTS = 20
"""Most projects with sections of their own on one page; the overview lists more."""
OVERVIEW_ROWS = 2000
MANY_BYTES = 2_000_000
"""Most that findings may take on a page of several projects."""

_WORST_FIRST = (Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One project among several."""

    name: str
    anchor: str
    place: str
    no_arrears_project: bool
    mark: Mark
    arrears: str
    workers: str
    worker_months: str
    breaches: str
    judged: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All projects, most owed first."""

    rows: tuple[OverviewRow, ...]
    count: str
    failed: str
    arrears: str
    workers: str
    omitted: int
    undetailed: int
    """Projects without sections of their own on this page."""


@dataclass(frozen=True, slots=True)
class Strays:
    """Papers that belong to none of several projects."""

    notices: Bounded[NoticeRow]
    files: Files
    rejected: Bounded[Rejected]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole of report.html."""

    heading: str
    title: str
    on: str
    version: str
    rulebook: str
    seal: str
    revealed: bool
    auditor: str
    organisation: str
    overview: Overview | None
    projects: tuple[ProjectView, ...]
    strays: Strays | None
    incidents: tuple[tuple[str, str], ...]
    parameters: tuple[ParameterRow, ...]
    legal: tuple[tuple[str, str], ...]


def page(report: Report, *, shards: int = 0) -> Page:
    """Prepare the page of a report: one project, or several under an overview.

    `shards` is how many files of the index of all findings lie beside it.
    """
    projects = sorted(report.projects, key=_rank)
    alone = len(projects) == 1
    shown = projects[:PROJECTS]
    budget = dealing.REPORT_BYTES if alone else min(dealing.REPORT_BYTES, MANY_BYTES // max(len(shown), 1))
    desk = findings.desk(report, shards=shards)
    desks = [replace(desk, prefix=_prefix(at, alone=alone)) for at in range(len(shown))]
    return Page(
        heading=words.TITLE,
        title=(projects[0].name or projects[0].project_id)
        if alone
        else say("{n} 个项目", report.language, n=figures.count(len(projects))),
        on=report.on.isoformat(),
        version=report.version,
        rulebook=report.rulebook[:12],
        seal=manifest.seal(report),
        revealed=report.revealed,
        auditor=report.auditor,
        organisation=report.organisation,
        overview=_overview(report, projects) if len(projects) > 1 else None,
        projects=tuple(dossier(report, project, own, budget) for project, own in zip(shown, desks, strict=True)),
        strays=None if alone else _strays(report, desk.labels),
        incidents=tuple((incident.rule, incident.text) for incident in report.incidents),
        parameters=papers.parameters(desk.citations, desk.labels),
        legal=words.LEGAL_NOTES,
    )


def _prefix(at: int, *, alone: bool) -> str:
    return "" if alone else f"p{at + 1}-"


def _rank(project: ProjectSummary) -> tuple[int, int, str, str]:
    """Order projects: most owed first, then the worst verdict."""
    cents = int(figures.number(project.money.arrears) * 100)
    return -cents, _WORST_FIRST.index(project.verdict), project.name, project.project_id


def _overview(report: Report, projects: Sequence[ProjectSummary]) -> Overview:
    own: dict[str, list[Finding]] = {}
    for finding in report.findings:
        own.setdefault(finding.project_id, []).append(finding)
    rows = []
    for at, project in enumerate(projects[:OVERVIEW_ROWS]):
        due, unjudged = figures.number(project.money.due), figures.number(project.money.unjudged)
        rows.append(
            OverviewRow(
                name=project.name or project.project_id,
                anchor=f"{_prefix(at, alone=False)}top" if at < PROJECTS else "",
                place=project.place or project.region,
                no_arrears_project=project.no_arrears_project,
                mark=words.VERDICT[project.verdict],
                arrears=figures.yuan_or_blank(project.money.arrears),
                workers=figures.count_or_blank(project.money.workers_in_arrears),
                worker_months=figures.count_or_blank(project.money.worker_months_in_arrears),
                breaches=figures.count_or_blank(breach_counts(own.get(project.project_id, []))[0]),
                judged=figures.share(due - unjudged, due),
            )
        )
    return Overview(
        rows=tuple(rows),
        count=figures.count(len(projects)),
        failed=figures.count(sum(project.verdict is Verdict.FAIL for project in projects)),
        arrears=figures.yuan(figures.total(project.money.arrears for project in projects)),
        workers=figures.count(sum(project.money.workers_in_arrears for project in projects)),
        omitted=max(len(projects) - OVERVIEW_ROWS, 0),
        undetailed=max(len(projects) - PROJECTS, 0),
    )


def _strays(report: Report, labels: Labels) -> Strays:
    known = {project.project_id for project in report.projects}
    return Strays(
        notices=papers.notices([one for one in report.notices if one.project_id not in known]),
        files=papers.files([one for one in report.inputs if one.project_id not in known], labels),
        rejected=papers.rejected([one for one in report.rejected if one.project_id not in known]),
    )
