"""One sheet: cut into its tables, each taken for what it is. What is no table is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wagecheck import privacy, tables
from wagecheck.ingest import headings, mapping, personal, piece, project_sheet, sections, vocabulary
from wagecheck.ingest.cells import Grid
from wagecheck.ingest.continued import Headless
from wagecheck.ingest.piece import Origin, Piece
from wagecheck.ingest.recognise import Layout, Miss, recognise
from wagecheck.ingest.sections import Section
from wagecheck.model import InputSheet, Notice

_WEAK = 6.0
"""Score of a layout below which a sheet may rather be the two-column sheet of a project."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A sheet that is no known table, unless it goes on with one."""

    miss: Miss
    unread: InputSheet
    notice: Notice | None
    """What to tell of it."""
    headless: Headless


Told = Piece | InputSheet | Notice | Missed


def read_sheet(
    grid: Grid, origin: Origin, names: Sequence[str], elsewhere: Sequence[str], saved: Sequence[mapping.Saved]
) -> Iterator[Told]:
    """Read all tables of a sheet. `names` and `elsewhere` as in `piece.cut`; `saved` says how a person has it read."""
    for said in saved:
        mapping.check_rows(said, grid)
    hidden = grid.hidden
    statements = 0
    for section in sections.cut(grid):
        own = next((one for one in saved if _holds(section.grid, one)), None)
        for one in _section(section, origin, names, elsewhere, own):
            told = one
            if isinstance(one, Piece) and one.table == "statement":
                statements += 1
                told = _named_apart(one) if statements > 1 else one
            if isinstance(one, Piece) and hidden:
                hidden = False
                text = "这是隐藏的工作表,已照常读取。不需要的请删除"
                yield Notice("warning", text, origin.file, origin.sheet)
            yield told


def _holds(grid: Grid, saved: mapping.Saved) -> bool:
    """Say whether a part of a sheet has the heading row of a mapping; keys and values stand in the first part."""
    return grid.first_row < (saved.last_heading or 1) <= grid.first_row + len(grid.rows)


def _named_apart(found: Piece) -> Piece:
    """Tell the second statement on a sheet from the first: each has an account and a balance of its own."""
    name = f"{found.origin.sheet}(第{found.heading_row}行起)"
    return replace(found, origin=replace(found.origin, sheet=name))


def _section(
    section: Section, origin: Origin, names: Sequence[str], elsewhere: Sequence[str], saved: mapping.Saved | None
) -> Iterator[Told]:
    grid = section.grid
    layout = recognise(grid, names)
    if saved:
        text = f"按 {saved.source} 指定的列读取。请核对该文件出自可信的人"
        yield Notice("warning", text, origin.file, origin.sheet)
        if not saved.last_heading:
            yield from _project(mapping.keyed(saved, grid), origin)
            return
        layout = mapping.impose(_moved(saved, grid), grid, layout)
    if isinstance(layout, Miss) or layout.table == "project" or layout.score < _WEAK:
        pairs = project_sheet.pairs(grid)
        if pairs.fields > (0 if isinstance(layout, Miss) else len(layout.columns)):
            yield from _project(pairs, origin)
            return
    if isinstance(layout, Miss):
        yield _missed(layout, Headless(grid, origin, names, elsewhere))
        return
    said = [*section.inherited, *names]
    parts = sections.abreast(grid, layout) if not saved else [grid]
    for part in parts:
        own = layout if len(parts) == 1 else recognise(part, names)
        if isinstance(own, Miss):
            yield _missed(own, Headless(part, origin, names, elsewhere))
        else:
            yield from _table(replace(section, grid=part), own, origin, said, elsewhere)


def _moved(saved: mapping.Saved, grid: Grid) -> mapping.Saved:
    rows = grid.first_row
    return replace(saved, first_heading=max(saved.first_heading - rows, 1), last_heading=saved.last_heading - rows)


