"""What all lists of the workbook share: words, names, and where each thing stands so that a link finds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from wagecheck.language import say
from wagecheck.model import InputSheet, Report, Source
from wagecheck.report import figures, finding_rows, words
from wagecheck.report.labels import Labels
from wagecheck.report.words import Mark
from wagecheck.report.xlsx.book import Cell, Column, Link, Month, Sheet

RULES = "规则"
INPUTS = "输入文件"


@dataclass(frozen=True)
class Desk:
    """The report, and where its rows stand in the sheets."""

    report: Report

    def say(self, text: str, **values: object) -> str:
        """Give a text in the language of the report."""
        return say(text, self.report.language, **values)

    @cached_property
    def labels(self) -> Labels:
        """Look up what the reader calls tables, fields and kinds."""
        return Labels(self.report.labels, self.report.language)

    @cached_property
    def title(self) -> str:
        """Name the report, and the project where there is one."""
        projects = self.report.projects
        name = projects[0].name or projects[0].project_id if len(projects) == 1 else ""
        return " · ".join(part for part in (self.say(words.TITLE), name) if part)

    @cached_property
    def projects(self) -> dict[str, str]:
        """Name every project."""
        return {one.project_id: one.name or one.project_id for one in self.report.projects}

    @cached_property
    def rules(self) -> dict[str, int]:
        """Give the row of every rule in its list."""
        return {rule: at for at, rule in enumerate(sorted(self.report.rules))}

    @cached_property
    def sheets(self) -> dict[tuple[str, str, str], int]:
        """Rows of the input sheets by project, file and sheet, the first where a sheet holds several tables."""
        ordered = sorted(self.report.inputs, key=input_place)
        return {(one.project_id, one.file, one.sheet): at for at, one in reversed(list(enumerate(ordered)))}

    def project(self, project: str) -> str:
        """Name a project."""
        return self.projects.get(project, project)

    def rule(self, rule: str) -> Cell:
        """Lead to a rule."""
        return Link(rule, self.say(RULES), self.rules[rule]) if rule in self.rules else rule

    def rule_title(self, rule: str) -> str:
        """Name a rule."""
        info = self.report.rules.get(rule)
        return self.say(info.title) if info else ""

    def mark(self, mark: Mark) -> Mark:
        """Give a status in the language of the report."""
        return Mark(mark.shape, self.say(mark.word), mark.tone)

    def sources(self, project: str, sources: Sequence[Source]) -> tuple[Cell, str]:
        """Name the rows that show something: the first as a link to how its sheet was read, and the others."""
        lines, more = finding_rows.source_lines(sources, self.report.language)
        told = [*lines, self.say("另有 {n} 行, 见 audit.json", n=more)] if more else [*lines]
        at = next((at for one in sources if (at := self.sheets.get((project, one.file, one.sheet))) is not None), None)
        first = told[0] if told else ""
        return (Link(first, self.say(INPUTS), at) if first and at is not None else first), "; ".join(told[1:])

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], frozen: int = 0, printed: int = 0
    ) -> Sheet:
        """Make a list whose name and headings are in the language of the report."""
        headed = tuple(Column(self.say(column.heading), column.widest) for column in columns)
        return Sheet(self.say(name), headed, rows, frozen, printed=printed)


def money(text: str | None) -> Decimal | None:
    """Read yuan; nothing where there is none."""
    return figures.number(text) if text else None


def month(text: str | None) -> Cell:
    """Read a month such as 2025-03; what is none stays text."""
    try:
        return Month(date.fromisoformat(f"{text}-01")) if text else None
    except ValueError:
        return text


def day(text: str) -> Cell:
    """Read an ISO day; what is none stays text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def input_place(sheet: InputSheet) -> tuple[str | int, ...]:
    """Order what was handed in."""
    return sheet.project_id, sheet.file, sheet.sheet, sheet.heading_row, sheet.table, sheet.sha256
