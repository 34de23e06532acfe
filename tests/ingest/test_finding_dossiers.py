"""Dossiers are found from the paths that a user names."""

import os
import sys
from pathlib import Path

import pytest

from wagecheck import errors, ingest


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def files(dossier: ingest.Dossier) -> list[str]:
    return [dossier.relative(file) for file in dossier.files]


def test_a_folder_with_readable_files_is_one_dossier_with_all_below_it(tmp_path: Path) -> None:
    put(tmp_path, "甲/花名册.xlsx", "甲/2025/3月.csv", "甲/合同.pdf")
    (dossier,) = ingest.find([tmp_path / "甲"])
    assert (dossier.name, files(dossier)) == ("甲", ["2025/3月.csv", "花名册.xlsx"])


def test_a_folder_of_dossiers_gives_each_by_name(tmp_path: Path) -> None:
    put(tmp_path, "乙/b.xlsx", "a/丙/c.csv", "空/说明.pdf")
    assert [one.name for one in ingest.find([tmp_path])] == ["丙", "乙"]


def test_folders_called_by_kinds_of_papers_are_drawers_of_one_dossier(tmp_path: Path) -> None:
    put(tmp_path, "甲/01花名册/a.xlsx", "甲/考勤表/b.xlsx", "甲/银行流水/c.xls", "乙/d.csv")
    assert [one.name for one in ingest.find([tmp_path])] == ["乙", "甲"]


def test_a_workbook_alone_is_a_dossier(tmp_path: Path) -> None:
    put(tmp_path, "甲.xlsx", "乙.xlsx")
    (dossier,) = ingest.find([tmp_path / "甲.xlsx"])
    assert (dossier.name, files(dossier)) == ("甲", ["甲.xlsx"])


def test_hidden_files_locks_and_expectations_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", ".b.xlsx", "~$a.xlsx", "expected.toml", "README.txt", "photo.JPG", "project.toml")
    (dossier,) = ingest.find([tmp_path])
    assert files(dossier) == ["a.xlsx", "project.toml"]


def test_our_own_outputs_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "out/manifest.json", "out/audit.json", "out/findings.csv")
    (dossier,) = ingest.find([tmp_path])
    assert files(dossier) == ["a.xlsx"]


def test_the_same_dossier_named_twice_is_found_once(tmp_path: Path) -> None:
    put(tmp_path, "甲/a.xlsx")
    assert len(ingest.find([tmp_path, tmp_path / "甲"])) == 1


def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(errors.UsageError, match="不存在"):
        ingest.find([tmp_path / "无"])


def test_nothing_at_all_is_an_input_error(tmp_path: Path) -> None:
    put(tmp_path, "photo.jpg")
    with pytest.raises(errors.InputError, match="没有找到"):
        ingest.find([tmp_path])


def test_an_empty_folder_beside_a_dossier_is_reported_by_read(tmp_path: Path) -> None:
    put(tmp_path, "甲/花名册.csv", "乙/photo.jpg")
    papers = ingest.read(ingest.find([tmp_path / "甲", tmp_path / "乙"]), region_of=lambda _: None)
    assert [one.project_id for one in papers.notices if "目录中没有可读的台账文件" in one.text] == ["乙"]


def test_folders_nested_beyond_the_limit_are_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "b/c/d.csv")
    limits = ingest.Limits(depth=1)
    papers = ingest.read(ingest.find([tmp_path], limits), region_of=lambda _: None, limits=limits)
    assert [one.file for one in papers.notices if "嵌套过深" in one.text] == ["b/c"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names cannot be arbitrary bytes")
def test_file_names_in_gbk_are_read_as_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "甲")
    os.mkdir(folder)  # noqa: PTH102 - a name of bytes
    with open(os.path.join(folder, "花名册.csv".encode("gbk")), "wb") as file:  # noqa: PTH118, PTH123 - a name of bytes
        file.write("姓名,身份证号码\n张三,36\n".encode())
    papers = ingest.read(ingest.find([tmp_path]), region_of=lambda _: None)
    assert papers.tables["roster"]["file"].to_list() == ["花名册.csv"]
