"""The public door."""

import subprocess
import sys

import pytest

import wagecheck


def test_the_door_is_the_function_however_it_was_opened() -> None:
    code = (
        "import wagecheck, wagecheck.audit\n"
        "from wagecheck.audit import audit\n"
        "assert wagecheck.audit is audit\n"
        "assert wagecheck.Report.__name__ == 'Report'\n"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_there_is_nothing_else_behind_it() -> None:
    with pytest.raises(AttributeError, match="nothing_here"):
        getattr(wagecheck, "nothing_here")  # noqa: B009 - mypy knows that it is not there
