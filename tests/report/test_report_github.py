"""Annotations of a workflow: commands that say what we mean, and nothing that a file made up."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.golden_file import matches_golden
from tests.report.made_site import site
from tests.report.made_small import crowded, hostile, shuffled, tiny
from wagecheck.model import Report
from wagecheck.report import github, inert

_COMMAND = re.compile(r"::(error|warning|notice) (?:(?:file|line|title)=[^:,]*,?)*::[^\r\n]*")


def test_a_tiny_report_equals_its_golden_file(tmp_path: Path) -> None:
    written = tmp_path / "github.txt"
    written.write_text("".join(f"{line}\n" for line in github.lines(tiny())), encoding="utf-8", newline="\n")

    assert matches_golden(written)


@pytest.mark.parametrize("report", [tiny(), site(), hostile(), crowded(500)], ids=["tiny", "site", "hostile", "crowd"])
def test_every_line_is_one_command_or_the_count_of_the_rest(report: Report) -> None:
    strange = [line for line in github.lines(report) if not _COMMAND.fullmatch(line)]

    assert all(re.fullmatch(r"另有 [\d,]+ 条未逐条标注.*", line) for line in strange)
    assert len(strange) <= 1


def test_the_order_of_the_report_does_not_show() -> None:
    assert list(github.lines(shuffled(site()))) == list(github.lines(site()))


def test_no_kind_has_more_than_the_platform_shows() -> None:
    lines = list(github.lines(crowded(500)))

    for kind in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{kind} ") for line in lines) == github.MOST


def test_the_rest_is_said_in_one_line() -> None:
    *commands, last = github.lines(site())

    assert all(line.startswith("::") for line in commands)
    assert re.search(r"另有 \d+ 条未逐条标注", last)


def test_a_command_names_file_line_and_rule() -> None:
    first = next(github.lines(replace(tiny(), incidents=(), notices=())))

    assert first.startswith("::error file=工资表/2025年工资表.xlsx,line=7,title=W05 ")


def test_a_suspicion_is_a_notice() -> None:
    (line,) = [line for line in github.lines(tiny()) if "F01" in line]

    assert line.startswith("::notice ")


def test_a_file_that_was_not_read_is_an_error() -> None:
    assert any(line.startswith("::error file=代发明细-6月.xlsx") for line in github.lines(tiny()))


def test_a_name_cannot_start_a_command_of_its_own() -> None:
    assert inert.command_text("x\n::set-env name=A::b\r##[error]x 50%") == "x : :set-env name=A: :b # #[error]x 50%25"


def test_a_property_cannot_end_early() -> None:
    assert inert.command_property("a,line=9::x%3A") == "a%2Cline=9%3A %3Ax%253A"
