"""Several dossiers that say the same are judged like one, read from their papers or from Parquet."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from wagecheck import audit, ingest, law

SAMPLE = Path(__file__).parents[2] / "samples" / "ganzhou-school"
NAMES = ("一", "二", "三")


@pytest.mark.parametrize("stored", [False, True], ids=["papers", "parquet"])
def test_equal_dossiers_have_equal_arrears(tmp_path: Path, stored: bool) -> None:
    folders = [Path(shutil.copytree(SAMPLE, tmp_path / name)) for name in NAMES]
    if stored:
        region_of = law.load().region_of
        for folder in folders:
            ingest.write_lake(ingest.gather([folder], region_of=region_of), folder.with_suffix(".lake"))
        folders = [folder.with_suffix(".lake") for folder in folders]

    report = audit(folders, on=date(2025, 8, 20))

    assert len(report.projects) == len(NAMES)
    assert not report.incidents
    assert len({project.money for project in report.projects}) == 1
