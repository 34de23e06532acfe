"""The front page of several projects: what they add up to, where it hurts, and every project as a row."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wagecheck.language import say
from wagecheck.model import ProjectSummary, Rejected, Report, Verdict
from wagecheck.report import figures, manifest, papers, parts, project_rows, runway, words
from wagecheck.report.across import Across, across
from wagecheck.report.labels import Labels
from wagecheck.report.papers import Bounded, Files, NoticeRow
from wagecheck.report.project_rows import ProjectRow
from wagecheck.report.sifting import Choice, Facet
from wagecheck.report.trend import Trend, trend
from wagecheck.report.waiving import Waivers, waivers
from wagecheck.report.words import Mark

ROWS = 200
"""Projects on one page; the next ones follow on pages of their own."""
WORST = 50
"""Projects on the heat map."""
SUMS = 12
"""Places, contractors and owners that are summed up one by one; the others together."""
CHOICES = 300
"""Most places, contractors or owners to choose from; the search finds the others."""

TITLE = "农民工工资支付审查总览"
ORDERS = (
    ("", "欠薪从多到少"),
    ("name", "项目名称"),
    ("-workers", "欠薪人数从多到少"),
    ("-months", "欠薪人月从多到少"),
    ("judged", "已核实从少到多"),
    ("verdict", "结论从重到轻"),
)
BY_CHANGE = (("-change", "欠薪增加最多"), ("change", "欠薪减少最多"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Projects with one verdict."""

    mark: Mark
    value: str
    count: str


@dataclass(frozen=True, slots=True)
class PillarTally:
    """How many projects fail in a pillar."""

    pillar: str
    count: str
    amount: str
    width: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """The projects of one place, contractor or owner."""

    name: str
    """Blank for all the others together."""
    many: str
    projects: str
    failed: str
    arrears: str
    workers: str
    width: str


