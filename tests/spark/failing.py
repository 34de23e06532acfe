"""Tasks in which something goes wrong."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from wagecheck.facts import Elsewhere
from wagecheck.ingest import Papers
from wagecheck.model import Report
from wagecheck.spark import work


def attempt() -> int:
    """Say how often this task was tried before."""
    from pyspark import TaskContext  # noqa: PLC0415 - an optional extra

    here = TaskContext.get()
    assert here is not None
    return int(here.attemptNumber())


def shard() -> int | None:
    """Say which shard this task has; None beside a task."""
    from pyspark import TaskContext  # noqa: PLC0415 - an optional extra

    here = TaskContext.get()
    return None if here is None else int(here.partitionId())


@dataclass(frozen=True, slots=True)
class Twice(work.Task):
    """The first shard fails twice before it goes well."""

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        """Fail the first two times."""
        if shard() == 0 and attempt() < 2:
            raise RuntimeError("injected")
        return work.Task.judge(self, papers, elsewhere)


@dataclass(frozen=True, slots=True)
class Poisoned(Twice):
    """Besides, one project kills whatever process judges it, every time."""

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        """Die on the project that is the first by its code."""
        if POISON in papers.tables["project"]["project_id"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return Twice.judge(self, papers, elsewhere)


POISON = "3607322025010073"


@dataclass(frozen=True, slots=True)
class Killed(work.Task):
    """The node that judges the first shard dies in the middle of it: executor and worker, without a word."""

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        """Die at the first try."""
        if shard() == 0 and attempt() == 0:
            executor = parent(parent(os.getpid()))
            for one in (parent(executor), executor):
                os.kill(one, signal.SIGKILL)
        return work.Task.judge(self, papers, elsewhere)


def parent(process: int) -> int:
    """Give the process that started a process."""
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return int(status.rpartition(")")[2].split()[1])
