"""Each dossier has one project row, an id of its own, and a place."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.made_dossier import ID, Rows, put, read, texts, xlsx_bytes
from wagecheck import ingest

SHEET: Rows = [["项目", "内容"], ["项目编码", "P1"], ["项目名称", "甲小区"], ["行政区划代码", "南昌市"]]


def project(papers: ingest.Papers) -> dict[str, Any]:
    (row,) = papers.tables["project"].rows(named=True)
    return row


def all_notices(papers: ingest.Papers, level: str) -> str:
    return " ".join(one.text for one in papers.notices if one.level == level)


def test_every_table_carries_the_project_of_its_dossier(tmp_path: Path) -> None:
    papers = read(tmp_path, {"项目概况.csv": SHEET, "花名册.csv": [["姓名", "身份证号码"], ["张三", ID]]})
    assert papers.tables["roster"]["project_id"].to_list() == ["P1"]
    assert {one.project_id for one in papers.inputs} == {"P1"}


def test_a_place_name_becomes_its_code(tmp_path: Path) -> None:
    assert project(read(tmp_path, {"项目概况.csv": SHEET}))["region"] == "360100"


@pytest.mark.parametrize(("said", "code"), [("360199", "360199"), ("3601", "360100"), ("36", "360000")])
def test_a_code_stays_as_it_is(tmp_path: Path, said: str, code: str) -> None:
    rows = [*SHEET[:3], ["行政区划代码", said]]
    assert project(read(tmp_path, {"项目概况.csv": rows}))["region"] == code


def test_an_id_that_lost_digits_names_no_project(tmp_path: Path) -> None:
    rows = [["项目", "内容"], ["项目编码", 3601990000000001], *SHEET[2:]]
    papers = read(tmp_path, {"项目概况.xlsx": xlsx_bytes({"概况": rows})})
    assert project(papers)["project_id"] == "某项目"
    assert "项目编码以数值存储" in all_notices(papers, "warning")


def test_an_unknown_place_is_told_and_null(tmp_path: Path) -> None:
    papers = read(tmp_path, {"项目概况.csv": [*SHEET[:3], ["行政区划代码", "某地"]]})
    assert project(papers)["region"] is None
    assert "“某地”查不到代码" in all_notices(papers, "warning")


def test_the_place_of_the_run_overrides_the_papers(tmp_path: Path) -> None:
    papers = read(tmp_path, {"项目概况.csv": SHEET}, place="120116")
    assert project(papers)["region"] == "120116"


def test_a_form_of_four_columns_is_read_pair_by_pair(tmp_path: Path) -> None:
    rows = [["项目编码", "P1", "项目名称", "甲小区"], ["建设单位", "乙公司", "开工日期", "2025-01-06"]]
    row = project(read(tmp_path, {"项目概况.csv": rows}))
    assert (row["project_id"], row["project_name"], row["owner_name"], str(row["start_date"])) == (
        "P1",
        "甲小区",
        "乙公司",
        "2025-01-06",
    )


def test_an_amount_in_ten_thousands_is_converted_once(tmp_path: Path) -> None:
    rows = [*SHEET, ["施工合同额（万元）", "120万元"], ["合同人工费用（万元）", "24.5"]]
    row = project(read(tmp_path, {"项目概况.csv": rows}))
    assert (row["contract_amount"], row["labour_cost_amount"]) == (Decimal(1_200_000), Decimal(245_000))


def test_without_a_project_table_the_dossier_names_itself_and_asked_nothing(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.csv": [["姓名", "身份证号码"], ["张三", ID]]})
    row = project(papers)
    assert (row["project_id"], row["project_name"], row["region"], row["file"], row["row"]) == (
        "某项目",
        "某项目",
        None,
        "",
        0,
    )
    assert not any(said for name, said in row.items() if name.endswith("_asked"))
    assert "台账中没有项目概况" in all_notices(papers, "warning")


def test_a_project_without_an_id_is_named_after_the_dossier(tmp_path: Path) -> None:
    names = ["项目名称", "建设单位", "施工总承包单位", "开工日期", "工程类别", "资金性质"]
    papers = read(tmp_path, {"项目概况.csv": [[name, "2025-01-01"] for name in names]})
    assert project(papers)["project_id"] == "某项目"
    assert "没有项目编码" in all_notices(papers, "warning")


def test_of_several_projects_in_a_dossier_the_first_counts_and_the_others_are_rejected(tmp_path: Path) -> None:
    head = ["项目编码", "项目名称", "行政区划代码"]
    papers = read(tmp_path, {"项目.csv": [head, ["P1", "甲", "360100"], ["P2", "乙", "360100"]]})
    assert project(papers)["project_id"] == "P1"
    assert [(one.row, one.reason) for one in papers.rejected] == [(3, "同一台账已有项目概况,本行未采用")]
    assert [(one.rows_read, one.rows_kept, one.rows_rejected) for one in papers.inputs] == [(2, 1, 1)]
    assert "多个项目" in all_notices(papers, "error")


def test_two_dossiers_of_one_id_are_kept_apart(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        put(tmp_path / name, {"项目概况.csv": [*SHEET, ["工程类别", name]]})
    papers = ingest.read(ingest.find([tmp_path]), region_of=lambda _: "360100")
    assert papers.tables["project"]["project_id"].to_list() == ["P1", "P1#2"]
    assert "与另一份台账相同" in all_notices(papers, "error")


def test_an_unreadable_value_of_a_project_is_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"项目概况.csv": [*SHEET, ["工资支付日", "月底前后"]]})
    row = project(papers)
    assert (row["pay_day"], row["pay_day_asked"]) == (None, False)
    assert texts(papers, "warning") == ["「工资支付日」为“月底前后”,读不出整数,该单元格按未知处理。请更正后重新审查"]
