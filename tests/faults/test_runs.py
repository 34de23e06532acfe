"""Runs in a hostile place: a full disk, a strange locale, an end at any moment. One line, the right code, no debris."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, write_papers
from tests.watching import PATIENCE, is_empty, wait_for

STOPPED = "wagecheck: 已中断, 原有结果未改动"
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")
NOTHING: Mapping[str, str] = {}
LATIN = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_papers(tmp_path / "项目 🏗️ 一")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """So many dossiers that they are read in processes, batch by batch."""
    folder = tmp_path / "many"
    for at in range(20):
        write_papers(folder / f"{at:02d}", ("项目编码,P1", f"项目编码,P{at}"))
    return folder


def start(
    tmp_path: Path, *arguments: object, limit: int = 0, environment: Mapping[str, str] = NOTHING
) -> "subprocess.Popen[bytes]":
    """Start a run, its temporary files under `tmp`; `limit` is the largest file that it may write."""
    (tmp_path / "tmp").mkdir(exist_ok=True)
    home = {"TMPDIR": str(tmp_path / "tmp"), "XDG_CONFIG_HOME": str(tmp_path / "config"), "WAGECHECK_KEY": "k"}
    full = {**os.environ, **home, **environment}
    limits: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    return subprocess.Popen(
        [sys.executable, "-m", "wagecheck", *map(str, arguments)],
        env=full,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=limits if limit else None,  # noqa: PLW1509 - a limit for the run alone
    )


def ended(run: "subprocess.Popen[bytes]", encoding: str = "utf-8") -> tuple[int, list[str]]:
    """Give the exit code and the lines of stderr."""
    _, err = run.communicate(timeout=PATIENCE)
    return run.returncode, err.decode(encoding).splitlines()


def audit(dossier: Path, *more: object) -> list[object]:
    return ["audit", dossier, "--on", "2025-08-20", "--out", dossier.parent / "out", *more]


def debris(tmp_path: Path) -> list[str]:
    """List what a run left beside its result and among the temporary files."""
    return sorted(path.name for folder in (tmp_path, tmp_path / "tmp") for path in folder.glob("[.w]*"))


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        (LATIN, "utf-8"),
        ({**LATIN, "PYTHONIOENCODING": "cp936"}, "cp936"),
        ({"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"LANG": "en_US.UTF-8", "PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"}, "utf-8"),
    ],
    ids=["C", "Chinese Windows", "zh_CN.GBK", "English Windows"],
)
def test_a_strange_locale_changes_no_result_and_says_its_lines_in_chinese(
    tmp_path: Path, dossier: Path, environment: Mapping[str, str], encoding: str
) -> None:
    run = start(tmp_path, *audit(dossier), environment=environment)
    out, err = run.communicate(timeout=PATIENCE)

    assert run.returncode == 1, err
    assert "欠付" in out.decode(encoding) or "拖欠" in out.decode(encoding)
    said = json.loads((tmp_path / "out" / "audit.json").read_text("utf-8"))
    assert {one["rule"] for one in said["findings"]} >= {"W05"}
    assert sorted({one["file"] for one in said["inputs"]}) == sorted(PAPERS)


@POSIX
def test_data_may_be_stored_in_a_chinese_place_where_the_locale_has_no_chinese(tmp_path: Path, dossier: Path) -> None:
    code, err = ended(start(tmp_path, "ingest", dossier, "--to", tmp_path / "数据", environment=LATIN))

    assert (code, [line for line in err if "错误" in line]) == (0, [])
    assert (tmp_path / "数据" / "lake.json").is_file()


@POSIX
def test_a_full_disk_is_one_line_and_leaves_the_earlier_result(tmp_path: Path, dossier: Path) -> None:
    (tmp_path / "out").mkdir()
    code, err = ended(start(tmp_path, *audit(dossier, "-f", "html,json,xlsx"), limit=20_000))

    assert (code, len(err), "报告写不进去" in err[0]) == (2, 1, True)
    assert not list((tmp_path / "out").iterdir())
    assert debris(tmp_path) == []


@POSIX
@pytest.mark.parametrize("command", [["ingest", "--to", "lake"], ["audit", "--out", "out"]])
def test_a_disk_that_is_full_while_reading_is_one_line(tmp_path: Path, many: Path, command: list[str]) -> None:
    code, err = ended(start(tmp_path, command[0], many, *command[1:], "--jobs", "1", limit=500))

    assert (code, len(err)) == (2, 1), err
    assert debris(tmp_path) == []
    assert not (tmp_path / command[2]).exists()


@POSIX
def test_a_full_place_for_what_is_printed_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "wagecheck", "law", "--place", "360100"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            check=False,
            timeout=PATIENCE,
        )
    assert run.returncode == 2
    assert ["写不进去" in line for line in run.stderr.decode().splitlines()] == [True]


@POSIX
@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_while_it_writes_leaves_nothing(
    tmp_path: Path, dossier: Path, asked: signal.Signals, code: int
) -> None:
    run = start(tmp_path, *audit(dossier))
    wait_for(tmp_path, ".out.*.new", run)
    run.send_signal(asked)

    assert ended(run) == (code, [STOPPED])
    assert debris(tmp_path) == []
    assert not (tmp_path / "out").exists()


@POSIX
@pytest.mark.parametrize("moment", ["tmp/wagecheck-*.desk/work/000000", ".out.*.new"])
def test_what_a_killed_run_leaves_is_swept_by_the_next_and_no_process_outlives_it(
    tmp_path: Path, many: Path, moment: str
) -> None:
    run = start(tmp_path, *audit(many, "-f", "json"), "--jobs", "2")
    wait_for(tmp_path, moment, run)
    run.kill()
    run.communicate(timeout=PATIENCE)
    assert is_empty(run.pid)
    assert debris(tmp_path) != []
    assert not (tmp_path / "out").exists()

    code, _ = ended(start(tmp_path, *audit(many, "-f", "json"), "--jobs", "1"))
    assert (code, debris(tmp_path)) == (1, [])


@POSIX
def test_two_runs_into_one_folder_leave_one_whole_result(tmp_path: Path, dossier: Path) -> None:
    runs = [start(tmp_path, *audit(dossier, "-f", "json,csv", "--auditor", name)) for name in ("甲", "乙", "丙")]
    codes = [ended(run)[0] for run in runs]

    assert codes == [1, 1, 1]
    assert debris(tmp_path) == []
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    told = {*(one["file"] for one in manifest["outputs"]), "manifest.json"}
    assert told == {path.name for path in (tmp_path / "out").iterdir()}


@POSIX
def test_memory_is_bounded_whatever_a_file_claims(tmp_path: Path, dossier: Path) -> None:
    head = b"<table><tr>" + b"<td colspan=1000>" * 3_000 + b"</tr>"
    (dossier / "考勤.xls").write_bytes(head + b"<tr><td rowspan=1000 colspan=1000>x" * 1_500 + b"</table>")
    (dossier / "花名册2.csv").write_bytes(b"," * 16_000 + b"\n" + b"a\n" * 20_000)
    run = start(tmp_path, *audit(dossier, "-f", "json"))
    run.communicate(timeout=PATIENCE)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    assert run.returncode == 3
    assert peak < 2 << 20  # in kB: all that the tests of this process have run stays below 2 GB
