"""Trouble that only two sites together show: one account, one man, one card at both (A06, K02, B03)."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from madeup.days import month_of
from madeup.ground import Ground
from madeup.site import Worker

PairPlant = Callable[[Random, Ground, Ground], None]
"""Plants trouble into two sites at once."""


@dataclass(frozen=True)
class PairMutator:
    """Plants trouble between two sites; `rules` are those that it is there for."""

    name: str
    rules: tuple[str, ...]
    plant: PairPlant


def one_account(rng: Random, one: Ground, other: Ground) -> None:
    """Let both sites use one account; where both keep sub-ledgers that is allowed."""
    for key in ("account_no", "account_bank"):
        other.site.project[key] = one.site.project[key]
    one.site.project["account_sub_ledger"] = True
    other.site.project["account_sub_ledger"] = rng.random() < 1 / 3


def one_man(rng: Random, one: Ground, other: Ground) -> None:
    """Let a man of the one site be a man of the other too: in some months on the same days, in others never."""
    (here,), (there,) = one.pick(1), other.pick(1)
    _make_one(here, there)
    alone = {month for month in one.site.months if rng.random() < 1 / 2}
    for day in sorted(set(here.marks) & set(there.marks)):
        if month_of(day) in alone:
            del rng.choice((here, there)).marks[day]


def one_day(rng: Random, one: Ground, other: Ground) -> None:
    """Let a man of both sites be at both on a single day."""
    (here,), (there,) = one.pick(1), other.pick(1)
    _make_one(here, there)
    shared = sorted(set(here.marks) & set(there.marks))
    shared.remove(rng.choice(shared))
    for day in shared:
        del there.marks[day]


def one_card(_rng: Random, one: Ground, other: Ground) -> None:
    """Let a man of each site be paid to one and the same card."""
    (here,), (there,) = one.pick(1), other.pick(1)
    _give_card(other, there, here.card)


def same_man_same_card(_rng: Random, one: Ground, other: Ground) -> None:
    """Let a man change from one site to the other halfway and keep his card: nothing is wrong with that."""
    (here,), (there,) = one.pick(1), other.pick(1)
    _make_one(here, there)
    _give_card(other, there, here.card)
    for day in set(here.marks) & set(there.marks):
        del (here if month_of(day) >= one.site.months[2] else there).marks[day]


def _make_one(here: Worker, there: Worker) -> None:
    there.id_no, there.born = here.id_no, here.born


def _give_card(ground: Ground, man: Worker, card: str) -> None:
    man.card = card
    for row in ground.site.rows_of(man.who):
        row.card = card
    for line in ground.site.lines:
        if line.wage and line.wage[0] == man.who:
            line.account = card


PAIR_MUTATORS: tuple[PairMutator, ...] = (
    PairMutator("one account", ("A06",), one_account),
    PairMutator("one man", ("K02",), one_man),
    PairMutator("one day", ("K02",), one_day),
    PairMutator("one card", ("B03",), one_card),
    PairMutator("same man, same card", (), same_man_same_card),
)
