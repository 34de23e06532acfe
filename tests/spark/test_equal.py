"""Spark says what the single machine says: in any number of shards, with a shard that fails, with a poison project."""

from pathlib import Path
from typing import Any

import pytest

from tests.spark.failing import POISON, Poisoned, Twice
from tests.spark.same import Lakes, differences, ran
from wagecheck.spark.work import Task


@pytest.mark.parametrize(("shards", "kind"), [(1, Task), (4, Twice)])  # the cluster does 64
def test_spark_says_what_the_single_machine_says_also_where_each_shard_fails_twice(
    local: Any, lakes: Lakes, tmp_path: Path, shards: int, kind: type[Task]
) -> None:
    done = ran(local, lakes.folders[shards], tmp_path / "results", kind)

    assert differences(done, lakes.alone) == []
    assert {finding.rule for finding in done.outcome.front.findings} >= {"A06", "B03", "K02"}


def test_a_poison_project_is_an_incident_and_no_other_is_lost(local: Any, lakes: Lakes, tmp_path: Path) -> None:
    done = ran(local, lakes.folders[1], tmp_path / "results", Poisoned)
    found = [one for one in lakes.alone.findings if one.project_id != POISON]

    assert [one.text for one in done.outcome.front.incidents] == [
        f"项目 {POISON} 无法审查(ZeroDivisionError), 其余项目照常"
    ]
    assert done.lines("findings") == sorted(map(str, found))
    assert {one.project_id for one in done.outcome.front.projects} == {
        one.project_id for one in lakes.alone.projects if one.project_id != POISON
    }
