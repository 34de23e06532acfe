"""summary.md: the answer in short, for the summary page of a CI run or a chat; it never outgrows either."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wagecheck.language import say
from wagecheck.model import Finding, ProjectSummary, Report, Verdict
from wagecheck.report import figures, inert, papers, signals, words
from wagecheck.report.labels import Labels
from wagecheck.report.trend import summary
from wagecheck.report.words import Mark

NAME = "summary.md"
MOST = 65_000
"""Characters: what a pull request or an issue takes at once."""
FINDINGS = 20
PROJECTS = 10
GAPS = 10
NOTICES = 10
CELL = 200
"""Characters of one text from a file."""

_WORST_FIRST = (Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write summary.md into a folder."""
    path = to / NAME
    path.write_text(page(report), encoding="utf-8", newline="\n")
    return (path,)


def page(report: Report) -> str:
    """Give the summary: verdicts, pillars, what matters most, what could not be judged. At most 65 000 characters."""
    parts = [
        *_answer(report),
        *_errors(report),
        *_compared(report),
        *_waivers(report),
        *_findings(report),
        *_gaps(report),
    ]
    kept: list[str] = []
    end = "\n\n" + say("全部内容见 report.html、findings.csv 和 audit.json。", report.language) + "\n"
    room = MOST - len(end)
    for line in parts:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join(kept) + end


def _answer(report: Report) -> Iterator[str]:
    language = report.language
    on = say("审查日 {on}", language, on=report.on.isoformat())
    yield f"# {say(words.TITLE, language)} · {on}"
    yield ""
    projects = sorted(report.projects, key=_rank)
    if not projects:
        yield say("没有可以审查的项目。", language)
    elif len(projects) == 1:
        yield _verdict(projects[0], report)
        yield from _pillars(projects[0], report)
    else:
        yield from _projects(projects, report)


def _rank(project: ProjectSummary) -> tuple[int, int, str]:
    cents = int(figures.number(project.money.arrears) * 100)
    return -cents, _WORST_FIRST.index(project.verdict), project.project_id


def _verdict(project: ProjectSummary, report: Report) -> str:
    language, sums = report.language, project.money
    due, unjudged = figures.number(sums.due), figures.number(sums.unjudged)
    name = _text(project.name or project.project_id, report)
    owed = say("拖欠工资 {owed}", language, owed=say(figures.owed([sums]), language))
    if sums.workers_in_arrears:
        owed += say(
            " ({workers} 人, {months} 人月)",
            language,
            workers=figures.count(sums.workers_in_arrears),
            months=figures.count(sums.worker_months_in_arrears),
        )
    judged = say("应发的 {share} 已核实", language, share=figures.share(due - unjudged, due))
    return f"**{name}** · **{_mark(words.VERDICT[project.verdict], report)}** · {owed} · {judged}"


def _pillars(project: ProjectSummary, report: Report) -> Iterator[str]:
    yield from _head("制度", "结论", "问题", "涉及金额(元)", "未检", report=report)
    for pillar in project.pillars:
        yield _row(
            _text(say(pillar.pillar, report.language), report),
            _mark(words.VERDICT[pillar.verdict], report),
            figures.count_or_blank(pillar.failed),
            figures.yuan_or_blank(pillar.amount),
            figures.count_or_blank(pillar.unknown),
        )


def _projects(projects: Sequence[ProjectSummary], report: Report) -> Iterator[str]:
    language = report.language
    failed = sum(one.verdict is Verdict.FAIL for one in projects)
    owed = figures.owed([one.money for one in projects])
    yield say(
        "{count} 个项目, {failed} 个不合规, 拖欠工资 {owed}",
        language,
        count=figures.count(len(projects)),
        failed=figures.count(failed),
        owed=say(owed, language),
    )
    yield from _head("工程项目", "结论", "拖欠工资(元)", "人数", report=report)
    for project in projects[:PROJECTS]:
        yield _row(
            _text(project.name or project.project_id, report),
            _mark(words.VERDICT[project.verdict], report),
            figures.yuan_or_blank(project.money.arrears),
            figures.count_or_blank(project.money.workers_in_arrears),
        )
    yield from _more(len(projects) - PROJECTS, "另有 {count} 个项目", report)


