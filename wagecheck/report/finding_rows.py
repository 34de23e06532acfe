"""One finding as a row: who, when, how much, why, and where it can be seen; everything long is cut and says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagecheck.language import Language, say
from wagecheck.model import Calculation, Citation, Finding, RuleInfo, Source
from wagecheck.report import figures, waiving, words
from wagecheck.report.labels import Labels

SOURCES = 6
"""Most sheets, and rows of each, beside one finding; audit.json has them all."""
LINES = 60
"""Most lines of a calculation; audit.json has them all."""
_LONGEST = 600
_ROW_BYTES = 700
"""What the markup of a row weighs, about."""
_CELL_BYTES = 32


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk while the findings of a page are laid out: words, rules, numbers of citations."""

    labels: Labels
    rules: dict[str, RuleInfo]
    citations: dict[Citation, str]
    prefix: str
    """Put before the anchors of a project's sections where several projects share a page."""
    shards: int = 0
    """Files of the index that lists every finding beside the page; 0 where none is written."""


@dataclass(frozen=True, slots=True)
class CalculationLine:
    """One line of a calculation, with the rows that show it."""

    cells: tuple[str, ...]
    sources: tuple[str, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class CalculationView:
    """How a finding was worked out."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[CalculationLine, ...]
    omitted: int


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
    own_severity: str
    own_kind: str
    """Severity and 性质 by the name that the filter knows, likewise."""
    sources: tuple[str, ...]
    more_sources: int
    calculation: CalculationView | None
    waiver: str
    """Who lets it pass, until when and why; blank where nobody does."""


def said(finding: Finding) -> str:
    """Say what a finding is called: 不合规, 待改进, 提示, 预警, 疑点 or 数据."""
    return words.SAID.get(finding.kind, words.SAID_OF_BREACH[finding.severity])


def named(finding: Finding, desk: Desk) -> tuple[str, str]:
    """Give the name of whom or what a finding is about, and the number beside it where there are both."""
    subject = finding.subject
    if subject.name and subject.name != subject.id:
        return subject.name, subject.id
    return subject.id or desk.labels.subject(subject.kind), ""


def row(finding: Finding, first: Finding, desk: Desk, *, number: bool) -> FindingRow:
    """Lay out a finding beside the first of its rule; `number` says whether its parameters are named."""
    sources, more = source_lines(finding.sources, desk.labels.language)
    info = desk.rules.get(finding.rule)
    grain = info.grain if info else ""
    who, number_of = named(finding, desk)
    return FindingRow(
        anchor=f"{finding.rule}-{finding.fingerprint}",
        who=who,
        id=number_of,
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
        own_severity="" if finding.severity is first.severity else finding.severity.value,
        own_kind="" if said(finding) == said(first) else said(finding),
        sources=sources,
        more_sources=more,
        calculation=_calculation(finding.calculation, desk.labels.language),
        waiver=waiving.told(finding, desk.labels.language),
    )


def _calculation(of: Calculation | None, language: Language) -> CalculationView | None:
    if of is None:
        return None
    lines = tuple(CalculationLine(line.cells, *source_lines(line.sources, language)) for line in of.lines[:LINES])
    return CalculationView(
        title=of.title,
        columns=of.columns,
        lines=lines,
        omitted=len(of.lines) - len(lines),
    )


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


def weight(finding: Finding) -> int:
    """Estimate from above how many bytes a finding takes on a page: three for a Chinese character."""
    calculation = finding.calculation
    cells = [cell for line in calculation.lines[:LINES] for cell in line.cells] if calculation else []
    sheets = {(source.file, source.sheet) for source in finding.sources}
    if calculation:
        sheets |= {(one.file, one.sheet) for line in calculation.lines[:LINES] for one in line.sources[:SOURCES]}
        cells += [one.file + one.sheet for line in calculation.lines[:LINES] for one in line.sources[:1]]
    texts = [finding.message, finding.subject.name, finding.subject.id, *finding.values.values(), *cells]
    texts += [waiving.told(finding, Language.CHINESE)] if finding.waiver else []
    texts += [file + sheet for file, sheet in list(sheets)[:SOURCES]]
    return _ROW_BYTES + _CELL_BYTES * len(texts) + 3 * sum(min(len(text), _LONGEST) for text in texts)
