"""Results appear whole or not at all: they are written beside the output folder and then renamed into its place."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from wagecheck import desks
from wagecheck.errors import UsageError
from wagecheck.report.manifest import outputs_of

_ELSEWHERE = "请用 --out 指定一个空的或者新的文件夹"
_ROOM = "请检查磁盘空间和权限, 或用 --out 另指定一个文件夹; 原有结果未改动"


def check(out: Path) -> None:
    """Refuse, before any work, a place where results cannot go: a file, or a folder with other people's files only."""
    out = out.absolute()
    desks.sweep_beside(out)
    with desks.turn(out.parent):
        _recover(out)
    try:
        blocked = out.is_symlink() or (out.exists() and not out.is_dir())
    except OSError as error:
        raise UsageError(f"路径不能用({error.strerror})", where=str(out), todo=_ELSEWHERE) from None
    if blocked:
        raise UsageError("不是文件夹, 不能存放报告", where=str(out), todo=_ELSEWHERE)
    if out.exists() and any(out.iterdir()) and outputs_of(out) is None:
        raise UsageError("文件夹里已有其他文件, 不是本工具先前的结果", where=str(out), todo=_ELSEWHERE)


def publish(out: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a fresh folder, and put that folder in the place of `out`.

    Whatever stops it, `out` still holds the previous result or does not exist. Files in `out` that the previous
    manifest does not name are the user's: they move into the new result. Where that cannot be: UsageError.
    """
    out = out.absolute()
    check(out)
    try:
        with desks.beside(out) as fresh:
            write(fresh)
            with desks.turn(out.parent):
                _put_in_place(fresh, out)
    except OSError as error:
        raise UsageError(f"报告写不进去({error.strerror or error})", where=str(out), todo=_ROOM) from error


def _put_in_place(fresh: Path, out: Path) -> None:
    if out.exists():
        _carry_over(out, fresh)
        shutil.copymode(out, fresh)
    try:
        desks.swap(fresh, out)
    except OSError as error:
        raise UsageError(
            f"不能替换先前的结果({error.strerror})", where=str(out), todo="请关闭正在打开的报告, 或用 --out 另选文件夹"
        ) from error


def _carry_over(out: Path, fresh: Path) -> None:
    """Copy the user's own files of the previous result; one that would be overwritten is a usage error."""
    ours = outputs_of(out) or frozenset()
    for name in _files(out):
        if name in ours:
            continue
        if (fresh / name).exists():
            raise UsageError(
                "已有同名文件, 它不是本工具写的", where=str(out / name), todo="请移走该文件, 或用 --out 另选文件夹"
            )
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(out / name, fresh / name, follow_symlinks=False)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _recover(out: Path) -> None:
    """Bring back the previous result that a run left aside when it was stopped between the renames."""
    old = desks.recover(out)
    if old is not None and outputs_of(old) is not None:
        shutil.rmtree(old, ignore_errors=True)
