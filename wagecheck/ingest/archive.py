"""A zip that holds a dossier: its members in memory, one after the other. Nothing is written to the disk."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from wagecheck.errors import InputError
from wagecheck.ingest.limits import Limits, check_directory, check_unfolding, lists_without_end

_ZIP = b"PK\x03\x04"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError)
_OFFICE = ("xl/", "word/", "ppt/")


def is_archive(content: bytes) -> bool:
    """Say whether the content is a zip that is no office document."""
    if not content.startswith(_ZIP):
        return False
    if lists_without_end(content, Limits()):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = container.namelist()
    except _BROKEN:
        return False
    return not any(name.startswith(_OFFICE) or name == "content.xml" for name in names)


def unpack(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes | InputError]]:
    """Give the members by name: content, or why that one is refused.

    Refused are names that lead out of the archive, links, encrypted members, archives within the archive, and what is
    larger than the limits. Raises InputError where the whole would unfold beyond them, or is broken.
    """
    check_directory(content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            members = [one for one in container.infolist() if not one.is_dir()]
            check_unfolding(members, limits)
            for name, member in sorted((_name(one), one) for one in members if not _is_debris(_name(one))):
                yield _shown(name), _read(container, member, name, limits)
    except _BROKEN as broken:
        raise InputError("压缩包已损坏或不完整", todo="请重新压缩,或解压后再交") from broken


def _name(member: zipfile.ZipInfo) -> str:
    """Give a member's name: names not marked as UTF-8 come from old Windows programs and are mostly GBK."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename.replace("\\", "/")
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename.replace("\\", "/")


def _shown(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", ".", ".."))


def _is_debris(name: str) -> bool:
    """Say whether a member is what a system or program leaves behind: hidden files, lock files."""
    return any(part.startswith((".", "~$", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))


def _read(container: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: Limits) -> bytes | InputError:
    """Read one member, never more of it than it declares."""
    if ".." in name.split("/") or name.startswith("/") or ":" in name:
        return InputError("压缩包内的路径越出压缩包,未读取", todo="请重新压缩后再交")
    if stat.S_ISLNK(member.external_attr >> 16):
        return InputError("是压缩包内的符号链接,未读取", todo="请把文件本身放入压缩包")
    if member.flag_bits & _ENCRYPTED:
        return InputError("压缩包设有密码", todo="请取消密码后再交")
    if member.file_size > limits.file_bytes:
        return InputError("文件超过大小上限,未读取", todo="请拆分后再交")
    try:
        return container.read(member)
    except _BROKEN:
        return InputError("压缩包中的这个文件已损坏", todo="请重新压缩后再交")
