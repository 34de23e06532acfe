"""A clean site: one that keeps to every rule, on paper that shows it."""

from datetime import date
from decimal import Decimal
from random import Random

from madeup.bank import LABOUR_RATIO, Books, allotments, write_lines
from madeup.crew import hire
from madeup.days import DAY, add_months, working_days_after, working_days_before
from madeup.law import minimum_wage, required_deposit
from madeup.numbers import account_number, phone_number, uscc
from madeup.plan import Plan
from madeup.site import ZERO, Instrument, Progress, Site, Subcontractor, Value
from madeup.wages import make_payroll
from madeup.words import NOTICE_ITEMS

_DAYS_BEFORE_START = 96

_RECORD: dict[str, Value] = {
    "deposit_exempt": False,
    "clean_years": 1,
    "arrears_last_2y": False,
    "blacklisted": False,
    "concurrent_projects": 1,
}
"""The contractor's record, from which the deposit's rate follows."""


def build(plan: Plan) -> Site:
    """Build the site of a plan: equal plans give equal sites, and no rule finds fault with them."""
    rng = Random(plan.seed)
    workers = hire(plan, rng)
    payroll = make_payroll(plan, rng, workers)
    books = Books(plan, rng, workers, payroll)
    project = _project(plan, sum((row.net for row in payroll), ZERO))
    opened = project["account_opened"]
    if not isinstance(opened, date):
        raise TypeError(f"the account of seed {plan.seed} has no day of opening")
    site = Site(
        on=plan.audit_day,
        project=project,
        subcontractors=_subcontractors(plan),
        workers=workers,
        payroll=payroll,
        lines=write_lines(books, opened),
        progress=_progress(books),
        deposits=_deposits(plan, project),
        months=plan.wage_months,
        attendance_months=plan.wage_months,
    )
    site.balance_anew()
    return site


def _project(plan: Plan, wages: Decimal) -> dict[str, Value]:
    """Write the project's facts: two years' wages are a fifth of the contract, signed months before the start."""
    contract = _whole(wages / plan.months * 24 / LABOUR_RATIO, 100_000)
    start = working_days_after(plan.first - DAY, 1)
    signed = working_days_before(start - _DAYS_BEFORE_START * DAY, 0)
    end = add_months(plan.first, 24) - DAY
    return {
        "project_id": plan.project_code,
        "project_name": plan.project_name,
        "region": plan.region,
        "sector": plan.sector,
        "funding": plan.funding,
        "prefinanced": False,
        "owner_name": plan.owner_name,
        "contractor_name": plan.contractor_name,
        "contractor_uscc": uscc(plan.number),
        "contract_amount": contract,
        "contract_date": signed,
        "permit_date": working_days_after(signed, 25),
        "start_date": start,
        "planned_end_date": end,
        "completion_date": None,
        "labour_cost_amount": contract * LABOUR_RATIO,
        "labour_cost_ratio": LABOUR_RATIO,
        "allotment_cycle_months": 1,
        "pay_day": plan.pay_day,
        "pay_month_offset": 1,
        **_account(plan, signed),
        "guarantee_kind": "银行保函",
        "guarantee_amount": contract / 10,
        "guarantee_from": signed,
        "guarantee_to": end + 90 * DAY,
        "labour_officer": "汤友明",
        "labour_officer_phone": phone_number(plan.number + 600),
        "injury_insurance_date": working_days_before(start, 6),
        "notice_board_date": working_days_before(start, 1),
        "notice_items": list(NOTICE_ITEMS),
        "notice_min_wage": minimum_wage(plan.region, plan.audit_day),
        **_RECORD,
    }


def _account(plan: Plan, signed: date) -> dict[str, Value]:
    """Open, agree and file the wage account within a month of the contract."""
    return {
        "account_no": account_number(plan.number, plan.bank),
        "account_name": f"{plan.contractor_name}{plan.project_name}农民工工资专用账户",
        "account_bank": f"{plan.bank}{plan.word}支行",
        "account_opened": working_days_after(signed, 14),
        "account_agreement_date": working_days_after(signed, 12),
        "account_filed": working_days_after(signed, 22),
        "account_closed": None,
        "account_sub_ledger": False,
        "statement_from": working_days_after(signed, 14),
        "statement_through": plan.evidence_end,
    }


def _whole(amount: Decimal, unit: int) -> Decimal:
    return (amount // unit + 1) * unit


def _subcontractors(plan: Plan) -> list[Subcontractor]:
    signed = plan.first - 20 * DAY
    return [
        Subcontractor(name, uscc(plan.number + 10 + index), signed, signed + (2 + index) * DAY, plan.first)
        for index, name in enumerate(plan.partner_names)
    ]


def _progress(books: Books) -> list[Progress]:
    """Certify each month so much that the agreed share of it was allotted in that month."""
    rows = []
    for month, allotted in allotments(books).items():
        certified = allotted / LABOUR_RATIO - books.rng.randrange(20, 60) * 1000
        labour = certified * LABOUR_RATIO
        rows.append(Progress(month, certified, _whole(certified * Decimal("0.75"), 10_000), labour))
    return rows


def _deposits(plan: Plan, project: dict[str, Value]) -> list[Instrument]:
    """Lodge the deposit in time: a part in cash, the rest as a bank guarantee that outlasts the works."""
    contract, permit, end = project["contract_amount"], project["permit_date"], project["planned_end_date"]
    if not (isinstance(contract, Decimal) and isinstance(permit, date) and isinstance(end, date)):
        raise TypeError(f"the project of seed {plan.seed} lacks an amount or a day")
    required = required_deposit(plan.region, contract)
    cash = required // 4 // 1000 * 1000
    lodged = working_days_after(permit, 8)
    office = f"{plan.district_name}人力资源和社会保障局"
    return [
        Instrument("现金", cash, lodged, None, f"{plan.bank}{plan.word}支行", office, None, f"XJ{plan.seed:05d}"),
        Instrument(
            "银行保函",
            _whole(required - cash, 1000),
            lodged + DAY,
            end + 60 * DAY,
            f"中国建设银行{plan.word}支行",
            office,
            on_demand=True,
            reference=f"BH{plan.first:%Y}{plan.seed:05d}",
        ),
    ]
