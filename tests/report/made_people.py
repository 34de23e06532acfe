"""The people, papers and law of a made-up site. No real person is among them."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from wagecheck.model import Citation, Kind, LedgerLine, RuleInfo, Severity, Source, Subject
from wagecheck.privacy import mask

PROJECT = "GC-2025-0317"
CONTRACTOR = "赣北营造集团有限公司"
MONTHS = ("2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07")
DUE = {"2025-04": "2025-05-15", "2025-05": "2025-06-13", "2025-06": "2025-07-15"}

_TEAMS = ("钢筋一班", "木工二班", "混凝土班", "砌筑班", "水电班", "架子班")
_EMPLOYERS = ("江岸劳务有限公司", "弘实建筑劳务有限公司")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
_GIVEN = ("建平", "小兵", "秀英", "志强", "国华", "丽", "永福", "德胜", "海燕", "文军", "春生", "长根")

MINIMUM = (
    Citation(
        "wage.minimum_monthly",
        "月最低工资标准",
        "1850.00",
        "元",
        "2021-04-01",
        "赣府厅字〔2021〕17号",
        "copy",
        "360100",
    ),
    Citation(
        "wage.minimum_monthly", "月最低工资标准", "2000.00", "元", "2024-04-01", "赣府厅字〔2024〕8号", "copy", "360100"
    ),
)
RATE = Citation("deposit.base_rate", "存储比例", "0.01", "", "2022-06-14", "赣人社规〔2022〕3号第七条", "copy", "36")
OPENING = Citation("account.open_days", "专户开户期限", "30", "日", "2021-07-07", "53号第六条", "seen", "")
SETTLING = Citation("wage.settle_days", "退场结清宽限", "30", "日", "1995-01-01", "", "ours", "", "本工具给出的容差")
LINE = Citation("crime.single", "单人立案参考线", "5000.00", "元", "2013-01-23", "法释〔2013〕3号", "recalled", "")

LABELS = {
    "project": "项目概况",
    "roster": "花名册",
    "payroll": "工资表",
    "statement": "专户流水",
    "payout": "代发明细",
    "deposit": "工资保证金",
    "payroll.gross": "应发工资",
    "roster.injury_insured": "是否参加工伤保险",
    "project.labour_cost_ratio": "人工费用比例",
    "worker_month.due_date": "应付日",
    "worker_month.net": "实发应付",
    "worker_month.settled": "已结",
    "worker_month.arrears": "欠发",
    "worker_month.paid_off": "结清日",
    "worker_month.days": "出勤天数",
    "worker_month.minimum": "最低工资标准",
    "project.effective_amount": "有效保证金",
    "project.required_amount": "应存保证金",
    "transaction.booked_at": "交易日",
    "transaction.counterparty_name": "对方户名",
    "place.36": "江西省",
    "place.360100": "南昌市",
}


def _rules() -> Iterator[tuple[str, RuleInfo]]:
    with (Path(__file__).parent / "made_rules.toml").open("rb") as file:
        for name, rule in tomllib.load(file).items():
            yield (
                name,
                RuleInfo(
                    id=name,
                    title=rule["title"],
                    grain=rule["grain"],
                    severity=Severity(rule["severity"]),
                    kind=Kind(rule["kind"]),
                    basis=tuple(rule["basis"]),
                    remedy=rule["remedy"],
                    by=rule["by"],
                    doc="按所交资料逐行比对。",
                    pillars=tuple(rule["pillars"]),
                ),
            )


RULES = dict(_rules())


def worker(at: int) -> tuple[Subject, str, str]:
    """Make up a worker: subject with a masked number, employer, team."""
    body = f"360199{1966 + at % 38}{at % 12 + 1:02d}{at % 27 + 1:02d}{at % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
    name = _SURNAMES[at * 7 % len(_SURNAMES)] + _GIVEN[at * 5 % len(_GIVEN)]
    return Subject("worker", mask(body + check), name), _EMPLOYERS[at % 2], _TEAMS[at % len(_TEAMS)]


def payroll(month: str, at: int) -> Source:
    """Point at a row of a payroll."""
    return Source(f"工资表/{month[:4]}年工资表.xlsx", f"{int(month[5:])}月", 6 + at)


def roster(at: int) -> Source:
    """Point at a row of the roster."""
    return Source("花名册.xlsx", "花名册", 4 + at)


def attendance(month: int, at: int) -> Source:
    """Point at a row of an attendance sheet."""
    return Source(f"考勤/{month}月考勤.xlsx", "考勤表", 7 + at)


def line(at: int) -> Source:
    """Point at a line of the statement."""
    return Source("专户流水-工行.xls", "明细", 9 + at)


def _ledger() -> Iterator[LedgerLine]:
    for at in range(17):
        who, employer, team = worker(at)
        for month in ("2025-05", "2025-06", "2025-04")[: 3 if at < 2 else 2 if at < 4 else 1]:
            net = Decimal(7000 + at * 110 + int(month[6:]) * 35)
            settled = Decimal(at % 3 * 800)
            yield LedgerLine(
                project_id=PROJECT,
                worker_id=who.id,
                name=who.name,
                employer=employer,
                team=team,
                month=month,
                due_date=DUE[month],
                net=f"{net:.2f}",
                settled=f"{settled:.2f}",
                arrears=f"{net - settled:.2f}",
                sources=(payroll(month, at),),
            )


LEDGER = tuple(_ledger())
OWED = sum((Decimal(owed.arrears) for owed in LEDGER), Decimal(0))
