"""What a run has of the terminal: streams that can say Chinese, and ends that are told in one line."""

import errno
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import NoReturn, TextIO

from wagecheck.privacy import mask_text

INTERRUPTED = 128 + signal.SIGINT
"""With which a command ends on Ctrl-C, as shells expect it."""

_STOPS: Mapping[str, int] = {"SIGTERM": 15, "SIGHUP": 1}
"""Signals that ask a run to end, where there are such."""

STOPPED = frozenset({INTERRUPTED, *(128 + number for number in _STOPS.values())})

FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EDQUOT})
"""Errors of a disk that takes no more."""

REFUSED = FULL | {errno.ENAMETOOLONG}
"""Errors of a place that the user named and that cannot be used."""

_SAMPLE = "农民工工资"


def prepare() -> None:
    """Let streams take whatever is said: what their encoding lacks is a question mark; one without Chinese is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if _says_chinese(stream) else "utf-8", errors="replace")


def _says_chinese(stream: TextIO) -> bool:
    try:
        _SAMPLE.encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def obey() -> None:
    """End in good order, everything cleared away, when the system asks for it."""
    for name in _STOPS:
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), _leave)


def _leave(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def flush() -> OSError | None:
    """Write out what was printed; where nobody takes it, let it go, and say why."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            return None if isinstance(error, BrokenPipeError) else error
    return None


def say(line: str) -> None:
    """Tell the user one line."""
    told = " ".join(f"wagecheck: {mask_text(line)}".splitlines())
    with suppress(OSError):
        print(told, file=sys.stderr)  # noqa: T201 - messages go to stderr
