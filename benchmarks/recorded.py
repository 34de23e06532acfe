"""Papers that changes of the code are held against: those of samples, made-up dossiers, and the tests of the facts.

The tests of the facts build some hundred small sites, one after the other. Their papers and those of the dossiers are
kept once, and built all together as the projects of one run: where a change leaves the facts of a site as they were,
the test of that site need not be asked again.
"""

import json
import os
import pickle
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from changes import HOUSE

if TYPE_CHECKING:
    import polars as pl

    from wagecheck.facts import Facts
    from wagecheck.model import Rule

_CALLS = 5
"""Sites of one test that are kept."""
DOSSIER = "dossier"
QUIETLY = ["-q", "--no-header", "-p", "no:randomly", "-p", "no:cacheprovider"]
QUIETLY += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # what pytest would rewrite is imported already


def prepare(folder: Path) -> None:
    """Read the samples and made-up dossiers once; keep their papers, their facts, and what is found in them."""
    import mutations
    from madeup import write

    from wagecheck import engine, ingest, law

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
    audit = import_module("wagecheck.audit")
    engine.judge = partial(_kept, engine.judge, folder)
    audit.__dict__["build_facts"] = partial(_recorded, audit.__dict__["build_facts"], folder, DOSSIER)
    for name, homes in days.items():
        ingest.write_lake(ingest.gather(homes, region_of=region_of), folder / "lakes" / name)
    found = {name: findings(folder / "lakes" / name) for name in days}
    (folder / "found.json").write_text(json.dumps(found), "utf-8")


def record(folder: Path) -> None:
    """Run the tests of the facts once, and keep the papers of their sites. Raises SystemExit where one fails."""
    from wagecheck import facts

    facts.build_facts = partial(_recorded, facts.build_facts, folder, "")
    if pytest.main(["tests/facts", "-x", *QUIETLY]):
        raise SystemExit("tests/facts fails: nothing can be learned from changes")


def stack(folder: Path) -> None:
    """Lay the papers of sites that are audited on one day together, as those of one run."""
    import polars as pl

    for calls in sorted(folder.glob("*.calls")):
        kept = _few_a_test(calls)
        papers = [each for _, each in kept]
        tables = {name: _apart([each["tables"][name] for each in papers]) for name in papers[0]["tables"]}
        torn = [each["torn"] for each in papers if each["torn"] is not None]
        whole = {
            "tests": [test for test, _ in kept],
            "tables": tables,
            "handed": _apart([each["handed"] for each in papers]),
            "torn": _apart(
                [pl.DataFrame(schema=torn[0].schema) if each["torn"] is None else each["torn"] for each in papers]
            )
            if torn
            else None,
        }
        calls.with_suffix(".papers").write_bytes(pickle.dumps(whole))


def note(folder: Path) -> None:
    """Note what facts the papers give, and what the rules say of them, by the code as it is."""
    from wagecheck import rules

    for papers in sorted(folder.glob("*.papers")):
        papers.with_suffix(".columns").write_text(json.dumps([frame.columns for frame in _built(papers)]), "utf-8")
        papers.with_suffix(".signs").write_text(json.dumps(signs(papers)), "utf-8")
    for facts in sorted(folder.glob("*.facts")):
        facts.with_suffix(".said").write_text(json.dumps(verdicts(rules.ALL, facts)), "utf-8")


def _kept(
    judge: Callable[..., object], folder: Path, rules: Iterable["Rule"], frames: Mapping[str, "pl.DataFrame"]
) -> object:
    """Keep the facts that the rules are shown."""
    (folder / f"{len(list(folder.glob('*.facts')))}.facts").write_bytes(pickle.dumps(dict(frames)))
    return judge(rules, frames)


def _recorded(build: Callable[..., object], folder: Path, label: str, *given: object, **more: Any) -> object:
    """Keep the papers that facts are built from, unless they have to do with projects elsewhere."""
    test = label or os.environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0]
    tables, handed, _ = given
    elsewhere = more.get("elsewhere")
    if elsewhere is None or elsewhere.names.is_empty():
        with (folder / f"{more['on'].isoformat()} {label}.calls").open("ab") as out:
            pickle.dump((test, {"tables": tables, "handed": handed, "torn": more.get("torn")}), out)
    return build(*given, **more)


