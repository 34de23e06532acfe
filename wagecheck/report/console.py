"""What the terminal shows when a run is over: 80 columns, the answer first, then where to read on."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wagecheck.language import Language, say
from wagecheck.model import Coverage, Finding, ProjectSummary, Report, Verdict
from wagecheck.report import figures, findings, inert, words
from wagecheck.report.trend import summary

WIDTH = 80
LARGEST = 5
PROJECTS = 10
_MESSAGE = {Language.CHINESE: 80, Language.ENGLISH: 160}

_STYLE = {
    "fail": "red",
    "warn": "yellow",
    "pass": "green",
    "unknown": "dim",
    "na": "dim",
    "red": "bold red",
    "orange": "red",
    "amber": "yellow",
    "plain": "dim",
}
_PLAINER = {"✓": "√", "¥": "￥", "›": ">", "—": "-", "·": "."}
"""Signs that older terminals lack, and what stands in for them."""


def show(report: Report, written: Sequence[Path], console: Console) -> None:
    """Print the summary of a run: header, pillars, five largest findings, files written, one footer line."""
    pen = _Pen(console, report.language)
    alone = len(report.projects) == 1
    for line in _header(report, pen):
        console.print(line, soft_wrap=True)
    if alone:
        pen.table(_pillars(report.projects[0], pen))
    elif report.projects:
        pen.table(_projects(report.projects, pen))
    waived = sum(one.waiver is not None for one in report.findings)
    largest = sorted((one for one in report.findings if one.waiver is None), key=_weight)[:LARGEST]
    if largest:
        pen.table(_largest(largest, report, pen))
    if report.comparison is not None:
        for told in summary(report.comparison, report.language):
            console.print(pen.text(told), soft_wrap=True)
    if waived:
        console.print(pen.say("{n} 处问题已豁免, 见报告“豁免”。", n=figures.count(waived)), soft_wrap=True)
    console.print()
    for path in written:
        console.print(pen.text(f"→ {path}"), soft_wrap=True)
    console.print(pen.text(footer(report)), soft_wrap=True)


def footer(report: Report) -> str:
    """Sum up a run in one line: how many rules said what, and how much is owed."""
    tally = dict.fromkeys(Verdict, 0)
    broken = {finding.rule for finding in report.findings if findings.is_breach(finding)}
    by_rule: dict[str, list[Coverage]] = {}
    for one in report.coverage:
        by_rule.setdefault(one.rule, []).append(one)
    for rule, everywhere in by_rule.items():
        tally[_verdict(everywhere, breach=rule in broken)] += 1
    shown = [Verdict.PASS, Verdict.FAIL, *([Verdict.WARN] if tally[Verdict.WARN] else []), Verdict.UNKNOWN, Verdict.NA]
    language = report.language
    parts = [f"{tally[verdict]} {say(words.VERDICT[verdict].word, language)}" for verdict in shown]
    owed = say("欠薪 {sum}", language, sum=figures.owed([project.money for project in report.projects]))
    return " · ".join([say("{n} 条规则", language, n=figures.count(len(by_rule))), *parts, owed])


def _verdict(parts: Sequence[Coverage], *, breach: bool) -> Verdict:
    """Say what a rule found out over all projects; failures that are no breach are 预警."""
    passed, failed, unknown = (sum(getattr(one, name) for one in parts) for name in ("passed", "failed", "unknown"))
    if failed:
        return Verdict.FAIL if breach else Verdict.WARN
    if unknown > passed:
        return Verdict.UNKNOWN
    return Verdict.PASS if passed else Verdict.NA


class _Pen:
    """Writes only what the terminal can show, and nothing that it would obey."""

    def __init__(self, console: Console, language: Language) -> None:
        self.console = console
        self.language = language
        self.width = min(console.width, WIDTH)

    def text(self, text: str, style: str = "") -> Text:
        return Text(self.plain(text), style=style)

    def mark(self, mark: words.Mark, more: str = "") -> Text:
        return self.text(f"{mark.shape} {say(mark.word, self.language)}{more}", _STYLE[mark.tone])

    def say(self, text: str, style: str = "", **values: object) -> Text:
        """Write a text of the house in the report's language."""
        return self.text(say(text, self.language, **values), style)

    def plain(self, text: str) -> str:
        return "".join(map(self._sign, inert.terminal(text)))

    def table(self, table: Table) -> None:
        self.console.print()
        self.console.print(table, width=self.width)

    def _sign(self, sign: str) -> str:
        encoding = self.console.encoding
        for candidate in (sign, _PLAINER.get(sign, "?")):
            try:
                candidate.encode(encoding)
            except UnicodeError:
                continue
            return candidate
        return "?"


