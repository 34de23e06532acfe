"""What breaks is named, and nothing else is lost."""

import os
import signal
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pytest

from tests.spark.same import BOOK, ORDER
from wagecheck import ingest
from wagecheck.errors import WagecheckError
from wagecheck.facts import NOTHING, Elsewhere
from wagecheck.ingest import Papers, write_lake
from wagecheck.ingest.batches import Reading
from wagecheck.ingest.shelf import laid_on
from wagecheck.model import Notice, Report
from wagecheck.spark import crossing, poison, reading
from wagecheck.spark.desk import Files
from wagecheck.spark.work import Task

SAMPLES = Path(__file__).parents[2] / "samples"
FEW = replace(ORDER, rules=("A06", "K02", "P01", "W05"))


@pytest.fixture(scope="module")
def papers() -> Papers:
    """Read two samples and lay them down twice, so that accounts, cards and people are in several projects."""
    read = ingest.gather([SAMPLES / "ganzhou-school", SAMPLES / "tianjin-teda"], region_of=BOOK.region_of)
    again = {name: frame.with_columns(pl.col("project_id") + "#2") for name, frame in read.tables.items()}
    both = laid_on(read, Papers(again, (), (), ()))
    return replace(both, notices=(*read.notices, Notice("error", "of no project", project_id="nobody")))


@pytest.fixture(scope="module")
def files(papers: Papers, tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("shard") / "lake"
    write_lake(papers, folder)
    return Files(folder, "hdfs:///lake/shard-0000", None)


@pytest.fixture(scope="module")
def whole(files: Files) -> Report:
    return Task(FEW, "").judge(files.papers(), NOTHING)


class Panic(BaseException):
    """What a library throws that is written in another language."""


@dataclass(frozen=True, slots=True)
class AtLast(Task):
    """A task that is tried for the last time, and projects over which its work ends."""

    kills: str = ""
    """The process that judges this one is killed."""
    panics: str = ""
    unseen: str = ""
    """What this one shares with others cannot be said."""

    def is_last(self) -> bool:
        return True

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        if self.kills in papers.tables["project"]["project_id"]:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.panics in papers.tables["project"]["project_id"]:
            raise Panic
        return Task.judge(self, papers, elsewhere)

    def has(self, papers: Papers) -> Elsewhere:
        if self.unseen in papers.tables["project"]["project_id"]:
            raise Panic
        return Task.has(self, papers)


@dataclass(frozen=True, slots=True)
class Exhausted(AtLast):
    """A task on a machine that has no memory left: whatever is judged there, the process is killed."""

    def judge(self, papers: Papers, elsewhere: Elsewhere) -> Report:
        del papers, elsewhere
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@pytest.fixture(scope="module")
def broken(papers: Papers) -> AtLast:
    """Break on three of four projects, on each in its own way; the fourth shares with the first."""
    first, _, third, fourth = papers.tables["project"]["project_id"].sort()
    return AtLast(FEW, "", kills=first, panics=third, unseen=fourth)


@pytest.fixture(scope="module")
def report(broken: AtLast, files: Files) -> Report:
    return broken.report_of(files, crossing.NONE)


def test_what_breaks_is_an_incident_and_an_error_and_the_others_are_judged(
    report: Report, broken: AtLast, whole: Report
) -> None:
    said = {
        broken.kills: f"项目 {broken.kills} 无法审查(单独审查它的进程被系统终止, 多半是内存不足), 其余项目照常",
        broken.panics: f"项目 {broken.panics} 无法审查(Panic), 其余项目照常",
        broken.unseen: f"项目 {broken.unseen} 与其他项目共用的账户、银行卡和人员无法查明(Panic), 跨项目的疑点可能不全",
    }

    assert sorted(one.text for one in report.incidents) == sorted(said.values())
    assert {one.project_id: one.text for one in report.notices if one.level == "error"} == {
        **said,
        "nobody": "of no project",
    }
    assert [one.project_id for one in report.projects] == [
        one.project_id for one in whole.projects if one.project_id not in {broken.kills, broken.panics}
    ]


def test_the_papers_of_a_project_that_breaks_are_named_as_they_always_are(report: Report, whole: Report) -> None:
    assert (report.inputs, report.rejected) == (whole.inputs, whole.rejected)


def test_projects_that_are_left_still_know_what_they_share(report: Report, broken: AtLast, whole: Report) -> None:
    own = [one for one in whole.findings if one.project_id not in {broken.kills, broken.panics, broken.unseen}]

    assert {one.rule for one in own} >= {"A06", "K02"}
    assert [one for one in report.findings if one.project_id in {each.project_id for each in own}] == own


def test_a_shard_of_which_one_project_cannot_be_said_is_told_so(broken: AtLast, files: Files, whole: Report) -> None:
    told = broken.seen_of(files)

    assert list(crossing.unseen_in(told)) == [broken.unseen]
    assert set(told["project_id"].drop_nulls()) < {one.project_id for one in whole.projects}


def test_a_machine_without_memory_is_no_fault_of_the_papers(files: Files) -> None:
    with pytest.raises(WagecheckError, match="内存"):
        Exhausted(FEW, "").report_of(files, crossing.NONE)


def test_a_full_disk_is_left_to_spark() -> None:
    def full() -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        poison.tried(full)


class ReadAtLast(reading.Reader):
    """A task that is tried for the last time and reads dossiers."""

    def is_last(self) -> bool:
        return True


def _killed_by_tianjin(address: str) -> str | None:
    """Look a place up; over one of them the process is killed."""
    if "天津" in address:
        os.kill(os.getpid(), signal.SIGKILL)
    return BOOK.region_of(address)


def test_a_dossier_that_kills_its_reader_every_time_is_an_error_and_the_others_are_read() -> None:
    dossiers = ingest.find([SAMPLES / "ganzhou-school", SAMPLES / "tianjin-teda"])
    how = Reading(_killed_by_tianjin, None, ingest.Limits(), ())
    read, killed = ReadAtLast(how).papers_of(dossiers)

    assert [(one.level, one.project_id) for one in killed.notices] == [("error", "tianjin-teda")]
    assert "读取台账的进程被系统终止" in killed.notices[0].text
    assert len(read.tables["project"]) == 1
