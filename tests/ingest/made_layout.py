"""Layouts of any kind, made from the vocabulary: headings, order, strange columns, preambles, noise, values."""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

import xlwt
from hypothesis import strategies as st

from tests.formats.build import card, id_no
from tests.ingest.made_dossier import Rows, csv_bytes, xlsx_bytes
from wagecheck.ingest import vocabulary

FORMS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "xlsx", "xls", "html")
STRANGE = {"籍贯": "江西", "民族": "汉", "年龄": "40", "性别": "男", "家庭住址": "某村12号", "血型": "", "编码": "A-7"}
NAMES = ("张三", "李四", "王五", "欧阳小明", "买买提·艾山", "赵六")
EPOCH = dt.date(1899, 12, 30)
MONTH = dt.date(2025, 3, 1)


@dataclass(frozen=True)
class Cell:
    """What a cell says, and how it is written."""

    value: Any
    text: Any


Maker = Callable[[st.DrawFn, int], Cell]


def _name(draw: st.DrawFn, at: int) -> Cell:
    name = NAMES[at % len(NAMES)]
    return Cell(name, draw(st.sampled_from([name, name, f"{name[0]} {name[1:]}", f" {name}", f"{name}\u3000"])))


def _id(draw: st.DrawFn, at: int) -> Cell:
    number = id_no("19800101", at + 1)
    return Cell(number, draw(st.sampled_from([number, number.lower(), f"'{number}", f"{number}\t"])))


def _card(draw: st.DrawFn, at: int) -> Cell:
    number = card(at + 1)
    spaced = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    return Cell(number, draw(st.sampled_from([number, spaced, f"'{number}"])))


def _money(draw: st.DrawFn, _: int) -> Cell:
    value = Decimal(draw(st.integers(1, 99_999_999))) / 100
    forms = ["{}", "{:,.2f}", "¥{:,.2f}", "{}元", " {} ", "￥{}", "{:.2f}"]
    return Cell(value, draw(st.sampled_from([*(form.format(value) for form in forms), float(value)])))


def _days(draw: st.DrawFn, _: int) -> Cell:
    value = Decimal(draw(st.integers(1, 62))) / 2
    return Cell(value, draw(st.sampled_from([f"{value}", f"{value}天", float(value), f"{value:.2f}"])))


def _date(draw: st.DrawFn, _: int) -> Cell:
    day = dt.date(2025, 1, 1) + dt.timedelta(days=draw(st.integers(0, 364)))
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
    ]
    forms += [f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month}-{day.day}"]
    return Cell(day, draw(st.sampled_from([*forms, str((day - EPOCH).days), day])))


def _month(draw: st.DrawFn, _: int) -> Cell:
    month = dt.date(2025, draw(st.integers(1, 12)), 1)
    forms = [f"{month:%Y-%m}", f"{month:%Y年%m月}", f"{month:%Y%m}", f"{month.year}年{month.month}月", f"{month:%Y/%m}"]
    return Cell(month, draw(st.sampled_from(forms)))


def _among(*texts: str) -> Maker:
    def made(draw: st.DrawFn, _: int) -> Cell:
        text = draw(st.sampled_from(texts))
        return Cell(text, text)

    return made


def _flag(draw: st.DrawFn, _: int) -> Cell:
    said = {"是": True, "√": True, "否": False, "×": False}
    text = draw(st.sampled_from(sorted(said)))
    return Cell(said[text], text)


