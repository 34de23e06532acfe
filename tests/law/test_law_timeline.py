"""The law on a day, in a place."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagecheck.law import Law, load
from wagecheck.law.divisions import names
from wagecheck.law.parameters import PARAMETERS

WAGE = "wage.minimum_monthly"
HIGH = "wage.minimum_monthly_high"
RATE = "deposit.base_rate"
FORMS = "deposit.forms_allowed"
BUILT_IN = load()


def value(law: Law, key: str, region: str, on: str, amount: str | None = None) -> str | None:
    found = law.citation(key, region, date.fromisoformat(on), amount=None if amount is None else Decimal(amount))
    return found.value if found else None


def one_row(region: str | None, on: str | None, amount: str | None = None) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "region": [region],
            "law_date": [date.fromisoformat(on) if on else None],
            "contract_amount": [Decimal(amount) if amount else None],
        },
        schema={"region": pl.String, "law_date": pl.Date, "contract_amount": pl.Decimal(18, 2)},
    )


@pytest.mark.parametrize(
    ("key", "region", "on", "expected"),
    [
        (WAGE, "120101", "2021-06-30", "2050"),
        (WAGE, "120101", "2021-07-01", "2180"),
        (WAGE, "120116", "2023-10-31", "2180"),
        (WAGE, "120116", "2023-11-01", "2320"),
        (WAGE, "120199", "2025-08-31", "2320"),
        (WAGE, "120199", "2025-09-01", "2510"),
        (WAGE, "360102", "2021-03-31", "1680"),
        (WAGE, "360102", "2021-04-01", "1850"),
        (WAGE, "360113", "2024-03-31", "1850"),
        (WAGE, "360113", "2024-04-01", "2000"),
        (WAGE, "360112", "2024-04-01", "1870"),
        (WAGE, "360681", "2024-04-01", "1870"),
        (WAGE, "360123", "2024-04-01", "1740"),
        (WAGE, "361181", "2017-12-31", None),
        ("wage.minimum_hourly", "360121", "2024-04-01", "18.7"),
        ("wage.minimum_hourly", "120104", "2025-09-01", "26.6"),
        ("deposit.cap", "360100", "2022-06-13", None),
        ("deposit.cap", "360100", "2022-06-14", "5000000"),
        ("deposit.cap", "120100", "2026-01-01", None),
        ("deposit.cap_lifted_by_arrears", "360100", "2022-06-14", "是"),
        ("deposit.lodge_working_days", "360100", "2021-10-31", None),
        ("deposit.lodge_working_days", "360100", "2021-11-01", "20"),
        (FORMS, "120100", "2022-01-03", None),
        (FORMS, "120100", "2022-01-04", "现金、银行保函"),
        (FORMS, "120100", "2027-01-03", "现金、银行保函"),
        (FORMS, "120100", "2027-01-04", None),
        (FORMS, "360100", "2025-01-01", "现金、银行保函、担保公司保函、保证保险"),
        ("payment_guarantee.min_ratio", "360100", "2021-06-30", None),
        ("payment_guarantee.min_ratio", "360100", "2021-07-01", "0.1"),
        ("account.open_days", "440100", "2021-07-06", None),
        ("account.open_days", "440100", "2021-07-07", "30"),
        ("wage.settle_working_days", "360100", "2025-01-01", "5"),
        ("wage.settle_working_days", "120100", "2025-01-01", None),
        ("wage.paid_days_per_month", "360100", "2024-12-31", "21.75"),
        ("crime.single_amount", "360100", "2025-01-01", "5000"),
        ("crime.group_amount", "120100", "2025-01-01", "30000"),
    ],
)
def test_the_value_of_the_place_on_the_day(law: Law, key: str, region: str, on: str, expected: str | None) -> None:
    assert value(law, key, region, on) == expected


@pytest.mark.parametrize(
    ("region", "on", "amount", "expected"),
    [
        ("360100", "2022-06-14", "10000000.00", "0.015"),
        ("360100", "2022-06-14", "10000000.01", "0.01"),
        ("360100", "2022-06-13", "5000000.00", "0.01"),
        ("360100", "2021-10-31", "5000000.00", None),
        ("360100", "2022-06-14", None, None),
        ("120100", "2025-01-01", "5000000.00", "0.01"),
        ("120100", "2025-01-01", None, "0.01"),
    ],
)
def test_the_deposit_rate_goes_by_the_contract_amount(
    law: Law, region: str, on: str, amount: str | None, expected: str | None
) -> None:
    assert value(law, RATE, region, on, amount) == expected


def test_where_the_place_is_silent_the_citation_says_that_the_national_floor_was_used(law: Law) -> None:
    found = law.citation(RATE, "120100", date(2025, 1, 1))

    assert found is not None
    assert found.place == ""
    assert "下限" in found.note


def test_a_value_that_ended_leaves_its_place_to_the_shorter_code(law: Law) -> None:
    before = law.citation("deposit.exempt_amount", "120116", date(2027, 1, 3))
    after = law.citation("deposit.exempt_amount", "120116", date(2027, 1, 4))

    assert before is not None
    assert after is not None
    assert (before.place, after.place) == ("12", "")


@pytest.mark.parametrize("region", ["360100", "360000", "360199", "360105"])
def test_a_code_that_does_not_tell_the_tier_gets_the_lowest_and_says_so(law: Law, region: str) -> None:
    low = law.citation(WAGE, region, date(2025, 1, 1))
    high = law.citation(HIGH, region, date(2025, 1, 1))

    assert low is not None
    assert high is not None
    assert (low.value, high.value) == ("1740", "2000")
    assert "最低的三类" in low.note
    assert "最高的一类" in high.note


def test_a_city_spans_only_the_tiers_of_its_own_districts(law: Law) -> None:
    assert (value(law, WAGE, "360500", "2025-01-01"), value(law, HIGH, "360500", "2025-01-01")) == ("1740", "1870")


@pytest.mark.parametrize("region", ["360102", "120116", "120100"])
def test_where_the_tier_is_known_lowest_and_highest_are_one(law: Law, region: str) -> None:
    assert value(law, WAGE, region, "2025-10-01") == value(law, HIGH, region, "2025-10-01")


def test_a_known_tier_is_cited_with_its_zone(law: Law) -> None:
    found = law.citation(WAGE, "360102", date(2025, 1, 1))

    assert found is not None
    assert found.note.startswith("一类区域: 江西省人民政府办公厅")


def test_a_key_that_is_not_declared_is_a_mistake_of_the_caller(law: Law) -> None:
    with pytest.raises(KeyError):
        law.citation("wage.maximum", "360100", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("key", "dtype", "expected"),
    [
        (WAGE, pl.Decimal(18, 2), Decimal("2000.00")),
        (RATE, pl.Decimal(12, 6), Decimal("0.010000")),
        ("deposit.lodge_working_days", pl.Int32(), 20),
        ("wage.paid_days_per_month", pl.Decimal(8, 2), Decimal("21.75")),
        (FORMS, pl.List(pl.String()), ["现金", "银行保函", "担保公司保函", "保证保险"]),
        ("deposit.cap_lifted_by_arrears", pl.Boolean(), True),
    ],
)
def test_a_column_has_the_type_of_its_kind(law: Law, key: str, dtype: pl.DataType, expected: object) -> None:
    found = law.attach(one_row("360102", "2025-01-01", "20000000"), [key], amount="contract_amount")[key]

    assert found.dtype == dtype
    assert found.to_list() == [expected]


@pytest.mark.parametrize(("region", "on"), [(None, "2025-01-01"), ("360102", None), ("990100", "2025-01-01")])
def test_without_place_day_or_value_the_column_is_null(law: Law, region: str | None, on: str | None) -> None:
    assert law.attach(one_row(region, on), [WAGE])[WAGE].to_list() == [None]


def test_a_rate_by_bands_is_null_without_an_amount_and_never_the_national_one(law: Law) -> None:
    frame = one_row("360102", "2025-01-01")

    assert law.attach(frame, [RATE], amount="contract_amount")[RATE].to_list() == [None]
    assert law.attach(frame, [RATE])[RATE].to_list() == [None]


def test_rows_keep_their_order_and_their_other_columns(law: Law) -> None:
    frame = pl.DataFrame(
        {"n": range(6), "at": ["120101", "360102", None, "120101", "360123", "360102"], "day": [date(2025, 1, 1)] * 6}
    )
    found = law.attach(frame, [WAGE, HIGH], place="at", on="day")

    assert found.columns == ["n", "at", "day", WAGE, HIGH]
    assert found.drop(WAGE, HIGH).equals(frame)
    assert found[WAGE].cast(pl.Int32).to_list() == [2320, 2000, None, 2320, 1740, 2000]


def test_a_column_attached_before_is_replaced(law: Law) -> None:
    once = law.attach(one_row("120101", "2025-08-31"), [WAGE])
    twice = law.attach(once.with_columns(law_date=date(2025, 9, 1)), [WAGE])

    assert twice[WAGE].to_list() == [Decimal("2510.00")]


def test_an_empty_frame_gets_empty_columns(law: Law) -> None:
    found = law.attach(one_row("360102", "2025-01-01", "1").clear(), [WAGE, RATE], amount="contract_amount")

    assert found.height == 0
    assert found.schema[WAGE] == pl.Decimal(18, 2)


def said(found: object) -> str | None:
    """Word an attached value as a citation does."""
    if isinstance(found, Decimal):
        return f"{found.normalize():f}"
    if isinstance(found, list):
        return "、".join(found)
    return {True: "是", False: "否", None: None}[found] if isinstance(found, bool) or found is None else str(found)


CHANGES = sorted({day for one in (*BUILT_IN.records, *BUILT_IN.zones) for day in (one.since, one.until) if day})
DAYS = st.builds(
    lambda day, shift: day + timedelta(days=shift), st.sampled_from(CHANGES), st.integers(min_value=-2, max_value=2)
)
REGIONS = st.sampled_from([*(code.ljust(6, "0") for code in names()), "360199", "999999"])
AMOUNTS = st.sampled_from(["1.00", "9999999.99", "10000000.00", "10000000.01", "900000000.00"]).map(Decimal)
ROWS = st.tuples(st.none() | REGIONS, st.none() | DAYS, st.none() | AMOUNTS)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12), st.lists(st.sampled_from(sorted(PARAMETERS)), min_size=1, max_size=12, unique=True))
def test_a_frame_gets_row_by_row_what_is_cited(
    rows: list[tuple[str | None, date | None, Decimal | None]], keys: list[str]
) -> None:
    frame = pl.DataFrame(
        rows, schema={"region": pl.String, "law_date": pl.Date, "paid": pl.Decimal(18, 2)}, orient="row"
    )
    attached = BUILT_IN.attach(frame, keys, amount="paid")

    for key in keys:
        cited = [
            BUILT_IN.citation(key, region, day, amount=amount) if region is not None and day is not None else None
            for region, day, amount in rows
        ]
        assert [said(one) for one in attached[key].to_list()] == [one.value if one else None for one in cited]


@settings(deadline=None)
@given(REGIONS, DAYS)
def test_the_lowest_tier_is_never_above_the_highest(region: str, day: date) -> None:
    low, high = BUILT_IN.citation(WAGE, region, day), BUILT_IN.citation(HIGH, region, day)

    assert (low is None) == (high is None)
    if low and high:
        assert Decimal(low.value) <= Decimal(high.value)


def test_names_of_places_and_their_codes_go_both_ways(law: Law) -> None:
    for code in names():
        full = code.ljust(6, "0")
        assert law.region_of(law.place_name(full)) == full
