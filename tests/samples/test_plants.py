from datetime import date
from decimal import Decimal

import pytest
from madeup import Plan, build
from madeup import plant_money as money
from madeup import plant_people as people
from madeup import plant_project as duties
from madeup.ground import Ground, Plant, plant
from madeup.judge import findings

PLAN = Plan(seed=77, workers=140, months=6)
RICH = Decimal(2_000_000)


PLANTS: dict[str, Plant] = {
    "deposit": duties.deposit_lapsed,
    "advance": duties.advance_owed,
    "guarantee": duties.payment_guarantee_lapsed,
    "insurance": duties.injury_cover_late,
    "officer": duties.no_labour_officer,
    "account": duties.account_opened_late,
    "board": duties.board_incomplete,
    "allotment": duties.no_allotment(2, top_up=Decimal(900_000)),
    "unregistered": people.unregistered,
    "late": people.registered_late,
    "contract": people.without_contract,
    "ids": people.wrong_ids,
    "child": people.child,
    "young": people.young_scaffolder,
    "old": people.past_retirement,
    "hours": people.hours_for_days(3),
    "off payroll": people.left_off_payroll(2),
    "no attendance": people.paid_without_attendance(3),
    "unsigned": people.unsigned(2),
    "fined": people.fined(2),
    "minimum": people.below_minimum(1700, team="综合班"),
    "batch": money.batch(1, 2),
    "returned": money.returned(2, repaid=False),
    "returned and repaid": money.returned(2, repaid=True),
    "payee": money.other_payee(1, 3),
    "card": money.shared_card(3),
    "twice": money.paid_twice(2),
    "cash": money.cash(date(2025, 3, 20), Decimal(12_000)),
    "person": money.to_person(date(2025, 3, 20), Decimal(12_000)),
    "court": money.seized(date(2025, 3, 20), Decimal(12_000)),
    "contractor": money.to_contractor(date(2025, 3, 20), Decimal(12_000)),
    "team": money.unpaid_team("抹灰班", 3),
    "short": money.short_paid("钢筋班", 4, 1, "0.5"),
    "made up": money.short_paid("钢筋班", 4, 1, "0.5", made_up_on=date(2025, 4, 22)),
    "hidden": money.hidden_line(date(2025, 3, 20), Decimal(12_000)),
    "homonyms": money.homonyms,
}


@pytest.mark.parametrize("each", PLANTS.values(), ids=PLANTS)
def test_a_plant_is_found_out_and_sets_off_nothing_that_it_did_not_declare(each: Plant) -> None:
    site = build(PLAN)
    site.lines[0].credit += RICH
    (planted,) = plant(site, [each])
    found = findings(site)
    assert set(planted.expects) <= set(found)
    assert {said.rule for said in found} <= {said.rule for said in planted.expects} | planted.besides


def test_a_repaid_return_leaves_no_arrears() -> None:
    site = build(PLAN)
    plant(site, [money.returned(2, repaid=True)])
    assert findings(site) == []


def test_a_failed_row_that_is_paid_again_in_time_is_no_finding() -> None:
    site = build(PLAN)
    plant(site, [money.batch(2, 2)])
    assert findings(site) == []


def test_a_short_month_makes_later_months_late_and_the_last_one_owed() -> None:
    site = build(PLAN)
    plant(site, [money.short_paid("钢筋班", 1, 2, "0.5")])
    found = sorted((said.rule, said.month) for said in findings(site) if said.rule in {"W05", "W06"})
    assert found == [("W05", "2025-05"), ("W06", "2025-02"), ("W06", "2025-03"), ("W06", "2025-04")]


def test_plants_do_not_tread_on_one_another() -> None:
    ground = Ground(build(PLAN))
    first, second = ground.pick(10), ground.pick(10)
    assert not {worker.who for worker in first} & {worker.who for worker in second}


def test_too_few_men_to_pick_is_an_error() -> None:
    with pytest.raises(ValueError, match="left to pick"):
        Ground(build(PLAN)).pick(500)
