"""The marks of a copy: coloured cells, what stands beside them, and the list of findings in front."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from wagecheck.annotation.copies import Book, Cell, Page, put
from wagecheck.annotation.notes import Note, Place, sheet_of
from wagecheck.language import say
from wagecheck.model import Report
from wagecheck.report import inert

LIST = "问题清单"
COMMENTS = 8
"""Most findings in the comment of one cell; the list in front has them all."""
COMMENT = 30_000
"""Characters of a comment: Excel takes 32 767."""

_FILLS = {
    "red": "FFC9C4",
    "orange": "FFD8B0",
    "amber": "FFF0B8",
    "plain": "DDE1E6",
    "suspicion": "E3D7F2",
    "related": "E6EEF8",
}
_RANK = tuple(_FILLS)
_NAME = 31
_COLUMNS = {
    "序": 6,
    "认定": 12,
    "规则": 24,
    "对象": 18,
    "说明": 60,
    "整改": 44,
    "责任方": 18,
    "依据": 30,
    "位置": 28,
}
_ABOUT = (
    "本表是 {file} 的标注副本: 有问题的单元格已着色并加批注, 原件没有改动。",
    "红、橙、黄为不合规和风险, 灰为提示和未采用的行, 紫为疑点, 浅蓝为同一问题所涉的其他行(本身不一定有误)。",
    "公式已换成读取时的数值; 图片、图表、宏和链接没有复制。以原件为准。",
    "副本含原件中的全部号码, 请按个人信息保护的要求保管, 不得外传。疑点只供核查, 不作违规认定。",
)


def mark(book: Book, notes: Sequence[Note], file: str, report: Report) -> None:
    """Mark a copy: colours and comments in its sheets, the list of findings in front."""
    pages = {page.title: page for page in book.worksheets}
    named = {place.sheet: _page(place.sheet, pages) for note in notes for place in note.places}
    _colour(notes, named, report)
    _list(book, [(note, named) for note in notes], file, report)


def _page(name: str, pages: Mapping[str, Page]) -> Page:
    """Find the page of a sheet that the report names; a text file has one sheet without a name."""
    found = sheet_of(name, list(pages)) if name else next(iter(pages), None)
    return pages.get(found) if found is not None else None


def _colour(notes: Sequence[Note], pages: Mapping[str, Page], report: Report) -> None:
    """Colour the cells and say beside the first of each row what is wrong."""
    told: dict[tuple[str, str], list[Note]] = {}
    tones: dict[tuple[str, str], str] = {}
    for note in notes:
        for place in note.places:
            page = pages[place.sheet]
            if page is None:
                continue
            cells = [(place.sheet, name) for name in _names(place, page)]
            told.setdefault(cells[0], []).append(note)
            for cell in cells:
                tone = note.mark.tone if place.exact else "related"
                tones[cell] = min(tones.get(cell, tone), tone, key=_RANK.index)
    for (sheet, name), tone in tones.items():
        pages[sheet][name].fill = PatternFill("solid", start_color=_FILLS[tone])
    for (sheet, name), own in told.items():
        _comment(pages[sheet][name], own, report)


def _names(place: Place, page: Page) -> list[str]:
    """Name the cells of a place; of a merged range the one that holds its value."""
    columns = place.columns or tuple(range(1, page.max_column + 1))
    names = [f"{get_column_letter(column)}{place.row}" for column in columns]
    anchor = {name: name for name in names}
    for merged in page.merged_cells.ranges:
        if merged.min_row <= place.row <= merged.max_row:
            corner = f"{get_column_letter(merged.min_col)}{merged.min_row}"
            inside = range(merged.min_col, merged.max_col + 1)
            anchor |= {f"{get_column_letter(column)}{place.row}": corner for column in columns if column in inside}
    return list(dict.fromkeys(anchor[name] for name in names))


def _comment(cell: Cell, notes: Sequence[Note], report: Report) -> None:
    every = list(dict.fromkeys(note.comment(report) for note in notes))
    text = "\n\n".join(every[:COMMENTS])
    if len(every) > COMMENTS:
        more = say("另有 {count} 条, 见第一张工作表", report.language, count=len(every) - COMMENTS)
        text = f"{text}\n\n{more}"
    if cell.comment is not None:
        text = f"{cell.comment.text}\n\n{text}"
    cell.comment = Comment(text[:COMMENT], "wagecheck", width=380, height=min(60 + 18 * text.count("\n"), 420))


def _list(book: Book, lines: Sequence[tuple[Note, Mapping[str, Page]]], file: str, report: Report) -> None:
    """Put the list of findings in front, each with a link to its cells."""
    page = book.create_sheet(_free_name(book, say(LIST, report.language)), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for at, text in enumerate(_ABOUT, start=1):
        put(page.cell(at, 1), say(text, report.language).replace("{file}", inert.visible(file)))
    head = len(_ABOUT) + 2
    for at, (heading, width) in enumerate(_COLUMNS.items(), start=1):
        cell = page.cell(head, at, say(heading, report.language))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="E8EAED")
        page.column_dimensions[get_column_letter(at)].width = width
    for number, (note, pages) in enumerate(lines, start=1):
        _line(page, number, head, note)
        _link(page.cell(head + number, len(_COLUMNS)), note, pages, report)
    page.freeze_panes = page.cell(head + 1, 1)
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(_COLUMNS))}{head + max(len(lines), 1)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = f"{head}:{head}"


def _line(page: Page, number: int, head: int, note: Note) -> None:
    called = f"{note.mark.shape} {note.mark.word}"
    cells = (number, called, note.title, note.about, note.message, note.remedy, note.by, note.basis)
    for at, value in enumerate(cells, start=1):
        cell = page.cell(head + number, at)
        put(cell, value)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    page.cell(head + number, 2).fill = PatternFill("solid", start_color=_FILLS[note.mark.tone])


def _link(cell: Cell, note: Note, pages: Mapping[str, Page], report: Report) -> None:
    """Lead to the first cell of a finding, and count the others."""
    places = [place for place in note.places if pages[place.sheet] is not None]
    if not places:
        return
    target = pages[places[0].sheet]
    name = _names(places[0], target)[0]
    every = len(places) + note.more
    tail = say(" 等 {n} 处", report.language, n=every) if every > 1 else ""
    put(cell, f"{target.title} › {name}{tail}")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(target.title)}!{name}")
    cell.font = Font(color="0B57D0", underline="single")
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _free_name(book: Book, name: str) -> str:
    taken = {one.casefold() for one in book.sheetnames}
    return next(one for one in _names_like(name) if one.casefold() not in taken)


def _names_like(name: str) -> Iterator[str]:
    yield name[:_NAME]
    yield from (f"{name[: _NAME - 6]} ({number})" for number in count(2))
