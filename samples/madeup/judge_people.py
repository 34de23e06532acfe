"""The oracle on the people and their days: R and K of rules.md."""

from collections import defaultdict
from datetime import date, timedelta

from madeup.days import age_on, month_end, month_of, one_month_after
from madeup.numbers import id_check
from madeup.site import ZERO, Worker
from madeup.verdicts import Case, at_most, both

_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)}
_PROVINCES |= {71, 81, 82, 83}
_HAZARDOUS = ("架子工", "起重", "爆破", "桩机", "塔吊", "升降机", "信号工", "拆除", "高处")
_IDLE = timedelta(days=30)
_LATER_RETIREMENT = date(2025, 1, 1)
_OVER_AGE_RULES = date(2026, 7, 1)
_OF_AGE, _YOUNG = 18, 16
_TEAM = 5
_FULL = 28


def judge_people(case: Case) -> None:
    """Say all that R and K say."""
    paid = {row.who for row in case.site.payroll}
    last = max((day for worker in case.site.workers for day in case.attended(worker)), default=None)
    for worker in case.site.workers:
        days = case.attended(worker)
        if not (days or worker.on_roster or worker.who in paid):
            continue
        if days:
            case.of_worker("R01", worker, passes=worker.on_roster)
        if worker.who in paid:
            case.of_worker("R02", worker, passes=worker.on_roster)
        _identity(case, worker, days)
        if worker.on_roster:
            case.of_worker("R09", worker, passes=not worker.listed_again)
            _entry(case, worker, days)
            _stay(case, worker, days, last)
            if worker.who in paid:
                asked = case.site.asks("roster", "role")
                lacks = "" if asked else "roster.role"
                case.of_worker("R17", worker, passes=worker.role != "管理人员" if asked else None, lacks=lacks)
    _days(case)


def id_is_valid(number: str) -> bool:
    """Tell whether an ID number has 18 characters, a birth day that exists, a province, and its check character."""
    if len(number) != 18 or not number[:17].isdigit() or int(number[:2]) not in _PROVINCES:  # noqa: PLR2004 - GB 11643
        return False
    try:
        date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    return number[17] == id_check(number[:17])


def _identity(case: Case, worker: Worker, days: list[date]) -> None:
    if worker.numeric_id:
        for rule in ("R08", "R10", "R11", "R12"):
            case.of_worker(rule, worker, passes=None, lacks="roster.id_no")
        return
    valid = id_is_valid(worker.id_no)
    case.of_worker("R08", worker, passes=valid)
    first = min([*([worker.entry] if worker.on_roster else []), *days[:1]], default=None)
    if not valid or first is None:
        return
    born = date.fromisoformat(f"{worker.id_no[6:10]}-{worker.id_no[10:12]}-{worker.id_no[12:14]}")
    age = age_on(born, first)
    case.of_worker("R10", worker, passes=age >= _YOUNG)
    if _YOUNG <= age < _OF_AGE and worker.on_roster:
        case.of_worker("R11", worker, passes=not any(word in worker.trade for word in _HAZARDOUS))
    if worker.on_roster and (worker.exit is None or worker.exit >= case.on):
        over = case.on >= retires(born, woman=int(worker.id_no[16]) % 2 == 0)
        if case.on >= _LATER_RETIREMENT:
            case.of_worker("R12", worker, passes=not over)
        if over and case.on >= _OVER_AGE_RULES:
            case.of_worker("R19", worker, passes=not any(word in worker.trade for word in _HAZARDOUS))
            if case.site.asks("roster", "injury_insured"):
                case.of_worker("R20", worker, passes=worker.insured)


