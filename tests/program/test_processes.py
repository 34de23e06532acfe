"""Processes that divide the work: none where one is enough, none that outlives the work."""

import os
from multiprocessing import active_children

import pytest

from wagecheck.processes import workers


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


def test_whatever_stops_the_work_stops_the_processes() -> None:
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt), workers(2):
        raise KeyboardInterrupt

    assert set(active_children()) <= before
