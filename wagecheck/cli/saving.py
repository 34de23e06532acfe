"""What `wagecheck inspect` saves: how the sheets of a file are read, for a person to mend and for the next reading."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wagecheck.cli.settings import CONFIG, MAPPINGS
from wagecheck.errors import UsageError
from wagecheck.privacy import mask_text

if TYPE_CHECKING:
    from wagecheck.ingest.explain import SheetReading

_HEADER = """# {name} 的列怎么读。可以手工更正: 引号里是表头文字, 等号后是列名, "" 表示不采用。
# 列名见 wagecheck inspect --json 的 field; headings 是表头所在的行, 从 1 数起。
"""
_WIDE = "# file 和 name 里的 * 代表任意文字; 表头不在 headings 那几行时, 会在上部的行里找。\n"
_LATER = re.compile(r"\(第\d+行起\)$")


def beside(file: Path, sheets: Sequence["SheetReading"]) -> None:
    """Write how the sheets of a file are read beside it. Raises UsageError where such a file is there already."""
    from wagecheck.ingest import mapping  # noqa: PLC0415 - heavy

    told = list(_told(sheets))
    path = mapping.beside(file)
    if not told:
        return
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write("\n".join([_HEADER.format(name=file.name), *told]))
    except FileExistsError:
        raise UsageError("已有此文件, 未改动", where=str(path), todo="请直接修改它, 或先移走") from None
    except OSError as error:
        raise UsageError(f"不能写入({error.strerror})", where=str(path), todo="请检查权限") from None
    typer.echo(f"→ {mask_text(str(path))}", err=True)


def into(path: Path, file: Path, sheets: Sequence["SheetReading"]) -> None:
    """Add how the sheets of a file are read to a wagecheck.toml, in words that also fit its next export.

    Raises UsageError where that file is called otherwise, cannot be read or written, or speaks of the sheet already.
    """
    from wagecheck.ingest import mapping  # noqa: PLC0415 - heavy

    if path.name != CONFIG:
        raise UsageError(f"列的含义只能存入名为 {CONFIG} 的文件", where="--save-to", todo=f"例如 --save-to {CONFIG}")
    pattern = mapping.file_pattern(file.name)
    told = list(_told(sheets, pattern))
    if not told:
        return
    there = _read(path)
    said = {(one.file, one.sheet) for one in mapping.load_config(path if there else None)}
    new = tomllib.loads("\n".join(told)).get(MAPPINGS, [])
    known = next((one["name"] for one in new if (pattern, one["name"]) in said), None)
    if known is not None:
        where = f"{path} (file = {pattern}, name = {known})"
        raise UsageError("已有这张表的列的含义, 未改动", where=where, todo="请直接修改它, 或先删去")
    _replace(path, "\n".join([*([there] if there else []), _HEADER.format(name=file.name) + _WIDE, *told]))
    typer.echo(f"→ {mask_text(str(path))}", err=True)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"配置文件无法读取 ({error})", where=str(path), todo="请修正或移走该文件") from None


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = ""
    try:
        number, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        Path(fresh).replace(path)
    except OSError as error:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        raise UsageError(f"不能写入({error.strerror})", where=str(path), todo="请检查权限") from None


def _told(sheets: Sequence["SheetReading"], file: str = "") -> Iterator[str]:
    """Write the mapping of each sheet; of one that is no known table, what there is to fill in, as a comment."""
    from wagecheck.ingest import mapping, vocabulary  # noqa: PLC0415 - heavy

    for reading in sheets:
        name = _LATER.sub("", reading.sheet)
        name = mapping.pattern(name) if file else name
        columns = {one.heading: one.field for one in reading.mapping if one.field in vocabulary.fields(reading.kind)}
        if reading.kind and columns:
            rows = () if reading.paired else reading.heading_rows
            yield mapping.written(name, reading.kind, rows, columns | dict.fromkeys(reading.unused, ""), file)
        elif reading.nearest:
            official = vocabulary.fields(reading.nearest)
            lacking = {said: field for field, said in official.items() if said in reading.missing}
            empty = mapping.written(name, reading.nearest, [1], lacking, file)
            lines = "".join(f"# {line}\n" for line in empty.splitlines())
            yield f"# 没有认出。请改好表头行和表头文字, 再去掉行首的 #\n{lines}"
