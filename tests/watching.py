"""Watch a run from outside: until it has come to a point, until nothing of it is left."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds after which a run that hangs is given up; nothing is measured."""


def wait_for(folder: Path, pattern: str, run: "subprocess.Popen[Any]") -> None:
    """Wait until a run has made such a thing in a folder."""
    until = time.monotonic() + PATIENCE
    while not next(folder.glob(pattern), None):
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < until, f"no {pattern}"
        time.sleep(0.002)


def is_empty(group: int) -> bool:
    """Say whether no process of a group is left, once those that end have ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
