"""Canonical Parquet, damaged or forged: bytes, files, folders and lake.json; or files that say what they must not.

What is damaged must be refused, or leave the rest as it was. What is forged fits its seals; there nothing may break.
"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import polars as pl
from polars.exceptions import PolarsError

from fuzzing import mutate, texts
from fuzzing.audits import DAY, flow_lost
from fuzzing.cells import ODD
from fuzzing.check import Seen, watched
from fuzzing.seeds import HOUSE, SAMPLES
from wagecheck import ingest, law
from wagecheck.errors import InputError
from wagecheck.ingest import shelf
from wagecheck.ingest.storing import store

_SHARDS = 3


def lake(seed: int, at: int) -> tuple[str, str, Seen]:
    """Read a lake that is damaged, or audit one that is forged."""
    random = Random(f"{seed}:{at}")
    name = random.choice(("one", "divided"))
    way = random.choice((_damaged, _forged))
    seen = Seen()
    how: list[str] = []
    good = _home()[1] / name
    with TemporaryDirectory(prefix="fuzz-") as folder, watched(seen):
        place = Path(folder) / "lake"
        shutil.copytree(good, place)
        seen.faults += way(place, name, random, how)
    return f"{name}.{way.__name__.strip('_')}", "+".join(how), seen


@cache
def _home() -> tuple["TemporaryDirectory[str]", Path]:
    """Keep two samples as a lake, and all of them as a divided one, while this process lives."""
    room = TemporaryDirectory(prefix="fuzz-")
    home = Path(room.name)
    region_of = law.load().region_of
    paths = [HOUSE / "samples" / name for name in SAMPLES]
    for some, name, shards in ((paths[:2], "one", 1), (paths, "divided", _SHARDS)):
        with ingest.open_papers(some, region_of=region_of) as papers:
            store(papers, home / name, shards=shards)
    return room, home


@cache
def _good(name: str) -> ingest.Papers:
    with ingest.open_papers([_home()[1] / name], region_of=lambda _: None) as papers:
        return shelf.whole(papers)


def _damaged(place: Path, name: str, random: Random, how: list[str]) -> list[str]:
    how.append(damage(place, random))
    try:
        papers = ingest.gather([place], region_of=lambda _: None)
    except InputError as refused:
        return [] if "\n" not in str(refused) else ["refused in several lines"]
    return list(_believed(papers, _good(name)))


def _believed(papers: ingest.Papers, good: ingest.Papers) -> Iterator[str]:
    """Say of rows that they are not those of the sound lake, or that some are missing and nobody says so."""
    told = [one for one in papers.notices if one.level == "error" and one not in good.notices]
    for table, frame in papers.tables.items():
        whole = good.tables[table]
        if not told and frame.height != whole.height:
            yield f"believed: {frame.height} rows of {table}, not {whole.height}, and no error"
        same = [name for name in whole.columns if name != "project_id"]  # one that comes twice is named anew
        if frame.select(same).join(whole.select(same), on=same, how="anti", nulls_equal=True).height:
            yield f"believed: rows of {table} that the sound lake has not"


def damage(place: Path, random: Random) -> str:
    """Damage a lake in one or two places; say how."""
    how = []
    for _ in range(random.choice((1, 1, 2))):
        shards = sorted(path for path in place.iterdir() if path.is_dir())
        ways = (*_OF_FILES, *_OF_SHARDS) if len(shards) > 1 else _OF_FILES
        how.append(random.choice(ways)(place, random))
    return "+".join(how)


def _file(place: Path, random: Random, ending: str = "") -> Path:
    return random.choice(sorted(path for path in place.rglob("*") if path.is_file() and path.name.endswith(ending)))


def _put(file: Path, content: bytes, how: str) -> str:
    file.write_bytes(content)
    return f"{file.parent.name}/{file.name}:{how}"


def _bytes(place: Path, random: Random) -> str:
    file, way = _file(place, random), random.choice(mutate.PLAIN)
    return _put(file, way(file.read_bytes(), random), way.__name__)


def _mark(place: Path, random: Random) -> str:
    """Change what lake.json says."""
    file, way = _file(place, random, ".json"), random.choice((texts.values, texts.values, texts.values, texts.lines))
    return _put(file, way(file.read_bytes(), random), way.__name__)


def _exchanged(place: Path, random: Random) -> str:
    """Put a file, or nothing, in the place of another."""
    file, other = _file(place, random, ".parquet"), _file(place, random)
    return _put(file, random.choice((b"", other.read_bytes())), f"is {other.name} or nothing")


def _gone(place: Path, random: Random) -> str:
    file = _file(place, random, ".parquet")
    file.unlink()
    return f"{file.parent.name}/{file.name}:gone"


def _shard_gone(place: Path, random: Random) -> str:
    shard = random.choice(sorted(path for path in place.iterdir() if path.is_dir()))
    shutil.rmtree(shard)
    return f"{shard.name}:gone"


def _shards_exchanged(place: Path, random: Random) -> str:
    """Let two shards change their names, or one be there twice: which project lies where must not matter."""
    first, second = random.sample(sorted(path for path in place.iterdir() if path.is_dir()), 2)
    aside = first.with_name("aside")
    second.rename(aside)
    if random.random() < 0.5:  # noqa: PLR2004 - a half
        shutil.copytree(first, second)
        shutil.rmtree(aside)
        return f"{second.name}:is {first.name}"
    first.rename(second)
    aside.rename(first)
    return f"{first.name}<>{second.name}"


_OF_FILES = (_bytes, _bytes, _mark, _mark, _exchanged, _gone)
_OF_SHARDS = (_shard_gone, _shards_exchanged)


def _forged(place: Path, _name: str, random: Random, how: list[str]) -> list[str]:
    for _ in range(random.choice((1, 1, 2, 4))):
        _forge(place, random, how)
    try:
        papers = ingest.gather([place], region_of=lambda _: None)
    except InputError:
        return []
    return list(_judged(place, papers))


def _judged(place: Path, papers: ingest.Papers) -> Iterator[str]:
    from wagecheck import report as writers  # noqa: PLC0415 - only what is believed is audited
    from wagecheck.audit import audit  # noqa: PLC0415 - as above

    for table, frame in papers.tables.items():
        full = [name for name in ("project_id", "file", "sheet", "row") if frame[name].null_count()]
        strange = frame.filter(~pl.col("project_id").is_in(papers.tables["project"]["project_id"].implode())).height
        if full or strange:
            yield f"believed: {table} with {full or 'rows of no project'}"
    report = audit([place], on=DAY, key=b"k")
    yield from (f"incident {one.rule}: {one.text[:200]}" for one in report.incidents)
    yield from flow_lost(papers, report)
    writers.publish(report, ["html", "json", "csv"], place.parent / "out", options={})


def _forge(place: Path, random: Random, how: list[str]) -> None:
    """Change a table and seal it anew."""
    folder = random.choice(sorted(path for path in place.iterdir() if path.is_dir()) or [place])
    file = random.choice(sorted(folder.glob("*.parquet")))
    if random.random() < 0.3:  # noqa: PLR2004 - a share
        way = random.choice(mutate.PLAIN)
        how.append(f"{file.stem}:{way.__name__}")
        _seal(file, way(file.read_bytes(), random), None)
        return
    change = random.choice(_CHANGES)
    how.append(f"{file.stem}:{change.__name__.strip('_')}")
    memory = io.BytesIO()
    try:
        frame = change(pl.read_parquet(file), random)
    except PolarsError:  # of a file that is broken already
        return
    frame.write_parquet(memory)
    _seal(file, memory.getvalue(), frame.height)


def _seal(file: Path, content: bytes, rows: int | None) -> None:
    file.write_bytes(content)
    mark = file.with_name("lake.json")
    about = json.loads(mark.read_text("utf-8"))
    said = about["files"][file.name]
    said["sha256"] = hashlib.sha256(content).hexdigest()
    said["rows"] = said["rows"] if rows is None else rows
    mark.write_text(json.dumps(about), "utf-8")


def _column(frame: pl.DataFrame, random: Random) -> str:
    keys = [name for name in ("project_id", "file", "sheet", "row", "name", "month") if name in frame.columns]
    return random.choice([*keys, *random.choices(frame.columns, k=6)])


def _blanked(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    """Leave cells of a column empty."""
    keep = pl.Series([random.random() < 0.8 for _ in range(frame.height)], dtype=pl.Boolean)  # noqa: PLR2004 - a share
    name = _column(frame, random)
    return frame.with_columns(pl.when(keep).then(pl.col(name)).alias(name))


def _odd(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    """Let cells of a column say something odd of their kind."""
    name = _column(frame, random)
    kind = frame.schema[name]
    odd: object = random.choice([one.encode("utf-8", "replace").decode() for one in ODD])
    if isinstance(kind, pl.Decimal):
        most = Decimal(10) ** (kind.precision - kind.scale) - 1
        odd = random.choice((Decimal(0), Decimal(-1), most, -most))
    elif kind == pl.Date:
        odd = random.choice((date(1, 1, 1), date(9999, 12, 31), date(1899, 12, 31), DAY))
    elif kind in {pl.Int32, pl.Int64}:
        odd = random.choice((0, -1, 2**31 - 1, -(2**31)))
    elif kind == pl.Boolean:
        odd = random.random() < 0.5  # noqa: PLR2004 - a half
    elif kind != pl.String:
        odd = None
    keep = pl.Series([random.random() < 0.7 for _ in range(frame.height)], dtype=pl.Boolean)  # noqa: PLR2004 - a share
    return frame.with_columns(pl.when(keep).then(pl.col(name)).otherwise(pl.lit(odd, kind)).alias(name))


def _other_type(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    name = random.choice(frame.columns)
    kind = random.choice((pl.String, pl.Float64, pl.Int64, pl.Binary, pl.List(pl.String), pl.Null))
    return frame.with_columns(pl.lit(None, kind).alias(name))


def _foreign_column(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    name = random.choice(("姓名", "index", "__index_level_0__", "net", "project_id_right", ""))
    return frame.with_columns(pl.lit("x").alias(name)) if name not in frame.columns else frame


def _column_gone(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    return frame.drop(random.choice(frame.columns))


def _columns_moved(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    return frame.select(random.sample(frame.columns, frame.width))


def _again(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    return pl.concat([frame, frame.sample(min(3, frame.height), seed=random.randrange(99))])


def _gone_rows(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    return frame.head(random.randrange(frame.height + 1))


def _of_another(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    """Let rows belong to a project of another shard, or to none."""
    codes = [*_good("divided").tables["project"]["project_id"], "P-0", ""]
    keep = pl.Series([random.random() < 0.9 for _ in range(frame.height)], dtype=pl.Boolean)  # noqa: PLR2004 - a share
    code = random.choice(codes)
    return frame.with_columns(pl.when(keep).then("project_id").otherwise(pl.lit(code)).alias("project_id"))


_CHANGES: tuple[Callable[[pl.DataFrame, Random], pl.DataFrame], ...] = (
    *(_blanked, _blanked, _odd, _odd, _odd, _other_type, _foreign_column, _column_gone, _columns_moved),
    *(_again, _gone_rows, _of_another),
)
