"""What notices a change of the code: cases of the rules, a plain reckoning, tests, findings."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from changes import HOUSE, Change
from recorded import DOSSIER, QUIETLY, differing, findings, verdicts

if TYPE_CHECKING:
    from wagecheck.model import Rule

Trial = Callable[[Change, Path], bool]

_SITES = 60
"""Small sites of the plain reckoning."""
_AFTER = {"unmatched", "runway", "elsewhere"}
"""Modules that are asked when the facts are built already, or before."""
_OF_ALL = {"card", "account", "person_month"}
"""Modules that look over the borders of projects: sites built together are not as they are alone."""
_TESTS = {
    "due": ("owed",),
    "ledger": ("ledger", "employers", "owed"),
    "batch": ("batches", "payments", "bank_checks"),
    "funding": ("account_sums", "funding"),
    "evidence": ("gaps",),
    "doubt": ("payments", "owed"),
    "headcount": ("headcount",),
    "labour": ("payroll_rows", "people"),
    "identity": ("people", "transactions"),
    "stay": ("roster_rows", "stays", "projects"),
    "worker": ("worker_days", "roster_rows"),
    "terms": ("terms_of_stays", "terms", "payroll_cells"),
    "three_valued": ("roster_rows", "stays"),
    "leaving": ("leaving",),
    "diversion": ("diversions", "patterns"),
    "presence": ("worker_days", "stays"),
    "retirement": ("retirement", "terms_of_stays"),
    "elsewhere": ("people_elsewhere",),
    "sheet": ("project_sheet", "projects"),
    "instrument": ("deposit",),
    "credit_code": ("firms", "numbers_judged_twice"),
    "id_number": ("people", "retirement", "numbers_judged_twice"),
    "month_papers": ("headcount", "leaving"),
    "statement": ("statement_files", "accounts"),
    "employers": ("employers", "firms"),
    "person_month": ("people_in_places", "people_elsewhere"),
    "card": ("people", "people_elsewhere"),
    "account": ("accounts", "people_elsewhere"),
    "unmatched": ("unmatched", "payments"),
    "payroll_cells": ("payroll_cells", "payroll_rows"),
    "namesakes": ("headcount", "people", "shards_of_facts"),
    "provenance": ("ledger", "employer_facts"),
    "names": ("people", "firms", "transactions"),
}
"""Tests that have to do with a module, though they do not name it."""


def by_cases(change: Change, folder: Path) -> bool:
    """Say whether a rule of this module, or any for the engine, says another thing of its cases."""
    del folder
    from tests.rules.case_files import cases_of, frame
    from wagecheck import engine, rules

    for rule in _own(change.module, rules.ALL):
        cases = cases_of(rule)
        (judgement,) = engine.judge([rule], {rule.grain: frame(rule, cases)}).by_rule
        counts = {int(row["project_id"]): row for row in judgement.counts.iter_rows(named=True)}
        failing = [at for at, case in enumerate(cases) if case.expect.value == "fail"]
        agreed = all(counts[at][case.expect.value] == 1 for at, case in enumerate(cases))
        if not agreed or judgement.failed.to_list() != failing:
            return True
    return False


def by_verdicts(change: Change, folder: Path) -> bool:
    """Say whether a rule of this module, or any for the engine, judges the facts of the dossiers otherwise."""
    from wagecheck import rules

    own = _own(change.module, rules.ALL)
    for facts in sorted(folder.glob("*.facts")):
        before = json.loads(facts.with_suffix(".said").read_text("utf-8"))
        if verdicts(own, facts) != {rule.id: before[rule.id] for rule in own if rule.id in before}:
            return True
    return False


def _own(module: str, rules: Sequence["Rule"]) -> list["Rule"]:
    """Select the rules of a module; all of them for a module that has none, but may have to do with any."""
    here = {id(value) for value in vars(sys.modules[module]).values()}
    return [rule for rule in rules if id(rule) in here] or list(rules)


def by_reckoning(change: Change, folder: Path) -> bool:
    """Say whether the books of small sites are other than they are reckoned plainly."""
    del change, folder
    import polars as pl

    from tests.conftest import paper
    from tests.facts import plain_ledger
    from wagecheck import law, tables
    from wagecheck.facts import build_facts

    sites = [plain_ledger.some_site(seed) for seed in range(_SITES)]
    rows = plain_ledger.stacked(sites)
    papers = {name: paper(name, rows.get(name, ())) for name in tables.TABLES}
    handed = [(code, name) for name, table in papers.items() for code in table["project_id"].unique()]
    given = pl.DataFrame(handed, schema={"project_id": pl.String, "table": pl.String}, orient="row")
    return bool(plain_ledger.differing(sites, build_facts(papers, given, law.load(), on=plain_ledger.ON)))


def by_tests(change: Change, folder: Path) -> bool:
    """Say whether a test that builds other facts now fails, or one that has to do with the module by itself."""
    module = change.module.removeprefix("wagecheck.").partition(".")[2]
    of_module = tests_of(change.module)
    if module in _AFTER | _OF_ALL:
        return _fails(of_module)
    direct = [test for test in of_module if f"{module} import" in (HOUSE / test).read_text("utf-8")]
    if direct and _fails(direct):
        return True
    for papers in _papers(folder, dossiers=False):
        built = differing(papers)
        if built is None or (built and _fails(sorted(built, key=lambda test: _file(test) not in of_module))):
            return True
    return False


def by_own(change: Change, folder: Path) -> bool:
    """Say whether a unit test fails that has to do with the module. Raises ValueError where there is none."""
    del folder
    own = tests_of(change.module)
    if not own:
        raise ValueError(change.module)
    return _fails(own)


def _papers(folder: Path, *, dossiers: bool) -> Iterator[Path]:
    return (each for each in sorted(folder.glob("*.papers")) if each.stem.endswith(DOSSIER) == dossiers)


def _file(test: str) -> str:
    return test.partition("::")[0]


def by_findings(change: Change, folder: Path) -> bool:
    """Say whether the findings of the samples and made-up dossiers are others now."""
    module = change.module.removeprefix("wagecheck.").partition(".")[2]
    if module not in _AFTER | _OF_ALL and all(differing(papers) == () for papers in _papers(folder, dossiers=True)):
        return False
    before = json.loads((folder / "found.json").read_text("utf-8"))
    return any(findings(folder / "lakes" / name) != found for name, found in before.items())


def by_room(change: Change, folder: Path) -> bool:
    """Say whether a test of the engine or the rule book fails; of rules, those that put each of them to something."""
    del folder
    from wagecheck import rules

    own = _own(change.module, rules.ALL)
    if len(own) == len(rules.ALL):
        return _fails(tests_of(change.module))
    return _fails(["tests/rules/test_registry.py", "-k", f"not_judged and ({' or '.join(rule.id for rule in own)})"])


def _fails(chosen: Sequence[str]) -> bool:
    return bool(pytest.main([*chosen, "-x", *QUIETLY]))


STAGES: dict[str, tuple[Trial, ...]] = {
    "facts": (by_reckoning, by_tests, by_findings),
    "rules": (by_cases, by_verdicts, by_room),
    "engine": (by_room, by_cases, by_verdicts),
}
"""What is asked of a change of each room, the quickest answers first."""


def tests_of(module: str) -> list[str]:
    """Name the tests of the room that have to do with a module."""
    room, _, name = module.removeprefix("wagecheck.").partition(".")
    if room == "engine":
        return ["tests/engine/test_engine.py"]
    if room == "rules":
        return [f"tests/rules/test_{each}.py" for each in ("table", "registry", "examples")]
    grain = [
        path.stem.removeprefix("test_")
        for path in sorted((HOUSE / "tests" / "facts").glob("test_*.py"))
        if f'frames["{name}"]' in path.read_text("utf-8") or f"facts.{name} import" in path.read_text("utf-8")
    ]
    beyond = ["tests/program/test_shards.py"] if name == "elsewhere" else []
    return [*(f"tests/facts/test_{each}.py" for each in dict.fromkeys([*grain, *_TESTS.get(name, ())])), *beyond]
