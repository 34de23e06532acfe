"""`python -m wagecheck` and the `wagecheck` command."""

import signal
import sys


def main() -> None:
    """Run a command; Ctrl-C is one line from the first moment to the last."""
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


if __name__ == "__main__":
    main()
