"""R 实名制: who does which work, trained, insured, of what age, and until when."""

import polars as pl
from polars import col

from wagecheck.facts.worker import Worker
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "R11",
    "未成年工禁忌岗位",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.LABOUR_LAW.article(58, 64)],
    applies=col.id_valid & (col.age_at_start >= col("age.minimum")) & (col.age_at_start < col("age.adult")),
    breach="首个用工日 {first_day} 时 {age_at_start} 周岁, 工种 {trades}",
    remedy="立即调整到非禁忌岗位, 并办理未成年工登记和健康检查。",
    by="用人单位",
    since=acts.LABOUR_LAW.in_force,
)
def minors_do_no_dangerous_work() -> pl.Expr:
    """十六、十七周岁的, 首段及十八周岁前进场的各段工种不在危险作业之列。工种按名称所含字样认定, 未载明的为未检。"""
    return ~col.young_hazardous


@rule(
    "R12",
    "超过法定退休年龄(仅提示)",
    on=Worker,
    severity=Severity.NOTICE,
    basis=[acts.RETIREMENT_2024.article(), acts.JIN_2025_7.article("(七)")],
    applies=col.id_valid & col.on_site & (col.audit_day >= acts.RETIREMENT_2024.in_force),
    breach="自 {retires_on} 所在月起达到法定退休年龄",
    remedy="核实养老待遇, 订立用工协议, 参加工伤保险, 安排适合的岗位; 不得以年龄“一刀切”。",
    by="用人单位",
)
def whoever_is_past_the_statutory_age_is_noted() -> pl.Expr:
    """法定退休年龄按出生年月逐步延迟; 女性按原五十周岁计, 花名册载明为管理人员的按原五十五周岁计。

    在场指已进场且未退场。
    """
    return col.audit_day < col.retires_on


@rule(
    "R13",
    "花名册必填信息完整",
    on=Worker,
    severity=Severity.WARNING,
    basis=[acts.LABOUR_CONTRACT_REGULATION.article(8), acts.REALNAME_2019.article("第十一条(房屋建筑、市政工程)")],
    applies=col.on_roster,
    breach="花名册缺 {fields_missing} 项: {missing_fields}",
    remedy="补齐花名册信息。",
    by="施工总承包单位",
    since=acts.REALNAME_2019.in_force,
)
def roster_rows_are_complete() -> pl.Expr:
    """姓名、身份证号码、联系电话、所属单位、工种、进场日期、工资卡号七项, 逐行认定。没有该栏的为未检,

    号码以数值存储而失真的不算缺。
    """
    return col.fields_missing == 0


@rule(
    "R14",
    "考勤在进退场期间内",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28)],
    applies=col.attended_by_day & col.on_roster,
    breach="进退场期间之外有 {days_outside} 天考勤, 首日 {first_outside}",
    remedy="核对进退场登记和考勤, 更正失实的一方。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def attendance_lies_within_the_stays() -> pl.Expr:
    """每个考勤日都在某一段进退场期间内, 首尾两日含在内; 未登记退场的视为仍在场。只有月考勤的不认定。"""
    return col.days_outside == 0


@rule(
    "R15",
    "长期无考勤应登记退场",
    on=Worker,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=["本工具口径: 一个月无考勤, 人已不在场"],
    applies=col.on_roster & col.stays_on & col.unfinished,
    breach="末次考勤 {ended_by}, 至项目考勤截止已 {idle_at_least} 天, 未登记退场",
    remedy="核实是否离场; 已离场的登记退场日期并结清工资。",
    by="施工总承包单位",
)
def whoever_stays_away_is_signed_off() -> pl.Expr:
    """工程未完工、未登记退场的, 末次考勤距项目考勤截止不超过规定天数。从未有考勤的为未检。"""
    return (
        pl.when(col.idle_at_most <= col("attendance.idle_days"))
        .then(True)
        .when(col.idle_at_least > col("attendance.idle_days"))
        .then(False)
    )


@rule(
    "R16",
    "上岗前安全教育",
    on=Worker,
    severity=Severity.WARNING,
    basis=[acts.REALNAME_2019.article("第八条(房屋建筑、市政工程)"), acts.SAFETY_LAW.clause("安全生产教育和培训")],
    applies=col.on_roster & col.training_asked,
    breach="安全教育日期 {training_date}, 上岗日期 {training_due_by}",
    remedy="补办三级安全教育; 未经教育的不得上岗。",
    by="用人单位",
    since=acts.REALNAME_2019.in_force,
)
def training_comes_before_work() -> pl.Expr:
    """安全教育日期已载明且不晚于首次考勤, 没有考勤的不晚于进场日期。花名册没有这一栏的不适用。

    18号适用于房屋建筑和市政工程。
    """
    return col.training_provided & (
        pl.when(col.training_date <= col.training_due_from)
        .then(True)
        .when(col.training_date > col.training_due_by)
        .then(False)
    )


@rule(
    "R17",
    "管理人员不混入农民工工资表",
    on=Worker,
    severity=Severity.WARNING,
    kind=Kind.SUSPICION,
    basis=[acts.ORDER_724.article(2)],
    applies=col.on_roster & col.on_payroll,
    breach="疑点: 花名册载明为管理人员, 列入农民工工资表",
    remedy="核实身份; 确为管理人员的从农民工工资表中分出。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def managers_are_not_on_the_workers_payroll() -> pl.Expr:
    """人员类型为管理人员的不在农民工工资表。人员类型未载明的为未检。"""
    return ~col.is_manager


@rule(
    "R18",
    "参加工伤保险名单",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.INJURY_REGULATION.article(2)],
    applies=col.on_roster & col.insurance_asked,
    breach="花名册未载明已参加工伤保险",
    remedy="补办工伤保险参保登记。",
    by="用人单位",
    since=acts.INJURY_REGULATION.in_force,
)
def everyone_is_insured_against_injury() -> pl.Expr:
    """花名册“是否参加工伤保险”各段均为是; 空白的作不合规, 没有这一栏的不适用。按项目参保另见 P06。"""
    return col.insured


@rule(
    "R19",
    "超龄劳动者不从事危险作业",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.OVER_AGE_2026.article(13)],
    applies=col.id_valid & col.over_age & col.on_site & (col.audit_day >= acts.OVER_AGE_2026.in_force),
    breach="自 {retires_on} 所在月起超过法定退休年龄, 工种 {trades}",
    remedy="调整到非危险作业的岗位, 并改签用工协议。",
    by="用人单位",
)
def nobody_over_age_does_dangerous_work() -> pl.Expr:
    """超过法定退休年龄且审查日在场的, 现工种不在危险作业之列。年龄口径同 R12; 审查日早于规定施行日的不适用。"""
    return ~col.hazardous_now


@rule(
    "R20",
    "超龄劳动者参加工伤保险",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.OVER_AGE_2026.article(15)],
    applies=col.id_valid
    & col.over_age
    & col.on_site
    & col.insurance_asked
    & (col.audit_day >= acts.OVER_AGE_2026.in_force),
    breach="自 {retires_on} 所在月起超过法定退休年龄, 花名册未载明已参加工伤保险",
    remedy="由用人单位为其参加工伤保险, 本人不缴费。",
    by="用人单位",
)
def whoever_is_over_age_is_insured_against_injury() -> pl.Expr:
    """范围同 R19, 现在场各段“是否参加工伤保险”为是; 空白的作不合规, 没有这一栏的不适用。"""
    return col.insured_now
