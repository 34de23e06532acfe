"""The report as the templates lay it out: every figure already counted, compared and worded."""

from dataclasses import dataclass

from wagecheck.model import Rejected, Report
from wagecheck.report import dealing, findings, manifest, overdue, papers, words
from wagecheck.report.dossier import ProjectView, dossier
from wagecheck.report.labels import Labels
from wagecheck.report.overdue import Overdue
from wagecheck.report.papers import Bounded, Files, NoticeRow, ParameterRow
from wagecheck.report.trend import Trend, of_project
from wagecheck.report.waiving import Waivers, waivers


@dataclass(frozen=True, slots=True)
class Strays:
    """Papers of a run in which no project was found."""

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
    home: str
    """Where the front page of several projects is; blank for a lone dossier."""
    trend: Trend | None
    overdue: Overdue | None
    waivers: Waivers
    projects: tuple[ProjectView, ...]
    strays: Strays | None
    incidents: tuple[tuple[str, str], ...]
    parameters: tuple[ParameterRow, ...]
    legal: tuple[tuple[str, str], ...]


def page(report: Report, *, shards: int = 0) -> Page:
    """Prepare the page of a report of one project, or of none.

    `shards` is how many files of the index of all findings lie beside it.
    """
    desk = findings.desk(report, shards=shards)
    return Page(
        heading=words.TITLE,
        title="".join(one.name or one.project_id for one in report.projects),
        on=report.on.isoformat(),
        version=report.version,
        rulebook=report.rulebook[:12],
        seal=manifest.seal(report),
        revealed=report.revealed,
        auditor=report.auditor,
        organisation=report.organisation,
        home="../../index.html" if report.part_of else "",
        trend=of_project(report),
        overdue=overdue.of_report(report),
        waivers=waivers(report),
        projects=tuple(dossier(report, project, desk, dealing.REPORT_BYTES) for project in report.projects),
        strays=None if report.projects else _strays(report, desk.labels),
        incidents=tuple((incident.rule, incident.text) for incident in report.incidents),
        parameters=papers.parameters(desk.citations, desk.labels),
        legal=words.LEGAL_NOTES,
    )


def _strays(report: Report, labels: Labels) -> Strays:
    return Strays(
        notices=papers.notices(report.notices),
        files=papers.files(report.inputs, labels),
        rejected=papers.rejected(report.rejected),
    )
