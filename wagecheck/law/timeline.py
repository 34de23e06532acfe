"""The law on a day, in a place: dated records looked up one by one, or attached to a whole frame as columns."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from wagecheck.errors import LawError
from wagecheck.law import consistency, divisions
from wagecheck.law.loading import LawFile, parse
from wagecheck.law.parameters import HIGHEST, PARAMETERS, Kind
from wagecheck.law.records import ZONE, Record, Value, best_first, in_force
from wagecheck.law.zones import of_tier
from wagecheck.model import Citation

_DTYPES: Mapping[Kind, pl.DataType] = {
    "money": pl.Decimal(18, 2),
    "ratio": pl.Decimal(12, 6),
    "count": pl.Int32(),
    "days": pl.Decimal(8, 2),
    "text": pl.String(),
    "list": pl.List(pl.String()),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True)
class Law:
    """All records that were loaded, and what they answer.

    Of the records whose place a division lies in, the longest code answers (district, city, province, nation); within
    a place the user's own before ours, and the newest that is not after the day. A value that has ended (`until`)
    leaves its place without one of its own, so the shorter code answers.
    """

    records: tuple[Record, ...]
    """Every value, zones aside, in the order of the files."""
    zones: tuple[Record, ...]
    """Which divisions are in which tier of the minimum wage, by place and date."""
    digest: str
    """SHA-256 over the law files, the user's own included."""

    def citation(self, key: str, region: str, on: date, *, amount: Decimal | None = None) -> Citation | None:
        """Cite the value of a parameter in a place (code of 6 digits) on a day, for a contract of `amount` yuan.

        None where no value is known, and where it depends on an amount that is not given.
        Raises KeyError for a key that is not declared.
        """
        parameter = PARAMETERS[key]
        record = self._find(key, region, on, amount)
        if record is None:
            return None
        return Citation(
            key=key,
            meaning=parameter.meaning,
            value=_worded(record.value),
            unit=parameter.unit,
            since=record.since.isoformat(),
            cite=record.cite,
            read=record.read,
            place=record.place,
            note=record.note,
        )

    def attach(
        self,
        frame: pl.DataFrame,
        keys: Sequence[str],
        *,
        place: str = "region",
        on: str = "law_date",
        amount: str | None = None,
    ) -> pl.DataFrame:
        """Add one column per key, named exactly the key: the value in each row's place on its day.

        `place` holds codes of 6 digits, `on` dates, `amount` contract amounts in yuan. Null where no value is known or
        place or day is null. Rows keep their order; a column that already bears the name is replaced.
        Raises KeyError for a key that is not declared.
        """
        by = [place, on] if amount is None else [place, on, amount]
        asked = frame.select(by).unique()
        known = asked.with_columns(
            self._column(key, asked[place], asked[on], None if amount is None else asked[amount]) for key in keys
        )
        kept = frame.drop(keys, strict=False)
        return kept.join(known, on=by, how="left", nulls_equal=True, maintain_order="left")

    def place_name(self, region: str) -> str:
        """Name a place in full, as far as its code is known: 「江西省南昌市东湖区」."""
        return divisions.place_name(region)

    def region_of(self, text: str) -> str | None:
        """Resolve a place's name or code to a code of 6 digits; None where it is unknown or borne by several."""
        return divisions.region_of(text)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        """Give the records of each key and place, best first."""
        grouped: dict[tuple[str, str], list[Record]] = {}
        for record in (*self.records, *self.zones):
            grouped.setdefault((record.key, record.place), []).append(record)
        return {question: best_first(answers) for question, answers in grouped.items()}

    def _find(self, key: str, region: str, on: date, amount: Decimal | None) -> Record | None:
        """Find the record that answers; its note tells what the place's code leaves open."""
        base = HIGHEST.get(key, key)
        for place in dict.fromkeys((region, region[:4], region[:2], "")):
            answers = self._by_place.get((base, place), ())
            if any(answer.tier for answer in answers):
                zones = self._by_place.get((ZONE, place), ())
                record = of_tier(answers, zones, region, on, highest=key in HIGHEST)
            else:
                record = in_force(answers, on, amount)
            if record:
                return None if record.banded and amount is None else record
        return None

    def _column(self, key: str, place: pl.Series, on: pl.Series, amount: pl.Series | None) -> pl.Series:
        """Give one value per row.

        Days fall into the few spans between changes of the key, and amounts into the few bands, so that each place is
        looked up once a span and band.
        """
        days, bounds = self._changes(HIGHEST.get(key, key))
        spans = pl.Series("span", days, dtype=pl.Date).search_sorted(on.fill_null(date.min), side="right")
        asked = pl.DataFrame({"place": place, "span": spans.set(on.is_null(), None)})
        if amount is not None:
            over = [(pl.col("amount") > bound).cast(pl.UInt32) for bound in bounds]
            band = pl.when(pl.col("amount").is_not_null()).then(pl.sum_horizontal(pl.lit(0, pl.UInt32), *over))
            asked = asked.with_columns(amount.alias("amount")).with_columns(band.alias("band")).drop("amount")
        once = asked.unique()
        values = [self._value(key, row, days, bounds) for row in once.iter_rows(named=True)]
        answered = once.with_columns(pl.Series(key, values, dtype=_DTYPES[PARAMETERS[key].kind]))
        return asked.join(answered, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")[key]

    def _changes(self, key: str) -> tuple[list[date], list[Decimal]]:
        """Give the days on which any place's value of a key may change, and the amounts at which it does, in order."""
        zones = self.zones if PARAMETERS[key].tiered else ()
        records = [*(record for record in self.records if record.key == key), *zones]
        days = {record.since for record in records}
        days |= {record.until + timedelta(days=1) for record in records if record.until and record.until < date.max}
        bounds = {bound for record in records for bound in (record.above, record.up_to) if bound is not None}
        return sorted(days), sorted(bounds)

    def _value(self, key: str, row: Mapping[str, Any], days: Sequence[date], bounds: Sequence[Decimal]) -> Value | None:
        """Look up one place in one span and band; a span is asked on its first day, a band at its greatest amount."""
        if row["place"] is None or not row["span"]:
            return None
        band = row.get("band")
        amount = None if band is None else (*bounds, Decimal("Infinity"))[band]
        record = self._find(key, row["place"], days[row["span"] - 1], amount)
        return None if record is None else record.value


def load(overlay: Path | None = None) -> Law:
    """Read the law that comes with the package, and a user's own file of the same shape.

    Raises LawError, with file and line, for a file that breaks a rule; see `loading` and `consistency`.
    """
    sources = [*_built_in(), *([_own(overlay)] if overlay else [])]
    records = [record for source in sources for record in parse(source)]
    consistency.check(records)
    hashed = hashlib.sha256()
    for text in (*(source.text for source in sources), divisions.text()):
        hashed.update(text.encode())
    return Law(
        records=tuple(record for record in records if record.key != ZONE),
        zones=tuple(record for record in records if record.key == ZONE),
        digest=hashed.hexdigest(),
    )


def _built_in() -> list[LawFile]:
    """Read the nation's file and every file of a place, in order of name."""
    here = files(__package__)
    found = {"law/national.toml": here.joinpath("national.toml")}
    for place in sorted(here.joinpath("places").iterdir(), key=lambda one: one.name):
        if place.name.endswith(".toml"):
            found[f"law/places/{place.name}"] = place
    return [LawFile(name, file.read_text(encoding="utf-8")) for name, file in found.items()]


def _own(path: Path) -> LawFile:
    """Read the user's file, with or without a byte-order mark."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LawError("读不到地方参数文件", where=str(path), todo="请核对路径和权限") from error
    except UnicodeDecodeError as error:
        raise LawError("地方参数文件不是 UTF-8 编码", where=str(path), todo="请另存为 UTF-8") from error
    return LawFile(str(path), text, overlay=True)


def _worded(value: Value) -> str:
    """Write a value for a reader, without trailing zeros: 「0.015」, 「26.6」, 「现金、银行保函」, 「是」."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
