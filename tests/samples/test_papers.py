import csv
from pathlib import Path

import pytest
import python_calamine as calamine
from madeup import Plan, Site, build, template, write
from madeup.headings import OFFICIAL, SHEETS
from madeup.papers_bank import statement_ccb, statement_icbc
from madeup.records import records


@pytest.fixture
def site() -> Site:
    return build(Plan(seed=31, workers=10, months=2))


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="gb18030", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("table", OFFICIAL)
def test_the_template_holds_every_record_under_official_headings(tmp_path: Path, site: Site, table: str) -> None:
    write(site, tmp_path, template())
    head, *rows = lines(tmp_path / f"{SHEETS[table]}.csv")
    assert set(head) <= set(OFFICIAL[table].values())
    assert len(rows) == len(records(site, table))


def test_the_template_keeps_card_numbers_as_text_in_workbooks(tmp_path: Path, site: Site) -> None:
    write(site, tmp_path, template("xlsx"))
    rows = calamine.CalamineWorkbook.from_path(tmp_path / "花名册.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("工资卡号")] == site.workers[0].card


def test_what_was_not_handed_in_is_not_on_paper(tmp_path: Path, site: Site) -> None:
    site.absent = {"statement", "payroll.signed"}
    write(site, tmp_path, template())
    assert not (tmp_path / "专户流水.csv").exists()
    assert "本人签字" not in lines(tmp_path / "工资表.csv")[0]


def test_a_record_is_where_the_writer_says(tmp_path: Path, site: Site) -> None:
    where = write(site, tmp_path, [lambda of: statement_ccb(of, "流水.csv")])
    file, row = where["line", site.lines[3].key].split("#")
    assert lines(tmp_path / file)[int(row) - 1][6] == f"{site.lines[3].balance:,.2f}"


def test_icbc_leaves_the_side_blank_on_which_nothing_moved(tmp_path: Path, site: Site) -> None:
    write(site, tmp_path, [lambda of: statement_icbc(of, "流水.xlsx")])
    rows = calamine.CalamineWorkbook.from_path(tmp_path / "流水.xlsx").get_sheet_by_index(0).to_python()
    assert all((row[5] == "") != (row[6] == "") for row in rows[5:-1])
