"""Rosters, payrolls and attendance sheets in the layouts that sites use (formats.md: R1, P1, A1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from madeup.books import Book, Cell, Sheet
from madeup.days import days_of
from madeup.hand import any_day, cn_month, plain, thousands
from madeup.records import Record, records, written_id
from madeup.site import ZERO, Site, Value, Worker

_R1 = (
    ("姓名", "name"),
    ("性别", "sex"),
    ("民族", "nation"),
    ("籍贯", "home"),
    ("身份证号码", "id_no"),
    ("工资卡号", "card_no"),
    ("开户行", "card_bank"),
    ("工种", "trade"),
    ("上场时间", "entry_date"),
    ("撤场时间", "exit_date"),
    ("联系电话", "phone"),
    ("所属单位", "employer"),
    ("班组", "team"),
    ("人员类型", "role"),
    ("是否班组长", "team_leader"),
    ("实名登记日期", "registered_date"),
    ("劳动合同签订日期", "contract_date"),
    ("合同终止日期", "contract_end"),
    ("计薪方式", "wage_basis"),
    ("约定工资标准", "agreed_wage"),
    ("安全教育日期", "training_date"),
    ("是否参加工伤保险", "injury_insured"),
)
_P1 = (
    ("姓名", "name"),
    ("身份证号", "id_no"),
    ("银行\n卡号", "card_no"),
    ("账户\n银行", "card_bank"),
    ("班组", "team"),
    ("出勤\n天数", "days"),
    ("工资\n标准", "rate"),
    ("应发工\n资", "gross"),
    ("应扣减\n金额", "deductions"),
    ("扣款事由", "deduction_reason"),
    ("实发工\n资", "net"),
    ("领款人\n签字", "signed"),
    ("总包\n审核", "reviewed"),
    ("发放方式", "pay_method"),
)


def roster_r1(site: Site, file: str) -> list[Book]:
    """Write the roster with title, 编制单位 line and headings on the third row."""
    rows = records(site, "roster")
    shown = [pair for pair in _R1 if pair[1] == "nation" or (rows and pair[1] in rows[0].values)]
    sheet = Sheet("花名册", [["农民工花名册"]], title_width=len(shown) + 2)
    sheet.put(None, [f"编制单位：{site.text('contractor_name')}", *[None] * 6, cn_month(site.on)])
    sheet.put(None, ["序号", *(heading for heading, _ in shown), "备注"])
    for turn, record in enumerate(rows, start=1):
        cells = [_roster_cell(record.values.get(name, "汉"), turn) for _, name in shown]
        sheet.put(None, [turn, *cells, None])
    return [Book(file, [sheet])]


def _roster_cell(value: Value, turn: int) -> Cell:
    if isinstance(value, date):
        return any_day(value, turn)
    if value is False:
        return None if turn % 2 else "否"
    return plain(value)


def payrolls_p1(site: Site, files: Mapping[str, str]) -> list[Book]:
    """Write a workbook for each employer, a sheet for each month, each with a total and the clerks' line."""
    employers = {worker.who: worker.employer for worker in site.workers}
    pages: dict[tuple[str, date], list[Record]] = defaultdict(list)
    for row, record in zip(site.payroll, records(site, "payroll"), strict=True):
        pages[employers[row.who], row.month].append(record)
    return [
        Book(
            file,
            [
                _payroll_sheet(employer, month, pages[employer, month])
                for month in site.months
                if pages[employer, month]
            ],
        )
        for employer, file in files.items()
    ]


def _payroll_sheet(employer: str, month: date, rows: list[Record]) -> Sheet:
    shown = [pair for pair in _P1 if pair[1] in rows[0].values]
    sheet = Sheet(f"{month.month}月", [[f"{employer}{cn_month(month)}农民工工资表"]], title_width=len(shown) + 2)
    sheet.put(None, [f"单位名称：{employer}", *[None] * 5, "单位：元"])
    sheet.put(None, ["序号", *(heading for heading, _ in shown), "备注"])
    for turn, record in enumerate(rows, start=1):
        cells = [_payroll_cell(name, record.values[name], turn) for _, name in shown]
        sheet.put(None, [turn, *cells, None])
    totals = {
        name: sum((_money(record.values[name]) for record in rows), ZERO) for name in ("gross", "deductions", "net")
    }
    sheet.put(None, ["合计", *(totals.get(name) for _, name in shown), None])
    sheet.put(None, ["制表人：", None, "劳资专管员：", None, None, "审核：", None, "日期："])
    return sheet


def _money(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO


def _payroll_cell(name: str, value: Value, turn: int) -> Cell:
    """Write amounts as numbers, now and then as text with separators; days as a number; no deduction as nothing."""
    if name == "deductions" and not value:
        return None
    if name == "days" and isinstance(value, Decimal):
        return float(value)
    if name in {"gross", "net"} and isinstance(value, Decimal) and turn % 9 == 4:  # noqa: PLR2004 - one in nine
        return thousands(value)
    return plain(value)


def attendance_a1(site: Site, files: Mapping[str, str], *, totals: Iterable[str] = ()) -> list[Book]:
    """Write a workbook for each employer, a matrix for each month; some firms add a column of totals."""
    return [
        Book(
            file,
            [
                sheet
                for month in site.attendance_months
                if (sheet := _matrix(site, employer, month, total=employer in totals)) is not None
            ],
        )
        for employer, file in files.items()
    ]


def _matrix(site: Site, employer: str, month: date, *, total: bool) -> Sheet | None:
    workers = [worker for worker in site.workers if worker.employer == employer and worker.days_in(month)]
    if not workers:
        return None
    title = f"{site.text('project_name')}{cn_month(month)}考勤表"
    sheet = Sheet(cn_month(month), [[title]], title_width=34, narrow=True)
    sheet.put(None, [f"编制单位：{employer}", *[None] * 15, f"月份：{cn_month(month)}"])
    sheet.put(None, ["序号", "姓名", "身份证号", *range(1, 32), *(["合计"] if total else [])])
    for turn, worker in enumerate(workers, start=1):
        ticks = [_tick(worker, day, cross=total) for day in days_of(month)]
        ticks += [None] * (31 - len(ticks))
        tail: list[Cell] = [float(worker.days_in(month))] if total else []
        number = written_id(worker, as_number=month in site.numeric_months)
        sheet.put(None, [turn, worker.name, number, *ticks, *tail])
    sheet.put(None, ["说明：√ 出勤，0.5 半天，× 缺勤，数字为工时", *[None] * 15, "考勤员：", *[None] * 6, "审核："])
    return sheet


def _tick(worker: Worker, day: date, *, cross: bool) -> Cell:
    mark = worker.marks.get(day)
    if mark is None:
        stays = worker.entry <= day and (worker.exit is None or day <= worker.exit)
        return "×" if cross and stays else None
    return "√" if mark == 1 else float(mark)


def signed_by_tick(site: Site, employer: str) -> None:
    """Let the workers of an employer sign with a tick where they signed with their name."""
    for row in site.payroll:
        worker = site.workers[row.who]
        if worker.employer == employer and row.signed == worker.name:
            row.signed = "√"
