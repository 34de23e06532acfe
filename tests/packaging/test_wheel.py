"""The wheel holds the program and nothing else, and is the same whoever builds it, where and when."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE = "samples/nanchang-binjiang"
NEEDED = ("wagecheck", "templates", SAMPLE, "requirements", "pyproject.toml", "README.md")
PAPERS = {".xlsx", ".xls", ".csv", ".md"}
"""Of the sample that `wagecheck demo` writes."""
KINDS = {".py", ".toml", ".json", ".html", ".css", ".js", ".txt"}


def _built(house: Path, to: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1760000000"}
    subprocess.run(build, cwd=house, env=environment, check=True, capture_output=True)
    (wheel,) = to.glob("*.whl")
    return wheel


def _copied(to: Path) -> Path:
    """Copy what a build needs to another place, all files young and some rubbish beside them."""
    to.mkdir()
    for name in NEEDED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, to / name, copy_function=shutil.copyfile, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, to / name)
    (to / "wagecheck-out").mkdir()
    (to / "wagecheck-out" / "audit.json").write_text("{}", "utf-8")
    (to / "wagecheck" / "__pycache__").mkdir(exist_ok=True)
    (to / "wagecheck" / "__pycache__" / "left.cpython-311.pyc").write_bytes(b"left")
    return to


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(CHECKOUT, tmp_path_factory.mktemp("wheel"))


def _files(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix() for path in files}


def test_the_wheel_holds_the_package_its_templates_and_its_papers(wheel: Path) -> None:
    about = "-".join(wheel.name.split("-")[:2]) + ".dist-info"
    papers = {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "sboms/sbom.cdx.json")}
    pages = {f"wagecheck/{name}" for name in _files(CHECKOUT / "templates")}
    sample = {f"wagecheck/sample/{Path(name).name}" for name in _files(CHECKOUT / SAMPLE)}

    with zipfile.ZipFile(wheel) as packed:
        held = set(packed.namelist())

    assert held == _files(CHECKOUT / "wagecheck") | pages | papers | sample


def test_the_wheel_holds_no_other_kind_of_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        code = [name for name in packed.namelist() if name.startswith("wagecheck/")]

    sample = {name for name in code if name.startswith("wagecheck/sample/")}
    assert {Path(name).suffix for name in set(code) - sample} <= KINDS
    assert {Path(name).suffix for name in sample} <= PAPERS | KINDS
    assert [name for name in code if {"tests", "samples", "benchmarks", "__pycache__"} & set(Path(name).parts)] == []


def test_two_builds_in_two_places_are_equal_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    again = _built(_copied(tmp_path / "elsewhere"), tmp_path / "built")

    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
