"""What is handed over beside dossiers, broken: settings, waivers, law, an earlier result, key, cache, database.

Each run is held to the plain one: it is refused in one line before any work (2), or what was damaged changes nothing
that it must not.
"""

import json
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from fuzzing import lakes, mutate, texts
from fuzzing.check import Seen, watched
from fuzzing.command import Ran, run
from fuzzing.seeds import HOUSE
from wagecheck import ingest, law
from wagecheck.errors import Exit

ON = "2025-08-20"
_SAMPLE = HOUSE / "samples" / "ganzhou-school"
_KEY = "a key of more than sixteen signs"
_ASK = "select * from"
Judged = Iterator[str]
Document = dict[str, Any]


def beside(seed: int, at: int) -> tuple[str, str, Seen]:
    """Audit a sample with something beside it that is broken."""
    random = Random(f"{seed}:{at}")
    kind = sorted(_KINDS)[at % len(_KINDS)]
    seen = Seen()
    how: list[str] = []
    _home()
    with TemporaryDirectory(prefix="fuzz-") as folder, watched(seen):
        seen.faults += _KINDS[kind](Path(folder), random, how)
    return kind, "".join(how), seen


@cache
def _home() -> tuple[TemporaryDirectory[str], Path]:
    """Keep the sample as canonical Parquet, the plain result, a full cache: while this process lives."""
    room = TemporaryDirectory(prefix="fuzz-")
    home = Path(room.name)
    ingest.write_lake(ingest.gather([_SAMPLE], region_of=law.load().region_of), home / "lake")
    (home / "desk").mkdir()
    run(("audit", home / "lake", *_usual(home / "plain")), home / "desk", _environment(home))
    run(("audit", _SAMPLE, *_usual(home / "other"), "--cache", home / "cache"), home / "desk", _environment(home))
    return room, home


def _plain() -> Document:
    document: Document = json.loads((_home()[1] / "plain" / "audit.json").read_text("utf-8"))
    return document


def _usual(out: Path) -> tuple[object, ...]:
    return "--on", ON, "--out", out, "--format", "json,html,md", "--jobs", "1"


def _environment(home: Path, **more: str) -> Mapping[str, str]:
    return {"XDG_CONFIG_HOME": str(home), "WAGECHECK_KEY": _KEY, **more}


def _ran(desk: Path, *more: object, what: Path | None = None, environment: Mapping[str, str] | None = None) -> Ran:
    return run(
        ("audit", what or _home()[1] / "lake", *_usual(desk / "out"), *more), desk, environment or _environment(desk)
    )


def _of_text(content: bytes, random: Random, how: list[str]) -> bytes:
    """Break a text by its bytes, its joints or its values."""
    for _ in range(random.choice((1, 1, 2, 3))):
        way = random.choice((texts.values, texts.values, texts.values, texts.toml, texts.lines, *mutate.PLAIN))
        content = way(content, random)
        how.append(f" {way.__name__}")
    return content


def _sound(desk: Path, ran: Ran, codes: tuple[Exit, ...]) -> Judged:
    """Say what is wrong with the way in which a run ended."""
    if ran.code not in tuple(map(int, codes)):
        yield f"code {ran.code}: {ran.lines}"
    if ran.code == Exit.USAGE and (len(ran.lines) != 1 or (desk / "out").exists()):
        yield f"refused otherwise than in one line before any work: {ran.lines}"
    if ran.code != Exit.USAGE:
        document = _result(desk)
        if not document:
            yield f"no result: {ran.code} {ran.lines}"
        yield from (f"incident {one['rule']}: {one['text'][:100]}" for one in document.get("incidents", ()))


def _result(desk: Path) -> Document:
    file = desk / "out" / "audit.json"
    document: Document = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return document


def _found(document: Document) -> list[tuple[object, ...]]:
    return [
        (one["fingerprint"], one["rule"], one["amount"], one["message"], one["severity"])
        for one in document["findings"]
    ]


_USUAL = (Exit.FINDINGS, Exit.INPUT, Exit.USAGE)


