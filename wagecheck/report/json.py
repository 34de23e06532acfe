"""audit.json: everything that the run found out, for programs; byte-equal for equal input."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from wagecheck.language import Language
from wagecheck.model import (
    Change,
    Comparison,
    Coverage,
    Finding,
    IndicatorSummary,
    PillarSummary,
    ProjectSummary,
    Report,
    RuleInfo,
    ScorecardSummary,
    Told,
    Waiver,
)
from wagecheck.report import inert, runway, words

SCHEMA = "wagecheck/1"
NAME = "audit.json"

_Record = dict[str, Any]
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_LEAVES = frozenset({str, int, float, bool, type(None)})
"""Kinds of values that stand for themselves; enumerations too are texts, and written as such."""


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write audit.json into a folder: UTF-8, sorted, one record a line."""
    path = to / NAME
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(report))
    return (path,)


def lines(report: Report) -> Iterator[str]:
    """Give the lines of audit.json; what could act inside a page or a terminal is escaped.

    Records are made as they are written: those of thousands of projects never stand in memory together.
    """
    entries = _entries(report)
    last = len(entries) - 1
    yield "{"
    for place, (key, value) in enumerate(entries.items()):
        comma = "," if place < last else ""
        if not isinstance(value, Iterator):
            yield f"  {_dump(key)}: {_dump(value)}{comma}"
            continue
        before = next(value, None)
        if before is None:
            yield f"  {_dump(key)}: []{comma}"
            continue
        yield f"  {_dump(key)}: ["
        for record in value:
            yield f"    {before},"
            before = record
        yield f"    {before}"
        yield f"  ]{comma}"
    yield "}"


def _entries(report: Report) -> _Record:
    """Give the entries of audit.json; a list of records as what writes them one by one, in an order of its own."""
    language = report.language
    projects = sorted(report.projects, key=attrgetter("project_id"))
    return {
        "schema": SCHEMA,
        "version": report.version,
        "rulebook": report.rulebook,
        "on": report.on.isoformat(),
        "revealed": report.revealed,
        "auditor": report.auditor,
        "organisation": report.organisation,
        "projects": (_dump(_project(one, language)) for one in projects),
        "findings": (_dump(_finding(one)) for one in sorted(report.findings, key=_place_of_finding)),
        "coverage": map(_coverage, sorted(report.coverage, key=attrgetter("project_id", "rule"))),
        "ledger": _sorted(report.ledger, "project_id", "worker_id", "name", "employer", "month", "team"),
        "inputs": _sorted(report.inputs, "project_id", "file", "sheet", "table", "heading_row"),
        "rejected": _sorted(report.rejected, "project_id", "file", "sheet", "row", "reason"),
        "notices": _sorted(report.notices, "project_id", "level", "file", "sheet", "row", "text"),
        "incidents": _sorted(report.incidents, "rule", "text"),
        "parameters": _sorted(report.parameters, "key", "place", "since", "value", "cite"),
        "rules": (_dump(_rule(report.rules[name])) for name in sorted(report.rules)),
        "waivers": (_dump(_waiver(one)) for one in sorted(report.waivers, key=attrgetter("entry"))),
        **({} if report.comparison is None else {"comparison": _comparison(report.comparison)}),
    }


