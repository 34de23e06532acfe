"""Files made to break a reader: each is one clear line or is read as far as it goes, in bounded memory and time."""

import struct
from pathlib import Path

import pytest

from tests.faults.made_books import (
    ROWS,
    STRINGS,
    XLS,
    merged,
    sheet_of,
    with_entities,
    xls_bytes,
    xls_in_a_circle,
    xls_patched,
    xls_record,
    xls_with_password,
    xlsx_with,
)
from tests.ingest.made_dossier import ID, put, read, texts, xlsx_bytes
from wagecheck import ingest

FAR = "范围达"
DAMAGED = "已损坏"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WIDE = b"".join(b"<c><v>1</v></c>" for _ in range(16_384))
CASES = {
    "远格单引号.xlsx": (sheet_of(b"<row r='1'><c r='A1'><v>1</v></c><c r='XFD1048576'><v>1</v></c></row>"), FAR),
    "远行无格号.xlsx": (sheet_of(b'<row r="1">' + WIDE + b'</row><row r="1048576"><c><v>1</v></c></row>'), FAR),
    "远格带空白.xlsx": (
        sheet_of(b'<row r="1"><c r="A1"><v>1</v></c><c s="1"\n r = "XFD1048576"><v>1</v></c></row>'),
        FAR,
    ),
    "远格等号后有空白.xlsx": (
        sheet_of(b'<row r="1"><c r="A1"><v>1</v></c><c r= "XFD1048576"><v>1</v></c></row>'),
        FAR,
    ),
    "远格有前缀.xlsx": (
        sheet_of(b'<x:row xmlns:x="' + MAIN + b'" r="1"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'),
        FAR,
    ),
    "远格小写.xlsx": (sheet_of(b'<row r="1"><c r="A1"><v>1</v></c><c r="xfd1048576"><v>1</v></c></row>'), FAR),
    "条数不实.xlsx": (
        xlsx_with(STRINGS, lambda said: said.replace(b'uniqueCount="', b'uniqueCount="99999999999')),
        DAMAGED,
    ),
    "实体膨胀.xlsx": (with_entities(b"&e9;"), DAMAGED),
    "外部实体.xlsx": (with_entities(b"&out;"), DAMAGED),
    "二进制.xlsx": (
        xlsx_with("docProps/app.xml", lambda said: said).replace(b"xl/workbook.xml", b"xl/workbook.bin"),
        "",
    ),
    "循环.xls": (xls_in_a_circle(), DAMAGED),
    "表长不实.xls": (xls_patched(44, 0x7FFFFFFF), DAMAGED),
    "小表不实.xls": (xls_patched(64, 0x00FFFFFF), DAMAGED),
    "小表预留.xls": (xls_patched(62, 0x7FFFFFFF), DAMAGED),
    "远格.xls": (xls_record(0x00FD, 10, 0, struct.pack("<HH", 65_000, 65_000)), FAR),
    "自称极大.xls": (xls_record(0x0200, 14, 4, struct.pack("<I", 0x7FFFFFFF)), DAMAGED),
    "自称倒置.xls": (xls_record(0x0200, 14, 0, struct.pack("<I", 9_999)), DAMAGED),
    "密码.xls": (xls_with_password(), "打开密码"),
    "百万列.csv": (b"," * 1_000_000, "有 1000001 列"),
    "宽窄不一.csv": (b"," * 16_000 + b"\n" + b"a\n" * 10_000, FAR),
    "巨格.csv": ("姓名,身份证号码\n".encode() + b"a" * 1_100_000, "超过 1000000 个字"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_one_clear_line_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    content, said = CASES[name]
    papers = read(tmp_path, {name: content, "花名册.csv": ROWS})
    told = [one.text for one in papers.notices if one.file == name]
    assert [(said in text, "\n" in text) for text in told] == [(True, False)]
    assert len(papers.tables["roster"]) == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<table><tr>" + b"<td colspan=1000>" * 200 + b"</tr></table>",
        b"<table>" + b"<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 200 + b"</table>",
        b"<table><tr>" + b"<td>" * 900 + b"<tr><td>x" * 900 + b"</table>",
    ],
)
def test_a_page_that_spans_without_end_is_refused(tmp_path: Path, page: bytes) -> None:
    papers = read(tmp_path, {"a.html": page}, limits=ingest.Limits(page_cells=100_000))
    assert [one.text for one in papers.notices if one.file == "a.html"] == [
        "网页表格的范围过大,远处有零散的单元格。请用 Excel 或 WPS 另存为 xlsx 后再交"
    ]


