"""What the tests of the law share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wagecheck.law import Law, load


@pytest.fixture(scope="session")
def law() -> Law:
    return load()


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[[str], Path]:
    """Write a user's own law file."""

    def write(text: str) -> Path:
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
