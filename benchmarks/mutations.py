"""Plant every kind of violation in clean made-up dossiers, audit them, and count what was found and what was not.

`python benchmarks/mutations.py [--dossiers N] [--pairs N] [--clean N] [--seed N]`. What must be found is worked out
by the oracle of samples/madeup, which shares no code with the tool; README.md beside this file says more.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from madeup import Plan, Site, build, write
from madeup.books import Paper, Where
from madeup.ground import Ground
from madeup.headings import OFFICIAL, SHEETS
from madeup.judge import judge
from madeup.judge_pairs import judge_together
from madeup.mutators import MUTATORS, Mutator, rich
from madeup.papers_bank import statement_counted
from madeup.papers_office import table as office_table
from madeup.plant_pairs import PAIR_MUTATORS
from madeup.verdicts import Said

import wagecheck
from wagecheck import rules
from wagecheck.model import Finding

Found = tuple[str, str, str, str]
"""Rule, kind of subject, subject, month."""

JUDGED = {rule.id for rule in rules.ALL}
"""The rules that the tool has."""
_PLACES = ("360112", "360102", "360732", "120116", "120101", "410105")
_STARTS = (date(2024, 3, 1), date(2024, 6, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 3, 1))
_PAPERS: tuple[Paper, ...] = (
    *(partial(office_table, name=name, file=f"{SHEETS[name]}.csv") for name in OFFICIAL if name != "statement"),
    statement_counted,
)
_OLD = next(at for at, mutator in enumerate(MUTATORS) if "R19" in mutator.rules)
"""Its turn needs a site of 2026, when the rules for workers over the statutory age came into force."""
_TROUBLES = 9
"""How many mutators, drawn at random, try their luck in a dossier beside the one whose turn it is."""
_APART = 100_000
"""How far the seed of a site is from that of its neighbour: no two sites share people, cards or accounts."""
_AT_ONCE = 8
"""How many dossiers are audited in one run."""


@dataclass
class Score:
    """How often a rule was right, cried wolf, or slept."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    """Each disagreement, in words."""
    dossiers: int = 0

    @property
    def planted(self) -> int:
        """Count all that had to be found."""
        return self.right.total() + self.missed.total()


def plan_of(seed: int) -> Plan:
    """Plan the site of a seed: its size, place and time vary."""
    rng = Random(seed)
    if seed % len(MUTATORS) == _OLD:
        return Plan(seed=seed, region="120116", workers=70, months=6, first=date(2026, 3, 1))
    return Plan(
        seed=seed,
        region=rng.choice(_PLACES),
        workers=rng.randrange(56, 84),
        months=rng.randrange(5, 8),
        first=rng.choice(_STARTS),
        pay_day=rng.choice((10, 15, 20, 28)),
        funding=rng.choice(("政府投资", "社会投资")),
    )


def clean(seed: int) -> Site:
    """Build the site of a seed without any trouble."""
    return build(plan_of(seed))


def troubled(seed: int, pool: Sequence[Mutator] = MUTATORS) -> Site:
    """Build the site of a seed and plant some mutators in it; those that find no room are left out."""
    rng = Random(seed * 7 + 1)
    site = clean(seed)
    rich(site)
    chosen = {pool[seed % len(pool)], *rng.sample(pool, min(_TROUBLES, len(pool)))}
    _plant(Ground(site, rng=rng), chosen, rng)
    return site


def _plant(ground: Ground, chosen: Iterable[Mutator], rng: Random) -> None:
    """Plant mutators in the order of their list, and let the balance run anew unless one of them forbids it."""
    balanced = False
    for mutator in sorted(chosen, key=MUTATORS.index):
        with suppress(ValueError):
            balanced = mutator.make(rng, ground.site)(ground).balanced or balanced
    if not balanced:
        ground.site.balance_anew()


def neighbours(seed: int) -> list[Site]:
    """Build two sites of one time and place, plant trouble between them, and a little in each."""
    rng = Random(seed * 7 + 3)
    plan = plan_of(seed)
    sites = [build(plan), build(replace(plan, seed=seed + _APART))]
    for site in sites:
        rich(site)
    one, other = grounds = [Ground(site, rng=rng) for site in sites]
    between = {PAIR_MUTATORS[seed % len(PAIR_MUTATORS)], *rng.sample(PAIR_MUTATORS, 2)}
    for mutator in sorted(between, key=PAIR_MUTATORS.index):
        mutator.plant(rng, one, other)
    for ground in grounds:
        _plant(ground, rng.sample(MUTATORS, _TROUBLES // 3), rng)
    return sites


def expected(said_of_site: Iterable[Said], where: Where) -> dict[Found, str]:
    """Give what must be found of a site, and at what amount, where the rule bears on one."""
    return {
        (said.rule, said.kind, said.subject if isinstance(said.subject, str) else where[said.subject], said.month): (
            "" if said.amount is None else f"{said.amount:.2f}"
        )
        for said in said_of_site
        if said.passes is False and said.rule in JUDGED
    }


def found(findings: Iterable[Finding]) -> dict[Found, str]:
    """Name findings as the oracle does: people by name, all else by its id."""
    return {
        (
            each.rule,
            each.subject.kind,
            each.subject.name if each.subject.kind == "worker" else each.subject.id,
            each.month or "",
        ): each.amount or ""
        for each in findings
    }


def compare(score: Score, project: str, must: dict[Found, str], did: dict[Found, str]) -> None:
    """Count what was found rightly, wrongly and not at all; a wrong amount is both."""
    for key in sorted(must.keys() | did.keys()):
        rule = key[0]
        agreed = key in must and key in did and (not must[key] or not did[key] or must[key] == did[key])
        score.right[rule] += agreed
        score.missed[rule] += not agreed and key in must
        score.wrong[rule] += not agreed and key in did
        if not agreed:
            score.odd.append(f"{project}: {key}: expected {must.get(key)}, found {did.get(key)}")


def run(sites: Iterable[Site], score: Score) -> None:
    """Write the papers of sites, audit them together by the day of the audit, and compare."""
    by_day: dict[date, list[Site]] = {}
    for site in sites:
        by_day.setdefault(site.on, []).append(site)
    for on, together in by_day.items():
        with TemporaryDirectory() as root:
            where = {
                site.text("project_id"): write(site, Path(root) / site.text("project_id"), _PAPERS) for site in together
            }
            report = wagecheck.audit([Path(root)], on=on, reveal=True)
        between = judge_together(together)
        for site in together:
            project = site.text("project_id")
            did = found(each for each in report.findings if each.project_id == project)
            compare(score, project, expected([*judge(site), *between[project]], where[project]), did)
            score.dossiers += 1
        score.odd += [f"incident: {incident}" for incident in report.incidents]


def table(score: Score) -> str:
    """Write precision and recall of each rule, as Markdown."""
    rows = ["| rule | planted | found | wrong | missed | precision | recall |", "|---|---:|---:|---:|---:|---:|---:|"]
    names = sorted(JUDGED | score.right.keys() | score.wrong.keys() | score.missed.keys())
    for name, right, wrong, missed in [
        *((name, score.right[name], score.wrong[name], score.missed[name]) for name in names),
        ("all", score.right.total(), score.wrong.total(), score.missed.total()),
    ]:
        precise = f"{right / (right + wrong):.1%}" if right + wrong else "–"
        recall = f"{right / (right + missed):.1%}" if right + missed else "–"
        rows.append(f"| {name} | {right + missed} | {right} | {wrong} | {missed} | {precise} | {recall} |")
    return "\n".join(rows)


def main() -> int:
    """Run the benchmark and print its table; 1 where anything disagrees, or a rule was never put to the test."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--dossiers", type=int, default=120, help="dossiers with trouble (120)")
    parser.add_argument("--pairs", type=int, default=20, help="pairs of dossiers with trouble between them (20)")
    parser.add_argument("--clean", type=int, default=200, help="dossiers without (200)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    asked = parser.parse_args()
    trouble, order = Score(), Score()
    for first in range(asked.seed, asked.seed + asked.dossiers, _AT_ONCE):
        run([troubled(seed) for seed in range(first, min(first + _AT_ONCE, asked.seed + asked.dossiers))], trouble)
        print(f"{trouble.dossiers} dossiers, {trouble.planted} planted, {len(trouble.odd)} odd", file=sys.stderr)
    for seed in range(asked.seed, asked.seed + asked.pairs):
        run(neighbours(seed), trouble)
    start = asked.seed + asked.dossiers
    for first in range(start, start + asked.clean, _AT_ONCE):
        run([clean(seed) for seed in range(first, min(first + _AT_ONCE, start + asked.clean))], order)
    print(table(trouble))
    untried = sorted(JUDGED - trouble.right.keys() - trouble.missed.keys())
    print(f"\n{trouble.planted} violations planted in {trouble.dossiers} dossiers.")
    print(f"{len(order.odd)} findings in {order.dossiers} clean dossiers.")
    print(f"Rules that nothing was planted for: {'、'.join(untried) or 'none'}.")
    for line in (*trouble.odd, *order.odd):
        print(line)
    return 1 if trouble.odd or order.odd or untried else 0


if __name__ == "__main__":
    sys.exit(main())
