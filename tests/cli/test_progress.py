"""The bar shows itself on a terminal, when there is much to do, and nowhere else."""

import io
import sys

import pytest

from wagecheck.cli import progress
from wagecheck.ingest import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr; from a fixture, pytest would put its own back."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    return shown


def test_it_tells_of_reading_and_then_of_auditing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress.reading(quiet=False) as told:
        told(Progress(0, 20, 0))
        told(Progress(8, 20, 1234))
        reading = terminal.getvalue()
        told(Progress(20, 20, 2345))

    assert "读取台账" in reading
    assert "正在审查" not in reading
    assert "正在审查" in terminal.getvalue()
    assert "2,345 行" in terminal.getvalue()


def test_it_tells_of_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress.writing(quiet=False) as told:
        told(0, 40)
        told(40, 40)

    assert "写出报告" in terminal.getvalue()
    assert "40/40" in terminal.getvalue()


def test_it_stays_away_where_one_dossier_is_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress.reading(quiet=False), progress.writing(quiet=False):
        pass

    assert not terminal.getvalue()


@pytest.mark.parametrize("quiet", [True, False])
def test_it_stays_away_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch, *, quiet: bool) -> None:
    shown = Terminal() if quiet else io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    with progress.writing(quiet=quiet) as told:
        told(0, 40)

    assert not shown.getvalue()
