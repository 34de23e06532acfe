"""Odd paths and moving inputs: circles, pipes, names that are too long, files that change while they are read."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, Run, _alone, dossier, run  # noqa: F401 - fixtures
from tests.faults.made_books import ROWS
from tests.ingest.made_dossier import csv_bytes, read, texts
from wagecheck import ingest
from wagecheck.ingest import lake


def errors(err: str) -> list[str]:
    return [line for line in err.splitlines() if "错误" in line or line.startswith("wagecheck:")]


@pytest.mark.parametrize("option", ["--out", "--law", "--baseline", "--cache", "PATH"])
def test_a_path_that_is_too_long_is_wrong_usage(run: Run, dossier: Path, option: str) -> None:  # noqa: F811
    long = "长" * 300
    told = run("audit", dossier / long) if option == "PATH" else run("audit", dossier, option, long)
    assert (told.code, len(told.err.splitlines())) == (2, 1), told.err


@pytest.mark.parametrize("place", ["/proc/wagecheck-out", "/dev/null/out"])
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a place where nobody may write, root included")
def test_a_place_that_takes_nothing_is_wrong_usage(run: Run, dossier: Path, place: str) -> None:  # noqa: F811
    told = run("audit", dossier, "--out", place)
    assert (told.code, len(told.err.splitlines())) == (2, 1), told.err


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_in_a_circle_and_pipes_are_one_line_each(tmp_path: Path) -> None:
    own = tmp_path / "某项目"
    own.mkdir()
    (own / "循环.csv").symlink_to(own / "循环.csv")
    (own / "上层").symlink_to(own)
    os.mkfifo(own / "管道.csv")
    papers = read(tmp_path, {"花名册.csv": ROWS})
    assert len(papers.tables["roster"]) == 1
    told = sorted(one.file for one in papers.notices if one.level == "error" and one.file)
    assert told == ["上层", "循环.csv", "管道.csv"]
    assert not [text for text in texts(papers, "error") if "Error" in text]


def test_a_zip_in_itself_is_opened_once(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as container:
        container.writestr("花名册.csv", csv_bytes(ROWS))
    with zipfile.ZipFile(outer := io.BytesIO(memory.getvalue()), "a") as container:
        container.writestr("自身.zip", memory.getvalue())
    papers = read(tmp_path, {"台账.zip": outer.getvalue()})
    assert len(papers.tables["roster"]) == 1
    assert texts(papers, "error") == ["是压缩包里的压缩包,未读取。请解压后再交"]


def test_a_file_that_goes_while_it_is_read_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def gone(path: Path) -> bytes:
        if path.name == "花名册.csv":
            path.unlink()
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", gone)
    papers = read(tmp_path, {"花名册.csv": ROWS, "名单.csv": ROWS})
    assert [one.file for one in papers.notices if one.level == "error"] == ["花名册.csv"]
    assert len(papers.tables["roster"]) == 1


def test_a_lake_is_read_once_so_that_what_is_checked_is_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = read(tmp_path, {"花名册.csv": ROWS})
    ingest.write_lake(papers, tmp_path / "lake")
    real, seen = Path.read_bytes, []

    def cut_after(path: Path) -> bytes:
        seen.append(path.name)
        content = real(path)
        path.write_bytes(content[: len(content) // 2])
        return content

    monkeypatch.setattr(Path, "read_bytes", cut_after)
    again = lake.read_lake(tmp_path / "lake")
    assert again.tables["roster"].equals(papers.tables["roster"])
    assert len(seen) == len(set(seen))


def test_an_amount_of_two_lines_is_no_amount(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "实发工资", "发放月份"], ["张三", "360199199001010113", "15\n50", "2025-03"]]
    rows.append(["李四", "360199198506100224", "1 550.00", "2025-03"])
    papers = read(tmp_path, {"工资表.csv": rows})
    assert [str(net) for net in papers.tables["payroll"]["net"]] == ["1550.00"]
    assert [one.row for one in papers.rejected] == [2]


def test_a_line_for_the_user_is_one_line_whatever_the_cell_says(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "实发工资", "发放月份"], ["张三", "360199199001010113", "约\n一千\n元", "2025-03"]]
    papers = read(tmp_path, {"工资表.csv": rows})
    assert [one.reason.splitlines() == [one.reason] for one in papers.rejected] == [True]


@pytest.mark.parametrize("said", ["a = " + "[" * 5_000, "a = " + "9" * 5_000, "[[[[", 'project_id = "\x00"'])
def test_a_hostile_project_file_is_one_line(tmp_path: Path, said: str) -> None:
    papers = read(tmp_path, {"project.toml": said.encode(), "花名册.csv": ROWS})
    assert ["写法有误" in text for text in texts(papers, "error")] == [True]


def test_a_hostile_configuration_is_wrong_usage(run: Run, dossier: Path) -> None:  # noqa: F811
    Path("wagecheck.toml").write_text("a = " + "[" * 5_000, "utf-8")
    told = run("audit", dossier)
    assert (told.code, len(told.err.splitlines())) == (2, 1), told.err
