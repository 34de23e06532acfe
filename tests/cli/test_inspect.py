"""`wagecheck inspect`: how a file is read, on one screen."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run

STATEMENT = """账号,1502000000000000019,借方总额,4100
交易日期,支出金额,收入金额,余额,对方名称,对方账号,摘要,柜员
2025-02-10,,10000,10000,江南置业有限公司,,人工费,007
2025-04-14,4000,,6000,张大山,6217001000000000017,工资,007
不详,100,,5900,张大山,6217001000000000017,工资,007
"""


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """A statement in other words, with a column that nobody needs, a total that is too high, a row without a day."""
    path = tmp_path / "流水.csv"
    path.write_text(STATEMENT, "gb18030")
    return path


def sheet(run: Run, path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("inspect", path, "--json").out)
    assert told["schema"] == "wagecheck-inspect/1"
    (only,) = told["sheets"]
    return dict(only)


def test_a_sheet_is_told_by_kind_encoding_and_heading_row(run: Run, statement: Path) -> None:
    ran = run("inspect", statement)

    assert ran.code == 0
    assert "专户流水 · gb18030 · 表头第 2 行" in ran.out
    assert "数据 3 行 = 采用 2 + 未采用 1" in ran.out


def test_each_column_has_a_meaning_a_confidence_and_examples(run: Run, statement: Path) -> None:
    columns = {one["heading"]: one for one in sheet(run, statement)["columns"]}

    assert (columns["支出金额"]["field"], columns["支出金额"]["means"]) == ("debit", "借方发生额")
    assert columns["支出金额"]["confidence"] < columns["交易日期"]["confidence"] == 1
    assert columns["对方名称"]["examples"] == ["江南置业有限公司", "张大山"]


def test_a_column_that_is_not_used_is_named(run: Run, statement: Path) -> None:
    assert "未用的列: 柜员" in run("inspect", statement).out


def test_a_control_total_is_held_against_the_rows(run: Run, statement: Path) -> None:
    totals = {one["field"]: one for one in sheet(run, statement)["totals"]}

    assert (totals["total_debit"]["said"], totals["total_debit"]["found"]) == ("4100.00", "4000.00")
    assert totals["total_debit"]["agrees"] is False
    assert "不符" in run("inspect", statement).out


def test_a_row_that_is_not_kept_is_told_with_its_reason(run: Run, statement: Path) -> None:
    assert "未采用: 第 5 行" in run("inspect", statement).out
    assert [one["row"] for one in sheet(run, statement)["rejected"]] == [5]


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_no_personal_number_is_shown(run: Run, dossier: Path, how: tuple[str, ...]) -> None:
    (dossier / "花名册.csv").rename(dossier / "花名册-360199199001011238.csv")

    ran = run("inspect", dossier, *how)

    assert "张大山" in ran.out
    assert "360199199001011238" not in ran.out + ran.err
    assert "6217001000000000017" not in ran.out + ran.err


def test_no_line_is_wider_than_80_columns(run: Run, dossier: Path) -> None:
    wide = "非常长的表头文字非常长的表头文字非常长的表头文字"
    (dossier / "分包单位.csv").write_text(f"分包单位,{wide},{wide}2\n{'某某建筑劳务有限公司' * 9},1,2\n", "utf-8")

    lines = run("inspect", dossier).out.splitlines()

    assert len(lines) > 20
    assert [line for line in lines if cell_len(line) > 80] == []


def test_columns_stand_below_one_another(run: Run, dossier: Path) -> None:
    lines = run("inspect", dossier / "花名册.csv").out.splitlines()
    head = next(line for line in lines if line.startswith("列"))
    row = next(line for line in lines if line.startswith("工资卡号"))

    assert cell_len(head[: head.index("示例")]) == cell_len(row[: row.index("6217")])


def test_there_is_no_colour_outside_a_terminal(run: Run, statement: Path) -> None:
    assert "\x1b" not in run("inspect", statement).out


def test_what_a_terminal_would_obey_is_shown_and_not_sent(run: Run, statement: Path) -> None:
    statement.write_text(STATEMENT.replace("张大山", "张\x1b[31m大山"), "utf-8")

    assert "\x1b" not in run("inspect", statement).out


def test_an_unknown_file_is_told_its_nearest_kind_and_what_it_lacks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,工种,班组\n张大山,木工,一班\n", "utf-8")

    ran = run("inspect", path)

    assert ran.code == 3
    assert "最像: 花名册; 缺少表头: 身份证号码" in ran.out


def test_a_file_that_cannot_be_opened_is_told_and_the_others_are_shown(run: Run, dossier: Path) -> None:
    (dossier / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")

    ran = run("inspect", dossier)

    assert ran.code == 3
    assert "坏.xlsx" in ran.out
    assert "专户流水" in ran.out
    assert "Traceback" not in ran.err


def test_a_project_sheet_is_shown_by_its_keys(run: Run, dossier: Path) -> None:
    told = sheet(run, dossier / "项目概况.csv")

    assert told["kind"] == "project"
    assert {one["field"]: one["examples"] for one in told["columns"]}["project_name"] == ["滨江花园3号"]


def test_a_file_that_is_not_there_is_wrong_usage(run: Run) -> None:
    assert run("inspect", "nowhere.xlsx").code == 2


def test_a_saved_mapping_reads_the_same_and_says_so(run: Run, statement: Path) -> None:
    before = sheet(run, statement)

    ran = run("inspect", statement, "--save")
    after = sheet(run, statement)

    assert (ran.code, statement.with_name("流水.csv.toml").is_file()) == (0, True)
    assert [one["field"] for one in after["columns"]] == [one["field"] for one in before["columns"]]
    assert (after["rows"], after["totals"]) == (before["rows"], before["totals"])
    assert [one["level"] for one in after["notices"] if "流水.csv.toml" in one["text"]] == ["warning"]


def test_a_mapping_that_was_mended_by_hand_goes_before_the_guess(run: Run, statement: Path) -> None:
    run("inspect", statement, "--save")
    saved = statement.with_name("流水.csv.toml")
    mended = saved.read_text("utf-8").replace('"柜员" = ""', '"柜员" = "serial"').replace('"summary"', '""')
    saved.write_text(mended, "utf-8")

    columns = {one["heading"]: one["field"] for one in sheet(run, statement)["columns"]}

    assert columns["柜员"] == "serial"
    assert "摘要" not in columns


def test_what_is_saved_is_never_overwritten(run: Run, statement: Path) -> None:
    run("inspect", statement, "--save")
    saved = statement.with_name("流水.csv.toml")
    saved.write_text(saved.read_text("utf-8") + "# mine\n", "utf-8")

    assert run("inspect", statement, "--save").code == 2
    assert saved.read_text("utf-8").endswith("# mine\n")


def test_an_unknown_sheet_leaves_something_to_fill_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,公民号,班组\n张大山,360199199001011238,一班\n", "utf-8")
    run("inspect", path, "--save")
    saved = tmp_path / "名单.csv.toml"
    lines = [line.removeprefix("# ") for line in saved.read_text("utf-8").splitlines() if "没有认出" not in line]
    filled = "\n".join(lines[2:]).replace('"身份证号码"', '"公民号"') + '\n"姓名" = "name"\n'
    saved.write_text(filled, "utf-8")

    told = sheet(run, path)

    assert (told["kind"], told["rows"]["kept"]) == ("roster", 1)


def test_a_mapping_in_the_configuration_reads_the_next_export_too(
    run: Run, statement: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    march = statement.rename(tmp_path / "3月流水.csv")
    config = tmp_path / "wagecheck.toml"
    config.write_text('org = "某局"', "utf-8")

    ran = run("inspect", march, "--save-to", config)
    config.write_text(config.read_text("utf-8").replace('"柜员" = ""', '"柜员" = "serial"'), "utf-8")
    april = tmp_path / "4月流水.csv"
    april.write_text(f"某某银行\n{STATEMENT}", "gb18030")

    assert ran.code == 0
    assert config.read_text("utf-8").startswith('org = "某局"')
    assert {one["heading"]: one["field"] for one in sheet(run, april)["columns"]}["柜员"] == "serial"
    assert sheet(run, april)["heading_rows"] == [3]


def test_the_configuration_is_not_told_the_same_twice(run: Run, statement: Path, tmp_path: Path) -> None:
    config = tmp_path / "wagecheck.toml"
    run("inspect", statement, "--save-to", config)
    before = config.read_bytes()

    assert run("inspect", statement, "--save-to", config).code == 2
    assert config.read_bytes() == before


def test_a_mapping_is_saved_in_no_other_file_than_the_configuration(run: Run, statement: Path, tmp_path: Path) -> None:
    assert run("inspect", statement, "--save-to", tmp_path / "other.toml").code == 2


def test_a_project_sheet_is_saved_by_its_keys(run: Run, dossier: Path) -> None:
    path = dossier / "项目概况.csv"
    before = sheet(run, path)
    run("inspect", path, "--save")

    after = sheet(run, path)

    assert path.with_name("项目概况.csv.toml").is_file()
    assert after["columns"] == before["columns"]


def test_the_days_of_a_matrix_are_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2025年3月考勤.csv"
    days = range(1, 32)
    path.write_text(f"姓名,身份证号码,{','.join(map(str, days))}\n张大山,360199199001011238{',√' * 30},半\n", "utf-8")

    assert [line.split() for line in run("inspect", path).out.splitlines() if "1–31" in line] == [
        ["1–31", "出勤日", "100%", "√、半"]
    ]
