"""Which pages are made from the code, and where they stand."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from fromcode.commands import commands_page
from fromcode.headings import headings_page
from fromcode.law import law_page, place_page, place_pages
from fromcode.pillars import pillars_table
from wagecheck import rules
from wagecheck.rules.table import markdown

CHECKOUT = Path(__file__).resolve().parents[2]

RECIPES = {
    "github-actions.yml": "yaml",
    "gitlab-ci.yml": "yaml",
    "Jenkinsfile": "groovy",
    "nightly.sh": "bash",
    "crontab": "text",
}
"""The recipes of docs/recipes, and their languages."""


def pages() -> Mapping[str, Callable[[], str]]:
    """Give what writes each page, by the page's path in the checkout."""
    return {
        "docs/commands.md": commands_page,
        "docs/headings.md": headings_page,
        "docs/rules.md": partial(markdown, rules.ALL),
        "docs/law.md": law_page,
        **{f"docs/{name}": partial(place_page, code) for code, name in place_pages().items()},
        "docs/ci.md": _ci,
        "README.md": _readme,
    }


def _ci() -> str:
    """Show each recipe on the page on CI."""
    page = (CHECKOUT / "docs" / "ci.md").read_text("utf-8")
    for name, language in RECIPES.items():
        recipe = (CHECKOUT / "docs" / "recipes" / name).read_text("utf-8")
        page = between_marks(page, name, f"```{language}\n{recipe}```")
    return page


def _readme() -> str:
    page = (CHECKOUT / "README.md").read_text("utf-8")
    return between_marks(page, "pillars", pillars_table())


def between_marks(page: str, name: str, text: str) -> str:
    """Put a text between the two marks of that name, `<!-- name -->` and `<!-- /name -->`, of a page.

    Raises `ValueError` where the page has no such marks.
    """
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    page, found = marked.subn(lambda marks: f"{marks[1]}{text}\n{marks[2]}", page)
    if found != 1:
        raise ValueError(f"{found} pairs of marks named {name}")
    return page
