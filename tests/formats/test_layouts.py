"""Each layout: the files of `<layout>/input` give exactly the rows of `<layout>/expected.json`.

After a wanted change: `WAGECHECK_GOLDEN=rewrite pytest tests/formats`, then read the difference.
"""

import datetime as dt
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.formats.build_banks import STORY
from wagecheck import ingest

HERE = Path(__file__).parent
LAYOUTS = sorted(folder.parent.name for folder in HERE.glob("*/input"))
PLACES = {"南昌市东湖区": "360102"}


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Keep what a row says; the marks that are true go into one list."""
    marks = [name for name, value in row.items() if name.endswith(("_asked", "_damaged")) and value]
    plain = {
        name: _plain(value)
        for name, value in row.items()
        if value is not None and name != "project_id" and not name.endswith(("_asked", "_damaged"))
    }
    return plain | {"true": marks}


def _table(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [_row(row) for row in frame.iter_rows(named=True)]


def _read(layout: str) -> dict[str, Any]:
    papers = ingest.read(ingest.find([HERE / layout / "input"]), region_of=PLACES.get)
    sheets = [
        [
            one.file,
            one.sheet,
            one.table,
            one.heading_row,
            one.rows_read,
            one.rows_kept,
            one.rows_rejected,
            one.rows_furniture,
        ]
        for one in papers.inputs
    ]
    return {
        "inputs": sheets,
        "encodings": {one.file: one.encoding for one in papers.inputs},
        "rejected": [f"{one.file} {one.sheet} {one.row} {one.reason}" for one in papers.rejected],
        "notices": [f"{one.level} {one.file} {one.sheet} {one.row} {one.text}" for one in papers.notices],
        "tables": {name: _table(frame) for name, frame in papers.tables.items() if len(frame) and frame["file"][0]},
    }


BANKS = [*(f"{bank}_01" for bank in ("ICBC", "ABC", "BOC", "BCM", "CMB", "PSBC", "CIB")), "CCB_02", "ABC_02", "CCB_H2H"]
SHAPES = ["SIDES_short", "SIDES_paid", "SIDES_exchanged", "FLAG_word", "FLAG_beside_sides", "PARTIES_flag"]
SHAPES += ["PARTIES_bare", "BARE_amount", "JOINED_party", "ORDER_mixed"]


@pytest.mark.parametrize("layout", [*BANKS, *SHAPES])
def test_every_bank_tells_the_same_story(layout: str) -> None:
    papers = ingest.read(ingest.find([HERE / layout / "input"]), region_of=PLACES.get)
    told = papers.tables["statement"].select(
        pl.col("booked_at").dt.date(), pl.col("credit") - pl.col("debit"), "balance", "counterparty_name", "summary"
    )
    story = [(one.at.date(), one.amount, one.balance, one.name or None, one.summary) for one in STORY]
    assert told.rows() == story
    assert papers.rejected == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_gives_its_canonical_rows(layout: str) -> None:
    golden = HERE / layout / "expected.json"
    read = _read(layout)
    if os.environ.get("WAGECHECK_GOLDEN") == "rewrite":
        golden.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert read == json.loads(golden.read_text(encoding="utf-8"))


def test_lists_of_payments_deposits_accounts_and_cards_are_told_apart_by_content() -> None:
    kinds: dict[str, set[str]] = {}
    for one in ingest.read(ingest.find([HERE / "KINDS_apart" / "input"]), region_of=PLACES.get).inputs:
        kinds.setdefault(one.table, set()).add(one.file)

    assert kinds == {
        "payout": {"1.csv", "2.csv"},
        "deposit": {"3.csv", "4.csv"},
        "statement": {"5.csv", "8.csv"},
        "": {"6.csv", "7.csv"},
    }
