"""Publishing: the result is there whole, or the previous one is; what is the user's stays."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.report.made_small import hostile, tiny
from wagecheck import report
from wagecheck.errors import UsageError
from wagecheck.report import atomic, manifest


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder with an earlier result in it."""
    out = tmp_path / "out"
    report.publish(tiny(), ["json"], out, options={})
    return out


def _beside(out: Path) -> list[str]:
    return [path.name for path in out.parent.iterdir() if path != out]


def _fail(_: Path) -> None:
    raise OSError(28, "No space left on device")


def _interrupt(_: Path) -> None:
    raise KeyboardInterrupt


def test_all_formats_and_a_manifest_are_written(tmp_path: Path) -> None:
    names = report.publish(tiny(), ["html", "json", "csv"], tmp_path / "a" / "b", options={})

    assert names == ("report.html", "audit.json", "findings.csv", "manifest.json")
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == set(names)


def test_an_unknown_format_is_a_usage_error_that_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="可选: html, json, csv"):
        report.render(tiny(), ["json", "docx"], tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_second_run_writes_the_same_bytes(out: Path) -> None:
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    report.publish(tiny(), ["json"], out, options={})

    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert _beside(out) == []


def test_what_an_earlier_run_wrote_and_this_one_does_not_goes_away(out: Path) -> None:
    report.publish(tiny(), ["csv"], out, options={})

    assert not (out / "audit.json").exists()


def test_files_of_the_user_stay(out: Path) -> None:
    (out / "notes").mkdir()
    (out / "notes" / "我的笔记.txt").write_text("留下", encoding="utf-8")
    report.publish(tiny(), ["json"], out, options={})

    assert (out / "notes" / "我的笔记.txt").read_text(encoding="utf-8") == "留下"


def test_a_file_of_the_user_is_not_overwritten(out: Path) -> None:
    (out / "findings.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="请移走该文件"):
        report.publish(tiny(), ["json", "csv"], out, options={})
    assert (out / "findings.csv").read_text(encoding="utf-8") == "mine"
    assert _beside(out) == []


@pytest.mark.parametrize("stop", [_fail, _interrupt])
def test_a_run_that_is_cut_short_leaves_the_earlier_result(out: Path, stop: object) -> None:
    before = (out / "audit.json").read_bytes()

    with pytest.raises((UsageError, KeyboardInterrupt)):
        atomic.publish(out, stop)  # type: ignore[arg-type]
    assert (out / "audit.json").read_bytes() == before
    assert _beside(out) == []


def test_a_first_run_that_is_cut_short_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No space"):
        atomic.publish(tmp_path / "out", _fail)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [PermissionError(13, "in use"), KeyboardInterrupt()])
def test_a_rename_that_is_cut_short_brings_the_earlier_result_back(
    out: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    rename = Path.rename

    def stumbling(path: Path, target: Path) -> Path:
        if path.suffix == ".new":
            raise error
        return rename(path, target)

    before = (out / "audit.json").read_bytes()
    monkeypatch.setattr(Path, "rename", stumbling)
    with pytest.raises((UsageError, KeyboardInterrupt)):
        report.publish(hostile(), ["json"], out, options={})

    assert (out / "audit.json").read_bytes() == before
    assert _beside(out) == []


def test_a_run_killed_between_the_renames_is_made_good_by_the_next(out: Path) -> None:
    out.rename(out.with_name(".out.previous"))
    atomic.check(out)

    assert (out / "audit.json").exists()


def test_a_folder_with_other_files_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "工资表.xlsx").touch()

    with pytest.raises(UsageError, match="--out"):
        atomic.check(tmp_path)


def test_a_manifest_of_somebody_else_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "app"}', encoding="utf-8")

    with pytest.raises(UsageError, match="--out"):
        atomic.check(tmp_path)


def test_a_file_is_no_place_for_results(tmp_path: Path) -> None:
    (tmp_path / "out").touch()

    with pytest.raises(UsageError, match="不是文件夹"):
        atomic.check(tmp_path / "out")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    report.publish(tiny(), ["json"], out, options={})

    assert (out / "manifest.json").exists()


def test_a_place_below_a_file_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UsageError, match="报告写不进去"):
        report.publish(tiny(), ["json"], tmp_path / "file" / "out", options={})


def test_the_manifest_names_inputs_outputs_and_options(out: Path) -> None:
    report.publish(tiny(), ["json"], out, options={"place": "", "on": "2025-08-20"})
    content = json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    assert content["outputs"] == [
        {"file": "audit.json", "sha256": sha256((out / "audit.json").read_bytes()).hexdigest()}
    ]
    assert [one["file"] for one in content["inputs"]] == sorted({sheet.file for sheet in tiny().inputs})
    assert list(content["options"]) == ["on", "place"]
    assert content["revealed"] is False


def test_the_seal_is_of_the_run_and_not_of_its_outputs(out: Path) -> None:
    before = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["seal"]
    report.publish(tiny(), ["csv"], out, options={})

    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["seal"] == before
    assert manifest.seal(hostile()) != before
