"""results.sarif: findings for programs that read SARIF 2.1.0, among them code-scanning pages and editors.

A breach is a result of kind `fail`; a suspicion is to be looked at (`review`); what could not be judged stays `open`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagecheck.language import say
from wagecheck.model import (
    Change,
    Coverage,
    Finding,
    Incident,
    InputSheet,
    Notice,
    Report,
    RuleInfo,
    Severity,
    Source,
    Waiver,
)
from wagecheck.report import inert, signals, waiving
from wagecheck.report.labels import Labels
from wagecheck.report.signals import Weight

NAME = "results.sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "wagecheckFinding/v1"
HOST_FINGERPRINT = "primaryLocationLineHash"
"""The name under which code-scanning pages look for what makes a result the same one in the next run."""
TEXT = 2_000
LOCATIONS = 500
"""Most rows beside one result; audit.json has them all."""

_LEVEL = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "note", Weight.REVIEW: "none"}
_RULE_LEVEL = {
    Severity.CRITICAL: "error",
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.NOTICE: "note",
}
_BASELINE = {Change.NEW: "new", Change.PERSISTING: "unchanged"}
_Record = dict[str, Any]


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write results.sarif into a folder: UTF-8, one result a line, the same bytes for the same report."""
    path = to / NAME
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(report))
    return (path,)


def lines(report: Report) -> Iterator[str]:
    """Give the lines of the log: one run of one tool."""
    desk = _Desk(report)
    yield f'{{"$schema": {_dump(SCHEMA)}, "version": "2.1.0", "runs": [{{'
    for name, value in _run(report, desk).items():
        yield f"{_dump(name)}: {_dump(value)},"
    yield '"results": ['
    before = ""
    for result in _results(report, desk):
        yield before + _dump(result)
        before = ","
    yield "]}]}"


def _dump(value: object) -> str:
    return inert.json_text(json.dumps(value, ensure_ascii=False))


def _run(report: Report, desk: "_Desk") -> _Record:
    """Give all of the run but its results."""
    return {
        "tool": {"driver": _driver(report, desk)},
        "automationDetails": {"id": "wagecheck/"},
        "invocations": [_invocation(report, desk)],
        "artifacts": [_artifact(one) for one in desk.files.values()],
        "originalUriBaseIds": desk.bases(),
        "columnKind": "utf16CodeUnits",
        "properties": {"on": report.on.isoformat(), "rulebook": report.rulebook},
    }


def _results(report: Report, desk: "_Desk") -> Iterator[_Record]:
    for finding in sorted(report.findings, key=signals.place):
        yield _result(finding, desk)
    for gap in sorted((one for one in report.coverage if one.unknown), key=signals.coverage_place):
        yield _open(gap, desk)


class _Desk:
    """What the results of a run point at: rules and files by their number."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.labels = Labels(report.labels, report.language)
        used = {one.rule for one in report.findings} | {one.rule for one in report.coverage}
        self.rules = {rule: at for at, rule in enumerate(sorted(used | set(report.rules)))}
        sheets = sorted(report.inputs, key=lambda one: (one.project_id, one.file, one.sha256))
        self.files = {(one.project_id, one.file): one for one in reversed(sheets)}
        self.files = dict(sorted(self.files.items()))
        self.changes = dict(report.comparison.changes) if report.comparison else {}
        self.numbers = {key: at for at, key in enumerate(self.files)}

    def text(self, text: str) -> str:
        return signals.shown(text, TEXT, self.report.language)

    def bases(self) -> dict[str, _Record]:
        """Name the folders that the files' paths start from: what one project handed in."""
        names = {one.project_id: one.name for one in self.report.projects}
        used = {project for project, _ in self.files} | {one.project_id for one in self.report.findings}
        every = sorted(used | {one.project_id for one in self.report.notices} | set(names))
        said = {one: say("{project} 所交的台账", self.report.language, project=names.get(one) or one) for one in every}
        return {_base(one): {"description": {"text": self.text(said[one])}} for one in every}

    def whole(self, project: str) -> _Record:
        """Point at all that a project handed in, where no row can be named."""
        return {"physicalLocation": {"artifactLocation": {"uri": ".", "uriBaseId": _base(project)}}}

    def location(self, project: str, source: Source) -> _Record:
        """Point at a row: the file, and the sheet in it."""
        artifact: _Record = {"uri": inert.uri(source.file), "uriBaseId": _base(project)}
        if (project, source.file) in self.numbers:
            artifact["index"] = self.numbers[project, source.file]
        physical: _Record = {"artifactLocation": artifact}
        if source.row:
            physical["region"] = {"startLine": source.row}
        located: _Record = {"physicalLocation": physical}
        if source.sheet:
            sheet = self.text(source.sheet)
            whole = f"{self.text(source.file)} › {sheet}"
            located["logicalLocations"] = [{"name": sheet, "fullyQualifiedName": whole, "kind": "worksheet"}]
        return located


def _base(project: str) -> str:
    return "DOSSIER:" + inert.xml_text(inert.clip(project, 80))


def _driver(report: Report, desk: _Desk) -> _Record:
    return {
        "name": "wagecheck",
        "version": report.version,
        "semanticVersion": report.version,
        "language": "zh-CN" if report.language == "zh" else report.language.value,
        "rules": [_rule(name, report.rules.get(name), desk) for name in desk.rules],
    }


