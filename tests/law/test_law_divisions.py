"""Names and codes of places."""

from collections.abc import Callable, Mapping

import pytest
from stdnum import numdb

from wagecheck.law.divisions import former, names, place_name, region_of

NEWER_THAN_THE_ORACLE = {"330113", "330114"}


def _standard(code: str, year: int) -> str | None:
    """Say how another list of GB/T 2260 named a code in a year: it writes 「[1983-2021]梅列区,[2022-]…」."""
    parts = [said for _, said in numdb.get("cn/loc").info(code)]
    for spell in ",".join(said["county"] for said in parts if "county" in said).split(","):
        years, _, name = spell.rpartition("]")
        first, _, last = years.removeprefix("[").partition("-")
        if int(first or 0) <= year < int(last or 9999):
            return name
    return None


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
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("江苏省昆山市", "320583"),
        ("湖北省仙桃市", "429004"),
        ("成都市锦江区", "510100"),
        ("福建省三明市沙县区", "350405"),
        ("福建省三明市沙县", "350400"),
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
        ("440100", "广东省广州市"),
        ("440199", "广东省广州市"),
        ("350427", "福建省三明市沙县"),
        ("429004", "湖北省仙桃市"),
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


def test_all_cities_prefectures_and_leagues_of_the_nation_are_named() -> None:
    municipalities = ("11", "12", "31", "50")

    assert sum(len(code) == len("3601") for code in names()) == 333
    assert not [code for code in names() if len(code) == len("3601") and code.startswith(municipalities)]


@pytest.mark.parametrize("listed", [names, former])
def test_a_code_is_listed_below_a_province_that_exists(listed: Callable[[], Mapping[str, str]]) -> None:
    assert all(code[:2] in names() and name for code, name in listed().items())


def test_a_code_that_no_longer_exists_is_not_among_those_that_do() -> None:
    assert not former().keys() & names().keys()


def test_names_are_those_of_the_standard() -> None:
    listed = names().keys() - NEWER_THAN_THE_ORACLE

    assert {code: names()[code] for code in listed} == {code: _standard(code.ljust(6, "0"), 2023) for code in listed}


def test_former_names_were_those_of_the_standard() -> None:
    assert dict(former()) == {code: _standard(code, 2018) for code in former()}
