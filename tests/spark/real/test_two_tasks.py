"""Spark with two tasks at a time: what fails twice, or every time, changes nothing else; dossiers become a lake."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.spark.failing import POISON, Poisoned
from tests.spark.same import BOOK, KEY, ON, Lakes, ran
from wagecheck.audit import audit
from wagecheck.ingest import Limits
from wagecheck.ingest.batches import Reading
from wagecheck.ingest.lake import shards_of
from wagecheck.model import Notice
from wagecheck.spark import dossiers as room

HOW = Reading(BOOK.region_of, None, Limits(), ())


def test_a_shard_that_fails_twice_and_a_project_that_kills_its_worker_every_time_cost_only_that_project(
    local: Any, lakes: Lakes, tmp_path: Path
) -> None:
    done = ran(local, lakes, 4, tmp_path / "results", Poisoned)

    assert [one.text for one in done.outcome.front.incidents] == [
        f"项目 {POISON} 无法审查(单独审查它的进程被系统终止, 多半是内存不足), 其余项目照常"
    ]
    for name in ("findings", "coverage", "ledger", "projects"):
        left = [one for one in getattr(lakes.alone, name) if one.project_id != POISON]
        assert done.lines(name) == sorted(map(str, left))


def test_dossiers_read_on_spark_are_judged_as_those_read_here(
    local: Any, dossiers: Path, lakes: Lakes, tmp_path: Path
) -> None:
    stored = room.ingest(local, str(dossiers), str(tmp_path / "lake"), HOW, shards=4)
    report = audit([tmp_path / "lake"], on=ON, key=KEY)

    assert len(shards_of(tmp_path / "lake")) == len(shards_of(lakes.folders[4]))
    for name in ("findings", "coverage", "ledger", "inputs", "rejected", "projects"):
        assert sorted(map(str, getattr(report, name))) == sorted(map(str, getattr(lakes.alone, name)))
    assert set(map(str, report.notices)) == set(map(str, lakes.alone.notices))
    assert sum(stored.rows.values()) > 0
    assert errors(stored.notices) == errors(lakes.alone.notices)


def errors(notices: Iterable[Notice]) -> list[str]:
    return sorted(one.file for one in notices if one.level == "error")


def test_a_file_that_spark_passes_over_is_told(local: Any, tmp_path: Path) -> None:
    for name in ("甲/工资表.csv", "甲/_花名册.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("姓名,身份证号码\n", encoding="utf-8")
    found = room.look(local, str(tmp_path))

    assert [one.name for one in found.dossiers] == ["甲"]
    assert [(one.level, one.file) for one in found.hidden] == [("error", "_花名册.csv")]
