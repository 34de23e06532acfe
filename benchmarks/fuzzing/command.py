"""The command as its user runs it, in this process: arguments in, exit code, lines and whatever broke out."""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from wagecheck.cli import main


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    code: int
    lines: tuple[str, ...]
    """What it said on stderr."""


def run(arguments: tuple[object, ...], desk: Path, environment: Mapping[str, str]) -> Ran:
    """Run `wagecheck` in a folder. What nobody thought of comes out as it was raised."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with _at(desk, {**environment, "WAGECHECK_DEBUG": "1"}), redirect_stdout(out), redirect_stderr(err):
        sys.argv = ["wagecheck", *map(str, arguments)]
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return Ran(code if isinstance(code, int) else 0, tuple(line for line in err.getvalue().splitlines() if line))


@contextmanager
def _at(desk: Path, environment: Mapping[str, str]) -> Iterator[None]:
    before, place, spoken = dict(os.environ), Path.cwd(), sys.argv
    mask = os.umask(0o077)
    os.environ.update(environment)
    os.chdir(desk)
    try:
        yield
    finally:
        os.umask(mask)
        sys.argv = spoken
        with suppress(OSError):
            os.chdir(place)
        os.environ.clear()
        os.environ.update(before)
