"""What was handed in: dossiers, found from the paths that the user named."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wagecheck.errors import InputError, UsageError
from wagecheck.ingest import vocabulary
from wagecheck.ingest.limits import Limits
from wagecheck.nearest import path_hint

READABLE = frozenset({".xlsx", ".xlsm", ".xls", ".xlt", ".xltx", ".et", ".csv", ".tsv", ".txt", ".htm", ".html"})
"""Endings of files that may hold a table; what is in them is recognised by content."""

PAGES = frozenset({".htm", ".html"})
"""Endings of pages: some hold a table, but a page alone makes no folder a dossier among others."""

PACKED = ".zip"
"""Ending of an archive that is read as it is: a dossier, or a part of one."""

ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz"})
"""Endings of files that may hold a dossier and must be unpacked first."""

PROJECT_FILE = "project.toml"

_IGNORED = frozenset(
    {
        *(".pdf", ".ofd", ".doc", ".docx", ".wps", ".ppt", ".pptx", ".md", ".log", ".lnk"),
        *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".svg"),
        *(".mp3", ".mp4", ".mov", ".avi", ".py", ".toml", ".json", ".yaml", ".yml", ".ini", ".db", ".tmp"),
    }
)
"""Endings of files that accompany a dossier and hold no table: passed over without a word."""

_SOURCE = re.compile(rb"^\s*\[\s*source\s*\.", re.MULTILINE)
_LOOKED_AT = 1_000_000
_PUNCTUATION = re.compile(r"[\d\W_]+")
_DRAWER_EXTRA = 2

_LAKE = frozenset({"lake.json", "inputs.parquet"})
_OUTPUTS = (*(frozenset({"manifest.json", name}) for name in ("audit.json", "findings.xlsx", "annotated")), _LAKE)
"""Files by which a folder that we wrote ourselves is known: reports, canonical Parquet."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What one project hands in: a folder with all below it, or one workbook."""

    path: Path
    name: str
    files: tuple[Path, ...]
    """In order of their path. Some may prove unreadable: `read` says so."""
    connects: bool = False
    """Whether its project.toml may ask a database: the user named that file himself."""

    def relative(self, file: Path) -> str:
        """Name a file of the dossier as the report does: its path inside the folder."""
        return readable(file.name if file == self.path else file.relative_to(self.path).as_posix())


def readable(name: str) -> str:
    """Give a file name as text: names that are not UTF-8 come from old archives and are GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise UsageError(f"路径打不开({error.strerror})", where=str(path), todo="请检查拼写,或改用较短的路径") from None


def is_folder(path: Path) -> bool:
    """Say whether this is a folder; what may not even be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Say whether this is a symbolic link; what may not even be looked at is none."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def find(paths: Sequence[Path], limits: Limits = Limits()) -> tuple[Dossier, ...]:  # noqa: B008 - frozen
    """Find the dossiers under the paths, in the order named and then by name.

    A folder that directly holds readable files is a dossier with everything below it; of any other folder, its
    subfolders are looked at, down to `limits.depth`, and each zip in it is a dossier. Subfolders and zips that are all
    called by kinds of papers (花名册, 考勤) are drawers of one dossier. Hidden files, lock files of Excel and our own
    outputs are passed over. A named folder without a dossier gives one without files, which `read` reports. Raises
    UsageError for a path that does not exist, InputError if nothing at all was found.
    """
    found: dict[Path, Dossier] = {}
    for path in paths:
        if not _exists(path):
            raise UsageError("路径不存在", where=str(path), todo=path_hint(path) or "请检查拼写,或改用完整路径")
        below = [_named(path, limits.depth)] if path.is_file() else _below(path, limits.depth)
        for dossier in below or [Dossier(path, _name(path), ())]:
            own = dossier.path.absolute()
            found[own] = dossier if dossier.connects else found.get(own, dossier)
    if not any(dossier.files for dossier in found.values()):
        where = "、".join(str(path) for path in paths)
        raise InputError(
            "没有找到可读的台账文件(xlsx、xls、csv、project.toml)", where=where, todo="请指定存放台账的文件夹或工作簿"
        )
    return tuple(found.values())


def find_lakes(path: Path, limits: Limits = Limits()) -> tuple[Path, ...]:  # noqa: B008 - frozen
    """Find the folders of canonical Parquet below a folder, where it is no dossier itself; sorted by name."""
    return tuple(_lakes_below(path, limits.depth)) if is_folder(path) else ()


