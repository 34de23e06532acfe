"""How long the wage account lasts, as it stands on the page: a warning with all that it assumes, never a finding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from wagecheck.language import Language, say
from wagecheck.model import ProjectSummary, Runway, RunwayState
from wagecheck.report import figures
from wagecheck.report.words import Mark

LISTED = 50
"""Most projects named on the front page of many."""

RUNWAY = {
    RunwayState.SHORT: Mark("▲", "预警", "warn"),
    RunwayState.ENOUGH: Mark("○", "未见缺口", "na"),
    RunwayState.DONE: Mark("○", "不适用", "na"),
    RunwayState.UNKNOWN: Mark("?", "未检", "unknown"),
}
RUNWAY_GAPS = {
    "statement": "没有专户流水",
    "balance": "流水看不出余额",
    "accounts": "流水属于几个账户, 没有共同的余额",
    "closed": "专户已销户",
    "payroll": "不足两个月的工资表",
    "allotments": "不足两个月有人工费拨付, 看不出节奏",
}
_ANSWERS = {
    RunwayState.SHORT: "照近期的节奏, 到 {day} 发 {month} 工资时差 ¥{amount}",
    RunwayState.ENOUGH: "照近期的节奏, 到 {until} 为止够发工资",
    RunwayState.DONE: "没有待发的工资",
}
_OWED_ALREADY = "到 {day}, 余额已不够补发所欠工资, 差 ¥{amount}"


@dataclass(frozen=True, slots=True)
class RunwayView:
    """The warning of one project."""

    mark: Mark
    answer: str
    assumption: str
    """Blank where nothing was reckoned."""


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One of many projects whose account falls short."""

    name: str
    href: str
    day: str
    amount: str
    month: str
    """Blank where it is what is owed already."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is ahead of many projects, the first shortage first."""

    rows: tuple[ShortRow, ...]
    count: str
    unknown: str
    omitted: str


def view(runway: Runway | None, language: Language) -> RunwayView | None:
    """Word the warning of a project; None where nothing was asked."""
    if runway is None:
        return None
    return RunwayView(RUNWAY[runway.state], answer(runway, language), assumption(runway, language))


def answer(runway: Runway, language: Language) -> str:
    """Say when the account falls short, or why that cannot be said."""
    if runway.state is RunwayState.UNKNOWN:
        return say("; ", language).join(say(RUNWAY_GAPS[code], language) for code in runway.missing)
    told = _ANSWERS[runway.state] if runway.state is not RunwayState.SHORT or runway.month else _OWED_ALREADY
    amount = figures.yuan(runway.amount)
    return say(told, language, day=runway.day, month=runway.month, amount=amount, until=runway.until)


def assumption(runway: Runway, language: Language) -> str:
    """Spell out what the reckoning stands on; blank where there is none."""
    if runway.state is RunwayState.UNKNOWN:
        return ""
    came = (
        say(
            "人工费每 {every} 个月 {day} 日前后拨付 ¥{amount} (最近 {n} 次的中位数)。",
            language,
            every=runway.allotment_every,
            day=runway.allotment_day,
            amount=figures.yuan(runway.allotment),
            n=runway.allotment_months,
        )
        if runway.allotment_every
        else say("人工费拨付自 {day} 后中断, 按不再拨付推算。", language, day=runway.last_allotment)
    )
    owed = figures.number(runway.overdue) > 0
    parts = (
        say("自 {day} 余额 ¥{amount} 推算, ", language, day=runway.since, amount=figures.yuan(runway.balance)),
        say("先补发已欠的 ¥{amount}; ", language, amount=figures.yuan(runway.overdue)) if owed else "",
        say(
            "每月工资 ¥{amount} (最近 {n} 个月工资表的中位数), 按约定的发薪日支付; ",
            language,
            amount=figures.yuan(runway.payroll),
            n=runway.payroll_months,
        ),
        came,
        say("未检的工资和总包补足没有计入。推算只作预警, 不是认定; 拨付或用工有变化时应重新推算。", language),
    )
    return "".join(parts)


def record(runway: Runway | None, language: Language) -> dict[str, Any] | None:
    """Give the reckoning as plain values, with its assumption in words."""
    if runway is None:
        return None
    told = ((field.name, getattr(runway, field.name)) for field in fields(runway))
    values = {name: None if value == "" else value for name, value in told}
    words = {"answer": answer(runway, language), "assumption": assumption(runway, language)}
    return {**values, "state": runway.state.value, "missing": list(runway.missing), **words}


def ahead(projects: Iterable[ProjectSummary], rows: Sequence[tuple[str, str, str]]) -> Ahead | None:
    """List the projects whose account falls short; None where nothing was reckoned. `rows`: id, name and address."""
    reckoned = [(one, one.runway) for one in projects if one.runway]
    if not reckoned:
        return None
    known = {project: (name, href) for project, name, href in rows}
    short = [(one, runway) for one, runway in reckoned if runway.state is RunwayState.SHORT]
    ordered = sorted(short, key=lambda pair: (pair[1].day, -figures.number(pair[1].amount), pair[0].project_id))
    listed = tuple(
        ShortRow(*known[one.project_id], runway.day, figures.yuan(runway.amount), runway.month)
        for one, runway in ordered[:LISTED]
        if one.project_id in known
    )
    unknown = sum(runway.state is RunwayState.UNKNOWN for _, runway in reckoned)
    return Ahead(
        listed, figures.count(len(short)), figures.count_or_blank(unknown), figures.count_or_blank(len(short[LISTED:]))
    )
