"""A mapping laid down by hand goes before any guess, and a wrong one is told in one line."""

from pathlib import Path

import pytest

from tests.ingest.made_dossier import ID, column, put, read, texts, xlsx_bytes

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
