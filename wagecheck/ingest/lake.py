"""Canonical Parquet: everything that was read of the dossiers, in a folder, so that it need be read but once.

A lake is `<table>.parquet` for every canonical table, `inputs.parquet`, `rejected.parquet`, `notices.parquet` and
`lake.json`, which names its schema, the version that wrote it, and the rows and SHA-256 of each file. A large one is
divided by a hash of the project: `lake.json` then names its shards, each a folder like that. It holds personal numbers
in full.
"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from wagecheck import desks, tables
from wagecheck.errors import InputError, UsageError
from wagecheck.ingest import declared, lake_rows
from wagecheck.ingest.lake_rows import AGAIN, LINES
from wagecheck.ingest.read import Papers
from wagecheck.model import InputSheet, Notice, Rejected
from wagecheck.version import __version__

MARK = "lake.json"
SCHEMA = "wagecheck-lake/1"

_SHARD = "shard-{}"
_KIND = SCHEMA.split("/", maxsplit=1)[0]
_ELSEWHERE = "请用 --to 指定一个空的或者新的文件夹"
_ROOM = "请检查磁盘空间和权限, 或另选文件夹; 原有数据未改动"


@dataclass(frozen=True, slots=True)
class _Member:
    """One file of a lake, as lake.json lists it."""

    rows: int
    sha256: str


def is_lake(path: Path) -> bool:
    """Say whether a path is a folder that claims to be a lake: it has a lake.json."""
    try:
        return (path / MARK).is_file()
    except OSError:
        return False


def check_place(to: Path) -> None:
    """Refuse, before any work, a place where a lake cannot go: anything but a new or empty folder or an older lake."""
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        raise UsageError("不是文件夹, 不能存放数据", where=str(to), todo=_ELSEWHERE)
    if not to.exists():
        return
    ours = _own_files(to)
    strange = sorted(entry.name for entry in to.iterdir() if entry.name not in ours)
    if strange:
        raise UsageError(f"文件夹里已有其他文件({strange[0]} 等)", where=str(to), todo=_ELSEWHERE)


def _own_files(folder: Path) -> frozenset[str]:
    """Give the files that belong to a lake of any version, which a new one may replace; none where it is no lake."""
    try:
        about = _about(folder)
        if not _is_ours(about):
            return frozenset()
        if "shards" in about:
            ours = (shard.name for shard in shards_of(folder) if _is_own(shard))
            return frozenset({MARK, *ours})
        return frozenset({MARK, *_members(folder, about)})
    except InputError:
        return frozenset()


def _is_own(shard: Path) -> bool:
    """Say whether a shard holds nothing but what we wrote there."""
    return shard.is_dir() and {entry.name for entry in shard.iterdir()} <= _own_files(shard)


def _is_ours(about: Mapping[str, Any]) -> bool:
    return str(about["schema"]).startswith(f"{_KIND}/")


def write_lake(papers: Papers, to: Path, *, entry: str = "") -> tuple[Path, ...]:
    """Write everything that was read into a folder, whole or not at all; give the files written.

    The same papers give the same bytes. `entry` is what a lake in a cache is called there, and says itself. Raises
    UsageError where they cannot be put there; `to` is then as it was.
    """
    _publish(to.absolute(), lambda fresh: _fill(fresh, papers, {"entry": entry} if entry else {}))
    return tuple(to / name for name in (*(f"{name}.parquet" for name in (*tables.TABLES, *LINES)), MARK))


def write_shards(shards: Iterable[tuple[int, Callable[[], Papers]]], to: Path) -> tuple[Path, ...]:
    """Write the papers of several shards, taken one after the other, into a divided lake; give its folders.

    As whole as `write_lake`, with the same errors.
    """
    names: list[str] = []

    def fill(fresh: Path) -> None:
        for number, papers in shards:
            names.append(_SHARD.format(f"{number:04d}"))
            (fresh / names[-1]).mkdir()
            _fill(fresh / names[-1], papers())
        write_index(fresh, names)

    _publish(to.absolute(), fill)
    return tuple(to / name for name in names)


def write_index(folder: Path, shards: Sequence[str]) -> None:
    """Write the lake.json of a divided lake, which names the folders of its shards."""
    _mark(folder, {"shards": list(shards)})


def shards_of(path: Path) -> tuple[Path, ...]:
    """Name the folders of a divided lake; one that is not divided is its own only shard.

    Raises InputError where lake.json cannot be read, or does not name each of the shards that are there once.
    """
    about = _about(path)
    if "shards" not in about:
        return (path,)
    names = about["shards"]
    plain = isinstance(names, list) and all(isinstance(name, str) and Path(name).name == name for name in names)
    if not plain or not names or len(set(names)) < len(names) or not {*_shards_in(path)} <= {*names}:
        raise InputError(f"{MARK} 不完整", where=str(path), todo=AGAIN)
    return tuple(path / name for name in names)


def _shards_in(path: Path) -> Iterator[str]:
    return (folder.name for folder in path.glob(_SHARD.format("[0-9]" * 4)))


def entry_in(path: Path) -> str:
    """Say what a lake in a cache says that it is called; blank for any other. Raises InputError as `shards_of` does."""
    return str(_about(path).get("entry", ""))


def codes_in(path: Path) -> tuple[str, ...]:
    """Give the codes of the projects of an undivided lake, in its order. Raises InputError as `read_lake` does."""
    return tuple(_read(path, "project", _checked(path), declared.dtypes("project"))["project_id"])


def hashes_in(path: Path) -> frozenset[str]:
    """Give the hashes of the files that an undivided lake was read from. Raises InputError as `read_lake` does."""
    return frozenset(_read(path, "inputs", _checked(path), lake_rows.schema(InputSheet))["sha256"])


def inputs_in(path: Path) -> frozenset[tuple[str, str]]:
    """Give name and hash of the files that an undivided lake was read from; its own files are as they were written.

    Raises InputError as `read_lake` does.
    """
    members = _checked(path)
    for name in members:
        _content(path / Path(name).name, members)
    return frozenset(_read(path, "inputs", members, lake_rows.schema(InputSheet)).select("file", "sha256").iter_rows())


def rows_in(path: Path) -> Mapping[str, int]:
    """Count the rows of the tables of an undivided lake, as it says itself. Raises InputError as `read_lake` does."""
    files = {Path(name).stem: member for name, member in _checked(path).items()}
    return {table: files[table].rows for table in tables.TABLES if table in files}


def _publish(to: Path, fill: Callable[[Path], None]) -> None:
    """Let a new folder be filled, and put it in the place of `to` all at once."""
    with desks.turn(to.parent):
        left = desks.recover(to)
    check_place(to)
    try:
        with desks.beside(to) as fresh:
            fill(fresh)
            with desks.turn(to.parent):
                desks.swap(fresh, to)
        if left is not None and _is_own(left):
            shutil.rmtree(left, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"数据写不进去({error.strerror or error})", where=str(to), todo=_ROOM) from error


def _fill(folder: Path, papers: Papers, more: Mapping[str, str] = MappingProxyType({})) -> None:
    frames = {name: papers.tables[name] for name in tables.TABLES}
    frames |= {name: lake_rows.frame(kind, getattr(papers, name)) for name, kind in LINES.items()}
    members = {}
    for name, frame in frames.items():
        file = io.BytesIO()  # Polars itself is silent where a disk is full
        frame.write_parquet(file, compression="zstd")
        (folder / f"{name}.parquet").write_bytes(file.getvalue())
        members[f"{name}.parquet"] = {"rows": len(frame), "sha256": hashlib.sha256(file.getvalue()).hexdigest()}
    _mark(folder, {**more, "files": members})


def _mark(folder: Path, said: Mapping[str, Any]) -> None:
    about = {"schema": SCHEMA, "version": __version__, **said}
    text = json.dumps(about, ensure_ascii=False, indent=2)
    (folder / MARK).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_lake(path: Path) -> Papers:
    """Read what `write_lake` wrote, row for row.

    Raises InputError, one line, for a lake that is damaged, incomplete, of another program or of another version.
    """
    members = _checked(path)
    lines = {name: _read(path, name, members, lake_rows.schema(kind)) for name, kind in LINES.items()}
    frames = {name: _read(path, name, members, declared.dtypes(name)) for name in tables.TABLES}
    lake_rows.check(str(path), frames, lines)
    return Papers(
        tables=frames,
        inputs=lake_rows.lines(InputSheet, lines["inputs"]),
        rejected=lake_rows.lines(Rejected, lines["rejected"]),
        notices=lake_rows.lines(Notice, lines["notices"]),
    )


def read_columns(path: Path, columns: Mapping[str, Sequence[str]]) -> dict[str, pl.DataFrame]:
    """Read some columns of some tables of an undivided lake, row for row: table → those named.

    Raises InputError as `read_lake` does, also where another file is missing or is not what was written.
    """
    members = _checked(path)
    for name in {*tables.TABLES, *LINES} - set(columns):
        _content(path / f"{name}.parquet", members)
    return {name: _read(path, name, members, declared.dtypes(name), own) for name, own in columns.items()}


def _checked(path: Path) -> Mapping[str, _Member]:
    """List the files of a lake of ours and of this version."""
    about = _about(path)
    if not _is_ours(about):
        raise InputError(f"{MARK} 不是 wagecheck 写的", where=str(path), todo=AGAIN)
    if about["schema"] != SCHEMA:
        raise InputError(f"数据格式为 {about['schema']}, 本版只读 {SCHEMA}", where=str(path), todo=AGAIN)
    return _members(path, about)


def _about(path: Path) -> Mapping[str, Any]:
    try:
        about = json.loads((path / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{MARK} 读不出来", where=str(path), todo=AGAIN) from error
    return about if isinstance(about, dict) and "schema" in about else {"schema": ""}


def _members(path: Path, about: Mapping[str, Any]) -> Mapping[str, _Member]:
    try:
        return {name: _Member(int(said["rows"]), str(said["sha256"])) for name, said in about["files"].items()}
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise InputError(f"{MARK} 不完整", where=str(path), todo=AGAIN) from error


def _content(path: Path, members: Mapping[str, _Member]) -> tuple[_Member, bytes]:
    """Read a file once, so that it cannot change on the way; with what lake.json says of it.

    Raises InputError where it is no longer that.
    """
    try:
        member = members[path.name]
        content = path.read_bytes()
    except (OSError, KeyError) as missing:
        raise InputError("缺少此文件, 数据不完整", where=str(path), todo=AGAIN) from missing
    if hashlib.sha256(content).hexdigest() != member.sha256:
        raise InputError("内容与 lake.json 所记不符, 文件已被改动或损坏", where=str(path), todo=AGAIN)
    return member, content


def _read(
    folder: Path,
    name: str,
    members: Mapping[str, _Member],
    schema: Mapping[str, pl.DataType],
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Read a table that has the schema, all its columns or those named."""
    path = folder / f"{name}.parquet"
    member, content = _content(path, members)
    try:
        frame = pl.read_parquet(io.BytesIO(content), columns=None if columns is None else list(columns))
        found = frame.schema if columns is None else pl.read_parquet_schema(io.BytesIO(content))
    except PolarsError as broken:
        raise InputError("读不出来", where=str(path), todo=AGAIN) from broken
    if found != pl.Schema(schema) or len(frame) != member.rows:
        raise InputError(f"列与本版({__version__})的表结构不同", where=str(path), todo=AGAIN)
    return frame
