"""Gathering: one stack of papers from all that the user named, dossiers and canonical Parquet alike."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

import polars as pl

from wagecheck import tables
from wagecheck.errors import InputError
from wagecheck.ingest.find import find, find_lakes, holds_dossier
from wagecheck.ingest.lake import is_lake, read_lake
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.read import Papers, read
from wagecheck.model import InputSheet, Notice, Rejected
from wagecheck.privacy import mask_text

_Line = TypeVar("_Line", InputSheet, Rejected, Notice)


def gather(
    paths: Sequence[Path],
    *,
    region_of: Callable[[str], str | None],
    place: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
) -> Papers:
    """Read what the paths hold: dossiers, and folders that `wagecheck ingest` wrote, also below a folder of them.

    What lies below a folder and was read from no file but those already read is left out: it is their own copy.

    `region_of`, `place` and `config` as in `read`. A damaged lake is told in `notices`; where there is nothing besides,
    it is raised as InputError, as is a place where nothing at all was found. UsageError for a path that does not exist.
    """
    lakes = {path.absolute(): path for path in paths if is_lake(path)}
    plain = [path for path in paths if path.absolute() not in lakes]
    below = {lake.absolute(): lake for path in plain for lake in find_lakes(path, limits)}
    copies = below.keys() - lakes.keys()
    lakes |= below
    dossiers = [path for path in plain if not find_lakes(path, limits) or holds_dossier(path, limits)]
    papers, refused = [], []
    if dossiers or not lakes:
        papers.append(read(find(dossiers, limits), region_of=region_of, place=place, limits=limits, config=config))
    region = None if place is None else region_of(place) or place
    for name, path in lakes.items():
        try:
            own = _placed(read_lake(path), region)
            if name not in copies or not _is_copy(own, papers):
                papers.append(own)
        except InputError as error:
            refused.append(error)
    if not papers:
        raise refused[0]
    stack = reduce(_stacked, papers)
    told = (Notice("error", mask_text(str(error))) for error in refused)
    return replace(stack, notices=(*stack.notices, *told))


def _is_copy(papers: Papers, others: Sequence[Papers]) -> bool:
    """Say whether papers come from no file but those of others."""
    read_already = {sheet.sha256 for other in others for sheet in other.inputs}
    return bool(papers.inputs) and {sheet.sha256 for sheet in papers.inputs} <= read_already


def _placed(papers: Papers, region: str | None) -> Papers:
    """Let a division code that the user gave override that of every project."""
    if region is None:
        return papers
    projects = papers.tables["project"].with_columns(pl.lit(region, pl.String).alias("region"))
    return replace(papers, tables={**papers.tables, "project": projects})


def _stacked(papers: Papers, more: Papers) -> Papers:
    """Lay papers on one another; a project whose code is taken gets a suffix, as one of two dossiers does."""
    taken = set(papers.tables["project"]["project_id"])
    names = {}
    for said in more.tables["project"]["project_id"]:
        names[said] = _free(said, taken)
        taken.add(names[said])
    renamed = {said: name for said, name in names.items() if said != name}
    told = tuple(
        Notice("error", f"项目编码 {said} 与另一份台账相同,本台账改记为 {name}。请核对编码", project_id=name)
        for said, name in renamed.items()
    )
    moved = {name: _renamed(frame, renamed) for name, frame in more.tables.items()}
    return Papers(
        tables={name: pl.concat([papers.tables[name], moved[name]]) for name in tables.TABLES},
        inputs=(*papers.inputs, *_of(renamed, more.inputs)),
        rejected=(*papers.rejected, *_of(renamed, more.rejected)),
        notices=(*papers.notices, *_of(renamed, more.notices), *told),
    )


def _free(name: str, taken: Collection[str]) -> str:
    candidates = chain([name], (f"{name}#{number}" for number in count(2)))
    return next(one for one in candidates if one not in taken)


def _renamed(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    return frame.with_columns(pl.col("project_id").replace(names)) if names else frame


def _of(names: Mapping[str, str], lines: Sequence[_Line]) -> tuple[_Line, ...]:
    return tuple(replace(one, project_id=names.get(one.project_id, one.project_id)) for one in lines)
