"""A roster handed over in parts: movements and contracts are folded into the worker's row, and no row is lost."""

import datetime as dt
from pathlib import Path

from tests.ingest.made_dossier import ID, OTHER_ID, Rows, column, read
from wagecheck import ingest

ROSTER: Rows = [
    ["姓名", "身份证号码", "所属单位", "工种"],
    ["张三", ID, "甲公司", "木工"],
    ["李四", OTHER_ID, "甲公司", "瓦工"],
]
MOVES = ["姓名", "身份证号码", "所属单位", "进退场日期", "类型"]
CONTRACTS = ["姓名", "身份证号码", "所属单位", "生效日期", "失效日期"]


def with_roster(folder: Path, part: Rows) -> ingest.Papers:
    return read(folder, {"a.csv": ROSTER, "b.csv": part})


def test_a_contract_is_folded_into_the_row_of_its_worker(tmp_path: Path) -> None:
    papers = with_roster(tmp_path, [CONTRACTS, ["李四", OTHER_ID, "", "2025-03-01", ""]])
    assert column(papers, "roster", "contract_date") == [None, dt.date(2025, 3, 1)]
    assert column(papers, "roster", "contract_date_asked") == [False, True]
    assert column(papers, "roster", "file") == ["a.csv", "a.csv"]


def test_an_entry_and_the_exit_after_it_are_one_stay(tmp_path: Path) -> None:
    part = [MOVES, ["张三", ID, "甲公司", "2025-05-01", "退场"], ["张三", ID, "甲公司", "2025-03-01", "进场"]]
    papers = with_roster(tmp_path, part)
    assert papers.tables["roster"].select("entry_date", "exit_date").row(0) == (
        dt.date(2025, 3, 1),
        dt.date(2025, 5, 1),
    )


def test_a_second_stay_is_a_row_of_its_own(tmp_path: Path) -> None:
    days = (("2025-03-01", "进场"), ("2025-04-01", "退场"), ("2025-05-01", "进场"))
    papers = with_roster(tmp_path, [MOVES, *(["张三", ID, "甲公司", day, kind] for day, kind in days)])
    assert sorted(column(papers, "roster", "name")) == ["张三", "张三", "李四"]


def test_a_part_of_another_employer_stands_alone(tmp_path: Path) -> None:
    papers = with_roster(tmp_path, [CONTRACTS, ["张三", ID, "乙公司", "2025-03-01", ""]])
    assert column(papers, "roster", "employer") == ["甲公司", "甲公司", "乙公司"]


def test_a_worker_on_no_roster_is_kept(tmp_path: Path) -> None:
    papers = with_roster(tmp_path, [CONTRACTS, ["王五", "", "甲公司", "2025-03-01", ""]])
    assert column(papers, "roster", "name") == ["张三", "李四", "王五"]


def test_what_the_roster_says_itself_stays(tmp_path: Path) -> None:
    whole = [["姓名", "身份证号码", "工种", "劳动合同签订日期"], ["张三", ID, "木工", "2025-02-01"]]
    part = [CONTRACTS, ["张三", ID, "", "2025-03-01", ""]]
    papers = read(tmp_path, {"a.csv": whole, "b.csv": part})
    assert column(papers, "roster", "contract_date") == [dt.date(2025, 2, 1)]


def test_a_movement_of_no_direction_is_rejected(tmp_path: Path) -> None:
    papers = with_roster(tmp_path, [MOVES, ["张三", ID, "", "2025-03-01", "换班"]])
    assert [one.reason for one in papers.rejected] == ["看不出是进场还是退场"]


def test_parts_alone_are_the_roster(tmp_path: Path) -> None:
    part = [MOVES, ["张三", ID, "", "2025-03-01", "进场"]]
    papers = read(tmp_path, {"a.csv": part, "b.csv": [CONTRACTS, ["张三", ID, "", "2025-03-02", ""]]})
    assert papers.tables["roster"].select("entry_date", "contract_date").rows() == [
        (dt.date(2025, 3, 1), dt.date(2025, 3, 2))
    ]


def test_movements_that_also_say_when_the_worker_came_are_read(tmp_path: Path) -> None:
    moves = [[*MOVES, "进场日期"], ["张三", ID, "甲公司", "2025-05-01", "退场", "2025-03-01"]]
    papers = with_roster(tmp_path, moves)
    assert papers.tables["roster"].select("entry_date", "exit_date").row(0) == (
        dt.date(2025, 3, 1),
        dt.date(2025, 5, 1),
    )
