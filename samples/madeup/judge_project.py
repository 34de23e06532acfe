"""The oracle on the project, its deposit, the government's fund and the notice board: P, D, E, L of rules.md."""

from datetime import date, timedelta
from decimal import Decimal

from madeup.days import month_end, months_between, one_year_after, working_days_after
from madeup.law import guarantee_share, labour_floor, minimum_wage, required_deposit
from madeup.numbers import uscc_check
from madeup.site import ZERO, Instrument, Site
from madeup.verdicts import Case, at_most, both
from madeup.words import NOTICE_ITEMS

MONTH = timedelta(days=30)
_SMALL = Decimal(3_000_000)


def judge_project(case: Case) -> None:
    """Say all that P, D, E and L say."""
    _contract(case)
    _firms(case)
    _deposit(case)
    for instrument in case.site.deposits if case.site.asks("deposit") else []:
        _instrument(case, instrument)
    for advance in case.site.advances if case.site.asks("advance") else []:
        repaid = advance.repaid or ZERO
        passes = repaid >= advance.amount
        case.of("E01", "advance", ("advance", advance.key), passes=passes, amount=advance.amount - repaid)
    _board(case)
    _papers(case)


def _contract(case: Case) -> None:
    site = case.site
    cycle = site.count("allotment_cycle_months")
    case.of_project("P01", passes=both(case.given("allotment_cycle_months"), None if cycle is None else cycle <= 1))
    amounts = [case.given("labour_cost_amount"), case.given("labour_cost_ratio")]
    case.of_project("P02", passes=True if True in amounts else None if None in amounts else False)
    until = site.day("guarantee_to")
    in_force = until >= case.on or not case.unfinished if until else "guarantee_to" in site.project or None
    case.of_project("P03", passes=both(case.given("guarantee_kind"), in_force))
    if site.text("funding") == "政府投资":
        prefinanced = site.project.get("prefinanced")
        case.of_project("P04", passes=None if prefinanced is None else not prefinanced)
    floor, ratio = labour_floor(site.text("region")), site.money("labour_cost_ratio")
    if floor and ratio:
        case.of_project("P05", passes=ratio >= floor)
    insured, start = site.day("injury_insurance_date"), site.day("start_date")
    case.of_project("P06", passes=both(case.given("injury_insurance_date"), at_most(insured, start)))
    case.of_project("P07", passes=case.given("labour_officer"))
    case.of_project("P08", passes=case.given("pay_day"))
    share, guaranteed, price = (
        guarantee_share(site.text("region")),
        site.money("guarantee_amount"),
        site.money("contract_amount"),
    )
    if share and guaranteed and price:
        case.of_project("P13", passes=guaranteed >= share * price)


def _firms(case: Case) -> None:
    site = case.site
    listed = site.asks("subcontractor")
    for firm in site.subcontractors if listed else []:
        case.of("P09", "subcontractor", firm.name, passes=firm.delegation is not None)
        case.of("P10", "subcontractor", firm.name, passes=firm.contract is not None)
        if firm.uscc:
            valid = firm.uscc[17:] == uscc_check(firm.uscc[:17])
            case.of("P12", "subcontractor", firm.name, passes=valid)
    known = {firm.name for firm in site.subcontractors} if listed else set()
    if site.asks("roster", "employer"):
        for employer in sorted({worker.employer for worker in site.workers}):
            inside = employer == site.text("contractor_name") or employer in known
            case.of("P11", "subcontractor", employer, passes=True if inside else False if listed else None)


def _deadline(site: Site) -> date | None:
    start = site.day("permit_date") or site.day("contract_date")
    return working_days_after(start, 20) if start else None


def _effective(case: Case) -> Decimal:
    return sum(
        (
            paper.amount - (paper.used or ZERO) + (paper.topped_up or ZERO)
            for paper in case.site.deposits
            if paper.lodged <= case.on and not paper.released and (paper.expiry is None or paper.expiry >= case.on)
        ),
        ZERO,
    )


def _exemption(case: Case) -> None:
    """Ask for the grounds of an exemption; without a word of one nobody knows whether there is any (D10)."""
    site = case.site
    if "deposit_exempt" not in site.project:
        case.of_project("D10", passes=None, lacks="project.deposit_exempt")
    elif site.project["deposit_exempt"]:
        years, price = site.count("clean_years"), site.money("contract_amount")
        owing = site.project.get("arrears_last_2y")
        by_record = None if years is None else years >= 3  # noqa: PLR2004 - 65号12
        small = None if price is None else price < _SMALL
        grounds = (by_record, both(small, None if owing is None else not owing))
        case.of_project("D10", passes=True if True in grounds else None if None in grounds else False)


