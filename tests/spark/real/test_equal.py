"""Spark says what the single machine says, whatever fails: every shard twice, or one project every time."""

from pathlib import Path
from typing import Any

from tests.spark.failing import POISON, Poisoned, Twice
from tests.spark.same import Lakes, differences, ran


def test_where_each_shard_fails_twice_spark_says_what_the_single_machine_says(
    local: Any, lakes: Lakes, tmp_path: Path
) -> None:
    assert differences(ran(local, lakes, 4, tmp_path / "results", Twice), lakes.alone) == []


def test_a_project_that_kills_its_worker_every_time_is_an_incident_and_no_other_is_lost(
    local: Any, lakes: Lakes, tmp_path: Path
) -> None:
    done = ran(local, lakes, 4, tmp_path / "results", Poisoned)
    found = [one for one in lakes.alone.findings if one.project_id != POISON]

    assert [one.text for one in done.outcome.front.incidents] == [
        f"项目 {POISON} 无法审查(单独审查它的进程被系统终止, 多半是内存不足), 其余项目照常"
    ]
    assert done.lines("findings") == sorted(map(str, found))
    assert {one.project_id for one in done.outcome.front.projects} == {
        one.project_id for one in lakes.alone.projects if one.project_id != POISON
    }
