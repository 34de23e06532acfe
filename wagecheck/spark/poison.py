"""A shard at its last try: project by project, beside the task; what breaks is an incident, no other is lost.

The work is done in processes beside that of the task, which read the shard themselves: a project that ends the process
that works on it (a crash in native code, or the system for want of memory) ends neither the task nor the run.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, Generic, Protocol, TypeVar

import polars as pl

from wagecheck import assembly, tables
from wagecheck.errors import WagecheckError
from wagecheck.facts import Elsewhere, shared
from wagecheck.ingest import Papers
from wagecheck.language import say
from wagecheck.model import Incident, InputSheet, Notice, Rejected, Report
from wagecheck.processes import alone, in_turn
from wagecheck.spark.desk import Files

ALL_RULES = "*"
"""What an incident names where no rule could judge a project."""
KILLED = ""
"""The fault of a project over which a process ended without a word."""
BROKEN = "项目 {project} 无法审查({fault}), 其余项目照常"
UNSEEN = "项目 {project} 与其他项目共用的账户、银行卡和人员无法查明({fault}), 跨项目的疑点可能不全"
ENDED = "单独审查它的进程被系统终止, 多半是内存不足"

_Line = TypeVar("_Line", InputSheet, Rejected, Notice)
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Tried(Generic[_Made]):
    """What was made, or in a word what kept it from being made."""

    made: _Made | None
    fault: str = KILLED


class Judge(Protocol):
    """What judges papers, knowing what projects elsewhere share with them; it can be sent to another process."""

    def __call__(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        """Judge them."""
        ...


def report(
    files: Files,
    elsewhere: Elsewhere,
    judge: Judge,
    seen_in: Callable[[Papers], Elsewhere],
) -> Report:
    """Judge a shard; where it cannot be judged whole, one project at a time.

    Each project that breaks, alone in a process, becomes an incident and an error of its own; so does one of which it
    cannot be said what it shares with others. Raises OSError for what is amiss with the disk, and WagecheckError where
    even what belongs to no project ends the process: that is the machine's fault, and may go well elsewhere.
    """
    whole: Tried[Report] = alone(partial(_whole, make=partial(judge, elsewhere=elsewhere)), files, lost=_killed)
    if whole.made is not None:
        return whole.made
    siblings, unseen = seen(files, seen_in)
    one = partial(judge, elsewhere=shared([elsewhere, *siblings]))
    bare = partial(_bare, files=files, judge=one)
    rest = alone(bare, None, lost=_machine)
    tries = _each(files, one)
    broken = {code: tried.fault for code, tried in tries.items() if tried.made is None}
    made = [tried.made for tried in tries.values() if tried.made is not None]
    bound = assembly.bind([rest, *made, *in_turn(bare, broken, lost=_machine)])
    return with_unseen(_with(bound, BROKEN, broken), {code: unseen[code] for code in unseen if code not in broken})


def seen(files: Files, seen_in: Callable[[Papers], Elsewhere]) -> tuple[tuple[Elsewhere, ...], Mapping[str, str]]:
    """Say what the projects of a shard have that others may share, and of which it cannot be said, with the fault."""
    whole = alone(partial(_whole, make=seen_in), files, lost=_killed)
    if whole.made is not None:
        return (whole.made,), {}
    tries = _each(files, seen_in)
    made = tuple(one.made for one in tries.values() if one.made is not None)
    return made, {code: one.fault for code, one in tries.items() if one.made is None}


def with_unseen(report: Report, unseen: Mapping[str, str]) -> Report:
    """Say in a report of which projects it could not be said what they share with others; the fault of each."""
    return _with(report, UNSEEN, unseen)


def tried(make: Callable[[], _Made]) -> Tried[_Made]:
    """Make something; what is amiss with the disk, and not with the papers, is raised."""
    try:
        return Tried(make())
    except (OSError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:  # noqa: BLE001 - a panic of a library is no Exception
        return Tried(None, type(fault).__name__)


def _each(files: Files, make: Callable[[Papers], _Made]) -> dict[str, Tried[_Made]]:
    """Make something of each project, in a process that may end over it."""
    codes = files.codes()
    return dict(zip(codes, in_turn(partial(_one, files=files, make=make), codes, lost=_killed), strict=True))


def _whole(files: Files, make: Callable[[Papers], _Made]) -> Tried[_Made]:
    return tried(lambda: make(files.papers()))


def _one(project: str, files: Files, make: Callable[[Papers], _Made]) -> Tried[_Made]:
    return tried(lambda: make(_of(_at_hand(files), project)))


def _bare(project: str | None, files: Files, judge: Callable[[Papers], Report]) -> Report:
    """Report what was read of a project, of its papers nothing: their names, and what was said of them."""
    papers = _of(_at_hand(files), project)
    return judge(replace(papers, tables={name: tables.empty(name) for name in tables.TABLES}))


@lru_cache(maxsize=1)
def _at_hand(files: Files) -> Papers:
    """Read a shard once, in a process that goes through its projects."""
    return files.papers()


def _killed(_: object) -> Tried[Any]:
    return Tried(None)


def _machine(_: object) -> Report:
    raise WagecheckError("工作进程被系统终止", todo="多半是内存不足, 请加大执行器的内存后重新审查")


def _of(papers: Papers, project: str | None) -> Papers:
    """Take out what belongs to a project; None for what belongs to none."""
    known = frozenset(papers.tables["project"]["project_id"])
    return Papers(
        {
            name: tables.empty(name) if project is None else frame.filter(pl.col("project_id") == project)
            for name, frame in papers.tables.items()
        },
        _lines(papers.inputs, project, known),
        _lines(papers.rejected, project, known),
        _lines(papers.notices, project, known),
    )


def _lines(lines: Collection[_Line], project: str | None, known: Collection[str]) -> tuple[_Line, ...]:
    if project is None:
        return tuple(one for one in lines if one.project_id not in known)
    return tuple(one for one in lines if one.project_id == project)


def _with(report: Report, text: str, faults: Mapping[str, str]) -> Report:
    """Say of projects what is amiss with them, as an error and as an incident each."""
    language = report.language
    told = {
        project: say(text, language, project=project, fault=fault or say(ENDED, language))
        for project, fault in faults.items()
    }
    return replace(
        report,
        notices=(*report.notices, *(Notice("error", line, project_id=project) for project, line in told.items())),
        incidents=(*report.incidents, *(Incident(ALL_RULES, line) for line in told.values())),
    )
