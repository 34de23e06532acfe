"""Findings as they stand on the page: by chapter and rule, worst first, and what to mend before all else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagecheck.language import Language, say
from wagecheck.model import Calculation, Citation, Finding, Kind, Report, RuleInfo, Source
from wagecheck.report import figures, papers, words
from wagecheck.report.labels import Labels
from wagecheck.report.papers import ParameterRow
from wagecheck.report.words import Chapter, Mark

RULE_ROWS = 300
"""Most findings of one rule on a page."""
PAGE_ROWS = 900
"""Most findings on the page of one dossier; findings.csv has them all."""
SOURCES = 6
"""Most sheets, and rows of each, beside one finding; audit.json has them all."""
TASKS = 10

_TASK_KINDS = words.BREACHES | {Kind.EARLY}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding."""

    anchor: str
    who: str
    id: str
    month: str
    amount: str
    message: str
    values: tuple[tuple[str, str], ...]
    """Computed values that the message does not show already."""
    citations: tuple[str, ...]
    own_basis: str
    """Basis, remedy and responsible party are said once a rule; here only where this finding departs from them."""
    own_remedy: str
    own_by: str
    sources: tuple[str, ...]
    more_sources: int
    calculation: Calculation | None


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule in one project."""

    anchor: str
    id: str
    title: str
    doc: str
    severity: Mark
    said: str
    """What its findings are called: 不合规, 预警, 疑点 …"""
    count: str
    amount: str
    by: str
    basis: str
    remedy: str
    parameters: tuple[ParameterRow, ...]
    """Parameters that its findings used."""
    has_month: bool
    has_amount: bool
    rows: tuple[FindingRow, ...]
    omitted: int


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter of findings, with what it holds."""

    chapter: Chapter
    anchor: str
    count: str
    rules: str
    breaches: str
    breach_rules: str
    """Findings that are 不合规, and their rules; blank in the other chapters."""
    groups: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody has to do first: the findings of one rule that fall to one party."""

    number: int
    severity: Mark
    by: str
    rule: str
    title: str
    remedy: str
    count: str
    amount: str
    basis: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk while the findings of a page are laid out: words, rules, numbers of citations."""

    labels: Labels
    rules: dict[str, RuleInfo]
    citations: dict[Citation, str]
    prefix: str
    """Put before the anchors of a project's sections where several projects share a page."""


def number_citations(report: Report) -> dict[Citation, str]:
    """Give the parameters of the report their numbers, in the order in which its table lists them."""
    every = set(report.parameters).union(*(finding.parameters for finding in report.findings))
    ordered = sorted(every, key=lambda one: (one.key, one.place, one.since, one.value, one.cite, one.note))
    return {citation: str(number) for number, citation in enumerate(ordered, start=1)}


def is_breach(finding: Finding) -> bool:
    """Whether a finding is 不合规: of a kind that may be called so, and 红 or 橙."""
    return finding.kind in words.BREACHES and words.SEVERITY[finding.severity].tone in ("red", "orange")


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings into their rules: worst rule first, within a rule the largest amount first."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    for group in grouped.values():
        group.sort(key=_weight)
    return dict(sorted(grouped.items(), key=lambda item: (item[1][0].severity.rank, -_amount(item[1]), item[0])))


def chapters(findings: Sequence[Finding], desk: Desk, page_rows: int) -> tuple[ChapterView, ...]:
    """Lay out the findings of one project; where they are too many for a page, each rule keeps its worst."""
    grouped = by_rule(findings)
    cap = fair_cap([len(group) for group in grouped.values()], budget=page_rows, most=RULE_ROWS)
    views = []
    for chapter in words.CHAPTERS:
        own = {rule: group for rule, group in grouped.items() if group[0].kind in chapter.kinds}
        views.append(
            ChapterView(
                chapter=chapter,
                anchor=desk.prefix + chapter.anchor,
                count=figures.count(sum(map(len, own.values()))),
                rules=figures.count(len(own)),
                breaches=figures.count(sum(len(group) for group in own.values() if is_breach(group[0]))),
                breach_rules=figures.count_or_blank(sum(is_breach(group[0]) for group in own.values())),
                groups=tuple(_group(rule, group, desk, cap) for rule, group in own.items()),
            )
        )
    return tuple(views)


def fair_cap(counts: Sequence[int], *, budget: int, most: int) -> int:
    """Find the largest number of rows a rule, at most `most`, with which all rules together stay within the budget."""
    cap = most
    while cap > 1 and sum(min(count, cap) for count in counts) > budget:
        cap -= 1
    return cap