@pytest.mark.parametrize(("last", "errors"), [(90_000, []), (190_000, ["a.xlsx"])])
def test_a_cell_may_stray_but_not_so_far_that_it_fills_the_memory(tmp_path: Path, last: int, errors: list[str]) -> None:
    heads = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    cells = f'{heads}<row><c r="A{last}"><v>1</v></c></row>'
    limits = ingest.Limits(empty_cells=200_000)
    papers = read(tmp_path, {"a.xlsx": sheet_of(cells.encode())}, limits=limits)
    assert [one.file for one in papers.notices if one.level == "error"] == errors


def test_many_sheets_that_reach_far_together_are_refused(tmp_path: Path) -> None:
    rows = [*ROWS, *([[]] * 900), [*[None] * 199, "x"]]
    limits = ingest.Limits(sheet_cells=5_000_000)
    papers = read(tmp_path, {"多表.xlsx": xlsx_bytes({f"表{at}": rows for at in range(40)})}, limits=limits)
    assert [FAR in text for text in texts(papers, "error")] == [True]


@pytest.mark.parametrize("reference", [b"A1:XFD1048576", b"AA100:AB200", b"A2:A900000"])
def test_a_merged_range_beyond_the_sheet_loses_no_row(tmp_path: Path, reference: bytes) -> None:
    papers = read(tmp_path, {"合并.xlsx": merged(reference)})
    assert papers.tables["roster"]["name"].to_list() == ["张三"]
    assert not texts(papers, "error")


def test_a_cell_that_spans_beyond_its_page_loses_no_row(tmp_path: Path) -> None:
    page = f"<table><tr><td colspan=9>花名册<tr><td>姓名<td>身份证号码<tr><td>张三<td rowspan=99>{ID}</table>"
    assert read(tmp_path, {"a.html": page.encode()}).tables["roster"]["id_no"].to_list() == [ID]


@pytest.mark.parametrize(
    "noise",
    ["<!--", "<", "<a ", "<td title='", "<![CDATA[", "</", "<?", "<!D", "<![foo[", "<script", "&#" + "9" * 5000],
)
def test_a_page_of_unfinished_marks_is_read_in_one_pass(tmp_path: Path, noise: str) -> None:
    rows = f"<table><tr><td>姓名</td><td>身份证号码</td></tr><tr><td>张三</td><td>{ID}</td></tr></table>"
    times = 200_000 // len(noise)
    papers = read(tmp_path, {"a.html": (rows + noise * times).encode()})
    assert papers.tables["roster"]["name"].to_list() == ["张三"]


def test_what_a_page_hides_is_no_row(tmp_path: Path) -> None:
    hidden = "<tr><td>李四</td><td>x</td></tr>"
    rows = f"<tr><td>姓名</td><td>身份证号码</td></tr><tr><td>张三</td><td><![CDATA[{ID}]]></td></tr>"
    page = f"<title>{hidden}</title><script>{hidden}</script><table>{rows}<!-- {hidden} --></table>"
    assert read(tmp_path, {"a.html": page.encode()}).tables["roster"].select("name", "id_no").rows() == [("张三", ID)]


def test_a_workbook_may_speak_of_an_encrypted_package(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.xls": xls_bytes([*ROWS, ["EncryptedPackage", ID]])})
    assert not texts(papers, "error")
    assert len(papers.tables["roster"]) == len(ROWS)


def test_a_long_old_workbook_is_read_whole(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, {"a.xls": XLS}).inputs
    assert sheet.rows_read == 401


def test_a_workbook_with_a_macro_is_read_and_the_macro_is_not(tmp_path: Path) -> None:
    content = xlsx_with("docProps/app.xml", lambda said: said)
    with_macro = content.replace(b"docProps/app.xml", b"xl/vbaProject.bi")
    papers = read(tmp_path, {"a.xlsm": with_macro})
    assert papers.tables["roster"]["name"].to_list() == ["张三"]


def test_a_list_of_members_that_fills_the_memory_is_refused_unread(tmp_path: Path) -> None:
    limits = ingest.Limits(members=1)
    put(tmp_path, {"a.zip": b"PK\x03\x04" + b"PK\x01\x02" * 100})
    papers = ingest.read(ingest.find([tmp_path / "a.zip"], limits), region_of=lambda _: None, limits=limits)
    assert [one.text for one in papers.notices if one.level == "error"] == ["压缩包内的文件超过上限 1 个。请拆分后再交"]
