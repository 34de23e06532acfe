"""A mapping laid down by hand goes before any guess, and a wrong one is told in one line."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.made_dossier import ID, column, put, read, texts, xlsx_bytes
from wagecheck import ingest
from wagecheck.errors import UsageError
from wagecheck.ingest import mapping

Papers = Mapping[str, Any]

ODD = [["2025年3月", "", ""], ["谁", "号", "几多"], ["张大山", ID, "5000"]]
PAYROLL = """[[sheet]]
name = ""
table = "payroll"
headings = [2]
[sheet.columns]
"谁" = "name"
"号" = "id_no"
"几多" = "net"
"""


def saved(text: str) -> bytes:
    return text.encode()


def test_a_sheet_of_unheard_headings_is_read_by_its_mapping(tmp_path: Path) -> None:
    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(PAYROLL)})

    assert column(papers, "payroll", "id_no") == [ID]
    assert [str(one) for one in column(papers, "payroll", "net")] == ["5000.00"]
    assert [str(one) for one in column(papers, "payroll", "month")] == ["2025-03-01"]


def test_it_is_said_that_a_mapping_was_used(tmp_path: Path) -> None:
    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(PAYROLL)})

    assert [text for text in texts(papers, "warning") if "表.csv.toml" in text]


def test_a_wrong_guess_is_overridden_and_the_other_columns_stay(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号码", "工资月份", "应发工资", "实发工资"], ["张大山", ID, "2025-03", "6000", "5000"]]
    said = PAYROLL.split('"谁"', maxsplit=1)[0].replace("[2]", "[1]") + '"应发工资" = "net"\n"实发工资" = ""\n'

    papers = read(tmp_path, {"表.csv": rows, "表.csv.toml": saved(said)})

    assert [str(one) for one in column(papers, "payroll", "net")] == ["6000.00"]
    assert column(papers, "payroll", "name") == ["张大山"]


def test_two_heading_rows_are_joined(tmp_path: Path) -> None:
    rows = [["谁", "号", "钱", ""], ["", "", "该", "给"], ["张大山", ID, "6000", "5000"]]
    said = PAYROLL.replace("[2]", "[1, 2]").replace('"几多" = "net"', '"钱该" = "gross"\n"给" = "net"')

    papers = read(tmp_path, {"2025年3月.csv": rows, "2025年3月.csv.toml": saved(said)})

    amounts = [str(column(papers, "payroll", name)[0]) for name in ("gross", "net")]
    assert amounts == ["6000.00", "5000.00"]


def test_only_the_sheet_that_is_named_is_read_by_it(tmp_path: Path) -> None:
    known = [["姓名", "身份证号码"], ["李小河", ID]]
    book = xlsx_bytes({"三月": ODD, "名册": known})

    papers = read(tmp_path, {"表.xlsx": book, "表.xlsx.toml": saved(PAYROLL.replace('""', '"三月"'))})

    assert (column(papers, "payroll", "name"), column(papers, "roster", "name")) == (["张大山"], ["李小河"])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (PAYROLL.replace('"net"', '"nett"'), "nett"),
        (PAYROLL.replace('"payroll"', '"wages"'), "wages"),
        (PAYROLL.replace('"id_no"', '"name"'), "两列"),
        (PAYROLL.replace("[2]", "[0]"), "headings"),
        (PAYROLL.replace("[2]", "[99]"), "99"),
        (PAYROLL.replace("[2]", "[]"), "有误"),
        (PAYROLL.replace("[2]", "[inf]"), "有误"),
        ("[[sheet]\n", "有误"),
        ("sheet = 1\n", "有误"),
        ('other = "x"\n', "有误"),
    ],
)
def test_a_wrong_mapping_is_one_line_and_the_file_is_not_read_by_guess(tmp_path: Path, wrong: str, says: str) -> None:
    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(wrong)})

    (told,) = [text for text in texts(papers, "error") if says in text]
    assert "\n" not in told
    assert len(papers.tables["payroll"]) == 0


def test_a_linked_mapping_is_not_followed(tmp_path: Path) -> None:
    folder = put(tmp_path / "某项目", {"表.csv": ODD})
    (tmp_path / "elsewhere.toml").write_text(PAYROLL, "utf-8")
    (folder / "表.csv.toml").symlink_to(tmp_path / "elsewhere.toml")

    assert len(read(tmp_path, {}).tables["payroll"]) == 0


@pytest.mark.parametrize("row", ["[2]", "[1]"])
def test_a_heading_that_is_not_there_is_told_by_name(tmp_path: Path, row: str) -> None:
    said = PAYROLL.replace("几多", "几何").replace("[2]", row)

    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(said)})

    assert any("没有表头" in text and "几何" in text for text in texts(papers, "error"))
    assert len(papers.tables["payroll"]) == 0


def test_a_heading_that_is_left_unused_need_not_be_there(tmp_path: Path) -> None:
    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(PAYROLL + '"备忘" = ""\n')})

    assert column(papers, "payroll", "id_no") == [ID]


def test_the_mapping_is_among_the_inputs_with_its_hash(tmp_path: Path) -> None:
    papers = read(tmp_path, {"表.csv": ODD, "表.csv.toml": saved(PAYROLL)})

    hashed = hashlib.sha256(saved(PAYROLL)).hexdigest()
    assert [(one.file, one.sha256) for one in papers.inputs if one.table == "mapping"] == [("表.csv.toml", hashed)]


KEYS = [["工程代号", "X-1"], ["项目名称", "滨江花园"], ["行政区划代码", "360102"], ["暗号", "甲"]]
PROJECT = '[[sheet]]\nname = ""\ntable = "project"\nheadings = []\n[sheet.columns]\n"工程代号" = "project_id"\n'


def test_a_sheet_of_keys_and_values_is_read_by_its_mapping(tmp_path: Path) -> None:
    papers = read(tmp_path, {"概况.csv": KEYS, "概况.csv.toml": saved(f'{PROJECT}"暗号" = ""\n')})

    assert column(papers, "project", "project_id") == ["X-1"]
    assert column(papers, "project", "project_name") == ["滨江花园"]
    assert not [text for text in texts(papers, "warning") if "暗号" in text]


def test_a_key_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    papers = read(tmp_path, {"概况.csv": KEYS, "概况.csv.toml": saved(PROJECT.replace("工程代号", "工程编码"))})

    assert any("没有「工程编码」这一项" in text for text in texts(papers, "error"))


# In the user's own configuration


def config(tmp_path: Path, text: str) -> tuple[mapping.Saved, ...]:
    path = tmp_path / "wagecheck.toml"
    path.write_text(text, "utf-8")
    return mapping.load_config(path)


def of_user(tmp_path: Path, files: Papers, text: str) -> ingest.Papers:
    folder = put(tmp_path / "某项目", files)
    return ingest.read(ingest.find([folder]), region_of=lambda _: None, config=config(tmp_path, text))


ANY_MONTH = PAYROLL.replace('name = ""', 'file = "*月表.csv"\nname = ""')


def test_a_pattern_of_names_speaks_of_every_month(tmp_path: Path) -> None:
    later = [["某公司", "", ""], ["2025年4月", "", ""], ["谁", "号", "几多"], ["李小河", ID, "4000"]]

    papers = of_user(tmp_path, {"3月表.csv": ODD, "4月表.csv": later}, ANY_MONTH)

    assert column(papers, "payroll", "name") == ["张大山", "李小河"]
    assert [one.file for one in papers.inputs if one.table == "mapping"] == ["wagecheck.toml"]


def test_a_file_of_another_name_is_left_to_the_guess(tmp_path: Path) -> None:
    papers = of_user(tmp_path, {"名册.csv": [["姓名", "身份证号码"], ["李小河", ID]]}, ANY_MONTH)

    assert column(papers, "roster", "name") == ["李小河"]


def test_of_two_patterns_the_one_whose_headings_stand_there_is_used(tmp_path: Path) -> None:
    other = ANY_MONTH.replace('"几多" = "net"', '"几何" = "net"')

    papers = of_user(tmp_path, {"3月表.csv": ODD}, f"{other}\n{ANY_MONTH}")

    assert column(papers, "payroll", "name") == ["张大山"]


def test_a_pattern_whose_headings_are_nowhere_is_an_error(tmp_path: Path) -> None:
    papers = of_user(tmp_path, {"3月表.csv": ODD}, ANY_MONTH.replace("几多", "几何"))

    assert any("几何" in text for text in texts(papers, "error"))


def test_what_lies_beside_the_file_goes_before_the_configuration(tmp_path: Path) -> None:
    beside = saved(PAYROLL.replace('"几多" = "net"', '"几多" = "gross"'))

    papers = of_user(tmp_path, {"3月表.csv": ODD, "3月表.csv.toml": beside}, ANY_MONTH)

    assert len(papers.tables["payroll"]) == 0


@pytest.mark.parametrize(
    ("wrong", "says"), [(PAYROLL, "file"), (ANY_MONTH.replace('"net"', '"nett"'), "nett"), ("sheet = 1\n", "有误")]
)
def test_a_wrong_configuration_stops_before_any_work(tmp_path: Path, wrong: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        config(tmp_path, wrong)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("2025年3月工资表.xlsx", "*年*月工资表.xlsx"), ("20250301.csv", "20250301.csv"), ("名册[1].csv", "名册[[]*].csv")],
)
def test_the_digits_in_the_name_of_a_file_may_be_others(name: str, pattern: str) -> None:
    assert mapping.file_pattern(name) == pattern
