"""report.html: one file for people, that needs no network and runs nothing but its own few lines."""

from pathlib import Path

from wagecheck.model import Report
from wagecheck.report import layout, view

NAME = "report.html"


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write report.html into a folder."""
    path = to / NAME
    path.write_text(page(report), encoding="utf-8", newline="\n")
    return (path,)


def page(report: Report) -> str:
    """Render the whole report as one self-contained page."""
    prepared = view.page(report)
    sheet = layout.Sheet(report.language, prepared.title, prepared.on, prepared.seal)
    return layout.render("report.html", sheet, page=prepared)
