"""Processes beside this one, for work that can be divided; none of them outlives the work."""

import gc
import signal
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from typing import NoReturn, TypeVar

_Piece = TypeVar("_Piece")
_Done = TypeVar("_Done")

_GRACE = 2.0
"""Seconds in which a process that is told to stop may clear away what it was at."""


@contextmanager
def workers(jobs: int) -> Iterator[ProcessPoolExecutor | None]:
    """Keep so many processes ready while the block runs; None where one is enough, this one.

    They start afresh: Polars must not be forked. They look for cycles of objects as often as this one. Whatever stops
    the block, Ctrl-C too, stops them at once and without a word of theirs.
    """
    if jobs <= 1:
        yield None
        return
    before = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=gc.get_threshold())
    try:
        with _undisturbed():
            for _ in range(jobs):
                pool.submit(_obey)
        yield pool
        pool.shutdown()
    except BaseException:
        own = set(active_children()) - before
        pool.shutdown(wait=False, cancel_futures=True)
        _end(own)
        raise


def divided(pool: Executor | None, work: Callable[[_Piece], _Done], pieces: Iterable[_Piece]) -> Iterator[_Done]:
    """Do a piece of work on each, in the processes that there are, else here; give the results in order."""
    return map(work, pieces) if pool is None else pool.map(work, pieces)


def _end(processes: Collection[BaseProcess]) -> None:
    """Stop processes, with a moment to clear away what they were at."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE)
        process.kill()
        process.join()


def _begin(*rarely: int) -> None:
    gc.set_threshold(*rarely)
    _obey()


def _obey() -> None:
    """Leave Ctrl-C to the process that gave the work, and stop in good order when that one says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)


def _leave(*_: object) -> NoReturn:
    raise SystemExit


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off while the processes start: until they have come to `_obey`, they would complain of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
