"""The writers: each knows the report and nothing of how it came to be."""

from collections.abc import Callable, Sequence
from pathlib import Path

from wagecheck.errors import UsageError
from wagecheck.model import Report
from wagecheck.report import csv, html, json

Writer = Callable[[Report, Path], tuple[Path, ...]]

WRITERS: dict[str, Writer] = {
    "html": html.write,
    "json": json.write,
    "csv": csv.write,
}
"""Every output by the name that `--format` calls it."""


def render(report: Report, formats: Sequence[str], to: Path) -> tuple[Path, ...]:
    """Write the report into a folder in each of the formats; an unknown one is a usage error before any is written."""
    unknown = [name for name in formats if name not in WRITERS]
    if unknown:
        raise UsageError(f"不认识的报告格式 {'、'.join(unknown)}", todo=f"可选: {', '.join(WRITERS)}")
    return tuple(path for name in dict.fromkeys(formats) for path in WRITERS[name](report, to))
