"""What a dossier hands in, file by file: tables still as text. One bad file never stops the rest."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wagecheck import privacy, tables
from wagecheck.errors import InputError
from wagecheck.ingest import archive, mapping, personal, piece, project_sheet, vocabulary
from wagecheck.ingest.cells import Grid, open_book, read_bytes
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
from wagecheck.ingest.recognise import Layout, Miss, recognise
from wagecheck.model import InputSheet, Notice

_WEAK = 6.0
"""Score of a layout below which a sheet may rather be the two-column sheet of a project."""


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
class _Missed:
    """A sheet that is no known table."""

    file: str
    sheet: str
    miss: Miss


Told = Piece | InputSheet | Notice | _Missed


@dataclass(frozen=True, slots=True)
class _Desk:
    """One dossier being opened."""

    index: int
    dossier: Dossier
    limits: Limits
    seen: dict[str, str]
    """{hash: file} of what was opened so far."""


def open_dossier(index: int, dossier: Dossier, limits: Limits) -> Handed:
    """Read every file of a dossier once."""
    desk = _Desk(index, dossier, limits, {})
    told = [one for file in dossier.files for one in _open(desk, file)]
    if not dossier.files:
        text = "目录中没有可读的台账文件(xlsx、xls、csv、project.toml)。请检查目录,或放入台账后重试"
        told.append(Notice("error", text))
    return Handed(
        tuple(one for one in told if isinstance(one, Piece)),
        tuple(one for one in told if isinstance(one, InputSheet)),
        tuple(one for one in told if isinstance(one, Notice)),
        tuple((one.file, one.sheet, one.miss) for one in told if isinstance(one, _Missed)),
    )


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


def _refuse(dossier: Dossier, file: Path) -> None:
    """Raise InputError for a link, a folder that may not be entered, and an archive."""
    if is_link(file) and (file != dossier.path or is_folder(file)):
        inside = file != dossier.path and file.resolve().is_relative_to(dossier.path.resolve())
        what = "是指向台账内另一文件的符号链接" if inside else "是指向台账之外的符号链接"
        raise InputError(f"{what},未读取", todo="请把文件本身放入台账")
    if is_folder(file):
        raise InputError("文件夹打不开(没有权限,或嵌套过深)", todo="请检查权限,或把文件移到上层")
    if file.suffix.lower() in ARCHIVES:
        raise InputError("是压缩包,未读取", todo="请解压后再交")


def _tables(desk: _Desk, name: str, content: bytes, file: Path | None) -> Iterator[Told]:
    if name.lower().endswith(".toml"):
        yield from _toml(content, desk.index, name)
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
    saved = mapping.load(file) if file else {}
    for grid in filled:
        origin = Origin(desk.index, name, grid.name, book.sha256, book.encoding)
        yield from _sheet(grid, origin, [grid.name, inner.stem], elsewhere, saved.get(grid.name))


def _toml(content: bytes, index: int, name: str) -> Iterator[Told]:
    origin = Origin(index, name, "", hashlib.sha256(content).hexdigest(), "utf-8")
    found, strange = project_sheet.from_toml(content, origin)
    yield found
    if strange:
        yield Notice("warning", f"不认识的字段:{'、'.join(strange)},未采用。请核对规范名称", name)


def _sheet(
    grid: Grid, origin: Origin, names: Sequence[str], elsewhere: Sequence[str], saved: mapping.Saved | None
) -> Iterator[Told]:
    layout = recognise(grid, names)
    if saved:
        layout = mapping.impose(saved, grid, layout)
        text = f"按 {mapping.beside(Path(origin.file)).name} 指定的列读取。请核对该文件出自可信的人"
        yield Notice("warning", text, origin.file, origin.sheet)
    if isinstance(layout, Miss) or layout.table == "project" or layout.score < _WEAK:
        pairs = project_sheet.pairs(grid)
        if pairs.fields > (0 if isinstance(layout, Miss) else len(layout.columns)):
            yield from _project(pairs, origin)
            return
    if grid.hidden and isinstance(layout, Layout):
        yield Notice("warning", "这是隐藏的工作表,已照常读取。不需要的请删除", origin.file, origin.sheet)
    if isinstance(layout, Layout):
        found = piece.cut(grid, layout, origin, names, elsewhere)
        if personal.is_personal(found, [cell for row in range(layout.first_heading) for cell in grid.texts(row)]):
            yield InputSheet(origin.file, origin.sha256, "", origin.sheet, 0, 0, 0, 0, encoding=origin.encoding)
            text = "是个人银行卡的流水,不是专户流水,未读取。请交专用账户的对公流水"
            yield Notice("warning", text, origin.file, origin.sheet)
            return
        yield found
        yield from _about_piece(found)
        if layout.idle_money:
            columns = "、".join(f"「{heading}」" for heading in layout.idle_money)
            text = f"按{tables.LABELS[layout.table]}读取,其中{columns}未采用。请核对是否还含有另一种台账"
            yield Notice("warning", text, origin.file, origin.sheet)
        return
    yield InputSheet(origin.file, origin.sha256, "", origin.sheet, 0, 0, 0, 0, encoding=origin.encoding)
    yield _Missed(origin.file, origin.sheet, layout)
    if not grid.hidden and grid.name.strip() not in vocabulary.words()["explaining"]["sheets"]:
        yield _missed(layout, origin)


def _project(pairs: project_sheet.Pairs, origin: Origin) -> Iterator[Told]:
    yield project_sheet.piece(pairs, origin)
    if pairs.strange:
        text = f"不认识的项目:{'、'.join(pairs.strange)},未采用。请核对名称"
        yield Notice("warning", privacy.mask_text(text), origin.file, origin.sheet)


def _about_piece(found: Piece) -> Iterator[Notice]:
    """Tell of a table with headings only, and of one whose month nothing names."""
    origin = found.origin
    if found.raw.is_empty():
        yield Notice(
            "warning", f"{tables.LABELS[found.table]}只有表头,没有数据。请确认是否漏填", origin.file, origin.sheet
        )
        return
    dated = {"month", "date", "punched_at"} & set(found.raw.columns)
    if found.table in ("payroll", "attendance") and not dated and found.raw["_month"].null_count():
        label = tables.LABELS[found.table]
        text = f"看不出是哪个月的{label},全表未采用。请在标题、工作表名或文件名中写明年月(如 2025年3月)"
        yield Notice("error", text, origin.file, origin.sheet)


def _missed(miss: Miss, origin: Origin) -> Notice:
    """Say of a sheet that is no known table what it is nearest to, and which headings it lacks."""
    if miss.rivals:
        kinds = "、".join(tables.LABELS[table] for table in miss.rivals)
        text = f"表头同时像{kinds},分不清是哪一种,未读取。请在工作表名或文件名中写明"
        return Notice("error", text, origin.file, origin.sheet)
    if not miss.nearest:
        text = "没有认出任何一种台账的表头,未读取。请对照官方模板补上表头行"
        return Notice("warning", text, origin.file, origin.sheet)
    lacking = "、".join(f"「{heading}」" for heading in miss.missing)
    text = f"最像{tables.LABELS[miss.nearest]},但缺少表头{lacking},未读取。请补上表头行"
    return Notice("error" if miss.named else "warning", text, origin.file, origin.sheet)
