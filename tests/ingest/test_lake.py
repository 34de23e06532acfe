"""Canonical Parquet: what was read of the dossiers comes back whole, or is refused in one line."""

import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import wagecheck
from tests.ingest.made_dossier import CARD, ID, put
from wagecheck import ingest, law, tables
from wagecheck.errors import InputError, UsageError
from wagecheck.ingest.shelf import Part, arrange
from wagecheck.ingest.storing import store
from wagecheck.model import Report
from wagecheck.report import json as audit_json

SAMPLES = Path(__file__).parents[2] / "samples"
DOSSIERS = sorted(path.parent.name for path in SAMPLES.glob("*/expected.toml"))

PROJECT = [["项目编码", "项目名称", "行政区划代码"], ["P1", "滨江花园", "360113"]]
ROSTER = [["姓名", "身份证号码", "工资卡号"], ["张大山", ID, CARD], ["", "", CARD]]


def audited(path: Path, on: date) -> list[str]:
    return list(audit_json.lines(wagecheck.audit([path], on=on, key=b"k", reveal=True)))


def gathered(*paths: Path, place: str | None = None) -> ingest.Papers:
    return ingest.gather(paths, region_of=law.load().region_of, place=place)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake of one dossier with a worker, and a row that was rejected."""
    dossier = put(tmp_path / "某项目", {"项目概况.csv": PROJECT, "花名册.csv": ROSTER})
    ingest.write_lake(gathered(dossier), tmp_path / "lake")
    return tmp_path / "lake"


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_audit_of_a_lake_is_that_of_its_dossier_to_the_byte(name: str, tmp_path: Path) -> None:
    on = tomllib.loads((SAMPLES / name / "expected.toml").read_text("utf-8"))["on"]
    ingest.write_lake(gathered(SAMPLES / name), tmp_path / "lake")

    assert audited(tmp_path / "lake", on) == audited(SAMPLES / name, on)


def test_the_ledger_and_the_notices_of_a_lake_are_those_of_its_dossier(tmp_path: Path) -> None:
    sample, on = SAMPLES / "ganzhou-school", date(2025, 8, 12)
    ingest.write_lake(gathered(sample), tmp_path / "lake")

    def told(path: Path) -> Report:
        return replace(wagecheck.audit([path], on=on, key=b"k"), rules={})

    assert told(tmp_path / "lake") == told(sample)


def test_every_line_comes_back_as_it_was_read(lake: Path) -> None:
    stored, read = gathered(lake), gathered(lake.parent / "某项目")

    assert [len(one) for one in (read.inputs, read.rejected)] == [2, 1]
    assert (stored.inputs, stored.rejected, stored.notices) == (read.inputs, read.rejected, read.notices)
    for name in tables.TABLES:
        assert_frame_equal(stored.tables[name], read.tables[name])


def test_a_lake_holds_a_file_for_every_table_and_every_kind_of_line(lake: Path) -> None:
    names = [*tables.TABLES, "inputs", "rejected", "notices"]

    assert {path.name for path in lake.iterdir()} == {"lake.json", *(f"{name}.parquet" for name in names)}
    assert pl.read_parquet(lake / "roster.parquet").schema == pl.Schema(tables.dtypes("roster"))


def test_the_same_papers_give_the_same_bytes(lake: Path, tmp_path: Path) -> None:
    ingest.write_lake(gathered(tmp_path / "某项目"), tmp_path / "again")

    assert (tmp_path / "again" / "lake.json").read_bytes() == (lake / "lake.json").read_bytes()


def test_a_lake_replaces_an_earlier_one_and_leaves_nothing_beside_it(lake: Path, tmp_path: Path) -> None:
    put(tmp_path / "某项目", {"花名册.csv": ROSTER[:2]})
    ingest.write_lake(gathered(tmp_path / "某项目"), lake)

    assert gathered(lake).rejected == ()
    assert {path.name for path in tmp_path.iterdir()} == {"某项目", "lake"}


def test_a_lake_never_takes_the_place_of_files_that_are_not_its_own(lake: Path) -> None:
    papers = gathered(lake)
    (lake / "笔记.txt").write_text("留着", "utf-8")

    with pytest.raises(UsageError, match=r"笔记\.txt"):
        ingest.write_lake(papers, lake)
    assert (lake / "笔记.txt").read_text("utf-8") == "留着"


def test_a_write_that_is_stopped_leaves_the_earlier_lake(
    lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, before = gathered(lake), (lake / "lake.json").read_bytes()

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.DataFrame, "write_parquet", stop)

    with pytest.raises(KeyboardInterrupt):
        ingest.write_lake(papers, lake)
    assert (lake / "lake.json").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"某项目", "lake"}


def _cut(lake: Path) -> None:
    path = lake / "roster.parquet"
    path.write_bytes(path.read_bytes()[:-20])


def _change(lake: Path) -> None:
    pl.read_parquet(lake / "roster.parquet").clear().write_parquet(lake / "roster.parquet")


def _lose(lake: Path) -> None:
    (lake / "payroll.parquet").unlink()


def _say(**said: object) -> Callable[[Path], None]:
    def write(lake: Path) -> None:
        about = json.loads((lake / "lake.json").read_text("utf-8"))
        (lake / "lake.json").write_text(json.dumps(about | said), "utf-8")

    return write


def _scribble(lake: Path) -> None:
    (lake / "lake.json").write_text("{", "utf-8")


def _column_less(lake: Path) -> None:
    """As a lake of a version whose tables had fewer columns."""
    papers = gathered(lake)
    older = {**papers.tables, "roster": papers.tables["roster"].drop("trade")}
    ingest.write_lake(replace(papers, tables=older), lake)


def _seal(lake: Path, table: str, content: pl.DataFrame) -> None:
    """Write a table as somebody would who writes lakes himself, seals and all."""
    content.write_parquet(lake / f"{table}.parquet")
    about = json.loads((lake / "lake.json").read_text("utf-8"))
    hashed = hashlib.sha256((lake / f"{table}.parquet").read_bytes()).hexdigest()
    about["files"][f"{table}.parquet"] = {"rows": len(content), "sha256": hashed}
    (lake / "lake.json").write_text(json.dumps(about), "utf-8")


def _forge(table: str, change: pl.Expr) -> Callable[[Path], None]:
    def write(lake: Path) -> None:
        _seal(lake, table, pl.read_parquet(lake / f"{table}.parquet").with_columns(change))

    return write


def _twice(lake: Path) -> None:
    project = pl.read_parquet(lake / "project.parquet")
    _seal(lake, "project", pl.concat([project, project]))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_cut, "roster.parquet"),
        (_change, "roster.parquet"),
        (_lose, "payroll.parquet"),
        (_scribble, "lake.json"),
        (_say(schema="wagecheck-lake/0"), "wagecheck-lake/0"),
        (_say(schema="other/1"), "不是 wagecheck"),
        (_say(files=None), "不完整"),
        (_say(files={"roster.parquet": {"rows": float("inf"), "sha256": ""}}), "不完整"),
        (_say(shards=7), "不完整"),
        (_say(shards=[]), "不完整"),
        (_say(shards=["../lake"]), "不完整"),
        (_say(shards=["shard-0000", "shard-0000"]), "不完整"),
        (_forge("roster", pl.lit(None, pl.String).alias("file")), "没有出处"),
        (_forge("roster", pl.lit("P2").alias("project_id")), "别的项目"),
        (_twice, "两次"),
        (_forge("roster", pl.lit(date(9999, 12, 31)).alias("contract_end")), "1900"),
        (_forge("inputs", pl.lit(None, pl.Int64).alias("rows_kept")), "没有出处"),
        (_column_less, "表结构不同"),
    ],
)
def test_a_damaged_foreign_or_older_lake_is_refused_in_one_line(
    lake: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(lake)

    with pytest.raises(InputError, match=says) as refused:
        gathered(lake)
    assert "\n" not in str(refused.value)
    assert "wagecheck ingest" in str(refused.value)


def test_some_columns_are_read_as_the_whole_lake_has_them(lake: Path, tmp_path: Path) -> None:
    shelf = arrange([Part(gathered(tmp_path / "某项目")), Part(lake)])
    columns = {"roster": ("project_id", "id_no"), "payroll": ("project_id",), "project": ("project_id",)}
    named = shelf.shards[0].columns(columns)

    assert named["roster"].rows() == [("P1", ID), ("P1#2", ID)]
    assert named["project"]["project_id"].to_list() == ["P1", "P1#2"]
    whole = shelf.shards[0].papers().tables
    assert all(named[name].equals(whole[name].select(own)) for name, own in columns.items())


@pytest.mark.parametrize("spoil", [_lose, _forge("roster", pl.lit(1, pl.Int8).alias("age")), _column_less])
def test_a_lake_that_is_refused_is_refused_for_some_columns_too(lake: Path, spoil: Callable[[Path], None]) -> None:
    spoil(lake)

    with pytest.raises(InputError, match="wagecheck ingest"):
        arrange([Part(lake)]).shards[0].columns({"roster": ("project_id", "id_no")})


def test_nothing_is_read_of_a_damaged_lake_beside_another(lake: Path, tmp_path: Path) -> None:
    shelf = arrange([Part(gathered(tmp_path / "某项目")), Part(lake)])
    _lose(lake)

    assert shelf.shards[0].columns({"project": ("project_id",)})["project"].rows() == [("P1",)]


def test_a_shard_that_the_index_does_not_name_is_not_passed_over(lake: Path, tmp_path: Path) -> None:
    with ingest.open_papers([lake], region_of=law.load().region_of) as shelf:
        store(shelf, tmp_path / "divided", shards=2)
    first, *_ = sorted(path.name for path in (tmp_path / "divided").glob("shard-*"))
    (tmp_path / "divided" / "shard-0009").mkdir()
    _say(shards=[first])(tmp_path / "divided")

    with pytest.raises(InputError, match="不完整"):
        gathered(tmp_path / "divided")


def test_a_damaged_lake_does_not_stop_the_dossier_beside_it(lake: Path, tmp_path: Path) -> None:
    _lose(lake)

    papers = gathered(lake, tmp_path / "某项目")

    assert papers.tables["roster"]["name"].to_list() == ["张大山"]
    assert [one.level for one in papers.notices if "payroll.parquet" in one.text] == ["error"]


def test_a_place_that_the_user_names_overrides_that_of_a_lake(lake: Path) -> None:
    assert gathered(lake, place="南昌市").tables["project"]["region"].to_list() == ["360100"]


def test_a_project_that_two_papers_bear_is_kept_apart(lake: Path, tmp_path: Path) -> None:
    papers = gathered(tmp_path / "某项目", lake)

    assert papers.tables["project"]["project_id"].to_list() == ["P1", "P1#2"]
    assert papers.tables["roster"]["project_id"].to_list() == ["P1", "P1#2"]
    assert [one.project_id for one in papers.rejected] == ["P1", "P1#2"]
    assert any("P1#2" in one.text for one in papers.notices if one.level == "error")


def test_a_lake_inside_a_dossier_is_passed_over(lake: Path, tmp_path: Path) -> None:
    lake.rename(tmp_path / "某项目" / "lake")

    assert [one.text for one in gathered(tmp_path / "某项目").notices if one.level == "error"] == []
    assert len(gathered(tmp_path / "某项目").inputs) == 2


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """All samples as handed in, and the same: two in a lake of their own each, the rest as they are."""
    originals, mixed = tmp_path_factory.mktemp("originals"), tmp_path_factory.mktemp("mixed")
    for place, name in enumerate(DOSSIERS):
        shutil.copytree(SAMPLES / name, originals / name)
        if place < 2:
            ingest.write_lake(gathered(SAMPLES / name), mixed / "已读" / name)
        else:
            shutil.copytree(SAMPLES / name, mixed / name)
    return originals, mixed


ON = date(2025, 8, 20)


def test_a_folder_of_lakes_and_dossiers_is_audited_as_the_originals(many: tuple[Path, Path]) -> None:
    originals, mixed = many

    assert audited(mixed, ON) == audited(originals, ON)


def test_one_lake_of_many_dossiers_is_audited_as_the_originals(many: tuple[Path, Path], tmp_path: Path) -> None:
    ingest.write_lake(gathered(many[0]), tmp_path / "lake")

    assert audited(tmp_path / "lake", ON) == audited(many[0], ON)


def test_a_lake_of_the_dossiers_beside_it_is_not_read_again(lake: Path) -> None:
    assert gathered(lake.parent).tables["project"]["project_id"].to_list() == ["P1"]


def test_a_folder_of_a_damaged_lake_only_is_refused_in_one_line(lake: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "某项目")
    _lose(lake)

    with pytest.raises(InputError, match="payroll"):
        gathered(tmp_path)
