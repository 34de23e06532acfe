"""Shards: papers of many projects, divided so that each part can be judged on its own and in bounded memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

import polars as pl

from wagecheck.ingest.read import Papers
from wagecheck.model import InputSheet, Notice, Rejected

_Line = TypeVar("_Line", InputSheet, Rejected, Notice)


def shard_of(project_id: str, shards: int) -> int:
    """Give the shard of a project, 0 … shards − 1: by a hash of its code, so that it never moves."""
    return int.from_bytes(sha256(project_id.encode()).digest()[:8]) % shards


def split(papers: Papers, shards: int) -> dict[int, Papers]:
    """Divide papers into so many shards by project, the rows of each in their order: shard → its papers.

    A shard without anything is left out. What belongs to no project goes with the first.
    """
    if shards == 1:
        return {0: papers}
    said = {one.project_id for lines in (papers.inputs, papers.rejected, papers.notices) for one in lines}
    ids = said.union(*(frame["project_id"].unique() for frame in papers.tables.values()))
    return _divided(papers, {one: shard_of(one, shards) if one else 0 for one in ids})


def cut(papers: Papers, pieces: int) -> dict[int, Papers]:
    """Divide papers into so many pieces of as many projects each, in their order: piece → its papers.

    A piece without a project is left out. What belongs to none of the projects goes with the first.
    """
    codes = papers.tables["project"]["project_id"].to_list()
    return _divided(papers, {code: at * pieces // len(codes) for at, code in enumerate(codes)})


def _divided(papers: Papers, place: Mapping[str, int]) -> dict[int, Papers]:
    """Divide papers as `place` says of their projects; what it does not know goes with the first."""
    homes = pl.DataFrame(
        {"project_id": list(place), "_shard": list(place.values())}, {"project_id": pl.String, "_shard": pl.Int32}
    )
    divided = {name: _rows_of(frame, homes) for name, frame in papers.tables.items()}
    return {
        shard: replace(
            papers,
            tables={name: parts.get(shard, papers.tables[name].clear()) for name, parts in divided.items()},
            inputs=_of(papers.inputs, place, shard),
            rejected=_of(papers.rejected, place, shard),
            notices=_of(papers.notices, place, shard),
        )
        for shard in sorted({0, *place.values()})
    }


def _rows_of(frame: pl.DataFrame, homes: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """Divide a table by the shard of its projects."""
    joined = frame.join(homes, on="project_id", how="left", maintain_order="left")
    marked = joined.with_columns(pl.col("_shard").fill_null(0))
    parts = marked.partition_by("_shard", as_dict=True, include_key=False, maintain_order=True)
    return {int(key[0]): part for key, part in parts.items()}


def _of(lines: Sequence[_Line], place: Mapping[str, int], shard: int) -> tuple[_Line, ...]:
    return tuple(one for one in lines if place.get(one.project_id, 0) == shard)