TEAMS = _among("木工班", "瓦工一班", "钢筋班组")
FIRMS = _among("江西某某劳务有限公司", "某某建筑公司")
FIELDS: Mapping[str, tuple[Mapping[str, Maker], Mapping[str, Maker]]] = {
    "payroll": (
        {"name": _name, "net": _money},
        {
            "id_no": _id, "card_no": _card, "month": _month, "employer": FIRMS, "team": TEAMS, "days": _days,
            "rate": _money, "gross": _money, "deductions": _money, "paid_date": _date,
        },
    ),
    "roster": (
        {"name": _name, "id_no": _id},
        {
            "employer": FIRMS, "team": TEAMS, "trade": _among("木工", "普工"), "entry_date": _date, "exit_date": _date,
            "contract_date": _date, "card_no": _card, "card_bank": _among("建设银行", "工行某支行"),
            "team_leader": _flag, "phone": _among("13800000001", "13800000002"), "agreed_wage": _money,
        },
    ),
    "attendance": (
        {"id_no": _id, "date": _date, "days": _days},
        {"name": _name, "employer": FIRMS, "team": TEAMS},
    ),
    "payout": (
        {"paid_at": _date, "payee_name": _name, "payee_account": _card, "amount": _money},
        {"id_no": _id, "status": _among("成功", "失败"), "batch_no": _among("B1", "B2"), "month": _month},
    ),
    "deposit": (
        {"kind": _among("现金", "银行保函"), "amount": _money, "lodged_date": _date},
        {"expiry_date": _date, "issuer": _among("某银行"), "reference": _among("BH-1"), "on_demand": _flag},
    ),
}  # fmt: skip
TITLES = {
    "payroll": "农民工工资表",
    "roster": "农民工花名册",
    "attendance": "考勤表",
    "payout": "工资代发明细",
    "deposit": "工资保证金台账",
}
CALLED = {"payroll": "工资表", "roster": "花名册", "attendance": "考勤", "payout": "代发明细", "deposit": "保证金"}


@dataclass(frozen=True)
class Layout:
    """A file, and what it must give."""

    name: str
    content: bytes
    rows: Rows
    expected: Sequence[Mapping[str, Any]]
    """Canonical values of each row, in order."""
    furniture: int


def headings(table: str, field: str) -> list[str]:
    """Give every heading that stands for a field of a table."""
    words = vocabulary.words()
    said = [vocabulary.fields(table)[field], *words.get(table, {}).get(field, ()), *words["shared"].get(field, ())]
    return [
        word
        for word in said
        if (table, field) in {(one.table, one.field) for one in vocabulary.meanings(vocabulary.fold(word).key)}
    ]


def dressed(draw: st.DrawFn, heading: str, *, money: bool) -> str:
    """Write a heading as people do."""
    half = len(heading) // 2
    forms = [heading] * 4 + [
        f"{heading}：",
        f"{heading[:half]}\n{heading[half:]}",
        f"*{heading}",
        f"{heading[:half]}  {heading[half:]}",
    ]
    return draw(st.sampled_from([*forms, f"{heading}（元）", f"{heading}(元)", f"{heading}/元"] if money else forms))


@st.composite
def layouts(draw: st.DrawFn, table: str) -> Layout:
    """Make a layout of a table, with its rows."""
    needed, other = FIELDS[table]
    makers = {**needed, **{name: other[name] for name in draw(st.lists(st.sampled_from(sorted(other)), unique=True))}}
    own = [draw(st.sampled_from(headings(table, name))) for name in makers]
    keys = [vocabulary.fold(one).key for one in own]
    if len(set(keys)) < len(keys):
        own = [vocabulary.fields(table)[name] for name in makers]
    heads = {
        name: dressed(draw, said, money=maker is _money)
        for (name, maker), said in zip(makers.items(), own, strict=True)
    }
    strange = draw(st.lists(st.sampled_from(sorted(STRANGE)), unique=True, max_size=3))
    order = draw(st.permutations([*makers, *strange]))
    first = [draw(st.sampled_from(["序号", "编号"]))] if draw(st.booleans()) else []
    people = [{name: maker(draw, at) for name, maker in makers.items()} for at in range(draw(st.integers(1, 8)))]
    lines = [[*(at + 1 for _ in first), *(_text(one, name) for name in order)] for at, one in enumerate(people)]
    upper = [*first, *(heads.get(name, name) for name in order)]
    above, furniture, body = _above(draw, table, len(upper)), *_noised(draw, lines, upper)
    head = _two(draw, upper) if draw(st.booleans()) else [upper]
    width = len(upper)
    rows = [[*row, *[""] * (width - len(row))] for row in (*above, *head, *body)]
    form = draw(st.sampled_from(FORMS))
    name, content = written(CALLED[table], rows, form)
    expected = [{name: cell.value for name, cell in one.items()} for one in people]
    return Layout(name, content, rows, expected, furniture)


def _text(one: Mapping[str, Cell], name: str) -> Any:
    return one[name].text if name in one else STRANGE[name]


