"""Every mutator with the rules that it is meant to set off: places, months and amounts are drawn at random."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from madeup import plant_bank as bank
from madeup import plant_crew as crew
from madeup import plant_duties as sheet
from madeup import plant_money as money
from madeup import plant_people as people
from madeup import plant_project as project
from madeup import plant_teams as teams
from madeup.days import DAY
from madeup.ground import Plant
from madeup.site import Site

Make = Callable[[Random, Site], Plant]


@dataclass(frozen=True)
class Mutator:
    """Makes a plant for a site; `rules` are those that it is there for."""

    name: str
    rules: tuple[str, ...]
    make: Make


def rich(site: Site) -> None:
    """Let the contractor pay in enough that trouble does not overdraw the account."""
    site.lines[0].credit += Decimal(500_000)


def _month(rng: Random, site: Site) -> int:
    return rng.randrange(len(site.months))


def _inner(rng: Random, site: Site) -> int:
    return rng.randrange(1, len(site.months) - 1)


def _day(rng: Random, site: Site) -> date:
    """Draw a day between the first pay day and the end of the statement."""
    end = site.day("statement_through") or site.on
    return site.months[1] + rng.randrange((end - site.months[1]).days) * DAY


def _yuan(rng: Random) -> Decimal:
    return Decimal(rng.randrange(500_00, 30_000_00)) / 100


def _firm(rng: Random, site: Site) -> int:
    return rng.randrange(len(site.subcontractors) + 1)


def _always(plant: Plant) -> Make:
    return lambda _rng, _site: plant


def _monthly(make: Callable[[int], Plant], draw: Callable[[Random, Site], int] = _month) -> Make:
    return lambda rng, site: make(draw(rng, site))


def _dated(make: Callable[[date, Decimal], Plant]) -> Make:
    return lambda rng, site: make(_day(rng, site), _yuan(rng))


def _of_project(*rules: str, **cells: object) -> Mutator:
    return Mutator("said " + " ".join(rules), rules, _always(sheet.said(*rules, **cells)))  # type: ignore[arg-type]


def _late(rule: str, fields: str, after: str, days: tuple[int, int]) -> Mutator:
    return Mutator(
        f"late {rule}", (rule,), lambda rng, _site: sheet.later(rule, fields, after=after, days=rng.randrange(*days))
    )


_PROJECT = (
    _of_project("P01", allotment_cycle_months=2),
    _of_project("P02", labour_cost_amount=None, labour_cost_ratio=None),
    Mutator("guarantee", ("P03",), _always(project.payment_guarantee_lapsed)),
    _of_project("P03", guarantee_kind=None),
    _of_project("P04", prefinanced=True),
    Mutator("small share", ("P05",), _always(sheet.small_labour_share)),
    Mutator("insurance", ("P06",), _always(project.injury_cover_late)),
    Mutator("officer", ("P07",), _always(project.no_labour_officer)),
    _of_project("P08", pay_day=None),
    Mutator("delegation", ("P09",), _always(sheet.firm_without("P09", "delegation"))),
    Mutator("subcontract", ("P10",), _always(sheet.firm_without("P10", "contract"))),
    Mutator("code", ("P12",), _always(sheet.wrong_code)),
    Mutator("small guarantee", ("P13",), _always(sheet.small_payment_guarantee)),
    Mutator("board", ("L02", "L03"), _always(project.board_incomplete)),
    _of_project("L01", notice_board_date=None),
    Mutator("attendance", ("L04",), _monthly(sheet.attendance_missing, _inner)),
    Mutator("advance", ("E01",), _always(project.advance_owed)),
)
_DEPOSIT = (
    Mutator("deposit", ("D02", "D03", "D06", "D08"), _always(project.deposit_lapsed)),
    Mutator("odd form", ("D04",), _always(sheet.odd_form)),
    Mutator("revocable", ("D05",), _always(sheet.revocable_guarantee)),
    Mutator("ends soon", ("D07",), lambda rng, _site: sheet.guarantee_ends_soon(rng.choice((0, 1, 29, 30)))),
    Mutator("ends later", ("D06",), lambda rng, _site: sheet.guarantee_ends_soon(rng.choice((31, 60)))),
    Mutator("drawn", ("D09", "D03"), _always(sheet.drawn_on(None))),
    Mutator("topped up", ("D09",), lambda rng, _site: sheet.drawn_on(rng.choice((9, 10, 11, 20)))),
    Mutator("exempt", ("D10",), _always(sheet.exempt_without_ground)),
    Mutator("released", ("D11",), _always(sheet.released_early)),
)
_ACCOUNT = (
    _of_project("A01", account_no=None),
    Mutator("opened late", ("A02",), _always(project.account_opened_late)),
    _late("A03", "account_agreement_date", "contract_date", (31, 60)),
    _late("A04", "account_filed", "account_opened", (31, 60)),
    _of_project("A05", account_name="江西某某建工集团有限公司"),
    Mutator("cash", ("A07",), _dated(money.cash)),
    Mutator("contractor", ("A08",), _dated(money.to_contractor)),
    Mutator("person", ("A09",), _dated(money.to_person)),
    Mutator("court", ("A10",), _dated(money.seized)),
    Mutator("other account", ("A18",), _always(sheet.other_account)),
    Mutator("bank counts", ("A19",), lambda rng, _site: sheet.bank_counts(rng.choice((Decimal(0), Decimal("0.01"))))),
    Mutator("closed", ("A13",), lambda rng, _site: sheet.account_closed_early(rng.choice((None, 29, 30)))),
    Mutator(
        "allotment", ("A14", "A16"), _monthly(lambda at: project.no_allotment(at, top_up=Decimal(400_000)), _inner)
    ),
    Mutator("stranger pays in", ("A17",), _monthly(bank.stranger_pays_in, _inner)),
    Mutator(
        "quick exit",
        ("F04", "A08"),
        lambda rng, site: bank.quick_exit(_inner(rng, site) - 1, rng.choice((0, 1, 2, 3)), _yuan(rng)),
    ),
)
_PEOPLE = (
    Mutator("unregistered", ("R01", "R02"), _always(people.unregistered)),
    Mutator("registered late", ("R03",), _always(people.registered_late)),
    Mutator("contract", ("R04", "R06"), _always(people.without_contract)),
    Mutator("contract late", ("R05",), _always(crew.contract_late)),
    Mutator("contract over", ("R07",), _always(crew.contract_over)),
    Mutator("ids", ("R08",), _always(people.wrong_ids)),
    Mutator("listed twice", ("R09",), _always(crew.listed_twice)),
    Mutator("old and uncovered", ("R19", "R20", "K05"), _always(crew.old_and_uncovered)),
    Mutator("child", ("R10",), _always(people.child)),
    Mutator("young", ("R11",), _always(people.young_scaffolder)),
    Mutator("old", ("R12",), _always(people.past_retirement)),
    Mutator("phone", ("R13",), _always(crew.no_phone)),
    Mutator("early", ("R14",), _always(crew.came_before_entry)),
    Mutator("gone", ("R15",), _always(crew.gone_unnoticed)),
    Mutator("untrained", ("R16",), _always(crew.untrained)),
    Mutator("manager", ("R17",), _always(crew.manager_on_payroll)),
    Mutator("uninsured", ("R18",), _always(crew.uninsured)),
    Mutator("hours", ("K01", "W11"), _monthly(people.hours_for_days)),
    Mutator("overtime", ("K03",), lambda rng, site: crew.long_hours(_month(rng, site), rng.choice((36, 37, 60)))),
    Mutator("alike", ("K04",), _always(teams.alike)),
)
_WAGES = (
    Mutator("off payroll", ("W01",), _monthly(people.left_off_payroll)),
    Mutator("no payroll", ("W02",), _monthly(teams.firm_without_payroll)),
    Mutator("unsigned", ("W03",), _monthly(people.unsigned)),
    Mutator("unreviewed", ("W04",), _monthly(crew.unreviewed)),
    Mutator("minimum", ("W07",), _always(people.below_minimum(1500, team=""))),
    Mutator("below agreed", ("W08",), _always(crew.below_agreed)),
    Mutator("wrong sum", ("W09",), lambda rng, site: crew.wrong_sum(_month(rng, site), rng.choice((1, 2, 100)))),
    Mutator("fined", ("W10",), _monthly(people.fined)),
    Mutator("no attendance", ("W12",), _monthly(people.paid_without_attendance, _inner)),
    Mutator("fortune", ("W13", "F02"), _monthly(crew.fortune)),
    Mutator("left and paid", ("W14", "W12"), _always(crew.paid_after_leaving)),
    Mutator("two sheets", ("W15",), _monthly(crew.two_sheets)),
    Mutator("in cash", ("W16",), _monthly(crew.in_cash)),
    Mutator("settled late", ("W17",), _always(crew.settled_late)),
    Mutator("many off payroll", ("W18", "W01"), _monthly(lambda at: teams.many_off_payroll(at, 9))),
    Mutator("averaged", ("W19",), _always(teams.averaged)),
    Mutator("backwards", ("W20",), _monthly(teams.worked_backwards)),
    Mutator("well paid", ("F02",), _monthly(crew.well_paid)),
)
_PAYMENT = (
    Mutator("unpaid", ("W05", "X03"), lambda rng, _site: bank.unpaid(2, rng.choice((1, 2)))),
    Mutator("unpaid long", ("X01", "W05"), lambda rng, _site: bank.unpaid(1, rng.choice((3, 4)))),
    Mutator("many unpaid", ("X02", "W05"), _always(bank.unpaid(12, 1))),
    Mutator("paid late", ("W06",), lambda rng, site: bank.paid_late(_inner(rng, site) - 1, rng.choice((0, 1, 5)))),
    Mutator("payee", ("B02",), _monthly(money.other_payee)),
    Mutator("card", ("B03", "B05", "W05"), _monthly(money.shared_card)),
    Mutator("strange account", ("B01", "B04"), _monthly(bank.strange_account)),
    Mutator("second card", ("B04",), _monthly(bank.second_card, _inner)),
    Mutator("twice", ("F01", "B05"), _monthly(money.paid_twice)),
    Mutator("returned", ("B06",), _monthly(lambda at: money.returned(at, repaid=False), _inner)),
    Mutator("returned and repaid", (), _monthly(lambda at: money.returned(at, repaid=True), _inner)),
    Mutator("list without line", ("B08",), _monthly(bank.list_without_line, _inner)),
    Mutator("batch", (), lambda rng, site: money.batch(_firm(rng, site), _inner(rng, site) - 1)),
    Mutator(
        "batch that lies",
        ("B07",),
        lambda rng, site: bank.batch_that_lies(
            _firm(rng, site), _inner(rng, site) - 1, by=Decimal(rng.randrange(1, 999)) / 100
        ),
    ),
    Mutator("registered for pay", ("F03",), lambda rng, _site: bank.registered_for_pay(rng.choice((0.2, 0.35)))),
    Mutator("homonyms", (), _always(money.homonyms)),
    Mutator("unlisted firm", ("P11",), _always(sheet.unlisted_firm)),
    Mutator("no deposit", ("D01",), _always(sheet.no_deposit)),
    Mutator("starved", ("A15", "X04", "A17"), _always(bank.starved)),
    Mutator("cut", ("A20",), _always(bank.statement_cut)),
    Mutator("drained", ("A12",), _always(bank.drained)),
    Mutator("hidden", ("A11",), lambda rng, site: money.hidden_line(_day(rng, site) - timedelta(days=3), _yuan(rng))),
)
MUTATORS: tuple[Mutator, ...] = (*_PROJECT, *_DEPOSIT, *_ACCOUNT, *_PEOPLE, *_WAGES, *_PAYMENT)
"""In the order of planting: what cuts, drains or hides lines comes last."""
