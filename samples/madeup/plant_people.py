"""Trouble with people, their papers and the payroll: register, contracts, IDs, ages, days, signatures, wages."""

from datetime import date
from decimal import Decimal

from madeup.days import DAY, month_of
from madeup.ground import Ground, Plant, Planted, worker
from madeup.numbers import id_check, id_number
from madeup.site import ZERO, Worker
from madeup.wages import gross_of, yuan


def unregistered(ground: Ground) -> Planted:
    """Let two men work and be paid who are not on the roster."""
    men = ground.pick(2, firm=1)
    for man in men:
        man.on_roster = False
    expects = [worker(rule, man) for man in men for rule in ("R01", "R02")]
    return Planted(f"{_names(men)} 有考勤、有工资，花名册上没有", expects)


def registered_late(ground: Ground) -> Planted:
    """Register a man three weeks after he began."""
    (man,) = ground.pick(1)
    man.registered = man.entry + 20 * DAY
    return Planted(f"{man.name} 上岗 20 天后才实名登记", [worker("R03", man)])


def without_contract(ground: Ground) -> Planted:
    """Let three men work without a contract."""
    men = ground.pick(3, firm=2)
    for man in men:
        man.contract = man.contract_end = None
    return Planted(f"{_names(men)} 未签劳动合同", [worker(rule, man) for man in men for rule in ("R04", "R06")])


def wrong_ids(ground: Ground) -> Planted:
    """Write down one ID with a wrong check character, and one with a birth day that does not exist."""
    first, second = ground.pick(2)
    right = first.id_no[17]
    first.id_no = first.id_no[:17] + ("3" if right != "3" else "4")
    head = f"{second.id_no[:10]}0231{second.id_no[14:17]}"
    second.id_no = head + id_check(head)
    words = f"{first.name} 身份证校验位不符，{second.name} 身份证出生日期为 2 月 31 日"
    return Planted(words, [worker("R08", first), worker("R08", second)])


def child(ground: Ground) -> Planted:
    """Let a boy of fifteen work."""
    (boy,) = ground.pick(1, trade="普工")
    _born(boy, boy.entry.replace(year=boy.entry.year - 16) + 80 * DAY, 901)
    return Planted(f"{boy.name} 进场时 15 周岁", [worker("R10", boy)])


def young_scaffolder(ground: Ground) -> Planted:
    """Let a youth of seventeen work on scaffolds."""
    (youth,) = ground.pick(1, trade="架子工")
    _born(youth, youth.entry.replace(year=youth.entry.year - 18) + 60 * DAY, 903)
    return Planted(f"{youth.name} 进场时 17 周岁，从事架子工", [worker("R11", youth)])


def past_retirement(ground: Ground) -> Planted:
    """Let a man of 62 work: a hint, no more."""
    (man,) = ground.pick(1)
    _born(man, date(ground.site.on.year - 62, 5, 12), 905)
    return Planted(f"{man.name} 已达法定退休年龄（仅提示）", [worker("R12", man)])


def hours_for_days(month_index: int) -> Plant:
    """Let a foreman write twelve hours into each cell of a man's month: more days than the month has."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, least_days=(month, Decimal(21)))
        for day in man.marks:
            if month_of(day) == month:
                man.marks[day] = Decimal(12)
        words = f"{man.name} {month:%Y-%m} 每格记 12 小时，折合 {man.days_in(month)} 天"
        return Planted(words, [worker("K01", man, month), worker("W11", man, month)])

    return plant


def left_off_payroll(month_index: int) -> Plant:
    """Leave a man who worked off the payroll, and unpaid."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=2)
        ground.site.lines.remove(ground.line(man, month))
        ground.site.payroll.remove(ground.row(man, month))
        return Planted(f"{man.name} {month:%Y-%m} 有考勤，漏列工资表", [worker("W01", man, month)])

    return plant


def paid_without_attendance(month_index: int) -> Plant:
    """Pay a man for a month in which no attendance sheet knows him."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=1)
        man.marks = {day: mark for day, mark in man.marks.items() if month_of(day) != month}
        return Planted(f"{man.name} {month:%Y-%m} 无考勤而领工资", [worker("W12", man, month)])

    return plant


def unsigned(month_index: int) -> Plant:
    """Leave four signatures out, and let the foreman sign for three others."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        men = ground.pick(7, firm=1)
        (foreman, *_) = (other for other in ground.site.workers if other.leader and other.employer == men[0].employer)
        for turn, man in enumerate(men):
            ground.row(man, month).signed = None if turn < 4 else foreman.name  # noqa: PLR2004 - four of seven
        words = f"{month:%Y-%m} 工资表 {_names(men[:4])} 未签字，{_names(men[4:])} 由 {foreman.name} 代签"
        return Planted(words, [worker("W03", man, month) for man in men])

    return plant


def fined(month_index: int) -> Plant:
    """Fine a man 30 % of his wages."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=2)
        row = ground.row(man, month)
        ground.set_net(row, gross=row.gross, deductions=yuan(row.gross * Decimal("0.3")), reason="违章罚款")
        return Planted(f"{man.name} {month:%Y-%m} 被罚款三成工资", [worker("W10", man, month)])

    return plant


def below_minimum(monthly: int, *, team: str = "") -> Plant:
    """Hire a watchman from a team at so much a month, less than the law allows."""

    def plant(ground: Ground) -> Planted:
        (man,) = ground.pick(1, team=team)
        man.basis, man.wage, man.trade = "月", Decimal(monthly), "门卫"
        for row in ground.site.rows_of(man.who):
            row.rate = man.wage
            ground.set_net(row, gross=gross_of(man, row.days), deductions=ZERO, reason=None)
        expects = [worker("W07", man, month) for month in ground.site.months]
        return Planted(f"门卫 {man.name} 月工资 {monthly} 元", expects)

    return plant


def _born(person: Worker, day: date, sequence: int) -> None:
    person.born = day
    person.id_no = id_number(person.id_no[:6], day, sequence)


def _names(men: list[Worker]) -> str:
    return "、".join(man.name for man in men)
