"""A standalone cluster says what the single machine says, also when a node dies in the middle."""

from pathlib import Path
from typing import Any

from tests.spark.failing import Killed
from tests.spark.same import Lakes, differences, ran


def test_a_cluster_that_loses_a_node_says_what_the_single_machine_says(
    standalone: Any, lakes: Lakes, tmp_path: Path
) -> None:
    assert differences(ran(standalone, lakes.folders[64], tmp_path / "results", Killed), lakes.alone) == []
