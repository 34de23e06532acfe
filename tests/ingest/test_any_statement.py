"""Whatever the layout, order, encoding and noise: the same lines come out, in the bank's order, and no yuan is lost."""

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.made_dossier import Rows, csv_bytes, read, xlsx_bytes

OWN = "36050110123400000888"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "xlsx", "html")
NOISE = ("合计", "本页小计", "承前页", "制表人：王五", "以上数据仅供参考", "第1页")


@dataclass(frozen=True)
class Move:
    """One transaction: its day, its amount (negative is out), the balance after it."""

    day: dt.date
    amount: Decimal
    balance: Decimal


Shape = tuple[list[str], Callable[[Move], list[Any]]]


def _sides(move: Move) -> list[Any]:
    return [-move.amount, ""] if move.amount < 0 else ["", move.amount]


def _parties(move: Move) -> list[Any]:
    return [abs(move.amount), *((OWN, "62170001") if move.amount < 0 else ("62170001", OWN))]


SHAPES: Sequence[Shape] = (
    (["借方发生额", "贷方发生额"], _sides),
    (["支出金额", "收入金额"], _sides),
    (["借", "贷"], _sides),
    (["贷方", "借方"], _sides),
    (["借贷标志", "发生额"], lambda move: ["借" if move.amount < 0 else "贷", abs(move.amount)]),
    (["收支标识", "交易金额（元）"], lambda move: ["支出" if move.amount < 0 else "收入", abs(move.amount)]),
    (["交易金额"], lambda move: [move.amount]),
    (["发生额"], lambda move: [abs(move.amount)]),
    (["交易金额", "付款人账号", "收款人账号"], _parties),
)


@st.composite
def moves(draw: st.DrawFn) -> list[Move]:
    """A story of at least five lines that begins with money coming in; no amount comes twice."""
    cents = draw(st.lists(st.integers(1, 9_999_999), min_size=5, max_size=20, unique=True))
    signs = draw(st.lists(st.booleans(), min_size=len(cents), max_size=len(cents)))
    day, balance, told = dt.date(2025, 3, 1), Decimal(0), []
    for at, (cent, out) in enumerate(zip(cents, signs, strict=True)):
        size = Decimal(cent) / 100
        amount = -size if out and at and balance >= size else size
        day += dt.timedelta(days=draw(st.integers(0, 2)))
        balance += amount
        told.append(Move(day, amount, balance))
    return told


def in_order(story: list[Move], order: str) -> list[Move]:
    if order == "newest first":
        return story[::-1]
    return story if order == "oldest first" else sorted(story, key=lambda move: (move.day, -story.index(move)))


def as_file(rows: Rows, encoding: str) -> tuple[str, bytes]:
    if encoding == "xlsx":
        plain = [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows]
        return "流水.xlsx", xlsx_bytes({"明细": plain})
    if encoding == "html":
        body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
        return "流水.xls", f"<html><table>{body}</table></html>".encode("gb18030")
    return "流水.csv", csv_bytes(rows, encoding)


@settings(max_examples=60, deadline=None)
@given(
    moves(),
    st.sampled_from(SHAPES),
    st.sampled_from(["oldest first", "newest first", "days up, rows down"]),
    st.sampled_from(ENCODINGS),
    st.lists(st.sampled_from(NOISE), max_size=3),
    st.integers(0, 5),
)
def test_the_same_lines_come_out(  # noqa: PLR0917 - each is one thing that varies
    story: list[Move], shape: Shape, order: str, encoding: str, noise: list[str], above: int
) -> None:
    heads, cells = shape
    lines = [[move.day.isoformat(), *cells(move), move.balance, "摘要"] for move in in_order(story, order)]
    width = len(heads) + 3
    rows = [
        *([f"说明{at}", *[""] * (width - 1)] for at in range(above)),
        ["交易日期", *heads, "余额", "摘要"],
        *lines,
        *([word, *[""] * (width - 1)] for word in noise),
    ]
    name, content = as_file(rows, encoding)
    with tempfile.TemporaryDirectory() as folder:
        papers = read(Path(folder), {name: content})
    (sheet,) = papers.inputs
    assert (sheet.rows_read, sheet.rows_kept, sheet.rows_furniture) == (len(story), len(story), len(noise))
    told = papers.tables["statement"].select("booked_at", "credit", "debit", "balance").rows()
    assert [(at.date(), credit - debit, balance) for at, credit, debit, balance in told] == [
        (move.day, move.amount, move.balance) for move in story
    ]
