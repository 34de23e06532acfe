"""Small made-up reports: a tiny one for golden files, a hostile one, a crowded one, several projects, none at all."""

from dataclasses import replace

from tests.report.made_findings import finding
from tests.report.made_people import MINIMUM, PROJECT, line, payroll, worker
from tests.report.made_site import site
from wagecheck.model import (
    Finding,
    Incident,
    InputSheet,
    LedgerLine,
    Notice,
    ProjectSummary,
    Rejected,
    Report,
    Source,
    Subject,
    Verdict,
)

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "\u202e甲乙\u202c\u200f"
ENDLESS = "长" * 10_000
ESCAPE = "\x1b[2J\x07"
BREAKOUT = "\"; } </style></script>' onload=alert(1) x='"


def tiny() -> Report:
    """Give a report with one of everything."""
    whole = site()
    found = (
        replace(
            finding(
                "W05",
                worker(1)[0],
                "应于 2025-06-13 付清 5,600.00 元, 已结 0.00 元, 欠 5,600.00 元",
                payroll("2025-05", 1),
                line(3),
                month="2025-05",
                amount="5600.00",
                values={"settled": "0.00", "net": "5600.00", "due_date": "2025-06-13"},
            ),
            fingerprint="3f2a9c0d1e4b5a67",
        ),
        replace(
            finding(
                "W07",
                worker(2)[0],
                "应发 1,480.00 元, 低于 1,655.00 元",
                payroll("2025-05", 2),
                month="2025-05",
                amount="-12.00",
                parameters=MINIMUM[1:],
            ),
            fingerprint="0123456789012345",
        ),
        replace(finding("F01", worker(3)[0], "=两笔付款金额相同", line(8), line(9)), fingerprint="aa00000000000001"),
    )
    rules = {one.rule for one in found}
    project = whole.projects[0]
    return replace(
        whole,
        projects=(replace(project, months=project.months[4:6], pillars=project.pillars[:3]),),
        findings=found,
        coverage=tuple(one for one in whole.coverage if one.rule in rules),
        ledger=whole.ledger[:2],
        incidents=(Incident("K02", "ColumnNotFoundError"),),
        rules={rule: whole.rules[rule] for rule in sorted(rules, reverse=True)},
    )


def shuffled(report: Report) -> Report:
    """Give the same report with every list and mapping the other way round."""
    return replace(
        report,
        findings=tuple(replace(one, values=dict(list(one.values.items())[::-1])) for one in reversed(report.findings)),
        projects=tuple(
            replace(one, flow=dict(list(one.flow.items())[::-1]), months=one.months[::-1])
            for one in reversed(report.projects)
        ),
        coverage=report.coverage[::-1],
        ledger=report.ledger[::-1],
        inputs=report.inputs[::-1],
        rejected=report.rejected[::-1],
        notices=report.notices[::-1],
        incidents=report.incidents[::-1],
        parameters=report.parameters[::-1],
        rules=dict(list(report.rules.items())[::-1]),
    )


def hostile() -> Report:
    """Give a report in which every text that comes from files wants to act, hide or burst the page."""
    whole = tiny()
    evil = SCRIPT + BREAKOUT + TURNED + ESCAPE
    source = Source(evil + ENDLESS, FORMULA, 3)
    found = tuple(
        _evil(whole.findings[0], text, at, source) for at, text in enumerate((SCRIPT, FORMULA, evil, ENDLESS))
    )
    return replace(
        whole,
        projects=(replace(whole.projects[0], name=evil + ENDLESS, contractor=evil, owner=FORMULA, place=evil),),
        findings=found,
        ledger=(LedgerLine(PROJECT, FORMULA, evil, evil, ENDLESS, "2025-05", "2025-06-13", *_MONEY, (source,)),),
        inputs=(InputSheet(evil, "0" * 64, "payroll", FORMULA, 1, 2, 1, 1, encoding="GB18030"),),
        rejected=(Rejected(evil, FORMULA, 9, ENDLESS),),
        notices=(Notice("error", evil + ENDLESS, evil, FORMULA, 4),),
        incidents=(Incident("K02", evil),),
        auditor=evil,
        organisation=FORMULA,
    )


_MONEY = ("5600.00", "0.00", "5600.00")


def _evil(model: Finding, text: str, at: int, source: Source) -> Finding:
    return replace(
        model,
        fingerprint=f"{at:016x}",
        subject=Subject("worker", text, text),
        message=text,
        values={"net": text},
        sources=(source,),
    )


def crowded(many: int) -> Report:
    """Give the site with that many findings of one rule more."""
    whole = site()
    more = tuple(
        replace(whole.findings[0], fingerprint=f"{at:08x}00000000", amount=f"{at}.00", month="2025-05")
        for at in range(many)
    )
    return replace(whole, findings=(*whole.findings, *more))


def several(many: int) -> Report:
    """Give a report of that many projects; the last is the site itself, the others owe less and less."""
    whole = site()
    own = whole.projects[0]
    return replace(
        whole,
        projects=(*(_smaller(own, at) for at in range(1, many)), own),
        inputs=tuple(replace(sheet, project_id=PROJECT) for sheet in whole.inputs[:-1]) + whole.inputs[-1:],
    )


def _smaller(project: ProjectSummary, at: int) -> ProjectSummary:
    money = replace(project.money, arrears="0.00", workers_in_arrears=0, worker_months_in_arrears=0)
    return replace(
        project, project_id=f"GC-{at:04d}", name=f"第{at}号工地", verdict=Verdict.PASS, funding="社会投资", money=money
    )


def empty() -> Report:
    """Give the report of a folder in which no project was found."""
    whole = site()
    return replace(
        whole, projects=(), findings=(), coverage=(), ledger=(), parameters=(), rules={}, rejected=whole.rejected[:1]
    )
