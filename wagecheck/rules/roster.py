"""R 实名制: who works here is registered, under contract, of age, and who they say."""

import polars as pl
from polars import col

from wagecheck.facts.worker import Worker
from wagecheck.law import acts
from wagecheck.model import Kind, Severity
from wagecheck.rules.declare import rule


@rule(
    "R01",
    "考勤人员均已实名登记",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(28, 55)],
    applies=col.has_attendance,
    breach="有考勤 {attended_days} 天, 花名册中没有此人",
    remedy="补办用工实名登记; 未登记的不得进入施工现场。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def whoever_attends_is_registered() -> pl.Expr:
    """有出勤记录的人都应在花名册。花名册未提供的为未检。"""
    return col.on_roster


@rule(
    "R02",
    "工资表人员均已实名登记",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.ORDER_724.article(28, 31)],
    applies=col.on_payroll,
    breach="工资表有此人, 花名册中没有",
    remedy="核实是否在本项目用工: 是的补办实名登记, 不是的从工资表剔除并追回。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def whoever_is_paid_is_registered() -> pl.Expr:
    """工资表依据实名用工编制, 表上的人都应在花名册。"""
    return col.on_roster


@rule(
    "R03",
    "先登记后上岗",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28), acts.REALNAME_2019.article("第八条(房屋建筑、市政工程)")],
    applies=col.attended_by_day & col.on_roster,
    breach="实名登记日期 {registered_date}, 首次考勤 {began_by}",
    remedy="核实登记日期; 未完成实名登记的不得进入施工现场。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def registration_comes_before_work() -> pl.Expr:
    """实名登记日期不晚于首次逐日考勤, 取花名册各段中最早的登记日期。登记日期为空的为未检。

    18号适用于房屋建筑和市政工程。
    """
    return (
        pl.when(col.registered_date <= col.began_from).then(True).when(col.registered_date > col.began_by).then(False)
    )


@rule(
    "R04",
    "签订劳动合同或用工书面协议",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28), acts.REALNAME_2019.article("第八条(房屋建筑、市政工程)")],
    applies=col.on_roster,
    breach="花名册未载明劳动合同 (用工书面协议) 签订日期",
    remedy="与农民工补签劳动合同或用工书面协议。",
    by="用人单位",
    since=acts.ORDER_724.in_force,
)
def contract_is_signed() -> pl.Expr:
    """花名册设有合同签订日期栏而为空的作不合规; 没有这一栏的为未检。"""
    return col.contract_provided


@rule(
    "R05",
    "先签合同后进场",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(28)],
    applies=col.on_roster & col.contract_provided,
    breach="合同签订日期晚于进场日期 {contract_delay} 天 (首次进场 {entry_date})",
    remedy="先签订劳动合同或用工书面协议, 后安排进场。",
    by="用人单位",
    since=acts.ORDER_724.in_force,
)
def contract_comes_before_entry() -> pl.Expr:
    """花名册每段的合同签订日期不晚于该段进场日期, 以最迟的一段认定。未载明合同的由 R04 认定。"""
    return col.contract_delay <= 0


@rule(
    "R06",
    "用工满一月未签合同(双倍工资风险)",
    on=Worker,
    severity=Severity.WARNING,
    kind=Kind.EARLY,
    basis=[acts.LABOUR_CONTRACT_LAW.article(82)],
    applies=col.on_roster & col.month_over,
    breach="进场满一月之日 {contract_limit}, 合同签订日期 {contract_date}, 逾期 {month_delay} 天",
    remedy="立即补签书面劳动合同, 并核实双倍工资的支付风险。",
    by="用人单位",
    deadline="contract_limit",
    since=acts.LABOUR_CONTRACT_LAW.in_force,
)
def contract_is_written_within_a_month() -> pl.Expr:
    """自进场之日起一个月内签订书面合同; 本段未载明的以其他段最早的合同计, 都没有的计至审查日。

    不足一月即离场的同样提示。
    """
    return col.month_delay <= 0


@rule(
    "R07",
    "合同在有效期内用工",
    on=Worker,
    severity=Severity.WARNING,
    basis=[acts.ORDER_724.article(28)],
    applies=col.on_roster & col.contract_ends & col.has_attendance,
    breach="合同终止日期 {contract_end}, 末次考勤 {ended_from}",
    remedy="续签劳动合同或用工书面协议, 或办理退场。",
    by="用人单位",
    since=acts.ORDER_724.in_force,
)
def work_stays_within_the_contract() -> pl.Expr:
    """末次考勤不晚于合同终止日期; 有几段的以最晚的终止日期计。只有月考勤的, 按该月可能的首尾日认定。"""
    return pl.when(col.ended_by <= col.contract_end).then(True).when(col.ended_from > col.contract_end).then(False)


@rule(
    "R08",
    "身份证号码有效",
    on=Worker,
    severity=Severity.VIOLATION,
    basis=[acts.ORDER_724.article(6)],
    applies=col.identity_card,
    breach="身份证号码 {id_no} 不符合编码规则",
    remedy="核对证件原件, 更正花名册和工资表中的号码。",
    by="施工总承包单位",
    since=acts.ORDER_724.in_force,
)
def identity_number_is_sound() -> pl.Expr:
    """18 位、校验码、出生日期、省级代码四项。以数值存储而丢失末位的号码不作比较, 为未检。"""
    return col.id_valid


@rule(
    "R09",
    "同一人不重复在册",
    on=Worker,
    severity=Severity.WARNING,
    kind=Kind.DATA,
    basis=["数据口径: 同一人在同一项目的各段进退场期间不重叠"],
    applies=col.on_roster,
    breach="花名册有 {stays} 段在册, 其中 {overlaps} 段与前段重叠",
    remedy="核对进退场日期, 删除重复登记。",
    by="施工总承包单位",
)
def nobody_is_registered_twice_at_a_time() -> pl.Expr:
    """后一段进场日期早于前一段退场日期的为重叠, 未登记退场的视为仍在场; 退场当日再进场的不算。

    不同文件或工作表中单位和进场日期相同的为同一段。
    """
    return col.overlaps == 0


@rule(
    "R10",
    "不得使用童工",
    on=Worker,
    severity=Severity.CRITICAL,
    basis=[acts.CHILD_LABOUR_2002.article(2)],
    applies=col.id_valid & col.first_day_known,
    breach="首个用工日 {first_day} 时年龄 {age_at_start} 周岁",
    remedy="立即停止使用, 送回监护人, 并报告人社部门。",
    by="用人单位",
    since=acts.CHILD_LABOUR_2002.in_force,
)
def nobody_is_under_sixteen() -> pl.Expr:
    """用工首日以进场日期与首次考勤较早者计, 年龄按身份证号码的出生日期计, 生日当日满岁。"""
    return col.age_at_start >= col("age.minimum")
