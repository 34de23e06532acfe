"""`python -m wagecheck` and the `wagecheck` command."""

import signal
import sys
from typing import NoReturn


class Interrupted(KeyboardInterrupt):
    """Ctrl-C. One of Python's own that passes a call of `exec` makes Python end by the signal, whoever caught it."""


def main() -> None:
    """Run a command; Ctrl-C is one line from the first moment to the last."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        from wagecheck.cli import main as command  # noqa: PLC0415 - what takes time is brought in where Ctrl-C is heard
        from wagecheck.cli import terminal  # noqa: PLC0415 - as above

        terminal.obey()
        command()
    except KeyboardInterrupt:
        sys.stderr.write("wagecheck: 已中断, 原有结果未改动\n")
        sys.exit(128 + signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the rest is leaving


def _interrupt(*_: object) -> NoReturn:
    raise Interrupted


if __name__ == "__main__":
    main()