def _same(desk: Path, ran: Ran) -> Judged:
    """Hold the findings to those of the plain run."""
    yield from _sound(desk, ran, (Exit.CLEAN, *_USUAL))
    if ran.code != Exit.USAGE and _found(_result(desk)) != _found(_plain()):
        yield "believed: findings are not those of the plain run"


def _settings(desk: Path, random: Random, how: list[str]) -> Judged:
    good = (
        f'on = "{ON}"\nplace = "360721"\nformat = ["json", "md"]\nselect = "W,P"\nfail_on = "warning"\njobs = 1\n'
        'reveal = false\nauditor = "某人"\norg = "某局"\nlang = "zh"\n\n[[sheet]]\nfile = "*工资*.xls"\nname = "3月"\n'
        'table = "payroll"\nheadings = [3, 4]\n[sheet.columns]\n"实发数" = "net"\n"姓名" = "name"\n"备注" = ""\n'
    )
    content = _of_text(good.encode(), random, how)
    (desk / "wagecheck.toml").write_bytes(content)
    what = random.choice((None, _SAMPLE))
    ran = run(("audit", what or _home()[1] / "lake", "--out", desk / "out"), desk, _environment(desk))
    if _wants_no_json(content):
        return iter(())
    return _sound(desk, ran, (Exit.CLEAN, *_USUAL))


def _wants_no_json(content: bytes) -> bool:
    """Say whether settings lead the result elsewhere, or into another form."""
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return "json" not in str(said.get("format", "json")) or "out" in said


def _waivers(desk: Path, random: Random, how: list[str]) -> Judged:
    some = random.sample(_plain()["findings"], min(4, len(_plain()["findings"])))
    good = "".join(
        f'[[waiver]]\nrule = "{one["rule"]}"\nproject = "{one["project_id"]}"\nsubject = "{one["fingerprint"]}"\n'
        f'reason = "正在整改"\napprover = "某人"\nexpires = {random.choice(("2025-12-31", ON, "2025-08-19"))}\n\n'
        for one in some
    )
    content = _of_text(good.encode(), random, how)
    (desk / "waivers.toml").write_bytes(content)
    ran = _ran(desk, "--waivers", desk / "waivers.toml")
    return iter([*_same(desk, ran), *_waived(desk, ran, content)])


def _waived(desk: Path, ran: Ran, content: bytes) -> Judged:
    """Say of a finding that is waived that no whole entry of the file says so, or that nobody may."""
    if ran.code == Exit.USAGE:
        return
    entries = tomllib.loads(content.decode("utf-8")).get("waiver", [])
    whole = {one["subject"].strip(): one for one in entries if isinstance(one, dict) and _is_whole(one)}
    for one in _result(desk)["findings"]:
        if one.get("waiver") is None:
            continue
        said = whole.get(one["fingerprint"])
        if said is None or (said["rule"].strip(), said["project"].strip()) != (one["rule"], one["project_id"]):
            yield f"believed: waived without a whole entry, {one['rule']}"
        if (one["kind"], one["severity"]) == ("法定", "critical"):
            yield f"believed: waived what nobody may, {one['rule']}"


def _is_whole(entry: Mapping[str, object]) -> bool:
    said = [entry.get(key) for key in ("rule", "project", "subject", "reason", "approver")]
    return all(isinstance(one, str) and one.strip() for one in said) and str(entry.get("expires")) >= ON


def _law(desk: Path, random: Random, how: list[str]) -> Judged:
    files = sorted((HOUSE / "wagecheck" / "law" / "places").glob("*.toml"))
    good = random.choice(files).read_bytes()
    if random.random() < 0.5:  # noqa: PLR2004 - a half: the place of the sample, all of it or some
        good = next(one for one in files if one.name.startswith("36")).read_bytes()
    content = _of_text(good, random, how)
    (desk / "own.toml").write_bytes(content)
    return _sound(desk, _ran(desk, "--law", desk / "own.toml"), (Exit.CLEAN, *_USUAL))


def _baseline(desk: Path, random: Random, how: list[str]) -> Judged:
    good = json.dumps(_plain(), ensure_ascii=False, indent=random.choice((None, 1))).encode()
    content = _of_text(good, random, how)
    (desk / "audit.json").write_bytes(content)
    return _same(desk, _ran(desk, "--baseline", desk / "audit.json"))


