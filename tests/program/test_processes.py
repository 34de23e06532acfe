"""Processes that divide the work: none where one is enough, none that outlives the work."""

import gc
import os
from multiprocessing import active_children

import polars as pl
import pytest

from wagecheck.errors import InputError, WagecheckError
from wagecheck.processes import divided, workers


@pytest.mark.parametrize("jobs", [0, 1])
def test_one_job_is_done_here(jobs: int) -> None:
    with workers(jobs) as pool:
        assert pool is None


def test_work_is_done_elsewhere_and_then_nobody_is_left() -> None:
    before = set(active_children())
    with workers(2) as pool:
        assert pool
        assert pool.submit(os.getpid).result() != os.getpid()

    assert set(active_children()) <= before


def test_divided_work_keeps_its_order() -> None:
    with workers(2) as pool:
        assert list(divided(pool, abs, [-3, -1, -2])) == list(divided(None, abs, [-3, -1, -2])) == [3, 1, 2]


def test_an_error_comes_over_whole() -> None:
    with pytest.raises(InputError) as caught, workers(2) as pool:
        list(divided(pool, _unreadable, ["a.csv"]))

    assert str(caught.value) == str(InputError("读不出来", where="a.csv", todo="请另存"))


def _unreadable(where: str) -> None:
    raise InputError("读不出来", where=where, todo="请另存")


def _double(number: int) -> int:
    """Double a number; over 13 the process ends without a word, as one does that the system kills."""
    if number == 13:
        os._exit(9)
    return number * 2


@pytest.mark.parametrize("numbers", [[13], [1, 2, 13, 4, 5, 6, 7, 8, 9]])
def test_what_ends_a_process_twice_is_lost_and_nothing_else(numbers: list[int]) -> None:
    with workers(2) as crew:
        done = list(divided(crew, _double, numbers, lost=lambda number: -number))

    assert done == [-one if one == 13 else one * 2 for one in numbers]


def test_an_end_that_nothing_can_stand_for_is_told() -> None:
    with pytest.raises(WagecheckError, match="内存"), workers(2) as crew:
        list(divided(crew, _double, [13]))


def test_the_others_look_for_cycles_as_rarely_as_this_one() -> None:
    with workers(2) as pool:
        assert pool
        assert pool.submit(gc.get_threshold).result() == gc.get_threshold()


def test_each_process_works_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    with workers(2) as pool:
        assert list(divided(pool, _threads, [0])) == [1]


def _threads(_: int) -> int:
    return pl.thread_pool_size()


def test_each_process_keeps_its_memory_in_large_pages_whatever_else_the_allocator_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_RJEM_MALLOC_CONF", "narenas:2")
    with workers(2) as pool:
        (told,) = divided(pool, _told_to_allocator, [0])
    assert "narenas:2" in told.split(",")
    assert told.split(",")[-3:] == ["dirty_decay_ms:-1", "muzzy_decay_ms:-1", "thp:always"]


def _told_to_allocator(_: int) -> str:
    return os.environ["_RJEM_MALLOC_CONF"]


def test_whatever_stops_the_work_stops_the_processes() -> None:
    started: list[int | None] = []
    before = set(active_children())

    def stop_while_they_run() -> None:
        with workers(2):
            started.extend(process.pid for process in set(active_children()) - before)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_while_they_run()

    # The system is asked: the pool's own thread may still be noting down that a process has ended.
    assert started
    assert not [pid for pid in started if pid and _is_running(pid)]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
