"""The pages that are made from the code say what the code says today."""

import pytest
from fromcode.pages import pages

from tests.docs import fenced

PLACES = sorted(path.relative_to(fenced.CHECKOUT).as_posix() for path in (fenced.CHECKOUT / "docs" / "law").iterdir())


@pytest.mark.parametrize("page", sorted(pages()))
def test_a_generated_page_is_what_the_code_says_today(page: str) -> None:
    assert (fenced.CHECKOUT / page).read_text("utf-8") == pages()[page](), "python docs/write.py"


def test_every_page_of_a_place_is_of_a_place_that_there_is() -> None:
    assert [page for page in PLACES if page not in pages()] == []


def test_the_index_names_every_page() -> None:
    docs = fenced.CHECKOUT / "docs"
    index = (docs / "README.md").read_text("utf-8")

    assert [
        path.name for path in docs.glob("*.md") if path.name != "README.md" and f"]({path.name})" not in index
    ] == []
