"""How far the reading of many dossiers, and the writing of their reports, is: a bar on stderr if it is a terminal."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from wagecheck.ingest import Progress


_TASK = cast("TaskID", 0)
"""The only one of a bar."""


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def reading(*, quiet: bool) -> "Iterator[Callable[[Progress], None]]":
    """Show a bar while dossiers are read: how many, how many rows, how fast, how long still; give what moves it.

    When all are read it says that they are audited, which takes a while too.
    """
    with ExitStack() as stack:
        open_bar = _once(stack, "读取台账", "{task.fields[rows]:,} 行", "{task.speed!s:.4} 个/秒", quiet=quiet)

        def move(far: "Progress") -> None:
            said = "已读台账, 正在审查" if far.dossiers == far.of else "读取台账"
            if bar := open_bar():
                bar.update(_TASK, description=said, completed=far.dossiers, total=far.of, rows=far.rows)

        yield move


@contextmanager
def writing(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the pages of many projects are written; give what moves it: how many, of how many."""
    with ExitStack() as stack:
        open_bar = _once(stack, "写出报告", quiet=quiet)

        def move(done: int, of: int) -> None:
            if bar := open_bar():
                bar.update(_TASK, completed=done, total=of)

        yield move


def _once(stack: ExitStack, said: str, *more: str, quiet: bool) -> "Callable[[], Bar | None]":
    """Give what opens a bar on stderr when it is first wanted; none where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        return lambda: None
    return cache(lambda: stack.enter_context(_bar(said, more)))


def _bar(said: str, more: Sequence[str]) -> "Bar":
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - heavy
    from rich.progress import Progress as Shown  # noqa: PLC0415 - heavy

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *map(TextColumn, more))
    bar = Shown(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    bar.add_task(said, total=None, rows=0)
    return bar
