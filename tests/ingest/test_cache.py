"""The cache: what was read once and has not changed is not read again, and nobody can tell from the result."""

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from tests.ingest.made_dossier import CARD, ID, put
from wagecheck import audit, ingest, law, tables
from wagecheck.errors import UsageError
from wagecheck.ingest import Dossier, Limits, Papers, batches
from wagecheck.ingest import cache as kept
from wagecheck.model import Report

SAMPLES = Path(__file__).parents[2] / "samples"
BOOK = law.load()
PROJECT = [["项目编码", "项目名称", "行政区划代码"], ["P1", "滨江花园", "360113"]]
ROSTER = [["姓名", "身份证号码", "工资卡号"], ["张大山", ID, CARD], ["", "", CARD]]


def gathered(*paths: Path, cache: Path | None, **how: str) -> Papers:
    with ingest.open_papers(paths, region_of=BOOK.region_of, cache=cache, **how) as shelf:  # type: ignore[arg-type]
        return ingest.shelf.whole(shelf)


def same(one: Papers, other: Papers) -> bool:
    for name in tables.TABLES:
        assert_frame_equal(one.tables[name], other.tables[name])
    return (one.inputs, one.rejected, one.notices) == (other.inputs, other.rejected, other.notices)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three dossiers in a folder; two of them bear the same code, and each has a row that is rejected."""
    for name in ("a", "b"):
        put(tmp_path / "site" / name, {"项目概况.csv": PROJECT, "花名册.csv": ROSTER})
    put(tmp_path / "site" / "c", {"花名册.csv": ROSTER})
    return tmp_path / "site"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the dossiers that are read, in order."""
    names: list[str] = []
    real = ingest.read

    def noted(dossiers: Sequence[Dossier], **how: object) -> Papers:
        names.extend(one.name for one in dossiers)
        return real(dossiers, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("wagecheck.ingest.batches.read", noted)
    return names


def test_what_is_read_is_the_same_without_a_cache_with_a_new_and_with_a_full_one(site: Path, cache: Path) -> None:
    without = gathered(site, cache=None)

    assert same(gathered(site, cache=cache), without)
    assert same(gathered(site, cache=cache), without)
    assert [one.level for one in without.notices].count("error") == 1


def test_samples_of_every_kind_are_the_same_from_the_cache(cache: Path) -> None:
    without = gathered(SAMPLES, cache=None)
    gathered(SAMPLES, cache=cache)

    assert same(gathered(SAMPLES, cache=cache), without)


def test_nothing_is_read_a_second_time(site: Path, cache: Path, read: list[str]) -> None:
    gathered(site, cache=cache)
    assert set(read) == {"a", "b", "c"}

    read.clear()
    gathered(site, cache=cache)
    assert read == []


def test_what_is_kept_is_what_reading_the_dossier_alone_gives(site: Path, cache: Path) -> None:
    for path in (site / "b", site / "c", SAMPLES):
        gathered(path, cache=cache)
    gathered(site, cache=cache)

    for path in (site / "a", site / "b", site / "c", *(one.path for one in ingest.find([SAMPLES]))):
        assert same(gathered(path, cache=cache), gathered(path, cache=None))


def test_a_dossier_with_a_changed_file_is_read_anew(site: Path, cache: Path, read: list[str]) -> None:
    gathered(site, cache=cache)
    read.clear()
    put(site / "b", {"花名册.csv": [*ROSTER, ["李小河", "360199198506100224", CARD]]})
    again = gathered(site, cache=cache)

    assert read == ["b"]
    assert "李小河" in again.tables["roster"]["name"].to_list()


@pytest.mark.parametrize("few", [True, False])
def test_each_file_is_hashed_once(site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, *, few: bool) -> None:
    names: list[str] = []
    real = kept._hashed  # noqa: SLF001 - what is counted

    def noted(file: Path, limits: Limits) -> str:
        names.append(file.name)
        return real(file, limits)

    monkeypatch.setattr(kept, "_hashed", noted)
    if not few:
        monkeypatch.setattr(sys.modules["wagecheck.ingest.gather"], "SIZE", 1)
    gathered(site, cache=cache)

    assert sorted(names) == ["花名册.csv"] * 3 + ["项目概况.csv"] * 2


def test_a_dossier_that_changes_while_it_is_read_is_not_kept(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ingest.read

    def disturbed(dossiers: Sequence[Dossier], **how: object) -> Papers:
        papers = real(dossiers, **how)  # type: ignore[arg-type]
        put(site / "c", {"花名册.csv": [*ROSTER, ["李小河", ID, CARD]]})
        return papers

    monkeypatch.setattr("wagecheck.ingest.batches.read", disturbed)
    gathered(site / "c", cache=cache)

    assert list(cache.iterdir()) == []


def test_a_file_under_another_name_is_read_anew(site: Path, cache: Path, read: list[str]) -> None:
    gathered(site, cache=cache)
    read.clear()
    (site / "c" / "花名册.csv").rename(site / "c" / "花名册2.csv")
    gathered(site, cache=cache)

    assert read == ["c"]


def test_a_mapping_laid_beside_a_file_is_heeded(site: Path, cache: Path, read: list[str]) -> None:
    gathered(site, cache=cache)
    read.clear()
    layout = '[[sheet]]\nname = ""\ntable = "roster"\nheadings = [1]\n[sheet.columns]\n"工资卡号" = ""\n'
    (site / "c" / "花名册.csv.toml").write_text(layout, "utf-8")
    again = gathered(site / "c", cache=cache)

    assert read == ["c"]
    assert again.tables["roster"]["card_no"].to_list()[0] is None


def test_another_place_is_another_reading(site: Path, cache: Path, read: list[str]) -> None:
    gathered(site, cache=cache)
    read.clear()
    again = gathered(site, cache=cache, place="120116")

    assert set(read) == {"a", "b", "c"}
    assert set(again.tables["project"]["region"]) == {"120116"}


@pytest.mark.parametrize("change", ["place", "limits", "config", "tool"])
def test_an_entry_is_for_one_way_of_reading(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def key(place: str | None = None, limits: Limits = Limits(), mappings: int = 0) -> str | None:  # noqa: B008 - frozen
        saved = [ingest.mapping.Saved("roster", 1, 1, {}, file="*")] * mappings
        found = kept.open_cache(cache, [site], place=place, limits=limits, config=saved)
        return found.key(ingest.find([site])[0])

    before = key()
    if change == "tool":
        monkeypatch.setattr(kept, "_tool", lambda: "9.9.9")
    others = {"place": {"place": "36"}, "limits": {"limits": Limits(sheet_rows=9)}, "config": {"mappings": 1}}

    assert key(**others.get(change, {})) not in {None, before}  # type: ignore[arg-type]


@pytest.mark.parametrize("damage", ["cut", "gone", "emptied", "mark"])
def test_a_damaged_entry_is_read_anew_without_a_word(site: Path, cache: Path, read: list[str], damage: str) -> None:
    without = gathered(site, cache=None)
    gathered(site, cache=cache)
    read.clear()
    entry = min(cache.iterdir())
    if damage == "cut":
        (entry / "roster.parquet").write_bytes((entry / "roster.parquet").read_bytes()[:-9])
    elif damage == "gone":
        (entry / "notices.parquet").unlink()
    elif damage == "mark":
        (entry / "lake.json").write_text("{", "utf-8")
    else:
        shutil.rmtree(entry)
        entry.mkdir()

    assert same(gathered(site, cache=cache), without)
    assert len(read) == 1
    assert same(gathered(site, cache=cache), without)
    assert len(read) == 1


def test_an_entry_under_the_name_of_another_is_read_anew(site: Path, cache: Path, read: list[str]) -> None:
    without = gathered(site, cache=None)
    gathered(site, cache=cache)
    read.clear()
    first, second, _ = sorted(cache.iterdir())
    shutil.rmtree(first)
    shutil.copytree(second, first)

    assert same(gathered(site, cache=cache), without)
    assert len(read) == 1


def test_a_dossier_with_a_file_that_could_not_be_read_is_tried_again(site: Path, cache: Path, read: list[str]) -> None:
    (site / "c" / "工资表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    gathered(site, cache=cache)
    read.clear()
    again = gathered(site, cache=cache)

    assert read == ["c"]
    assert any(one.file == "工资表.xlsx" for one in again.notices if one.level == "error")


def test_a_link_in_a_dossier_keeps_it_out_of_the_cache(site: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("姓名\n", "utf-8")
    (site / "c" / "工资表.csv").symlink_to(tmp_path / "elsewhere.csv")
    gathered(site / "c", cache=cache)

    assert list(cache.iterdir()) == []


def test_only_the_user_may_open_what_is_kept(site: Path, cache: Path) -> None:
    gathered(site, cache=cache)

    assert {path.stat().st_mode & 0o777 for path in (cache, *cache.iterdir())} == {0o700}


def test_a_cache_among_the_dossiers_is_refused_before_any_work(site: Path) -> None:
    with pytest.raises(UsageError, match="缓存"):
        gathered(site, cache=site / "cache")
    assert not (site / "cache").exists()


def test_a_cache_that_is_a_file_is_refused(site: Path, cache: Path) -> None:
    cache.write_text("mine", "utf-8")

    with pytest.raises(UsageError, match="缓存"):
        gathered(site, cache=cache)


def test_a_cache_that_takes_nothing_more_costs_nothing_but_time(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "write_lake", full)

    assert same(gathered(site, cache=cache), gathered(site, cache=None))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hand in more dossiers than are read at once; they share their code, one is broken."""
    folder = tmp_path_factory.mktemp("many")
    for at in range(batches.SIZE + 2):
        shutil.copytree(SAMPLES / "ganzhou-school", folder / f"{at:02d}-学校")
    (folder / "99-坏").mkdir()
    (folder / "99-坏" / "工资表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return folder


def audited(path: Path, cache: Path | None, jobs: int = 1) -> Report:
    return audit([path], on=date(2025, 8, 20), key=b"key", jobs=jobs, cache=cache)


def test_the_report_is_the_same_with_a_cache_and_any_number_of_processes(many: Path, cache: Path) -> None:
    without = audited(many, None)

    assert audited(many, cache, 2) == without
    assert audited(many, cache, 1) == without


def test_of_many_dossiers_too_none_is_read_twice(many: Path, cache: Path, read: list[str]) -> None:
    audited(many, cache)
    read.clear()
    audited(many, cache)

    assert read == ["99-坏"]
