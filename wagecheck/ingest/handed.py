"""What a dossier hands in, file by file: tables still as text. One bad file never stops the rest."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wagecheck import privacy, tables
from wagecheck.errors import InputError
from wagecheck.ingest import archive, continued, mapping, project_sheet, sources
from wagecheck.ingest.cells import open_book, read_bytes
from wagecheck.ingest.find import (
    ARCHIVES,
    PACKED,
    PAGES,
    PROJECT_FILE,
    READABLE,
    Dossier,
    is_folder,
    is_link,
    is_passed_over,
    readable,
)
from wagecheck.ingest.limits import Limits, check_size
from wagecheck.ingest.piece import Origin, Piece
from wagecheck.ingest.recognise import Miss
from wagecheck.ingest.sheets import Missed, Told, read_sheet
from wagecheck.model import InputSheet, Notice


@dataclass(frozen=True, slots=True)
class Handed:
    """What came out of one dossier."""

    pieces: tuple[Piece, ...]
    unread: tuple[InputSheet, ...]
    """Files and sheets that gave no table."""
    notices: tuple[Notice, ...]
    missed: tuple[tuple[str, str, Miss], ...] = ()
    """Sheets that are no known table: file, sheet, and what they are nearest to."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """One dossier being opened."""

    index: int
    dossier: Dossier
    limits: Limits
    config: Sequence[mapping.Saved]
    """What the user's own configuration says of files."""
    seen: dict[str, str]
    """{hash: file} of what was opened so far."""
    used: dict[str, str]
    """{file of mappings by which something was read: its hash}."""


def open_dossier(index: int, dossier: Dossier, limits: Limits, config: Sequence[mapping.Saved] = ()) -> Handed:
    """Read every file of a dossier once, as `config` says where it speaks of a file."""
    desk = _Desk(index, dossier, limits, config, {}, {})
    told = [one for file in dossier.files for one in _open(desk, file)]
    told += [
        InputSheet(name, hashed, mapping.KIND, "", 0, 0, 0, 0, encoding="toml") for name, hashed in desk.used.items()
    ]
    if not dossier.files:
        text = "目录中没有可读的台账文件(xlsx、xls、csv、project.toml)。请检查目录,或放入台账后重试"
        told.append(Notice("error", text))
    whole = [*told, *_resumed(told)]
    resumed = {(one.origin.file, one.origin.sheet) for one in whole if isinstance(one, Piece) and one.continues}
    missed = [one for one in whole if isinstance(one, Missed) and _place(one) not in resumed]
    return Handed(
        tuple(one for one in whole if isinstance(one, Piece)),
        (*(one for one in whole if isinstance(one, InputSheet)), *(one.unread for one in missed)),
        tuple(one for one in whole if isinstance(one, Notice)),
        tuple((*_place(one), one.miss) for one in missed),
    )


def _place(missed: Missed) -> tuple[str, str]:
    return missed.unread.file, missed.unread.sheet


def _resumed(told: Sequence[Told]) -> Iterator[Piece | Notice]:
    """Read the sheets without headings that go on with another; say of the others what they lack."""
    for place, missed in enumerate(told):
        if not isinstance(missed, Missed):
            continue
        own = missed.unread.file
        earlier = [one for one in told[:place] if isinstance(one, Piece)]
        later = [one for one in told[place:] if isinstance(one, Piece) and one.origin.file != own]
        found, notice = continued.resume(missed.headless, [*reversed(later), *earlier])
        if found:
            yield found
        said = notice or missed.notice
        if said:
            yield said


def _open(desk: _Desk, file: Path) -> list[Told]:
    """Read one file; whatever goes wrong with it becomes one line."""
    name = desk.dossier.relative(file)
    if file != desk.dossier.path and not is_folder(file) and not _is_known(file.name):
        return [_strange(name)]

    def load() -> bytes:
        _refuse(desk.dossier, file)
        return read_bytes(file, desk.limits)

    return _guarded(desk, name, load, file)


def _is_known(name: str) -> bool:
    return name == PROJECT_FILE or PurePosixPath(name).suffix.lower() in READABLE | ARCHIVES | {PACKED}


def _strange(name: str) -> Notice:
    kind = readable(PurePosixPath(name).suffix) or "没有扩展名"
    return Notice("warning", f"不认识的文件类型({kind}),未读取。如含台账,请另存为 xlsx 或 csv 后再交", name)


def _guarded(desk: _Desk, name: str, load: Callable[[], bytes], file: Path | None = None) -> list[Told]:
    """Read one file or member of an archive by its content; whatever goes wrong with it becomes one line."""
    unread = []
    try:
        content = load()
        unread = [InputSheet(name, hashlib.sha256(content).hexdigest(), "", "", 0, 0, 0, 0)]
        packed = archive.is_archive(content)
        return list(_archive(desk, name, content) if packed else _tables(desk, name, content, file))
    except InputError as refused:
        level = "warning" if PurePosixPath(name).suffix.lower() in PAGES else "error"
        return [*unread, Notice(level, privacy.mask_text(str(refused)), name)]
    except BaseException as fault:  # a panic of the workbook library is no Exception
        if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        text = f"文件读不出来({type(fault).__name__})。请用 Excel 或 WPS 打开并另存为 xlsx 后再交"
        return [*unread, Notice("error", text, name)]


