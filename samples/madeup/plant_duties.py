"""Trouble with what the project sheet says: contract terms, firms, guarantee, deposit, account, board."""

from datetime import date, timedelta
from decimal import Decimal

from madeup.days import DAY, working_days_after
from madeup.ground import Ground, Plant, Planted, label, row
from madeup.law import labour_floor
from madeup.numbers import account_number
from madeup.site import Subcontractor, Value
from madeup.verdicts import Said


def said(*rules: str, **cells: Value) -> Plant:
    """Let the project sheet say something else, which breaks the rules named."""

    def plant(ground: Ground) -> Planted:
        ground.site.project |= cells
        return Planted(f"项目概况改为 {cells}", [ground.project(rule) for rule in rules])

    return plant


def later(rule: str, field: str, *, after: str, days: int) -> Plant:
    """Let something happen so many days after another."""

    def plant(ground: Ground) -> Planted:
        start = ground.site.day(after)
        if start is None:
            raise ValueError(f"the project has no {after}")
        ground.site.project[field] = start + days * DAY
        return Planted(f"{field} 在 {after} 之后 {days} 天", [ground.project(rule)])

    return plant


def small_payment_guarantee(ground: Ground) -> Planted:
    """Let the owner guarantee a cent less than the place's share of the contract."""
    price = ground.site.money("contract_amount") or Decimal(0)
    ground.site.project["guarantee_amount"] = price / 10 - Decimal("0.01")
    return Planted("支付担保差一分不到一成", [ground.project("P13")])


def small_labour_share(ground: Ground) -> Planted:
    """Agree on a smaller share for labour than the place's floor."""
    floor = labour_floor(ground.site.text("region"))
    if floor is None:
        raise ValueError("the place has no floor")
    ground.site.project["labour_cost_ratio"] = floor - Decimal("0.001")
    return Planted("人工费用比例低于当地下限", [ground.project("P05")])


def firm_without(rule: str, field: str) -> Plant:
    """Let a subcontractor lack an agreement or a contract."""

    def plant(ground: Ground) -> Planted:
        firm = _firm(ground)
        setattr(firm, field, None)
        return Planted(f"{firm.name} 没有 {field}", [row(rule, "subcontractor", firm.name)])

    return plant


def unlisted_firm(ground: Ground) -> Planted:
    """Leave a firm that has men on the site off the list."""
    firm = _firm(ground)
    ground.site.subcontractors.remove(firm)
    return Planted(f"{firm.name} 不在分包单位表", [row("P11", "subcontractor", firm.name)], frozenset({"X03"}))


def wrong_code(ground: Ground) -> Planted:
    """Write a firm's code with a wrong check character."""
    firm = _firm(ground)
    firm.uscc = firm.uscc[:17] + ("1" if firm.uscc[17] != "1" else "2")
    return Planted(f"{firm.name} 统一社会信用代码校验位不符", [row("P12", "subcontractor", firm.name)])


def _firm(ground: Ground) -> Subcontractor:
    firms = ground.site.subcontractors
    return ground.rng.choice(firms) if ground.rng else firms[-1]


def no_deposit(ground: Ground) -> Planted:
    """Lodge nothing."""
    ground.site.deposits.clear()
    return Planted("没有存储工资保证金", [ground.project("D01")])


def odd_form(ground: Ground) -> Planted:
    """Lodge a letter of promise in place of cash."""
    cash = ground.site.deposits[0]
    cash.kind, cash.expiry = "承诺书", ground.site.deposits[1].expiry
    expects = [row(rule, "instrument", cash.reference) for rule in ("D04", "D05")]
    return Planted("以承诺书代替现金", expects, frozenset({"D06", "D07", "D08"}))


def revocable_guarantee(ground: Ground) -> Planted:
    """Let the bank guarantee be revocable, in favour of the contractor."""
    paper = ground.site.deposits[1]
    paper.on_demand, paper.beneficiary = False, ground.site.text("contractor_name")
    return Planted("保函可撤销，受益人为总包", [row("D05", "instrument", paper.reference)])


def guarantee_ends_soon(days: int) -> Plant:
    """Let the bank guarantee end some days after the audit, before the works do."""

    def plant(ground: Ground) -> Planted:
        paper = ground.site.deposits[1]
        paper.expiry = ground.site.on + days * DAY
        expects = [row("D06", "instrument", paper.reference)]
        if days <= 30:  # noqa: PLR2004 - a month's warning
            expects.append(row("D07", "instrument", paper.reference))
        return Planted(f"保函 {days} 天后到期", expects)

    return plant


def exempt_without_ground(ground: Ground) -> Planted:
    """Claim an exemption after one clean year."""
    ground.site.project |= {"deposit_exempt": True, "clean_years": 1}
    return Planted("免存保证金依据不足", [ground.project("D10")])


def drawn_on(days: int | None) -> Plant:
    """Draw on the cash deposit; it is topped up so many working days later, or never."""

    def plant(ground: Ground) -> Planted:
        cash = ground.site.deposits[0]
        cash.used_on, cash.used = ground.site.months[1] + 4 * DAY, cash.amount / 2
        expects = [row("D09", "instrument", cash.reference)]
        if days is None:
            expects.append(ground.project("D03"))
        else:
            cash.topped_up_on, cash.topped_up = working_days_after(cash.used_on, days), cash.used
            expects = expects if days > 10 else []  # noqa: PLR2004 - 65号
        return Planted(f"动用保证金，补足用 {days} 个工作日", expects, frozenset({"D03"}))

    return plant


def released_early(ground: Ground) -> Planted:
    """Give the cash deposit back while the works go on."""
    cash = ground.site.deposits[0]
    cash.released = ground.site.on - 9 * DAY
    words = "未完工即返还保证金"
    return Planted(words, [row("D11", "instrument", cash.reference)], frozenset({"D03"}))


def other_account(ground: Ground) -> Planted:
    """Hand in the statement of another account."""
    ground.site.own_account = account_number(77, "中国工商银行")
    return Planted("流水不是专户的", [row("A18", "statement", ground.site.statement_file)])


def bank_counts(off: Decimal) -> Plant:
    """Let the bank name its account and its totals, which the lines miss by so much."""

    def plant(ground: Ground) -> Planted:
        site = ground.site
        site.own_account = site.own_account or site.text("account_no")
        site.counted_off = off
        return Planted(f"银行借方总额差 {off}", [row("A19", "statement", site.statement_file)] if off else [])

    return plant


def account_closed_early(days_of_notice: int | None) -> Plant:
    """Close the account before the works are done, with too short a notice or none."""

    def plant(ground: Ground) -> Planted:
        closed = ground.site.on - timedelta(days=1)
        notice: date | None = None if days_of_notice is None else closed - days_of_notice * DAY
        ground.site.project |= {"account_closed": closed, "closure_notice_date": notice}
        return Planted("未完工即销户", [ground.project("A13")])

    return plant


def attendance_missing(month_index: int) -> Plant:
    """Hand in no attendance for a month."""

    def plant(ground: Ground) -> Planted:
        month = ground.site.attendance_months[month_index]
        ground.site.attendance_months = [each for each in ground.site.attendance_months if each != month]
        expect = Said("L04", passes=False, kind="month", subject=label(month), month=label(month))
        return Planted(f"缺 {month:%Y-%m} 考勤", [expect], frozenset({"K03", "R15"}))

    return plant
