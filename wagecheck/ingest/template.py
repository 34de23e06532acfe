"""The official templates: a workbook a table or one for all, headings explained, choices offered, an example beside.

The example stands on the sheet 说明, which is passed over when the workbook is read: a made-up person never becomes
data.
"""

import io
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from wagecheck import tables
from wagecheck.errors import UsageError

NOTES = "说明"
FILES = {
    name: f"{number:02d}{tables.LABELS[name]}.xlsx"
    for number, name in enumerate((name for name in tables.TABLES if name != "control"), start=1)
}
"""The workbook of each table."""
WHOLE = "台账.xlsx"
"""The one workbook with a sheet for each table."""

_MADE = datetime(2025, 1, 1)  # noqa: DTZ001 - a workbook's own time stamp bears no zone
_ROWS = 5_000
"""Rows that carry drop-downs."""

_YES_NO = ["是", "否"]
_FORMATS = {
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm:ss",
    "money": "#,##0.00",
    "ratio": "0.00%",
    "count": "0",
    "cycle": "0",
    "days": "0.##",
    "hours": "0.##",
}
"""How cells of a kind look; all others are text, so that no number loses digits and no month becomes a day."""

_WIDE = {"id_no": 22, "number": 24, "moment": 20, "items": 40}
_COMMON = (
    "本工作表只供阅读，核查时不读取；数据请填在前面的工作表中。",
    "表头的文字请勿改动，可以增加列，也可以删去用不到的列。",
    "有表而没有行，即表示没有该事项；没有这类台账的，请删去整张表。",
)

Formats = Mapping[str, Any]


@cache
def said() -> Mapping[str, Any]:
    """Give the whole of template.toml."""
    return tomllib.loads(Path(__file__).with_name("template.toml").read_text(encoding="utf-8"))


def write_templates(to: Path, *, single: bool = False) -> tuple[Path, ...]:
    """Write the workbooks of all tables, or a `single` one with all of them, into a folder, new or not; give the paths.

    Raises UsageError, with nothing written, where a file of that name is there already or the folder cannot be used.
    """
    names = [WHOLE] if single else [*FILES.values()]
    there = [name for name in names if (to / name).exists()]
    if there:
        raise UsageError(
            f"已有 {there[0]} 等 {len(there)} 个同名文件", where=str(to), todo="请另选文件夹, 或先移走它们"
        )
    books = {to / WHOLE: workbook(*FILES)} if single else {to / FILES[table]: workbook(table) for table in FILES}
    try:
        to.mkdir(parents=True, exist_ok=True)
        for path, content in books.items():
            path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"不能写入文件夹({error.strerror})", where=str(to), todo="请另选文件夹") from error
    return tuple(books)


def workbook(*wanted: str) -> bytes:
    """Give the template of one table or several as an xlsx file; the same bytes every time."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE, "title": "、".join(tables.LABELS[table] for table in wanted)})
        formats = _formats(book)
        for table in wanted:
            page = book.add_worksheet(tables.LABELS[table])
            (_two_columns if table == "project" else _columns)(page, table, formats)
        notes, top = book.add_worksheet(NOTES), 0
        for table in wanted:
            top = _notes(notes, table, formats, top)
    return memory.getvalue()


def _formats(book: xlsxwriter.Workbook) -> Formats:
    head = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    return formats | {
        "text": book.add_format({"num_format": "@"}),
        "head": book.add_format({**head, "bg_color": "#DDE6EE"}),
        "needed": book.add_format({**head, "bg_color": "#FCE4B0"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }


def _columns(page: Any, table: str, formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Lay out a table under its headings, in the first row; what each means shows when the pointer rests on it."""
    for index, (name, field) in enumerate(tables.about(table).items()):
        width = _WIDE.get(field["kind"], max(12, 2 * len(field["heading"]) + 4))
        page.set_column(index, index, width, formats.get(field["kind"], formats["text"]))
        page.write_string(0, index, field["heading"], formats["needed" if field["needed"] else "head"])
        page.write_comment(0, index, how_to_fill(table, name), {"x_scale": 1.6})
        _offer(page, (1, index, _ROWS, index), table, name)
    page.set_row(0, 30)
    page.freeze_panes(1, 0)


