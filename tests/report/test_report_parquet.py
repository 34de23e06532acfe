"""findings.parquet: what findings.csv says, in columns that have a type."""

import csv as text
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.report.made_site import site
from tests.report.made_small import empty, hostile, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import csv, parquet


def _read(report: Report, folder: Path) -> pl.DataFrame:
    (written,) = parquet.write(report, folder)
    return pl.read_parquet(written)


def test_amounts_are_decimals_and_days_are_dates(tmp_path: Path) -> None:
    kinds = {name: str(kind) for name, kind in _read(tiny(), tmp_path).schema.items()}

    assert {name: kind for name, kind in kinds.items() if kind != "String"} == {
        "amount": "Decimal(precision=18, scale=2)",
        "on": "Date",
        "deadline": "Date",
        "at_once": "Boolean",
        "waived": "Boolean",
    }


def test_it_holds_the_findings_of_the_csv_in_the_same_order(tmp_path: Path) -> None:
    (listed,) = csv.write(site(), tmp_path)
    with listed.open(encoding="utf-8-sig", newline="") as file:
        rows = list(text.DictReader(file))
    frame = _read(site(), tmp_path)

    assert frame["fingerprint"].to_list() == [row["指纹"].removeprefix("'") for row in rows]
    assert frame["subject_id"].to_list() == [row["对象"] for row in rows]
    assert frame["row"].to_list() == [row["行号"] for row in rows]


def test_amounts_add_up_to_the_fen(tmp_path: Path) -> None:
    amounts = [Decimal(one.amount) for one in site().findings if one.amount]

    assert _read(site(), tmp_path)["amount"].sum() == sum(amounts)


def test_what_names_no_amount_and_no_day_is_null(tmp_path: Path) -> None:
    silent = [one.fingerprint for one in site().findings if one.amount is None]
    frame = _read(site(), tmp_path)

    assert set(frame.filter(pl.col("amount").is_null())["fingerprint"]) == set(silent)
    assert frame["on"].unique().to_list() == [site().on]
    assert {type(day) for day in frame["deadline"]} <= {date, type(None)}


def test_the_order_of_the_findings_does_not_show(tmp_path: Path) -> None:
    assert _read(shuffled(tiny()), tmp_path).equals(_read(tiny(), tmp_path))


@pytest.mark.parametrize("made", [hostile, empty])
def test_strange_texts_and_no_findings_can_be_written(made: Callable[[], Report], tmp_path: Path) -> None:
    assert _read(made(), tmp_path).height == len(made().findings)
