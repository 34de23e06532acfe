"""index.html and the page of each project: what several projects add up to, ranked, and every one to look into."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wagecheck.language import say
from wagecheck.model import Report, Verdict
from wagecheck.report import html, inert, layout, parts, portfolio_view, project_rows
from wagecheck.report.portfolio_view import FrontPage
from wagecheck.report.project_rows import Cell, ProjectRow

NAME = "index.html"
FOLDER = "projects"
INDEX = "index"
SHARD_ROWS = 10_000
"""Projects in one file of the index; about 3 MB."""
_VERDICTS = list(Verdict)


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write the pages of a report: report.html of one project; of several, index.html and a folder for each."""
    if len(report.projects) <= 1:
        return html.write(report, to)
    names = project_rows.folder_names(parts.ranked(report.projects))
    inner: list[Path] = []
    for part, name in zip(parts.parts(report), names, strict=True):
        folder = to / FOLDER / name
        folder.mkdir(parents=True)
        inner += html.write(part, folder)
    front = [_write(to / name, text) for name, text in pages(report)]
    return (*front, *inner)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def pages(report: Report) -> Iterator[tuple[str, str]]:
    """Render index.html, the pages that go on with its table, and the files that its search reads; each by its name."""
    front = portfolio_view.front_page(report)
    blocks = [front.rows[at : at + portfolio_view.ROWS] for at in range(0, len(front.rows), portfolio_view.ROWS)]
    shards = [front.rows[at : at + SHARD_ROWS] for at in range(0, len(front.rows), SHARD_ROWS)]
    names = [NAME, *(f"index-{number}.html" for number in range(2, len(blocks) + 1))]
    for at, (name, block) in enumerate(zip(names, blocks, strict=True)):
        yield name, _page(report, replace(front, rows=block), names, at, shards=len(shards) if at == 0 else 0)
    for number, rows in enumerate(shards, start=1):
        yield f"{INDEX}/projects-{number}.js", _script(rows)


def _page(report: Report, front: FrontPage, names: Sequence[str], at: int, *, shards: int) -> str:
    sheet = layout.Sheet(
        report.language,
        f"{say(front.heading, report.language)} · {front.title}",
        front.on,
        front.seal,
        styles=("dossier", "findings", "portfolio"),
        script="portfolio.js" if shards else "",
        loads=bool(shards),
    )
    return layout.render("portfolio.html", sheet, page=front, names=names, at=at, shards=shards)


def _script(rows: Sequence[ProjectRow]) -> str:
    """Write the file of the index that holds these projects: a call that hands over lists of strings."""
    dumped = json.dumps([_entry(row) for row in rows], ensure_ascii=False, separators=(",", ":"))
    return f"wagecheckProjects({inert.json_text(dumped)});\n"


def _entry(row: ProjectRow) -> list[str]:
    """Give a project as a list of texts, in the order in which `portfolio.js` takes them."""
    change = row.change
    return [
        row.href,
        project_rows.clean(row.id),
        row.name,
        row.place,
        row.contractor,
        row.owner,
        row.funding,
        "1" if row.no_arrears_project else "",
        str(_VERDICTS.index(row.verdict)),
        row.arrears,
        row.workers,
        row.worker_months,
        row.judged,
        " ".join(map(_short, row.cells)),
        *((change.way, change.amount, change.new, change.fixed) if change else ()),
    ]


def _short(cell: Cell) -> str:
    """Write a cell as the place of its verdict, and its count: `1:12`."""
    return f"{_VERDICTS.index(cell.verdict)}:{cell.count}"
