"""Names of people in a public version."""

import pytest

from wagecheck.privacy import NOBODY, Names

KNOWN = Names.of(["张大山", "张大", "买买提·吐尔逊", "李", None, ""])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张大山 2025-03 欠 900.00 元", "张* 2025-03 欠 900.00 元"),
        ("张大、张大山", "张*、张*"),
        ("张大山班组", "张*班组"),
        ("买买提·吐尔逊", "买*"),
        ("李家建筑公司", "李家建筑公司"),
        ("", ""),
    ],
)
def test_a_name_leaves_its_first_sign(text: str, shown: str) -> None:
    assert KNOWN.hide(text) == shown


def test_nobody_is_hidden_unless_asked() -> None:
    assert NOBODY.hide("张大山") == "张大山"
