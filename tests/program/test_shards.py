"""However the projects of a run are divided into shards, the same is said of each."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from wagecheck import audit, ingest, law
from wagecheck.audit import judge
from wagecheck.findings import Voice
from wagecheck.ingest import Papers, Progress, batches
from wagecheck.ingest.shards import cut
from wagecheck.ingest.shelf import Part, arrange, spread
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


def report(papers: Papers, shards: int, jobs: int = 1) -> Report:
    shelf = arrange((Part(one) for one in ingest.split(papers, shards).values()), rows=0)
    return judge(shelf, BOOK, ALL, Voice(b"key"), on=date(2025, 8, 20), jobs=jobs)


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


def test_the_report_is_the_same_where_shards_are_judged_in_processes(papers: Papers, whole: Report) -> None:
    assert report(papers, 2, jobs=2) == whole


def test_shards_that_do_not_divide_evenly_among_the_processes_go_in_pieces(papers: Papers, whole: Report) -> None:
    shelf = arrange((Part(one) for one in cut(papers, 3).values()), rows=0)
    pieces = [shard.papers() for shard in spread(shelf.shards, 2)]

    assert [len(one.tables["project"]) for one in pieces] == [2, 2, 1, 1]
    assert [len(shard.papers().tables["project"]) for shard in spread(shelf.shards, 3)] == [2, 2, 2]
    for said in ("inputs", "rejected", "notices"):
        assert sum(len(getattr(one, said)) for one in pieces) == len(getattr(papers, said))
    for name, frame in papers.tables.items():
        assert sum(one.tables[name].height for one in pieces) == frame.height
    assert judge(shelf, BOOK, ALL, Voice(b"key"), on=date(2025, 8, 20), jobs=2) == whole


def test_no_row_is_lost_between_shards(papers: Papers) -> None:
    parts = ingest.split(papers, 7).values()

    assert sum(len(part.inputs) for part in parts) == len(papers.inputs)
    for name, frame in papers.tables.items():
        assert sum(part.tables[name].height for part in parts) == frame.height


def test_a_project_never_moves_to_another_shard() -> None:
    assert [ingest.shard_of(code, 16) for code in ("3601120001", "3607320002")] == [5, 6]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hand in more dossiers than are read at once; some share their code, one is broken."""
    folder = tmp_path_factory.mktemp("many")
    for at in range(batches.SIZE + 2):
        shutil.copytree(SAMPLES / "ganzhou-school", folder / f"{at:02d}-学校")
    (folder / "99-坏").mkdir()
    (folder / "99-坏" / "工资表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return folder


def audited(path: Path, *, jobs: int) -> Report:
    return audit([path], on=date(2025, 8, 20), key=b"key", jobs=jobs)


def test_the_report_is_the_same_with_any_number_of_processes(many: Path) -> None:
    alone, together = audited(many, jobs=1), audited(many, jobs=2)

    assert together == alone
    assert len(alone.projects) == batches.SIZE + 3
    assert any("99-坏" in one.project_id for one in alone.notices if one.level == "error")


def test_progress_is_told_to_the_last_dossier(many: Path) -> None:
    heard: list[Progress] = []
    audit([many], on=date(2025, 8, 20), told=heard.append)

    done = [0, batches.SIZE, batches.SIZE + 3]
    assert [(one.dossiers, one.of) for one in heard] == [(one, batches.SIZE + 3) for one in done]


@pytest.mark.parametrize("shards", [1, 16])
def test_a_divided_lake_says_what_the_dossiers_say(many: Path, tmp_path: Path, shards: int) -> None:
    lake = tmp_path / "lake"
    with ingest.open_papers([many], region_of=BOOK.region_of) as shelf:
        ingest.store(shelf, lake, shards=shards)
    stored, alone = audited(lake, jobs=1), audited(many, jobs=1)

    assert (stored.findings, stored.coverage, stored.inputs) == (alone.findings, alone.coverage, alone.inputs)
    assert sorted(map(str, stored.notices)) == sorted(map(str, alone.notices))


def test_a_damaged_shard_is_told_and_the_others_are_judged(many: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    with ingest.open_papers([many], region_of=BOOK.region_of) as shelf:
        ingest.store(shelf, lake, shards=5)
    broken = min(lake.glob("shard-*/payroll.parquet"))
    broken.write_bytes(broken.read_bytes()[:-9])
    report = audited(lake, jobs=1)

    assert any("payroll.parquet" in one.text for one in report.notices if one.level == "error")
    assert 0 < len(report.projects) < batches.SIZE + 3


def test_a_damaged_shard_that_goes_in_pieces_is_told_once(papers: Papers, tmp_path: Path) -> None:
    lakes = [tmp_path / str(at) for at in range(3)]
    for lake, one in zip(lakes, cut(papers, 3).values(), strict=True):
        ingest.write_lake(one, lake)
    shelf = arrange(map(Part, lakes), rows=0)
    payroll = lakes[-1] / "payroll.parquet"
    payroll.write_bytes(payroll.read_bytes()[:-9])
    alone, together = (judge(shelf, BOOK, ALL, Voice(b"key"), on=date(2025, 8, 20), jobs=jobs) for jobs in (1, 2))

    assert together == alone
    assert sum("payroll.parquet" in one.text for one in together.notices) == 1
    assert len(together.projects) == 4


def test_a_divided_lake_is_replaced_by_another(many: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    with ingest.open_papers([many], region_of=BOOK.region_of) as shelf:
        ingest.store(shelf, lake, shards=5)
        ingest.store(shelf, lake, shards=1)

    assert not list(lake.glob("shard-*"))


def test_eight_rows_of_attendance_weigh_as_much_as_one_of_another_paper(papers: Papers) -> None:
    rows = {table: frame.height for table, frame in papers.tables.items()}

    assert Part(papers).rows() == sum(rows.values()) - rows["attendance"] + rows["attendance"] // 8


def test_a_lake_weighs_what_its_papers_weigh(papers: Papers, tmp_path: Path) -> None:
    ingest.write_lake(papers, tmp_path / "lake")

    assert Part(tmp_path / "lake").rows() == Part(papers).rows()
