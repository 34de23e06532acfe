"""Annotated copies: the workbooks that were handed in, with every finding shown at the cells that it is about.

The originals are only read. A copy holds the numbers of the original in full, so only its owner may read it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from wagecheck.annotation.copies import copy_of, saved
from wagecheck.annotation.marking import mark
from wagecheck.annotation.notes import Paper, notes_of, tables_of, telling
from wagecheck.errors import InputError
from wagecheck.ingest import Original, originals
from wagecheck.ingest.mapping import Saved
from wagecheck.language import say
from wagecheck.model import Finding, Notice, Rejected, Report, Rule
from wagecheck.privacy import mask_text

FOLDER = "annotated"
OWNER_ONLY = 0o600
CELLS = 3_000_000
"""Cells of a file beyond which no copy is made: it would take minutes and gigabytes."""
NAME = 60
"""Characters of a folder's or file's name."""

_UNFIT = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
_KEPT = (".xlsx",)


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copies that were written, and the files of which none could be made."""

    files: tuple[Path, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """One file of one project that has something to show."""

    project: str
    file: str
    sha256: str
    findings: tuple[Finding, ...]
    rejected: tuple[Rejected, ...]


def annotate(
    report: Report, paths: Sequence[Path], to: Path, *, rules: Sequence[Rule], config: Sequence[Saved] = ()
) -> Annotated:
    """Write copies into `to/annotated`, one a file with findings; each is an xlsx, whatever the original was.

    A file that is no longer there, has changed since it was read or cannot be copied is refused with a notice.
    `paths` and `config` are those that the report was made of.
    """
    by_id = {rule.id: rule for rule in rules}
    waiting: dict[tuple[str, str], list[_Job]] = {}
    for job in _jobs(report, by_id):
        waiting.setdefault((job.file, job.sha256), []).append(job)
    written: list[Path] = []
    notices: list[Notice] = []
    taken: set[str] = set()
    for original in originals(paths, config=config) if waiting else ():
        shown = original.file if report.revealed else mask_text(original.file)
        for job in waiting.pop((shown, original.sha256), ()):
            try:
                content = _copied(job, original, report, by_id)
            except InputError as refused:
                notices.append(Notice("error", _refusal(refused.what, report), job.file, project_id=job.project))
                continue
            path = to / FOLDER / _free(_name(job, report), taken)
            _write(path, content)
            written.append(path)
    gone = [job for jobs in waiting.values() for job in jobs]
    notices += [Notice("error", _refusal("", report), job.file, project_id=job.project) for job in gone]
    return Annotated(tuple(sorted(written)), tuple(notices))


def _jobs(report: Report, rules: Mapping[str, Rule]) -> list[_Job]:
    """List the files that some finding or some row not kept points at."""
    hashes = {(one.project_id, one.file): one.sha256 for one in report.inputs}
    held = tables_of(report)
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        sources = telling(finding, rules.get(finding.rule), held)
        for file in dict.fromkeys(source.file for source in sources):
            own = tuple(source for source in sources if source.file == file)
            found.setdefault((finding.project_id, file), []).append(replace(finding, sources=own))
    lost: dict[tuple[str, str], list[Rejected]] = {}
    for line in report.rejected:
        lost.setdefault((line.project_id, line.file), []).append(line)
    return [
        _Job(*key, hashes[key], tuple(found.get(key, ())), tuple(lost.get(key, ())))
        for key in sorted({*found, *lost})
        if key in hashes and not key[1].endswith(".toml")
    ]


def _copied(job: _Job, original: Original, report: Report, rules: Mapping[str, Rule]) -> bytes:
    grids = original.grids()
    if sum(len(grid.rows) * len(grid.rows[0]) for grid in grids if grid.rows) > CELLS:
        raise InputError("单元格太多")
    every = notes_of(job.findings, job.rejected, Paper(job.file, original.tables), report, rules)
    book = copy_of(original, grids)
    mark(book, every, job.file, report)
    return saved(book, report.on)


def _refusal(why: str, report: Report) -> str:
    if why:
        return say("没有标注副本: {why}", report.language, why=say(why, report.language))
    return say("没有标注副本: 原文件已不在原处, 或在读取之后改动过。请重新审查", report.language)


def _name(job: _Job, report: Report) -> str:
    """Name a copy after its original, in folders like the original's; several projects have a folder each."""
    *folders, file = PurePosixPath(job.file).parts or ("file",)
    if len(report.projects) > 1:
        folders.insert(0, job.project)
    path = PurePosixPath(file)
    stem = path.stem if path.suffix.lower() in _KEPT else file
    marked = say("{name}（标注）", report.language, name=_fit(stem))
    return "/".join([*map(_fit, folders), f"{marked}.xlsx"])


def _fit(name: str) -> str:
    """Make a name that every system takes for a file."""
    fit = _UNFIT.sub("_", name).strip(" .")[:NAME].rstrip(" .")
    return fit or "_"


def _free(name: str, taken: set[str]) -> str:
    """Give a name that no other copy has, upper and lower case being one."""
    stem = name.removesuffix(".xlsx")
    free = next(one for one in _numbered(stem) if one.casefold() not in taken)
    taken.add(free.casefold())
    return f"{free}.xlsx"


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem} ({number})"
        number += 1


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=OWNER_ONLY)
    path.chmod(OWNER_ONLY)
    path.write_bytes(content)


__all__ = ["CELLS", "FOLDER", "OWNER_ONLY", "Annotated", "annotate"]