def _few_a_test(calls: Path) -> list[tuple[str, Mapping[str, Any]]]:
    by_test: dict[str, list[Mapping[str, Any]]] = {}
    for test, papers in _read(calls):
        by_test.setdefault(test, []).append(papers)
    return [(test, each) for test, many in by_test.items() for each in (many if test == DOSSIER else many[:_CALLS])]


def _read(calls: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with calls.open("rb") as source:
        while source.peek(1):
            yield pickle.load(source)


def _apart(frames: list["pl.DataFrame"]) -> "pl.DataFrame":
    """Lay frames together; a project bears the number of its site."""
    import polars as pl

    return pl.concat(
        frame.with_columns(project_id=pl.format("{}|{}", pl.lit(at), "project_id")) for at, frame in enumerate(frames)
    )


def signs(papers: Path) -> dict[str, list[int]]:
    """Build the facts of kept papers, and give for each of their projects what tells its facts from others.

    A column that there was not when they were noted is read by nobody: what stands in it does not matter.
    """
    import polars as pl

    told: dict[str, list[int]] = {}
    noted = json.loads(papers.with_suffix(".columns").read_text("utf-8"))
    for frame, columns in zip(_built(papers), noted, strict=True):
        hashed = frame.select("project_id", sign=frame.select(columns).drop("key", strict=False).hash_rows())
        for project, sign in hashed.group_by("project_id").agg(pl.col("sign").sum()).iter_rows():
            told.setdefault(str(project), []).append(sign)
    return told


def _built(papers: Path) -> list["pl.DataFrame"]:
    from wagecheck import law
    from wagecheck.facts import build_facts
    from wagecheck.facts.torn import NOTHING_TORN

    whole = pickle.loads(papers.read_bytes())
    torn = NOTHING_TORN if whole["torn"] is None else whole["torn"]
    on = date.fromisoformat(papers.stem.partition(" ")[0])
    return _frames(build_facts(whole["tables"], whole["handed"], law.load(), on=on, torn=torn))


def _frames(built: "Facts") -> list["pl.DataFrame"]:
    books = built.ledger
    kept = (getattr(books, name) for name in books.__dataclass_fields__ if name != "tables")
    return [*built.frames.values(), *kept, *books.tables.values()]


@cache
def differing(papers: Path) -> tuple[str, ...] | None:
    """Name the tests whose facts are others now; None where they cannot be built together any more."""
    before = json.loads(papers.with_suffix(".signs").read_text("utf-8"))
    tests = pickle.loads(papers.read_bytes())["tests"]
    try:
        now = signs(papers)
    except Exception:  # noqa: BLE001 - whatever goes wrong, the tests will tell
        return None
    changed = [project for project in before if now.get(project) != before[project]]
    return tuple(dict.fromkeys(tests[int(project.partition("|")[0])] for project in changed))


def verdicts(rules: Iterable["Rule"], facts: Path) -> dict[str, Any]:
    """Tell which of the kept facts fail each rule, how many are unknown, and why."""
    from wagecheck import engine

    told = {
        each.rule.id: [each.failed.to_list(), each.counts["unknown"].to_list(), each.missing.rows()]
        for each in engine.judge(rules, pickle.loads(facts.read_bytes())).by_rule
    }
    plain: dict[str, Any] = json.loads(json.dumps(told))
    return plain


def findings(lake: Path) -> list[list[str]]:
    """Tell what the tests of the program hold: the findings to the fen, and of samples what could not be checked."""
    import wagecheck

    day, _, samples = lake.name.partition(" ")
    report = wagecheck.audit([lake], on=date.fromisoformat(day), reveal=True, key=b"k")
    found = [
        [f.rule, f.project_id, f.subject.kind, f.subject.id, f.month or "", f.amount or ""] for f in report.findings
    ]
    unknown = [[line.rule, line.project_id, str(line.unknown)] for line in report.coverage if samples and line.unknown]
    return sorted([*found, *unknown, *([incident.rule] for incident in report.incidents)])