def _deposit(case: Case) -> None:
    site = case.site
    _exemption(case)
    if not site.asks("deposit"):
        for rule in ("D01", "D02", "D03"):
            case.of_project(rule, passes=None, lacks="deposit")
        return
    if site.project.get("deposit_exempt"):
        small = (site.money("contract_amount") or ZERO) < _SMALL and not site.project.get("arrears_last_2y")
        case.of_project("D10", passes=(site.count("clean_years") or 0) >= 3 or small)  # noqa: PLR2004 - 65号11
    exempt, deadline, price = site.project.get("deposit_exempt"), _deadline(site), site.money("contract_amount")
    lodged = [paper.lodged for paper in site.deposits if paper.lodged <= case.on]
    if deadline and case.on > deadline and not exempt:
        case.of_project("D01", passes=bool(lodged))
    if lodged:
        case.of_project("D02", passes=at_most(min(lodged), deadline))
    if lodged and price and not exempt:
        required = required_deposit(site.text("region"), price, site.money("deposit_rate"), _factor(site))
        shortfall = required - _effective(case)
        case.of_project("D03", passes=shortfall <= 0, amount=shortfall)


def _factor(site: Site) -> Decimal:
    """Give the one factor on the rate: the last that holds wins."""
    if site.project.get("blacklisted"):
        return Decimal(2)
    if site.project.get("arrears_last_2y"):
        return Decimal("1.5")
    return Decimal("0.5") if (site.count("clean_years") or 0) >= 2 else Decimal(1)  # noqa: PLR2004 - 65号12


def _instrument(case: Case, paper: Instrument) -> None:
    place = case.site.text("region")[:2]
    allowed = {"现金", "银行保函"} | ({"担保公司保函", "保证保险"} if place in {"36", "41"} else set())
    known = place in {"12", "36", "41"}
    case.of("D04", "instrument", paper.reference, passes=True if paper.kind in allowed else False if known else None)
    _use_and_refund(case, paper)
    if paper.kind == "现金":
        return
    named = paper.beneficiary is not None and ("人力资源" in paper.beneficiary or "人社" in paper.beneficiary)
    case.of("D05", "instrument", paper.reference, passes=bool(paper.on_demand) and named)
    long_enough = at_most(one_year_after(paper.lodged), paper.expiry)
    outlasts = at_most(case.site.day("planned_end_date"), paper.expiry)
    case.of("D06", "instrument", paper.reference, passes=both(long_enough, outlasts))
    if not case.unfinished or paper.expiry is None:
        return
    if paper.expiry >= case.on:
        case.of("D07", "instrument", paper.reference, passes=paper.expiry - case.on > MONTH)
    if not paper.released:
        renewed = any(other.lodged > paper.lodged for other in case.site.deposits)
        case.of("D08", "instrument", paper.reference, passes=paper.expiry >= case.on or renewed)


def _use_and_refund(case: Case, paper: Instrument) -> None:
    """Ask whether what was drawn was topped up in ten working days (D09), and how the deposit was given back (D11)."""
    if paper.used_on and case.on > (until := working_days_after(paper.used_on, 10)):
        in_time = paper.topped_up_on is not None and paper.topped_up_on <= until
        enough = (paper.topped_up or ZERO) >= (paper.used or ZERO)
        case.of("D09", "instrument", paper.reference, passes=in_time and enough)
    if paper.released:
        done, notice = case.site.day("completion_date"), paper.refund_notice
        noticed = notice is not None and notice + MONTH <= paper.released
        case.of("D11", "instrument", paper.reference, passes=done is not None and done <= paper.released and noticed)


def _board(case: Case) -> None:
    site = case.site
    start, board = site.day("start_date"), site.day("notice_board_date")
    if start and case.on > start:
        case.of_project("L01", passes=both(case.given("notice_board_date"), at_most(board, case.on)))
    if board:
        items = site.project.get("notice_items")
        complete = set(NOTICE_ITEMS) <= set(items) if isinstance(items, list) else None
        case.of_project("L02", passes=complete)
    shown = site.money("notice_min_wage")
    if shown is not None:
        law = minimum_wage(site.text("region"), case.on)
        case.of_project("L03", passes=None if law is None else shown == law)


def _papers(case: Case) -> None:
    """Ask for every month between the start and the evidence end, whole months only (L04)."""
    start, end = case.site.day("start_date"), case.money.end
    if start is None or end is None:
        return
    for month in months_between(start, end):
        if month_end(month) <= end:
            paid = any(row.month == month for row in case.site.payroll)
            first = case.site.day("statement_from") or case.site.lines[0].at.date()
            shown = first <= max(month, start)
            case.of_project("L04", passes=case.has_attendance(month) and paid and shown, month=month)
