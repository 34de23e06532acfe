"""A desk where a page or a recipe is tried: nothing of the machine's own settings reaches it."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.docs import fenced

Desk = Callable[[Mapping[str, str]], Path]

_OURS = '#!/bin/sh\nexec "{python}" -m wagecheck "$@"\n'
_PIP = '#!/bin/sh\necho "pip $*" >> "{told}"\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Lay things of the checkout on a desk, by the names that they have there, and sit down at it."""
    for name in [name for name in os.environ if name.startswith(("WAGECHECK_", "GITHUB_"))]:
        monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("WAGECHECK_JOBS", "1")  # a test needs no processes of its own
    monkeypatch.setenv("PYTHONPATH", str(fenced.CHECKOUT))
    programs = tmp_path / "bin"
    _program(programs / "wagecheck", _OURS.format(python=sys.executable))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    def lay(things: Mapping[str, str]) -> Path:
        place = tmp_path / "desk"
        place.mkdir()
        for name, source in things.items():
            found = fenced.CHECKOUT / source
            (shutil.copytree if found.is_dir() else shutil.copy)(found, place / name)
        monkeypatch.chdir(place)
        return place

    return lay


@pytest.fixture
def pip(tmp_path: Path, desk: Desk) -> Path:
    """Put a pip in place that installs nothing and writes down what it was asked; give the file."""
    del desk
    told = tmp_path / "pip.txt"
    _program(tmp_path / "bin" / "pip", _PIP.format(told=told))
    return told


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)
