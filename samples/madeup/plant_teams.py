"""Trouble with whole teams and firms: no payroll, men left off it, days alike, wages averaged or fixed beforehand."""

from datetime import date
from decimal import Decimal

from madeup.days import days_of, month_of
from madeup.ground import Ground, Plant, Planted, label, worker
from madeup.site import ZERO, Worker
from madeup.verdicts import Said
from madeup.wages import gross_of

_FULL = 28


def firm_without_payroll(month_index: int) -> Plant:
    """Let a firm keep no payroll for a month, and pay nobody."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        firms = site.subcontractors
        firm = (ground.rng.choice(firms) if ground.rng else firms[0]).name
        gone = [row for row in site.payroll if row.month == month and site.workers[row.who].employer == firm]
        for row in gone:
            site.payroll.remove(row)
            site.lines.remove(site.line_of(row.who, month))
            ground.taken.add(row.who)
        expect = Said("W02", passes=False, kind="subcontractor", subject=firm, month=label(month))
        return Planted(f"{firm} {month:%Y-%m} 没有工资表", [expect], frozenset({"W18"}))

    return plant


def many_off_payroll(month_index: int, count: int) -> Plant:
    """Leave many men who worked off the payroll, and unpaid."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        men = ground.pick(count)
        for man in men:
            site.lines.remove(ground.line(man, month))
            site.payroll.remove(ground.row(man, month))
        expects = [worker("W01", man, month) for man in men]
        return Planted(f"{month:%Y-%m} {count} 人漏列工资表", expects, frozenset({"W18"}))

    return plant


def _crew(ground: Ground, month: date) -> tuple[str, list[Worker]]:
    """Find a team of five or more of whom nobody came, left or was taken by another plant in that month or later."""
    site = ground.site
    teams: dict[tuple[str, str], list[Worker]] = {}
    for man in site.workers:
        if man.days_in(month):
            teams.setdefault((man.employer, man.team), []).append(man)
    fit = [
        (team, crew)
        for (_, team), crew in teams.items()
        if len(crew) >= 5 and all(man.entry < month and not man.exit and man.who not in ground.taken for man in crew)  # noqa: PLR2004 - the rule's own number
    ]
    if not fit:
        raise ValueError("no whole team is left")
    team, crew = ground.rng.choice(fit) if ground.rng else fit[0]
    ground.taken |= {man.who for man in crew}
    return team, crew


def alike(ground: Ground) -> Planted:
    """Let a whole team work the same 28 days."""
    month = ground.site.months[-1]
    team, crew = _crew(ground, month)
    days = list(days_of(month))[:_FULL]
    for man in crew:
        man.marks = {day: mark for day, mark in man.marks.items() if month_of(day) != month}
        man.marks |= dict.fromkeys(days, Decimal(1))
        row = ground.row(man, month)
        row.days = Decimal(_FULL)
        ground.set_net(row, gross=gross_of(man, row.days), deductions=ZERO, reason=None)
    expect = Said("K04", passes=False, kind="team", subject=team, month=label(month))
    return Planted(f"{team} {month:%Y-%m} 考勤雷同", [expect], frozenset({"R07", "A12", "A15"}))


def averaged(ground: Ground) -> Planted:
    """Pay every man of a team the same, whatever his days."""
    month = ground.site.months[-1]
    team, crew = _crew(ground, month)
    for man in crew:
        row = ground.row(man, month)
        ground.set_net(row, gross=Decimal(14_000), deductions=ZERO, reason=None)
    return Planted(f"{team} {month:%Y-%m} 平均发放", [], frozenset({"W19", "A12", "A15", "F02"}))


def worked_backwards(month_index: int) -> Plant:
    """Work the days of a month's payroll out from sums that were fixed beforehand."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        for row in site.payroll:
            man = site.workers[row.who]
            if row.month != month or man.basis != "日" or row.who in ground.taken:
                continue
            row.days = Decimal(int(row.days))
            gross = row.rate * row.days + row.deductions + 37
            ground.set_net(row, gross=gross, deductions=row.deductions, reason=row.reason)
        words = f"{month:%Y-%m} 工资表天数由金额倒推"
        return Planted(words, [], frozenset({"W20", "W08", "W10", "A12", "A15", "W12", "W11", "F02"}))

    return plant
