"""What a finding is to a machine: whether it fails a check, needs a look, or is only said."""

from enum import Enum

from wagecheck.language import Language, say
from wagecheck.model import Coverage, Finding, Incident, Kind, Notice, Report, Severity, Source
from wagecheck.report import figures, inert, papers, words
from wagecheck.report.findings import is_breach
from wagecheck.report.labels import Labels


class Weight(Enum):
    """How a finding weighs in the forms that programs read. A suspicion fails nothing: somebody must look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    REVIEW = "review"


def weight(finding: Finding) -> Weight:
    """Weigh a finding: only a breach is an error, and what is red but no breach is a warning."""
    if finding.kind is Kind.SUSPICION:
        return Weight.REVIEW
    if finding.severity is Severity.NOTICE:
        return Weight.NOTE
    return Weight.ERROR if is_breach(finding) else Weight.WARNING


def said(finding: Finding, language: Language) -> str:
    """Name what a finding is called: 不合规, 预警, 疑点, 数据, 待改进, 提示; and that it is waived."""
    called = say(words.SAID.get(finding.kind, words.SAID_OF_BREACH[finding.severity]), language)
    return say("{called}, 已豁免", language, called=called) if finding.waiver else called


def title(rule: str, report: Report) -> str:
    """Name a rule: 「W05 无逾期欠薪」."""
    info = report.rules.get(rule)
    return f"{rule} {say(info.title, report.language)}" if info else rule


def about(finding: Finding) -> str:
    """Name whom or what a finding is about, and the month: 「吴卫国 2025-04」."""
    subject = finding.subject.name or finding.subject.id
    return " ".join(part for part in (subject, finding.month or "") if part)


def place(finding: Finding) -> tuple[str | int, ...]:
    """Order findings: by project, worst first, then by rule, the most money first; no run changes it."""
    subject = finding.subject
    cents = int(figures.number(finding.amount) * 100)
    return (
        finding.project_id,
        finding.severity.rank,
        finding.rule,
        -cents,
        finding.month or "",
        subject.kind,
        subject.id,
        subject.name,
        finding.fingerprint,
    )


def coverage_place(one: Coverage) -> tuple[str, str]:
    """Order what could be judged."""
    return one.project_id, one.rule


def gap(one: Coverage, labels: Labels, language: Language) -> str:
    """Say how much of a rule could not be judged, and what it waits for: 「未检 12 项, 缺: 工资表」."""
    text = say(
        "未检 {unknown} 项, 共 {applicable} 项", language, unknown=one.unknown, applicable=papers.applicable(one)
    )
    asked = "、".join(sorted({labels.paper(name) for name in one.missing}))
    return text + say(", 缺: {papers}", language, papers=asked) if asked else text


def incident(one: Incident, language: Language) -> str:
    """Say that a rule broke."""
    return say("规则 {rule} 运行失败, 未作判断 ({text})", language, rule=one.rule, text=one.text)


def notice_place(notice: Notice) -> tuple[str | int, ...]:
    """Order what the user is told about the inputs, errors first."""
    return notice.level, notice.project_id, notice.file, notice.sheet, notice.row, notice.text


def where(source: Source, language: Language) -> str:
    """Write a source: 「工资表.xlsx › 3月 › 第12行」."""
    row = say("第{rows}行", language, rows=source.row) if source.row else ""
    return " › ".join(part for part in (source.file, source.sheet, row) if part)


def shown(text: str, most: int, language: Language) -> str:
    """Write text from a file for a machine that shows it to people: clipped, visible, fit for XML."""
    return inert.xml_text(inert.clip(text, most, language))
