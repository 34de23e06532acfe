"""Signs that act or hide are shown by their number, quickly where there are none."""

import sys

from wagecheck.report import inert


def test_a_text_without_unprintable_signs_has_none_that_act() -> None:
    quick = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]

    assert inert.visible("".join(quick)) == "".join(quick)
    assert not [char for char in quick if char in "\u202e\u2066\u200f\u2028\ufeff\x1b\x85\ud800"]


def test_a_direction_mark_among_plain_text_is_shown() -> None:
    assert inert.visible("甲\u202e乙") == "甲[U+202E]乙"
