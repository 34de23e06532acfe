"""report.html: one file for people, that needs no network and runs nothing but its own few lines."""

from pathlib import Path

from wagecheck.model import Report
from wagecheck.report import further, layout, view

NAME = "report.html"


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write report.html into a folder; beside it `findings/`, where one page cannot hold every finding."""
    beside = further.write(report, to)
    path = to / NAME
    text = page(report, shards=sum(one.suffix == ".js" for one in beside))
    path.write_text(text, encoding="utf-8", newline="\n")
    return (path, *beside)


def page(report: Report, *, shards: int = 0) -> str:
    """Render the whole report as one page; `shards` is how many files of the index of all findings lie beside it."""
    prepared = view.page(report, shards=shards)
    sheet = layout.Sheet(report.language, prepared.title, prepared.on, prepared.seal, loads=bool(shards))
    return layout.render("report.html", sheet, page=prepared)