def _errors(report: Report) -> Iterator[str]:
    """Tell of rules that broke and files that were not read: the answer above lacks them."""
    language = report.language
    told = [
        signals.incident(one, language) for one in sorted(report.incidents, key=lambda one: (one.rule, one.text))
    ] + [
        f"{one.file}: {one.text}" if one.file else one.text
        for one in sorted(report.notices, key=signals.notice_place)
        if one.level == "error"
    ]
    if told:
        yield from ("", f"## {say('没有读到或没有判断的', language)}", "")
        yield from (f"- {_text(one, report)}" for one in told[:NOTICES])
        yield from _more(len(told) - NOTICES, "另有 {count} 条", report)


def _compared(report: Report) -> Iterator[str]:
    """Say what changed since an earlier run."""
    if report.comparison is not None:
        yield from ("", f"## {say('较上次', report.language)}", "")
        yield from (f"- {_text(line, report)}" for line in summary(report.comparison, report.language))


def _waivers(report: Report) -> Iterator[str]:
    """Count what is waived, and name the waivers that do not count."""
    if not report.waivers:
        return
    language = report.language
    waived = sum(one.waiver is not None for one in report.findings)
    yield from ("", f"## {say('豁免', language)}", "", say("{n} 处问题已豁免", language, n=figures.count(waived)), "")
    told = [
        say("第 {entry} 条豁免不起作用: {why}", language, entry=one.entry, why=one.note)
        for one in sorted(report.waivers, key=lambda one: one.entry)
        if one.note
    ]
    yield from (f"- {_text(one, report)}" for one in told[:NOTICES])
    yield from _more(len(told) - NOTICES, "另有 {count} 条", report)


def _findings(report: Report) -> Iterator[str]:
    language = report.language
    if not report.findings:
        return
    ordered = sorted(report.findings, key=_weight)
    yield from ("", f"## {say('最要紧的问题', language)}")
    yield from _head("规则", "认定", "对象", "说明", "金额(元)", report=report)
    for finding in ordered[:FINDINGS]:
        mark = words.SEVERITY[finding.severity]
        yield _row(
            _text(signals.title(finding.rule, report), report),
            f"{mark.shape} {signals.said(finding, language)}",
            _text(signals.about(finding), report),
            _text(finding.message, report),
            figures.yuan_or_blank(finding.amount),
        )
    yield from _more(len(ordered) - FINDINGS, "另有 {count} 条", report)


def _weight(finding: Finding) -> tuple[str | int, ...]:
    """Order findings for a short list: the worst of all projects first, suspicions last, then what is waived."""
    own = signals.place(finding)
    return (finding.waiver is not None, list(signals.Weight).index(signals.weight(finding)), own[1], own[3], *own)


def _gaps(report: Report) -> Iterator[str]:
    language, labels = report.language, Labels(report.labels, report.language)
    found = papers.unchecked(report.coverage, dict(report.rules), labels)
    if not found.papers and not found.rules:
        return
    yield from ("", f"## {say('未检事项', language)}", "")
    yield say("{verdicts} 项判断缺少资料, 占 {share}。", language, verdicts=found.verdicts, share=found.share)
    yield from _head("缺少的资料", "涉及规则", "未检项数", report=report)
    for paper in found.papers[:GAPS]:
        yield _row(_text(paper.name, report), _text(" ".join(paper.rules), report), paper.verdicts)
    yield from _more(len(found.papers) - GAPS, "另有 {count} 种资料", report)


def _head(*titles: str, report: Report) -> Iterator[str]:
    yield ""
    yield _row(*(say(title, report.language) for title in titles))
    yield _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _more(left_out: int, text: str, report: Report) -> Iterator[str]:
    if left_out > 0:
        yield ""
        yield say(text, report.language, count=figures.count(left_out))


def _mark(mark: Mark, report: Report) -> str:
    return f"{mark.shape} {say(mark.word, report.language)}"


def _text(text: str, report: Report) -> str:
    return inert.markdown(inert.clip(text, CELL, report.language))
