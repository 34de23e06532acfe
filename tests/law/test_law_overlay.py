"""The user's own law file, beside the law of the package: who answers, for which divisions, by which tier."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from wagecheck.law import Law, load

WAGE = "wage.minimum_monthly"
HIGH = "wage.minimum_monthly_high"


def value(law: Law, key: str, region: str, on: str) -> str | None:
    found = law.citation(key, region, date.fromisoformat(on))
    return found.value if found else None


def test_the_minimum_wage_is_known_no_better_than_its_zone(overlay: Callable[[str], Path]) -> None:
    law = load(
        overlay("""code = "36"
[[wage.zone]]
from = 2026-01-01
tier = "一类"
divisions = ["360102", "360123"]
cite = "试验"
read = "recalled"
""")
    )
    found = law.citation(WAGE, "360123", date(2026, 1, 1))

    assert found is not None
    assert (found.value, found.read) == ("2000", "recalled")


RECORD = """
[[{key}]]
from = {since}
value = {value}
cite = "试验文件"
read = "copy"
"""


def own(code: str, key: str, since: str, number: str, extra: str = "") -> str:
    return f'code = "{code}"\n' + RECORD.format(key=key, since=since, value=number) + extra


def test_an_overlay_wins_at_equal_place_though_its_day_is_older(overlay: Callable[[str], Path]) -> None:
    law = load(overlay(own("12", WAGE, "2020-01-01", "2999")))

    assert value(law, WAGE, "120101", "2019-12-31") == "2050"
    assert value(law, WAGE, "120101", "2020-01-01") == "2999"
    assert value(law, WAGE, "120101", "2026-01-01") == "2999"


def test_an_overlay_that_ended_gives_way_to_the_built_in(overlay: Callable[[str], Path]) -> None:
    law = load(overlay(own("12", WAGE, "2026-01-01", "2999", "until = 2026-06-30")))

    assert value(law, WAGE, "120101", "2026-06-30") == "2999"
    assert value(law, WAGE, "120101", "2026-07-01") == "2510"


def test_an_overlay_for_the_nation_does_not_touch_a_place_that_speaks(overlay: Callable[[str], Path]) -> None:
    law = load(overlay(own("", "deposit.cap", "2021-11-01", "9000000")))

    assert value(law, "deposit.cap", "360100", "2025-01-01") == "5000000"
    assert value(law, "deposit.cap", "120100", "2025-01-01") == "9000000"


@pytest.mark.parametrize(
    ("code", "region", "expected"),
    [
        ("3601", "360123", "2222"),
        ("3601", "360102", "2222"),
        ("3601", "360200", "1740"),
        ("360123", "360123", "2222"),
        ("360123", "360102", "2000"),
        ("36", "360102", "2222"),
        ("36", "360000", "2222"),
    ],
)
def test_the_longest_code_answers(overlay: Callable[[str], Path], code: str, region: str, expected: str) -> None:
    law = load(overlay(own(code, WAGE, "2020-01-01", "2222")))

    assert value(law, WAGE, region, "2025-01-01") == expected
    assert value(law, HIGH, region, "2025-01-01") == ("1870" if region == "360200" else expected)


@pytest.mark.parametrize(
    ("region", "expected"),
    [("360102", "3"), ("360100", "3"), ("360199", "3"), ("360281", "2"), ("360200", "5"), ("360000", "5")],
)
def test_a_value_for_divisions_answers_within_them_and_nowhere_else(
    overlay: Callable[[str], Path], region: str, expected: str
) -> None:
    key = "wage.settle_working_days"
    local = RECORD.format(key=key, since="2026-01-01", value=3) + 'divisions = ["360100", "360300"]\n'
    district = RECORD.format(key=key, since="2026-01-01", value=2) + 'divisions = ["360281"]\n'
    law = load(overlay('code = "36"\n' + local + district))

    assert value(law, key, region, "2026-01-01") == expected
    assert value(law, key, region, "2025-12-31") == "5"


ZONES = """code = "36"
[[wage.zone]]
from = 2026-01-01
tier = "三类"
divisions = []
complete = false
cite = "试验"
read = "copy"
"""


@pytest.mark.parametrize(
    ("region", "expected"),
    [("360102", ("2000", "2000")), ("360500", ("1740", "2000")), ("360521", ("1740", "2000"))],
)
def test_where_a_list_is_known_in_part_only_whoever_is_not_listed_may_be_in_any_tier(
    overlay: Callable[[str], Path], region: str, expected: tuple[str, str]
) -> None:
    law = load(overlay(ZONES))

    assert (value(law, WAGE, region, "2026-01-01"), value(law, HIGH, region, "2026-01-01")) == expected


def test_a_tier_without_a_value_that_is_known_leaves_the_place_without_one(overlay: Callable[[str], Path]) -> None:
    ended = RECORD.format(key=WAGE, since="2026-01-01", value=1800) + 'tier = "四类"\nuntil = 2026-06-30\n'
    law = load(overlay(ZONES.replace("三类", "四类") + ended))

    assert value(law, WAGE, "360500", "2026-06-30") == "1740"
    assert value(law, WAGE, "360500", "2026-07-01") is None
    assert value(law, WAGE, "360102", "2026-07-01") == "2000"


def test_an_end_that_no_day_follows_is_no_change(overlay: Callable[[str], Path]) -> None:
    law = load(overlay(own("12", WAGE, "2026-01-01", "2999", "until = 9999-12-31")))
    asked = pl.DataFrame({"region": ["120101"], "law_date": [date(2026, 1, 1)]})

    assert law.attach(asked, [WAGE])[WAGE].to_list() == [Decimal("2999.00")]
