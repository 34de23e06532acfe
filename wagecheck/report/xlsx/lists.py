"""The lists of what was found: findings, suspicions, what is owed, what could not be judged."""

from collections.abc import Sequence

from wagecheck.model import Coverage, Finding, Kind
from wagecheck.report import figures, papers, signals, waiving, words
from wagecheck.report.xlsx.book import Cell, Column, Sheet
from wagecheck.report.xlsx.desk import Desk, day, money, month

FINDINGS = "问题清单"
SUSPICIONS = "疑点"
LEDGER = "欠薪台账"
UNCHECKED = "未检"

_FINDING_COLUMNS = (
    Column("规则", 8),
    Column("名称", 20),
    Column("严重度", 9),
    Column("认定", 11),
    Column("对象", 18),
    Column("月份", 10),
    Column("金额(元)", 18),
    Column("说明", 50),
    Column("依据", 24),
    Column("责任方", 16),
    Column("来源", 36),
    Column("工程项目", 24),
    Column("证件或编号", 24),
    Column("整改", 44),
    Column("计算值", 40),
    Column("其他来源", 44),
    Column("指纹", 20),
    Column("豁免", 40),
)
_PRINTED = 11
"""Columns of a finding that fit on A4 and can be read there; several projects need one more."""


def breaches(desk: Desk) -> Sheet:
    """List every finding but the suspicions."""
    found = [one for one in desk.report.findings if one.kind is not Kind.SUSPICION]
    return _found(FINDINGS, found, desk)


def suspicions(desk: Desk) -> Sheet:
    """List the suspicions, apart from what is a finding of breach."""
    found = [one for one in desk.report.findings if one.kind is Kind.SUSPICION]
    return _found(SUSPICIONS, found, desk)


def _found(name: str, found: Sequence[Finding], desk: Desk) -> Sheet:
    rows = [_finding(one, desk) for one in sorted(found, key=signals.place)]
    return desk.sheet(name, _FINDING_COLUMNS, rows, frozen=2, printed=_PRINTED + (len(desk.projects) > 1))


def _finding(finding: Finding, desk: Desk) -> tuple[Cell, ...]:
    info = desk.report.rules.get(finding.rule)
    grain = info.grain if info else ""
    values = [f"{desk.labels.value(key, grain)} {figures.value(text)}" for key, text in sorted(finding.values.items())]
    subject = finding.subject
    source, others = desk.sources(finding.project_id, finding.sources)
    return (
        desk.rule(finding.rule),
        desk.rule_title(finding.rule),
        desk.mark(words.SEVERITY[finding.severity]),
        signals.said(finding, desk.report.language),
        subject.name or desk.labels.subject(subject.kind),
        month(finding.month),
        money(finding.amount),
        finding.message,
        desk.say("、").join(finding.basis),
        desk.say(finding.by),
        source,
        desk.project(finding.project_id),
        subject.id,
        desk.say(finding.remedy),
        "; ".join(values),
        others,
        finding.fingerprint,
        waiving.told(finding, desk.report.language),
    )


def ledger(desk: Desk) -> Sheet:
    """List the worker-months that are owed."""
    columns = [Column("工程项目", 24), Column("姓名", 14), Column("证件号码", 24), Column("单位", 30)]
    columns += [Column("班组", 18), Column("月份", 10), Column("到期日", 14)]
    columns += [Column(name, 18) for name in ("应付(元)", "已结(元)", "欠发(元)")]
    columns += [Column("来源", 44), Column("其他来源", 44)]
    rows = [
        (
            desk.project(line.project_id),
            line.name,
            line.worker_id,
            line.employer,
            line.team,
            month(line.month),
            day(line.due_date),
            money(line.net),
            money(line.settled),
            money(line.arrears),
            *desk.sources(line.project_id, line.sources),
        )
        for line in sorted(
            desk.report.ledger, key=lambda one: (one.project_id, one.employer, one.name, one.worker_id, one.month)
        )
    ]
    return desk.sheet(LEDGER, columns, rows, frozen=2, printed=len(columns) - 1)


def unchecked(desk: Desk) -> Sheet:
    """List the rules that could not judge all that they apply to, and what to ask for."""
    columns = (
        Column("规则", 8),
        Column("名称", 30),
        Column("工程项目", 24),
        Column("未检", 10),
        Column("适用", 10),
        Column("缺少的资料", 60),
    )
    gaps = sorted((one for one in desk.report.coverage if one.unknown), key=signals.coverage_place)
    return desk.sheet(UNCHECKED, columns, [_gap(one, desk) for one in gaps], frozen=2)


def _gap(gap: Coverage, desk: Desk) -> tuple[Cell, ...]:
    asked = sorted({desk.labels.paper(name) for name in gap.missing}) or [desk.say("资料中没有可用的值")]
    return (
        desk.rule(gap.rule),
        desk.rule_title(gap.rule),
        desk.project(gap.project_id),
        gap.unknown,
        papers.applicable(gap),
        desk.say("、").join(asked),
    )