def _two_columns(page: Any, table: str, formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Lay out the one row of a project downwards: 项目 | 内容 | 怎么填."""
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 40)
    page.set_column(2, 2, 60)
    page.write_row(0, 0, ("项目", "内容", "怎么填"), formats["head"])
    fields = {"project_id": {"heading": "项目编码", "kind": "text", "needed": True}, **tables.about(table)}
    for row, (name, field) in enumerate(fields.items(), start=1):
        page.write_string(row, 0, field["heading"], formats["needed" if field["needed"] else "head"])
        page.write_blank(row, 1, None, formats.get(field["kind"], formats["text"]))
        page.write_string(row, 2, how_to_fill(table, name), formats["wrap"])
        _offer(page, (row, 1, row, 1), table, name)
    page.freeze_panes(1, 1)


def _offer(page: Any, area: tuple[int, int, int, int], table: str, name: str) -> None:  # noqa: ANN401 - the library has no types
    """Offer what may be chosen; another word is questioned, not refused."""
    choices = choices_of(table, name)
    if choices:
        page.data_validation(
            *area,
            {
                "validate": "list",
                "source": choices,
                "error_type": "warning",
                "error_title": "不在选项中",
                "error_message": f"通常填: {'、'.join(choices)}",
            },
        )


def _notes(page: Any, table: str, formats: Formats, start: int) -> int:  # noqa: ANN401 - the library has no types
    """Explain every column beside an example, from a row on; give the row where the next table may begin.

    Headings stand in brackets here, so that none is taken for a heading.
    """
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 8)
    page.set_column(2, 2, 64, formats["wrap"])
    page.set_column(3, 3, 34, formats["text"])
    page.write_string(start, 0, f"《{tables.LABELS[table]}》填写说明", formats["title"])
    lines = (said()["about"][table], *_COMMON)
    for row, line in enumerate(lines, start=start + 1):
        page.write_string(row, 0, line)
    top = start + len(lines) + 2
    page.write_row(top, 0, ("栏目", "必填", "怎么填", "示例（虚构）"), formats["head"])
    example = said()["example"][table]
    names = ["project_id", *tables.about(table)] if table == "project" else list(tables.about(table))
    for row, name in enumerate(names, start=top + 1):
        page.write_string(row, 0, f"「{heading(table, name)}」")
        page.write_string(row, 1, "必填" if _needed(table, name) else "")
        page.write_string(row, 2, how_to_fill(table, name).removeprefix("必填。"), formats["wrap"])
        page.write_string(row, 3, example.get(name, ""), formats["text"])
    return top + len(names) + 2


def heading(table: str, name: str) -> str:
    """Give the official heading of a column."""
    return "项目编码" if name == "project_id" else str(tables.about(table)[name]["heading"])


def how_to_fill(table: str, name: str) -> str:
    """Say how to fill in a column: by its kind, then what is particular to it."""
    kind = "text" if name == "project_id" else tables.about(table)[name]["kind"]
    choices = choices_of(table, name)
    general = f"{'、'.join(choices)}。" if choices else said()["kinds"][kind]
    needed = "必填。" if _needed(table, name) else ""
    return f"{needed}{general}{said()['note'].get(table, {}).get(name, '')}"


def choices_of(table: str, name: str) -> list[str]:
    """List what a column offers to choose from; empty where anything may stand."""
    if name != "project_id" and tables.about(table)[name]["kind"] == "flag":
        return _YES_NO
    return list(said()["choices"].get(table, {}).get(name, ()))


def _needed(table: str, name: str) -> bool:
    return name == "project_id" or bool(tables.about(table)[name]["needed"])