def _dump(value: object) -> str:
    return inert.json_text(_ENCODE(value))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Give a record, and the records in it, as plain values; nothing is copied that cannot change."""
    if type(value) in _LEAVES:
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        names = value.__dataclass_fields__
        return {name: one if type(one := getattr(value, name)) in _LEAVES else _plain(one) for name in names}
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else value


@lru_cache(maxsize=4096)
def _dump_once(value: str | tuple[str, ...]) -> str:
    """Write a value that many records share."""
    return _dump(value)


def _sorted(records: tuple[Any, ...], *keys: str) -> Iterator[str]:
    """Write records whose fields are already named as in the contract; what stands in one place goes by its text."""
    place = attrgetter(*keys)
    for _, same in groupby(sorted(records, key=place), key=place):
        plain = [_plain(one) for one in same]
        if len(plain) > 1:
            plain.sort(key=lambda one: json.dumps(one, sort_keys=True))
        yield from map(_dump, plain)


def _place_of_finding(finding: Finding) -> tuple[str, ...]:
    subject = finding.subject
    return (
        finding.project_id,
        finding.rule,
        subject.kind,
        subject.id,
        subject.name,
        finding.month or "",
        finding.fingerprint,
    )


def _project(project: ProjectSummary, language: Language) -> _Record:
    return {
        "project_id": project.project_id,
        "name": project.name,
        "region": project.region,
        "place": project.place,
        "funding": project.funding,
        "no_arrears_project": project.no_arrears_project,
        "contractor": project.contractor,
        "owner": project.owner,
        "workers": project.workers,
        "first_month": project.first_month,
        "last_month": project.last_month,
        "evidence_end": project.evidence_end,
        "verdict": project.verdict,
        "pillars": [_pillar(pillar) for pillar in project.pillars],
        "money": _plain(project.money),
        "months": [_plain(line) for line in sorted(project.months, key=lambda line: line.month)],
        "flow": {kind: project.flow[kind] for kind in flow_order(project.flow)},
        "scorecards": [_scorecard(card) for card in project.scorecards],
        "runway": runway.record(project.runway, language),
    }


def flow_order(flow: Mapping[str, str]) -> list[str]:
    """Give the kinds of account line: what came in, what went out, and then whatever else there is, by name."""
    known = [*words.FLOW_IN, *words.FLOW_OUT]
    return [kind for kind in known if kind in flow] + sorted(set(flow) - set(known))


def _pillar(pillar: PillarSummary) -> _Record:
    return {
        "pillar": pillar.pillar,
        "group": pillar.group,
        "verdict": pillar.verdict,
        "pass": pillar.passed,
        "fail": pillar.failed,
        "unknown": pillar.unknown,
        "na": pillar.na,
        "amount": pillar.amount,
    }


def _scorecard(card: ScorecardSummary) -> _Record:
    return {
        "name": card.name,
        "cite": card.cite,
        "read": card.read,
        "note": card.note,
        "indicators": [_indicator(one) for one in card.indicators],
    }


def _indicator(indicator: IndicatorSummary) -> _Record:
    return {
        "id": indicator.id,
        "text": indicator.text,
        "light": indicator.light,
        "rules": list(indicator.rules),
        "note": indicator.note,
        "verdict": indicator.verdict,
        "pass": indicator.passed,
        "fail": indicator.failed,
        "unknown": indicator.unknown,
        "na": indicator.na,
    }


def _finding(finding: Finding) -> _Record:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity,
        "kind": finding.kind,
        "project_id": finding.project_id,
        "subject": _plain(finding.subject),
        "month": finding.month,
        "amount": finding.amount,
        "message": finding.message,
        "basis": list(finding.basis),
        "remedy": finding.remedy,
        "by": finding.by,
        "values": {key: finding.values[key] for key in sorted(finding.values)},
        "sources": [_plain(source) for source in finding.sources],
        "parameters": [_plain(citation) for citation in finding.parameters],
        "calculation": None if finding.calculation is None else _plain(finding.calculation),
        "deadline": finding.deadline,
        "at_once": finding.at_once,
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
    }


def _coverage(coverage: Coverage) -> str:
    """Write a line of coverage: a city has a hundred thousand of them, with few words and small numbers."""
    rule, project = _dump_once(coverage.rule), _dump_once(coverage.project_id)
    missing = _dump_once(tuple(sorted(coverage.missing)))
    return (
        f'{{"rule": {rule}, "project_id": {project}, "pass": {coverage.passed}, "fail": {coverage.failed}, '
        f'"unknown": {coverage.unknown}, "na": {coverage.na}, "missing": {missing}}}'
    )


def _comparison(comparison: Comparison) -> _Record:
    return {
        "since": comparison.since,
        "earlier": comparison.earlier,
        "same_rules": comparison.same_rules,
        "exact": comparison.exact,
        "projects": [
            {
                "project_id": one.project_id,
                "arrears_before": one.before or None,
                "arrears_now": one.now or None,
                "recovered": one.recovered,
                **{change.value: one.count(change) for change in Change},
            }
            for one in comparison.projects
        ],
        "changes": {fingerprint: change.value for fingerprint, change in comparison.changes},
        "amounts_before": {name: amount or None for name, amount in comparison.amounts},
        "gone": [_gone(one) for one in sorted(comparison.gone, key=lambda one: (one.project_id, one.fingerprint))],
    }


def _waiver(waiver: Waiver) -> _Record:
    return {**_plain(waiver), "state": waiver.state}


def _gone(told: Told) -> _Record:
    return {
        **_plain(told),
        "kind": told.kind,
        "severity": told.severity,
        "month": told.month or None,
        "amount": told.amount or None,
    }


def _rule(rule: RuleInfo) -> _Record:
    return {
        "id": rule.id,
        "title": rule.title,
        "grain": rule.grain,
        "severity": rule.severity,
        "kind": rule.kind,
        "pillars": list(rule.pillars),
        "basis": list(rule.basis),
        "remedy": rule.remedy,
        "by": rule.by,
        "doc": rule.doc,
    }
