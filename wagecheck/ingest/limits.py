"""How large a file may be: each limit is a named setting, and exceeding one is a clear error, never a slow death."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from wagecheck.errors import InputError

_MEGABYTE = 1024 * 1024
_LISTED = b"PK\x01\x02"
"""With which each line of a zip's list of members begins."""
_NESTED = 20
"""Members of each archive in an archive that is not packed: their lists are in it as they are."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused unread: sizes in bytes, rows a sheet, and how far a container may unfold."""

    file_bytes: int = 200 * _MEGABYTE
    sheet_rows: int = 2_000_000
    sheet_cells: int = 60_000_000
    """Of the rectangle up to the last cell, empty ones included: it is held in memory."""
    empty_cells: int = 12_000_000
    """Of a rectangle with hardly a cell in it."""
    sparseness: int = 50
    """Cells of a larger rectangle for each one that is filled."""
    page_cells: int = 4_000_000
    """Of the tables of a page, those that others span included."""
    sheet_columns: int = 16_384
    cell_characters: int = 1_000_000
    unzipped_bytes: int = 1024 * _MEGABYTE
    zip_ratio: int = 100
    ratio_from_bytes: int = _MEGABYTE
    """A container that unfolds to less than this is harmless whatever its ratio."""
    members: int = 10_000
    """Files in one container."""
    depth: int = 32
    """Folders within folders that are entered."""


def check_size(size: int, limits: Limits) -> None:
    """Raise InputError for a file that is empty or larger than the limit."""
    if size == 0:
        raise InputError("文件是空的(0字节)", todo="请重新导出或重新拷贝该文件")
    if size > limits.file_bytes:
        raise InputError(
            f"文件有 {size // _MEGABYTE} MB,超过上限 {limits.file_bytes // _MEGABYTE} MB",
            todo="请按月份或按班组拆分后再交",
        )


def check_width(columns: int, limits: Limits) -> None:
    """Raise InputError for a text with more columns than any sheet has."""
    if columns > limits.sheet_columns:
        raise InputError(
            f"有 {columns} 列,超过上限 {limits.sheet_columns} 列", todo="请确认分隔符, 或另存为 xlsx 后再交"
        )


def check_rows(rows: int, sheet: str, limits: Limits) -> None:
    """Raise InputError for a sheet with more rows than the limit."""
    if rows > limits.sheet_rows:
        place = f"工作表「{sheet}」" if sheet else "文件"
        raise InputError(f"{place}有 {rows} 行,超过上限 {limits.sheet_rows} 行", todo="请拆分后再交")


def _check_members(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise InputError("文件已加密", todo="请取消密码后另存再交")
    if not any(member.filename.startswith("xl/") or member.filename == "content.xml" for member in members):
        raise InputError("不是工作簿", todo="请用 Excel 或 WPS 另存为 xlsx 后再交")
    check_unfolding(members, limits)


def lists_without_end(content: bytes, limits: Limits) -> bool:
    """Say whether a zip lists so many members that it is not even to be asked what they are called."""
    return content.count(_LISTED) > limits.members * _NESTED


def check_directory(content: bytes, limits: Limits) -> None:
    """Raise InputError for a zip whose list of members alone would fill the memory, before it is read."""
    if lists_without_end(content, limits):
        raise InputError(f"压缩包内的文件超过上限 {limits.members} 个", todo="请拆分后再交")


def check_unfolding(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise InputError for a container that would unfold beyond the limits: members, size, ratio."""
    if len(members) > limits.members:
        raise InputError(f"压缩包内有 {len(members)} 个文件,超过上限 {limits.members}", todo="请拆分后再交")
    unzipped = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    if unzipped > limits.unzipped_bytes:
        raise InputError(
            f"解压后有 {unzipped // _MEGABYTE} MB,超过上限 {limits.unzipped_bytes // _MEGABYTE} MB", todo="请拆分后再交"
        )
    if unzipped > limits.ratio_from_bytes and unzipped > packed * limits.zip_ratio:
        raise InputError(
            f"压缩比 {unzipped // packed} 超过上限 {limits.zip_ratio},疑似压缩炸弹,未打开",
            todo="请用 Excel 或 WPS 重新另存后再交",
        )