def _compared(desk: Path, random: Random, how: list[str]) -> Judged:
    good = (_home()[1] / "plain" / "audit.json").read_bytes()
    (desk / "audit.json").write_bytes(_of_text(good, random, how))
    pair = [desk / "audit.json", _home()[1] / "plain"]
    random.shuffle(pair)
    form = random.choice(("text", "json", "md", "html"))
    return _ended(run(("diff", *pair, "--format", form), desk, _environment(desk)))


def _verified(desk: Path, random: Random, how: list[str]) -> Judged:
    """Verify a result of which a file is broken, the manifest mostly."""
    shutil.copytree(_home()[1] / "plain", desk / "plain")
    broken = desk / "plain" / random.choice(("manifest.json", "manifest.json", "audit.json"))
    broken.write_bytes(_of_text(broken.read_bytes(), random, how))
    key = random.choice(("another key of sixteen signs", _KEY))
    more = ("--inputs", _home()[1] / "lake", "--key", key, "--jobs", "1")
    return _ended(run(("verify", desk / "plain", *more), desk, _environment(desk)))


def _ended(ran: Ran) -> Judged:
    """Say where a command that writes nothing ended otherwise than it may."""
    if ran.code not in tuple(map(int, (Exit.CLEAN, *_USUAL))):
        yield f"code {ran.code}: {ran.lines}"
    if ran.code == Exit.USAGE and len(ran.lines) != 1:
        yield f"refused otherwise than in one line: {ran.lines}"


def _key(desk: Path, random: Random, how: list[str]) -> Judged:
    content = _of_text(random.randbytes(32).hex().encode(), random, how)
    (desk / "wagecheck").mkdir()
    file = desk / "wagecheck" / "fingerprint.key"
    file.write_bytes(random.choice((content, content, content[:31], b"")))
    ran = _ran(desk, environment=_environment(desk, WAGECHECK_KEY=""))
    return _sound(desk, ran, _USUAL)


def _cached(desk: Path, random: Random, how: list[str]) -> Judged:
    """Break an entry of the cache: what is read must be what it would be without."""
    shutil.copytree(_home()[1] / "cache", desk / "cache")
    entry = next((desk / "cache").iterdir())
    how.append(lakes.damage(entry, random))
    ran = _ran(desk, "--cache", desk / "cache", what=_SAMPLE)
    return _same(desk, ran)


def _database(desk: Path, random: Random, how: list[str]) -> Judged:
    """Break a database, or the file that says what to ask it."""
    with sqlite3.connect(desk / "site.db") as database:
        papers = ingest.read_lake(_home()[1] / "lake").tables
        for name in ("roster", "payroll"):
            frame = papers[name].drop("project_id", "file", "sheet", "row").cast(str, strict=False)
            database.execute(f"create table {name} ({', '.join(frame.columns)})")
            marks = ", ".join("?" * frame.width)
            database.executemany(f"insert into {name} values ({marks})", frame.rows())  # noqa: S608 - made up here
    database.close()
    ask = "".join(
        f'[source.{name}]\nuri = "sqlite:///site.db"\nquery = "{_ASK} {name} order by 1"\n'
        for name in ("roster", "payroll")
    )
    said = f'[project]\nproject_id = "P1"\nproject_name = "某校"\nregion = "360721"\nstart_date = 2025-01-01\n\n{ask}'
    (desk / "project.toml").write_text(said, "utf-8")
    broken = desk / random.choice(("site.db", "project.toml"))
    way = _of_text if broken.suffix == ".toml" else _of_bytes
    broken.write_bytes(way(broken.read_bytes(), random, how))
    return _sound(desk, _ran(desk, what=desk / "project.toml"), (Exit.CLEAN, *_USUAL))


def _of_bytes(content: bytes, random: Random, how: list[str]) -> bytes:
    way = random.choice(mutate.PLAIN)
    how.append(way.__name__)
    return way(content, random)


_KINDS: dict[str, Callable[[Path, Random, list[str]], Judged]] = {
    "baseline": _baseline,
    "cache": _cached,
    "database": _database,
    "diff": _compared,
    "key": _key,
    "law": _law,
    "settings": _settings,
    "verify": _verified,
    "waivers": _waivers,
}
