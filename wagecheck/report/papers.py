"""The papers as they stand on the page: what was read, what was not kept, what was missing, what the law gave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wagecheck.model import Citation, Coverage, InputSheet, Notice, Rejected, RuleInfo, Source
from wagecheck.report import figures, words
from wagecheck.report.labels import Labels
from wagecheck.report.words import Mark

REJECTED_ROWS = 200
"""Most rejected rows on one page; audit.json has them all."""
NOTICE_ROWS = 100
SHEET_ROWS = 200


@dataclass(frozen=True, slots=True)
class UncheckedRule:
    """A rule that could not judge all that it applies to."""

    id: str
    title: str
    unknown: str
    applicable: str
    width: str
    whole: bool
    """Nothing at all could be judged."""
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper or field to ask for, and what it would let us judge."""

    name: str
    rules: tuple[str, ...]
    verdicts: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """All that could not be judged, and what to ask for."""

    rules: tuple[UncheckedRule, ...]
    papers: tuple[MissingPaper, ...]
    verdicts: str
    share: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet of a file, and how it was read."""

    sheet: str
    table: str
    recognised: bool
    heading_row: str
    read: str
    kept: str
    rejected: str
    furniture: str
    encoding: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file that was handed in."""

    file: str
    sha256: str
    sheets: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """All files, with the rows added up."""

    files: tuple[FileRow, ...]
    read: str
    kept: str
    rejected: str
    furniture: str
    omitted: int
    """Sheets that the page leaves out."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line about an input."""

    level: Mark
    where: str
    text: str


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Bounded(Generic[Row]):
    """Rows of a table, and how many it leaves out."""

    rows: tuple[Row, ...]
    count: str
    omitted: int


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter that a judgement used."""

    number: str
    meaning: str
    value: str
    since: str
    place: str
    cite: str
    read: str
    shaky: bool
    """We have not read the instrument itself."""
    note: str


def unchecked(coverage: Iterable[Coverage], rules: dict[str, RuleInfo], labels: Labels) -> Unchecked:
    """Lay out what could not be judged, most verdicts first, and the papers that would help most."""
    every = list(coverage)
    gaps = sorted((one for one in every if one.unknown), key=lambda one: (-one.unknown, one.rule))
    asked: dict[str, list[Coverage]] = {}
    for gap in gaps:
        for name in gap.missing:
            asked.setdefault(labels.paper(name), []).append(gap)
    papers = sorted(asked.items(), key=lambda item: (-sum(gap.unknown for gap in item[1]), item[0]))
    unknown = sum(gap.unknown for gap in gaps)
    return Unchecked(
        rules=tuple(_gap(gap, rules, labels) for gap in gaps),
        papers=tuple(
            MissingPaper(name, tuple(sorted(gap.rule for gap in own)), figures.count(sum(gap.unknown for gap in own)))
            for name, own in papers
        ),
        verdicts=figures.count(unknown),
        share=figures.gap(unknown, sum(applicable(one) for one in every)),
    )


def applicable(one: Coverage) -> int:
    """Count the facts that a rule applies to."""
    return one.passed + one.failed + one.unknown


def files(sheets: Sequence[InputSheet], labels: Labels) -> Files:
    """Lay out the files that were handed in, sheet by sheet."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.file, sheet.sha256, sheet.sheet, sheet.table))
    grouped: dict[tuple[str, str], list[SheetRow]] = {}
    for sheet in ordered[:SHEET_ROWS]:
        grouped.setdefault((sheet.file, sheet.sha256), []).append(_sheet(sheet, labels))
    return Files(
        files=tuple(FileRow(file, sha256, tuple(rows)) for (file, sha256), rows in grouped.items()),
        read=figures.count(sum(sheet.rows_read for sheet in sheets)),
        kept=figures.count(sum(sheet.rows_kept for sheet in sheets)),
        rejected=figures.count(sum(sheet.rows_rejected for sheet in sheets)),
        furniture=figures.count(sum(sheet.rows_furniture for sheet in sheets)),
        omitted=max(len(ordered) - SHEET_ROWS, 0),
    )


def rejected(rows: Sequence[Rejected]) -> Bounded[Rejected]:
    """Lay out the rows that were not kept."""
    ordered = sorted(rows, key=lambda row: (row.file, row.sheet, row.row, row.reason))
    return Bounded(tuple(ordered[:REJECTED_ROWS]), figures.count(len(rows)), max(len(rows) - REJECTED_ROWS, 0))


def notices(rows: Sequence[Notice]) -> Bounded[NoticeRow]:
    """Lay out what the user is told about the inputs, errors first."""
    ordered = sorted(rows, key=lambda row: (row.level, row.file, row.sheet, row.row, row.text))
    shown = tuple(
        NoticeRow(
            words.LEVEL.get(row.level, words.LEVEL["warning"]), str(Source(row.file, row.sheet, row.row)), row.text
        )
        for row in ordered[:NOTICE_ROWS]
    )
    return Bounded(shown, figures.count(len(rows)), max(len(rows) - NOTICE_ROWS, 0))


def parameters(numbered: dict[Citation, str], labels: Labels) -> tuple[ParameterRow, ...]:
    """Lay out the parameters in the order of their numbers."""
    return tuple(parameter(citation, number, labels) for citation, number in numbered.items())


def parameter(citation: Citation, number: str, labels: Labels) -> ParameterRow:
    """Write one parameter: what it means, its value, where and since when, by which instrument, how well known."""
    return ParameterRow(
        number=number,
        meaning=citation.meaning or citation.key,
        value=figures.parameter(citation.value, citation.unit, labels.language),
        since=citation.since,
        place=labels.place(citation.place),
        cite=citation.cite,
        read=words.READ.get(citation.read, citation.read),
        shaky=citation.read == "recalled",
        note=citation.note,
    )


def _gap(gap: Coverage, rules: dict[str, RuleInfo], labels: Labels) -> UncheckedRule:
    rule = rules.get(gap.rule)
    return UncheckedRule(
        id=gap.rule,
        title=rule.title if rule else "",
        unknown=figures.count(gap.unknown),
        applicable=figures.count(applicable(gap)),
        width=figures.width(gap.unknown, applicable(gap)),
        whole=gap.unknown == applicable(gap),
        papers=tuple(sorted({labels.paper(name) for name in gap.missing})),
    )


def _sheet(sheet: InputSheet, labels: Labels) -> SheetRow:
    return SheetRow(
        sheet=sheet.sheet,
        table=labels.table(sheet.table),
        recognised=bool(sheet.table),
        heading_row=str(sheet.heading_row or figures.NONE),
        read=figures.count(sheet.rows_read),
        kept=figures.count(sheet.rows_kept),
        rejected=figures.count_or_blank(sheet.rows_rejected),
        furniture=figures.count_or_blank(sheet.rows_furniture),
        encoding=sheet.encoding,
    )
