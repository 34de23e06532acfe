"""Where a finding shows itself: which cells of which rows it is about, and what stands beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wagecheck.findings import columns_of
from wagecheck.ingest.originals import Placed
from wagecheck.language import say
from wagecheck.model import Finding, Rejected, Report, Rule, Source
from wagecheck.privacy import mask_text
from wagecheck.report import inert, signals, words
from wagecheck.report.signals import Weight
from wagecheck.report.words import Mark

PLACES = 50
"""Most rows that one finding marks in one file."""
TEXT = 1_000

_FIELD = re.compile(r"{([a-z_]+)}")
_LATER = re.compile(r"\(第\d+行起\)$")
_LOST = Mark("○", "未采用", "plain")


class Place(NamedTuple):
    """Cells of one row, counted from 1; no columns are the whole row."""

    sheet: str
    row: int
    columns: tuple[int, ...]
    exact: bool = True
    """Whether these cells are what is wrong, and not one of several rows that belong to it."""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the list in front, and the cells that it marks."""

    mark: Mark
    rule: str
    title: str
    about: str
    message: str
    remedy: str
    by: str
    basis: str
    places: tuple[Place, ...]
    more: int
    """Rows that the finding points at besides."""

    def comment(self, report: Report) -> str:
        """Write what stands beside a cell: rule, what was found, what to do."""
        told = [f"{self.mark.shape} {self.mark.word} {self.title}".strip(), self.message]
        labelled = (("整改: {remedy}", "remedy"), ("责任方: {by}", "by"), ("依据: {basis}", "basis"))
        told += [say(text, report.language, **{name: said}) for text, name in labelled if (said := getattr(self, name))]
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file, named as in the report, and the tables in it."""

    file: str
    tables: tuple[Placed, ...]


def notes_of(
    found: Iterable[Finding], lost: Iterable[Rejected], paper: Paper, report: Report, rules: Mapping[str, Rule]
) -> tuple[Note, ...]:
    """Note every finding and every row not kept of one file, the worst first."""
    shown = paper if report.revealed else Paper(paper.file, tuple(map(_masked, paper.tables)))
    every = [_of_finding(one, shown, report, rules.get(one.rule)) for one in sorted(found, key=signals.place)]
    return (*every, *(_of_rejected(one, report) for one in sorted(lost, key=lambda one: (one.sheet, one.row))))


def _masked(table: Placed) -> Placed:
    """Name a sheet as the report does."""
    return Placed(mask_text(table.sheet), table.table, table.heading_row, table.columns, table.cells)


def sheet_of(name: str, known: Iterable[str]) -> str | None:
    """Find the sheet that the report names; a later table of a sheet is named with its row."""
    sheets = {mask_text(one): one for one in known} | {one: one for one in known}
    return sheets.get(name, sheets.get(_LATER.sub("", name)))


def tables_of(report: Report) -> dict[tuple[str, str, str], set[str]]:
    """Say which tables each sheet holds, by project, file and sheet."""
    held: dict[tuple[str, str, str], set[str]] = {}
    for one in report.inputs:
        held.setdefault((one.project_id, one.file, one.sheet), set()).add(one.table)
    return held


def telling(finding: Finding, rule: Rule | None, held: Mapping[tuple[str, str, str], set[str]]) -> tuple[Source, ...]:
    """Choose the rows that show what is wrong: those of the papers that decide, else of those that the rule mentions.

    A worker without a contract is shown in the roster, not on every payroll that names him. `held` as of `tables_of`.
    """
    rows = tuple(dict.fromkeys(finding.sources))
    for said in _evidence(rule) if rule else ():
        tables = {paper.partition(".")[0] for paper in said}
        own = tuple(one for one in rows if held.get((finding.project_id, one.file, one.sheet), set()) & tables)
        if own:
            return own
    return rows


def _of_finding(finding: Finding, paper: Paper, report: Report, rule: Rule | None) -> Note:
    rows = [one for one in finding.sources if one.file == paper.file]
    places = list(dict.fromkeys(_places(rows, paper.tables, rule)))
    mark = words.SEVERITY[finding.severity]
    return Note(
        mark=Mark(mark.shape, signals.said(finding, report.language), _tone(finding, mark)),
        rule=finding.rule,
        title=signals.title(finding.rule, report),
        about=_text(signals.about(finding), report),
        message=_text(finding.message, report),
        remedy=say(finding.remedy, report.language),
        by=say(finding.by, report.language),
        basis=say("、", report.language).join(finding.basis),
        places=tuple(places[:PLACES]),
        more=max(len(places) - PLACES, 0),
    )


def _tone(finding: Finding, mark: Mark) -> str:
    return "suspicion" if signals.weight(finding) is Weight.REVIEW else mark.tone


def _of_rejected(line: Rejected, report: Report) -> Note:
    mark = Mark(_LOST.shape, say(_LOST.word, report.language), _LOST.tone)
    places = (Place(line.sheet, line.row, ()),) if line.row else ()
    return Note(mark, "", "", "", _text(line.reason, report), "", "", "", places, 0)


def _text(text: str, report: Report) -> str:
    return inert.xml_text(inert.clip(text, TEXT, report.language))


def _places(rows: Sequence[Source], tables: Sequence[Placed], rule: Rule | None) -> Iterable[Place]:
    """Find the cells of a finding: those that the duty reads, else those that the rule mentions, else whole rows."""
    for said in _evidence(rule) if rule else ():
        found = [place for one in rows for place in _cells(one, tables, said)]
        if found:
            return found
    alone = len(rows) == 1
    return [Place(one.sheet, one.row, _width(_table(one, tables)), exact=alone) for one in rows if one.row]


def _evidence(rule: Rule) -> tuple[set[str], set[str]]:
    """Give the papers and fields behind what decides, and behind all that the rule reads or tells."""
    decisive = {*rule.passes.meta.root_names(), *((rule.amount,) if rule.amount else ())}
    mentioned = {*decisive, *rule.reads, *_FIELD.findall(rule.breach)}
    declared = columns_of(rule.grain)

    def papers(names: Iterable[str]) -> set[str]:
        return {paper for name in names if name in declared for paper in declared[name].evidence}

    return papers(decisive), papers(mentioned)


def _cells(source: Source, tables: Sequence[Placed], evidence: Iterable[str]) -> Iterable[Place]:
    table = _table(source, tables)
    if table is None:
        return
    fields = [field for paper, _, field in (one.partition(".") for one in sorted(evidence)) if paper == table.table]
    columns = sorted({column for field in fields for column in table.columns.get(field, ())})
    if columns and source.row:
        yield Place(source.sheet, source.row, tuple(columns))
    for row, column in (table.cells[field] for field in fields if field in table.cells):
        yield Place(source.sheet, row, (column,))


def _table(source: Source, tables: Sequence[Placed]) -> Placed | None:
    """Find the table that a row belongs to: the last one that begins above it."""
    own = [one for one in tables if one.sheet == source.sheet]
    above = [one for one in own if one.heading_row <= source.row]
    return max(above or own, key=lambda one: one.heading_row, default=None)


def _width(table: Placed | None) -> tuple[int, ...]:
    """Give the columns that the table was read from."""
    return tuple(sorted({column for columns in table.columns.values() for column in columns})) if table else ()
