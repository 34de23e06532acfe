"""Whole dossiers: some files with other cells, or some that nobody can open."""

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from madeup import Plan, build, write
from madeup.headings import OFFICIAL, SHEETS
from madeup.papers_bank import statement_counted
from madeup.papers_office import table

from fuzzing import cells, mutate, texts
from fuzzing.audits import DAY, audit_one, audit_torn
from fuzzing.check import Seen
from fuzzing.seeds import HOUSE, SAMPLES, WRITERS, grid_of

Files = dict[str, bytes]
_SHARE = 0.8


def changed(seed: int, at: int) -> tuple[str, str, Seen]:
    """Audit a sample with some of its files replaced by broken ones of its kind."""
    random = Random(f"{seed}:{at}")
    sample = random.choice(SAMPLES)
    files, hows = dict(_sample(sample)), []
    broken = random.sample(sorted(files), random.choice((1, 2, 4)))
    for name in broken:
        files[name], how = _like(files[name], name, random)
        hows.append(how)
    with TemporaryDirectory(prefix="fuzz-") as folder:
        return sample, " ".join(hows), audit_one(_put(Path(folder) / sample, files), broken)


def torn(seed: int, at: int) -> tuple[str, str, Seen]:
    """Audit a dossier of which some papers, or parts of papers, cannot be opened, beside the whole one."""
    random = Random(f"{seed}:{at}")
    sample = random.choice((None, None, *SAMPLES))
    on, whole = (DAY, _sample(sample)) if sample else _clean(random)
    papers, hows = dict(whole), []
    for file in random.sample(sorted(papers), random.choice((1, 1, 2, 3))):
        way = random.choice((_unopened, _halved, _halved)) if file.endswith(".csv") else _unopened
        hows.append(f"{file}:{way.__name__.strip('_')}{way(papers, file, random)}")
    with TemporaryDirectory(prefix="fuzz-") as folder:
        beside = None if sample else _put(Path(folder) / "whole" / "site", whole)
        seen = audit_torn(_put(Path(folder) / "torn" / (sample or "site"), papers), beside, on)
    return sample or "site", " ".join(hows), seen


def _put(folder: Path, files: Files) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@cache
def _sample(name: str) -> Files:
    paths = sorted((HOUSE / "samples" / name).iterdir())
    return {path.name: path.read_bytes() for path in paths if "expected" not in path.name and path.suffix != ".md"}


def _clean(random: Random) -> tuple[date, Files]:
    """Make the papers of a site at which nothing is wrong."""
    site = build(Plan(seed=4_100 + random.randrange(1_000_000), workers=24, months=3))
    papers = [partial(table, name=each, file=f"{SHEETS[each]}.csv") for each in OFFICIAL if each != "statement"]
    with TemporaryDirectory(prefix="fuzz-") as folder:
        write(site, Path(folder), [*papers, statement_counted])
        return site.on, {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _like(content: bytes, name: str, random: Random) -> tuple[bytes, str]:
    """Break a file of a dossier: mostly its cells, which then go through every rule."""
    if random.random() < _SHARE:
        rows = cells.mutate_cells(grid_of(content), random)
        kind = random.choice(("xlsx", "xls", "csv"))
        return WRITERS[kind][1](rows), f"cells>{kind}"
    mutator = random.choice(mutate.fitting(content, name))
    return mutator(content, random), mutator.__name__


def _unopened(papers: Files, file: str, random: Random) -> str:
    """Leave nothing of a paper that could be opened; now and then nothing of its name either."""
    content = papers.pop(file)
    way = random.choice(_WAYS)
    called = random.choice((f"{Path(file).stem}.xlsx", f"{Path(file).stem}.xls", "新建文件(1).xlsx"))
    papers[called] = way(content, random)
    return f" {way.__name__.strip('_')} as {called}"


def _halved(papers: Files, file: str, random: Random) -> str:
    """Divide a table of text: one part stays, nobody can open the other."""
    said, encoding = texts.decoded(papers[file])
    rows = [*csv.reader(io.StringIO(said))]
    top = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 4), len(rows)) + 1  # noqa: PLR2004 - headings
    body = rows[top:]
    if not body:
        return " nothing"
    choose = _end if "流水" in file else random.choice((_some, _by_column, _end))  # whose balances go on line by line
    kept = choose(body, random)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([*rows[:top], *kept])
    papers[file] = out.getvalue().encode(encoding)
    papers[random.choice((f"{Path(file).stem}(二).xlsx", "新建文件(2).xlsx"))] = _cut_off(b"", random)
    return f" {choose.__name__.strip('_')} {len(kept)} of {len(body)}"


def _some(body: list[list[str]], random: Random) -> list[list[str]]:
    return [row for row in body if random.random() < 0.5]  # noqa: PLR2004 - a half


def _by_column(body: list[list[str]], random: Random) -> list[list[str]]:
    """Leave out all rows that say the same in a column: a month, a firm, a team, a person."""
    column, row = random.randrange(len(body[0])), random.choice(body)
    return [one for one in body if one[column : column + 1] != row[column : column + 1]]


def _end(body: list[list[str]], random: Random) -> list[list[str]]:
    start = random.randrange(len(body))
    return random.choice((body[start:], body[:start]))


def _cut_off(_content: bytes, random: Random) -> bytes:
    return b"PK\x03\x04" + random.randbytes(random.choice((0, 20, 4000)))


def _beginning(content: bytes, random: Random) -> bytes:
    """Leave the beginning of a workbook, without the list of its parts at the end."""
    whole = content if content.startswith(b"PK") else WRITERS["xlsx"][1](grid_of(content))
    return whole[: random.randrange(4, len(whole) - 200)]


def _with_password(_content: bytes, random: Random) -> bytes:
    """Write what an office program writes under a password."""
    name = "EncryptedPackage".encode("utf-16-le")
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + random.randbytes(512) + name + bytes(512)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (_cut_off, _beginning, _with_password)