@dataclass(frozen=True, slots=True)
class SumTable:
    """Projects summed up by one thing that they have."""

    key: str
    title: str
    rows: tuple[SumRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What all projects add up to."""

    projects: str
    arrears: str
    owed: bool
    judged: bool
    workers: str
    worker_months: str
    due: str
    paid: str
    unjudged: str
    share: str
    width: str
    no_arrears: str
    """Projects that are to be free of arrears; and those of them that owe."""
    no_arrears_owing: str
    verdicts: tuple[Tally, ...]
    pillars: tuple[PillarTally, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """index.html, or one of the pages that go on with its table."""

    heading: str
    title: str
    on: str
    version: str
    rulebook: str
    seal: str
    revealed: bool
    auditor: str
    organisation: str
    incidents: tuple[tuple[str, str], ...]
    legal: tuple[tuple[str, str], ...]
    marks: tuple[Tally, ...]
    """What every verdict looks like, in the order in which the index numbers them."""
    totals: Totals
    sums: tuple[SumTable, ...]
    trend: Trend | None
    waivers: Waivers
    pillars: tuple[str, ...]
    eight: int
    rows: tuple[ProjectRow, ...]
    worst: tuple[ProjectRow, ...]
    across: Across
    ahead: runway.Ahead | None
    facets: tuple[Facet, ...]
    unlisted: Mapping[str, str]
    """How many values of a facet are not among its choices; the search finds them."""
    orders: tuple[tuple[str, str], ...]
    notices: Bounded[NoticeRow]
    files: Files
    rejected: Bounded[Rejected]


def front_page(report: Report) -> FrontPage:
    """Prepare the front page of a report of several projects; `rows` are all of them, most owed first."""
    rows = project_rows.rows(report)
    pillars = [cell.pillar for cell in rows[0].cells] if rows else []
    alone = parts.strays(report)
    labels = Labels(report.labels, report.language)
    return FrontPage(
        heading=TITLE,
        title=say("{n} 个项目", report.language, n=figures.count(len(rows))),
        on=report.on.isoformat(),
        version=report.version,
        rulebook=report.rulebook[:12],
        seal=manifest.seal(report),
        revealed=report.revealed,
        auditor=report.auditor,
        organisation=report.organisation,
        incidents=tuple((incident.rule, incident.text) for incident in report.incidents),
        legal=words.LEGAL_NOTES,
        marks=tuple(Tally(words.VERDICT[verdict], verdict.value, "") for verdict in Verdict),
        totals=_totals(report.projects, pillars),
        sums=tuple(_sums(report.projects, *one) for one in _SUMMED),
        trend=trend(report.comparison) if report.comparison else None,
        waivers=waivers(report),
        pillars=tuple(pillars),
        eight=project_rows.eight(report.projects[0].pillars) if report.projects else 0,
        rows=rows,
        worst=rows[:WORST],
        across=across(report, rows),
        ahead=runway.ahead(report.projects, [(row.id, row.name, row.href) for row in rows]),
        facets=_facets(rows, pillars),
        unlisted={
            key: _unlisted(getattr(row, key) for row in rows) for key in ("place", "contractor", "owner", "funding")
        },
        orders=(*ORDERS, *(BY_CHANGE if report.comparison else ())),
        notices=papers.notices(alone.notices),
        files=papers.files(alone.inputs, labels),
        rejected=papers.rejected(alone.rejected),
    )


def _totals(projects: Sequence[ProjectSummary], pillars: Sequence[str]) -> Totals:
    def total(name: str) -> Decimal:
        return figures.total(getattr(one.money, name) for one in projects)

    due, unjudged = total("due"), total("unjudged")
    verdicts = Counter(one.verdict for one in projects)
    guarded = [one for one in projects if one.no_arrears_project]
    return Totals(
        projects=figures.count(len(projects)),
        arrears=figures.yuan(total("arrears")),
        owed=total("arrears") > 0,
        judged=due > unjudged,
        workers=figures.count(sum(one.money.workers_in_arrears for one in projects)),
        worker_months=figures.count(sum(one.money.worker_months_in_arrears for one in projects)),
        due=figures.yuan(due),
        paid=figures.yuan(total("paid")),
        unjudged=figures.yuan(unjudged),
        share=figures.share(due - unjudged, due),
        width=figures.width(due - unjudged, due),
        no_arrears=figures.count(len(guarded)),
        no_arrears_owing=figures.count(sum(_owes(one) for one in guarded)),
        verdicts=tuple(
            Tally(mark, verdict.value, figures.count(verdicts[verdict]))
            for verdict, mark in words.VERDICT.items()
            if verdicts[verdict]
        ),
        pillars=tuple(_pillar_tally(projects, name) for name in pillars),
    )


def _owes(project: ProjectSummary) -> bool:
    return figures.number(project.money.arrears) > 0


def _pillar_tally(projects: Sequence[ProjectSummary], name: str) -> PillarTally:
    failing = [
        pillar
        for project in projects
        for pillar in project.pillars
        if pillar.pillar == name and pillar.verdict is Verdict.FAIL
    ]
    amount = figures.yuan_or_blank(figures.total(pillar.amount for pillar in failing))
    return PillarTally(name, figures.count(len(failing)), amount, figures.width(len(failing), len(projects)))


_Of = Callable[[ProjectSummary], str]


_SUMMED: tuple[tuple[str, str, _Of], ...] = (
    ("place", "按地区", lambda one: one.place or one.region),
    ("contractor", "按施工总承包单位", lambda one: one.contractor),
    ("owner", "按建设单位", lambda one: one.owner),
)


def _sums(projects: Sequence[ProjectSummary], key: str, title: str, of: _Of) -> SumTable:
    """Sum up projects by a name, most owed first; those without it are named —."""
    grouped: dict[str, list[ProjectSummary]] = {}
    for project in projects:
        grouped.setdefault(project_rows.clean(of(project)) or figures.NONE, []).append(project)
    ordered = sorted(grouped.items(), key=lambda item: (-_arrears(item[1]), -_failed(item[1]), item[0]))
    rest = ordered[SUMS:] if len(ordered) > SUMS + 1 else []
    shown = [(name, own, 1) for name, own in ordered[: len(ordered) - len(rest)]]
    others = [("", [one for _, own in rest for one in own], len(rest))] if rest else []
    most = max(_arrears(own) for _, own, _ in (*shown, *others)) if shown else Decimal(0)
    return SumTable(key, title, tuple(_sum_row(name, own, many, most) for name, own, many in (*shown, *others)))


def _sum_row(name: str, own: Sequence[ProjectSummary], many: int, most: Decimal) -> SumRow:
    return SumRow(
        name=name,
        many=figures.count(many),
        projects=figures.count(len(own)),
        failed=figures.count_or_blank(_failed(own)),
        arrears=figures.yuan_or_blank(_arrears(own)),
        workers=figures.count_or_blank(sum(one.money.workers_in_arrears for one in own)),
        width=figures.width(_arrears(own), most),
    )


def _arrears(projects: Iterable[ProjectSummary]) -> Decimal:
    return figures.total(one.money.arrears for one in projects)


def _failed(projects: Iterable[ProjectSummary]) -> int:
    return sum(one.verdict is Verdict.FAIL for one in projects)


def _facets(rows: Sequence[ProjectRow], pillars: Sequence[str]) -> tuple[Facet, ...]:
    """Collect what projects can be filtered by; a facet without a value is left out."""
    verdicts = {verdict.value: mark.word for verdict, mark in words.VERDICT.items()}
    failing = [cell.pillar for row in rows for cell in row.cells if cell.verdict is Verdict.FAIL]
    every = (
        _facet("verdict", "结论", (row.verdict.value for row in rows), verdicts),
        _facet("pillar", "不合规的制度", failing, {name: name for name in pillars}),
        _facet("place", "地区", (row.place for row in rows)),
        _facet("contractor", "施工总承包单位", (row.contractor for row in rows)),
        _facet("owner", "建设单位", (row.owner for row in rows)),
        _facet("funding", "资金性质", (row.funding for row in rows)),
        _facet("guarded", "无欠薪项目", ("yes" for row in rows if row.no_arrears_project), {"yes": "是"}),
    )
    return tuple(one for one in every if one.choices)


def _unlisted(values: Iterable[str]) -> str:
    return figures.count_or_blank(max(len({value for value in values if value}) - CHOICES, 0))


def _facet(key: str, title: str, values: Iterable[str], named: dict[str, str] | None = None) -> Facet:
    """Count the values, the commonest first where they have no order of their own."""
    counts = Counter(value for value in values if value)
    if named is None:
        named = {value: value for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:CHOICES]}
    choices = (Choice(value, word, figures.count(counts[value])) for value, word in named.items() if counts[value])
    return Facet(key, title, tuple(choices))
