"""What can go wrong, and what the user can do about it.

Each error is one line for the terminal: what, where, what to do. The class decides the exit code.
"""

from enum import IntEnum
from functools import partial
from typing import Any


class Exit(IntEnum):
    """Exit codes of every command; *found something* and *could not run* are different answers."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    INTERNAL = 4


class WagecheckError(Exception):
    """Something the user can mend: `what` happened, `where`, and what `todo` about it."""

    exit = Exit.INTERNAL

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(what, where, todo)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it pass from one process to another whole."""
        return partial(type(self), where=self.where, todo=self.todo), (self.what,)

    def __str__(self) -> str:
        """One line: 「where: what。todo。」, parts that are empty left out."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}。{self.todo}" if self.todo else head


class UsageError(WagecheckError):
    """Arguments, configuration or output folder are wrong; nothing was audited."""

    exit = Exit.USAGE


class LawError(UsageError):
    """A law file breaks its own rules (unknown key, value out of range, no citation, dates out of order)."""


class InputError(WagecheckError):
    """A file or folder that was handed in cannot be read; the rest still is."""

    exit = Exit.INPUT
