"""What is seen only across projects: one account, one card or one man in several, and what belongs to none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagecheck.model import Finding, Report
from wagecheck.report import figures, words
from wagecheck.report.finding_rows import said
from wagecheck.report.project_rows import ProjectRow
from wagecheck.report.words import Mark

RULES = ("A06", "B03", "K02")
"""Rules that look across all projects of a run."""
ROWS = 200
_LINKS = 12
"""Most projects named beside one matter."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that several projects share, or that belongs to none."""

    rule: str
    title: str
    severity: Mark
    said: str
    who: str
    month: str
    message: str
    projects: tuple[tuple[str, str], ...]
    """Names, and addresses of the finding on their own pages."""
    more: str


@dataclass(frozen=True, slots=True)
class Across:
    """Matters of more than one project."""

    rows: tuple[Matter, ...]
    count: str
    omitted: str


def across(report: Report, rows: Sequence[ProjectRow]) -> Across:
    """Collect what concerns several projects, worst first; a matter told alike in each of them stands here once."""
    known = {row.id: row for row in rows}
    matters: dict[tuple[str, str, str, str], list[Finding]] = {}
    for one in report.findings:
        if one.project_id not in known or _shared(one):
            matters.setdefault((one.rule, one.subject.name, one.month or "", one.message), []).append(one)
    ordered = sorted(matters.values(), key=lambda group: (group[0].severity.rank, group[0].rule, -len(group)))
    return Across(
        rows=tuple(_matter(group, report, known) for group in ordered[:ROWS]),
        count=figures.count(len(ordered)),
        omitted=figures.count_or_blank(len(ordered[ROWS:])),
    )


def _shared(finding: Finding) -> bool:
    """Whether a finding is about more than one project: a card may also be shared by workers of one."""
    if finding.rule not in RULES:
        return False
    return finding.rule != "B03" or "、" in finding.values.get("projects", "")


def _matter(group: Sequence[Finding], report: Report, known: Mapping[str, ProjectRow]) -> Matter:
    first = group[0]
    rule = report.rules.get(first.rule)
    places = [
        (known[one.project_id].name, f"{known[one.project_id].href}#{one.rule}-{one.fingerprint}")
        for one in group
        if one.project_id in known
    ]
    return Matter(
        rule=first.rule,
        title=rule.title if rule else "",
        severity=words.SEVERITY[first.severity],
        said=said(first),
        who=first.subject.name or first.subject.id,
        month=first.month or "",
        message=first.message,
        projects=tuple(places[:_LINKS]),
        more=figures.count_or_blank(len(places[_LINKS:])),
    )
