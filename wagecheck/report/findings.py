"""Findings as they stand on the page: by chapter and rule, worst first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wagecheck.model import Citation, Finding, Report, RuleInfo
from wagecheck.report import dealing, figures, papers, words
from wagecheck.report.dealing import Deal
from wagecheck.report.finding_rows import Desk, FindingRow, row, said
from wagecheck.report.labels import Labels
from wagecheck.report.papers import ParameterRow
from wagecheck.report.words import Chapter, Mark


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
    facets: tuple[tuple[str, str], ...]
    """What the filter knows of it."""
    count: str
    amount: str
    by: str
    basis: str
    remedy: str
    parameters: tuple[ParameterRow, ...]
    """Parameters that its findings used."""
    numbered: bool
    """Whether each row names its parameters, because they are not the same in all."""
    has_month: bool
    has_amount: bool
    rows: tuple[FindingRow, ...]
    omitted: str
    """How many findings it has beyond these rows; blank for none."""
    pages: tuple[tuple[str, str], ...]
    """Pages of their own that hold all of them, where the report does not: number and address."""


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


def number_citations(report: Report) -> dict[Citation, str]:
    """Give the parameters of the report their numbers, in the order in which its table lists them."""
    every = set(report.parameters).union(*(finding.parameters for finding in report.findings))
    ordered = sorted(every, key=lambda one: (one.key, one.place, one.since, one.value, one.cite, one.note))
    return {citation: str(number) for number, citation in enumerate(ordered, start=1)}


def desk(report: Report, *, shards: int = 0) -> Desk:
    """Put on the desk what a page of the report needs; `shards` is how many files of the index lie beside it."""
    return Desk(Labels(report.labels, report.language), dict(report.rules), number_citations(report), "", shards)


def is_breach(finding: Finding) -> bool:
    """Whether a finding is 不合规: of a kind that may be called so, and 红 or 橙."""
    return finding.kind in words.BREACHES and words.SEVERITY[finding.severity].tone in ("red", "orange")


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings into their rules: worst rule first, within a rule the largest amount first."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    for own in grouped.values():
        own.sort(key=_weight)
    return dict(sorted(grouped.items(), key=lambda item: (item[1][0].severity.rank, -amount(item[1]), item[0])))


def chapters(findings: Sequence[Finding], desk: Desk, budget: int) -> tuple[ChapterView, ...]:
    """Lay out the findings of one project; where they are too many for a page, each rule keeps its worst."""
    dealt = dealing.deal(by_rule(findings), budget)
    views = []
    for chapter in words.CHAPTERS:
        own = {rule: one for rule, one in dealt.items() if one.findings[0].kind in chapter.kinds}
        firsts = [(one.findings[0], len(one.findings)) for one in own.values()]
        views.append(
            ChapterView(
                chapter=chapter,
                anchor=desk.prefix + chapter.anchor,
                count=figures.count(sum(count for _, count in firsts)),
                rules=figures.count(len(own)),
                breaches=figures.count(sum(count for first, count in firsts if is_breach(first))),
                breach_rules=figures.count_or_blank(sum(is_breach(first) for first, _ in firsts)),
                groups=tuple(
                    with_rows(group(rule, one, desk), one, one.findings[: one.shown], desk) for rule, one in own.items()
                ),
            )
        )
    return tuple(views)


def group(rule: str, dealt: Deal, desk: Desk) -> RuleGroup:
    """Lay out a rule with all that is said once for its findings; the rows are put in by `with_rows`."""
    every = dealt.findings
    first = every[0]
    info = desk.rules.get(rule)
    used = sorted(
        {citation for finding in every for citation in finding.parameters}, key=lambda c: int(desk.citations[c])
    )
    several = len({finding.parameters for finding in every}) > 1
    pages = range(1, len(dealt.pages) + 1) if desk.shards else ()
    return RuleGroup(
        anchor=desk.prefix + rule,
        id=rule,
        title=title(first, desk),
        doc=info.doc if info else "",
        severity=words.SEVERITY[first.severity],
        said=said(first),
        facets=_facets(first, info),
        count=figures.count(len(every)),
        amount=figures.yuan_or_blank(figures.total(finding.amount for finding in every)),
        by=first.by,
        basis="、".join(first.basis),
        remedy=first.remedy,
        parameters=tuple(papers.parameter(citation, desk.citations[citation], desk.labels) for citation in used),
        numbered=several,
        has_month=any(finding.month for finding in every),
        has_amount=any(finding.amount for finding in every),
        rows=(),
        omitted="",
        pages=tuple((figures.count(number), dealing.address(rule, number)) for number in pages),
    )


def with_rows(group: RuleGroup, dealt: Deal, shown: Sequence[Finding], desk: Desk) -> RuleGroup:
    """Put the rows of some of its findings into a rule."""
    return replace(
        group,
        rows=tuple(row(finding, dealt.findings[0], desk, number=group.numbered) for finding in shown),
        omitted=figures.count_or_blank(len(dealt.findings) - len(shown)),
    )


def _facets(first: Finding, info: RuleInfo | None) -> tuple[tuple[str, str], ...]:
    pillars = "|".join(info.pillars if info else ())
    return ("severity", first.severity.value), ("kind", said(first)), ("pillar", pillars), ("by", first.by)


def amount(findings: Sequence[Finding]) -> int:
    """Weigh findings by their yuan, in cents."""
    return int(figures.total(finding.amount for finding in findings) * 100)


def title(finding: Finding, desk: Desk) -> str:
    """Give the title of a finding's rule."""
    rule = desk.rules.get(finding.rule)
    return rule.title if rule else finding.rule


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
