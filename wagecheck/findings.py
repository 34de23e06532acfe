"""Findings: failed verdicts in words, with values, law and rows behind them; and what could not be judged."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import polars as pl
from polars import col

from wagecheck import facts as fact_room
from wagecheck.engine import Judgement
from wagecheck.explanations import calculations
from wagecheck.facts import LAW_DATE, Column, Facts
from wagecheck.language import Language, reword, say
from wagecheck.language import cite as name_basis
from wagecheck.law import Law
from wagecheck.model import (
    Calculation,
    Citation,
    Coverage,
    Finding,
    InputSheet,
    Notice,
    Rejected,
    Rule,
    Source,
    Subject,
)
from wagecheck.privacy import NOBODY, PERSONAL, Names, fingerprint, mask, mask_text, mask_worker
from wagecheck.wording import plain, worded

_Placed = TypeVar("_Placed", InputSheet, Rejected, Notice)

_FIELD = re.compile(r"{([a-z_]+)}")
_HIGHEST_BAND = ("deposit.base_rate",)


@dataclass(frozen=True, slots=True)
class Voice:
    """How findings are written: with which key subjects are fingerprinted, whether numbers are shown, the language."""

    key: bytes
    reveal: bool = False
    language: Language = Language.CHINESE
    hidden: Names = NOBODY
    """People whose names are not shown."""

    def number(self, name: str, value: str) -> str:
        """Show the value of a column, masked where it is a number of a person or an account."""
        if name in PERSONAL and not self.reveal:
            return mask(value)
        if name == "worker":
            return self.worker(value)
        return self.text(value)

    def worker(self, key: str) -> str:
        """Show what a worker is known by: his number masked, of whatever kind it is, or his name."""
        return self.text(key if self.reveal else mask_worker(key))

    def text(self, value: str) -> str:
        """Show free text with the numbers in it masked, and in a public version the names."""
        shown = value if self.reveal else mask_text(value)
        return self.hidden.hide(shown) if self.hidden.known else shown

    def of_row(self, line: _Placed) -> _Placed:
        """Show a remark on a row of a file, its file and sheet names included."""
        words = {name: getattr(line, name, "") for name in ("file", "sheet", "text", "reason")}
        shown: dict[str, Any] = {name: self.text(value) for name, value in words.items() if value}
        told = {name: reword(shown[name], self.language) for name in ("text", "reason") if name in shown}
        return replace(line, **(shown | told))

    def calculation(self, calculation: Calculation) -> Calculation:
        """Give a calculation in the language of the report."""
        if self.language is Language.CHINESE:
            return calculation

        def told(words: Iterable[str]) -> tuple[str, ...]:
            return tuple(reword(word, self.language) for word in words)

        lines = tuple(replace(line, cells=told(line.cells)) for line in calculation.lines)
        return Calculation(say(calculation.title, self.language), told(calculation.columns), lines)

    def worded(self, value: object, kind: pl.DataType) -> str:
        """Write a value of a column of that type for a reader of the language."""
        return reword(worded(value, kind), self.language)


@cache
def columns_of(grain: str) -> Mapping[str, Column]:
    """Give what is declared of the columns of a grain."""
    return fact_room.about(fact_room.GRAINS[grain][0])


def findings(judgements: Iterable[Judgement], facts: Facts, law: Law, voice: Voice) -> tuple[Finding, ...]:
    """Word every failed verdict, worst and dearest first."""
    failing = [(one.rule, facts.frames[one.rule.grain][one.failed]) for one in judgements if len(one.failed)]
    shown = _placed((frame for _, frame in failing), facts.rows)
    found = [finding for rule, frame in failing for finding in _of_rule(rule, frame, facts, law, voice, placed=shown)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[Any, ...]:
    amount = -Decimal(finding.amount or 0)
    return (finding.project_id, finding.severity.rank, finding.rule, amount, finding.month or "", finding.fingerprint)


def _placed(frames: Iterable[pl.DataFrame], rows: pl.DataFrame) -> pl.DataFrame:
    """Select the rows of the files that show facts: they are few of many."""
    shown = [frame["sources"].explode() for frame in frames]
    return rows.filter(col("rid").is_in(pl.concat(shown).unique().implode())) if shown else rows.clear()


def _of_rule(
    rule: Rule, failing: pl.DataFrame, facts: Facts, law: Law, voice: Voice, *, placed: pl.DataFrame
) -> Iterable[Finding]:
    shown = sources(failing, placed, voice)
    fields = {*rule.reads, *_FIELD.findall(rule.breach)}
    names = [name for name in failing.columns if name in fields]
    explained = calculations(rule.id, failing, facts, text=voice.text)
    types = failing.schema
    for row in failing.iter_rows(named=True):
        calculation = explained.get(row["key"])
        yield _finding(
            rule,
            row,
            {name: types[name] for name in names},
            shown=shown.get(row["key"], ()),
            calculation=calculation and voice.calculation(calculation),
            law=law,
            voice=voice,
        )


def _finding(
    rule: Rule,
    row: Mapping[str, Any],
    types: Mapping[str, pl.DataType],
    *,
    shown: tuple[Source, ...],
    calculation: Calculation | None,
    law: Law,
    voice: Voice,
) -> Finding:
    month = row["month"].strftime("%Y-%m") if row["month"] else None
    subject_kind = row.get("subject_kind") or fact_room.GRAINS[rule.grain][1]
    words = {name: voice.number(name, voice.worded(row[name], types[name])) for name in _FIELD.findall(rule.breach)}
    return Finding(
        fingerprint=fingerprint_of(rule, row, voice.key),
        rule=rule.id,
        severity=rule.severity,
        kind=rule.kind,
        project_id=row["project_id"],
        subject=_subject(subject_kind, row, voice),
        month=month,
        amount=None if rule.amount is None or row[rule.amount] is None else plain(row[rule.amount]),
        message=voice.text(say(rule.breach, voice.language).format_map(words)),
        basis=tuple(name_basis(basis, voice.language) for basis in rule.basis),
        remedy=say(rule.remedy, voice.language),
        by=say(rule.by, voice.language),
        values={name: voice.number(name, plain(row[name])) for name in types if row[name] is not None},
        sources=shown,
        parameters=tuple(_cited(rule, row, law)),
        calculation=calculation,
        deadline=plain(row[rule.deadline]) if rule.deadline and row[rule.deadline] else "",
        at_once=rule.at_once,
    )


def fingerprint_of(rule: Rule, row: Mapping[str, Any], key: bytes) -> str:
    """Name what a rule says of a fact, the same in every later export."""
    kind = row.get("subject_kind") or fact_room.GRAINS[rule.grain][1]
    month = row["month"].strftime("%Y-%m") if row["month"] else ""
    return fingerprint(key, rule.id, row["project_id"], kind, row["identity"] or "", month)


def _subject(kind: str, row: Mapping[str, Any], voice: Voice) -> Subject:
    subject = row["subject"] or ""
    column = {"card": "card_no", "account": "account_no"}.get(kind, kind)
    shown = subject if kind == "project" else voice.number(column, subject)
    return Subject(kind, shown, voice.text(row["subject_name"] or ""))


@cache
def keys_of(rule: Rule) -> Mapping[str, str]:
    """Give the parameters of the law that a rule stands on: key → the column with the day on which it was looked up.

    They are those that it reads, and those that went into what it reads.
    """
    declared = columns_of(rule.grain)
    keys: dict[str, str] = {}
    for name in rule.reads:
        if "." in name:
            keys.setdefault(name.removesuffix("_high"), LAW_DATE)
        elif name in declared:
            for key in declared[name].parameters:
                keys.setdefault(key.removesuffix("_high"), declared[name].on)
    return keys


def _cited(rule: Rule, row: Mapping[str, Any], law: Law) -> Iterable[Citation]:
    for key, on in keys_of(rule).items():
        found = cite(law, key, row["region"], row[on], row.get("contract_amount"))
        if found is not None:
            yield found


def cite(law: Law, key: str, region: str | None, on: date | None, amount: Decimal | None) -> Citation | None:
    """Look up the record that applied; a parameter that goes by amount needs one."""
    if on is None or (key in _HIGHEST_BAND and amount is None):
        return None
    return law.citation(key, region or "", on, amount=amount)


def place_of(citation: Citation) -> tuple[str, str, str]:
    """Say where a citation stands among others; equal ones stand in one place."""
    return (citation.key, citation.place, citation.since + citation.value)


def sources(failing: pl.DataFrame, rows: pl.DataFrame, voice: Voice) -> dict[int, tuple[Source, ...]]:
    """Resolve the row ids of facts: key → the rows of the files that show it, in order."""
    placed = (
        failing.select("key", "sources")
        .explode("sources")
        .join(rows, left_on="sources", right_on="rid")
        .sort("key", "sources")
    )
    shown: dict[int, list[Source]] = {}
    for key, file, sheet, row in placed.select("key", "file", "sheet", "row").iter_rows():
        shown.setdefault(key, []).append(Source(voice.text(file), voice.text(sheet), row))
    return {key: tuple(found) for key, found in shown.items()}


def coverage(judgements: Iterable[Judgement], facts: Facts) -> tuple[Coverage, ...]:
    """Say of each rule and project how much could be judged, and which papers the rest waits for.

    A project without any such fact has a line of zeros: the rule had nothing to judge there.
    """
    covered = []
    projects = facts.frames["project"]["project_id"].to_list()
    handed = set(facts.handed.iter_rows())
    for judgement in judgements:
        rule = judgement.rule.id
        missing = _missing(judgement, facts, handed)
        counted = {project: verdicts for project, *verdicts in judgement.counts.rows()}
        for project in projects:
            passed, failed, unknown, na = counted.get(project, (0, 0, 0, 0))
            covered.append(Coverage(rule, project, passed, failed, unknown, na, missing.get(project, ())))
    return tuple(sorted(covered, key=attrgetter("project_id", "rule")))


def _missing(judgement: Judgement, facts: Facts, handed: Collection[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Name what is missing by project: the whole paper where it was not handed in, else the field.

    Where the papers are not there that tell of such facts at all, they alone are named, each once.
    """
    grain = judgement.rule.grain
    declared = columns_of(grain)
    papers: dict[str, set[str]] = {}
    for project, name, value in judgement.missing.iter_rows():
        evidence = (value,) if value else declared[name].evidence if name in declared else ()
        for paper in evidence:
            table = paper.partition(".")[0]
            papers.setdefault(project, set()).add(paper if (project, table) in handed else table)
    awaited = {project: set(facts.frames.awaited(project, grain)) for project in papers}
    return {
        project: tuple(sorted(found & awaited[project] or awaited[project] or found))
        for project, found in papers.items()
    }


def owed(facts: Facts) -> pl.DataFrame:
    """Select the worker-months that are owed, the longest due first."""
    months = facts.frames["worker_month"]
    return months.filter(col("is_due") & (col("arrears") > 0)).sort("project_id", "month", "subject_name", "worker")
