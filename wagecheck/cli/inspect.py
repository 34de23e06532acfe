"""`wagecheck inspect`: how a file is read, one screen a sheet."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wagecheck.cli import saving, settings
from wagecheck.errors import Exit
from wagecheck.privacy import mask_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from wagecheck.ingest.explain import ColumnReading, SheetReading

_Row = tuple[str, ...]

SCHEMA = "wagecheck-inspect/1"
WIDTH = 80

_MOST = (24, 20, 18)
"""Cells that the first three columns of a table may take."""

_GAP = 2
_REASONS = 8
"""Rows not kept, and remarks, that are shown of a sheet; --json has them all."""


def inspect(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="要看的文件, 或存放台账的文件夹。", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
    save: Annotated[  # noqa: FBT002
        bool, typer.Option("--save", help="把列的含义存为旁边的 <文件名>.toml, 手工更正后, 以后都照它读。")
    ] = False,
    save_to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="把列的含义存入此 wagecheck.toml, 下月的同类文件也照它读。",
            show_default=False,
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", envvar="WAGECHECK_NO_COLOR", help="不用颜色。")] = False,  # noqa: FBT002
) -> None:
    """看一个文件是怎么读的: 表的种类、表头行、每列的含义和把握、控制数、未采用的行。"""
    from wagecheck import ingest  # noqa: PLC0415 - heavy
    from wagecheck.ingest.explain import explain  # noqa: PLC0415 - heavy

    found = [file for dossier in ingest.find(files) for file in dossier.files]
    config = ingest.load_config(settings.config_file(Path.cwd()))
    read = [explain(file, config=config) for file in found]
    readings = [reading for sheets in read for reading in sheets]
    if as_json:
        from wagecheck.report import inert  # noqa: PLC0415 - heavy

        entry = {"schema": SCHEMA, "sheets": [_entry(reading) for reading in readings]}
        typer.echo(inert.json_text(json.dumps(entry, ensure_ascii=False, indent=2)))
    else:
        _show(readings, color=not no_color)
    for file, sheets in zip(found, read, strict=True):
        if save:
            saving.beside(file, sheets)
        if save_to:
            saving.into(save_to, file, sheets)
    failed = any(notice.level == "error" for reading in readings for notice in reading.notices)
    unknown = any(not any(reading.kind for reading in sheets) for sheets in read)
    raise typer.Exit(int(Exit.INPUT if failed or unknown else Exit.CLEAN))


def _entry(reading: "SheetReading") -> dict[str, Any]:
    """Give a reading as plain values, personal numbers masked."""
    return {
        "file": mask_text(reading.file),
        "sheet": mask_text(reading.sheet),
        "kind": reading.kind,
        "encoding": reading.encoding,
        "heading_rows": list(reading.heading_rows),
        "columns": [
            {
                "heading": mask_text(column.heading),
                "field": column.field,
                "means": _means(reading.kind, column.field),
                "confidence": round(column.confidence, 2),
                "examples": list(column.examples),
            }
            for column in reading.mapping
        ],
        "unused": [mask_text(heading) for heading in reading.unused],
        "totals": [
            {"field": one.field, "said": _plain(one.said), "found": _plain(one.found), "agrees": one.agrees}
            for one in reading.totals
        ],
        "rows": {
            "read": reading.rows_read,
            "kept": reading.rows_kept,
            "rejected": reading.rows_rejected,
            "furniture": reading.rows_furniture,
        },
        "rejected": [{"row": one.row, "reason": mask_text(one.reason)} for one in reading.rejected],
        "notices": [{"level": one.level, "row": one.row, "text": mask_text(one.text)} for one in reading.notices],
        "nearest": reading.nearest,
        "missing": list(reading.missing),
        "rivals": list(reading.rivals),
    }


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _means(kind: str, field: str) -> str:
    """Name a field as the official heading does."""
    from wagecheck.ingest import vocabulary  # noqa: PLC0415 - heavy
    from wagecheck.ingest.explain import DAYS  # noqa: PLC0415 - heavy

    return "出勤日" if field == DAYS else vocabulary.fields(kind).get(field, field)


def _show(readings: Sequence["SheetReading"], *, color: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy

    console = Console(no_color=not color, highlight=False, markup=False, emoji=False)
    for reading in readings:
        for part in _screen(reading):
            console.print(part, width=min(console.width, WIDTH))
        console.print()


def _screen(reading: "SheetReading") -> "Iterator[RenderableType]":
    """Lay out one sheet: what it is, its columns, what the bank says, what was not kept."""
    from rich.text import Text  # noqa: PLC0415 - heavy

    yield Text(_safe(" › ".join(part for part in (reading.file, reading.sheet) if part)), style="bold")
    yield from map(Text, _about(reading))
    if reading.mapping:
        yield _columns(reading)
    if reading.unused:
        yield Text(f"未用的列: {'、'.join(map(_safe, reading.unused))}")
    if reading.totals:
        yield _totals(reading)
    lines = [f"未采用: 第 {one.row} 行 {one.reason}" for one in reading.rejected]
    yield from _first(lines, "行未采用", "yellow")
    for level, word, style in (("error", "错误", "red"), ("warning", "提示", "yellow")):
        told = [one for one in reading.notices if one.level == level]
        lines = [f"{word}: {f'第 {one.row} 行 ' if one.row else ''}{one.text}" for one in told]
        yield from _first(lines, f"条{word}", style)


def _first(lines: Sequence[str], what: str, style: str) -> "Iterator[RenderableType]":
    from rich.text import Text  # noqa: PLC0415 - heavy

    for line in lines[:_REASONS]:
        yield Text(_safe(line), style=style)
    if len(lines) > _REASONS:
        yield Text(f"另有 {len(lines) - _REASONS} {what}, 见 --json", style=style)


def _about(reading: "SheetReading") -> Iterator[str]:
    """Say what a sheet was taken for and what became of its rows; or what it is nearest to, and what it lacks."""
    from wagecheck.tables import LABELS  # noqa: PLC0415 - heavy

    if reading.kind:
        heads = "、".join(map(str, reading.heading_rows))
        parts = [LABELS[reading.kind], reading.encoding, f"表头第 {heads} 行" if heads else "无表头行"]
        yield " · ".join(part for part in parts if part)
        yield (
            f"数据 {reading.rows_read} 行 = 采用 {reading.rows_kept} + 未采用 {reading.rows_rejected}"
            f"; 合计、签字等 {reading.rows_furniture} 行"
        )
        return
    yield " · ".join(part for part in ("没有认出", reading.encoding) if part)
    if reading.rivals:
        yield f"同样像: {'、'.join(LABELS[kind] for kind in reading.rivals)}"
    if reading.nearest:
        yield f"最像: {LABELS[reading.nearest]}; 缺少表头: {'、'.join(reading.missing)}"


def _columns(reading: "SheetReading") -> "RenderableType":
    rows = [
        (_safe(column.heading), _means(reading.kind, column.field), f"{column.confidence:.0%}", _examples(column))
        for column in reading.mapping
    ]
    return _table(("列", "含义", "把握", "示例"), rows, style="cyan", odd=[row[2] != "100%" for row in rows])


def _examples(column: "ColumnReading") -> str:
    return "、".join(map(_safe, column.examples))


def _totals(reading: "SheetReading") -> "RenderableType":
    from wagecheck.ingest.controls import shown  # noqa: PLC0415 - heavy

    verdicts = {True: "相符", False: "不符", None: "无从核对"}
    rows = [
        (
            one.label,
            *map(shown, (one.said, one.found)),
            verdicts[one.agrees],
        )
        for one in reading.totals
    ]
    return _table(("控制数", "银行所载", "按行计算", ""), rows, style="red", odd=[row[-1] == "不符" for row in rows])


def _table(headings: _Row, rows: Sequence[_Row], *, style: str, odd: Sequence[bool]) -> "RenderableType":
    """Lay out four columns on 80: each as wide as it must be, the last as wide as it may. Odd rows are coloured."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    widths = [min(max(cell_len(row[place]) for row in (headings, *rows)), most) for place, most in enumerate(_MOST)]
    widths.append(WIDTH - sum(widths) - _GAP * len(widths))
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, width=width, no_wrap=True)
    for row, marked in zip(rows, odd, strict=True):
        cells = [Text(cell) for cell in row]
        for cell, width in zip(cells, widths, strict=True):
            cell.truncate(width, overflow="ellipsis")
        table.add_row(*cells, style=style if marked else None)
    return table


def _safe(text: str) -> str:
    """Mask numbers in text of a file, and show what the terminal would obey."""
    from wagecheck.report import inert  # noqa: PLC0415 - heavy

    return inert.visible(mask_text(text))
