"""What amounts are counted in: a heading's own unit, else the one that stands above the table; the cell's own wins."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.made_dossier import Rows, column, read, texts
from wagecheck.ingest import lines

HEADS = ["动用日期", "动用金额", "涉及人数", "归还金额（元）"]
DRAW = ["2025-03-01", "12.5", "30", "5000"]


def draws(folder: Path, above: Rows, *rows: Any) -> dict[str, list[Any]]:
    papers = read(folder, {"应急周转金.csv": [*above, HEADS, *(rows or (DRAW,))]})
    return {name: column(papers, "advance", name) for name in ("amount", "workers", "repaid_amount")}


@pytest.mark.parametrize(
    "above",
    [
        ["应急周转金台账（万元）"],
        ["单位：万元"],
        ["应急周转金", "", "金额单位：人民币万元"],
        ["单位", "万元"],
        ["(单位:万元)"],
    ],
)
def test_a_unit_above_the_table_goes_for_amounts_only(tmp_path: Path, above: list[str]) -> None:
    assert draws(tmp_path, [above]) == {"amount": [Decimal(125_000)], "workers": [30], "repaid_amount": [Decimal(5000)]}


@pytest.mark.parametrize(("said", "yuan"), [("千元", "12500"), ("元", "12.50"), ("某某公司", "12.50")])
def test_other_units_above_the_table(tmp_path: Path, said: str, yuan: str) -> None:
    assert draws(tmp_path, [[f"单位：{said}"]])["amount"] == [Decimal(yuan)]


def test_the_unit_of_a_cell_goes_before_all(tmp_path: Path) -> None:
    assert draws(tmp_path, [["单位：万元"]], ["2025-03-01", "300元", "1", "2万元"])["amount"] == [Decimal(300)]


def test_a_unit_above_the_table_is_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"应急周转金.csv": [["单位：万元"], HEADS, DRAW]})
    assert [text for text in texts(papers, "warning") if "万元" in text and "「动用金额」" in text]


def test_a_unit_goes_on_under_the_same_headings_only(tmp_path: Path) -> None:
    month = ["月份", "审定工程款"]
    rows = [["单位：万元"], HEADS, DRAW, [""], month, ["2025-03", "7"]]
    papers = read(tmp_path, {"台账.csv": rows})
    assert column(papers, "advance", "amount") == [Decimal(125_000)]
    assert column(papers, "progress", "certified_amount") == [Decimal(7)]


def test_a_project_sheet_has_a_unit_too(tmp_path: Path) -> None:
    rows = [["项目概况（金额单位：万元）"], ["项目编码", "P1"], ["项目名称", "某楼"], ["行政区划代码", "360102"]]
    papers = read(tmp_path, {"概况.csv": [*rows, ["施工合同额", "120"], ["担保金额（元）", "5"]]})
    assert column(papers, "project", "contract_amount") == [Decimal(1_200_000)]
    assert column(papers, "project", "guarantee_amount") == [Decimal(5)]


def test_an_upper_heading_gives_its_unit_to_the_columns_below(tmp_path: Path) -> None:
    rows = [["月份", "工程款（万元）", ""], ["", "审定工程款", "已付工程款"], ["2025-03", "1.5", "1"]]
    papers = read(tmp_path, {"工程款.csv": rows})
    assert column(papers, "progress", "certified_amount") == [Decimal(15_000)]
    assert column(papers, "progress", "paid_amount") == [Decimal(10_000)]


@pytest.mark.parametrize("text", ["单位：江西某某公司", "编制单位：万元劳务公司", "班组（元老队）", "计量单位：个"])
def test_a_unit_of_another_kind_is_none(text: str) -> None:
    assert lines.unit([[text]]) == 0
