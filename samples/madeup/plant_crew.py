"""Trouble with single men and their sheets: stays, training, insurance, days, days off the register, odd wages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from madeup.days import DAY, month_of, working_days_after
from madeup.ground import Ground, Plant, Planted, worker
from madeup.numbers import id_number
from madeup.site import ZERO

_OVER_AGE_RULES = date(2026, 7, 1)


def contract_late(ground: Ground) -> Planted:
    """Sign a man's contract five days after he came."""
    (man,) = ground.pick(1)
    man.contract = man.entry + 5 * DAY
    return Planted(f"{man.name} 进场 5 天后才签合同", [worker("R05", man)])


def contract_over(ground: Ground) -> Planted:
    """Let a man work a day past the end of his contract."""
    (man,) = ground.pick(1)
    man.contract_end = max(man.marks) - DAY
    return Planted(f"{man.name} 合同到期后仍在用工", [worker("R07", man)])


def listed_twice(ground: Ground) -> Planted:
    """Put a man's stay on the roster twice."""
    (man,) = ground.pick(1)
    man.listed_again = True
    return Planted(f"{man.name} 在花名册重复", [worker("R09", man)])


def old_and_uncovered(ground: Ground) -> Planted:
    """Let a man of 62 work on scaffolds, uninsured and overtime, after the rules for such men came into force."""
    site = ground.site
    month = site.months[-1]
    if month < _OVER_AGE_RULES:
        raise ValueError("the rules for workers over the statutory age are not in force")
    (man,) = ground.pick(1)
    man.trade, man.insured = "架子工", False
    man.born = date(site.on.year - 62, 5, 12)
    man.id_no = id_number(man.id_no[:6], man.born, 907)
    man.overtime[max(day for day in man.marks if month_of(day) == month)] = Decimal(1)
    expects = [worker(rule, man) for rule in ("R12", "R18", "R19", "R20")]
    words = f"{man.name} 62 周岁，架子工，未参保，加班"
    return Planted(words, [*expects, worker("K05", man, month)], frozenset({"F02"}))


def no_phone(ground: Ground) -> Planted:
    """Leave a man's phone out."""
    (man,) = ground.pick(1)
    man.phone = ""
    return Planted(f"{man.name} 花名册缺电话", [worker("R13", man)])


def came_before_entry(ground: Ground) -> Planted:
    """Write down an entry three days after the first attendance."""
    (man,) = ground.pick(1)
    man.entry = min(man.marks) + 3 * DAY
    return Planted(f"{man.name} 进场日期晚于首次考勤", [worker("R14", man)])


def gone_unnoticed(ground: Ground) -> Planted:
    """Let a man stay away for the last two months without an exit."""
    (man,) = ground.pick(1)
    site = ground.site
    away = site.months[-2:]
    man.marks = {day: mark for day, mark in man.marks.items() if month_of(day) not in away}
    for month in away:
        site.lines.remove(ground.line(man, month))
        site.payroll.remove(ground.row(man, month))
    return Planted(f"{man.name} 两个月无考勤未登记退场", [worker("R15", man)])


def untrained(ground: Ground) -> Planted:
    """Train a man the day after he began, and another never."""
    late, never = ground.pick(2)
    late.trained, never.trained = min(late.marks) + DAY, None
    return Planted(f"{late.name} 上岗后才教育，{never.name} 未教育", [worker("R16", late), worker("R16", never)])


def manager_on_payroll(ground: Ground) -> Planted:
    """Put a manager on the workers' payroll."""
    (man,) = ground.pick(1, firm=0)
    man.role = "管理人员"
    return Planted(f"管理人员 {man.name} 列入农民工工资表", [worker("R17", man)])


def uninsured(ground: Ground) -> Planted:
    """Leave a man out of the injury insurance."""
    (man,) = ground.pick(1)
    man.insured = False
    return Planted(f"{man.name} 未参加工伤保险", [worker("R18", man)])


