"""findings.xlsx: the findings and all that stands behind them, for people who sort, filter and add up."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wagecheck.model import Report, Verdict
from wagecheck.report import figures, words
from wagecheck.report.xlsx import lists, sources
from wagecheck.report.xlsx.book import ROWS, Book, Cell, Column, Link, Sheet, parts_of, write_book
from wagecheck.report.xlsx.desk import Desk

NAME = "findings.xlsx"

_LISTS = (
    lists.breaches,
    lists.ledger,
    lists.unchecked,
    lists.suspicions,
    sources.projects,
    sources.pillars,
    sources.rules,
    sources.parameters,
    sources.inputs,
    sources.rejected,
    sources.notices,
)


def write(report: Report, to: Path, *, rows: int = ROWS) -> tuple[Path, ...]:
    """Write findings.xlsx into a folder; a list of more than `rows` goes on in a sheet of its own."""
    path = to / NAME
    desk = Desk(report)
    sheets = [make(desk) for make in _LISTS]
    book = Book(
        title=desk.title,
        footer=" · ".join(part for part in (report.organisation, report.auditor, report.on.isoformat()) if part),
        created=report.on,
        page=desk.say("第 {page} / {pages} 页", page="&P", pages="&N"),
    )
    write_book(path, [_overview(desk, sheets, rows), *sheets], book, rows=rows)
    return (path,)


def _overview(desk: Desk, sheets: Sequence[Sheet], rows: int) -> Sheet:
    """Say what this is, what it found, what the other sheets hold, and how to take them."""
    columns = (Column(desk.say("事项"), 26), Column(desk.say("内容"), 90))
    told = [*_answer(desk), *_contents(desk, sheets, rows), *_notes(desk)]
    return Sheet(desk.say("概览"), columns, told, filtered=False)


def _answer(desk: Desk) -> Iterator[tuple[Cell, ...]]:
    report, say = desk.report, desk.say
    yield say("报告"), desk.title
    yield say("审查日"), report.on.isoformat()
    for name, value in (("审查单位", report.organisation), ("审查人", report.auditor)):
        if value:
            yield say(name), value
    sums = [one.money for one in report.projects]
    if len(report.projects) == 1:
        yield say("结论"), desk.mark(words.VERDICT[report.projects[0].verdict])
    else:
        failed = sum(one.verdict is Verdict.FAIL for one in report.projects)
        yield say("结论"), say("{count} 个项目, {failed} 个不合规", count=len(report.projects), failed=failed)
    if sums:
        yield say("拖欠工资"), say(figures.owed(sums))
        due, unjudged = (figures.total(getattr(one, name) for one in sums) for name in ("due", "unjudged"))
        yield say("工资已核实"), figures.share(due - unjudged, due)


def _contents(desk: Desk, sheets: Sequence[Sheet], rows: int) -> Iterator[tuple[Cell, ...]]:
    for sheet in sheets:
        text = desk.say("{n} 行", n=figures.count(len(sheet.rows)))
        if (parts := parts_of(sheet, rows)) > 1:
            text += desk.say(", 超过一张工作表的行数, 分写在 {parts} 张里", parts=parts)
        yield Link(sheet.name, sheet.name, 0), text


def _notes(desk: Desk) -> Iterator[tuple[Cell, ...]]:
    revealed = "本表显示完整的身份证、银行卡和电话号码, 请按个人信息保护的要求保管, 不得外传。"
    masked = "证件、银行卡、账号和电话只显示首尾几位。"
    yield desk.say("号码"), desk.say(revealed if desk.report.revealed else masked)
    for name, text in words.LEGAL_NOTES:
        yield desk.say(name), desk.say(text)
    yield desk.say("程序"), f"wagecheck {desk.report.version} · {desk.report.rulebook[:12]}"
