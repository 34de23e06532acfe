"""The oracle on the wage account: A of rules.md."""

from datetime import date, timedelta
from decimal import Decimal

from madeup.days import add_months, month_end, month_of, months_between
from madeup.site import ZERO, Line
from madeup.verdicts import Case, at_most, both

MONTH = timedelta(days=30)


def judge_account(case: Case) -> None:
    """Say all that A says; of the statement only where there is one."""
    _opening(case)
    if case.site.asks("statement"):
        _lines(case)
        _allotments(case)
        _totals(case)


def _opening(case: Case) -> None:
    site = case.site
    signed, opened = site.day("contract_date"), site.day("account_opened")
    limit = signed + MONTH if signed else None
    if limit and case.on > limit:
        case.of_project("A01", passes=case.given("account_no"))
        agreed = site.day("account_agreement_date")
        case.of_project("A03", passes=both(case.given("account_agreement_date"), at_most(agreed, limit)))
    if case.given("account_no"):
        case.of_project("A02", passes=at_most(opened, limit))
    if opened and case.on > opened + MONTH:
        filed = site.day("account_filed")
        case.of_project("A04", passes=both(case.given("account_filed"), at_most(filed, opened + MONTH)))
    _closing(case)
    name = site.text("account_name")
    if name:
        full = f"{site.text('contractor_name')}{site.text('project_name')}农民工工资专用账户"
        case.of_project("A05", passes=name == full)


def _closing(case: Case) -> None:
    """Ask whether the account was closed after the works, a notice of 30 days, and the last wage (A13)."""
    closed, done, notice = (case.site.day(key) for key in ("account_closed", "completion_date", "closure_notice_date"))
    if closed is None:
        return
    noticed = notice is not None and notice + MONTH <= closed
    owed = [case.money.arrears(due, case.on) for due in case.money.dues.values() if due.due < case.on]
    settled = None if any(each is None for each in owed) else not any(owed)
    case.of_project("A13", passes=both(done is not None and done <= closed, noticed, settled))


_BANNED = {"A07": "cash", "A08": "diversion_company", "A09": "diversion_person", "A10": "seizure"}


def _lines(case: Case) -> None:
    previous: Line | None = None
    days = {line.at.date() for line in case.site.lines if case.money.kinds[line.key] == "allotment"}
    for line in case.site.lines:
        kind, amount, key = case.money.kinds[line.key], line.debit + line.credit, ("line", line.key)
        for rule, banned in _BANNED.items():
            case.of(rule, "transaction", key, passes=kind != banned, amount=amount)
        if previous is not None:
            runs_on = line.balance == previous.balance + line.credit - line.debit
            case.of("A11", "transaction", key, passes=runs_on, amount=amount)
        if line.credit:
            case.of("A17", "transaction", key, passes=kind != "other_in", amount=amount)
        if kind.startswith("diversion"):
            recent = any(timedelta(0) <= line.at.date() - day <= timedelta(days=2) for day in days)
            case.of("F04", "transaction", key, passes=not recent, amount=amount)
        previous = line


def allotted_in(case: Case, month: date) -> Decimal:
    """Sum what the owner allotted in a calendar month."""
    return sum(
        (
            line.credit
            for line in case.site.lines
            if case.money.kinds[line.key] == "allotment" and month_of(line.at.date()) == month
        ),
        ZERO,
    )


def _allotments(case: Case) -> None:
    site, end = case.site, case.money.end
    start, done = site.day("start_date"), site.day("completion_date")
    if start and end:
        last = min(end, done) if done else end
        for month in months_between(add_months(month_of(start), 1), last):
            if month_end(month) <= last:
                case.of_project("A14", passes=allotted_in(case, month) > 0, month=month)
    ratio = site.money("labour_cost_ratio")
    for row in site.progress if ratio and site.asks("progress") else []:
        case.of_project("A16", passes=allotted_in(case, row.month) >= (ratio or ZERO) * row.certified, month=row.month)


def shortage(case: Case) -> Decimal:
    """Give what owner and contractor paid in too little for the wages that fell due within the evidence."""
    flow, end = case.money.flow, case.money.end
    due = sum((due.net for due in case.money.dues.values() if end and due.due <= end), ZERO)
    return due - flow.get("allotment", ZERO) - flow.get("top_up", ZERO)


def _totals(case: Case) -> None:
    site, end = case.site, case.money.end
    if site.own_account and site.text("account_no"):
        passes = site.own_account == site.text("account_no")
        case.of("A18", "statement", site.statement_file, passes=passes)
    if site.counted_off is not None:
        case.of("A19", "statement", site.statement_file, passes=site.counted_off == 0)
    if end is None:
        return
    unsettled = sum((due.owed for due in case.money.dues.values()), ZERO)
    missing = unsettled - site.lines[-1].balance
    case.of_project("A12", passes=missing <= 0, amount=missing)
    case.of_project("A15", passes=shortage(case) <= 0, amount=shortage(case))
    unseen = [due.net for due in case.money.dues.values() if end < due.due < case.on]
    case.of_project("A20", passes=not unseen, amount=sum(unseen, ZERO))