def unreviewed(month_index: int) -> Plant:
    """Leave a man's payroll row without the contractor's review."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        men = ground.pick(2)
        for man in men:
            ground.row(man, month).reviewed = None
        return Planted(f"{month:%Y-%m} 两行工资未经总包审核", [worker("W04", man, month) for man in men])

    return plant


def in_cash(month_index: int) -> Plant:
    """Write down that a man was paid in cash."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1)
        ground.row(man, month).method = "现金"
        return Planted(f"{man.name} {month:%Y-%m} 工资表注明现金发放", [worker("W16", man, month)])

    return plant


def below_agreed(ground: Ground) -> Planted:
    """Agree on ten yuan a day more than is paid."""
    (man,) = ground.pick(1)
    man.wage += 10
    expects = [worker("W08", man, month) for month in ground.site.months]
    return Planted(f"{man.name} 按低于约定 10 元/日计发", expects)


def wrong_sum(month_index: int, cents: int) -> Plant:
    """Let gross less deductions miss the net by some cents."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1)
        ground.row(man, month).gross += Decimal(cents) / 100
        expects = [worker("W09", man, month)] if cents > 1 else []
        return Planted(f"{man.name} {month:%Y-%m} 工资表差 {cents} 分", expects)

    return plant


def two_sheets(month_index: int) -> Plant:
    """Put a man's month on the payroll twice, once with a hundred yuan less."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1)
        first = ground.row(man, month)
        other = replace(first, gross=first.gross - 100, net=first.net - 100)
        ground.site.payroll.insert(ground.site.payroll.index(first), other)
        return Planted(f"{man.name} {month:%Y-%m} 有两行工资", [worker("W15", man, month)])

    return plant


def long_hours(month_index: int, hours: int) -> Plant:
    """Let a man work so many hours of overtime in a month."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, least_days=(month, Decimal(12)))
        days = [day for day in sorted(man.marks) if month_of(day) == month]
        for turn in range(hours):
            day = days[turn % len(days)]
            man.overtime[day] = man.overtime.get(day, Decimal(0)) + 1
        expects = [worker("K03", man, month)] if hours > 36 else []  # noqa: PLR2004 - 劳动法41
        return Planted(f"{man.name} {month:%Y-%m} 加班 {hours} 小时", expects)

    return plant


def fortune(month_index: int) -> Plant:
    """Pay a man a cent more than 50 000 yuan for a month."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1)
        row = ground.row(man, month)
        ground.set_net(row, gross=Decimal("50000.01"), deductions=ZERO, reason=None)
        words = f"{man.name} {month:%Y-%m} 实发 50000.01 元"
        return Planted(words, [worker("W13", man, month)], frozenset({"F02", "A15", "A12"}))

    return plant


def well_paid(month_index: int) -> Plant:
    """Pay a man four times his wage for the days that he worked."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=1)
        row = ground.row(man, month)
        ground.set_net(row, gross=row.rate * row.days * 4, deductions=ZERO, reason=None)
        return Planted(f"{man.name} {month:%Y-%m} 日均四倍于人", [], frozenset({"F02", "A15", "A12"}))

    return plant


def paid_after_leaving(ground: Ground) -> Planted:
    """Let a man leave early, and stay on the payroll."""
    (man,) = ground.pick(1)
    site = ground.site
    last = site.months[1]
    man.exit = max(day for day in man.marks if month_of(day) == last)
    man.marks = {day: mark for day, mark in man.marks.items() if day <= man.exit}
    expects = [worker(rule, man, month) for month in site.months[2:] for rule in ("W14", "W12")]
    return Planted(f"{man.name} 退场后仍领工资", expects, frozenset({"W17", "R07"}))


def settled_late(ground: Ground) -> Planted:
    """Settle with a leaver days after the deadline."""
    site = ground.site
    leavers = [man for man in site.workers if man.exit and man.who not in ground.taken and man.on_roster]
    if not leavers:
        raise ValueError("nobody is left who left")
    man = ground.rng.choice(leavers) if ground.rng else leavers[0]
    ground.taken.add(man.who)
    line = ground.line(man, month_of(man.exit or site.on))
    day = working_days_after(man.exit or site.on, 9)
    line.at = line.at.replace(year=day.year, month=day.month, day=day.day)
    late = frozenset({"W06"})
    return Planted(f"{man.name} 退场 9 个工作日后才结清", [worker("W17", man)], late)
