from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from madeup import Plan, Site, build
from madeup.days import due_day, is_working_day
from madeup.judge import findings, judge
from madeup.judge_people import id_is_valid
from stdnum import luhn
from stdnum.cn import uscc

PLANS = (
    Plan(seed=1, workers=60, months=6),
    Plan(seed=2, workers=45, months=6, region="120116", subcontractors=1, pay_day=28),
    Plan(seed=3, workers=25, months=4, region="360732", subcontractors=0, pay_day=31),
    Plan(seed=4, workers=90, months=14, first=date(2023, 12, 1), region="360102", subcontractors=5),
    Plan(seed=5, workers=12, months=3, region="120101", first=date(2025, 9, 1), funding="社会投资"),
    Plan(seed=6, workers=5, months=2, region="360702", pay_day=1),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return build(Plan(seed=9, workers=60, months=5))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"seed{plan.seed}")
def test_no_rule_finds_fault_with_a_clean_site(plan: Plan) -> None:
    assert findings(build(plan)) == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"seed{plan.seed}")
def test_a_clean_site_leaves_no_rule_undecided(plan: Plan) -> None:
    assert {said.rule for said in judge(build(plan)) if said.passes is None} == set()


def test_a_clean_site_is_judged_by_every_pillar(site: Site) -> None:
    assert {said.rule[0] for said in judge(site)} == set("PDARKWBLXF")


def test_equal_plans_give_equal_sites() -> None:
    assert build(PLANS[2]) == build(PLANS[2])


def test_another_seed_gives_another_site() -> None:
    assert build(Plan(seed=7, workers=8, months=2)) != build(Plan(seed=8, workers=8, months=2))


def test_id_numbers_hold_their_check_character_and_the_birth_day(site: Site) -> None:
    assert all(
        id_is_valid(worker.id_no) and worker.id_no[6:14] == f"{worker.born:%Y%m%d}" and worker.id_no[:6] == "360199"
        for worker in site.workers
    )


def test_id_numbers_tell_women_from_men(site: Site) -> None:
    assert all((int(worker.id_no[16]) % 2 == 0) == worker.woman for worker in site.workers)


def test_cards_hold_their_luhn_digit(site: Site) -> None:
    assert all(luhn.is_valid(worker.card) and worker.card.startswith("621700") for worker in site.workers)


def test_firms_have_a_valid_code(site: Site) -> None:
    codes = [site.text("contractor_uscc"), *(firm.uscc for firm in site.subcontractors)]
    assert all(uscc.is_valid(code) for code in codes)


def test_workers_of_a_site_bear_different_names(site: Site) -> None:
    assert Counter(worker.name for worker in site.workers).most_common(1)[0][1] == 1


def test_sites_share_no_person_card_phone_or_account() -> None:
    sites = [build(Plan(seed=seed, workers=120, months=1)) for seed in (40, 41, 4001)]
    for numbers in (
        [worker.id_no for site in sites for worker in site.workers],
        [worker.card for site in sites for worker in site.workers],
        [worker.phone for site in sites for worker in site.workers],
        [site.text("account_no") for site in sites],
    ):
        assert len(set(numbers)) == len(numbers)


def test_the_balance_runs_through_every_line_and_stays_above_zero(site: Site) -> None:
    balance = Decimal(0)
    for line in site.lines:
        balance += line.credit - line.debit
        assert line.balance == balance >= 0


def test_an_overdrawn_account_is_refused(site: Site) -> None:
    poor = build(Plan(seed=9, workers=6, months=2))
    poor.lines[0].credit = Decimal("0.01")
    poor.lines[-1].debit += Decimal(10_000_000)
    with pytest.raises(ValueError, match="overdrawn"):
        poor.balance_anew()
    assert site.lines[0].balance > 0


@pytest.mark.parametrize(
    ("month", "pay_day", "due"),
    [
        (date(2025, 1, 1), 15, date(2025, 2, 14)),
        (date(2025, 1, 1), 8, date(2025, 2, 8)),
        (date(2025, 8, 1), 31, date(2025, 9, 30)),
        (date(2025, 9, 1), 5, date(2025, 9, 30)),
        (date(2025, 1, 1), None, date(2025, 2, 28)),
    ],
    ids=["saturday", "saturday-made-up", "no-such-day", "holiday-week", "no-pay-day"],
)
def test_wages_fall_due_on_the_working_day_at_or_before_the_pay_day(
    month: date, pay_day: int | None, due: date
) -> None:
    assert due_day(month, pay_day, 1) == due


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert is_working_day(date(2025, 2, 8))
