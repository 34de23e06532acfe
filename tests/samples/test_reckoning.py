"""The oracle on the smallest sites: one worker or two, by hand."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from madeup import Plan, Site, build, reckon
from madeup.reckon import Due
from madeup.site import ZERO, Line, Payout, Worker

MONTHS = (date(2025, 3, 1), date(2025, 4, 1))


@pytest.fixture
def site() -> Site:
    """Two months of a few men, and a statement that shows nothing yet."""
    site = build(Plan(seed=2, workers=4, months=2, first=MONTHS[0], subcontractors=0))
    site.lines = []
    for row in site.payroll:
        row.net = Decimal(1000)
    return site


def man(site: Site) -> Worker:
    """Take one who worked in both months."""
    return next(worker for worker in site.workers if len(list(site.rows_of(worker.who))) == len(MONTHS))


def pay(  # noqa: PLR0917 - a line from left to right
    site: Site, day: date, amount: int, name: str = "", account: str = "", summary: str = "工资"
) -> Line:
    debit, credit = (Decimal(amount), ZERO) if amount > 0 else (ZERO, Decimal(-amount))
    line = Line(site.new_key(), datetime.combine(day, time(9)), debit, credit, name, account, summary)
    site.lines.append(line)
    return line


def months_of(site: Site, worker: Worker) -> list[Due]:
    return reckon(site).dues_of(worker.who)


def kind(site: Site, line: Line) -> str:
    return reckon(site).kinds[line.key]


def test_money_settles_the_oldest_month_first(site: Site) -> None:
    worker = man(site)
    pay(site, date(2025, 5, 14), 1500, worker.name, worker.card)
    assert [due.settled for due in months_of(site, worker)] == [Decimal(1000), Decimal(500)]


def test_a_month_is_paid_off_when_the_last_of_it_arrives(site: Site) -> None:
    worker = man(site)
    pay(site, date(2025, 4, 14), 600, worker.name, worker.card)
    pay(site, date(2025, 5, 14), 1400, worker.name, worker.card)
    assert [due.paid_off for due in months_of(site, worker)] == [date(2025, 5, 14)] * 2


def test_a_return_makes_the_payment_as_if_never_made(site: Site) -> None:
    worker = man(site)
    pay(site, date(2025, 4, 14), 1000, worker.name, worker.card)
    pay(site, date(2025, 4, 15), -1000, worker.name, worker.card, "退汇")
    assert months_of(site, worker)[0].owed == Decimal(1000)


def test_a_failed_row_of_a_batch_pays_nobody(site: Site) -> None:
    worker, other = man(site), next(worker for worker in site.workers if worker is not man(site))
    at = datetime(2025, 4, 14, 9)  # noqa: DTZ001 - banks print no zone
    site.payouts = [
        Payout(1, at, worker.name, worker.card, Decimal(1000), "DF1", MONTHS[0], "户名不符"),
        Payout(2, at, other.name, other.card, Decimal(1000), "DF1", MONTHS[0]),
    ]
    pay(site, at.date(), 1000, "代扣中间业务平台款项", "", "代发工资 DF1")
    reckoning = reckon(site)
    assert [(payment.who, payment.key) for payment in reckoning.payments] == [(other.who, ("payout", 2))]


def test_a_batch_without_number_is_tied_by_day_and_total(site: Site) -> None:
    worker = man(site)
    at = datetime(2025, 4, 14, 9)  # noqa: DTZ001 - banks print no zone
    site.payouts = [Payout(1, at, worker.name, worker.card, Decimal(1000), "DF1", MONTHS[0])]
    pay(site, date(2025, 4, 16), 1000, "", "", "代发工资")
    assert [payment.day for payment in reckon(site).payments] == [date(2025, 4, 16)]


def test_a_card_decides_before_a_name(site: Site) -> None:
    worker = man(site)
    pay(site, date(2025, 4, 14), 1000, "某某某", worker.card)
    assert [(payment.who, payment.tier) for payment in reckon(site).payments] == [(worker.who, "account")]


def test_a_name_alone_decides_where_the_card_is_unknown(site: Site) -> None:
    worker = man(site)
    pay(site, date(2025, 4, 14), 1000, worker.name, "6217000000000000000")
    assert [(payment.who, payment.tier) for payment in reckon(site).payments] == [(worker.who, "name")]


def test_a_shared_card_without_a_deciding_name_pays_nobody_but_stays_wage(site: Site) -> None:
    first, second = site.workers[:2]
    second.card = first.card
    line = pay(site, date(2025, 4, 14), 1000, "某某某", first.card)
    assert (kind(site, line), reckon(site).payments) == ("wage", [])


@pytest.mark.parametrize(
    ("name", "account", "summary", "amount", "expected"),
    [
        ("OWNER", "1", "人工费拨付", -1000, "allotment"),
        ("某区财政国库支付中心", "1", "拨款", -1000, "allotment"),
        ("CONTRACTOR", "1", "补足", -1000, "top_up"),
        ("", "", "利息", -10, "interest"),
        ("某某材料厂", "1", "退货款", -10, "other_in"),
        ("", "", "手续费", 1000, "fee"),
        ("", "", "现金支取", 1000, "cash"),
        ("某市人民法院", "1", "法院扣划", 1000, "seizure"),
        ("某某材料厂", "1", "货款", 1000, "diversion_company"),
        ("某某某", "1", "往来款", 1000, "diversion_person"),
    ],
)
def test_every_line_has_its_kind(  # noqa: PLR0917 - a line from left to right
    site: Site, name: str, account: str, summary: str, amount: int, expected: str
) -> None:
    known = {"OWNER": site.text("owner_name"), "CONTRACTOR": site.text("contractor_name")}
    line = pay(site, date(2025, 4, 14), amount, known.get(name, name), account, summary)
    assert kind(site, line) == expected


def test_a_treasury_allots_only_to_government_projects(site: Site) -> None:
    site.project["funding"] = "社会投资"
    line = pay(site, date(2025, 4, 14), -1000, "某区财政国库支付中心", "1", "拨款")
    assert kind(site, line) == "other_in"


def test_kinds_add_up_to_the_statement() -> None:
    site = build(Plan(seed=5, workers=20, months=3))
    turnover = sum((line.debit + line.credit for line in site.lines), ZERO)
    assert sum(reckon(site).flow.values(), ZERO) == turnover


def test_what_falls_due_after_the_evidence_is_not_judged(site: Site) -> None:
    site.project["statement_through"] = date(2025, 5, 1)
    reckoning, worker = reckon(site), man(site)
    assert [reckoning.arrears(due, site.on) for due in reckoning.dues_of(worker.who)] == [Decimal(1000), None]


def test_without_a_statement_nothing_is_known_of_payment(site: Site) -> None:
    site.absent.add("statement")
    reckoning = reckon(site)
    assert {reckoning.arrears(due, site.on) for due in reckoning.dues.values()} == {None}


def test_two_rows_of_one_month_are_due_once_at_the_larger_net(site: Site) -> None:
    worker = man(site)
    again = next(site.rows_of(worker.who))
    site.payroll.append(
        type(again)(**{name: getattr(again, name) for name in again.__slots__} | {"net": Decimal(1200)})
    )
    assert months_of(site, worker)[0].net == Decimal(1200)
