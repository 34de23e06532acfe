"""Waivers as a page lists them: those that hold, and first those that somebody believes to hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from wagecheck.language import Language, say
from wagecheck.model import Finding, Report, Waiver, WaiverState
from wagecheck.report import figures
from wagecheck.report.words import Mark

LISTED = 100
"""Most waivers of a page; audit.json has them all."""

STATES = {
    WaiverState.LAPSED: Mark("▲", "豁免已过期", "warn"),
    WaiverState.MALFORMED: Mark("▲", "写法不对", "warn"),
    WaiverState.REFUSED: Mark("●", "不得豁免", "fail"),
    WaiverState.UNUSED: Mark("○", "没有对应的问题", "na"),
    WaiverState.IN_FORCE: Mark("✓", "有效", "pass"),
}
"""What a waiver is, the ones that do not count first."""
_BROKEN = (WaiverState.LAPSED, WaiverState.MALFORMED, WaiverState.REFUSED)


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """One waiver."""

    entry: str
    rule: str
    project: str
    subject: str
    anchor: str
    """Where the finding stands on the page of its project; blank where there is none."""
    mark: Mark
    note: str
    reason: str
    approver: str
    expires: str


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a page."""

    rows: tuple[WaiverRow, ...]
    omitted: str
    in_force: str
    """How many findings they waive; blank for none."""
    broken: tuple[WaiverRow, ...]
    """Those that somebody believes to hold: lapsed, malformed, or not to be waived at all."""
    broken_count: str
    broken_omitted: str


def waivers(report: Report) -> Waivers:
    """Prepare the waivers of a report, those that do not count first."""
    order = list(STATES)
    ordered = sorted(report.waivers, key=lambda one: (order.index(one.state), one.entry))
    known = {finding.fingerprint for finding in report.findings} if len(report.projects) == 1 else frozenset[str]()
    rows = tuple(_row(one, known) for one in ordered)
    broken = tuple(row for row, one in zip(rows, ordered, strict=True) if one.state in _BROKEN)
    return Waivers(
        rows=rows[:LISTED],
        omitted=figures.count_or_blank(len(rows[LISTED:])),
        in_force=figures.count_or_blank(sum(one.waiver is not None for one in report.findings)),
        broken=broken[:LISTED],
        broken_count=figures.count_or_blank(len(broken)),
        broken_omitted=figures.count_or_blank(len(broken[LISTED:])),
    )


def _row(waiver: Waiver, known: Iterable[str]) -> WaiverRow:
    return WaiverRow(
        entry=figures.count(waiver.entry),
        rule=waiver.rule,
        project=waiver.project_id,
        subject=waiver.subject,
        anchor=f"{waiver.rule}-{waiver.subject}" if waiver.subject in known else "",
        mark=STATES[waiver.state],
        note=waiver.note,
        reason=waiver.reason,
        approver=waiver.approver,
        expires=waiver.expires,
    )


def told(finding: Finding, language: Language) -> str:
    """Say who lets a finding pass, until when and why; nothing where nobody does."""
    if finding.waiver is None:
        return ""
    one = finding.waiver
    text = "豁免至 {day} · 批准: {approver} · 理由: {reason}"
    return say(text, language, day=one.expires, approver=one.approver, reason=one.reason)
