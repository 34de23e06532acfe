"""One value of one parameter, with the days between which it holds and the source that says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | int | str | bool | tuple[str, ...]

ZONE = "wage.zone"
"""Key of the records that say which divisions are in a tier of the minimum wage."""


@dataclass(frozen=True, slots=True)
class Record:
    """One `[[key]]` block of a law file."""

    key: str
    value: Value
    """The figure; of a zone, the divisions in its tier."""
    since: date
    until: date | None
    """Last day on which it holds; None where no end is known."""
    cite: str
    read: str
    """seen | copy | recalled | ours."""
    note: str
    place: str
    """Division code of 2, 4 or 6 digits; empty for the nation. A block that names divisions is a record for each."""
    tier: str
    """Tier of the minimum wage (一类 …); empty where there are none."""
    above: Decimal | None
    """Contract amount in yuan above which it holds, exclusive."""
    up_to: Decimal | None
    """Contract amount in yuan up to which it holds, inclusive."""
    complete: bool
    """Of a zone, whether all its divisions are listed; where not, a division that is listed nowhere may be in it."""
    overlay: bool
    """Whether the user's own file says so."""
    file: str
    line: int

    @property
    def banded(self) -> bool:
        """Whether it holds for some contract amounts only."""
        return self.above is not None or self.up_to is not None

    def ended(self, on: date) -> bool:
        """Whether it held and no longer does."""
        return self.until is not None and on > self.until

    def spans(self, amount: Decimal) -> bool:
        """Whether it holds for a contract of this amount."""
        return (self.above is None or amount > self.above) and (self.up_to is None or amount <= self.up_to)

    def contests(self, other: "Record") -> bool:
        """Whether both answer the same question from the same day on: some tier and some contract amount of a place."""
        mine = (self.key, self.place, self.overlay, self.since)
        if mine != (other.key, other.place, other.overlay, other.since):
            return False
        if self.tier and other.tier and self.tier != other.tier:
            return False
        lows = [band for band in (self.above, other.above) if band is not None]
        highs = [band for band in (self.up_to, other.up_to) if band is not None]
        return not lows or not highs or max(lows) < min(highs)


def prefix(code: str) -> str:
    """Give what the codes of all places within a division begin with: 4101 of 410100, 41 of 410000, 410102 itself."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def best_first(records: Iterable[Record]) -> tuple[Record, ...]:
    """Order records so that the first that fits answers: the user's own before ours, newer before older."""
    return tuple(sorted(records, key=lambda one: (one.overlay, one.since, one.until or date.max), reverse=True))


def in_force(records: Sequence[Record], on: date, amount: Decimal | None = None) -> Record | None:
    """Pick, from records of one place in `best_first` order, the newest that is not after the day.

    None where the newest has ended: an older value does not come back. Without an amount a banded record may be the
    answer; whoever asks must look.
    """
    for overlay in (True, False):
        for record in records:
            if record.overlay is overlay and record.since <= on and (amount is None or record.spans(amount)):
                if not record.ended(on):
                    return record
                break
    return None
