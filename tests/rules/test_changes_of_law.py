"""A change of law binds from its day on: the same wage, judged on either side of it, from the papers to the verdict."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl
import pytest

from tests.rules.case_files import book
from wagecheck import engine, rules
from wagecheck.facts import build_facts

W07 = next(rule for rule in rules.ALL if rule.id == "W07")
Judge = Callable[..., str]


@pytest.fixture
def judged(
    papers: Callable[..., dict[str, pl.DataFrame]], handed: Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame]
) -> Judge:
    """Give what W07 says of a payroll row in a place, from the papers on."""

    def verdict(region: str, month: str, gross: str, days: int = 22) -> str:
        row = {"name": "张大山", "month": month, "days": days, "gross": gross, "net": gross}
        tables = papers(project=[{"project_name": "甲工地", "region": region}], payroll=[row])
        months = build_facts(tables, handed(tables), book(), on=date(2026, 1, 5)).frames[W07.grain]
        lawful = book().attach(months, [key for key in W07.reads if "." in key])
        (counts,) = engine.judge([W07], {W07.grain: lawful}).by_rule[0].counts.drop("project_id").to_dicts()
        (said,) = [name for name, rows in counts.items() if rows]
        return str(said)

    return verdict


def test_the_last_month_of_the_old_minimum_wage_is_judged_by_the_old(judged: Judge) -> None:
    assert judged("360113", "2024-03", "1850") == "pass"
    assert judged("360113", "2024-03", "1849.99") == "fail"


def test_the_first_month_of_the_new_minimum_wage_is_judged_by_the_new(judged: Judge) -> None:
    assert judged("360113", "2024-04", "2000") == "pass"
    assert judged("360113", "2024-04", "1999.99") == "fail"


def test_the_change_comes_to_each_place_on_its_own_day(judged: Judge) -> None:
    assert judged("120101", "2025-08", "2320") == "pass"
    assert judged("120101", "2025-09", "2320") == "fail"
    assert judged("120101", "2025-09", "2510") == "pass"


def test_each_tier_of_a_city_has_its_own_minimum_wage(judged: Judge) -> None:
    assert judged("360113", "2024-04", "1870") == "fail"
    assert judged("360121", "2024-04", "1870") == "pass"


def test_where_the_tier_is_not_known_only_what_all_tiers_agree_on_is_said(judged: Judge) -> None:
    assert judged("360100", "2024-04", "1739.99") == "fail"
    assert judged("360100", "2024-04", "1740") == "unknown"
    assert judged("360100", "2024-04", "1999.99") == "unknown"
    assert judged("360100", "2024-04", "2000") == "pass"


def test_part_of_a_month_is_judged_by_its_share(judged: Judge) -> None:
    assert judged("360113", "2025-03", "919.54", days=10) == "pass"
    assert judged("360113", "2025-03", "919.53", days=10) == "fail"
