"""Results appear whole or not at all: they are written beside the output folder and then renamed into its place."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from wagecheck.errors import UsageError
from wagecheck.report.manifest import outputs_of

_ELSEWHERE = "请用 --out 指定一个空的或者新的文件夹"


def check(out: Path) -> None:
    """Refuse, before any work, a place where results cannot go: a file, or a folder with other people's files only."""
    out = out.absolute()
    _recover(out)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
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
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
    except OSError as error:
        raise UsageError(f"不能建立输出文件夹({error.strerror})", where=str(out), todo=_ELSEWHERE) from error
    try:
        write(fresh)
        if out.exists():
            _carry_over(out, fresh)
            shutil.copymode(out, fresh)
        _swap(fresh, out)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


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


def _swap(fresh: Path, out: Path) -> None:
    """Rename the old result away, the new one in; where that is cut short, the old one comes back."""
    old = _aside(out)
    try:
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except BaseException as error:
        if old.exists() and not out.exists():
            old.rename(out)
        if isinstance(error, OSError):
            raise UsageError(
                f"不能替换先前的结果({error.strerror})",
                where=str(out),
                todo="请关闭正在打开的报告, 或用 --out 另选文件夹",
            ) from error
        raise
    shutil.rmtree(old, ignore_errors=True)


def _aside(out: Path) -> Path:
    """Name the place where the previous result waits while the new one moves in."""
    return out.with_name(f".{out.name}.previous")


def _recover(out: Path) -> None:
    """Bring back the previous result that a run left aside when it was stopped between the renames."""
    old = _aside(out)
    with suppress(OSError):
        if old.is_dir() and not out.exists():
            old.rename(out)
        elif old.is_dir() and outputs_of(old) is not None:
            shutil.rmtree(old)
