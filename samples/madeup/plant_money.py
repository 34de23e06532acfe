"""Trouble with the money: batches, returns, other people's cards, cash, diversions, lines that vanish, wages unpaid."""

from datetime import date
from decimal import Decimal

from madeup.bank import SETTLED_FROM
from madeup.days import working_days_after
from madeup.ground import Ground, Plant, Planted, row, worker
from madeup.numbers import card_number
from madeup.site import CENT, ZERO, Line, Payout, Worker

_AFTER_FAILURE = frozenset({"W05", "W06", "W17", "X01", "X02", "X03", "A12", "X04"})


def batch(firm: int, month_index: int) -> Plant:
    """Pay a firm's month in one lump with a list of its own; one row fails and is paid again two working days later."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        employer = [site.text("contractor_name"), *(each.name for each in site.subcontractors)][firm]
        lines = [line for line in site.lines if line.wage and line.wage[1] == month and _of(ground, line, employer)]
        first = min(line.at.date() for line in lines)
        lines = [line for line in lines if line.at.date() == first]
        (unlucky,) = ground.pick(1, firm=firm)
        number = f"DF{lines[0].at:%Y%m%d}{firm:03d}"
        failed = ground.line(unlucky, month)
        for turn, line in enumerate(lines, start=len(site.payouts) + 1):
            why = "收款账户状态异常" if line is failed else None
            site.payouts.append(Payout(turn, line.at, line.name, line.account, line.debit, number, month, why))
            if line is not failed:
                site.lines.remove(line)
        good = [line for line in lines if line is not failed]
        lump = sum((line.debit for line in good), ZERO)
        ground.add_line(lines[0].at.date(), -lump, "代扣中间业务平台款项", "", f"代发工资 {number}", hour=9)
        again = working_days_after(failed.at.date(), 2)
        failed.at, failed.summary = failed.at.replace(month=again.month, day=again.day), f"{month.month}月工资失败重发"
        words = f"{month:%Y-%m} {employer}一笔代发 {lump} 元，{unlucky.name} 失败后两个工作日内重发（合规）"
        return Planted(words, [], frozenset({"W06"}))

    return plant


def _of(ground: Ground, line: Line, employer: str) -> bool:
    """Tell whether a wage line belongs to the regular pay day of an employer, not to a leaver's settlement."""
    return (
        line.wage is not None and ground.site.workers[line.wage[0]].employer == employer and line.at.hour < SETTLED_FROM
    )


def returned(month_index: int, *, repaid: bool) -> Plant:
    """Let the bank send a man's wages back the next day; they are paid again at once, or never."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=2)
        line = ground.line(man, month)
        back_on = working_days_after(line.at.date(), 1)
        back = ground.add_line(back_on, line.debit, man.name, man.card, "退汇 账号户名不符", hour=10)
        if repaid:
            again = working_days_after(back_on, 1)
            ground.add_line(again, -line.debit, man.name, man.card, f"{month.month}月工资退汇重发")
            return Planted(f"{man.name} {month:%Y-%m} 工资退汇，次日重发（合规）", [], frozenset({"W06"}))
        expects = [row("B06", "transaction", ("line", back.key), back.credit)]
        return Planted(f"{man.name} {month:%Y-%m} 工资退汇后未再发放", expects, _AFTER_FAILURE)

    return plant


def other_payee(*month_indices: int) -> Plant:
    """Pay a man's wages to his card under somebody else's name."""

    def plant(ground: Ground) -> Planted:
        (man,) = ground.pick(1, firm=1)
        lines = [ground.line(man, ground.site.months[index]) for index in month_indices]
        for line in lines:
            line.name = "涂细妹"
        expects = [row("B02", "payment", ("line", line.key), line.debit) for line in lines]
        return Planted(f"{man.name} 的工资 {len(lines)} 个月打到户名为涂细妹的卡", expects)

    return plant


def shared_card(month_index: int) -> Plant:
    """From a month on, pay one man's wages to another man's card, in the other's name."""

    def plant(ground: Ground) -> Planted:
        man, holder = ground.pick(2, firm=1)
        months = ground.site.months[month_index:]
        total = ZERO
        for month in months:
            ground.row(man, month).card = holder.card
            line = ground.line(man, month)
            line.account, line.name = holder.card, holder.name
            total += line.debit
        expects = [
            row("B03", "card", holder.card),
            worker("B05", holder, amount=total),
            *(worker("W05", man, month, ground.row(man, month).net) for month in months),
        ]
        words = f"{man.name} 自 {months[0]:%Y-%m} 起工资打入 {holder.name} 的卡：一卡两人"
        return Planted(words, expects, _AFTER_FAILURE)

    return plant


