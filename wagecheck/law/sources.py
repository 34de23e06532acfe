"""Where the law stands: the files of the package, and the user's own."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from wagecheck.errors import LawError
from wagecheck.law import divisions
from wagecheck.law.loading import LawFile
from wagecheck.nearest import path_hint

_PLACES = "places"


def built_in() -> dict[str, LawFile]:
    """Read the nation's file and every file of a province: by the code of the place, in order of code."""
    here = files(__package__)
    found = {"": LawFile("law/national.toml", here.joinpath("national.toml").read_text(encoding="utf-8"))}
    for file in sorted(here.joinpath(_PLACES).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            code = file.name.partition("-")[0]
            found[code] = LawFile(f"law/{_PLACES}/{file.name}", file.read_text(encoding="utf-8"))
    return found


def own(path: Path) -> LawFile:
    """Read the user's file, with or without a byte-order mark.

    Raises LawError where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LawError("读不到地方参数文件", where=str(path), todo=path_hint(path) or "请核对路径和权限") from error
    except UnicodeDecodeError as error:
        raise LawError("地方参数文件不是 UTF-8 编码", where=str(path), todo="请另存为 UTF-8") from error
    return LawFile(str(path), text, overlay=True)


def digest(sources: Iterable[LawFile]) -> str:
    """Hash law files and the names of places: SHA-256."""
    hashed = hashlib.sha256()
    for text in (*(source.text for source in sources), divisions.text()):
        hashed.update(text.encode())
    return hashed.hexdigest()
