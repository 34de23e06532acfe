"""The oracle on wages: W of rules.md."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

from madeup.days import working_days_after
from madeup.law import minimum_wage, settling_deadline_days
from madeup.site import ZERO, PayRow, Worker
from madeup.verdicts import Case
from madeup.wages import PAID_DAYS

_CENT = Decimal("0.01")
_LAWFUL = ("个税", "社保", "公积金", "法院", "借支", "预支")
_TICKS = {"√", "是", "已签", "已签字"}
_BY_BANK = {"专户代发", "银行代发", "银行转账"}
_TEAM, _DIFFERENT, _SAME = 5, 3, Decimal("0.6")
_PROJECT, _BACKWARDS = 10, Decimal("0.9")


def judge_wages(case: Case) -> None:
    """Say all that W says."""
    employers = {(case.site.workers[row.who].employer, row.month) for row in case.site.payroll}
    for (who, month), row in sorted(case.worker_months().items()):
        worker = case.site.workers[who]
        days = case.days_in(worker, month) if case.has_attendance(month) else None
        if (days or days is None) and case.site.due(month) < case.on and (worker.employer, month) in employers:
            _on_payroll(case, worker, month, known=days is not None, row=row)
        if row is not None:
            _paper(case, worker, row)
            _amounts(case, worker, row)
            _payment(case, worker, row)
            if days is not None:
                case.of_worker("W12", worker, passes=days > 0, month=month)
            if days:
                case.of_worker("W11", worker, passes=abs(days - row.days) <= 1, month=month)
            if worker.exit and worker.on_roster:
                case.of_worker("W14", worker, passes=month <= worker.exit.replace(day=1), month=month)
    for (who, month), count in sorted(Counter((row.who, row.month) for row in case.site.payroll).items()):
        case.of_worker("W15", case.site.workers[who], passes=count == 1, month=month)
    _leavers(case)
    _employer_months(case, employers)
    _months(case)
    _teams(case)


def _on_payroll(case: Case, worker: Worker, month: date, *, known: bool, row: PayRow | None) -> None:
    """Ask for the payroll row of who worked (W01); without one nobody can tell what was due, nor what was paid."""
    if not known:
        case.of_worker("W01", worker, passes=None, month=month, lacks="attendance")
        return
    case.of_worker("W01", worker, passes=row is not None, month=month)
    if row is None:
        for rule in ("W05", "W06"):
            case.of_worker(rule, worker, passes=None, month=month, lacks="payroll")


def minimum(case: Case, month: date, days: Decimal) -> Decimal | None:
    """Give the minimum wage of a month for so many days."""
    law = minimum_wage(case.site.text("region"), month)
    return None if law is None else law * min(Decimal(1), days / PAID_DAYS)


def _paper(case: Case, worker: Worker, row: PayRow) -> None:
    if case.site.asks("payroll", "signed"):
        case.of_worker("W03", worker, passes=row.signed == worker.name or row.signed in _TICKS, month=row.month)
    if case.site.asks("payroll", "reviewed"):
        case.of_worker("W04", worker, passes=row.reviewed is not None, month=row.month)
    if case.site.asks("payroll", "pay_method"):
        case.of_worker("W16", worker, passes=row.method in _BY_BANK, month=row.month)


def _amounts(case: Case, worker: Worker, row: PayRow) -> None:
    month, least = row.month, minimum(case, row.month, row.days)
    case.of_worker("W07", worker, passes=None if least is None else row.gross >= least, month=month)
    if worker.on_roster and case.site.asks("roster", "agreed_wage"):
        short = row.days < PAID_DAYS if worker.basis == "月" else False
        agreed = worker.wage if worker.basis == "月" else worker.wage * row.days
        case.of_worker("W08", worker, passes=short or row.gross >= agreed, month=month)
    case.of_worker("W09", worker, passes=abs(row.gross - row.deductions - row.net) <= _CENT, month=month)
    if row.deductions:
        lawful = any(word in (row.reason or "") for word in _LAWFUL)
        modest = row.deductions * 5 <= row.gross and (least is None or row.net >= least)
        case.of_worker("W10", worker, passes=lawful or modest, month=month)
    case.of_worker("W13", worker, passes=row.net <= 50_000, month=month)  # noqa: PLR2004 - the rule's own number


def _payment(case: Case, worker: Worker, row: PayRow) -> None:
    due = case.money.dues[worker.who, row.month]
    if due.due < case.on:
        owed = case.money.arrears(due, case.on)
        lacks = "" if owed is not None else "statement"
        case.of_worker(
            "W05", worker, passes=None if owed is None else owed == 0, month=row.month, amount=owed, lacks=lacks
        )
    if case.money.end is None:
        case.of_worker("W06", worker, passes=None, month=row.month, lacks="statement")
    elif due.paid_off:
        case.of_worker("W06", worker, passes=due.paid_off <= due.due, month=row.month)


def _leavers(case: Case) -> None:
    wait = settling_deadline_days(case.site.text("region"))
    for worker in case.site.workers:
        dues = case.money.dues_of(worker.who)
        if not (worker.exit and dues and worker.on_roster):
            continue
        deadline = working_days_after(worker.exit, wait) if wait else worker.exit + timedelta(days=30)
        if deadline >= case.on:
            continue
        if case.money.end is None:
            case.of_worker("W17", worker, passes=None, lacks="statement")
        elif deadline <= case.money.end:
            passes = all(due.paid_off is not None and due.paid_off <= deadline for due in dues)
            case.of_worker("W17", worker, passes=passes)


def _employer_months(case: Case, employers: set[tuple[str, date]]) -> None:
    for month in case.site.attendance_months:
        if case.has_attendance(month) and case.site.due(month) < case.on:
            present = {worker.employer for worker in case.site.workers if case.days_in(worker, month)}
            for employer in sorted(present):
                case.of("W02", "subcontractor", employer, passes=(employer, month) in employers, month=month)


def _months(case: Case) -> None:
    rows: dict[date, list[PayRow]] = defaultdict(list)
    for row in case.sheet:
        rows[row.month].append(row)
    for month in case.site.attendance_months:
        if case.has_attendance(month) and case.site.due(month) < case.on:
            present = {worker.who for worker in case.site.workers if case.days_in(worker, month)}
            unpaid = present - {row.who for row in rows[month]}
            case.of_project("W18", passes=len(unpaid) * 10 <= len(present), month=month)
    for month, of_month in rows.items():
        if len(of_month) >= _PROJECT:
            backwards = [row for row in of_month if row.days == round(row.net / row.rate) and row.net % row.rate]
            case.of_project("W20", passes=len(backwards) < _BACKWARDS * len(of_month), month=month)


def _teams(case: Case) -> None:
    teams: dict[tuple[str, str, date], list[PayRow]] = defaultdict(list)
    for row in case.sheet:
        worker = case.site.workers[row.who]
        teams[worker.employer, worker.team, row.month].append(row)
    for (_, team, month), rows in sorted(teams.items()):
        if len(rows) >= _TEAM and len({row.days for row in rows}) >= _DIFFERENT:
            most = Counter(row.net for row in rows).most_common(1)[0][1]
            case.of("W19", "team", team, passes=most < _SAME * len(rows), month=month)


def arrears_of(case: Case, worker: Worker) -> list[Decimal]:
    """Give what a worker is owed, month by month, where something is."""
    return [owed for due in case.money.dues_of(worker.who) if (owed := case.money.arrears(due, case.on) or ZERO) > 0]
