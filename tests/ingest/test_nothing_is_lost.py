"""Whatever noise a sheet holds: every row of data is kept or rejected, and the money with it."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.made_dossier import CARD, ID, Rows, csv_bytes, read, xlsx_bytes
from wagecheck import ingest
from wagecheck.ingest import recognise, vocabulary

PAYROLL = ["序号", "姓名", "身份证号", "工资卡号", "出勤天数", "应发工资", "实发工资", "领款人签字"]
STATEMENT = ["交易日期", "对方户名", "对方账号", "借方发生额", "贷方发生额", "余额", "摘要"]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "xlsx")


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its cells, and the amount that it is about (None: no data)."""

    cells: Sequence[Any]
    amount: Decimal | None


yuan = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999.99"), places=2)
written = st.sampled_from(["{}", "¥{}", "{:,}", " {} ", "{}元"])


@st.composite
def pay_line(draw: st.DrawFn) -> Line:
    amount = draw(yuan)
    cell = draw(written).format(amount)
    name, id_no = draw(st.sampled_from([("张三", ID), ("李四", ""), ("", ID), ("合 计", ID)]))
    days = draw(st.sampled_from(["22", "", "很多", "0.5"]))
    net = draw(st.sampled_from([cell, cell, cell, f"约{amount}", "", "见附件"]))
    return Line([draw(st.sampled_from(["1", "", "12"])), name, id_no, CARD, days, cell, net, ""], amount)


@st.composite
def bank_line(draw: st.DrawFn) -> Line:
    amount = draw(yuan)
    cell = draw(written).format(amount)
    day = draw(st.sampled_from(["2025-03-01", "20250302", "2025/3/3", "45720", "某日", ""]))
    sides = draw(st.sampled_from([[cell, ""], ["", cell], [f"-{amount}", "0"], [cell, cell], [f"约{amount}", ""]]))
    return Line([day, "张三", CARD, *sides, draw(st.sampled_from(["", "100.00"])), "工资"], amount)


def noise(width: int, *more: str) -> st.SearchStrategy[Line]:
    words = [*more, "合计", "本页小计", "承前页", "制表人：王五", "说明：无", "以上数据仅供参考", "第1页"]
    row = st.sampled_from(words).map(lambda word: Line([word, *[""] * (width - 1)], None))
    return row | st.just(Line([""] * width, None))


def papers_of(headings: list[str], lines: Sequence[Line], encoding: str) -> ingest.Papers:
    rows: Rows = [["2025年3月"], headings, *(line.cells for line in lines)]
    content = xlsx_bytes({"3月": rows}) if encoding == "xlsx" else csv_bytes(rows, encoding)
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), {"表.xlsx" if encoding == "xlsx" else "表.csv": content})


def check_conservation(papers: ingest.Papers, lines: Sequence[Line], kept: dict[int, Decimal]) -> None:
    amounts = {at: line.amount for at, line in enumerate(lines, start=3) if line.amount is not None}
    rejected = [one.row for one in papers.rejected]
    (sheet,) = papers.inputs
    assert sorted([*kept, *rejected]) == sorted(amounts)
    assert sheet.rows_read == sheet.rows_kept + sheet.rows_rejected == len(amounts)
    assert (sheet.rows_kept, sheet.rows_rejected) == (len(kept), len(rejected))
    assert sheet.rows_furniture == sum(1 for line in lines if line.amount is None and any(line.cells))
    assert kept == {row: amounts[row] for row in kept}
    assert sum(kept.values()) + sum(amounts[row] for row in rejected) == sum(amounts.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(pay_line() | noise(len(PAYROLL), "7"), max_size=25), st.sampled_from(ENCODINGS))
def test_a_payroll_loses_no_row_and_no_yuan(lines: list[Line], encoding: str) -> None:
    papers = papers_of(PAYROLL, lines, encoding)
    check_conservation(papers, lines, dict(papers.tables["payroll"].select("row", "net").iter_rows()))


@settings(max_examples=60, deadline=None)
@given(st.lists(bank_line() | noise(len(STATEMENT)), max_size=25), st.sampled_from(ENCODINGS))
def test_a_statement_loses_no_line_and_no_yuan(lines: list[Line], encoding: str) -> None:
    papers = papers_of(STATEMENT, lines, encoding)
    frame = papers.tables["statement"]
    assert ((frame["debit"] == 0) | (frame["credit"] == 0)).all()
    assert ((frame["debit"] >= 0) & (frame["credit"] >= 0)).all()
    check_conservation(papers, lines, dict(frame.select("row", frame["debit"] + frame["credit"]).iter_rows()))


CELLS = [
    "",
    "无",
    "未知",
    "√",
    "否",
    "张三",
    ID,
    CARD,
    "2025-03-01",
    "2025年3月",
    "3月",
    "1,234.5",
    "20%",
    "借",
    "贷",
    "八",
]
cell = st.sampled_from(CELLS) | st.text(alphabet="0129-/.年月日:,()%eE万元√×合计账号： \u3000'\"=①", max_size=12)


def headings_of(table: str) -> st.SearchStrategy[list[str]]:
    """Official headings of a table in any order, some missing, some foreign; for attendance perhaps days."""
    own = list(vocabulary.fields(table).values())
    days = [str(day) for day in range(1, 32)] if table == "attendance" else []
    some = st.permutations(own).flatmap(lambda order: st.integers(2, len(order)).map(lambda count: order[:count]))
    return some.flatmap(lambda heads: st.sampled_from([heads, [*heads, "备注", ""], [*heads, *days]]))


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from(sorted(recognise.NEEDS)), st.sampled_from(ENCODINGS))
def test_whatever_the_headings_and_cells_every_row_is_accounted_for(
    data: st.DataObject, table: str, encoding: str
) -> None:
    headings = data.draw(headings_of(table))
    rows = data.draw(st.lists(st.lists(cell, min_size=len(headings), max_size=len(headings)), max_size=8))
    papers = papers_of(headings, [Line(row, None) for row in rows], encoding)
    (sheet,) = papers.inputs
    assert sheet.rows_read == sheet.rows_kept + sheet.rows_rejected
    assert sheet.rows_rejected == len(papers.rejected)
    assert not any(one.text.startswith("文件读不出来") for one in papers.notices)
    if sheet.table not in ("", "project", "attendance"):
        assert len(papers.tables[sheet.table]) == sheet.rows_kept
