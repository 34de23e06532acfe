"""Processes beside this one, for work that can be divided; none of them outlives the work."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

from wagecheck.errors import WagecheckError

_Piece = TypeVar("_Piece")
_Done = TypeVar("_Done")

_MEMORY = "多半是内存不足, 请用较小的 --jobs 重试, 或分几批审查"

_stopped: list[bool] = []
_at_work: list[bool] = []
"""Not empty in a process that was told to stop, and while it does a piece of work."""

_KEEP_MEMORY = "dirty_decay_ms:-1,muzzy_decay_ms:-1,thp:always"
"""What is freed is kept for the next query: to ask the system for it anew took up to a tenth of a process's time. Large
pages, where the system has them, save a twentieth more."""

_GRACE = 2.0
"""Seconds in which a process that is told to stop may clear away what it was at."""


class Crew(ProcessPoolExecutor):
    """So many processes, that start afresh: Polars must not be forked."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        super().__init__(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=gc.get_threshold())


@contextmanager
def workers(jobs: int) -> Iterator[Crew | None]:
    """Keep so many processes ready while the block runs; None where one is enough, this one.

    They look for cycles of objects as often as this one. Whatever stops the block, Ctrl-C too, stops them at once and
    without a word of theirs.
    """
    if jobs <= 1:
        yield None
        return
    with _crew(jobs) as crew:
        yield crew


@contextmanager
def _crew(jobs: int) -> Iterator[Crew]:
    before = set(active_children())
    crew = Crew(jobs)
    try:
        with undisturbed():
            for _ in range(jobs):
                crew.submit(_obey)
        yield crew
        crew.shutdown()
    except BaseException:
        own = set(active_children()) - before
        crew.shutdown(wait=False, cancel_futures=True)
        _end(own)
        raise


def divided(
    crew: Crew | None,
    work: Callable[[_Piece], _Done],
    pieces: Iterable[_Piece],
    *,
    lost: Callable[[_Piece], _Done] | None = None,
) -> Iterator[_Done]:
    """Do a piece of work on each, in the processes that there are, else here; give the results in order.

    Where the system kills a process (for want of memory, as a rule), what may have been at hand is done again, each
    piece in a process of its own, and the rest in fresh ones. `lost` gives what stands for a piece over which that
    process ends too; without it, WagecheckError.
    """
    if crew is None:
        return map(work, pieces)
    wanted = list(pieces)
    return _results(crew.jobs, work, wanted, _submitted(crew, work, wanted), lost)


def _submitted(crew: Crew, work: Callable[[_Piece], _Done], pieces: Sequence[_Piece]) -> list[Future[_Done]]:
    """Hand over the work; what the crew takes no more, because a process has ended already, has ended so too."""
    futures: list[Future[_Done]] = []
    for piece in pieces:
        try:
            futures.append(crew.submit(_until_stopped, work, piece))
        except BrokenProcessPool as error:
            futures.append(Future())
            futures[-1].set_exception(error)
    return futures


def _results(
    jobs: int,
    work: Callable[[_Piece], _Done],
    pieces: Sequence[_Piece],
    done: Sequence[Future[_Done]],
    lost: Callable[[_Piece], _Done] | None,
) -> Iterator[_Done]:
    for at, future in enumerate(done):
        try:
            yield future.result()
        except BrokenProcessPool:
            yield from _again(jobs, work, pieces[at:], done[at:], lost)
            return


def _again(
    jobs: int,
    work: Callable[[_Piece], _Done],
    pieces: Sequence[_Piece],
    done: Sequence[Future[_Done]],
    lost: Callable[[_Piece], _Done] | None,
) -> Iterator[_Done]:
    """Do what is not done, after a process has ended over its work. Work was begun in order: it was an early piece."""
    left = [at for at, future in enumerate(done) if isinstance(future.exception(), BrokenProcessPool)]
    suspect = set(left[: 2 * jobs])
    with workers(jobs if len(left) > len(suspect) else 1) as crew:
        rest = divided(crew, work, [pieces[at] for at in left if at not in suspect], lost=lost)
        for at, future in enumerate(done):
            if at in suspect:
                yield alone(work, pieces[at], lost=lost)
            else:
                yield next(rest) if at in left else future.result()


def alone(work: Callable[[_Piece], _Done], piece: _Piece, *, lost: Callable[[_Piece], _Done] | None = None) -> _Done:
    """Do a piece of work in a process of its own; `lost` as in `divided`."""
    try:
        with _crew(1) as crew:
            return crew.submit(_until_stopped, work, piece).result()
    except BrokenProcessPool:
        if lost is None:
            raise WagecheckError("工作进程被系统终止", todo=_MEMORY) from None
        return lost(piece)


def in_turn(
    work: Callable[[_Piece], _Done], pieces: Iterable[_Piece], *, lost: Callable[[_Piece], _Done]
) -> Iterator[_Done]:
    """Do a piece of work on each, one after the other, in a process beside this one; give the results in order.

    Where that process ends over a piece, the piece is done again in a process of its own, and the rest in a fresh one;
    `lost` gives what stands for a piece over which its own process ends too.
    """
    waiting = deque(pieces)
    while waiting:
        with _crew(1) as crew:
            try:
                while waiting:
                    yield crew.submit(_until_stopped, work, waiting[0]).result()
                    waiting.popleft()
            except BrokenProcessPool:
                pass
        if waiting:
            yield alone(work, waiting.popleft(), lost=lost)


def _end(processes: Collection[BaseProcess]) -> None:
    """Stop processes, with a moment to clear away what they were at."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE)
        process.kill()
        process.join()


def _begin(*rarely: int) -> None:
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # there is a process for each core: their threads would wait
    allocator = os.environ.get("_RJEM_MALLOC_CONF")  # Polars adds what stands there to what it asks of its allocator
    os.environ["_RJEM_MALLOC_CONF"] = ",".join(filter(None, [allocator, _KEEP_MEMORY]))
    gc.set_threshold(*rarely)
    _obey()


def _obey() -> None:
    """Leave Ctrl-C to the process that gave the work, and stop in good order when that one says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    """End with the process that gave the work: killed, it can tell nobody."""
    parent.join()
    os._exit(1)


def _leave(*_: object) -> None:
    """Stop the work at hand. Between two pieces nothing is cut off: what they send each other must stay whole."""
    _stopped.append(True)
    if _at_work:
        raise SystemExit


def _until_stopped(work: Callable[[_Piece], _Done], piece: _Piece) -> _Done:
    """Do a piece of work over there; end where the process is told to stop, once the work has cleared away.

    The pool's own loop takes any error for a result of the work, and would go on with the next piece.
    """
    try:
        _at_work.append(True)
        if not _stopped:
            return work(piece)
    except SystemExit:
        pass
    finally:
        _at_work.clear()
    os._exit(0)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put Ctrl-C off: while something is cleared away, or processes start, which would complain before `_obey`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
