"""Stamp out portfolios of any size from a few made-up sites: the same papers under other numbers.

A stamped project has its own code, account, people and cards, so that no two share one; everything else is as on the
site that it was stamped from. That is enough to measure with, and a thousand times faster than building each site.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import polars as pl
from polars import col

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from madeup import Plan, Site, build, template, write
from madeup.ground import Ground
from madeup.mutators import MUTATORS, rich
from madeup.numbers import BLOCK, account_number, card_number, id_number, person

from wagecheck import ingest, law
from wagecheck.ingest import Papers
from wagecheck.tables import TABLES

PERSONS = ("id_no",)
CARDS = ("card_no", "counterparty_account", "payee_account")
ACCOUNTS = ("account_no", "own_account")
TROUBLES = 8
"""How many mutators are planted in a site with trouble."""
_ID_LENGTH = 18
_RENAMING = {"copy": pl.Int64, "old": pl.String, "new": pl.String}
_OF_A_MONTH = ["project_id", "file", "sheet", "name", "id_no", "month"]


def troubled(plan: Plan) -> Site:
    """Build a site and plant some mutators in it; those that find no room are left out."""
    rng = Random(plan.seed)
    site = build(plan)
    rich(site)
    ground = Ground(site, rng=rng)
    balanced = False
    for mutator in sorted(rng.sample(MUTATORS, TROUBLES), key=MUTATORS.index):
        try:
            balanced = mutator.make(rng, site)(ground).balanced or balanced
        except ValueError:
            continue
    if not balanced:
        site.balance_anew()
    return site


def papers_of(site: Site) -> Papers:
    """Write the papers of a site as CSV and read them as a user's would be."""
    with TemporaryDirectory(prefix="wagecheck-") as folder:
        dossier = Path(folder) / "site"
        write(site, dossier, template("csv"))
        return ingest.gather([dossier], region_of=law.load().region_of)


def by_month(papers: Papers) -> Papers:
    """Hand in attendance as sums of months in place of days; a month has the row of its first day."""
    days = papers.tables["attendance"]
    sums = days.group_by(_OF_A_MONTH, maintain_order=True).agg(
        col("days", "hours", "overtime_hours").sum(),
        pl.lit(None, pl.Date).alias("date"),
        col(
            name for name in days.columns if name not in {*_OF_A_MONTH, "days", "hours", "overtime_hours", "date"}
        ).first(),
    )
    monthly = sums.select(col(name).cast(kind) for name, kind in days.schema.items())
    return replace(papers, tables={**papers.tables, "attendance": monthly})


def stamped(papers: Papers, copies: Sequence[int]) -> Papers:
    """Give the papers once for each copy, whose number must be used for no other site."""
    frames = papers.tables
    persons = [one for one in _said(frames, PERSONS) if len(one) == _ID_LENGTH and one[:17].isdigit()]
    cards = [one for one in _said(frames, ("card_no", "payee_account")) if one.isdigit()]
    accounts = _said(frames, ("account_no",))
    codes = {copy: f"{copy:06d}" for copy in copies}
    code = frames["project"]["project_id"].item()
    renamed = {
        "project_id": pl.DataFrame([(copy, code, new) for copy, new in codes.items()], _RENAMING, orient="row"),
        **dict.fromkeys(PERSONS, _renaming(copies, persons, _person)),
        **dict.fromkeys(CARDS, _renaming(copies, cards, lambda _, number: card_number(number))),
        **dict.fromkeys(
            ACCOUNTS, _renaming(copies, accounts, lambda _, number: account_number(number, "中国工商银行"))
        ),
    }
    return replace(
        papers,
        tables={name: _copied(frames[name], copies, renamed) for name in TABLES},
        inputs=tuple(replace(one, project_id=new) for new in codes.values() for one in papers.inputs),
        rejected=tuple(replace(one, project_id=new) for new in codes.values() for one in papers.rejected),
        notices=tuple(replace(one, project_id=new) for new in codes.values() for one in papers.notices),
    )


def _said(frames: Mapping[str, pl.DataFrame], names: Sequence[str]) -> list[str]:
    """List what stands in some columns of any table, each once."""
    found = [frame[name] for frame in frames.values() for name in names if name in frame.columns]
    return pl.concat(found).drop_nulls().unique().sort().to_list()


def _person(old: str, number: int) -> str:
    woman = int(old[16]) % 2 == 0
    return id_number(old[:6], *person(number, woman=woman))


def _renaming(copies: Sequence[int], old: Sequence[str], named: Callable[[str, int], str]) -> pl.DataFrame:
    rows = [(copy, one, named(one, copy * BLOCK + place)) for copy in copies for place, one in enumerate(old)]
    return pl.DataFrame(rows, _RENAMING, orient="row")


def _copied(frame: pl.DataFrame, copies: Sequence[int], renamed: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Repeat a table for each copy, its rows in their order, its numbers replaced."""
    columns = frame.columns
    stacked = pl.concat(frame.with_columns(copy=pl.lit(copy, pl.Int64)) for copy in copies)
    for name in columns:
        if name in renamed:
            stacked = (
                stacked.join(
                    renamed[name], left_on=["copy", name], right_on=["copy", "old"], how="left", maintain_order="left"
                )
                .with_columns(pl.coalesce("new", name).alias(name))
                .drop("new")
            )
    return stacked.select(columns).rechunk()
