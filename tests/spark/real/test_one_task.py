"""Spark with one task at a time says what the single machine says."""

from pathlib import Path
from typing import Any

from tests.spark.same import Lakes, differences, ran


def test_a_lake_of_one_shard_on_spark_is_what_it_is_on_the_single_machine(
    one: Any, lakes: Lakes, tmp_path: Path
) -> None:
    done = ran(one, lakes, 1, tmp_path / "results [1]")

    assert differences(done, lakes.alone) == []
    assert {finding.rule for finding in done.outcome.front.findings} >= {"A06", "B03", "K02"}
