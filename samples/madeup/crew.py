"""Who works on a site, from when to when, for how much, and on which days."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random

from madeup.days import DAY, add_months, days_of, months_between, one_year_after, site_is_closed, working_days_after
from madeup.numbers import card_number, id_number, person, phone_number
from madeup.plan import Plan
from madeup.site import Worker
from madeup.words import BANKS, DAILY, HOMES, MEN, OWN_TEAMS, SUB_TEAMS, SURNAMES, WOMEN

_MOST_DAYS = 27
_DIVISIONS = {"12": "120199"}


def hire(plan: Plan, rng: Random) -> list[Worker]:
    """Hire everybody of a plan, team by team, and let them work: in the contractor's own crew and at each partner's."""
    names = _names(rng)
    places = list(_places(plan))
    stays = [_stay(plan, rng, index, len(places)) for index in range(len(places))]
    rates = {team: _rates(rng, trade) for _, team, trade, _ in places}
    workers = []
    for index, ((employer, team, trade, leader), (entry, leave)) in enumerate(zip(places, stays, strict=True)):
        woman = trade in {"普工", "测量放线工", "抹灰工"} and not leader and rng.random() < 0.35  # noqa: PLR2004 - a guess at life
        worker = _worker(plan, rng, index, next(names[woman]), woman=woman)
        worker.employer, worker.team, worker.trade, worker.leader = employer, team, trade, leader
        worker.wage = next(rates[team]) + (40 if leader else 0)
        if trade == "普工" and rng.random() < 0.2:  # noqa: PLR2004 - a guess at life
            worker.basis, worker.wage = "月", Decimal(rng.randrange(52, 64) * 100)
        _let_in(worker, rng, entry, leave)
        worker.marks = _marks(rng, entry, min(leave or plan.site_end, plan.site_end))
        workers.append(worker)
    return workers


def _rates(rng: Random, trade: str) -> Iterator[Decimal]:
    """Give what a day of a trade is agreed at, man by man: two of a small team never earn alike."""
    low, high = DAILY[trade]
    steps = [Decimal(rate) for rate in range(low, high + 1, 10)]
    rng.shuffle(steps)
    return cycle(steps)


def _names(rng: Random) -> dict[bool, Iterator[str]]:
    """Give distinct names, as long as there are any: of men (False) and of women (True)."""

    def some(given: list[str]) -> Iterator[str]:
        pairs = [surname + name for surname in SURNAMES for name in given]
        rng.shuffle(pairs)
        return cycle(pairs)

    return {False: some(MEN), True: some(WOMEN)}


def _places(plan: Plan) -> Iterator[tuple[str, str, str, bool]]:
    """Give employer, team, trade and leadership of each worker: a fifth is the contractor's own crew."""
    own = plan.workers if not plan.partner_names else max(3, plan.workers // 5)
    shares: list[tuple[str, tuple[tuple[str, str], ...], int]] = [(plan.contractor_name, OWN_TEAMS, own)]
    left = plan.workers - own
    for index, partner in enumerate(plan.partner_names):
        share = left // (len(plan.partner_names) - index)
        shares.append((partner, SUB_TEAMS[index % 2], share))
        left -= share
    for employer, teams, share in shares:
        used = teams[: max(1, min(len(teams), share // 6))]
        for index in range(share):
            team, trade = used[index * len(used) // share]
            first = index == 0 or (index - 1) * len(used) // share != index * len(used) // share
            yield employer, team, trade, first


def _stay(plan: Plan, rng: Random, index: int, count: int) -> tuple[date, date | None]:
    """Say when a worker enters and leaves: most stay from the first days, some come later, some leave early."""
    entry = plan.first + rng.randrange(1, 6) * DAY
    if rng.random() < 0.25 and plan.months > 2:  # noqa: PLR2004 - a guess at life
        late = add_months(plan.first, rng.randrange(1, plan.months - 1))
        entry = late + rng.randrange(0, 18) * DAY
    while site_is_closed(entry):
        entry += DAY
    leave = None
    if rng.random() < 0.12 and index != count - 1:  # noqa: PLR2004 - a guess at life
        leave = entry + rng.randrange(50, 150) * DAY
        while site_is_closed(leave):
            leave += DAY
        if working_days_after(leave, 8) > min(plan.evidence_end, plan.site_end):
            leave = None
    return entry, leave


def _worker(plan: Plan, rng: Random, index: int, name: str, *, woman: bool) -> Worker:
    """Make a person with numbers of the plan's own block, not yet hired."""
    number = plan.number + index
    born, sequence = person(number, woman=woman)
    return Worker(
        who=index,
        name=name,
        id_no=id_number(_DIVISIONS.get(plan.region[:2], "360199"), born, sequence),
        woman=woman,
        born=born,
        home=rng.choice(HOMES[plan.region[:2] in {"12", "11", "13"}]),
        phone=phone_number(number),
        employer="",
        team="",
        trade="",
        leader=False,
        basis="日",
        wage=Decimal(0),
        entry=plan.first,
        exit=None,
        contract=None,
        contract_end=None,
        registered=None,
        trained=None,
        card=card_number(number),
        bank=rng.choice(BANKS),
    )


def _let_in(worker: Worker, rng: Random, entry: date, leave: date | None) -> None:
    """Sign the contract, register and train a worker before the first day."""
    worker.entry, worker.exit = entry, leave
    worker.contract = entry - rng.randrange(0, 4) * DAY
    worker.registered = entry - rng.randrange(0, 2) * DAY
    worker.trained = entry - rng.randrange(0, 2) * DAY
    if rng.random() < 0.5:  # noqa: PLR2004 - half of the contracts run for a fixed term
        worker.contract_end = one_year_after(one_year_after(worker.contract)) - timedelta(days=1)


def _marks(rng: Random, first: date, last: date) -> dict[date, Decimal]:
    """Work from the first day to the last: diligent or less, at most 27 days a month, half days now and then."""
    diligence = rng.uniform(0.68, 0.93)
    marks = {}
    for month in months_between(first, last):
        open_days = [day for day in days_of(month) if first <= day <= last and not site_is_closed(day)]
        present = [day for day in open_days if rng.random() < diligence or day in (first, last)]
        while len(present) > _MOST_DAYS:
            present.pop(rng.randrange(1, len(present) - 1))
        if not present and open_days:
            present = open_days[:1]
        for day in present:
            marks[day] = Decimal("0.5") if rng.random() < 0.03 else Decimal(1)  # noqa: PLR2004 - a guess at life
    return marks
