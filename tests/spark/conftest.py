"""A real Spark: in this process, and as a standalone cluster of a master and two workers on the loopback."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.spark.same import BOOK, KEY, ON, Lakes
from tests.spark.standalone import cluster
from wagecheck import ingest
from wagecheck.audit import audit
from wagecheck.spark import session

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"


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
    """Hand in dossiers that share accounts, cards and people, some with the same code, and one that is broken."""
    folder = tmp_path_factory.mktemp("sites")
    for at, name in enumerate(["ganzhou-school"] * 5 + ["tianjin-teda"] * 2 + ["nanchang-binjiang"]):
        shutil.copytree(SAMPLES / name, folder / f"{at}-{name}")
    (folder / "9-坏").mkdir()
    (folder / "9-坏" / "工资表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return folder


@pytest.fixture(scope="session")
def lakes(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    home = tmp_path_factory.mktemp("lakes")
    folders = {}
    with ingest.open_papers([dossiers], region_of=BOOK.region_of) as shelf:
        for shards in (1, 4, 64):
            folders[shards] = home / f"in {shards} [份]"
            ingest.store(shelf, folders[shards], shards=shards)
    return Lakes(audit([folders[1]], on=ON, key=KEY), folders)


@pytest.fixture(scope="module")
def local(installed: None) -> Iterator[Any]:
    """Open Spark in this process."""
    del installed
    with session.opened("local[2]") as spark:
        yield spark


@pytest.fixture(scope="module")
def standalone(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open Spark on a cluster of two workers."""
    del installed
    with cluster(tmp_path_factory.mktemp("cluster")) as address, session.opened(address) as spark:
        yield spark
