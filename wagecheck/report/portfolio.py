"""index.html and the page of each project: what several projects add up to, ranked, and every one to look into."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from wagecheck.language import say
from wagecheck.model import Report, Verdict
from wagecheck.processes import divided, workers
from wagecheck.report import html, inert, layout, parts, portfolio_view, project_rows
from wagecheck.report.portfolio_view import FrontPage
from wagecheck.report.project_rows import Cell, ProjectRow

NAME = "index.html"
FOLDER = "projects"
INDEX = "index"
SHARD_ROWS = 10_000
"""Projects in one file of the index; about 3 MB."""
FEW = 20
"""Projects whose pages are written sooner than processes start."""
PORTION = 8
"""Projects that are handed to a process together."""
_VERDICTS = list(Verdict)


def write(
    report: Report, to: Path, *, jobs: int = 1, told: Callable[[int, int], None] = lambda _done, _of: None
) -> tuple[Path, ...]:
    """Write the pages of a report: report.html of one project; of several, index.html and a folder for each.

    Many projects are written in so many processes; the files are the same with any number. `told` hears how many are
    written, of how many.
    """
    if len(report.projects) <= 1:
        return html.write(report, to)
    inner = _projects(report, to / FOLDER, jobs if len(report.projects) > FEW else 1, told)
    return (*write_front(report, to), *inner)


def write_front(report: Report, to: Path) -> tuple[Path, ...]:
    """Write index.html and what belongs to it, without the pages of the projects."""
    return tuple(_write(to / name, text) for name, text in pages(report))


def write_pages(front: Report, reports: Sequence[Report], to: Path) -> tuple[Path, ...]:
    """Write the pages of some projects, each where the front page of all of them points."""
    ordered = parts.ranked(front.projects)
    folders = dict(zip((one.project_id for one in ordered), project_rows.folder_names(ordered), strict=True))
    written: list[Path] = []
    for report in reports:
        folder = to / FOLDER / folders[report.projects[0].project_id]
        folder.mkdir(parents=True, exist_ok=True)
        written += html.write(report, folder)
    return tuple(written)


def _projects(report: Report, to: Path, jobs: int, told: Callable[[int, int], None]) -> list[Path]:
    """Write the pages of each project into a folder of its own, a few projects at a time."""
    folders = [to / name for name in project_rows.folder_names(parts.ranked(report.projects))]
    each = zip(parts.parts(report), folders, strict=True)
    written: list[Path] = []
    done = 0
    told(done, len(folders))
    with workers(jobs) as crew:
        for paths in divided(crew, _portion, _portions(each)):
            done = min(done + PORTION, len(folders))
            told(done, len(folders))
            written += paths
    return written


def _portions(each: Iterator[tuple[Report, Path]]) -> Iterator[list[tuple[Report, Path]]]:
    while few := list(islice(each, PORTION)):
        yield few


def _portion(projects: Sequence[tuple[Report, Path]]) -> list[Path]:
    """Write the pages of a few projects: handed over together, what their reports share is handed over once."""
    written: list[Path] = []
    for report, folder in projects:
        folder.mkdir(parents=True, exist_ok=True)
        written += html.write(report, folder)
    return written


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
