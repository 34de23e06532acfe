"""The program and its set-up script answer quickly and plainly."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LISTS_MODULES = """
import sys
from wagecheck.__main__ import main
sys.argv = ["wagecheck", "--help"]
try:
    main()
finally:
    print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("heavy", ["polars", "pandera"])
def test_help_does_not_load_the_heavy_libraries(heavy: str) -> None:
    told = subprocess.run([sys.executable, "-c", LISTS_MODULES], capture_output=True, check=True)
    loaded = told.stderr.decode("ascii", "replace").split()

    assert "wagecheck" in loaded
    assert heavy not in loaded


def test_help_is_the_same_program_when_run_as_a_module() -> None:
    told = subprocess.run([sys.executable, "-m", "wagecheck", "--help"], capture_output=True, check=True)

    assert b"audit" in told.stdout


def test_make_without_a_command_lists_its_commands() -> None:
    told = subprocess.run([sys.executable, str(CHECKOUT / "make.py")], capture_output=True, text=True, check=False)

    assert told.returncode == 2
    assert [name for name in ("demo", "test", "check", "wheel", "lock") if f"\n  {name} " not in told.stdout] == []


def test_make_refuses_a_command_that_it_does_not_know() -> None:
    told = subprocess.run([sys.executable, str(CHECKOUT / "make.py"), "tets"], capture_output=True, check=False)

    assert told.returncode == 2
