"""A shard that cannot be judged whole is judged project by project: what breaks is an incident, no other is lost."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TypeVar

import polars as pl

from wagecheck import assembly, tables
from wagecheck.ingest import Papers
from wagecheck.model import Incident, InputSheet, Notice, Rejected, Report

ALL_RULES = "*"
"""What an incident names where no rule could judge a project."""

_Line = TypeVar("_Line", InputSheet, Rejected, Notice)
_Made = TypeVar("_Made")


def one_by_one(papers: Papers, judge: Callable[[Papers], Report]) -> Report:
    """Judge the projects of a shard one at a time; each that breaks becomes an incident and an error of its own.

    What is amiss with the machine and not with the papers (memory, disk) is raised: it may go well elsewhere.
    """
    rest = _of(papers, None)
    reports = [judge(rest)]
    for project, alone in _each(papers):
        made, fault = tried(lambda alone=alone: judge(alone))  # type: ignore[misc]  # mypy cannot infer the lambda
        reports.append(made if made is not None else _broken(reports[0], alone, project, fault))
    return assembly.bind(reports)


def what_can_be(papers: Papers, make: Callable[[Papers], _Made]) -> Iterator[_Made]:
    """Make something of each project; those that break are left out, for `one_by_one` to tell."""
    for _, alone in _each(papers):
        made, _ = tried(lambda alone=alone: make(alone))  # type: ignore[misc]  # mypy cannot infer the lambda
        if made is not None:
            yield made


def tried(make: Callable[[], _Made]) -> tuple[_Made | None, str]:
    """Make something, or say in a word what kept it from being made."""
    try:
        return make(), ""
    except (OSError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:  # noqa: BLE001 - a panic of a library is no Exception
        return None, type(fault).__name__


def _each(papers: Papers) -> Iterator[tuple[str, Papers]]:
    for project in papers.tables["project"]["project_id"]:
        yield project, _of(papers, project)


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


def _broken(like: Report, papers: Papers, project: str, fault: str) -> Report:
    """Say of a project that it could not be judged; its papers are named all the same."""
    text = f"项目 {project} 无法审查({fault}), 其余项目照常"
    return replace(
        like,
        projects=(),
        inputs=papers.inputs,
        rejected=papers.rejected,
        notices=(*papers.notices, Notice("error", text, project_id=project)),
        incidents=(Incident(ALL_RULES, text),),
    )
