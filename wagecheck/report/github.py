"""Annotations of a GitHub workflow: commands on stdout that its page shows beside the run."""

from collections.abc import Iterator

from wagecheck.language import say
from wagecheck.model import Finding, Report
from wagecheck.report import figures, inert, signals
from wagecheck.report.signals import Weight

MOST = 10
"""The platform shows no more of a kind a step."""
TEXT = 1_000

_COMMAND = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "notice", Weight.REVIEW: "notice"}


def lines(report: Report) -> Iterator[str]:
    """Give the commands, the worst and dearest first, at most ten a kind, and a line that counts the rest."""
    counts = dict.fromkeys(_COMMAND.values(), 0)
    for command, properties, text in _told(report):
        counts[command] += 1
        if counts[command] <= MOST:
            named = ",".join(f"{name}={inert.command_property(value)}" for name, value in properties.items() if value)
            yield f"::{command} {named}::{inert.command_text(text)}"
    rest = sum(max(count - MOST, 0) for count in counts.values())
    if rest:
        text = say("另有 {count} 条未逐条标注, 见 report.html 和 findings.csv。", report.language, count=rest)
        yield inert.command_text(text)


def _told(report: Report) -> Iterator[tuple[str, dict[str, str], str]]:
    language = report.language
    for incident in sorted(report.incidents, key=lambda one: (one.rule, one.text)):
        yield "error", {"title": incident.rule}, signals.incident(incident, language)
    for notice in sorted(report.notices, key=signals.notice_place):
        if notice.level == "error":
            file, row = inert.clip(notice.file, TEXT, language), str(notice.row or "")
            yield "error", {"file": file, "line": row, "title": "wagecheck"}, _clipped(notice.text, report)
    for finding in sorted(report.findings, key=_weight):
        command = "notice" if finding.waiver else _COMMAND[signals.weight(finding)]
        yield command, _properties(finding, report), _text(finding, report)


def _weight(finding: Finding) -> tuple[str | int, ...]:
    own = signals.place(finding)
    return (own[1], -int(figures.number(finding.amount) * 100), *own)


def _properties(finding: Finding, report: Report) -> dict[str, str]:
    title = f"{signals.title(finding.rule, report)} [{signals.said(finding, report.language)}]"
    if not finding.sources:
        return {"title": title}
    source = finding.sources[0]
    return {"file": _clipped(source.file, report), "line": str(source.row or ""), "title": title}


def _text(finding: Finding, report: Report) -> str:
    head = f"{about}: " if (about := _clipped(signals.about(finding), report)) else ""
    tail = f" ({_clipped(signals.where(finding.sources[0], report.language), report)})" if finding.sources else ""
    return head + _clipped(finding.message, report) + tail


def _clipped(text: str, report: Report) -> str:
    return inert.clip(text, TEXT, report.language)
