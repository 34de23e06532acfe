"""A run that is stopped while it reads leaves one line, no result, no process; a dossier that breaks, the others."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.watching import PATIENCE, is_empty, wait_for
from wagecheck import ingest, law
from wagecheck.ingest import Dossier, Papers

SAMPLES = Path(__file__).parents[2] / "samples"
MANY = 48


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for at in range(MANY):
        shutil.copytree(SAMPLES / "ganzhou-school", folder / f"{at:02d}")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="process groups are told of Ctrl-C as a terminal tells them")
@pytest.mark.parametrize("stage", ["wagecheck-*", "wagecheck-*/work/000000"])
def test_ctrl_c_while_reading_ends_in_one_line_without_a_result_or_a_process(
    many: Path, tmp_path: Path, stage: str
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    command = [sys.executable, "-m", "wagecheck", "audit", str(many), "--jobs", "2", "--out", str(tmp_path / "out")]
    run = subprocess.Popen(
        [*command, "--cache", str(tmp_path / "cache"), "--key", "k"],
        env={**os.environ, "TMPDIR": str(desk)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(desk, stage, run)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=PATIENCE)

    assert (run.returncode, out, err.splitlines()) == (130, "", ["wagecheck: 已中断, 原有结果未改动"])
    assert not list(desk.iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"desk", "cache"}
    assert not list((tmp_path / "cache").glob(".*"))
    assert is_empty(run.pid)


@pytest.mark.skipif(os.name == "nt", reason="there is no putting off of signals")
def test_ctrl_c_while_a_desk_is_made_leaves_none(tmp_path: Path) -> None:
    made = """
import os, signal
from wagecheck import desks
real = desks._lock
def lock(folder):
    os.kill(os.getpid(), signal.SIGINT)
    return real(folder)
desks._lock = lock
try:
    with desks.desk():
        print("at work")
except KeyboardInterrupt:
    print("stopped")
"""
    here = {**os.environ, "PYTHONPATH": str(SAMPLES.parent), "TMPDIR": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", made], env=here, capture_output=True, check=False, timeout=PATIENCE)

    assert (run.stdout, run.stderr) == (b"stopped\n", b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("cached", [False, True])
def test_a_dossier_that_breaks_the_reading_does_not_stop_the_rest(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, cached: bool
) -> None:
    real = ingest.read

    def breaks(dossiers: Sequence[Dossier], **how: object) -> Papers:
        if any(one.name == "01" for one in dossiers):
            raise ZeroDivisionError
        return real(dossiers, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("wagecheck.ingest.batches.read", breaks)
    paths = [many / name for name in ("00", "01", "02")]
    cache = tmp_path / "cache" if cached else None
    with ingest.open_papers(paths, region_of=law.load().region_of, cache=cache) as shelf:
        papers = ingest.shelf.whole(shelf)

    assert papers.tables["project"].height == len(paths) - 1
    assert [one.project_id for one in papers.notices if "ZeroDivisionError" in one.text] == ["01"]


def _fatal(place: str) -> None:
    """Stand for what is too much for the process that reads a dossier."""
    if place == "远方":
        os._exit(9)


def test_a_dossier_that_ends_the_process_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, place in (("1201160001", "远方"), ("1201160002", "天津")):
        (tmp_path / code).mkdir()
        said = f"项目名称,丙\n项目编码,{code}\n工程所在地,{place}\n"
        (tmp_path / code / "项目概况.csv").write_text(said, "utf-8")
    for module in ("batches", "gather"):
        monkeypatch.setattr(sys.modules[f"wagecheck.ingest.{module}"], "SIZE", 1)
    with ingest.open_papers([tmp_path], region_of=_fatal, jobs=2) as shelf:
        papers = ingest.shelf.whole(shelf)

    assert papers.tables["project"]["project_id"].to_list() == ["1201160002"]
    assert [(one.level, one.project_id) for one in papers.notices if "终止" in one.text] == [("error", "1201160001")]


def test_ctrl_c_within_an_exec_ends_with_the_code_and_not_by_the_signal(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(
        """
from wagecheck import __main__, cli
cli.main = lambda: exec("import os, signal, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(9)")
__main__.main()
""",
        "utf-8",
    )
    here = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
    stopped = [sys.executable, "-m", "stopped"]
    run = subprocess.run(stopped, cwd=tmp_path, env=here, capture_output=True, check=False, timeout=PATIENCE)

    assert run.returncode == 130
