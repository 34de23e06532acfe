"""Trouble with the project's own duties: deposit, fund, guarantee, insurance, officer, account, board, allotment."""

from datetime import date, timedelta
from decimal import Decimal

from madeup.days import DAY, month_of, working_days_after
from madeup.ground import Ground, Plant, Planted, label, row
from madeup.law import required_deposit
from madeup.site import Advance, Line
from madeup.verdicts import Said


def deposit_lapsed(ground: Ground) -> Planted:
    """Lodge cash and guarantee too late, and let the guarantee run out before the works end."""
    site = ground.site
    cash, guarantee = site.deposits
    permit, price = site.day("permit_date"), site.money("contract_amount")
    if permit is None or price is None:
        raise ValueError("the deposit needs a permit and a contract")
    cash.lodged = working_days_after(permit, 35)
    guarantee.lodged = cash.lodged + DAY
    guarantee.expiry = site.on - timedelta(days=51)
    short = required_deposit(site.text("region"), price) - cash.amount
    expects = [
        ground.project("D02"),
        ground.project("D03", amount=short),
        row("D06", "instrument", guarantee.reference),
        row("D08", "instrument", guarantee.reference),
    ]
    words = (
        f"工资保证金逾期存储；银行保函 {guarantee.expiry} 到期未续，有效金额只剩现金 {cash.amount} 元，差 {short} 元"
    )
    return Planted(words, expects)


def advance_owed(ground: Ground) -> Planted:
    """Let the government's fund advance wages, of which the contractor pays back a part."""
    site = ground.site
    drawn = site.months[1] + 9 * DAY
    site.advances.append(
        Advance(1, drawn, Decimal(60_000), 12, "春节前垫付务工人员生活费", drawn + 40 * DAY, Decimal(60_000))
    )
    drawn = site.months[-3] + 17 * DAY
    site.advances.append(
        Advance(2, drawn, Decimal(100_000), 20, "班组讨要工资应急垫付", drawn + 30 * DAY, Decimal(40_000))
    )
    expect = row("E01", "advance", ("advance", 2), Decimal(60_000))
    return Planted("应急周转金第二次垫付 100000 元只归还 40000 元", [expect])


def payment_guarantee_lapsed(ground: Ground) -> Planted:
    """Let the owner's payment guarantee run out."""
    ground.site.project["guarantee_to"] = ground.site.on - timedelta(days=60)
    return Planted("建设单位工程款支付担保已过期", [ground.project("P03")])


def injury_cover_late(ground: Ground) -> Planted:
    """Take out work-injury insurance after the start."""
    start = ground.site.day("start_date") or ground.site.on
    ground.site.project["injury_insurance_date"] = start + 44 * DAY
    return Planted("开工 44 天后才办理工伤保险", [ground.project("P06")])


def no_labour_officer(ground: Ground) -> Planted:
    """Leave the labour officer's cells empty."""
    ground.site.project |= {"labour_officer": None, "labour_officer_phone": None}
    return Planted("劳资专管员一栏空白", [ground.project("P07")])


def account_opened_late(ground: Ground) -> Planted:
    """Open the wage account 44 days after the contract; the agreement and the filing are in time."""
    site = ground.site
    signed = site.day("contract_date") or site.on
    opened = signed + 44 * DAY
    site.project |= {"account_opened": opened, "account_filed": opened + 12 * DAY, "statement_from": opened}
    first = site.lines[0]
    first.at = first.at.replace(year=opened.year, month=opened.month, day=opened.day)
    return Planted("专户在合同签订 44 天后才开立", [ground.project("A02")])


def board_incomplete(ground: Ground) -> Planted:
    """Leave two items off the notice board, and last term's minimum wage on it."""
    items = ground.site.project["notice_items"]
    if not isinstance(items, list):
        raise TypeError("the board has no items")
    ground.site.project["notice_items"] = [item for item in items if item not in {"仲裁渠道", "法律援助"}]
    ground.site.project["notice_min_wage"] = Decimal(1730)
    words = "维权告示牌缺仲裁渠道、法律援助，最低工资仍写 1730 元"
    return Planted(words, [ground.project("L02"), ground.project("L03")])


def no_allotment(month_index: int, *, top_up: Decimal) -> Plant:
    """Let the owner allot nothing in a month; the contractor tops the account up some days later."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        month = site.months[month_index]
        (line,) = _allotments(site.lines, month, site.text("owner_name"))
        site.lines.remove(line)
        own = site.lines[0]
        ground.add_line(line.at.date() + 9 * DAY, top_up, own.name, own.account, "人工费不足补足")
        expects = [
            Said(rule, passes=False, kind="month", subject=label(month), month=label(month)) for rule in ("A14", "A16")
        ]
        words = f"{label(month)} 建设单位未拨付人工费用，总包补足 {top_up} 元"
        return Planted(words, expects, frozenset({"A15", "A12", "X04", "F04"}))

    return plant


def _allotments(lines: list[Line], month: date, owner: str) -> list[Line]:
    return [
        line
        for line in lines
        if line.credit and month_of(line.at.date()) == month and (line.name == owner or "财政" in line.name)
    ]
