"""The single machine needs nothing of Spark."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from wagecheck.cli import on_spark
from wagecheck.errors import UsageError

SAMPLE = Path(__file__).parents[2] / "samples" / "ganzhou-school"
BLOCKED = """
import sys
for name in ("pyspark", "pyarrow", "pandas"):
    sys.modules[name] = None
from wagecheck.cli import main
main()
"""


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.skipif(importlib.util.find_spec("pandas") is not None, reason="here Spark and what it needs are installed")
def test_an_audit_on_this_machine_needs_neither_spark_nor_arrow(tmp_path: Path) -> None:
    done = ran("audit", str(SAMPLE), "--on", "2025-08-20", "--out", str(tmp_path / "out"), "-q", "-f", "html")

    assert done.returncode == 1, done.stderr
    assert (tmp_path / "out" / "report.html").is_file()


def test_without_spark_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    done = ran("audit", str(tmp_path), "--engine", "spark", "--out", str(tmp_path / "out"))

    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'wagecheck[spark]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_address_keeps_both_its_strokes(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["hdfs:///lake", "s3a://bucket/lake", "/here/lake"]
    monkeypatch.setattr(sys, "argv", ["wagecheck", "audit", *words])

    assert on_spark.named([Path(word) for word in words]) == tuple(words)


def test_options_that_need_all_findings_in_one_place_are_refused() -> None:
    refused = {"--cache": False}
    on_spark.check(refused)
    with pytest.raises(UsageError, match="--cache"):
        on_spark.check(refused | {"--cache": True})
