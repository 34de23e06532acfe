"""Folders to work in: nobody else's, gone with the work, and swept away by the next run where the work was killed.

A desk is locked as long as its process lives; the system opens the lock of a process that is killed. So a desk that can
be locked is an abandoned one. Where there are no such locks (Windows), one is taken for abandoned after a day.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wagecheck.processes import undisturbed

if sys.platform != "win32":
    import fcntl

_MAKING = "making"
_RANDOM = "[a-z0-9_]{8}"
_DAY = 86_400
_PATIENCE = 10.0
"""Seconds to wait for another run to be done with renaming; then the renames themselves decide."""


@contextmanager
def desk() -> Iterator[Path]:
    """Give a folder among the system's temporary ones, that only the user can open, for as long as the block runs.

    Raises OSError where there can be none.
    """
    home = Path(tempfile.gettempdir())
    sweep(home, f"wagecheck-{_RANDOM}[.]desk")
    with _desk(home, "wagecheck-", ".desk") as folder:
        work = folder / "work"
        work.mkdir()
        yield work


@contextmanager
def beside(to: Path) -> Iterator[Path]:
    """Give a folder beside a place, to be filled and renamed there; what is not, is gone after the block.

    What a killed run left of its own is for `sweep_beside`. Raises OSError where there can be none.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with _desk(to.parent, f".{to.name}.", ".new") as folder:
        yield folder


def sweep_beside(to: Path) -> None:
    """Clear away what killed runs left beside a place."""
    sweep(to.absolute().parent, f"{re.escape(f'.{to.name}.')}{_RANDOM}[.]new")


def sweep(home: Path, pattern: str) -> None:
    """Clear away the abandoned desks of a folder whose names match."""
    with suppress(OSError):
        for folder in [Path(entry) for entry in os.scandir(home) if re.fullmatch(pattern, entry.name)]:
            _clear(folder)


@contextmanager
def _desk(home: Path, head: str, tail: str) -> Iterator[Path]:
    """Make a desk; it gets its name only when it is locked, so that nobody sweeps it away before."""
    folder, lock = None, None
    try:
        with undisturbed():  # a Ctrl-C meanwhile is heard at its end, when there is something to clear away
            folder = Path(tempfile.mkdtemp(prefix=head, suffix=f".{_MAKING}", dir=home))
            lock = _lock(folder)
            folder = folder.rename(folder.with_name(folder.name.removesuffix(f".{_MAKING}") + tail))
        yield folder
    finally:
        with undisturbed():
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            if lock is not None:
                os.close(lock)


def _clear(folder: Path) -> None:
    """Clear away a desk of the user's own that no living process has locked."""
    with suppress(OSError):
        if folder.is_symlink() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
            return
        if sys.platform == "win32":
            if time.time() - folder.stat().st_mtime > _DAY:
                shutil.rmtree(folder, ignore_errors=True)
            return
        lock = _lock(folder)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder; None where that cannot be, because another process has, or because there are no locks."""
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle
    return None


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait for other runs that are renaming in a folder, and keep them waiting."""
    lock = _lock(folder)
    until = time.monotonic() + _PATIENCE
    while lock is None and sys.platform != "win32" and folder.is_dir() and time.monotonic() < until:
        time.sleep(0.02)
        lock = _lock(folder)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def swap(fresh: Path, to: Path) -> None:
    """Rename what is there away and the new in; where that is cut short, the old comes back. Raises OSError."""
    old = aside(to)
    try:
        if to.exists():
            to.rename(old)
        fresh.rename(to)
    except BaseException:
        with suppress(OSError):
            if old.exists() and not to.exists():
                old.rename(to)
        raise
    with undisturbed():
        shutil.rmtree(old, ignore_errors=True)


def aside(to: Path) -> Path:
    """Name the place where the previous folder waits while the new one moves in."""
    return to.with_name(f".{to.name}.previous")


def recover(to: Path) -> Path | None:
    """Bring back the previous folder that a run left aside when it was killed between the renames.

    Where the new one had moved in, give the previous one that was left behind.
    """
    old = aside(to)
    if not old.is_dir():
        return None
    if to.exists():
        return old
    with suppress(OSError):
        old.rename(to)
    return None
