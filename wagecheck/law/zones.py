"""Minimum wages by tier: which tier a division is in, and what is said where its code does not tell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from wagecheck.law.parameters import READS
from wagecheck.law.records import Record, in_force, prefix

_CITY = 4


def tiers(records: Iterable[Record]) -> tuple[str, ...]:
    """Give the tiers that records speak of, in order of first mention."""
    return tuple(dict.fromkeys(record.tier for record in records if record.tier))


def zones_in_force(zones: Sequence[Record], on: date) -> tuple[Record, ...]:
    """Pick the zone of each tier that holds on a day, from zones of one place in `best_first` order."""
    found = (in_force([zone for zone in zones if zone.tier == tier], on) for tier in tiers(zones))
    return tuple(zone for zone in found if zone)


def members(zone: Record) -> tuple[str, ...]:
    """Give the division codes of a zone; one of a whole city stands for all its districts."""
    if not isinstance(zone.value, tuple):
        raise TypeError(zone.key)
    return zone.value


def _within(region: str, zone: Record) -> bool:
    return any(region.startswith(prefix(code)) for code in members(zone))


def of_tier(
    answers: Sequence[Record], zones: Sequence[Record], region: str, on: date, *, highest: bool
) -> Record | None:
    """Pick the value of the tier that a division of 6 digits is in, from records of one place in `best_first` order.

    A code that stands in no zone (a city, a province, a new or unlisted district) may be in any tier of its city, or,
    where the city has none or a list is known in part only, of the place: then the lowest of them answers, so that
    nobody is accused wrongly, or the highest where that is asked. The record's note says so. None where one of them
    has no value that is known.
    """
    held = zones_in_force(zones, on)
    own = next((zone for zone in held if _within(region, zone)), None)
    if own:
        value = _of(own.tier, answers, on)
        said = f"{own.tier}区域: {own.cite}" + (f"({own.note})" if own.note else "")
        return _noted(value, said, [own]) if value and value.tier else value
    in_city = _of_city(region, held)
    drawn = in_city or tuple(zone.tier for zone in held)
    asked = drawn if in_city else dict.fromkeys((*drawn, *tiers(answers)))
    known = {tier: value for tier in asked if (value := _of(tier, answers, on))}
    if not known or not known.keys() >= set(drawn):
        return None
    tier, chosen = (max if highest else min)(known.items(), key=lambda item: _yuan(item[1]))
    if len({_yuan(value) for value in known.values()}) == 1:
        return chosen
    extreme = "最高" if highest else "最低"
    doubt = f"区划代码 {region} 不能确定属于哪一类区({'、'.join(known)}), 按其中{extreme}的{tier}取值"
    return _noted(chosen, doubt, held)


def _of(tier: str, answers: Sequence[Record], on: date) -> Record | None:
    return in_force([one for one in answers if one.tier in (tier, "")], on)


def _of_city(region: str, held: Sequence[Record]) -> tuple[str, ...]:
    """Give the tiers in which other districts of the city are; none where a list is known in part only."""
    if not all(zone.complete for zone in held):
        return ()
    return tuple(zone.tier for zone in held if any(code.startswith(region[:_CITY]) for code in members(zone)))


def _yuan(record: Record) -> Decimal:
    if not isinstance(record.value, Decimal):
        raise TypeError(record.key)
    return record.value


def _noted(value: Record, note: str, zones: Iterable[Record]) -> Record:
    """Add to a value's note how its tier was found; it is known no better than the zones are."""
    read = max([value.read, *(zone.read for zone in zones)], key=READS.index)
    return replace(value, read=read, note="; ".join(part for part in (value.note, note) if part))
