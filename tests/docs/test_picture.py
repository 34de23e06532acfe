"""The picture of a report in README.md."""

import struct

from fromcode.picture import HEIGHT, WIDTH

from tests.docs.fenced import CHECKOUT

PICTURE = CHECKOUT / "docs" / "report.png"
MOST = 200_000


def test_the_picture_is_as_large_as_it_is_taken_and_light_enough_for_a_page() -> None:
    content = PICTURE.read_bytes()

    assert content.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", content[16:24]) == (WIDTH, HEIGHT)
    assert len(content) <= MOST


def test_the_readme_shows_the_picture_and_says_in_words_what_is_on_it() -> None:
    assert "滨江片区安置房三号地块（虚构样例）的审查报告首页" in (CHECKOUT / "README.md").read_text("utf-8")
    assert "](docs/report.png)" in (CHECKOUT / "README.md").read_text("utf-8")