def _table(
    section: Section, layout: Layout, origin: Origin, names: Sequence[str], elsewhere: Sequence[str]
) -> Iterator[Told]:
    grid = section.grid
    found = piece.cut(grid, layout, origin, names, elsewhere, unit=section.unit)
    if personal.is_personal(found, [cell for row in range(layout.first_heading) for cell in grid.texts(row)]):
        yield InputSheet(origin.file, origin.sha256, "", origin.sheet, 0, 0, 0, 0, encoding=origin.encoding)
        text = "是个人银行卡的流水,不是专户流水,未读取。请交专用账户的对公流水"
        yield Notice("warning", text, origin.file, origin.sheet)
        return
    yield found
    yield from _about_piece(found)
    spread = "" if layout.days else headings.sideways(grid.texts(layout.last_heading))
    if spread:
        text = f"表头把{spread}横排成列,这些列未读取。请每月一张表(考勤为当月1至31日),或每人每月一行"
        yield Notice("error", text, origin.file, origin.sheet)
    above = sections.left_above(grid, layout)
    if above:
        text = f"表头(第{found.heading_row}行)以上有 {above} 行像是数据,未读取。请为这些行补上表头,或移到另一张工作表"
        yield Notice("error", text, origin.file, origin.sheet)
    counted = [one.heading for one, other in zip(found.columns, layout.columns, strict=True) if one != other]
    if counted:
        columns = "、".join(f"「{heading}」" for heading in counted)
        text = f"{columns}没有写单位,按表上方所写的单位({_unit(found)})换算成元。请核对"
        yield Notice("warning", text, origin.file, origin.sheet)
    if layout.idle_money:
        columns = "、".join(f"「{heading}」" for heading in layout.idle_money)
        text = f"按{tables.LABELS[layout.table]}读取,其中{columns}未采用。请核对是否还含有另一种台账"
        yield Notice("warning", text, origin.file, origin.sheet)


def _unit(found: Piece) -> str:
    units = {one.unit for one in found.columns}
    return "、".join(word for word, yuan in vocabulary.UNITS.items() if yuan > 1 and yuan in units)


def _missed(miss: Miss, headless: Headless) -> Missed:
    grid, origin = headless.grid, headless.origin
    unread = InputSheet(origin.file, origin.sha256, "", origin.sheet, 0, 0, 0, 0, encoding=origin.encoding)
    quiet = grid.hidden or grid.name.strip() in vocabulary.words()["explaining"]["sheets"]
    row = grid.first_row + 1 if grid.first_row else 0
    return Missed(miss, unread, None if quiet else replace(_what_is_missing(miss, origin), row=row), headless)


def _project(pairs: project_sheet.Pairs, origin: Origin) -> Iterator[Told]:
    yield project_sheet.piece(pairs, origin)
    if pairs.strange:
        text = f"不认识的项目:{'、'.join(pairs.strange)},未采用。请核对名称"
        yield Notice("warning", privacy.mask_text(text), origin.file, origin.sheet)


def _about_piece(found: Piece) -> Iterator[Notice]:
    """Tell of a table with headings only, and of one whose month nothing names."""
    origin = found.origin
    if found.raw.is_empty():
        yield Notice(
            "warning", f"{tables.LABELS[found.table]}只有表头,没有数据。请确认是否漏填", origin.file, origin.sheet
        )
        return
    dated = {"month", "date", "punched_at"} & set(found.raw.columns)
    if found.table in ("payroll", "attendance") and not dated and found.raw["_month"].null_count():
        label = tables.LABELS[found.table]
        text = f"看不出是哪个月的{label},全表未采用。请在标题、工作表名或文件名中写明年月(如 2025年3月)"
        yield Notice("error", text, origin.file, origin.sheet)


def _what_is_missing(miss: Miss, origin: Origin) -> Notice:
    """Say of a sheet that is no known table what it is nearest to, and which headings it lacks."""
    if miss.rivals:
        kinds = "、".join(tables.LABELS[table] for table in miss.rivals)
        text = f"表头同时像{kinds},分不清是哪一种,未读取。请在工作表名或文件名中写明"
        return Notice("error", text, origin.file, origin.sheet)
    if not miss.nearest:
        text = "没有认出任何一种台账的表头,未读取。请对照官方模板补上表头行"
        return Notice("warning", text, origin.file, origin.sheet)
    lacking = "、".join(f"「{heading}」" for heading in miss.missing)
    text = f"最像{tables.LABELS[miss.nearest]},但缺少表头{lacking},未读取。请补上表头行"
    return Notice("error" if miss.named else "warning", text, origin.file, origin.sheet)
