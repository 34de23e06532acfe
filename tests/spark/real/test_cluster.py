"""A standalone cluster says what the single machine says, also with a giant among them, and when a node dies."""

from pathlib import Path
from typing import Any

import polars as pl

from tests.spark.failing import Killed
from tests.spark.same import Lakes, differences, ran


def test_a_cluster_that_loses_a_node_says_what_the_single_machine_says(
    standalone: Any, lakes: Lakes, tmp_path: Path
) -> None:
    assert differences(ran(standalone, lakes, 64, tmp_path / "results", Killed), lakes.alone) == []


def test_a_cluster_with_a_giant_among_200_projects_says_what_the_single_machine_says(
    standalone: Any, generated: Lakes, tmp_path: Path
) -> None:
    payrolls = [pl.read_parquet(file, glob=False) for file in generated.folders[4].glob("*/payroll.parquet")]
    rows = pl.concat(payrolls).group_by("project_id").len()
    least, *_, most = rows["len"].sort().to_list()

    assert len(rows) == 200
    assert most >= 90 * least
    assert differences(ran(standalone, generated, 4, tmp_path / "results"), generated.alone) == []
