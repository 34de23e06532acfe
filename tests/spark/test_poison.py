"""What breaks is named, and nothing else is lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pytest

from tests.spark.same import BOOK, KEY, ON, ORDER
from wagecheck import ingest
from wagecheck.audit import judge_shard
from wagecheck.facts import NOTHING, Elsewhere
from wagecheck.findings import Voice
from wagecheck.ingest import Papers
from wagecheck.ingest.shelf import laid_on
from wagecheck.model import Notice, Report
from wagecheck.rules import ALL
from wagecheck.spark import poison
from wagecheck.spark.work import Task

SAMPLES = Path(__file__).parents[2] / "samples"
RULES = [rule for rule in ALL if rule.id in {"W05", "P01"}]


@pytest.fixture(scope="module")
def papers() -> Papers:
    read = ingest.gather([SAMPLES / "ganzhou-school", SAMPLES / "tianjin-teda"], region_of=BOOK.region_of)
    return replace(read, notices=(*read.notices, Notice("error", "of no project", project_id="nobody")))


def judge(papers: Papers) -> Report:
    return judge_shard(papers, BOOK, RULES, Voice(KEY), on=ON)


def breaking(on: str, fault: BaseException) -> Callable[[Papers], Report]:
    def judged(papers: Papers) -> Report:
        if on in papers.tables["project"]["project_id"]:
            raise fault
        return judge(papers)

    return judged


class Panic(BaseException):
    """What a library throws that is written in another language."""


def test_projects_one_by_one_are_what_they_are_together(papers: Papers) -> None:
    together, alone = judge(papers), poison.one_by_one(papers, judge)

    assert alone.projects == together.projects
    assert alone.findings == together.findings
    assert sorted(map(str, alone.notices)) == sorted(map(str, together.notices))


def test_a_panic_in_one_project_is_an_incident_and_an_error_of_it_alone(papers: Papers) -> None:
    first, second = papers.tables["project"]["project_id"].sort()
    report = poison.one_by_one(papers, breaking(first, Panic()))

    assert [one.project_id for one in report.projects] == [second]
    assert [(one.rule, "Panic" in one.text) for one in report.incidents] == [("*", True)]
    assert [one.project_id for one in report.notices if one.level == "error"] == [first, "nobody"]
    assert {one.project_id for one in report.inputs} == {first, second}


@dataclass(frozen=True, slots=True)
class AtLast(Task):
    """A task that is tried for the last time, and breaks on one project."""

    breaks: str = ""

    def is_last(self) -> bool:
        return True

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        if self.breaks in papers.tables["project"]["project_id"]:
            raise ZeroDivisionError
        return Task.judge(self, papers, elsewhere)


def test_at_the_last_try_the_projects_left_still_know_what_they_share(papers: Papers) -> None:
    again = {name: frame.with_columns(pl.col("project_id") + "#2") for name, frame in papers.tables.items()}
    both = laid_on(papers, Papers(again, (), (), ()))
    broken = papers.tables["project"]["project_id"][0]
    whole = Task(ORDER, "").judge(both, NOTHING)
    report = AtLast(ORDER, "", breaks=broken).report_of(both, NOTHING)

    assert {finding.rule for finding in report.findings} >= {"A06", "K02"}
    assert report.findings == tuple(one for one in whole.findings if one.project_id != broken)


@pytest.mark.parametrize("fault", [MemoryError(), OSError("no space left")])
def test_what_is_amiss_with_the_machine_is_left_to_spark(papers: Papers, fault: Exception) -> None:
    with pytest.raises(type(fault)):
        poison.one_by_one(papers, breaking(papers.tables["project"]["project_id"][0], fault))
