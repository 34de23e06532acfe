"""A look into an old workbook (.xls) before it is opened: chains that end, and cells within reach.

The library that opens it believes what the file says of itself; a chain in a circle or a cell in the far corner would
fill the memory, and that ends the program without a word. Nothing of what stands in the cells is read here.
"""

import struct
from collections.abc import Iterator, Sequence

from wagecheck.errors import InputError

_HEADER = 512
_SHIFTS = {9: 512, 12: 4096}
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on name no sector."""
_END = 0xFFFFFFFE
_FAT_IN_HEADER = 76, 109
_ENTRY = 128
_MINI = 64
_SMALL = 4096
"""Streams shorter than this lie in the small sectors of the root's own stream."""
_ROOM = 1 << 28
"""Most entries that the library may be made to reserve room for."""

_BOF, _EOF, _SHEET, _DIMENSIONS, _PASSWORD, _ROW_OF_NUMBERS = 0x0809, 0x000A, 0x0085, 0x0200, 0x002F, 0x00BD
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, _ROW_OF_NUMBERS})
_WALKED = 1 << 30
"""Most bytes that are gone through, each sheet from where it is said to begin."""
_SAID = 1 << 26
"""Most cells that a sheet may say it has: the library makes room for all of them."""

_TODO = "请用 Excel 或 WPS 打开并另存为 xlsx 后再交"
_DAMAGED = (struct.error, IndexError, KeyError, ValueError)


def extents(content: bytes) -> list[tuple[int, int, int]]:
    """Give rows and columns up to the last cell of each sheet, and its number of cells.

    Raises InputError for what is damaged (chains that lead out of the file or never end, lengths beyond it), and for a
    workbook with a password.
    """
    try:
        book = _book(content)
        return [_extent(book, start) for start in _starts(book)]
    except _DAMAGED as damaged:
        raise InputError("工作簿已损坏或不是 Excel 文件", todo=_TODO) from damaged


def _book(content: bytes) -> bytes:
    """Give the stream that holds the workbook. Raises one of _DAMAGED."""
    size = _SHIFTS[struct.unpack_from("<H", content, 30)[0]]
    fat_sectors, first_entry = struct.unpack_from("<II", content, 44)
    mini_start, mini_sectors = struct.unpack_from("<II", content, 60)
    _check_room(content, size, fat_sectors, mini_sectors)
    fat = _fat(content, size)
    entries = _stream(content, size, fat, first_entry, len(content) + 2 * size)
    if len(entries) % _ENTRY:
        raise ValueError(len(entries))
    root_start, root_length, _ = _entry(entries, 0)
    small = _stream(content, size, fat, root_start, root_length) if mini_sectors else b""
    table = _stream(content, size, fat, mini_start, mini_sectors * size) if mini_sectors else b""
    named = (_entry(entries, at) for at in range(0, len(entries), _ENTRY))
    found = {name: (start, length) for start, length, name in named if name in {"Workbook", "Book"}}
    start, length = found["Workbook" if "Workbook" in found else "Book"]
    if length < _SMALL:
        return _stream(small, _MINI, _numbers(table), start, length, before=0)
    return _stream(content, size, fat, start, length)


def _check_room(content: bytes, size: int, fat_sectors: int, mini_sectors: int) -> None:
    """Refuse tables that are said to be larger than the file. The library takes one length from the wrong place."""
    reserved = struct.unpack_from("<I", content, 62)[0]
    if max(fat_sectors, mini_sectors) * size > len(content) + size or reserved > _ROOM:
        raise ValueError(reserved)


def _fat(content: bytes, size: int) -> tuple[int, ...]:
    """Give the table of which sector follows which."""
    offset, count = _FAT_IN_HEADER
    sectors = [*struct.unpack_from(f"<{count}I", content, offset)]
    more = struct.unpack_from("<I", content, 68)[0]
    seen: set[int] = set()
    while more < _LAST_SECTOR:
        if more in seen:
            raise ValueError(more)
        seen.add(more)
        numbers = _numbers(_sector(content, size, more))
        sectors += numbers[:-1]
        more = numbers[-1]
    used = [one for one in sectors if one < _LAST_SECTOR]
    return _numbers(b"".join(_sector(content, size, one) for one in used))


def _stream(content: bytes, size: int, fat: Sequence[int], start: int, length: int, *, before: int = 1) -> bytes:
    """Follow a chain to its end or its length. Raises ValueError where it goes in a circle."""
    parts = []
    sector, left = start, length
    longest = len(content) // size + 1
    while sector != _END and left > 0:
        parts.append(_sector(content, size, sector, before=before)[:left])
        left -= size
        if len(parts) > longest:
            raise ValueError(sector)
        if left > 0:
            sector = fat[sector]
    return b"".join(parts)


def _sector(content: bytes, size: int, number: int, *, before: int = 1) -> bytes:
    """Give a sector; the last one may be cut short."""
    start = (number + before) * size
    if start >= len(content):
        raise IndexError(number)
    return content[start : start + size]


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _entry(entries: bytes, at: int) -> tuple[int, int, str]:
    """Give first sector, length and name of an entry of the directory."""
    start, length = struct.unpack_from("<II", entries, at + 116)
    name = entries[at : at + 64].decode("utf-16-le", "replace").split("\0", 1)[0]
    return start, length, name


def _records(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Give type, place and length of the records from here on."""
    at, last = start, len(book) - 4
    read = struct.Struct("<HH").unpack_from
    while at <= last:
        kind, length = read(book, at)
        yield kind, at + 4, length
        at += 4 + length


def _starts(book: bytes) -> list[int]:
    """Give where the sheets begin, as the head of the workbook says."""
    starts = []
    for kind, at, _ in _records(book, 0):
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", book, at)[0])
        elif kind == _PASSWORD:
            raise InputError("工作簿设有打开密码", todo="请取消密码后另存再交")
        elif kind == _EOF:
            break
    if len(starts) * len(book) > _WALKED or max(starts, default=0) > len(book):
        raise ValueError(len(starts))
    return starts


def _extent(book: bytes, start: int) -> tuple[int, int, int]:
    """Measure a sheet: all that lies in it, charts included."""
    rows = columns = cells = depth = 0
    read = struct.Struct("<HH").unpack_from
    for kind, at, length in _records(book, start):
        if kind in _CELLS:
            row, column = read(book, at)
            count = (length - 6) // 6 if kind == _ROW_OF_NUMBERS else 1
            cells += count
            rows, columns = max(rows, row + 1), max(columns, column + count)
        elif kind == _DIMENSIONS:
            _check_said(book, at, length)
        elif kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
    return rows, columns, cells


def _check_said(book: bytes, at: int, length: int) -> None:
    """Refuse an extent that a sheet says it has and that ends before it begins, or is beyond all measure."""
    form = "<IIHH" if length == struct.calcsize("<IIHHH") else "<HHHH"
    first, rows, _, columns = struct.unpack_from(form, book, at)
    if rows and columns and (rows < first or rows * columns > _SAID):
        raise ValueError(rows)