def _grid(title: str, pen: _Pen) -> Table:
    return Table(
        title=pen.say(title),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,
        show_edge=False,
        padding=(0, 1),
        pad_edge=False,
        header_style="dim",
    )


def _header(report: Report, pen: _Pen) -> Iterator[Text]:
    on = report.on.isoformat()
    if not report.projects:
        yield pen.say("没有可以审查的项目 · 审查日 {on}", "bold", on=on)
        return
    if len(report.projects) > 1:
        yield pen.say("{n} 个项目 · 审查日 {on}", "bold", n=figures.count(len(report.projects)), on=on)
        return
    project = report.projects[0]
    kind = f" · {say(words.NO_ARREARS_PROJECT, pen.language)}" if project.no_arrears_project else ""
    name = inert.clip(project.name or project.project_id, 60)
    yield pen.text(
        f"{name} · {project.place or project.region}{kind} · {say('审查日 {on}', pen.language, on=on)}", "bold"
    )
    yield pen.mark(words.VERDICT[project.verdict]) + pen.text(f" {_sums(project, pen.language)}")


def _sums(project: ProjectSummary, language: Language) -> str:
    sums = project.money
    due, unjudged = figures.number(sums.due), figures.number(sums.unjudged)
    owed = say("拖欠 {sum}", language, sum=figures.owed([sums]))
    if sums.workers_in_arrears:
        people = {"workers": sums.workers_in_arrears, "months": sums.worker_months_in_arrears}
        owed += " " + say("({workers} 人 {months} 人月)", language, **people)
    told = {"due": figures.yuan(sums.due), "share": figures.share(due - unjudged, due)}
    return f"{owed} · {say('应发 ¥{due} · 已核实 {share}', language, **told)}"


def _pillars(project: ProjectSummary, pen: _Pen) -> Table:
    table = _grid("两金六制", pen)
    table.add_column(pen.say("制度"), ratio=1)
    table.add_column(pen.say("结论"), no_wrap=True)
    table.add_column(pen.say("问题"), justify="right", no_wrap=True)
    table.add_column(pen.say("涉及金额(元)"), justify="right", no_wrap=True)
    table.add_column(pen.say("已判定"), justify="right", no_wrap=True)
    for pillar in project.pillars:
        judged = pillar.passed + pillar.failed
        table.add_row(
            pen.say(pillar.pillar),
            pen.mark(words.VERDICT[pillar.verdict]),
            figures.count_or_blank(pillar.failed),
            figures.yuan_or_blank(pillar.amount),
            pen.text(figures.share(judged, judged + pillar.unknown)),
        )
    return table


def _projects(projects: Sequence[ProjectSummary], pen: _Pen) -> Table:
    worst = sorted(projects, key=lambda one: (-figures.number(one.money.arrears), one.project_id))
    table = _grid("欠薪最多的项目" if len(projects) > PROJECTS else "项目", pen)
    table.add_column(pen.say("项目"), ratio=1, overflow="fold")
    table.add_column(pen.say("结论"), no_wrap=True)
    table.add_column(pen.say("拖欠工资(元)"), justify="right", no_wrap=True)
    table.add_column(pen.say("人数"), justify="right", no_wrap=True)
    for project in worst[:PROJECTS]:
        table.add_row(
            pen.text(inert.clip(project.name or project.project_id, 60)),
            pen.mark(words.VERDICT[project.verdict]),
            figures.yuan_or_blank(project.money.arrears),
            figures.count(project.money.workers_in_arrears),
        )
    return table


def _largest(largest: Sequence[Finding], report: Report, pen: _Pen) -> Table:
    table = _grid("最要紧的问题", pen)
    table.add_column(pen.say("规则"), no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(pen.say("对象"), overflow="fold", max_width=16)
    table.add_column(pen.say("说明"), ratio=1)
    table.add_column(pen.say("金额(元)"), justify="right", no_wrap=True)
    for finding in largest:
        rule = report.rules.get(finding.rule)
        table.add_row(
            pen.text(finding.rule),
            pen.say(finding.severity.label, _STYLE[words.SEVERITY[finding.severity].tone]),
            pen.text(_about(finding)),
            pen.text(
                inert.clip(finding.message or (rule.title if rule else ""), _MESSAGE[report.language], report.language)
            ),
            figures.yuan_or_blank(finding.amount),
        )
    return table


def _weight(finding: Finding) -> tuple[int, int, str, str]:
    cents = int(figures.number(finding.amount) * 100)
    return finding.severity.rank, -cents, finding.rule, finding.fingerprint


def _about(finding: Finding) -> str:
    """Name whom or what a finding is about, and the month: 「吴卫国 2025-04」."""
    subject = inert.clip(finding.subject.name or finding.subject.id, 40)
    return f"{subject} {finding.month}" if finding.month else subject
