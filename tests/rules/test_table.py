"""The rule book as a page."""

from pathlib import Path

from typer.testing import CliRunner

from wagecheck import cli, rules
from wagecheck.rules.table import markdown

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_in_docs_is_what_the_rules_say_today() -> None:
    assert PAGE.read_text("utf-8") == markdown(rules.ALL), "wagecheck rules --markdown > docs/rules.md"


def test_the_command_prints_the_page() -> None:
    printed = CliRunner().invoke(cli.app, ["rules", "--markdown"])

    assert printed.stdout == markdown(rules.ALL)


def test_a_page_of_some_rules_names_no_others() -> None:
    page = markdown([rule for rule in rules.ALL if rule.id in ("W05", "X01")])

    assert "| W05 |" in page
    assert "## X " in page
    assert not any(rule.id in page for rule in rules.ALL if rule.id not in ("W05", "X01"))


def test_a_page_lists_the_acts_that_its_rules_cite() -> None:
    page = markdown([rule for rule in rules.ALL if rule.id == "W07"])

    assert "| 部令21号 | 最低工资规定 |" in page
    assert "人社部发〔2021〕65号" not in page
