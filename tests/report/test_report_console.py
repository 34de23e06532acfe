"""The terminal: 80 columns, nothing that it would obey, nothing that it cannot show."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.report.made_site import site
from tests.report.made_small import empty, hostile, several, tiny
from wagecheck.language import Language
from wagecheck.model import Report
from wagecheck.report.console import footer, show

WRITTEN = (Path("wagecheck-out/report.html"), Path("wagecheck-out/audit.json"))


def _shown(report: Report, *, encoding: str = "utf-8", terminal: bool = False) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    show(report, WRITTEN, Console(file=file, width=80, force_terminal=terminal, legacy_windows=False))
    file.flush()
    return raw.getvalue().decode(encoding)


def test_a_site_fits_80_columns() -> None:
    assert max(map(cell_len, _shown(site()).splitlines())) <= 80


def test_the_answer_comes_first() -> None:
    first, second, *_ = _shown(site()).splitlines()

    assert first == "滨江花园3号楼及地下车库工程 · 江西省南昌市 · 无欠薪项目 · 审查日 2025-08-20"
    assert second.startswith("● 不合规 拖欠 ¥164,825.00 (17 人 23 人月)")


def test_five_findings_are_shown_worst_and_largest_first() -> None:
    shown = _shown(site())
    rows = [line.split()[0] for line in shown[shown.index("最要紧的问题") :].splitlines() if line[:1].isupper()]

    assert rows == ["D08", "A08", "D03", "A08", "X01"]


def test_the_files_written_are_named() -> None:
    assert "→ wagecheck-out/report.html\n→ wagecheck-out/audit.json\n" in _shown(tiny())


def test_the_last_line_sums_up() -> None:
    assert _shown(site()).splitlines()[-1] == footer(site())
    assert footer(site()) == "29 条规则 · 3 合规 · 16 不合规 · 9 预警 · 1 未检 · 0 不适用 · 欠薪 ¥164,825.00"


def test_there_is_no_colour_outside_a_terminal() -> None:
    assert "\x1b" not in _shown(site())
    assert "\x1b" in _shown(site(), terminal=True)


def test_names_cannot_command_the_terminal() -> None:
    shown = _shown(hostile())

    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert "[U+001B]" in shown


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_signs_that_the_terminal_lacks_are_replaced(encoding: str) -> None:
    assert "2025-08-20" in _shown(site(), encoding=encoding)


def test_a_gbk_terminal_gets_its_own_ticks() -> None:
    assert "√ 合规" in _shown(site(), encoding="gbk")


def test_several_projects_are_listed_by_what_they_owe() -> None:
    shown = _shown(several(3))

    assert shown.index("滨江花园") < shown.index("第1号工地")


def test_a_run_without_a_project_says_so() -> None:
    assert _shown(empty()).startswith("没有可以审查的项目")


def test_the_summary_speaks_the_reports_language() -> None:
    told = _shown(replace(site(), language=Language.ENGLISH))

    assert " rules · " in told
    assert not {word for word in ("两金六制", "合规", "规则", "审查日") if word in told}