def paid_twice(month_index: int) -> Plant:
    """Pay a man's month twice on one day."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1, firm=0)
        line = ground.line(man, month)
        twin = ground.add_line(line.at.date(), -line.debit, man.name, man.card, line.summary, hour=11)
        expects = [row("F01", "payment", ("line", each.key), line.debit) for each in (line, twin)]
        words = f"{man.name} {month:%Y-%m} 工资同日重复发放"
        return Planted(words, [*expects, worker("B05", man, amount=line.debit)], frozenset({"A12"}))

    return plant


def cash(day: date, amount: Decimal) -> Plant:
    """Draw cash for petty expenses."""
    return _outflow("A07", day, amount, "", "", "现金支取 项目备用金", "支取现金")


def to_person(day: date, amount: Decimal) -> Plant:
    """Pay somebody who does not work on the site."""
    return _outflow("A09", day, amount, "龚友良", card_number(999_999), "往来款", "转给非本项目人员龚友良")


def seized(day: date, amount: Decimal) -> Plant:
    """Let a court take money for other debts."""
    return _outflow("A10", day, amount, "某市人民法院", "36050199000000999", "法院扣划", "被扣划")


def to_contractor(day: date, amount: Decimal) -> Plant:
    """Send wage money on to the contractor's own account."""

    def plant(ground: Ground) -> Planted:
        own = ground.site.lines[0]
        return _outflow("A08", day, amount, own.name, own.account, "往来款", "转入总包单位一般账户")(ground)

    return plant


def _outflow(rule: str, day: date, amount: Decimal, name: str, account: str, summary: str, words: str) -> Plant:  # noqa: PLR0917 - a line from left to right
    def plant(ground: Ground) -> Planted:
        line = ground.add_line(day, -amount, name, account, summary)
        expect = row(rule, "transaction", ("line", line.key), amount)
        return Planted(f"{day} {words} {amount} 元", [expect], frozenset({"A12", "F04"}))

    return plant


def unpaid_team(team: str, from_month: int) -> Plant:
    """Pay a whole team nothing from a month on."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        months = site.months[from_month:]
        crew = [
            each for each in site.workers if each.team == team and each.exit is None and each.who not in ground.taken
        ]
        expects = []
        for man in crew:
            ground.taken.add(man.who)
            for pay in [pay for pay in site.rows_of(man.who) if pay.month in months]:
                site.lines.remove(ground.line(man, pay.month))
                expects.append(worker("W05", man, pay.month, pay.net))
        words = f"{team} {len(crew)} 人自 {months[0]:%Y-%m} 起 {len(months)} 个月分文未发"
        return Planted(words, expects, _AFTER_FAILURE)

    return plant


def short_paid(team: str, count: int, month_index: int, share: str, *, made_up_on: date | None = None) -> Plant:
    """Pay some men of a team only a share of a month; the rest comes on a later day or never, and later months slip."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        men = ground.pick(count, team=team)
        expects = []
        for man in men:
            line = ground.line(man, month)
            rest = (line.debit * (1 - Decimal(share))).quantize(CENT)
            line.debit -= rest
            expects.append(worker("W06", man, month))
            if made_up_on:
                ground.add_line(made_up_on, -rest, man.name, man.card, f"补发{month.month}月工资差额")
        later = f"，{made_up_on} 补发" if made_up_on else "，至今未补"
        words = f"{team}{_names(men)} {month:%Y-%m} 只发 {share}{later}；先还旧账，以后各月顺延"
        return Planted(words, expects, _AFTER_FAILURE)

    return plant


def hidden_line(day: date, amount: Decimal) -> Plant:
    """Take a line out of the statement: the balance of the next line gives it away. Plant it last."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        line = ground.add_line(day, -amount, "龚友良", card_number(999_999), "往来款", hour=8)
        try:
            site.balance_anew()
        except ValueError:
            site.lines.remove(line)
            raise
        later = site.lines[site.lines.index(line) + 1 :]
        site.lines.remove(line)
        if not later:
            raise ValueError(f"no line after {day} would give it away")
        after = later[0]
        expect = row("A11", "transaction", ("line", after.key), after.debit + after.credit)
        return Planted(
            f"流水被删去一行（{day} 转出 {amount} 元），余额断链", [expect], frozenset({"A12"}), balanced=True
        )

    return plant


def homonyms(ground: Ground) -> Planted:
    """Let two men of different firms bear one name: their cards tell them apart, so nothing is wrong."""
    first, second = (*ground.pick(1, firm=1), *ground.pick(1, firm=2))
    for line in ground.site.lines:
        if line.wage and line.wage[0] == second.who:
            line.name = first.name
    for pay in ground.site.rows_of(second.who):
        pay.signed = first.name if pay.signed == second.name else pay.signed
    second.name = first.name
    return Planted(f"两名工人同名 {first.name}，按卡号区分（合规）")


def _names(men: list[Worker]) -> str:
    return "、".join(man.name for man in men)
