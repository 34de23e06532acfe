"""Names and codes of places."""

import pytest

from wagecheck.law.divisions import names, place_name, region_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("天津市滨海新区", "120116"),
        ("天津滨海新区", "120116"),
        ("江西省南昌市", "360100"),
        ("江西南昌", "360100"),
        ("南昌", "360100"),
        ("江西", "360000"),
        ("南昌市东湖区", "360102"),
        ("江西省 南昌市 东湖区", "360102"),
        ("江西省南昌市东湖区某路1号", "360102"),
        ("江西省丰城市", "360981"),
        ("南昌市南昌县", "360121"),
        ("南昌市高新区", "360100"),
        ("天津河北区", "120105"),
        ("内蒙古", "150000"),
        ("广西壮族自治区", "450000"),
        ("360102", "360102"),
        ("360199", "360199"),
        ("３６０１０２", "360102"),
        ("360102001000", "360102"),
        ("36", "360000"),
        ("3601", "360100"),
    ],
)
def test_a_place_is_resolved_as_far_as_it_is_known(text: str, code: str) -> None:
    assert region_of(text) == code


@pytest.mark.parametrize(
    "text", ["", " ", "东湖区", "河北区", "海南州", "南昌县", "990000", "36010", "3601021", "月球"]
)
def test_a_place_that_is_unknown_or_borne_by_many_is_none(text: str) -> None:
    assert region_of(text) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("360102", "江西省南昌市东湖区"),
        ("360199", "江西省南昌市"),
        ("360000", "江西省"),
        ("120116", "天津市滨海新区"),
        ("120100", "天津市"),
        ("440100", "广东省"),
        ("990000", ""),
        ("", ""),
    ],
)
def test_a_code_is_named_as_far_as_it_is_known(code: str, name: str) -> None:
    assert place_name(code) == name


def test_there_are_thirty_one_provinces() -> None:
    assert sum(len(code) == len("36") for code in names()) == 31


def test_jiangxi_has_eleven_cities_and_a_hundred_districts_and_tianjin_sixteen() -> None:
    lengths = [(code[:2], len(code)) for code in names()]

    assert [lengths.count(kind) for kind in (("36", 4), ("36", 6), ("12", 6))] == [11, 100, 16]
