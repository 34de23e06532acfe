"""Capital numerals as the rules for vouchers write them."""

from decimal import Decimal

import pytest

from wagecheck.report.capitals import capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.51", "伍角壹分"),
        ("10", "壹拾元整"),
        ("101", "壹佰零壹元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1200", "壹仟贰佰元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10500", "壹万零伍佰元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000", "壹拾万元整"),
        ("20050000", "贰仟零伍万元整"),
        ("100000001", "壹亿零壹元整"),
        ("105000000", "壹亿零伍佰万元整"),
        ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
        ("1000000000000", "壹万亿元整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_an_amount_is_written_in_capitals(amount: str, words: str) -> None:
    assert capitals(Decimal(amount)) == words


def test_less_than_half_a_fen_is_nothing() -> None:
    assert capitals(Decimal("-0.004")) == "零元整"


def test_no_zero_is_written_twice() -> None:
    assert not [number for number in range(0, 200_000, 7) if "零零" in capitals(Decimal(number))]