def holds_dossier(path: Path, limits: Limits = Limits()) -> bool:  # noqa: B008 - frozen
    """Say whether there is anything under a path that `find` would read."""
    return path.is_file() or any(dossier.files for dossier in _below(path, limits.depth))


def _lakes_below(folder: Path, depth: int) -> list[Path]:
    entries = _entries(folder) if depth >= 0 else None
    if not entries or any(_is_readable(entry) for entry in entries):
        return []
    if _is_output(entries):
        return [folder] if {entry.name for entry in entries} >= _LAKE else []
    below = [entry for entry in entries if is_folder(entry) and not is_link(entry)]
    return [lake for entry in below for lake in _lakes_below(entry, depth - 1)]


def _named(path: Path, depth: int) -> Dossier:
    """Take a file that the user names; a project.toml with sources stands for its folder, and may connect."""
    if path.name != PROJECT_FILE or not _SOURCE.search(_start_of(path)):
        return _single(path)
    folder = path.parent
    return Dossier(folder, _name(folder), tuple(_files(folder, depth)), connects=True)


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return b""


def _single(path: Path) -> Dossier:
    return Dossier(path, readable(path.stem), (path,))


def _name(path: Path) -> str:
    return readable(path.name or path.resolve().name or str(path))


def _below(folder: Path, depth: int) -> list[Dossier]:
    entries = _entries(folder) if depth >= 0 else None
    if entries is None:
        return [Dossier(folder, _name(folder), (folder,))]
    if _is_output(entries):
        return []
    if any(_is_readable(entry) for entry in entries):
        return [Dossier(folder, _name(folder), tuple(_files(folder, depth)))]
    found = []
    for entry in entries:
        if entry.suffix.lower() == PACKED and not is_folder(entry):
            found.append(Dossier(folder, _name(entry), (entry,)) if is_link(entry) else _single(entry))
        elif is_link(entry) and is_folder(entry):
            found.append(Dossier(entry, _name(entry), (entry,)))
        elif is_folder(entry):
            found += _below(entry, depth - 1)
    if not found and any(entry.suffix.lower() in PAGES for entry in entries):
        return [Dossier(folder, _name(folder), tuple(_files(folder, depth)))]
    if found and all(_is_drawer(readable(Path(dossier.path.relative_to(folder).parts[0]).stem)) for dossier in found):
        return [Dossier(folder, _name(folder), tuple(_files(folder, depth)))]
    return found


def _is_drawer(name: str) -> bool:
    """Say whether a folder is called by a kind of paper, and so is a drawer of a dossier: 01花名册, 银行流水."""
    kind = vocabulary.kind_by_name(name)
    rest = _PUNCTUATION.sub("", name)
    return (
        bool(kind) and min(len(rest.replace(word, "")) for word in vocabulary.words()["kinds"][kind]) <= _DRAWER_EXTRA
    )


def _files(folder: Path, depth: int) -> list[Path]:
    """List every file of a dossier but those passed over; a linked or locked folder is listed itself."""
    entries = _entries(folder) if depth >= 0 else None
    if entries is None:
        return [folder]
    if _is_output(entries):
        return []
    found = []
    for entry in entries:
        if is_folder(entry) and not is_link(entry):
            found += _files(entry, depth - 1)
        elif not is_passed_over(entry.name):
            found.append(entry)
    return found


def _entries(folder: Path) -> list[Path] | None:
    """List a folder by name, without hidden entries; None where it may not be listed."""
    try:
        with os.scandir(folder) as listing:
            names = sorted(entry.name for entry in listing)
    except OSError:
        return None
    return [folder / name for name in names if not name.startswith((".", "~$"))]


def _is_output(entries: Sequence[Path]) -> bool:
    names = {entry.name for entry in entries}
    return any(names >= marks for marks in _OUTPUTS)


def _is_readable(entry: Path) -> bool:
    if entry.name == PROJECT_FILE:
        return True
    return entry.suffix.lower() in READABLE - PAGES and not is_passed_over(entry.name) and not is_folder(entry)


def is_passed_over(name: str) -> bool:
    """Say whether a file accompanies a dossier and holds no table, by its name."""
    own = PurePosixPath(name).name
    if own == PROJECT_FILE:
        return False
    return PurePosixPath(own).suffix.lower() in _IGNORED or own.upper().startswith("README")
