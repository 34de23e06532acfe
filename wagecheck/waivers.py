"""Findings that somebody decided to let pass for a while: who may, until when, and what of it counts.

A waiver takes a finding out of the exit code and out of what is to be done. Verdicts and sums stay as they are: the
law is broken all the same, and the finding is shown wherever it was, as 豁免.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from wagecheck.language import Language, say
from wagecheck.model import Finding, Kind, Report, RuleInfo, Severity, Waiver, WaiverState

KEYS = ("rule", "project", "subject", "reason", "approver", "expires")
"""What every waiver must say."""
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def read(entries: Sequence[object], language: Language) -> tuple[Waiver, ...]:
    """Read the entries of waivers.toml; one that lacks or misspells something is `MALFORMED`, and says why."""
    return tuple(_read(number, entry, language) for number, entry in enumerate(entries, start=1))


def _read(number: int, entry: object, language: Language) -> Waiver:
    said: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {}
    texts = {key: _text(said.get(key)) for key in KEYS}
    wrong = [say("缺 {keys}", language, keys=", ".join(lacking))] if (lacking := _lacking(texts)) else []
    wrong += [say("不认识 {key}", language, key=key) for key in said if key not in KEYS]
    if texts["subject"] and not _FINGERPRINT.fullmatch(texts["subject"]):
        wrong.append(say("subject 不是问题的指纹 (16 位)", language))
    if texts["expires"] and not _is_day(said.get("expires")):
        wrong.append(say("expires 不是日期, 请写作 2025-12-31", language))
    return Waiver(
        number,
        texts["rule"],
        texts["project"],
        texts["subject"],
        texts["reason"],
        texts["approver"],
        texts["expires"],
        WaiverState.MALFORMED if wrong else WaiverState.UNUSED,
        "; ".join(wrong),
    )


def _text(value: object) -> str:
    """Give what an entry says under a key; what is neither text nor a day says nothing."""
    if isinstance(value, date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else ""


def _lacking(texts: Mapping[str, str]) -> list[str]:
    return [key for key in KEYS if not texts[key]]


def _is_day(value: object) -> bool:
    if isinstance(value, date):
        return not isinstance(value, datetime)
    try:
        return isinstance(value, str) and date.fromisoformat(value.strip()).isoformat() == value.strip()
    except ValueError:
        return False


def apply(report: Report, waivers: Iterable[Waiver]) -> Report:
    """Mark the findings that are waived on the day of the audit, and say of every waiver what became of it."""
    found = {finding.fingerprint: finding for finding in report.findings}
    projects = frozenset(project.project_id for project in report.projects)
    used: dict[str, Waiver] = {}
    judged = []
    for waiver in waivers:
        state, note = _judge(waiver, found.get(waiver.subject), used.get(waiver.subject), report, projects)
        judged.append(replace(waiver, state=state, note=note))
        if state is WaiverState.IN_FORCE:
            used[waiver.subject] = judged[-1]
    findings = tuple(replace(one, waiver=used.get(one.fingerprint)) for one in report.findings)
    return replace(report, findings=findings if used else report.findings, waivers=tuple(judged))


def _judge(
    waiver: Waiver, finding: Finding | None, before: Waiver | None, report: Report, projects: frozenset[str]
) -> tuple[WaiverState, str]:
    """Say what becomes of a waiver, and why it does not count."""
    language = report.language
    state, note = WaiverState.IN_FORCE, ""
    if waiver.state is WaiverState.MALFORMED:
        state, note = waiver.state, waiver.note
    elif finding is not None and (waiver.rule, waiver.project_id) != (finding.rule, finding.project_id):
        note = say("这个指纹是 {rule} 的问题, 与所写的 rule 或 project 不符", language, rule=finding.rule)
        state = WaiverState.MALFORMED
    elif _untouchable(finding or report.rules.get(waiver.rule)):
        state, note = WaiverState.REFUSED, say("法定的红色规则不得豁免", language)
    elif date.fromisoformat(waiver.expires) < report.on:
        state, note = WaiverState.LAPSED, say("已于 {day} 到期", language, day=waiver.expires)
    elif finding is None:
        state, note = WaiverState.UNUSED, _unused(waiver, report, projects)
    elif before is not None:
        state, note = WaiverState.UNUSED, say("与第 {entry} 条重复", language, entry=before.entry)
    return state, note


def _untouchable(of: Finding | RuleInfo | None) -> bool:
    """Whether nobody may waive this: a duty of the law itself, of the gravest sort."""
    return of is not None and of.kind is Kind.STATUTORY and of.severity is Severity.CRITICAL


def _unused(waiver: Waiver, report: Report, projects: frozenset[str]) -> str:
    """Say why a sound waiver meets no finding."""
    if waiver.rule not in report.rules:
        return say("本次没有用规则 {rule}", report.language, rule=waiver.rule)
    if waiver.project_id not in projects:
        return say("本次没有项目 {project}", report.language, project=waiver.project_id)
    return say("没有这样的问题: 可能已整改; 也请核对指纹, 以及 --key 是否相同", report.language)
