"""The files of the provinces: what holds for every one of them, on every day that the tool judges."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import polars as pl
import pytest

from wagecheck.law import Law, load
from wagecheck.law.divisions import former, names
from wagecheck.law.parameters import HIGHEST, PARAMETERS, READS
from wagecheck.law.records import Record, best_first, prefix
from wagecheck.law.zones import members, zones_in_force

WAGE = "wage.minimum_monthly"
HIGH = "wage.minimum_monthly_high"
FIRST, LAST = date(2020, 5, 1), date(2026, 11, 21)
AMOUNT = Decimal("250000000.00")
BUILT_IN = load()
PROVINCES = sorted(code for code in names() if len(code) == len("36"))
WHOLE = ("14", "15", "22", "23", "32", "34", "35", "36", "44", "45", "50", "53", "61", "62", "64")
"""Provinces in which the newest list of every tier is known in full."""


def of(province: str, *keys: str) -> list[Record]:
    return [record for record in BUILT_IN.records_of(province) if not keys or record.key in keys]


def _question(record: Record) -> tuple[str | None, Decimal]:
    """Give a region and a contract amount for which the record is the answer; no region where no list tells one."""
    amount = record.up_to or Decimal(999_999_999)
    if not record.tier:
        return (record.place or "99").ljust(6, "0"), amount
    zones = [zone for zone in BUILT_IN.zones if zone.tier == record.tier and zone.place == record.place]
    listed = [zone.value for zone in zones if zone.since <= record.since and not zone.ended(record.since)]
    return (listed[-1][0] if listed and isinstance(listed[-1], tuple) and listed[-1] else None), amount


ASKED = [(record, *_question(record)) for record in BUILT_IN.records]


@pytest.mark.parametrize(
    ("record", "region", "amount"),
    [pytest.param(*asked, id=f"{asked[0].file}:{asked[0].line}:{asked[0].place}") for asked in ASKED if asked[1]],
)
def test_every_record_answers_from_its_day_on_and_not_before(
    law: Law, record: Record, region: str, amount: Decimal
) -> None:
    on = law.citation(record.key, region, record.since, amount=amount)
    eve = law.citation(record.key, region, record.since - timedelta(days=1), amount=amount)

    assert on is not None
    assert (on.since, on.cite) == (record.since.isoformat(), record.cite)
    assert eve is None or eve.since < on.since


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(record, id=f"{record.file}:{record.line}")
        for record, region, _ in ASKED
        if region is None and record.key == WAGE
    ],
)
def test_a_tier_of_which_no_list_is_known_lies_between_the_lowest_and_the_highest(law: Law, record: Record) -> None:
    region = record.place.ljust(6, "0")
    low, high = law.citation(WAGE, region, record.since), law.citation(HIGH, region, record.since)

    assert low is not None
    assert high is not None
    assert Decimal(low.value) <= Decimal(str(record.value)) <= Decimal(high.value)


def changes(province: str) -> set[date]:
    """Give every day on which something begins in a province, or has ended the day before."""
    records = [*of(province), *of("")]
    return {record.since for record in records} | {
        record.until + timedelta(days=1) for record in records if record.until
    }


CHANGES = {province: changes(province) for province in PROVINCES}


def days(province: str) -> list[date]:
    """Give every day on which something changes in a province and those beside it, and some days between."""
    near = {day + timedelta(days=shift) for day in CHANGES[province] for shift in (-1, 0, 1)}
    sample = {FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days + 1, 211)}
    return sorted(day for day in near | sample | {FIRST, LAST} if FIRST <= day <= LAST)


def regions(province: str) -> list[str]:
    """Give the province, a code that nobody bears, and of each tier and of each place with a value of its own one."""
    listed = [zone.value for zone in of(province, "wage.zone") if isinstance(zone.value, tuple) and zone.value]
    ends = {code for codes in listed for code in (codes[0], codes[-1], codes[0][:4] + "00", codes[0][:4] + "99")}
    local = {record.place.ljust(6, "0") for record in of(province) if record.place != province}
    return sorted({f"{province}0000", f"{province}9999", *ends, *sorted(local)[::5]})


def plainly(key: str, region: str, on: date) -> set[Decimal | int | str | bool | tuple[str, ...]]:
    """Say, as simply as it can be said, which values may hold in a place on a day: those of its tiers, or the one."""
    for place in (region, region[:4], region[:2], ""):
        answers = [record for record in of(place[:2], key) if record.place == place and record.since <= on]
        answers = [record for record in answers if record.spans(AMOUNT)]
        newest = {record.tier: record for record in sorted(answers, key=lambda one: one.since)}
        held = {record.value for record in newest.values() if not record.ended(on)}
        if held:
            return held
    return set()


def test_there_is_a_file_for_every_province() -> None:
    assert sorted(BUILT_IN.files) == ["", *PROVINCES]


@pytest.mark.parametrize("province", PROVINCES)
def test_a_file_is_named_after_the_place_that_it_speaks_for(province: str) -> None:
    file = BUILT_IN.files[province]

    assert f'code    = "{province}"' in file.text
    assert f'name    = "{names()[province]}"' in file.text
    assert {record.place[:2] for record in of(province)} == {province}


@pytest.mark.parametrize("province", PROVINCES)
def test_on_every_day_the_value_in_force_is_cited_and_attached_or_none(law: Law, province: str) -> None:
    keys = [*sorted({record.key for record in of(province)} - {"wage.zone"}), HIGH, "crime.group_workers"]
    asked = [(region, day, AMOUNT) for region in regions(province) for day in days(province)]
    frame = pl.DataFrame(
        asked, schema={"region": pl.String, "law_date": pl.Date, "amount": pl.Decimal(18, 2)}, orient="row"
    )
    attached = law.attach(frame, keys, amount="amount")

    for key in keys:
        for (region, day, amount), found in zip(asked, attached[key].to_list(), strict=True):
            cited = law.citation(key, region, day, amount=amount)
            value = tuple(found) if isinstance(found, list) else found
            assert (cited is None) == (value is None)
            assert value is None or value in plainly(HIGHEST.get(key, key), region, day)


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("key", [WAGE, "wage.minimum_hourly"])
def test_the_minimum_wage_of_a_tier_never_falls(province: str, key: str) -> None:
    by_tier: dict[tuple[str, str], list[Record]] = {}
    for record in of(province, key):
        by_tier.setdefault((record.place, record.tier), []).append(record)

    for records in by_tier.values():
        ordered = sorted(records, key=lambda one: one.since)
        assert all(_yuan(early) <= _yuan(late) for early, late in pairwise(ordered))


@pytest.mark.parametrize("province", PROVINCES)
def test_a_higher_tier_is_never_paid_less(province: str) -> None:
    for since in {record.since for record in of(province, WAGE)}:
        tiers = [record for record in of(province, WAGE) if record.since == since and record.tier[:2].strip("第")]
        ranked = sorted(tiers, key=lambda one: next((n for n, c in enumerate("一二三四") if c in one.tier), -1))
        assert all(_yuan(high) > _yuan(low) for high, low in pairwise(ranked))


@pytest.mark.parametrize("province", PROVINCES)
def test_every_parameter_answers_on_every_single_day(law: Law, province: str) -> None:
    every = pl.DataFrame({"law_date": pl.date_range(FIRST, LAST, eager=True)}).with_columns(
        region=pl.lit(province + "0000")
    )
    attached = law.attach(every, list(PARAMETERS))
    by_day = {day: row for day, *row in attached.select("law_date", *PARAMETERS).iter_rows()}

    assert len(by_day) == (LAST - FIRST).days + 1
    for day, row in by_day.items():
        eve = by_day.get(day - timedelta(days=1), row)
        assert row == eve or day in CHANGES[province]


@pytest.mark.parametrize("province", sorted({*PROVINCES} - {"41"}))
def test_the_minimum_wage_of_every_province_is_known_on_every_day(law: Law, province: str) -> None:
    places = [code.ljust(6, "0") for code in names() if code.startswith(province)]

    for day in days(province):
        asked = pl.DataFrame({"region": places, "law_date": [day] * len(places)})
        assert law.attach(asked, [WAGE])[WAGE].null_count() == 0


def test_where_the_new_standard_of_a_province_is_not_known_only_the_city_that_is_answers(law: Law) -> None:
    eve, day = date(2025, 11, 30), date(2025, 12, 1)

    assert [bool(law.citation(WAGE, region, eve)) for region in ("410103", "410300", "410000")] == [True, True, True]
    assert [bool(law.citation(WAGE, region, day)) for region in ("410103", "410300", "410000")] == [True, False, False]


@pytest.mark.parametrize("province", PROVINCES)
def test_every_division_of_a_zone_has_a_name(province: str) -> None:
    named = names().keys() | former().keys()
    listed = {prefix(code) for zone in of(province, "wage.zone") for code in members(zone)}

    assert listed <= named


@pytest.mark.parametrize("province", WHOLE)
def test_every_named_district_is_in_just_one_tier_of_the_newest_lists(province: str) -> None:
    held = zones_in_force(best_first(of(province, "wage.zone")), LAST)
    districts = [code for code in names() if code.startswith(province) and len(code) == len("360102")]

    for district in districts:
        assert sum(any(district.startswith(prefix(code)) for code in members(zone)) for zone in held) == 1


@pytest.mark.parametrize(
    ("region", "on", "expected"),
    [
        ("110105", "2025-08-31", "2420"),
        ("110105", "2025-09-01", "2540"),
        ("130102", "2023-01-01", "2200"),
        ("130183", "2025-12-01", "2230"),
        ("210102", "2021-10-31", "1810"),
        ("210181", "2021-11-01", "1640"),
        ("210281", "2020-05-01", "1710"),
        ("210281", "2021-11-01", "1910"),
        ("210281", "2024-05-01", "1700"),
        ("220381", "2020-05-01", "1480"),
        ("220184", "2026-01-01", "1870"),
        ("230113", "2025-11-30", "1750"),
        ("230113", "2025-12-01", "2010"),
        ("232722", "2026-01-01", "2010"),
        ("330106", "2026-01-01", "2660"),
        ("350427", "2021-01-01", "1570"),
        ("350405", "2025-04-01", "2045"),
        ("440305", "2021-12-31", "2200"),
        ("440305", "2022-01-01", "2360"),
        ("440800", "2021-11-30", "1410"),
        ("440800", "2021-12-01", "1720"),
        ("441900", "2026-11-21", "2080"),
        ("450681", "2023-11-01", "1990"),
        ("469023", "2021-12-01", "1730"),
        ("460100", "2024-01-01", "1850"),
        ("540102", "2025-12-31", "2100"),
        ("540102", "2026-01-01", "2360"),
        ("640121", "2025-09-30", "1900"),
        ("640121", "2025-10-01", "2235"),
        ("653131", "2025-01-01", "1900"),
        ("659001", "2025-01-01", "1890"),
    ],
)
def test_the_minimum_wage_of_the_place_on_the_day(law: Law, region: str, on: str, expected: str) -> None:
    found = law.citation(WAGE, region, date.fromisoformat(on))

    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    ("key", "region", "on", "amount", "expected"),
    [
        ("deposit.base_rate", "130100", "2022-03-03", "1.00", "0.01"),
        ("deposit.base_rate", "130100", "2022-03-04", "1.00", "0.02"),
        ("deposit.base_rate", "340100", "2022-03-01", "299999999.99", "0.02"),
        ("deposit.base_rate", "340100", "2022-03-01", "300000000.00", "0.01"),
        ("deposit.cap", "340100", "2022-03-01", "300000000.00", "5000000"),
        ("deposit.exempt_clean_years", "340100", "2025-07-01", "1.00", "3"),
        ("deposit.base_rate", "440305", "2022-06-23", "1.00", "0.03"),
        ("deposit.base_rate", "440100", "2022-06-23", "1.00", "0.01"),
        ("deposit.cap", "640100", "2024-06-01", "199999999.99", None),
        ("deposit.cap", "640100", "2024-06-01", "200000000.00", "4000000"),
        ("deposit.exempt_amount", "640100", "2024-06-01", "1.00", "3000000.01"),
        ("labour_cost.floor_ratio", "410105", "2025-01-01", "1.00", "0.1"),
        ("labour_cost.floor_ratio", "410300", "2025-01-01", "1.00", None),
        ("labour_cost.floor_ratio_transport", "370200", "2022-05-14", "1.00", "0.08"),
        ("crime.single_amount", "440305", "2025-01-01", "1.00", "20000"),
        ("crime.group_amount", "445103", "2025-01-01", "1.00", "60000"),
        ("crime.single_amount", "420528", "2025-01-01", "1.00", "5000"),
        ("crime.single_amount", "420500", "2025-01-01", "1.00", "10000"),
        ("crime.group_amount", "430100", "2025-01-01", "1.00", "40000"),
        ("crime.group_amount", "110105", "2025-01-01", "1.00", "30000"),
        ("over_age.overtime_hours", "110105", "2026-06-30", "1.00", None),
        ("over_age.overtime_hours", "110105", "2026-07-01", "1.00", "0"),
        ("retirement.women50_cap_months", "110105", "2025-01-01", "1.00", "60"),
    ],
)
def test_the_value_of_the_place_on_the_day(key: str, region: str, on: str, amount: str, expected: str | None) -> None:
    found = BUILT_IN.citation(key, region, date.fromisoformat(on), amount=Decimal(amount))

    assert (found.value if found else None) == expected


def _yuan(record: Record) -> Decimal:
    assert isinstance(record.value, Decimal)
    return record.value


def test_every_declared_parameter_has_a_value_somewhere(law: Law) -> None:
    assert {record.key for record in law.records} | HIGHEST.keys() == PARAMETERS.keys()


def test_only_a_tolerance_of_ours_is_marked_so(law: Law) -> None:
    assert {record.read for record in law.records} <= set(READS)
    assert all((record.read == "ours") == record.cite.startswith("本工具口径") for record in law.records)
    assert {record.place for record in law.records if record.read == "ours"} == {""}
