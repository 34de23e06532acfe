"""A report of several projects, taken apart: one project at a time, so that its page is that of a lone dossier."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from wagecheck.model import Citation, Comparison, Finding, ProjectSummary, Report, Verdict
from wagecheck.report import figures, manifest

_WORST_FIRST = (Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)


class _Placed(Protocol):
    @property
    def project_id(self) -> str: ...


_Line = TypeVar("_Line", bound=_Placed)


def ranked(projects: Iterable[ProjectSummary]) -> list[ProjectSummary]:
    """Order projects: most owed first, then the worst verdict."""
    return sorted(projects, key=_rank)


def parts(report: Report) -> Iterator[Report]:
    """Give the report of each project by itself, most owed first; papers that name no project are in none of them."""
    seal = manifest.seal(report)
    findings, coverage = _by_project(report.findings), _by_project(report.coverage)
    ledger, inputs = _by_project(report.ledger), _by_project(report.inputs)
    rejected, notices = _by_project(report.rejected), _by_project(report.notices)
    waivers = _by_project(report.waivers)
    comparisons = _comparisons(report.comparison, findings)
    for project in ranked(report.projects):
        name = project.project_id
        yield replace(
            report,
            projects=(project,),
            findings=findings.get(name, ()),
            coverage=coverage.get(name, ()),
            ledger=ledger.get(name, ()),
            inputs=inputs.get(name, ()),
            rejected=rejected.get(name, ()),
            notices=notices.get(name, ()),
            waivers=waivers.get(name, ()),
            parameters=tuple(one for one in report.parameters if _holds_in(one, project.region)),
            comparison=comparisons.get(name),
            rechecked=None,
            part_of=seal,
        )


def _comparisons(whole: Comparison | None, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, Comparison]:
    """Take a comparison apart by project, with what became of the findings of each."""
    if whole is None:
        return {}
    changes, amounts, gone = dict(whole.changes), dict(whole.amounts), _by_project(whole.gone)
    taken = {}
    for project in whole.projects:
        name = project.project_id
        own = [one.fingerprint for one in findings.get(name, ())] + [one.fingerprint for one in gone.get(name, ())]
        told = tuple((fingerprint, changes[fingerprint]) for fingerprint in own)
        sums = tuple((one, amounts[one]) for one in own if one in amounts)
        taken[name] = replace(whole, projects=(project,), gone=gone.get(name, ()), changes=told, amounts=sums)
    return taken


def strays(report: Report) -> Report:
    """Give what belongs to none of the projects: a report of papers, without a project."""
    known = {project.project_id for project in report.projects}
    return replace(
        report,
        projects=(),
        findings=tuple(one for one in report.findings if one.project_id not in known),
        inputs=tuple(one for one in report.inputs if one.project_id not in known),
        rejected=tuple(one for one in report.rejected if one.project_id not in known),
        notices=tuple(one for one in report.notices if one.project_id not in known),
    )


def _by_project(lines: Iterable[_Line]) -> dict[str, tuple[_Line, ...]]:
    grouped: dict[str, list[_Line]] = {}
    for line in lines:
        grouped.setdefault(line.project_id, []).append(line)
    return {name: tuple(own) for name, own in grouped.items()}


def _holds_in(citation: Citation, region: str) -> bool:
    """Whether a parameter is that of a place, of what the place lies in, or of the nation."""
    return region.startswith(re.sub("(00)+$", "", citation.place))


def _rank(project: ProjectSummary) -> tuple[int, int, str, str]:
    cents = int(figures.number(project.money.arrears) * 100)
    return -cents, _WORST_FIRST.index(project.verdict), project.name, project.project_id
