"""What was handed in, by name and hash, as it lies there now: whether it is still what a run read."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from wagecheck.errors import InputError
from wagecheck.ingest import mapping, sources
from wagecheck.ingest.find import PACKED, PROJECT_FILE, READABLE, find, find_lakes, holds_dossier
from wagecheck.ingest.lake import inputs_in, is_lake, shards_of
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.originals import contents

_OPENED = READABLE | {PACKED}


def hashes(paths: Sequence[Path], *, limits: Limits = Limits()) -> Iterator[tuple[str, str]]:  # noqa: B008 - frozen
    """Give name and SHA-256 of every file that a run would read of the paths, members of archives too.

    Files that say how others are read are among them. For a folder that `wagecheck ingest` wrote, these are the files
    that it was read from; it is checked that its own are as they were written. What cannot be opened is left out.
    Raises as `find` does, and InputError for a lake that was changed and a database that does not answer.
    """
    for path in paths:
        lakes = (path,) if is_lake(path) else find_lakes(path, limits)
        for lake in (shard for one in lakes for shard in shards_of(one)):
            yield from inputs_in(lake)
        if not lakes or (path not in lakes and holds_dossier(path, limits)):
            yield from _of_dossiers(path, limits)


def _of_dossiers(path: Path, limits: Limits) -> Iterator[tuple[str, str]]:
    for dossier in find([path], limits):
        for name, content in contents(dossier, limits):
            if _is_opened(name):
                yield name, hashlib.sha256(content).hexdigest()
        for file in dossier.files:
            if dossier.connects and file == dossier.path / PROJECT_FILE:
                for source in sources.declared(file.read_bytes()):
                    yield source.file, sources.fetch(source, dossier.path, limits)[1]
            beside = mapping.beside(file)
            if beside.is_file():
                inner = PurePosixPath(dossier.relative(file))
                yield str(inner.with_name(beside.name)), _hashed(beside)


def _is_opened(name: str) -> bool:
    own = PurePosixPath(name)
    return own.name == PROJECT_FILE or own.suffix.lower() in _OPENED


def _hashed(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"文件读不出来({error.strerror})", where=str(path), todo="请检查文件权限后重试") from error
