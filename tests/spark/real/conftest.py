"""A real Spark: in this process, and as a standalone cluster of a master and two workers on the loopback."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import loaded
from tests.spark.same import BOOK, ON, Lakes, divided, hand_in
from tests.spark.standalone import cluster
from wagecheck import ingest
from wagecheck.ingest.shelf import Part, arrange
from wagecheck.spark import session

HERE = Path(__file__).parents[1]
BENCHMARKS = HERE.parents[1] / "benchmarks"


@pytest.fixture(scope="session", autouse=True)
def _loopback() -> Iterator[None]:
    """Keep everything on this machine, small, and without pages of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(HERE / "conf"))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.delenv("SPARK_HOME", raising=False)
        yield


@pytest.fixture(scope="session")
def installed() -> None:
    """Skip where there is no Spark; with it, but without Java, fail in CI and skip elsewhere."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("no Spark here: `python3 make.py spark` sets it up and runs these tests")
    if shutil.which("java") is None:
        tell = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        tell("Spark needs Java 17: on Debian or Ubuntu, apt-get install openjdk-17-jre-headless")


@pytest.fixture(scope="session")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hand_in(tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="session")
def lakes(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    with ingest.open_papers([dossiers], region_of=BOOK.region_of) as shelf:
        return divided(shelf, tmp_path_factory.mktemp("lakes"), ON)


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    """Make 200 projects, one of which has a hundred times the rows of any other."""
    script = loaded(BENCHMARKS / "spark.py", "spark_benchmark")
    papers, on = script.portfolio(projects=200, workers=5, months=3)
    return divided(arrange([Part(papers)]), tmp_path_factory.mktemp("many"), on, shards=(4,))


@pytest.fixture(scope="module")
def one(installed: None) -> Iterator[Any]:
    """Open Spark in this process, with one task at a time."""
    del installed
    with session.opened("local[1]") as spark:
        yield spark


@pytest.fixture(scope="module")
def local(installed: None) -> Iterator[Any]:
    """Open Spark in this process, with two tasks at once."""
    del installed
    with session.opened("local[2]") as spark:
        yield spark


@pytest.fixture(scope="module")
def standalone(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open Spark on a cluster of two workers."""
    del installed
    with cluster(tmp_path_factory.mktemp("cluster")) as address, session.opened(address) as spark:
        yield spark