def tasks(findings: Sequence[Finding], desk: Desk) -> tuple[tuple[Task, ...], int]:
    """Say what to mend first, by severity and then amount, and how many tasks the list leaves out."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.kind in _TASK_KINDS:
            grouped.setdefault((finding.rule, finding.by), []).append(finding)
    ordered = sorted(
        grouped.items(),
        key=lambda item: (item[1][0].severity.rank, -_amount(item[1]), -len(item[1]), item[0]),
    )
    rows = tuple(_task(number, group, desk) for number, (_, group) in enumerate(ordered[:TASKS], start=1))
    return rows, max(len(ordered) - TASKS, 0)


def source_lines(sources: Sequence[Source], language: Language) -> tuple[tuple[str, ...], int]:
    """Write sources, the rows of one sheet together, and say how many the list leaves out."""
    sheets: dict[tuple[str, str], list[int]] = {}
    for source in dict.fromkeys(sources):
        sheets.setdefault((source.file, source.sheet), []).append(source.row)
    lines, shown = [], 0
    for (file, sheet), rows in list(sheets.items())[:SOURCES]:
        numbers = say("、", language).join(str(row) for row in rows[:SOURCES] if row)
        where = say("第{rows}行", language, rows=numbers) if numbers else ""
        lines.append(" › ".join(part for part in (file, sheet, where) if part))
        shown += len(rows[:SOURCES])
    return tuple(lines), sum(map(len, sheets.values())) - shown


def _amount(findings: Sequence[Finding]) -> int:
    """Weigh findings by their yuan, in cents."""
    return int(figures.total(finding.amount for finding in findings) * 100)


def _weight(finding: Finding) -> tuple[int, int, str, str, str, str]:
    subject = finding.subject
    return (
        finding.severity.rank,
        -int(figures.number(finding.amount) * 100),
        finding.month or "",
        subject.name,
        subject.id,
        finding.fingerprint,
    )


def _title(finding: Finding, desk: Desk) -> str:
    rule = desk.rules.get(finding.rule)
    return rule.title if rule else finding.rule


def _task(number: int, group: Sequence[Finding], desk: Desk) -> Task:
    first = group[0]
    return Task(
        number=number,
        severity=words.SEVERITY[first.severity],
        by=first.by,
        rule=first.rule,
        title=_title(first, desk),
        remedy=first.remedy,
        count=figures.count(len(group)),
        amount=figures.yuan_or_blank(figures.total(finding.amount for finding in group)),
        basis="、".join(first.basis),
        anchor=desk.prefix + first.rule,
    )


def _group(rule: str, group: Sequence[Finding], desk: Desk, cap: int) -> RuleGroup:
    first = group[0]
    info = desk.rules.get(rule)
    used = sorted(
        {citation for finding in group for citation in finding.parameters}, key=lambda c: int(desk.citations[c])
    )
    several = len({finding.parameters for finding in group}) > 1
    shown = group[:cap]
    return RuleGroup(
        anchor=desk.prefix + rule,
        id=rule,
        title=_title(first, desk),
        doc=info.doc if info else "",
        severity=words.SEVERITY[first.severity],
        said=words.SAID.get(first.kind, words.SAID_OF_BREACH[first.severity]),
        count=figures.count(len(group)),
        amount=figures.yuan_or_blank(figures.total(finding.amount for finding in group)),
        by=first.by,
        basis="、".join(first.basis),
        remedy=first.remedy,
        parameters=tuple(papers.parameter(citation, desk.citations[citation], desk.labels) for citation in used),
        has_month=any(finding.month for finding in shown),
        has_amount=any(finding.amount for finding in shown),
        rows=tuple(_row(finding, first, desk, info.grain if info else "", number=several) for finding in shown),
        omitted=len(group) - len(shown),
    )


def _row(finding: Finding, first: Finding, desk: Desk, grain: str, *, number: bool) -> FindingRow:
    sources, more = source_lines(finding.sources, desk.labels.language)
    subject = finding.subject
    named = bool(subject.name) and subject.name != subject.id
    return FindingRow(
        anchor=f"{finding.rule}-{finding.fingerprint}",
        who=subject.name if named else (subject.id or desk.labels.subject(subject.kind)),
        id=subject.id if named else "",
        month=finding.month or "",
        amount=figures.yuan_or_blank(finding.amount),
        message=finding.message,
        values=tuple(
            (desk.labels.value(key, grain), shown)
            for key, text in finding.values.items()
            if not figures.says(finding.message, shown := figures.value(text))
        ),
        citations=tuple(desk.citations[citation] for citation in finding.parameters) if number else (),
        own_basis="" if finding.basis == first.basis else "、".join(finding.basis),
        own_remedy="" if finding.remedy == first.remedy else finding.remedy,
        own_by="" if finding.by == first.by else finding.by,
        sources=sources,
        more_sources=more,
        calculation=finding.calculation,
    )
