"""One project as it stands on the page: the answer, the eight pillars, and every section below them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wagecheck.language import Language, say
from wagecheck.model import Finding, PillarSummary, ProjectSummary, Rejected, Report
from wagecheck.report import account, figures, findings, money, papers, paydays, runway, scorecards, sifting, words
from wagecheck.report.finding_rows import Desk
from wagecheck.report.findings import ChapterView
from wagecheck.report.papers import Bounded, Files, NoticeRow, Unchecked
from wagecheck.report.sifting import Sift
from wagecheck.report.tasks import Task, tasks
from wagecheck.report.words import Mark

GROUPS = (("两金", "funds"), ("六制", "systems"), ("其他", "others"))
MISSING = 3
"""Most missing papers named at the top."""


@dataclass(frozen=True, slots=True)
class PillarView:
    """One of the eight pillars, or a heading beside them."""

    name: str
    mark: Mark
    count: str
    amount: str
    judged: str
    width: str
    unknown: str
    rules: tuple[tuple[str, str, str], ...]
    """Rules with findings: id, anchor, how many."""


@dataclass(frozen=True, slots=True)
class PillarGroup:
    """两金, 六制, or what stands beside them."""

    name: str
    tone: str
    pillars: tuple[PillarView, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer in five seconds."""

    mark: Mark
    breach_rules: str
    breaches: str
    waived: str
    """How many findings of the project are waived; blank for none."""
    arrears: str
    arrears_or_unknown: str
    owed: bool
    judged: bool
    """Whether any wages that fell due could be checked against payments."""
    workers: str
    worker_months: str
    longest: str
    due: str
    paid: str
    unjudged: str
    judged_share: str
    unjudged_share: str
    judged_width: str
    verdicts: str
    unknown_verdicts: str
    verdict_share: str
    missing: tuple[str, ...]
    more_missing: int
    papers: str
    """How many papers and fields are missing in all."""


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The sections of one project."""

    prefix: str
    name: str
    place: str
    funding: str
    no_arrears_project: bool
    facts: tuple[tuple[str, str], ...]
    headline: Headline
    pillars: tuple[PillarGroup, ...]
    cards: tuple[scorecards.CardView, ...]
    tasks: tuple[Task, ...]
    more_tasks: int
    account: account.AccountChart | None
    runway: runway.RunwayView | None
    months: money.Months | None
    calendar: paydays.PayCalendar | None
    flow: money.Flow | None
    sift: Sift
    chapters: tuple[ChapterView, ...]
    ledger: money.Ledger
    unchecked: Unchecked
    notices: Bounded[NoticeRow]
    unread: str
    """Inputs that were not read; blank where all were."""
    files: Files
    rejected: Bounded[Rejected]


def dossier(report: Report, project: ProjectSummary, desk: Desk, budget: int) -> ProjectView:
    """Lay out one project; a report of one project gives it the papers too that name no project."""
    alone = len(report.projects) == 1
    own = [finding for finding in report.findings if finding.project_id == project.project_id]
    coverage = [one for one in report.coverage if one.project_id == project.project_id]
    unchecked = papers.unchecked(coverage, desk.rules, desk.labels)
    notices = [one for one in report.notices if alone or one.project_id == project.project_id]
    unread = sum(one.level == "error" for one in notices)
    owed = [line for line in report.ledger if line.project_id == project.project_id]
    ledger = money.ledger(owed, desk.prefix, report.language)
    first, more_tasks = tasks(own, desk, report.on)
    return ProjectView(
        prefix=desk.prefix,
        name=project.name or project.project_id,
        place=project.place or project.region,
        funding=project.funding,
        no_arrears_project=project.no_arrears_project,
        facts=_facts(project, report.language),
        headline=_headline(project, own, unchecked, sum(map(papers.applicable, coverage))),
        pillars=_pillars(project, own, desk),
        cards=scorecards.cards(project, Counter(one.rule for one in own), desk.prefix, report.language),
        tasks=first,
        more_tasks=more_tasks,
        account=account.account(project, report.language),
        runway=runway.view(project.runway, report.language),
        months=money.months(project),
        calendar=paydays.calendar(project.calendar, ledger.place),
        flow=money.flow(project, desk.labels),
        sift=sifting.sift(own, (one.pillar for one in project.pillars), desk),
        chapters=findings.chapters(own, desk, budget),
        ledger=ledger,
        unchecked=unchecked,
        notices=papers.notices(notices),
        unread=figures.count_or_blank(unread),
        files=papers.files(
            [one for one in report.inputs if alone or one.project_id == project.project_id], desk.labels
        ),
        rejected=papers.rejected([one for one in report.rejected if alone or one.project_id == project.project_id]),
    )


def breach_counts(own: Sequence[Finding]) -> tuple[int, int]:
    """Count the findings that are 不合规, and the rules that they break."""
    breaches = [finding for finding in own if findings.is_breach(finding)]
    return len(breaches), len({finding.rule for finding in breaches})


def _facts(project: ProjectSummary, language: Language) -> tuple[tuple[str, str], ...]:
    months = [month for month in (project.first_month, project.last_month) if month]
    span = say(" 至 ", language).join(dict.fromkeys(months))
    every = (
        ("施工总承包单位", project.contractor),
        ("建设单位", project.owner),
        ("资金性质", project.funding),
        ("在册农民工", say("{n} 人", language, n=figures.count(project.workers))),
        ("审查月份", span),
        ("流水截至", project.evidence_end or "未提供专户流水"),
        ("项目编码", project.project_id),
        ("行政区划", project.region),
    )
    return tuple((name, text or "未提供") for name, text in every)


def _headline(project: ProjectSummary, own: Sequence[Finding], unchecked: Unchecked, verdicts: int) -> Headline:
    sums = project.money
    due, unjudged = figures.number(sums.due), figures.number(sums.unjudged)
    breaches, rules = breach_counts(own)
    missing = [paper.name for paper in unchecked.papers]
    return Headline(
        mark=words.VERDICT[project.verdict],
        breach_rules=figures.count(rules),
        breaches=figures.count(breaches),
        waived=figures.count_or_blank(sum(one.waiver is not None for one in own)),
        arrears=figures.yuan(sums.arrears),
        arrears_or_unknown=figures.owed([sums]),
        owed=figures.number(sums.arrears) > 0,
        judged=due > unjudged,
        workers=figures.count(sums.workers_in_arrears),
        worker_months=figures.count(sums.worker_months_in_arrears),
        longest=figures.count(sums.longest_months),
        due=figures.yuan(sums.due),
        paid=figures.yuan(sums.paid),
        unjudged=figures.yuan(sums.unjudged),
        judged_share=figures.share(due - unjudged, due),
        unjudged_share=figures.gap(unjudged, due),
        judged_width=figures.width(due - unjudged, due),
        verdicts=figures.count(verdicts),
        unknown_verdicts=unchecked.verdicts,
        verdict_share=unchecked.share,
        missing=tuple(missing[:MISSING]),
        more_missing=max(len(missing) - MISSING, 0),
        papers=figures.count(len(missing)),
    )


def _pillars(project: ProjectSummary, own: Sequence[Finding], desk: Desk) -> tuple[PillarGroup, ...]:
    counts = {rule: len(group) for rule, group in findings.by_rule(own).items()}
    known = [name for name, _ in GROUPS]
    groups = []
    for name, tone in GROUPS:
        pillars = [one for one in project.pillars if (one.group if one.group in known else known[-1]) == name]
        if pillars:
            groups.append(PillarGroup(name, tone, tuple(_pillar(one, counts, desk) for one in pillars)))
    return tuple(groups)


def _pillar(pillar: PillarSummary, counts: dict[str, int], desk: Desk) -> PillarView:
    judged = pillar.passed + pillar.failed
    applicable = judged + pillar.unknown
    mine = [rule for rule in counts if rule in desk.rules and pillar.pillar in desk.rules[rule].pillars]
    return PillarView(
        name=pillar.pillar,
        mark=words.VERDICT[pillar.verdict],
        count=figures.count(pillar.failed),
        amount=figures.yuan_or_blank(pillar.amount),
        judged=figures.share(judged, applicable),
        width=figures.width(judged, applicable),
        unknown=figures.count_or_blank(pillar.unknown),
        rules=tuple((rule, desk.prefix + rule, figures.count(counts[rule])) for rule in mine),
    )
