"""The zip that a workbook of today is: looked through before it is opened, so that it cannot unfold without end."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from wagecheck.errors import InputError
from wagecheck.ingest import extents
from wagecheck.ingest.limits import Limits, check_directory, check_unfolding

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, LookupError)
_SHEET = b"sheetData"
_STRINGS = "sharedstrings.xml"
_FEW = 30
"""So many sheets without a far cell are no danger together."""


def check_container(content: bytes, limits: Limits) -> None:
    """Raise InputError for an xlsx container that is broken, or that would unfold beyond the limits."""
    check_directory(content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            members = container.infolist()
            _check_members(members, limits)
            far = [_looked_through(container.read(member), member) for member in members]
            if sum(one is not None for one in far) > _FEW:
                read = (container.read(member) for member, one in zip(members, far, strict=True) if one is not None)
                far = [extents.of_sheet(sheet, exact=True) or _NOWHERE for sheet in read]
            extents.check((one for one in far if one), limits)
    except _BROKEN as broken:
        raise InputError("工作簿已损坏或不完整(压缩包打不开)", todo="请用 Excel 或 WPS 重新另存后再交") from broken


_NOWHERE = 0, 0, 0


def _looked_through(content: bytes, member: zipfile.ZipInfo) -> tuple[int, int, int] | None:
    """Measure a sheet, whatever it is called; None for any other part."""
    if member.filename.lower().endswith(_STRINGS):
        extents.check_strings(content)
    return (extents.of_sheet(content) or _NOWHERE) if _SHEET in content else None


def _check_members(members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise InputError("文件已加密", todo="请取消密码后另存再交")
    names = [member.filename.lower() for member in members]
    if "xl/workbook.bin" in names:
        raise InputError("是二进制工作簿(xlsb),不能读取", todo="请用 Excel 或 WPS 另存为 xlsx 后再交")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise InputError("不是工作簿", todo="请用 Excel 或 WPS 另存为 xlsx 后再交")
    check_unfolding(members, limits)
