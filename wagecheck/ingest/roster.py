"""Rosters handed over in parts: movements on and off the site and contracts are folded into the worker's row."""

from collections.abc import Mapping

import polars as pl

from wagecheck.ingest import declared
from wagecheck.ingest.piece import Piece

_OF_A_ROSTER = frozenset({"phone", "card_no", "trade", "entry_date", "registered_date"})
"""Fields of which a roster has at least one."""

_OF_A_PART = frozenset(
    {"contract_date", "contract_end", "contract_kind", "agreed_wage", "training_date", "injury_insured"}
)
"""Fields that are often handed over in a list of their own."""

_IN = "进|入"
_OUT = "退|出|离|撤"
_WORKER = ("_dossier", "id_no")


def prepare(read: pl.DataFrame) -> pl.DataFrame:
    """Read a movement (进退场日期, 类型) as the day of entry or of exit."""
    if "moved_on" not in read.columns:
        return read
    kind = pl.col("movement") if "movement" in read.columns else pl.lit(None, pl.String)
    enters, leaves = kind.str.contains(_IN), kind.str.contains(_OUT)
    moved = pl.col("moved_on?").is_not_null()
    told = (enters != leaves).fill_null(value=False)
    fault = (
        pl.when(moved & pl.col("moved_on!"))
        .then(pl.lit("!moved_on"))
        .when(moved & ~told)
        .then(pl.lit("看不出是进场还是退场"))
        .when(moved & pl.col("moved_on").is_null())
        .then(pl.lit("-moved_on"))
    )
    return read.with_columns(
        pl.when(moved & enters).then("moved_on").otherwise("entry_date").alias("entry_date"),
        pl.when(moved & leaves).then("moved_on").otherwise("exit_date").alias("exit_date"),
        (pl.col("entry_date_asked") | (moved & enters).fill_null(value=False)).alias("entry_date_asked"),
        fault.alias("_own_fault"),
    )


def is_part(piece: Piece) -> bool:
    """Say whether a sheet only adds to a roster: movements, or contracts without a roster's own columns."""
    have = set(piece.raw.columns)
    return "moved_on" in have or (not have & _OF_A_ROSTER and bool(have & _OF_A_PART))


def fold(kept: pl.DataFrame, pieces: Mapping[int, Piece]) -> pl.DataFrame:
    """Fold the rows of parts into the roster row of the same worker (by ID number) in the same dossier.

    What the roster says itself stays. A row that meets no worker, several stays, or another employer, and a
    worker's second row, stands alone as a roster row: nothing is lost. Where a dossier has parts only, the longest of
    them is its roster.
    """
    parts = {index for index, piece in pieces.items() if is_part(piece)}
    if not parts:
        return kept
    owner = {index: piece.origin.dossier for index, piece in pieces.items()}
    rows = kept.with_columns(pl.col("_piece").replace_strict(owner, return_dtype=pl.Int32).alias("_dossier"))
    rows = _stays(rows)
    sizes = dict(rows.group_by("_piece").len().iter_rows())
    for dossier in {owner[index] for index in parts} - {owner[index] for index in pieces if index not in parts}:
        own = [index for index in parts if owner[index] == dossier]
        parts.remove(max(own, key=lambda index: (sizes.get(index, 0), -index)))
    whole = rows.filter(~pl.col("_piece").is_in(list(parts)))
    for index in sorted(parts):
        whole = _folded(whole, rows.filter(pl.col("_piece") == index), _said(pieces[index]))
    return whole.drop("_dossier").sort("_piece", "row", maintain_order=True)


def _said(piece: Piece) -> list[str]:
    """List the fields that a part has something to say of."""
    have = [name for name in declared.about("roster") if name in piece.raw.columns]
    return [*dict.fromkeys((*have, "entry_date", "exit_date"))] if "moved_on" in piece.raw.columns else have


def _stays(rows: pl.DataFrame) -> pl.DataFrame:
    """Join the movements of each worker into stays: an entry and the exit after it. A stay keeps its first row."""
    if "moved_on?" not in rows.columns:
        return rows
    moves = rows.filter(pl.col("moved_on?").is_not_null() & pl.col("id_no").is_not_null())
    if moves.is_empty():
        return rows
    worker = [*_WORKER, "_piece"]
    ordered = moves.sort("moved_on", "row", maintain_order=True).with_columns(
        pl.col("entry_date").is_not_null().cast(pl.Int32).cum_sum().over(worker).alias("_stay")
    )
    ends = ordered.with_columns(pl.col("exit_date").max().over(*worker, "_stay").alias("exit_date"))
    stays = ends.unique([*worker, "_stay"], keep="first", maintain_order=True).drop("_stay")
    others = rows.join(moves.select("_piece", "row"), on=["_piece", "row"], how="anti")
    return pl.concat([others, stays]).sort("_piece", "row", maintain_order=True)


def _folded(whole: pl.DataFrame, part: pl.DataFrame, said: list[str]) -> pl.DataFrame:
    """Fold one part into the rows so far."""
    place = ["_piece", "row"]
    met = part.select(*place, *_WORKER, "employer", "entry_date").join(
        whole.select(*_WORKER, "employer", "entry_date", at_piece="_piece", at_row="row"), on=_WORKER, suffix="_whole"
    )
    for name in ("employer", "entry_date"):
        same = (pl.col(name) == pl.col(f"{name}_whole")) | pl.col(name).is_null() | pl.col(f"{name}_whole").is_null()
        met = met.filter(same)
    single = met.filter(pl.len().over(place) == 1).sort("entry_date", "row", nulls_last=True)
    met = single.unique(["at_piece", "at_row"], keep="first").select(*place, "at_piece", "at_row")
    about = declared.about("roster")
    marks = [f"{name}_asked" for name in said if about[name]["asked"]]
    added = part.select(*place, *said, *marks).join(met, on=place).drop(place)
    both = whole.join(
        added, left_on=place, right_on=["at_piece", "at_row"], how="left", suffix="_part", maintain_order="left"
    )
    filled = both.with_columns(
        *(pl.coalesce(name, f"{name}_part").alias(name) for name in said),
        *((pl.col(mark) | pl.col(f"{mark}_part").fill_null(value=False)).alias(mark) for mark in marks),
    ).select(whole.columns)
    return pl.concat([filled, part.join(met, on=place, how="anti")])
