"""Judge the same things twice: by the tool, and by somebody else.

`python benchmarks/differential.py [--numbers N] [--sites N] [--seed N]`: so many ID numbers and as many credit codes,
random and nearly right, by the tool and by python-stdnum; so many small sites by the tool and by the plain reckoning
of `tests/facts/plain_ledger.py`. Prints each disagreement, and how many there were. Shorter runs are among the tests.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from tests.conftest import paper
from tests.facts import plain_ledger
from wagecheck import law, tables
from wagecheck.facts import build_facts, credit_code, id_number

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PROVINCES = {
    *map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66))),
    *("71", "81", "82", "83"),
}
"""GB/T 2260, and what the residence permits of people from Taiwan, Hong Kong and Macau begin with."""
_PLACES = sorted(_PROVINCES)
_FIRST, _DAYS = date(1900, 1, 1), 50_000
_AT_ONCE = 50_000
_SITES_AT_ONCE = 250


def near(right: str, rng: Random) -> str:
    """Spoil a number as people do: one sign wrong, two exchanged, one lost or doubled; or leave it as it is."""
    at = rng.randrange(len(right) - 1)
    way = rng.randrange(6)
    if way == 0:
        return right[:at] + rng.choice(_SIGNS) + right[at + 1 :]
    if way == 1:
        return right[:at] + right[at + 1] + right[at] + right[at + 2 :]
    if way == 2:  # noqa: PLR2004 - the third way
        return right[:at] + right[at + 1 :]
    if way == 3:  # noqa: PLR2004 - the fourth way
        return right[: at + 1] + right[at] + right[at + 1 :]
    return right


def some_id(rng: Random) -> str:
    """Make an ID number, of any place and any or an impossible day, with its check character, and maybe spoil it."""
    possible = f"{_FIRST + timedelta(days=rng.randrange(_DAYS)):%Y%m%d}"
    day = rng.choice([possible, possible, possible, f"{rng.randrange(10**8):08d}"])
    place = rng.choice([*_PLACES, f"{rng.randrange(100):02d}"])
    head = f"{place}{rng.randrange(10_000):04d}{day}{rng.randrange(1000):03d}"
    return near(head + ric.calc_check_digit(f"{head}0"), rng)


def some_code(rng: Random) -> str:
    """Make a credit code with its check character, and maybe spoil it."""
    head = f"{rng.choice('159AN')}{rng.choice('123459')}{rng.randrange(10**6):06d}"
    head += "".join(rng.choice(_LETTERS) for _ in range(9))
    return near(head + uscc.calc_check_digit(head), rng)


def id_holds(number: str) -> bool:
    """Judge an ID number by python-stdnum; of its place, only whether the province exists: counties come and go."""
    try:
        day = ric.get_birth_date(number)
        return number[:2] in _PROVINCES and ric.calc_check_digit(number) == number[-1] and day.year > 0
    except (ValidationError, ValueError):
        return False


def whole_id(number: str) -> bool:
    """Judge an ID number, its shape first."""
    return len(number) == 18 and number[:17].isdigit() and number[17] in "0123456789X" and id_holds(number)  # noqa: PLR2004 - the length


def code_holds(code: str) -> bool:
    """Judge a credit code by python-stdnum, which does not know the registrars that have a letter (A, N, Y)."""
    if len(code) == 18 and code[:2].isalnum() and not code[:2].isdigit():  # noqa: PLR2004 - the length
        shaped = code[2:8].isdigit() and all(sign in _LETTERS for sign in code)
        return shaped and uscc.calc_check_digit(code[:17]) == code[17]
    return bool(uscc.is_valid(code))


def by_tool_ids(numbers: Sequence[str]) -> list[bool]:
    """Judge ID numbers by the tool."""
    return pl.DataFrame({"id_no": numbers}).select(id_number.is_valid("id_no")).to_series().to_list()


def by_tool_codes(codes: Sequence[str]) -> list[bool]:
    """Judge credit codes by the tool."""
    return pl.DataFrame({"code": codes}).select(credit_code.is_sound(pl.col("code"))).to_series().to_list()


KINDS: dict[str, tuple[Callable[[Random], str], Callable[[Sequence[str]], list[bool]], Callable[[str], bool]]] = {
    "ID numbers": (some_id, by_tool_ids, whole_id),
    "credit codes": (some_code, by_tool_codes, code_holds),
}
"""What is judged: how one is made, and the two judges."""


def disagreements(kind: str, number: int, seed: int) -> Iterator[tuple[str, bool, bool]]:
    """Judge so many of a kind twice; give each on which the two differ: what, what the tool says, what the other."""
    make, by_tool, by_other = KINDS[kind]
    rng = Random(f"{seed} {kind}")
    sound = 0
    for done in range(0, number, _AT_ONCE):
        made = [make(rng) for _ in range(min(_AT_ONCE, number - done))]
        for what, one in zip(made, by_tool(made), strict=True):
            other = by_other(what)
            sound += other
            if one is not other:
                yield what, one, other
    print(f"{kind}: {number:,} judged, {sound:,} of them sound")


def differing_sites(number: int, seed: int) -> list[str]:
    """Reckon so many small sites twice; tell where the two differ."""
    odd = []
    for first in range(seed * 10**6, seed * 10**6 + number, _SITES_AT_ONCE):
        sites = [plain_ledger.some_site(at) for at in range(first, min(first + _SITES_AT_ONCE, seed * 10**6 + number))]
        rows = plain_ledger.stacked(sites)
        built = {name: paper(name, rows.get(name, ())) for name in tables.TABLES}
        handed = [(project, name) for name, table in built.items() for project in table["project_id"].unique()]
        listed = pl.DataFrame(handed, schema={"project_id": pl.String, "table": pl.String}, orient="row")
        odd += plain_ledger.differing(sites, build_facts(built, listed, law.load(), on=plain_ledger.ON))
    return odd


def main(arguments: Sequence[str]) -> int:
    """Do as the arguments say."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--numbers", type=int, default=1_000_000)
    parser.add_argument("--sites", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    differing = 0
    for kind in KINDS:
        for what, one, other in disagreements(kind, asked.numbers, asked.seed):
            differing += 1
            print(f"{kind}: {what}: the tool says {one}, the other {other}")
    odd = differing_sites(asked.sites, asked.seed)
    print(*odd, f"small sites: {asked.sites:,} reckoned, {len(odd)} lines and worker-months differ", sep="\n")
    differing += len(odd)
    print(f"{differing} disagreements")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
