"""Measure what a second night costs: the same dossiers audited again with `--cache`.

`python benchmarks/cached.py [--dossiers N] [--form csv|xlsx] [--workers N] [--months N]`. Four runs of the whole
command: without a cache, with a new one, with nothing changed since, and with one dossier changed. The findings of all
four must be the same but for the changed dossier, or the program ends.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from city import AUDIT, Cost, cost_of

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))
from madeup import Plan, build, template, write

_HEAD = "| run | time | CPU | peak memory | CPU to the first |\n|---|---:|---:|---:|---:|"


def main() -> None:
    """Make the papers, measure, print the table."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--dossiers", type=int, default=40)
    parser.add_argument("--form", choices=["csv", "xlsx"], default="csv")
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--months", type=int, default=12)
    asked = parser.parse_args()
    plans = [Plan(seed=at + 1, workers=asked.workers, months=asked.months) for at in range(asked.dossiers)]
    on = max(plan.audit_day for plan in plans).isoformat()
    with TemporaryDirectory(prefix="wagecheck-") as made:
        papers, out, cache = (Path(made) / name for name in ("papers", "report", "cache"))
        for at, plan in enumerate(plans):
            write(build(plan), papers / f"{at:04d}", template(asked.form))
        plain = [*AUDIT, str(papers), "-o", str(out), "--on", on, "--key", "k" * 16, "-q", "-f", "json,csv"]
        cached = [*plain, "--cache", str(cache)]
        print(
            f"{asked.dossiers} dossiers, {asked.form.upper()}, {asked.workers} workers, {asked.months} months\n{_HEAD}"
        )
        alone = cost_of(plain)
        said = (out / "audit.json").read_bytes()
        _tell("without a cache", alone, alone)
        _tell("a new cache", cost_of(cached), alone)
        _check(out, said)
        _tell("nothing changed", cost_of(cached), alone)
        _check(out, said)
        file = min((papers / "0000").glob(f"*.{asked.form}"))
        file.rename(file.with_stem(f"{file.stem}2"))
        _tell("one dossier changed", cost_of(cached), alone)


def _tell(what: str, cost: Cost, first: Cost) -> None:
    ratio = f"{cost.cpu / first.cpu:.2f}"
    print(f"| {what} | {cost.clock:.1f} s | {cost.cpu:.1f} s | {cost.memory:,.0f} MB | {ratio} |", flush=True)


def _check(out: Path, said: bytes) -> None:
    if (out / "audit.json").read_bytes() != said:
        sys.exit("the cache changed audit.json")


if __name__ == "__main__":
    main()