def _above(draw: st.DrawFn, table: str, width: int) -> Rows:
    title = draw(st.sampled_from(["2025年3月某项目{}", "{}（2025年3月）", "某某小区二〇二五年三月份{}"])).format(
        TITLES[table]
    )
    more = [
        ["编制单位：某某公司"],
        ["制表日期：2025年4月2日"],
        [""],
        ["工程名称：某某小区", "", "监理单位：某监理"][:width],
    ]
    return [[title], *draw(st.lists(st.sampled_from(more), max_size=3))]


def _two(draw: st.DrawFn, upper: Sequence[str]) -> Rows:
    """Put some neighbouring headings under a word that stands over all of them."""
    size = draw(st.integers(2, max(2, len(upper) - 1)))
    start = draw(st.integers(0, max(0, len(upper) - size)))
    within = range(start, start + size)
    over = [("基本情况" if at == start else "") if at in within else head for at, head in enumerate(upper)]
    return [over, [head if at in within else "" for at, head in enumerate(upper)]]


def _noised(draw: st.DrawFn, lines: Sequence[Sequence[Any]], heads: Sequence[str]) -> tuple[int, Rows]:
    """Put rows that are no data between and below; also give how many of them say something."""
    noise = [["本页小计"], ["合 计"], ["承前页"], [""], ["第1页"], list(heads)]
    last = [
        ["制表人：王五", "", "审核：赵六"][: len(heads)],
        ["合计"],
        ["说明：以上内容属实"],
        [""],
        ["以上数据仅供参考"],
    ]
    body: list[Sequence[Any]] = [lines[0]]
    for line in lines[1:]:
        body += [*draw(st.lists(st.sampled_from(noise), max_size=1)), line]
    body += draw(st.lists(st.sampled_from(last), max_size=3))
    return len([row for row in body if any(str(cell) for cell in row)]) - len(lines), body


def written(name: str, rows: Rows, form: str) -> tuple[str, bytes]:
    """Write rows as a file of some form."""
    if form == "xlsx":
        return f"{name}.xlsx", xlsx_bytes({"Sheet1": rows})
    if form == "xls":
        return f"{name}.xls", _xls(rows)
    if form == "html":
        cells = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return f"{name}.xls", f"<html><table>{body}</table></html>".encode("gb18030")
    return f"{name}.csv", csv_bytes(rows, form)


def _xls(rows: Rows) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell != "":
                page.write(at, place, cell, *([day] if isinstance(cell, dt.date) else []))
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


MARKS = {
    "√": "1",
    "1": "1",
    "出": "1",
    "0.5": "0.5",
    "半": "0.5",
    "×": "0",
    "": "0",
    "休": "0",
    "9": "1.13",
    "8": "1",
}


@st.composite
def matrices(draw: st.DrawFn) -> Layout:
    """Make a month of attendance with a column for each day; expected are the days of presence of each worker."""
    more: list[tuple[str, Maker]] = [("name", _name), ("team", TEAMS)]
    columns: list[tuple[str, Maker]] = [("id_no", _id), *(one for one in more if draw(st.booleans()))]
    last = draw(st.sampled_from([28, 30, 31]))
    form = draw(st.sampled_from(["{}", "{}日", "{}号"]))
    numbers = draw(st.booleans()) and form == "{}"
    days = [day if numbers else form.format(day) for day in range(1, last + 1)]
    after = draw(st.sampled_from([[], ["备注"], ["合计天数"], ["合计", "签字"]]))
    heads = [*(draw(st.sampled_from(headings("attendance", name))) for name, _ in columns), *days, *after]
    lines, expected = [], []
    for at in range(draw(st.integers(1, 4))):
        who = {name: maker(draw, at) for name, maker in columns}
        marks = draw(st.lists(st.sampled_from(sorted(MARKS)), min_size=last, max_size=last))
        lines.append([*(cell.text for cell in who.values()), *marks, *[""] * len(after)])
        there = {
            MONTH + dt.timedelta(days=day): Decimal(MARKS[mark]) for day, mark in enumerate(marks) if MARKS[mark] != "0"
        }
        expected.append({"id_no": who["id_no"].value, "days": there})
    furniture, body = _noised(draw, lines, [str(head) for head in heads])
    rows = [[*row, *[""] * (len(heads) - len(row))] for row in (*_above(draw, "attendance", len(heads)), heads, *body)]
    name, content = written("考勤", rows, draw(st.sampled_from(FORMS)))
    return Layout(name, content, rows, expected, furniture)
