"""What is wrong with the made-up site: some three hundred findings of every kind."""

from collections.abc import Iterator
from itertools import count

from tests.report.made_people import (
    CONTRACTOR,
    LEDGER,
    LINE,
    MINIMUM,
    MONTHS,
    OPENING,
    PROJECT,
    RATE,
    RULES,
    attendance,
    line,
    payroll,
    roster,
    worker,
)
from wagecheck.model import Citation, Finding, Source, Subject

_SITE = Subject("project", PROJECT, "")
_OVERVIEW = Source("项目概况.xlsx", "概况", 24)


def finding(
    rule: str,
    subject: Subject,
    message: str,
    *sources: Source,
    month: str | None = None,
    amount: str | None = None,
    values: dict[str, str] | None = None,
    parameters: tuple[Citation, ...] = (),
    fingerprint: str = "",
) -> Finding:
    """Make a finding of a rule, with what the rule says of itself."""
    info = RULES[rule]
    return Finding(
        fingerprint=fingerprint,
        rule=rule,
        severity=info.severity,
        kind=info.kind,
        project_id=PROJECT,
        subject=subject,
        month=month,
        amount=amount,
        message=message,
        basis=info.basis,
        remedy=info.remedy,
        by=info.by,
        values=values or {},
        sources=sources,
        parameters=parameters,
    )


def findings() -> tuple[Finding, ...]:
    """Give them all, each with a fingerprint of its own."""
    numbers = count(1)
    every = (*_arrears(), *_late(), *_payroll(), *_deposit(), *_account(), *_papers(), *_roster(), *_paid(), *_doubts())
    return tuple(
        Finding(**{name: getattr(one, name) for name in Finding.__slots__} | {"fingerprint": f"{next(numbers):016x}"})
        for one in every
    )


def _arrears() -> Iterator[Finding]:
    for at, owed in enumerate(LEDGER):
        yield finding(
            "W05",
            Subject("worker", owed.worker_id, owed.name),
            f"应于 {owed.due_date} 付清 {owed.net} 元, 已结 {owed.settled} 元, 欠 {owed.arrears} 元",
            *owed.sources,
            line(at),
            month=owed.month,
            amount=owed.arrears,
            values={
                "due_date": owed.due_date,
                "net": owed.net,
                "settled": owed.settled,
                "arrears": owed.arrears,
            },
        )


def _late() -> Iterator[Finding]:
    for at in range(140):
        month = MONTHS[at % 5]
        yield finding(
            "W06",
            worker(at)[0],
            f"迟 {at % 11 + 1} 日付清",
            payroll(month, at),
            line(at + 3),
            month=month,
            values={"net": f"{5200 + at * 13}.00", "paid_off": "2025-05-26"},
        )


def _payroll() -> Iterator[Finding]:
    for at in range(6):
        yield finding(
            "W07",
            worker(at * 9)[0],
            f"出勤 {18 + at} 天, 应发 {1480 + at * 20}.00 元, 低于折算后的最低工资 {1655 + at * 30}.00 元",
            payroll(MONTHS[at], at),
            month=MONTHS[at],
            amount=f"{175 + at * 10}.00",
            values={"days": f"{18 + at}.00", "minimum": MINIMUM[at % 2].value},
            parameters=(MINIMUM[at % 2],),
        )
    for at in range(5):
        yield finding(
            "W01", worker(at + 60)[0], f"出勤 {21 + at} 天, 工资表中没有此人", attendance(6, at), month="2025-06"
        )
    for at in range(48):
        month = MONTHS[at % 3 + 4]
        yield finding("W03", worker(at + 20)[0], "工资表本人签字一栏为空", payroll(month, at), month=month)


