"""junit.xml: rules as test cases, for CI servers.

A finding is a failure; one that is waived, a suspicion or a mere remark fails nothing and is skipped with its text;
what could not be judged is skipped with the reason; a rule that broke and a file that could not be read are errors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

from wagecheck.language import say
from wagecheck.model import Coverage, Finding, Report, Verdict
from wagecheck.report import figures, signals, waiving, words
from wagecheck.report.labels import Labels
from wagecheck.report.signals import Weight

NAME = "junit.xml"
NAME_LENGTH = 200
TEXT = 2_000
SOURCES = 20
"""Most rows named in one failure; audit.json has them all."""

Row = TypeVar("Row", Finding, Coverage)


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: passed where it has no outcome."""

    suite: str
    name: str
    outcome: str = ""
    """failure | error | skipped."""
    kind: str = ""
    message: str = ""
    body: str = ""


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write junit.xml into a folder: UTF-8, the same bytes for the same report."""
    path = to / NAME
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(report))
    return (path,)


def lines(report: Report) -> Iterator[str]:
    """Give the lines of junit.xml: one suite a project, and one for the run itself where something went wrong."""
    suites = list(_suites(report))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{_attributes(name='wagecheck', **_counts([case for _, cases in suites for case in cases]))}>"
    for name, cases in suites:
        day = f"{report.on.isoformat()}T00:00:00"
        yield f"  <testsuite{_attributes(name=name, **_counts(cases), timestamp=day)}>"
        for case in cases:
            yield from _case(case)
        yield "  </testsuite>"
    yield "</testsuites>"


def _suites(report: Report) -> Iterator[tuple[str, list[Case]]]:
    labels = Labels(report.labels, report.language)
    names = {
        one.project_id: f"{one.name} ({one.project_id})" if one.name else one.project_id for one in report.projects
    }
    found = _by_project(sorted(report.findings, key=signals.place))
    covered = _by_project(sorted(report.coverage, key=signals.coverage_place))
    wrong = list(_wrong(report))
    if wrong:
        yield "wagecheck", wrong
    for project in sorted({*names, *found, *covered}):
        yield (
            _shown(names.get(project, project), NAME_LENGTH, report),
            list(_cases(found.get(project, []), covered.get(project, []), report, labels)),
        )


def _by_project(rows: Sequence[Row]) -> dict[str, list[Row]]:
    return {project: list(own) for project, own in groupby(rows, key=lambda one: one.project_id)}


def _wrong(report: Report) -> Iterator[Case]:
    """Tell of rules that broke and files that were not read."""
    for one in sorted(report.incidents, key=lambda one: (one.rule, one.text)):
        text = _shown(signals.incident(one, report.language), TEXT, report)
        yield Case("wagecheck.rules", one.rule, "error", "incident", text)
    errors = [one for one in report.notices if one.level == "error"]
    for notice in sorted(errors, key=signals.notice_place):
        file = _shown(notice.file or notice.project_id, NAME_LENGTH, report)
        yield Case("wagecheck.inputs", file, "error", "input", _shown(notice.text, TEXT, report))


def _cases(found: Sequence[Finding], covered: Sequence[Coverage], report: Report, labels: Labels) -> Iterator[Case]:
    """Give the cases of a project, rule by rule: findings, what could not be judged, and what passed."""
    failing = {one.rule for one in found}
    for finding in found:
        yield _finding(finding, report)
    for one in covered:
        suite, name = _suite(one.rule, report), signals.title(one.rule, report)
        if one.unknown:
            unknown = say(words.VERDICT[Verdict.UNKNOWN].word, report.language)
            reason = _shown(signals.gap(one, labels, report.language), TEXT, report)
            yield Case(suite, f"{name}: {unknown}", "skipped", "unknown", reason)
        if one.passed and one.rule not in failing:
            yield Case(suite, name)


def _finding(finding: Finding, report: Report) -> Case:
    language = report.language
    weight = signals.weight(finding)
    who = _shown(signals.about(finding), NAME_LENGTH, report)
    called = signals.said(finding, language)
    text = _shown(finding.message, TEXT, report)
    name = f"{signals.title(finding.rule, report)}: {who} [{finding.fingerprint}]"
    suite = _suite(finding.rule, report)
    if finding.waiver:
        return Case(suite, name, "skipped", called, f"{_shown(waiving.told(finding, language), TEXT, report)}. {text}")
    if weight in (Weight.REVIEW, Weight.NOTE):
        return Case(suite, name, "skipped", called, f"{called}: {text}")
    return Case(suite, name, "failure", called, f"{called}: {text}", "\n".join(_told(finding, report)))


def _told(finding: Finding, report: Report) -> Iterator[str]:
    """Tell a finding in lines: amount, basis, remedy, who must act, rows."""
    language = report.language
    if finding.amount:
        yield say("金额: {amount} 元", language, amount=figures.yuan(finding.amount))
    yield say("依据: {basis}", language, basis="; ".join(finding.basis))
    yield say("整改: {remedy}", language, remedy=say(finding.remedy, language))
    yield say("责任方: {by}", language, by=say(finding.by, language))
    sources = list(dict.fromkeys(finding.sources))
    for source in sources[:SOURCES]:
        yield say("来源: {source}", language, source=_shown(signals.where(source, language), TEXT, report))
    if len(sources) > SOURCES:
        yield say("另有 {count} 行来源, 见 audit.json", language, count=len(sources) - SOURCES)


def _suite(rule: str, report: Report) -> str:
    """Name the group of a rule: the first of the pillars that it belongs to."""
    info = report.rules.get(rule)
    pillar = say(info.pillars[0], report.language) if info and info.pillars else rule
    return f"wagecheck.{pillar.replace('.', ' ')}"


def _shown(text: str, most: int, report: Report) -> str:
    return signals.shown(text, most, report.language)


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    outcomes = [case.outcome for case in cases]
    counted = {"tests": len(cases)} | {
        name: outcomes.count(outcome)
        for name, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    return {name: str(count) for name, count in counted.items()} | {"time": "0"}


def _case(case: Case) -> Iterator[str]:
    head = f"    <testcase{_attributes(classname=case.suite, name=case.name, time='0')}"
    if not case.outcome:
        yield f"{head}/>"
        return
    yield f"{head}>"
    kind = {"message": case.message} if case.outcome == "skipped" else {"message": case.message, "type": case.kind}
    opening = f"      <{case.outcome}{_attributes(**kind)}"
    yield f"{opening}>{escape(case.body)}</{case.outcome}>" if case.body else f"{opening}/>"
    yield "    </testcase>"


def _attributes(**named: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in named.items())