def _archive(desk: _Desk, name: str, content: bytes) -> Iterator[Told]:
    """Read the members of a zip as files of the dossier. An archive within it is refused."""
    members = [(inner, said) for inner, said in archive.unpack(content, desk.limits) if not is_passed_over(inner)]
    if not members:
        raise InputError("压缩包中没有可读的台账文件(xlsx、xls、csv)", todo="请检查后重新压缩")
    for inner, said in members:
        whole = f"{name}/{inner}"
        if not _is_known(PurePosixPath(inner).name):
            yield _strange(whole)
            continue

        def load(said: bytes | InputError = said) -> bytes:
            if isinstance(said, InputError):
                raise said
            if archive.is_archive(said):
                raise InputError("是压缩包里的压缩包,未读取", todo="请解压后再交")
            check_size(len(said), desk.limits)
            return said

        yield from _guarded(desk, whole, load)


def _real(path: Path) -> Path:
    """Follow the links of a path; those that go in a circle lead to themselves."""
    return Path(os.path.realpath(path))


def _refuse(dossier: Dossier, file: Path) -> None:
    """Raise InputError for a link, a folder that may not be entered, and an archive."""
    if is_link(file) and (file != dossier.path or is_folder(file)):
        inside = file != dossier.path and _real(file).is_relative_to(_real(dossier.path))
        what = "是指向台账内另一文件的符号链接" if inside else "是指向台账之外的符号链接"
        raise InputError(f"{what},未读取", todo="请把文件本身放入台账")
    if is_folder(file):
        raise InputError("文件夹打不开(没有权限,或嵌套过深)", todo="请检查权限,或把文件移到上层")
    if file.suffix.lower() in ARCHIVES:
        raise InputError("是压缩包,未读取", todo="请解压后再交")


def _tables(desk: _Desk, name: str, content: bytes, file: Path | None) -> Iterator[Told]:
    if name.lower().endswith(".toml"):
        yield from _toml(content, desk.index, name)
        yield from _sources(desk, name, content, file)
        return
    book = open_book(content, desk.limits)
    if book.sha256 in desk.seen:
        yield InputSheet(name, book.sha256, "", "", 0, 0, 0, 0, encoding=book.encoding)
        yield Notice("warning", f"与 {desk.seen[book.sha256]} 内容完全相同,只读取一次。请删去重复的文件", name)
        return
    desk.seen[book.sha256] = name
    filled = [grid for grid in book.grids if any(any(cell != "" for cell in row) for row in grid.rows)]
    if not filled:
        yield InputSheet(name, book.sha256, "", "", 0, 0, 0, 0, encoding=book.encoding)
        yield Notice("error", "文件中没有任何内容。请重新导出该文件", name)
    inner = PurePosixPath(name)
    elsewhere = [*reversed(inner.parts[:-1]), desk.dossier.name]
    beside = mapping.load(file) if file else ()
    for grid in filled:
        saved = mapping.of_sheet(beside, desk.config, name, grid)
        desk.used.update({one.source if one.file else str(inner.with_name(one.source)): one.sha256 for one in saved})
        origin = Origin(desk.index, name, grid.name, book.sha256, book.encoding)
        yield from read_sheet(grid, origin, [grid.name, inner.stem], elsewhere, saved)


def _sources(desk: _Desk, name: str, content: bytes, file: Path | None) -> Iterator[Told]:
    """Read the tables that a project.toml has from a database, where the user named that file himself."""
    asked = sources.declared(content)
    if asked and (file is None or not desk.dossier.connects or file.parent != desk.dossier.path):
        text = "写有 [source.…], 没有连接数据库。确要连接的, 请在命令中直接写出这个 project.toml 的路径"
        yield Notice("warning", text, name)
        return
    for source in asked:
        yield from _guarded_source(desk, source)


def _guarded_source(desk: _Desk, source: sources.Source) -> list[Told]:
    """Read one query; whatever goes wrong with it becomes one line."""
    try:
        return list(_source(desk, source))
    except InputError as refused:
        return [Notice("error", privacy.mask_text(str(refused)), source.file)]


def _source(desk: _Desk, source: sources.Source) -> Iterator[Told]:
    grid, digest = sources.fetch(source, desk.dossier.path, desk.limits)
    origin = Origin(desk.index, source.file, "", digest, "sql")
    if "order by" not in source.query.lower():
        yield Notice("warning", "查询没有 ORDER BY: 行的次序每次可能不同。请加上, 以便复核", source.file)
    for told in read_sheet(grid, origin, [tables.LABELS[source.table]], [desk.dossier.name], ()):
        if isinstance(told, Piece) and told.table != source.table:
            raise InputError(
                f"查询结果像{tables.LABELS[told.table]}, 不像{tables.LABELS[source.table]}",
                todo="请核对列名, 与官方模板的表头或规范名称一致",
            )
        yield told


def _toml(content: bytes, index: int, name: str) -> Iterator[Told]:
    origin = Origin(index, name, "", hashlib.sha256(content).hexdigest(), "utf-8")
    found, strange = project_sheet.from_toml(content, origin)
    yield found
    if strange:
        yield Notice("warning", f"不认识的字段:{'、'.join(strange)},未采用。请核对规范名称", name)
