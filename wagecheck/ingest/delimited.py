"""Text files to rows: the encoding and the delimiter are read off the content."""

import codecs
import csv
import io
import re
from itertools import chain

from wagecheck.errors import InputError
from wagecheck.ingest import extents, markup, vocabulary
from wagecheck.ingest.limits import Limits, check_rows, check_width

_DELIMITERS = ("\t", ",", ";", "|")
_SAMPLE_LINES = 40
_SAMPLE_CELLS = 60
_WIDEST_CELL = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ud800-\udfff]")
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_OF_BYTES = ("utf-8", "gb18030")
_TAG = re.compile(r"<(?:html|table|tr)\b", re.IGNORECASE)
_FORMULA = re.compile(r'^\s*="([^"]*)"\s*$')
"""How a program writes text into CSV so that Excel leaves it text: ="6217…"."""

_AGAIN = "请用 Excel 或 WPS 打开并另存为 xlsx 后再交"
_HEAD = 4000
_ZERO_SHARE = 20
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|meta|head)", re.IGNORECASE)


def parse(content: bytes, limits: Limits) -> tuple[str, list[list[str]], markup.Merges]:
    """Give the encoding, the rows, all of one width, and merged ranges; raises InputError for what is no text table."""
    encoding, rows, merges = _parse(content, limits)
    if len(content) > limits.cell_characters and max(map(len, chain.from_iterable(rows))) > limits.cell_characters:
        raise InputError(f"有一个单元格超过 {limits.cell_characters} 个字", todo=_AGAIN)
    check_rows(len(rows), "", limits)
    widths = set(map(len, rows))
    width = max(widths)
    check_width(width, limits)
    if len(widths) == 1:
        return encoding, rows, merges
    extents.check([(len(rows), width, sum(map(len, rows)))], limits)
    return encoding, [row if len(row) == width else row + [""] * (width - len(row)) for row in rows], merges


def _parse(content: bytes, limits: Limits) -> tuple[str, list[list[str]], markup.Merges]:
    encoding, decoded = decode(content)
    if _MARKUP.match(decoded) or (_TAG.search(decoded[:_HEAD]) and markup.has_table(decoded)):
        rows, merges = markup.parse(decoded, limits.page_cells) if markup.has_table(decoded) else ([], [])
        if not rows:
            raise InputError("文件内容是网页(HTML/XML)格式,其中没有表格", todo="请用 Excel 或 WPS 另存为 xlsx 后再交")
        return f"html {encoding}", rows, merges
    if not decoded.strip():
        raise InputError("文件是空的(没有内容)", todo="请重新导出该文件")
    try:
        csv.field_size_limit(_WIDEST_CELL)
        rows = _rows(decoded, _delimiter(decoded))
        if '="' in decoded:
            rows = [[_FORMULA.sub(r"\1", cell) for cell in row] for row in rows]
    except csv.Error as broken:
        raise InputError("文本表格格式有误,无法分列", todo=_AGAIN) from broken
    return encoding, rows, []


def _rows(decoded: str, delimiter: str) -> list[list[str]]:
    """Split into cells. A quote that is never closed would swallow what follows: then quotes are plain."""
    if '"' not in decoded:
        ended = decoded.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded else decoded
        return [line.split(delimiter) for line in ended.removesuffix("\n").split("\n")]
    try:
        return list(csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        plain = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return [[cell.strip('"') for cell in row] for row in plain]


def decode(content: bytes) -> tuple[str, str]:
    """Give the encoding and the text: UTF-8 and UTF-16 with or without BOM, GB18030; else InputError."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(bom):
            return encoding, content.decode(encoding, errors="replace")
    wide = _wide(content)
    for encoding in (*wide, "utf-8", "gb18030"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(content, decoded, encoding):
            return encoding, decoded
    raise InputError("不是文本表格,也不是 Excel 文件(二进制内容)", todo="请确认文件类型,导出为 xlsx 或 csv 后再交")


def _is_text(content: bytes, decoded: str, encoding: str) -> bool:
    """Say whether there is nothing in it that no text has. In a text of bytes a control character is a byte."""
    if encoding in _OF_BYTES:
        return len(content.translate(None, _CONTROL_BYTES)) == len(content)
    return _CONTROL.search(decoded) is None


def _wide(content: bytes) -> tuple[str, ...]:
    """Name UTF-16 without a mark at its start: every comma, digit and line end has a zero on one side."""
    head = content[:_HEAD]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if len(content) % 2 or sum(zeros) * _ZERO_SHARE < len(head):
        return ()
    return ("utf-16-le",) if zeros[1] > zeros[0] else ("utf-16-be",)


def _delimiter(decoded: str) -> str:
    """Choose the mark that lays most known headings bare, else the most frequent: cells may be padded with tabs."""
    lines = [line for line in decoded.splitlines()[:_SAMPLE_LINES] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        cells = [cell for line in lines for cell in line.split(mark)[:_SAMPLE_CELLS] if not cell.isascii()]
        known = sum(1 for cell in cells if vocabulary.meanings(vocabulary.fold(cell.strip('" ')).key))
        return known, sum(min(line.count(mark), _SAMPLE_CELLS) for line in lines)

    return max(_DELIMITERS, key=weight)
