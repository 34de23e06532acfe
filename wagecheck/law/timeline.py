"""The law on a day, in a place: dated records looked up one by one, or attached to a whole frame as columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl

from wagecheck.law import consistency, divisions, sources
from wagecheck.law.loading import LawFile, parse
from wagecheck.law.parameters import HIGHEST, PARAMETERS, Kind
from wagecheck.law.records import ZONE, Record, Value, best_first, in_force
from wagecheck.law.zones import of_tier
from wagecheck.model import Citation

_PROVINCE = 2
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
    """What the law files say, and what they answer.

    Of the records whose place a division lies in, the longest code answers (district, city, province, nation); within
    a place the user's own before ours, and the newest that is not after the day. A value that has ended (`until`)
    leaves its place without one of its own, so the shorter code answers.
    The file of a province is read when it is first asked for; what breaks a rule there stops whoever asked.
    """

    files: Mapping[str, LawFile]
    """The files of the package, by the two digits of their province; the nation's without any."""
    overlay: tuple[Record, ...]
    """Every record of the user's own file."""
    digest: str
    """SHA-256 over the law files, the user's own included."""

    def __reduce__(self) -> tuple[Callable[..., "Law"], tuple[object, ...]]:
        """Send what the law files say, and not what has been looked up in them."""
        return _arrived, (self.files, self.overlay, self.digest)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Give every value, zones aside, in the order of the files and then of their blocks."""
        return tuple(record for record in self._all if record.key != ZONE)

    @cached_property
    def zones(self) -> tuple[Record, ...]:
        """Give the divisions of each tier of the minimum wage, by place and date."""
        return tuple(record for record in self._all if record.key == ZONE)

    def citation(self, key: str, region: str, on: date, *, amount: Decimal | None = None) -> Citation | None:
        """Cite the value of a parameter in a place (code of 6 digits) on a day, for a contract of `amount` yuan.

        None where no value is known, and where it depends on an amount that is not given.
        Raises KeyError for a key that is not declared.
        """
        return self._cited(key, region, on, amount)

    def _cite(self, key: str, region: str, on: date, amount: Decimal | None) -> Citation | None:
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
            note="; ".join(part for part in (_band(record), record.note) if part),
        )

    def in_force(self, key: str, region: str, on: date) -> tuple[Citation, ...]:
        """Cite all that answers for a place on a day: one value, or one a band of contract amounts, the lowest first.

        Empty where nothing is known. Raises KeyError for a key that is not declared.
        """
        _, bounds = self._changes(key, _provinces([region]))
        amounts = (*bounds, Decimal("Infinity")) if PARAMETERS[key].banded else (None,)
        cited = (self.citation(key, region, on, amount=amount) for amount in amounts)
        return tuple(dict.fromkeys(each for each in cited if each is not None))

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

        Days fall into the few spans between changes of the keys, and amounts into the few bands: each place is looked
        up once a span and band, which are one number together.
        """
        places = frame[place].unique().drop_nulls().to_list()
        provinces = _provinces(places)
        changes = [self._changes(key, provinces) for key in keys]
        days = sorted({day for own, _ in changes for day in own})
        bounds = sorted({bound for _, own in changes for bound in own})
        told = ((*places, None), (None, *days), (*bounds, Decimal("Infinity"), None))
        where = frame[place].replace_strict(places, range(len(places)), default=len(places), return_dtype=pl.Int64)
        span = pl.Series(days, dtype=pl.Date).search_sorted(frame[on].fill_null(date.min), side="right")
        band = frame.select(pl.lit(len(bounds) + 1) if amount is None else _band_of(amount, bounds)).to_series()
        asked = (where * len(told[1]) + span) * len(told[2]) + band
        once = asked.unique()
        questions = [_apart(number, *told) for number in once]
        at = asked.replace_strict(once, range(len(once)), return_dtype=pl.Int64)
        return frame.drop(keys, strict=False).with_columns(
            pl.Series(key, [self._value(key, *each) for each in questions], _DTYPES[PARAMETERS[key].kind])[at]
            for key in keys
        )

    def place_name(self, region: str) -> str:
        """Name a place in full, as far as its code is known: 「江西省南昌市东湖区」."""
        return divisions.place_name(region)

    def region_of(self, text: str) -> str | None:
        """Resolve a place's name or code to a code of 6 digits; None where it is unknown or borne by several."""
        return divisions.region_of(text)

    @cached_property
    def _all(self) -> tuple[Record, ...]:
        built_in = (record for code in self.files for record in self.records_of(code) if not record.overlay)
        return (*built_in, *self.overlay)

    @cached_property
    def _cited(self) -> Callable[[str, str, date, Decimal | None], Citation | None]:
        """Cite, with what was asked lately at hand: many facts are of one place and day."""
        return lru_cache(maxsize=4096)(self._cite)

    @cached_property
    def _read(self) -> dict[str, tuple[Record, ...]]:
        return {}

    @cached_property
    def _shelves(self) -> dict[str, Mapping[tuple[str, str], tuple[Record, ...]]]:
        return {}

    @cached_property
    def _spans(self) -> dict[tuple[str, tuple[str, ...]], tuple[list[date], list[Decimal]]]:
        return {}

    def records_of(self, province: str) -> tuple[Record, ...]:
        """Give the records of a province, or of the nation, the user's own among them; checked when first read."""
        if province not in self._read:
            built_in = parse(self.files[province]) if province in self.files else []
            own = [record for record in self.overlay if record.place[:_PROVINCE] == province]
            consistency.check([*built_in, *own])
            self._read[province] = (*built_in, *own)
        return self._read[province]

    def _shelf(self, province: str) -> Mapping[tuple[str, str], tuple[Record, ...]]:
        """Give the records of a province, or of the nation, by key and place, best first."""
        if province not in self._shelves:
            grouped: dict[tuple[str, str], list[Record]] = {}
            for record in self.records_of(province):
                grouped.setdefault((record.key, record.place), []).append(record)
            self._shelves[province] = {question: best_first(answers) for question, answers in grouped.items()}
        return self._shelves[province]

    def _find(self, key: str, region: str, on: date, amount: Decimal | None) -> Record | None:
        """Find the record that answers; its note tells what the place's code leaves open."""
        base = HIGHEST.get(key, key)
        for place in dict.fromkeys((region, region[:4], region[:2], "")):
            shelf = self._shelf(place[:_PROVINCE])
            answers = shelf.get((base, place), ())
            if any(answer.tier for answer in answers):
                zones = shelf.get((ZONE, place), ())
                record = of_tier(answers, zones, region, on, highest=key in HIGHEST)
            else:
                record = in_force(answers, on, amount)
            if record:
                return None if record.banded and amount is None else record
        return None

    def _changes(self, key: str, provinces: tuple[str, ...]) -> tuple[list[date], list[Decimal]]:
        """Give the days on which a value of a key may change there, and the amounts at which it does, in order."""
        base = HIGHEST.get(key, key)
        if (base, provinces) not in self._spans:
            self._spans[base, provinces] = self._spans_of(base, provinces)
        return self._spans[base, provinces]

    def _spans_of(self, key: str, provinces: Sequence[str]) -> tuple[list[date], list[Decimal]]:
        keys = (key, ZONE) if PARAMETERS[key].tiered else (key,)
        records = [record for province in provinces for record in self.records_of(province) if record.key in keys]
        days = {record.since for record in records}
        days |= {record.until + timedelta(days=1) for record in records if record.until and record.until < date.max}
        bounds = {bound for record in records for bound in (record.above, record.up_to) if bound is not None}
        return sorted(days), sorted(bounds)

    def _value(self, key: str, region: str | None, on: date | None, amount: Decimal | None) -> Value | None:
        record = None if region is None or on is None else self._find(key, region, on, amount)
        return None if record is None else record.value


