"""Trouble between payroll, lists and bank: strange accounts, second cards, lists that lie, men unpaid for months."""

from datetime import timedelta
from decimal import Decimal

from madeup.days import DAY, month_of
from madeup.ground import Ground, Plant, Planted, row, worker
from madeup.numbers import card_number
from madeup.plant_money import batch
from madeup.site import Line, Payout

_UNPAID = frozenset({"W05", "W06", "W17", "X01", "X02", "X03", "A12", "X04"})


def strange_account(month_index: int) -> Plant:
    """Pay a man's wages, in his name, to an account that nobody registered."""

    def plant(ground: Ground) -> Planted:
        (man,) = ground.pick(1)
        line = ground.line(man, ground.site.months[month_index])
        line.account = card_number(990_000 + man.who)
        expects = [row("B01", "payment", ("line", line.key), line.debit), worker("B04", man)]
        return Planted(f"{man.name} 工资打入未登记的账户", expects)

    return plant


def second_card(month_index: int) -> Plant:
    """Pay a man, from a month on, to a second card that the payroll names."""

    def plant(ground: Ground) -> Planted:
        (man,) = ground.pick(1)
        card = card_number(980_000 + man.who)
        for month in ground.site.months[month_index:]:
            ground.row(man, month).card = card
            ground.line(man, month).account = card
        return Planted(f"{man.name} 先后用两张卡", [worker("B04", man)])

    return plant


def batch_that_lies(firm: int, month_index: int, *, by: Decimal) -> Plant:
    """Pay a firm's month in one lump that is more than its list."""

    def plant(ground: Ground) -> Planted:
        ground_before = {line.key for line in ground.site.lines}
        planted = batch(firm, month_index)(ground)
        (lump,) = (line for line in ground.site.lines if line.key not in ground_before)
        lump.debit += by
        expect = row("B07", "transaction", ("line", lump.key), lump.debit)
        return Planted(f"{planted.words}；批次比明细多 {by} 元", [expect], planted.besides | {"A12"})

    return plant


def list_without_line(month_index: int) -> Plant:
    """Hand in a list of payouts that the account knows nothing of."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        expects = []
        for man in ground.pick(2):
            paid = ground.line(man, month)
            key = len(site.payouts) + 1
            amount = paid.debit / 2 + Decimal("0.37")
            number = f"DF{paid.at:%Y%m%d}999"
            payout = Payout(key, paid.at, man.name, man.card, amount.quantize(Decimal("0.01")), number, month)
            site.payouts.append(payout)
            expects.append(row("B08", "payout", ("payout", key), payout.amount))
        return Planted("代发明细两行没有流水", expects)

    return plant


def unpaid(count: int, months: int) -> Plant:
    """Pay some men nothing for the last months."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        expects = []
        for man in ground.pick(count):
            for month in site.months[-months:]:
                site.lines.remove(ground.line(man, month))
                expects.append(worker("W05", man, month, ground.row(man, month).net))
        return Planted(f"{count} 人最后 {months} 个月未发", expects, _UNPAID)

    return plant


def paid_late(month_index: int, days: int) -> Plant:
    """Pay a man's month some days after it fell due."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.months[month_index]
        (man,) = ground.pick(1)
        line = ground.line(man, month)
        day = ground.site.due(month) + days * DAY
        line.at = line.at.replace(year=day.year, month=day.month, day=day.day)
        expects = [worker("W06", man, month)] if days > 0 else []
        return Planted(f"{man.name} {month:%Y-%m} 迟发 {days} 天", expects)

    return plant


def quick_exit(month_index: int, days: int, amount: Decimal) -> Plant:
    """Send money to a firm some days after an allotment came in."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        line = _allotment(ground, month_index)
        out = ground.add_line(
            line.at.date() + days * DAY, -amount, "南昌某某建材有限公司", "36050199000000888", "材料款"
        )
        key = ("line", out.key)
        expects = [row("A08", "transaction", key, amount)]
        if days <= 2:  # noqa: PLR2004 - the rule's own number
            expects.append(row("F04", "transaction", key, amount))
        words = f"人工费到账 {days} 天后转出 {amount} 元 ({site.text('project_id')})"
        return Planted(words, expects, frozenset({"A12", "F04"}))

    return plant


def _allotment(ground: Ground, month_index: int) -> Line:
    site = ground.site
    month = site.months[month_index]
    for line in site.lines:
        from_owner = line.name == site.text("owner_name") or "财政" in line.name
        if line.credit and from_owner and month_of(line.at.date()) == month:
            return line
    raise ValueError(f"nothing is left that was allotted in {month:%Y-%m}")


def stranger_pays_in(month_index: int) -> Plant:
    """Let a third firm pay in what the owner should have."""

    def plant(ground: Ground) -> Planted:
        line = _allotment(ground, month_index)
        line.name, line.account = "赣江贸易有限公司", "36050199000000777"
        expect = row("A17", "transaction", ("line", line.key), line.credit)
        return Planted("第三方代替建设单位拨付", [expect], frozenset({"A14", "A16", "A15", "A12", "X04", "F04"}))

    return plant


def starved(ground: Ground) -> Planted:
    """Let all money come from a third firm, and leave a man unpaid at the end."""
    site = ground.site
    for line in site.lines:
        if line.credit and (
            line.name in {site.text("owner_name"), site.text("contractor_name")} or "财政" in line.name
        ):
            line.name, line.account = "赣江贸易有限公司", "36050199000000777"
    (man,) = ground.pick(1)
    site.lines.remove(ground.line(man, site.months[-1]))
    besides = frozenset({"A14", "A16", "A15", "A17", "X04", "F04", "B06"})
    return Planted("资金全部来自第三方，一人未发", [], besides | _UNPAID)


def drained(ground: Ground) -> Planted:
    """Leave a man unpaid and send the rest of the account away on its last day."""
    site = ground.site
    (man,) = ground.pick(1)
    line = ground.line(man, site.months[-1])
    site.lines.remove(line)
    site.balance_anew()
    end = site.day("statement_through") or site.on
    left = site.lines[-1].balance - line.debit / 2
    out = ground.add_line(
        end, -left.quantize(Decimal("0.01")), "南昌某某建材有限公司", "36050199000000888", "材料款", hour=17
    )
    expects = [worker("W05", man, site.months[-1], line.debit), row("A08", "transaction", ("line", out.key), out.debit)]
    return Planted("专户余额转空，一人未发", expects, frozenset({"A12", "F04"}) | _UNPAID)


def statement_cut(ground: Ground) -> Planted:
    """Hand in a statement that ends days before the last wages fall due."""
    site = ground.site
    end = site.due(site.months[-1]) - timedelta(days=5)
    site.lines = [line for line in site.lines if line.at.date() <= end]
    site.project["statement_through"] = end
    return Planted("流水止于发薪日之前", [], frozenset({"A20", "A12", "W05", "L04", "B06"}))


def registered_for_pay(share: float) -> Plant:
    """Register a share of the men the day before wages are paid."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        pay = min(line.at.date() for line in site.lines if line.wage and line.at.hour < 16)  # noqa: PLR2004 - leavers come later
        men = [man for man in site.workers if man.on_roster and man.entry <= pay - DAY]
        chosen = men[: int(len(site.workers) * share) + 1]
        for man in chosen:
            man.registered = pay - DAY
        return Planted(f"{len(chosen)} 人在发薪日前一天登记", [], frozenset({"F03", "R03"}))

    return plant
