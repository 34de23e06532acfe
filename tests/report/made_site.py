"""The report of a made-up site with trouble in every pillar."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.report import made_pictures
from tests.report.made_cards import CARDS
from tests.report.made_findings import findings
from tests.report.made_people import (
    CONTRACTOR,
    LABELS,
    LEDGER,
    LINE,
    MINIMUM,
    MONTHS,
    OPENING,
    OWED,
    PROJECT,
    RATE,
    RULES,
    SETTLING,
)
from wagecheck.model import (
    Coverage,
    InputSheet,
    MoneySummary,
    MonthLine,
    Notice,
    PillarSummary,
    ProjectSummary,
    Rejected,
    Report,
    Verdict,
)

_GAPS: dict[str, tuple[int, str]] = {
    "W05": (58, "payout"),
    "W06": (58, "payout"),
    "B02": (61, "payout"),
    "R18": (132, "roster.injury_insured"),
    "W07": (9, "payroll.gross"),
    "A16": (7, "project.labour_cost_ratio"),
    "P06": (1, "project"),
}

_FLOW = {
    "wage": "2914200.00",
    "batch": "1410380.00",
    "allotment": "4720000.00",
    "top_up": "240000.00",
    "return": "17450.00",
    "interest": "1322.18",
    "fee": "1486.50",
    "diversion_company": "386000.00",
    "cash": "20000.00",
    "other_in": "3000.00",
}

_SHEETS = (
    InputSheet("花名册.xlsx", "9f2c" * 16, "roster", "花名册", 3, 133, 132, 1, 2),
    InputSheet("工资表/2025年工资表.xlsx", "17ab" * 16, "payroll", "5月", 5, 124, 124, 0, 3),
    InputSheet("工资表/2025年工资表.xlsx", "17ab" * 16, "payroll", "6月", 5, 128, 127, 1, 3),
    InputSheet("专户流水-工行.xls", "c0de" * 16, "statement", "明细", 8, 412, 411, 1, 1),
    InputSheet("代发明细-4月.csv", "77aa" * 16, "payout", "", 1, 61, 61, 0, 0, "GB18030"),
    InputSheet("现场照片说明.xlsx", "3344" * 16, "", "Sheet1", 0, 0, 0, 0),
)

_REJECTED = (
    Rejected("花名册.xlsx", "花名册", 88, "身份证号码以数值存储, 已丢失精度, 姓名也为空"),
    Rejected("专户流水-工行.xls", "明细", 214, "借方和贷方都有金额"),
    Rejected("工资表/2025年工资表.xlsx", "6月", 97, "实发工资不是金额: “见附件”"),
)

_NOTICES = (
    Notice("warning", "没有认出表头, 已跳过; 请核对是否应交的台账", "现场照片说明.xlsx", "Sheet1"),
    Notice("error", "文件已加密, 无法读取; 请取消密码后重新提交", "代发明细-6月.xlsx"),
)


def _months() -> Iterator[MonthLine]:
    for at, month in enumerate(MONTHS[:-1]):
        arrears = sum((Decimal(owed.arrears) for owed in LEDGER if owed.month == month), Decimal(0))
        due = Decimal(612000 + at * 21450)
        unjudged = due // 2 if month == "2025-06" else Decimal(0)
        yield MonthLine(
            month=month,
            due_date=f"{MONTHS[at + 1]}-15",
            workers=104 + at * 4,
            due=f"{due:.2f}",
            paid=f"{due - arrears - unjudged:.2f}",
            arrears=f"{arrears:.2f}",
            unjudged=f"{unjudged:.2f}",
        )


def _pillars() -> tuple[PillarSummary, ...]:
    fail, warn, unknown, na = Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.NA
    return (
        PillarSummary("工资保证金", "两金", fail, 9, 3, 0, 2, "620000.00"),
        PillarSummary("应急周转金", "两金", na, 0, 0, 0, 0, "0.00"),
        PillarSummary("实名制", "六制", fail, 1422, 41, 0, 12, "0.00"),
        PillarSummary("专用账户", "六制", fail, 431, 7, 7, 3, "386000.00"),
        PillarSummary("总包代发", "六制", fail, 904, 50, 61, 0, "12450.00"),
        PillarSummary("按月足额支付", "六制", fail, 2711, 186, 125, 40, f"{OWED + 1200:.2f}"),
        PillarSummary("劳动合同与用工管理", "六制", fail, 640, 16, 0, 8, "0.00"),
        PillarSummary("维权信息公示", "六制", fail, 2, 1, 0, 0, "0.00"),
        PillarSummary("工程款支付担保", "其他", fail, 1, 1, 0, 1, "0.00"),
        PillarSummary("工伤保险", "其他", unknown, 0, 0, 133, 0, "0.00"),
        PillarSummary("责任与风险", "其他", warn, 130, 2, 0, 0, "0.00"),
        PillarSummary("疑点线索", "其他", warn, 800, 2, 0, 0, "0.00"),
        PillarSummary("资料与数据", "其他", Verdict.PASS, 8, 0, 0, 0, "0.00"),
    )


def _project() -> ProjectSummary:
    months = tuple(_months())

    def sum_of(name: str) -> str:
        return f"{sum(Decimal(getattr(month, name)) for month in months):.2f}"

    return ProjectSummary(
        project_id=PROJECT,
        name="滨江花园3号楼及地下车库工程",
        region="360100",
        place="江西省南昌市",
        funding="政府投资",
        contractor=CONTRACTOR,
        owner="江城置业发展有限公司",
        workers=132,
        first_month=MONTHS[0],
        last_month=MONTHS[-1],
        evidence_end="2025-07-31",
        verdict=Verdict.FAIL,
        pillars=_pillars(),
        money=MoneySummary(
            due=sum_of("due"),
            paid=sum_of("paid"),
            arrears=f"{OWED:.2f}",
            unjudged=sum_of("unjudged"),
            workers_in_arrears=17,
            worker_months_in_arrears=len(LEDGER),
            longest_months=3,
        ),
        months=months,
        flow=_FLOW,
        scorecards=CARDS,
        account=made_pictures.account(),
        runway=made_pictures.RUNWAY,
        calendar=made_pictures.calendar(),
    )


def site() -> Report:
    """Give the report of the site."""
    found = findings()
    failed = {rule: sum(one.rule == rule for one in found) for rule in RULES}
    gaps = {rule: _GAPS.get(rule, (0, "")) for rule in RULES}
    return Report(
        on=date(2025, 8, 20),
        version="0.1.0",
        rulebook="5b1f0c3e9a7d48e2b6c4",
        projects=(_project(),),
        findings=found,
        coverage=tuple(
            Coverage(rule, PROJECT, 0 if rule == "R18" else 100, failed[rule], gap, 0, (paper,) if paper else ())
            for rule, (gap, paper) in gaps.items()
        ),
        ledger=LEDGER,
        inputs=_SHEETS,
        rejected=_REJECTED,
        notices=_NOTICES,
        incidents=(),
        parameters=(*MINIMUM, RATE, OPENING, SETTLING, LINE),
        rules=RULES,
        organisation="江西省某市劳动保障监察支队",
        labels=LABELS,
    )
