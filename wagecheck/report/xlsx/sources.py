"""The lists behind the findings: projects, pillars, rules, parameters, and what was handed in."""

from wagecheck.report import figures, findings, papers, signals, words
from wagecheck.report.xlsx.book import Column, Sheet
from wagecheck.report.xlsx.desk import INPUTS, RULES, Desk, day, input_place, money, month

PROJECTS = "工程项目"
PILLARS = "两金六制"
PARAMETERS = "参数与依据"
REJECTED = "未采用的行"
NOTICES = "读取提示"


def projects(desk: Desk) -> Sheet:
    """List the projects, the most owed first."""
    columns = [Column(name, 24) for name in ("项目编码", "工程项目")]
    columns += [Column("结论", 12), Column("地区", 20), Column("资金性质", 14)]
    columns += [Column("施工总承包单位", 30), Column("建设单位", 30), Column("在册农民工", 10)]
    columns += [Column("首月", 10), Column("末月", 10)]
    columns += [Column(name, 18) for name in ("应付(元)", "已付(元)", "拖欠工资(元)", "未检(元)")]
    columns += [Column(name, 10) for name in ("人数", "人月", "最长月数")]
    rows = [
        (
            one.project_id,
            one.name,
            desk.mark(words.VERDICT[one.verdict]),
            one.place or one.region,
            desk.say(one.funding),
            one.contractor,
            one.owner,
            one.workers,
            month(one.first_month),
            month(one.last_month),
            money(one.money.due),
            money(one.money.paid),
            money(one.money.arrears),
            money(one.money.unjudged),
            one.money.workers_in_arrears,
            one.money.worker_months_in_arrears,
            one.money.longest_months,
        )
        for one in sorted(desk.report.projects, key=lambda one: (-figures.number(one.money.arrears), one.project_id))
    ]
    return desk.sheet(PROJECTS, columns, rows, frozen=2)


def pillars(desk: Desk) -> Sheet:
    """List the pillars of every project."""
    columns = [Column("工程项目", 30), Column("类", 10), Column("制度", 24), Column("结论", 12)]
    columns += [Column(name, 10) for name in ("合规", "问题", "未检", "不适用")] + [Column("涉及金额(元)", 18)]
    rows = [
        (
            desk.project(project.project_id),
            desk.say(one.group),
            desk.say(one.pillar),
            desk.mark(words.VERDICT[one.verdict]),
            one.passed,
            one.failed,
            one.unknown,
            one.na,
            money(one.amount),
        )
        for project in sorted(desk.report.projects, key=lambda one: one.project_id)
        for one in project.pillars
    ]
    return desk.sheet(PILLARS, columns, rows, frozen=1)


def rules(desk: Desk) -> Sheet:
    """List the rules that judged."""
    columns = (
        Column("规则", 8),
        Column("名称", 30),
        Column("严重度", 10),
        Column("性质", 12),
        Column("制度", 24),
        Column("依据", 40),
        Column("口径", 70),
        Column("整改", 50),
        Column("责任方", 18),
    )
    rows = [
        (
            name,
            desk.rule_title(name),
            desk.mark(words.SEVERITY[rule.severity]),
            desk.say(rule.kind.value),
            desk.say("、").join(desk.say(pillar) for pillar in rule.pillars),
            desk.say("、").join(rule.basis),
            rule.doc,
            desk.say(rule.remedy),
            desk.say(rule.by),
        )
        for name, rule in sorted(desk.report.rules.items())
    ]
    return desk.sheet(RULES, columns, rows, frozen=1)


def parameters(desk: Desk) -> Sheet:
    """List the parameters of the law that the judgements used, with their sources and how well they are known."""
    columns = (
        Column("序", 6),
        Column("参数", 34),
        Column("数值", 18),
        Column("自", 14),
        Column("地区", 20),
        Column("依据", 60),
        Column("出处可靠程度", 18),
        Column("说明", 50),
    )
    every = papers.parameters(findings.number_citations(desk.report), desk.labels)
    rows = [
        (
            int(one.number),
            desk.say(one.meaning),
            one.value,
            day(one.since),
            one.place,
            one.cite,
            desk.say(one.read),
            one.note,
        )
        for one in every
    ]
    return desk.sheet(PARAMETERS, columns, rows, frozen=2)


def inputs(desk: Desk) -> Sheet:
    """List what was handed in, sheet by sheet, and how it was read."""
    columns = [
        Column("工程项目", 24),
        Column("文件", 44),
        Column("工作表", 20),
        Column("台账", 16),
    ]
    columns += [Column(name, 10) for name in ("表头行", "读到的行", "采用", "未采用", "合计等行")]
    columns += [Column("编码", 12), Column("SHA-256", 68)]
    rows = [
        (
            desk.project(one.project_id),
            one.file,
            one.sheet,
            desk.labels.table(one.table),
            one.heading_row or None,
            one.rows_read,
            one.rows_kept,
            one.rows_rejected,
            one.rows_furniture,
            one.encoding,
            one.sha256,
        )
        for one in sorted(desk.report.inputs, key=input_place)
    ]
    return desk.sheet(INPUTS, columns, rows, frozen=2)


def rejected(desk: Desk) -> Sheet:
    """List the rows that were read and not kept."""
    columns = (Column("工程项目", 24), Column("文件", 44), Column("工作表", 20), Column("行", 8), Column("原因", 70))
    rows = [
        (desk.project(one.project_id), one.file, one.sheet, one.row, one.reason)
        for one in sorted(
            desk.report.rejected, key=lambda one: (one.project_id, one.file, one.sheet, one.row, one.reason)
        )
    ]
    return desk.sheet(REJECTED, columns, rows)


def notices(desk: Desk) -> Sheet:
    """List what the user is told about the inputs, and the rules that broke."""
    columns = (Column("级别", 10), Column("工程项目", 24), Column("文件", 44), Column("工作表", 20), Column("行", 8))
    incidents = [
        (desk.mark(words.LEVEL["error"]), "", "", "", None, signals.incident(one, desk.report.language))
        for one in sorted(desk.report.incidents, key=lambda one: (one.rule, one.text))
    ]
    told = [
        (
            desk.mark(words.LEVEL.get(one.level, words.LEVEL["warning"])),
            desk.project(one.project_id),
            one.file,
            one.sheet,
            one.row or None,
            one.text,
        )
        for one in sorted(desk.report.notices, key=signals.notice_place)
    ]
    return desk.sheet(NOTICES, (*columns, Column("内容", 80)), [*incidents, *told])