def retires(born: date, *, woman: bool) -> date:
    """Give the first day of the month in which the statutory age is reached; women go by the 50-year track."""
    age, step, cap = (50, 2, 60) if woman else (60, 4, 36)
    months = (born.year + age - 2025) * 12 + born.month
    delay = min(-(-months // step), cap) if months > 0 else 0
    total = (born.year + age) * 12 + born.month - 1 + delay
    return date(total // 12, total % 12 + 1, 1)


def _over_age(worker: Worker, month: date) -> bool:
    """Tell whether a worker had reached the statutory age when a month began."""
    if not id_is_valid(worker.id_no):
        return False
    born = date.fromisoformat(f"{worker.id_no[6:10]}-{worker.id_no[10:12]}-{worker.id_no[12:14]}")
    return month >= retires(born, woman=int(worker.id_no[16]) % 2 == 0)


def _entry(case: Case, worker: Worker, days: list[date]) -> None:
    site = case.site
    if days:
        asked = site.asks("roster", "registered_date")
        lacks = "" if asked else "roster.registered_date"
        case.of_worker("R03", worker, passes=at_most(worker.registered, days[0]) if asked else None, lacks=lacks)
    if not site.asks("roster", "contract_date"):
        for rule in ("R04", "R05", "R06") if case.on > one_month_after(worker.entry) else ("R04", "R05"):
            case.of_worker(rule, worker, passes=None, lacks="roster.contract_date")
    else:
        signed = worker.contract is not None
        case.of_worker("R04", worker, passes=signed)
        if signed:
            case.of_worker("R05", worker, passes=at_most(worker.contract, worker.entry))
        limit = one_month_after(worker.entry)
        if case.on > limit:
            case.of_worker("R06", worker, passes=both(signed, at_most(worker.contract, limit)))
    if site.asks("roster", "training_date"):
        trained = at_most(worker.trained, days[0] if days else worker.entry)
        case.of_worker("R16", worker, passes=both(worker.trained is not None, trained))
    if site.asks("roster", "injury_insured"):
        case.of_worker("R18", worker, passes=worker.insured)


def _stay(case: Case, worker: Worker, days: list[date], last: date | None) -> None:
    """Judge the row and the stay; the unit above a sheet without that column is the employer of all, if of any."""
    one_firm = len({other.employer for other in case.site.workers}) == 1
    shown = [case.site.asks("roster", name) for name in ("phone", "trade", "card_no")]
    shown.append(one_firm or case.site.asks("roster", "employer"))
    filled = [bool(value) for value in (worker.phone, worker.trade, worker.card, worker.employer)]
    case.of_worker(
        "R13", worker, passes=both(*(full if asked else None for full, asked in zip(filled, shown, strict=True)))
    )
    going = worker.exit is None and case.unfinished
    if not days:
        if going:
            case.of_worker("R15", worker, passes=None, lacks="attendance")
        return
    if worker.contract_end and case.site.asks("roster", "contract_end"):
        case.of_worker("R07", worker, passes=days[-1] <= worker.contract_end)
    inside = worker.entry <= days[0] and (worker.exit is None or days[-1] <= worker.exit)
    case.of_worker("R14", worker, passes=inside)
    if going and last:
        case.of_worker("R15", worker, passes=last - days[-1] <= _IDLE)


def _days(case: Case) -> None:
    teams: dict[tuple[str, str, date], list[Worker]] = defaultdict(list)
    for who, month in sorted(case.worker_months()):
        worker = case.site.workers[who]
        if not case.has_attendance(month):
            case.of_worker("K01", worker, passes=None, month=month, lacks="attendance")
            continue
        late = any(day > case.on for day in worker.marks if month_of(day) == month)
        days = case.days_in(worker, month)
        if any(other.overtime for other in case.site.workers):
            hours = sum((each for day, each in worker.overtime.items() if month_of(day) == month), ZERO)
            case.of_worker("K03", worker, passes=hours <= 36, month=month)  # noqa: PLR2004 - 劳动法41
            if month >= _OVER_AGE_RULES and _over_age(worker, month):
                case.of_worker("K05", worker, passes=hours == 0, month=month)
        case.of_worker("K01", worker, passes=days <= month_end(month).day and not late, month=month)
        if days:
            teams[worker.employer, worker.team, month].append(worker)
    for (_, team, month), workers in teams.items():
        if len(workers) >= _TEAM:
            days_of_all = {case.days_in(worker, month) for worker in workers}
            alike = len(days_of_all) == 1 and min(days_of_all) >= _FULL
            case.of("K04", "team", team, passes=not alike, month=month)