def _rule(name: str, rule: RuleInfo | None, desk: _Desk) -> _Record:
    if rule is None:
        return {"id": name}
    language = desk.report.language
    plain = say(
        "整改: {remedy} 责任方: {by}。依据: {basis}。",
        language,
        remedy=say(rule.remedy, language),
        by=say(rule.by, language),
        basis="; ".join(rule.basis),
    )
    return {
        "id": name,
        "shortDescription": {"text": desk.text(say(rule.title, language))},
        "fullDescription": {"text": desk.text(say(rule.doc or rule.title, language))},
        "help": {"text": desk.text(plain), "markdown": inert.markdown(plain)},
        "defaultConfiguration": {"level": _RULE_LEVEL[rule.severity]},
        "properties": {
            "tags": [say(one, language) for one in (*rule.pillars, rule.kind.value, rule.severity.label)],
            "severity": rule.severity.value,
        },
    }


def _result(finding: Finding, desk: _Desk) -> _Record:
    weight = signals.weight(finding)
    who, language = signals.about(finding), desk.report.language
    head = f"[{signals.said(finding, language)}] " + (f"{who}: " if who else "")
    places = [desk.location(finding.project_id, source) for source in dict.fromkeys(finding.sources)]
    result: _Record = {
        "ruleId": finding.rule,
        "ruleIndex": desk.rules[finding.rule],
        "kind": "review" if weight is Weight.REVIEW else "fail",
        "level": _LEVEL[weight],
        "message": {"text": desk.text(head + (finding.message or signals.title(finding.rule, desk.report)))},
        "locations": places[:1] or [desk.whole(finding.project_id)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint, HOST_FINGERPRINT: finding.fingerprint},
        "properties": _properties(finding, desk),
    }
    if desk.changes:
        result["baselineState"] = _BASELINE[desk.changes[finding.fingerprint]]
    if finding.waiver:
        why = desk.text(waiving.told(finding, language))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    if len(places) > 1:
        result["relatedLocations"] = [one | {"id": at} for at, one in enumerate(places[1 : LOCATIONS + 1], start=1)]
    if len(places) > LOCATIONS + 1:
        result["properties"]["moreSources"] = len(places) - LOCATIONS - 1
    return result


def _properties(finding: Finding, desk: _Desk) -> _Record:
    """Give what the message does not say; remedy, basis and who must act only where the rule says otherwise."""
    language = desk.report.language
    rule = desk.report.rules.get(finding.rule)
    every = {
        "project": finding.project_id,
        "subject": desk.labels.subject(finding.subject.kind),
        "subjectId": finding.subject.id,
        "month": finding.month,
        "amount": finding.amount,
        "severity": finding.severity.value,
        "kind": say(finding.kind.value, language),
        "remedy": "" if rule and rule.remedy == finding.remedy else say(finding.remedy, language),
        "by": "" if rule and rule.by == finding.by else say(finding.by, language),
        "basis": "" if rule and rule.basis == finding.basis else "; ".join(finding.basis),
    }
    return {name: desk.text(value) for name, value in every.items() if value}


def _open(gap: Coverage, desk: _Desk) -> _Record:
    """Tell of a rule that could not be judged on some of its facts."""
    text = f"{signals.title(gap.rule, desk.report)}: {signals.gap(gap, desk.labels, desk.report.language)}"
    return {
        "ruleId": gap.rule,
        "ruleIndex": desk.rules[gap.rule],
        "kind": "open",
        "level": "none",
        "message": {"text": desk.text(text)},
        "locations": [desk.whole(gap.project_id)],
        "properties": {"project": desk.text(gap.project_id), "unknown": gap.unknown},
    }


def _invocation(report: Report, desk: _Desk) -> _Record:
    """Tell how the run went: rules that broke, and what was said of the inputs."""
    incidents = sorted(report.incidents, key=lambda one: (one.rule, one.text))
    return {
        "executionSuccessful": not incidents,
        "toolExecutionNotifications": [
            *(_incident(one, desk) for one in incidents),
            *(_notice(one, desk) for one in sorted(report.notices, key=signals.notice_place)),
            *(_waiver(one, desk) for one in sorted(report.waivers, key=lambda one: one.entry) if one.note),
        ],
    }


def _incident(incident: Incident, desk: _Desk) -> _Record:
    text = signals.incident(incident, desk.report.language)
    return {"level": "error", "message": {"text": desk.text(text)}, "associatedRule": {"id": incident.rule}}


def _notice(notice: Notice, desk: _Desk) -> _Record:
    told: _Record = {
        "level": "error" if notice.level == "error" else "warning",
        "message": {"text": desk.text(notice.text)},
    }
    if notice.file:
        told["locations"] = [desk.location(notice.project_id, Source(notice.file, notice.sheet, notice.row))]
    return told


def _waiver(waiver: Waiver, desk: _Desk) -> _Record:
    """Tell of a waiver that waives nothing."""
    text = say("第 {entry} 条豁免不起作用: {why}", desk.report.language, entry=waiver.entry, why=waiver.note)
    return {"level": "warning", "message": {"text": desk.text(text)}}


def _artifact(sheet: InputSheet) -> _Record:
    return {
        "location": {"uri": inert.uri(sheet.file), "uriBaseId": _base(sheet.project_id)},
        "hashes": {"sha-256": sheet.sha256},
    }
