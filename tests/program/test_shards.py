"""However the projects of a run are divided into shards, the same is said of each."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from wagecheck import ingest, law
from wagecheck.audit import judge
from wagecheck.findings import Voice
from wagecheck.ingest import Papers
from wagecheck.model import Report
from wagecheck.rules import ALL

SAMPLES = Path(__file__).parents[2] / "samples"
BOOK = law.load()
ACROSS = {"A06", "B03", "K02"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Read all samples, two of them more than once: their accounts, cards and people are in several projects."""
    folder = tmp_path_factory.mktemp("sites")
    names = ["nanchang-binjiang", "tianjin-teda", "tianjin-teda", *["ganzhou-school"] * 3]
    folders = [Path(shutil.copytree(SAMPLES / name, folder / f"{at}-{name}")) for at, name in enumerate(names)]
    return ingest.gather(folders, region_of=BOOK.region_of)


def report(papers: Papers, shards: int) -> Report:
    return judge(ingest.split(papers, shards), BOOK, ALL, Voice(b"key"), on=date(2025, 8, 20))


@pytest.fixture(scope="module")
def whole(papers: Papers) -> Report:
    return report(papers, 1)


def test_projects_share_accounts_cards_and_people(whole: Report) -> None:
    assert {finding.rule for finding in whole.findings} >= ACROSS


@pytest.mark.parametrize("shards", [2, 16])
def test_the_report_is_the_same_in_any_number_of_shards(papers: Papers, whole: Report, shards: int) -> None:
    divided = report(papers, shards)

    assert divided.findings == whole.findings
    assert divided == whole


def test_no_row_is_lost_between_shards(papers: Papers) -> None:
    parts = ingest.split(papers, 7)

    assert sum(len(part.inputs) for part in parts) == len(papers.inputs)
    for name, frame in papers.tables.items():
        assert sum(part.tables[name].height for part in parts) == frame.height


def test_a_project_never_moves_to_another_shard() -> None:
    assert [ingest.shard_of(code, 16) for code in ("3601120001", "3607320002")] == [5, 6]
