"""What was read of a dossier, kept in a folder of the user's, so that the next run reads only what changed.

An entry is a lake, named by a hash of all that the reading depends on: the dossier's files, the tool, the place, the
limits, the mappings. It holds personal numbers in full, and only the user may open it. Nothing is ever deleted here but
an entry that is damaged, when a new one takes its place.
"""

import hashlib
import json
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from wagecheck import desks
from wagecheck.errors import InputError, UsageError
from wagecheck.ingest import mapping
from wagecheck.ingest.find import Dossier
from wagecheck.ingest.lake import SCHEMA, entry_in, read_lake, write_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.read import Papers
from wagecheck.version import __version__

_ELSEWHERE = "请用 --cache 另指定一个文件夹"
_LEFT = r"[.][0-9a-f]{64}[.][a-z0-9_]{8}[.]new"
"""How an entry is called that was never finished."""
_READERS = ("polars", "python-calamine")
"""Libraries whose version decides what is read."""


@dataclass(frozen=True, slots=True)
class Look:
    """A dossier as it was when its files were hashed."""

    key: str | None
    """Name of its entry; None where a file of it is no plain file that can be read."""
    stamps: tuple[tuple[int, ...], ...]
    """Inode, size and last changes of each file: they change with it, and tell so without another hash."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, for one way of reading."""

    folder: Path
    way: str
    """Hash of what the reading depends on besides the files."""
    limits: Limits

    def key(self, dossier: Dossier) -> str | None:
        """Name the entry of a dossier as it is now; None where a file of it is no plain file that can be read.

        None too for what comes from a database: nothing tells here whether that changed.
        """
        if dossier.connects:
            return None
        try:
            files = [(dossier.relative(file), _hashed(file, self.limits)) for file in dossier.files]
            beside = [(dossier.relative(file), _beside(file)) for file in dossier.files]
        except (OSError, ValueError):
            return None
        said = json.dumps([self.way, dossier.name, files, beside])
        return hashlib.sha256(said.encode()).hexdigest() if files else None

    def look(self, dossier: Dossier) -> Look:
        """Hash a dossier as it is now."""
        stamps = _stamps(dossier)
        return Look(self.key(dossier), stamps)

    @staticmethod
    def is_as_seen(look: Look, dossier: Dossier) -> bool:
        """Say whether no file of a dossier was touched since."""
        return look.stamps == _stamps(dossier)

    def holds(self, key: str | None) -> bool:
        """Say whether there is an entry of that name, be it a damaged one."""
        return key is not None and (self.folder / key).is_dir()

    def take(self, key: str | None) -> Papers | None:
        """Give what was read; None where there is no entry, or a damaged one."""
        if key is None or not self.holds(key):
            return None
        with suppress(InputError):
            if entry_in(self.folder / key) == key:  # a folder may have got another's name
                return read_lake(self.folder / key)
        return None

    def keep(self, key: str, papers: Papers) -> None:
        """Keep what was read, whole or not at all: where the folder takes no more, the next run reads it again."""
        entry = self.folder / key
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        with suppress(OSError, UsageError):
            write_lake(papers, entry, entry=key)


def open_cache(
    folder: Path, paths: Sequence[Path], *, place: str | None, limits: Limits, config: Sequence[Saved]
) -> Cache:
    """Make a folder ready for entries of dossiers read in this way.

    Raises UsageError where that cannot be: it is no folder, or lies within what is audited and would be taken for it.
    """
    within = next((path for path in paths if folder.resolve().is_relative_to(path.resolve())), None)
    if within is not None:
        raise UsageError(f"缓存不能放在要审查的 {within} 里面", where=str(folder), todo=_ELSEWHERE)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"不能建立缓存文件夹({error.strerror})", where=str(folder), todo=_ELSEWHERE) from error
    desks.sweep(folder, _LEFT)
    way = [_tool(), SCHEMA, repr(place), repr(limits), repr(tuple(config))]
    return Cache(folder.absolute(), hashlib.sha256("\n".join(way).encode()).hexdigest(), limits)


def _hashed(file: Path, limits: Limits) -> str:
    """Hash a file. Raises OSError for what cannot be read, ValueError for what is no plain file or too large."""
    kind = file.lstat()
    if not stat.S_ISREG(kind.st_mode) or kind.st_size > limits.file_bytes:
        raise ValueError(file)
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _stamps(dossier: Dossier) -> tuple[tuple[int, ...], ...]:
    """Give what tells a touched file, of each file and of the mappings beside it; nothing for one that is not there."""
    return tuple(_stamp(path) for file in dossier.files for path in (file, mapping.beside(file)))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        about = path.lstat()
    except OSError:
        return ()
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _beside(file: Path) -> str:
    """Hash the mappings beside a file; empty where there are none, or a link, which counts for none."""
    path = mapping.beside(file)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""


@cache
def _tool() -> str:
    """Name what reads: the version and the very files of this package, and the libraries that open files."""
    whole = hashlib.sha256()
    for path in _own_files():
        whole.update(path.name.encode() + path.read_bytes())
    return " ".join([__version__, whole.hexdigest(), *map(version, _READERS)])


def _own_files() -> Iterator[Path]:
    home = Path(__file__).parents[1]
    return (path for path in sorted(home.rglob("*")) if path.suffix in {".py", ".toml"})
