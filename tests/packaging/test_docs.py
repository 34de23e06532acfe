"""What README.md and CONTRIBUTING.md say can be typed, clicked and found."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
README = (CHECKOUT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (CHECKOUT / "docs").glob("*.md"))]
OURS = {"wagecheck", "tests", "samples", "templates", "docs", ".ci"}


def marked(name: str) -> list[tuple[str, str]]:
    """Return the language and text of the two blocks after a mark that CI looks for."""
    after = README.split(f"\n<!-- ci: {name} -->\n")[1]
    return BLOCK.findall(after)[:2]


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_readme_gives_each_command_for_both_platforms(name: str) -> None:
    expected = [("sh", f"python3 make.py {name}\n"), ("powershell", f"py make.py {name}\n")]

    assert marked(name) == expected


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", (CHECKOUT / page).read_text("utf-8"))

    assert [target for target in targets if not ((CHECKOUT / page).parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    quoted = re.findall(r"`([\w.-]+/[^`\s]*)`", (CHECKOUT / page).read_text("utf-8"))
    ours = [path for path in quoted if path.split("/")[0] in OURS]
    folders = [re.sub(r"[^/]*<.*", "", path) for path in ours]

    assert [path for path in folders if not (CHECKOUT / path).exists()] == []


def test_the_pages_and_scripts_of_the_checkout_name_no_host() -> None:
    scripts = [*PAGES, "make.py", ".ci/run", "pyproject.toml"]

    assert [name for name in scripts if re.search(r"https?://", (CHECKOUT / name).read_text("utf-8"))] == []
