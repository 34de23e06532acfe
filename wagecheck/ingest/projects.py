"""Which project a dossier is about: one row each, an id of its own, and a place."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import chain, count

import polars as pl

from wagecheck import privacy
from wagecheck.ingest import declared
from wagecheck.model import Notice, Rejected

_DIGITS = re.compile(r"\d{2}(?:\d{2}){0,2}", re.ASCII)
_DAMAGED = re.compile(r"\d\.\d+[eE]\+\d{2}")
RegionOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Projects:
    """The project table, and what it says of the dossiers."""

    frame: pl.DataFrame
    """One row a dossier, with `_dossier`, `file`, `sheet`; columns of the table."""
    notices: tuple[tuple[int, Notice], ...]
    """With the dossier that each is about."""
    rejected: tuple[tuple[int, int, Rejected], ...]
    """Rows of a second project in a dossier: dossier, piece, and the row."""


def settle(said: pl.DataFrame, names: Sequence[tuple[int, str]], region_of: RegionOf, place: str | None) -> Projects:
    """Give each dossier (index, name) its one project row.

    `said` holds the rows that were read (`_dossier`, `_piece`, `file`, `sheet`, `row`, fields). Of
    several rows of one dossier the first counts; a dossier without any is named after itself; a project_id that another
    dossier bears gets a suffix. `place` overrides every region; else names of places become division codes.
    """
    first = said.unique("_dossier", keep="first", maintain_order=True)
    later = said.join(first.select("_piece", "row"), on=["_piece", "row"], how="anti")
    notices: list[tuple[int, Notice]] = []
    rejected = []
    for row in later.iter_rows(named=True):
        reason = "同一台账已有项目概况,本行未采用"
        rejected.append((row["_dossier"], row["_piece"], Rejected(row["file"], row["sheet"], row["row"], reason)))
    for index in later["_dossier"].unique(maintain_order=True):
        text = "一份台账中有多个项目,只采用第一个。请每个项目单独建一个文件夹"
        where = later.filter(pl.col("_dossier") == index).row(0, named=True)
        notices.append((index, Notice("error", text, where["file"], where["sheet"], where["row"])))
    frame = _with_silent(first, names, notices)
    frame = _with_ids(frame, dict(names), notices)
    return Projects(_with_regions(frame, region_of, place, notices), tuple(notices), tuple(rejected))


def _with_silent(
    first: pl.DataFrame, names: Sequence[tuple[int, str]], notices: list[tuple[int, Notice]]
) -> pl.DataFrame:
    """Add a row for each dossier that has no project table: it is named after itself, and nobody was asked anything."""
    known = set(first["_dossier"])
    silent = [(index, name) for index, name in names if index not in known]
    text = "台账中没有项目概况,以台账名称代替项目编码和名称。请补交项目概况表或 project.toml"
    notices.extend((index, Notice("warning", text)) for index, _ in silent)
    types = declared.dtypes("project")
    marks = {name: False for name in types if name.endswith(("_asked", "_damaged"))}
    rows = [
        {"_dossier": index, "project_id": name, "project_name": name, "file": "", "sheet": "", "row": 0, **marks}
        for index, name in silent
    ]
    added = pl.DataFrame(rows, schema={"_dossier": pl.Int32, **types})
    return pl.concat([first.drop("_piece"), added], how="diagonal").sort("_dossier")


def _with_ids(frame: pl.DataFrame, names: dict[int, str], notices: list[tuple[int, Notice]]) -> pl.DataFrame:
    seen: set[str] = set()
    ids = []
    for index, said, file, sheet in frame.select("_dossier", "project_id", "file", "sheet").iter_rows():
        lost = said is not None and _DAMAGED.fullmatch(said) is not None
        if (said is None and file) or lost:
            what = "项目编码以数值存储,已丢失精度" if lost else "项目概况没有项目编码"
            notices.append((index, Notice("warning", f"{what},以台账名称代替。请以文本补填", file, sheet)))
        wanted = names[index] if said is None or lost else said
        name = free(wanted, seen)
        if name != wanted:
            notices.append((index, renamed(wanted, name, file, sheet)))
        seen.add(name)
        ids.append(name)
    named = pl.coalesce("project_name", pl.Series(ids, dtype=pl.String))
    return frame.with_columns(named.alias("project_name"), pl.Series("project_id", ids, dtype=pl.String))


def free(said: str, taken: Collection[str]) -> str:
    """Give a project the code that it says, with a number where another dossier has taken that."""
    candidates = chain([said], (f"{said}#{number}" for number in count(2)))
    return next(one for one in candidates if one not in taken)


def renamed(said: str, name: str, file: str, sheet: str) -> Notice:
    """Tell that a project bears another code than it says: an earlier dossier has taken that."""
    text = f"项目编码 {said} 与另一份台账相同,本台账改记为 {name}。请核对编码,或合并为一份台账"
    return Notice("error", text, file, sheet)


def _with_regions(
    frame: pl.DataFrame, region_of: RegionOf, place: str | None, notices: list[tuple[int, Notice]]
) -> pl.DataFrame:
    if place is not None:
        return frame.with_columns(pl.lit(region_of(place) or place, pl.String).alias("region"))
    codes: list[str | None] = []
    for index, said, file, sheet in frame.select("_dossier", "region", "file", "sheet").iter_rows():
        code = said and (_code(said) or region_of(said))
        if said is not None and code is None:
            notices.append(
                (
                    index,
                    Notice(
                        "warning",
                        f"行政区划“{privacy.mask_text(said)}”查不到代码。请填6位行政区划代码,或用 --place 指定",
                        file,
                        sheet,
                    ),
                )
            )
        codes.append(code)
    return frame.with_columns(pl.Series("region", codes, dtype=pl.String))


def _code(said: str) -> str | None:
    """Give a division code as six digits; those of a province or city may have been written without zeros."""
    return said.ljust(6, "0") if _DIGITS.fullmatch(said) else None
