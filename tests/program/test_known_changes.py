"""A short version of benchmarks/mutants.py: changes of the code that must be noticed are noticed."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_known_changes_of_the_code_are_noticed_and_the_code_as_it_is_is_not() -> None:
    command = [sys.executable, "benchmarks/mutants.py", "--short"]  # by itself: Polars does not survive a fork

    ran = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, encoding="utf-8", check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "by_reckoning" in ran.stdout
    assert "by_cases" in ran.stdout
