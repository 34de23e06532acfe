"""Change one thing in the code at a time, and see whether a test notices.

`python benchmarks/mutants.py [--facts N] [--rules N] [--engine N] [--only MODULE,…] [--seed N]` takes so many changes
of each room by lot (equal seeds, equal changes) and lists those that nothing noticed. A change flips a comparison or a
sign, adds one to a number, takes a condition away, drops a filter, swaps first and last.

Against each change stand: for a rule its own cases (`tests/rules/*.toml`); for a fact the plain reckoning of small
sites (`tests/facts/plain_ledger.py`), tried in this process. What these do not notice is tried in a process of its own
against what `tests/program` holds, that the samples and made-up dossiers with every kind of trouble have just the
findings that were planted, and then against the tests of the room that look at what the module has to do with.
"""

import ast
import json
import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType

HOUSE = Path(__file__).parents[1]
sys.path[:0] = [str(HOUSE), str(HOUSE / "samples"), str(HOUSE / "benchmarks")]

_SITES = 60
"""Small sites of the plain reckoning."""
SECONDS = 150
"""Processor time after which a change counts as noticed: it made the code run on and on."""
NOTICED, MISSED = 1, 0

_COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_JOINED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
_SWAPPED = {
    "sum": "max",
    "max": "min",
    "min": "max",
    "first": "last",
    "last": "first",
    "any": "all",
    "all": "any",
    "is_null": "is_not_null",
    "is_not_null": "is_null",
    "any_horizontal": "all_horizontal",
    "all_horizontal": "any_horizontal",
    "min_horizontal": "max_horizontal",
    "max_horizontal": "min_horizontal",
    "month_start": "month_end",
    "month_end": "month_start",
}
_DROPPED = {"filter", "fill_null", "unique", "clip", "drop_nulls", "abs", "drop"}
_WORDS = {"left": "inner", "inner": "left", "anti": "semi", "semi": "anti", "forward": "backward", "1mo": "2mo"}
_MONEY = {
    "batch", "payout", "doubt", "owed", "settlement", "evidence", "repayment", "payment", "identity", "namesakes",
    "ledger", "labour", "worker_month", "due", "names", "worker_payment", "unmatched",
}  # fmt: skip
"""Modules that go into what is owed."""
_ON_MONEY = ("owed", "payments", "bank_checks", "transactions", "people", "payroll_rows", "leaving", "settlement")
_TESTS = {
    "stay": ("stays", "projects"),
    "leaving": ("leaving",),
    "presence": ("headcount", "people"),
    "retirement": ("retirement",),
    "elsewhere": ("people_elsewhere",),
    "sheet": ("project_sheet", "projects"),
    "instrument": ("deposit",),
    "credit_code": ("firms",),
    "id_number": ("people", "retirement"),
    "month_papers": ("headcount", "leaving"),
    "statement": ("accounts", "bank_checks"),
    "employers": ("employers", "firms"),
    "person_month": ("people_elsewhere", "people"),
    "pay_rate": ("patterns",),
    "diversion": ("patterns", "accounts"),
    "registration_day": ("patterns",),
    "project_month": ("funding", "projects"),
    "project": ("projects", "project_sheet", "funding"),
    "card": ("people", "people_elsewhere"),
    "account": ("accounts", "people_elsewhere"),
    "worker": ("stays", "people", "leaving", "employers"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the place-th that the module allows."""

    module: str
    place: int
    line: int
    was: str
    is_now: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.was}  →  {self.is_now}"


class Changer(ast.NodeTransformer):
    """Walks a module, counts what could be changed, and changes the wanted one."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str, str]] = []

    def _offer(self, old: ast.AST, new: ast.AST) -> ast.AST:
        at = len(self.found)
        self.found.append((getattr(old, "lineno", 0), ast.unparse(old), ast.unparse(new)))
        return ast.copy_location(new, old) if at == self.wanted else old

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Change what a function does, and where a rule applies; not its words, types and defaults."""
        for call in (each for each in node.decorator_list if isinstance(each, ast.Call)):
            for keyword in (each for each in call.keywords if each.arg == "applies"):
                keyword.value = self.visit(keyword.value)
        node.body = [
            each if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) else self.visit(each)
            for each in node.body
        ]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Leave declarations alone; the methods of a class are as good as functions."""
        node.body = [self.visit(each) if isinstance(each, ast.FunctionDef) else each for each in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Leave a type alone."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Leave the words of an error alone."""
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Move a threshold, or turn an equality round."""
        self.generic_visit(node)
        kind = _COMPARED.get(type(node.ops[0]))
        return self._offer(node, ast.Compare(node.left, [kind(), *node.ops[1:]], node.comparators)) if kind else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Add for subtract, and for or."""
        self.generic_visit(node)
        kind = _JOINED.get(type(node.op))
        return self._offer(node, ast.BinOp(node.left, kind(), node.right)) if kind else node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And for or."""
        self.generic_visit(node)
        return self._offer(node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Drop a not or a minus."""
        self.generic_visit(node)
        return self._offer(node, node.operand)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """One more; the other truth; the other way of joining."""
        if isinstance(node.value, bool):
            return self._offer(node, ast.Constant(not node.value))
        if isinstance(node.value, int):
            return self._offer(node, ast.Constant(node.value + 1))
        return self._offer(node, ast.Constant(_WORDS[node.value])) if node.value in _WORDS else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Swap or drop a method; the size of a type stays."""
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"Decimal", "cast"}:
            node.func.value = self.visit(node.func.value)
            return node
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        name, of = node.func.attr, node.func.value
        if name in _SWAPPED:
            return self._offer(node, ast.Call(ast.Attribute(of, _SWAPPED[name], ast.Load()), node.args, node.keywords))
        return self._offer(node, of) if name in _DROPPED and not isinstance(of, ast.Name) else node


def source(module: str) -> Path:
    """Find the file of a module."""
    return HOUSE / f"{module.replace('.', '/')}.py"


def modules(room: str) -> list[str]:
    """Name the modules of a room."""
    if room == "engine":
        return ["wagecheck.engine"]
    return [f"wagecheck.{room}.{path.stem}" for path in sorted((HOUSE / "wagecheck" / room).glob("[a-z]*.py"))]


def changes(module: str) -> list[Change]:
    """List all that can be changed in a module."""
    changer = Changer()
    changer.visit(ast.parse(source(module).read_text("utf-8")))
    return [Change(module, at, *found) for at, found in enumerate(changer.found)]


class Changed(MetaPathFinder, Loader):
    """Loads one module with one change in it."""

    def __init__(self, module: str, place: int) -> None:
        self.module, self.place = module, place

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Answer for that module alone."""
        del path, target
        return spec_from_file_location(name, source(name), loader=self) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        tree = Changer(self.place).visit(deepcopy(ast.parse(source(self.module).read_text("utf-8"))))
        exec(compile(ast.fix_missing_locations(tree), str(source(self.module)), "exec"), module.__dict__)  # noqa: S102


def prepare(folder: Path) -> None:
    """Read the samples and made-up dossiers once, and note what is found in them."""
    import tomllib

    import mutations
    from madeup import write

    from wagecheck import ingest, law

    days: dict[str, list[Path]] = {}
    for path in sorted((HOUSE / "samples").glob("*/expected.toml")):
        on = tomllib.loads(path.read_text("utf-8"))["on"]
        days.setdefault(f"{on.isoformat()} samples", []).append(path.parent)
    sites = [mutations.troubled(seed) for seed in range(6)]
    for site in [*sites, *mutations.neighbours(6), *mutations.neighbours(8)]:
        home = folder / "in" / site.text("project_id")
        write(site, home, mutations._PAPERS)  # noqa: SLF001 - the same papers as there
        days.setdefault(site.on.isoformat(), []).append(home)
    region_of = law.load().region_of
    for name, homes in days.items():
        ingest.write_lake(ingest.gather(homes, region_of=region_of), folder / "lakes" / name)
    found = {name: findings(folder / "lakes" / name) for name in days}
    (folder / "found.json").write_text(json.dumps(found), "utf-8")


def findings(lake: Path) -> list[list[str]]:
    """Tell what the tests of the program hold: the findings to the fen, and of samples what could not be checked."""
    from datetime import date

    import wagecheck

    day, _, samples = lake.name.partition(" ")
    report = wagecheck.audit([lake], on=date.fromisoformat(day), reveal=True, key=b"k")
    found = [
        [f.rule, f.project_id, f.subject.kind, f.subject.id, f.month or "", f.amount or ""] for f in report.findings
    ]
    unknown = [[line.rule, line.project_id, str(line.unknown)] for line in report.coverage if samples and line.unknown]
    return sorted([*found, *unknown, *([incident.rule] for incident in report.incidents)])


def by_cases(module: str) -> None:
    """Put the rules of this module to their cases; one that notices the change raises."""
    from tests.rules import test_cases

    own = {rule.id for rule in vars(sys.modules[module]).values() if type(rule).__name__ == "Rule"}
    for param in test_cases.CASES:
        rule, case = param.values
        if rule.id in own:
            test_cases.test_a_rule_says_of_a_case_what_the_law_says(rule, case)


class Reckoning:
    """Small sites, reckoned plainly, against which the facts are held again and again."""

    def __init__(self) -> None:
        import polars as pl

        from tests.conftest import paper
        from tests.facts import plain_ledger
        from wagecheck import law, tables

        self.plain, self.book = plain_ledger, law.load()
        self.sites = [plain_ledger.some_site(seed) for seed in range(_SITES)]
        rows = plain_ledger.stacked(self.sites)
        self.tables = {name: paper(name, rows.get(name, ())) for name in tables.TABLES}
        handed = [(code, name) for name, table in self.tables.items() for code in table["project_id"].unique()]
        self.handed = pl.DataFrame(handed, schema={"project_id": pl.String, "table": pl.String}, orient="row")

    def notices(self, change: Change) -> bool:
        """Say whether the books of the sites are others with the change, or cannot be kept at all."""
        finder = Changed(change.module, change.place)
        sys.meta_path.insert(0, finder)
        for name in [name for name in sys.modules if name.startswith("wagecheck.facts")]:
            del sys.modules[name]
        try:
            from wagecheck.facts import build_facts

            built = build_facts(self.tables, self.handed, self.book, on=self.plain.ON)
            return bool(self.plain.differing(self.sites, built))
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return True
        finally:
            sys.meta_path.remove(finder)


def by_findings(folder: Path) -> bool:
    """Say whether the findings of the samples and made-up dossiers are others now."""
    before = json.loads((folder / "found.json").read_text("utf-8"))
    return any(findings(folder / "lakes" / name) != found for name, found in before.items())


def tests_of(module: str) -> list[str]:
    """Name the tests of the room that have to do with a module."""
    room, _, name = module.removeprefix("wagecheck.").partition(".")
    if room == "engine":
        return ["tests/engine"]
    if room == "rules":
        return [f"tests/rules/test_{each}.py" for each in ("table", "registry", "examples")]
    chosen = [*_TESTS.get(name, ()), *(_ON_MONEY if name in _MONEY else ())]
    grain = [
        path.stem.removeprefix("test_")
        for path in sorted((HOUSE / "tests" / "facts").glob("test_*.py"))
        if f'frames["{name}"]' in path.read_text("utf-8") or f"facts.{name} import" in path.read_text("utf-8")
    ]
    return [f"tests/facts/test_{each}.py" for each in dict.fromkeys([*grain, *chosen])] or ["tests/facts"]


def attempt(change: Change, folder: Path) -> int:
    """Try one change in this process; the exit code says whether it was noticed."""
    import pytest

    sys.meta_path.insert(0, Changed(change.module, change.place))
    try:
        import wagecheck  # noqa: F401 - a change may already break the import

        __import__(change.module)
        if change.module.startswith("wagecheck.rules."):
            by_cases(change.module)
        if by_findings(folder):
            return NOTICED
    except BaseException:  # noqa: BLE001 - whatever goes wrong was noticed
        return NOTICED
    chosen = tests_of(change.module)
    quiet = ["-x", "-q", "--no-header", "-p", "no:randomly", "-p", "no:cacheprovider", "-k", "not kinds_add_up"]
    late = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the tool has imported what pytest would rewrite
    return NOTICED if pytest.main([*chosen, *quiet, *late]) else MISSED


def drawn(listed: Sequence[str], number: int, rng: Random) -> list[Change]:
    """Draw changes of some modules by lot."""
    every = [change for module in listed for change in changes(module)]
    return sorted(rng.sample(every, min(number, len(every))), key=lambda change: (change.module, change.place))


def trial(change: Change, folder: Path) -> int:
    """Try a change in a process of its own."""

    def within() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, __file__, "--one", change.module, str(change.place), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        command, cwd=HOUSE, env=environment, preexec_fn=within, capture_output=True, check=False
    )  # fmt: skip
    return MISSED if ran.returncode == MISSED else NOTICED


def run(rooms: dict[str, int], only: Sequence[str], seed: int) -> Iterator[Change]:
    """Try changes of each room, tell the figures, and give those that nothing noticed."""
    with TemporaryDirectory() as there:
        folder = Path(there)
        prepare(folder)
        for room, number in rooms.items():
            listed = [name for name in modules(room) if not only or name.rpartition(".")[2] in only]
            chosen = drawn(listed, number, Random(f"{seed} {room}"))
            if chosen:
                _prove(room, folder)
            reckoning = Reckoning() if room == "facts" and chosen else None
            left = [change for change in chosen if not (reckoning and reckoning.notices(change))]
            print(f"{room}: {len(chosen) - len(left)} noticed by the plain reckoning", flush=True)
            missed = 0
            for done, change in enumerate(left):
                print(f"{room} {done}/{len(left)}, not noticed: {missed}", end="\r", file=sys.stderr, flush=True)
                if trial(change, folder) == MISSED:
                    missed += 1
                    print(change, flush=True)
                    yield change
            total = sum(len(changes(module)) for module in listed)
            print(f"{room}: {len(chosen)} of {total} changes tried, {len(chosen) - missed} noticed", flush=True)


def _prove(room: str, folder: Path) -> None:
    """Make sure that the code as it is goes unnoticed. Raises SystemExit where it does not."""
    if trial(Change(modules(room)[0], -1, 0, "", ""), folder) != MISSED:
        raise SystemExit(f"{room}: the tests complain of the code as it is: nothing can be learned from changes")


def main(arguments: Sequence[str]) -> int:
    """Do as the arguments say."""
    if arguments[:1] == ["--one"]:
        module, place, folder = arguments[1:]
        return attempt(Change(module, int(place), 0, "", ""), Path(folder))
    parser = ArgumentParser(description=__doc__)
    for room, number in {"facts": 120, "rules": 60, "engine": 20}.items():
        parser.add_argument(f"--{room}", type=int, default=number)
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    rooms = {"engine": asked.engine, "rules": asked.rules, "facts": asked.facts}
    return int(bool(list(run(rooms, [name for name in asked.only.split(",") if name], asked.seed))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
