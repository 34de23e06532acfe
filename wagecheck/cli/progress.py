"""How far the reading of many dossiers is: a bar on stderr, where that is a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagecheck.ingest import Progress


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def reading(*, quiet: bool) -> "Iterator[Callable[[Progress], None]]":
    """Show a bar while dossiers are read: how many, how many rows, how fast, how long still; give what moves it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - heavy
    from rich.progress import Progress as Bar  # noqa: PLC0415 - heavy

    columns = (
        TextColumn("读取台账"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rows]:,} 行"),
        TextColumn("{task.speed!s:.4} 个/秒"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rows=0)
        yield lambda far: bar.update(task, completed=far.dossiers, total=far.of, rows=far.rows)