def _deposit() -> Iterator[Finding]:
    yield finding(
        "D03",
        _SITE,
        "有效保证金 880,000.00 元, 应存 1,000,000.00 元, 差 120,000.00 元",
        Source("保证金台账.xlsx", "保证金", 3),
        amount="120000.00",
        values={"effective_amount": "880000.00", "required_amount": "1000000.00"},
        parameters=(RATE,),
    )
    yield finding(
        "D08",
        Subject("instrument", "NCBH-2024-0088", ""),
        "银行保函已于 2025-06-30 到期, 未见续开",
        Source("保证金台账.xlsx", "保证金", 4),
        amount="500000.00",
    )
    yield finding(
        "D07",
        Subject("instrument", "NCBH-2024-0102", ""),
        "银行保函 2025-09-10 到期, 距审查日 21 日",
        Source("保证金台账.xlsx", "保证金", 5),
    )


def _account() -> Iterator[Finding]:
    for at, amount in enumerate(("300,000.00", "86,000.00")):
        day = f"2025-05-{9 + at:02d}"
        yield finding(
            "A08",
            Subject("transaction", f"专户流水-工行.xls#{212 + at}", CONTRACTOR),
            f"{day} 转出 {amount} 元至{CONTRACTOR}, 摘要“往来款”",
            line(203 + at),
            month="2025-05",
            amount=amount.replace(",", ""),
            values={"booked_at": day, "counterparty_name": CONTRACTOR},
        )
    for month in ("2025-02", "2025-06"):
        yield finding("A14", Subject("month", month, ""), f"{month} 未见人工费用拨付", line(0), month=month)
    yield finding(
        "A02",
        _SITE,
        "专户开户日期 2024-12-20, 晚于施工合同签订后 30 日(2024-11-30)",
        _OVERVIEW,
        parameters=(OPENING,),
    )
    yield finding("A12", _SITE, "流水末余额 212,340.55 元, 不足未结工资", line(402), amount="186419.45")
    yield finding(
        "A11",
        Subject("transaction", "专户流水-工行.xls#118", ""),
        "本行余额与上一行相差 12,000.00 元, 疑有缺行",
        line(109),
        amount="12000.00",
    )


def _papers() -> Iterator[Finding]:
    yield finding("L02", _SITE, "告示牌缺: 劳动监察电话、法律援助、公共法律服务热线", _OVERVIEW)
    yield finding("P03", _SITE, "台账未载明工程款支付担保方式", _OVERVIEW)


def _roster() -> Iterator[Finding]:
    for at in range(4):
        yield finding("R01", worker(at + 100)[0], f"出勤 {9 + at} 天, 花名册中没有此人", attendance(6, at + 80))
    for at in range(9):
        yield finding("R04", worker(at + 30)[0], "花名册劳动合同签订日期为空", roster(at * 4))
    for at in range(3):
        yield finding("R08", worker(at + 50)[0], "身份证号码校验码不符", roster(at + 50))
    for at in range(7):
        yield finding("R12", worker(at * 38)[0], "已到法定退休年龄(2025-03), 仅作提示", roster(at + 60))
    for at in range(30):
        yield finding("R13", worker(at + 70)[0], "花名册缺: 联系电话、工种", roster(at + 20))


def _paid() -> Iterator[Finding]:
    for at in range(2):
        yield finding(
            "B02",
            worker(at + 4)[0],
            f"收款户名“{worker(at + 90)[0].name}”, 与农民工姓名不符",
            line(150 + at),
            Source("代发明细-4月.csv", "", 31 + at),
            month="2025-04",
            amount=f"{6100 + at * 250}.00",
        )
        yield finding(
            "X01",
            worker(at)[0],
            "欠薪 3 个月, 合计 16,800.00 元, 达到立案参考线",
            amount="16800.00",
            parameters=(LINE,),
        )


def _doubts() -> Iterator[Finding]:
    for at in range(2):
        yield finding(
            "F01", worker(at + 40)[0], "2025-04-15 两笔付款金额相同", line(160 + at), line(161 + at), amount="5800.00"
        )
    for at in range(4):
        yield finding("K01", worker(at + 11)[0], "出勤 30 天, 多于当月天数", attendance(2, at), month="2025-02")
    for at in range(12):
        yield finding(
            "W11",
            worker(at + 15)[0],
            f"考勤 {20 + at % 5} 天, 工资表 {24 + at % 5} 天",
            payroll("2025-03", at),
            attendance(3, at),
            month="2025-03",
        )