_AT_HAND: dict[str, Law] = {}
"""The law that came to this process last, by its digest."""


def _arrived(files: Mapping[str, LawFile], overlay: tuple[Record, ...], digest: str) -> Law:
    """Give the law that came with a piece of work: the files are read once, and not anew for each piece."""
    if digest not in _AT_HAND:
        _AT_HAND.clear()
        _AT_HAND[digest] = Law(files, overlay, digest)
    return _AT_HAND[digest]


def load(overlay: Path | None = None) -> Law:
    """Read the law that comes with the package, and a user's own file of the same shape.

    Raises LawError, with file and line, for a file of the user's that breaks a rule; see `loading` and `consistency`.
    """
    built_in = sources.built_in()
    own = sources.own(overlay) if overlay else None
    law = Law(
        files=built_in,
        overlay=tuple(parse(own)) if own else (),
        digest=sources.digest([*built_in.values(), *([own] if own else [])]),
    )
    for province in {record.place[:_PROVINCE] for record in law.overlay}:
        law.records_of(province)
    return law


def _provinces(places: Iterable[str | None]) -> tuple[str, ...]:
    """Name the files in which places are looked up, the nation's first."""
    return tuple(sorted({"", *(place[:_PROVINCE] for place in places if place is not None)}))


def _apart(
    number: int, places: Sequence[str | None], days: Sequence[date | None], amounts: Sequence[Decimal | None]
) -> tuple[str | None, date | None, Decimal | None]:
    """Take a number apart into its place, the first day of its span, and the greatest amount of its band."""
    rest, band = divmod(number, len(amounts))
    place, span = divmod(rest, len(days))
    return places[place], days[span], amounts[band]


def _band_of(amount: str, bounds: Sequence[Decimal]) -> pl.Expr:
    """Count the bounds that an amount exceeds; one more than there can be without an amount."""
    over = [(pl.col(amount) > bound).cast(pl.Int64) for bound in bounds]
    known = pl.sum_horizontal(pl.lit(0, pl.Int64), *over)
    return pl.when(pl.col(amount).is_not_null()).then(known).otherwise(len(bounds) + 1)


def _band(record: Record) -> str:
    """Say for which contract amounts a record answers; empty where for all."""
    bounds = [
        f"{word} {_worded(bound)} 元"
        for word, bound in (("超过", record.above), ("不超过", record.up_to))
        if bound is not None
    ]
    return f"合同额{', '.join(bounds)}" if bounds else ""


def _worded(value: Value) -> str:
    """Write a value for a reader, without trailing zeros: 「0.015」, 「26.6」, 「现金、银行保函」, 「是」."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
