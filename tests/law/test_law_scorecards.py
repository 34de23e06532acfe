"""How supervisory platforms would grade a project."""

from datetime import date

import pytest

from tests.law.test_law_pillars import RULES
from wagecheck.errors import LawError
from wagecheck.law import scorecards

CARD = """
[[scorecard]]
name  = "平台"
place = "36"
cite  = "通知"
read  = "copy"
note  = ""

[[scorecard.indicator]]
id    = "A1"
text  = "有专户"
light = "黄灯"
rules = ["A01"]
note  = ""
"""


def test_three_platforms_have_their_scorecards() -> None:
    counts = {card.place: len(card.indicators) for card in scorecards.scorecards()}

    assert counts == {"36": 8, "52": 6, "54": 5}


@pytest.mark.parametrize("card", scorecards.scorecards(), ids=lambda card: card.place)
def test_every_rule_of_an_indicator_is_in_the_rule_book(card: scorecards.Scorecard) -> None:
    assert {rule for indicator in card.indicators for rule in indicator.rules} <= set(RULES)


@pytest.mark.parametrize("card", scorecards.scorecards(), ids=lambda card: card.place)
def test_an_indicator_that_no_rule_of_ours_sees_says_so(card: scorecards.Scorecard) -> None:
    assert all(indicator.note for indicator in card.indicators if not indicator.rules)


@pytest.mark.parametrize(
    ("region", "on", "places"),
    [
        ("360100", date(2022, 8, 1), ["36"]),
        ("360100", date(2022, 7, 31), []),
        ("520102", date(2020, 5, 1), ["52"]),
        ("540000", date(2025, 1, 1), ["54"]),
        ("120116", date(2025, 1, 1), []),
        ("", date(2025, 1, 1), []),
    ],
)
def test_a_platform_grades_the_projects_of_its_place_from_its_day(region: str, on: date, places: list[str]) -> None:
    assert [card.place for card in scorecards.of(region, on)] == places


def test_a_scorecard_is_read_as_written() -> None:
    (card,) = scorecards.parse(CARD)

    assert card.indicators == (scorecards.Indicator("A1", "有专户", "黄灯", ("A01",), ""),)


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('"A01"', '"Z01"', "Z01"),
        ('"A01"', '"A*"', "A*"),
        ('"A01"', "1", "1"),
        ("黄灯", "蓝灯", "蓝灯"),
        ('"copy"', '"heard"', "heard"),
        ('place = "36"', 'place = "江西"', "江西"),
        ('cite  = "通知"', 'cite  = ""', "cite"),
        ('cite  = "通知"', "", "缺少 cite"),
        ('cite  = "通知"', 'cite  = "通知"\nmore  = 1', "不认识 more"),
        ('cite  = "通知"', 'cite  = "通知"\nsince = "2022"', "since"),
        ('text  = "有专户"', "", "缺少 text"),
        ('rules = ["A01"]', 'rules = "A01"', "rules"),
    ],
)
def test_what_is_no_scorecard_stops_the_load(good: str, bad: str, told: str) -> None:
    with pytest.raises(LawError) as raised:
        scorecards.parse(CARD.replace(good, bad))

    assert told in str(raised.value)


def test_an_indicator_stands_once() -> None:
    with pytest.raises(LawError, match="A1"):
        scorecards.parse(CARD + CARD.replace("平台", "另一平台"))
