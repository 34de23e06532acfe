"""A file is what its content is: pages and text called .xls, zips of dossiers, sheets that lie about their extent."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.ingest.made_dossier import ID, OTHER_ID, column, csv_bytes, put, read, texts, xlsx_bytes
from wagecheck import ingest

ROSTER = [["姓名", "身份证号码"], ["张三", ID]]
PAGE = f"""<html><head><meta charset="gb2312"><title>导出</title><style>td {{mso-number-format:"\\@"}}</style></head>
<body><table border=1><tr><td colspan=3>花名册</td></tr>
<tr><th>姓 名</th><th>身份证<br>号码</th><th>班组</th></tr>
<tr><td>张三&nbsp;</td><td>{ID}</td><td rowspan=2>木工班</td></tr><tr><td>李四<td>{OTHER_ID}</table></body></html>"""
SHEET_XML = f"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="花名册"><Table>
<Row><Cell><Data>姓名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">身份证号码</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">张三</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">{ID}</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def zipped(members: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """Pack members; as GBK, write their names as a program does that knows no UTF-8, and leaves its mark off."""
    memory = io.BytesIO()
    names = {name: chr(ord("a") + at) * len(name.encode("gb18030")) if gbk else name for at, name in enumerate(members)}
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(names[name], content)
    whole = memory.getvalue()
    for name, plain in names.items() if gbk else ():
        whole = whole.replace(plain.encode(), name.encode("gb18030"))
    return whole


@pytest.mark.parametrize("name", ["花名册.xls", "花名册.html", "花名册.htm"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16"])
def test_a_page_with_a_table_is_read(tmp_path: Path, name: str, codec: str) -> None:
    papers = read(tmp_path, {name: PAGE.encode(codec)})
    rows = papers.tables["roster"].select("name", "id_no", "row").rows()
    assert rows == [("张三", ID, 3), ("李四", OTHER_ID, 4)]
    assert [one.encoding for one in papers.inputs] == [f"html {codec}"]


def test_a_page_without_a_table_is_a_warning(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.csv": ROSTER, "说明.html": "<html><p>你好</p></html>".encode()})
    assert [text for text in texts(papers, "warning") if "其中没有表格" in text]


def test_a_sheet_in_the_xml_of_2003_is_read(tmp_path: Path) -> None:
    assert column(read(tmp_path, {"花名册.xls": SHEET_XML.encode()}), "roster", "id_no") == [ID]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(tmp_path: Path, codec: str) -> None:
    papers = read(tmp_path, {"花名册.csv": csv_bytes(ROSTER, codec)})
    assert [(one.encoding, one.rows_kept) for one in papers.inputs] == [(codec, 1)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_that_is_written_as_a_formula_is_text_in_headings_too(tmp_path: Path, delimiter: str) -> None:
    rows = [delimiter.join(f'="{cell}"' for cell in row) for row in ROSTER]
    papers = read(tmp_path, {"花名册.csv": "\n".join(rows).encode("gb18030")})
    assert column(papers, "roster", "id_no") == [ID]


@pytest.mark.parametrize("extent", ["A1", "A1:A1", "A1:XFD1048576"])
def test_a_sheet_that_lies_about_its_extent_is_read_whole(tmp_path: Path, extent: str) -> None:
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes({"花名册": ROSTER}))) as honest,
        zipfile.ZipFile(whole, "w") as lying,
    ):
        for name in honest.namelist():
            said = honest.read(name)
            lying.writestr(name, said.replace(b'ref="A1:B2"', f'ref="{extent}"'.encode()))
    assert column(read(tmp_path, {"花名册.xlsx": whole.getvalue()}), "roster", "id_no") == [ID]


@pytest.mark.parametrize("gbk", [False, True])
def test_a_zip_is_a_dossier(tmp_path: Path, gbk: bool) -> None:
    content = zipped({"某项目/人员/花名册.csv": csv_bytes(ROSTER), "某项目/说明.pdf": b"x"}, gbk=gbk)
    put(tmp_path, {"某项目.zip": content})
    (dossier,) = ingest.find([tmp_path])
    papers = ingest.read([dossier], region_of=lambda _: None)
    assert dossier.name == "某项目"
    assert column(papers, "roster", "id_no") == [ID]
    assert [one.file.rstrip() for one in papers.inputs] == ["某项目.zip/某项目/人员/花名册.csv"]


def test_zips_in_one_folder_are_dossiers_of_their_own(tmp_path: Path) -> None:
    put(tmp_path, {f"{name}.zip": zipped({"花名册.csv": csv_bytes(ROSTER)}) for name in ("甲", "乙")})
    assert sorted(one.name for one in ingest.find([tmp_path])) == ["乙", "甲"]


def test_a_zip_beside_other_papers_is_part_of_the_dossier(tmp_path: Path) -> None:
    papers = read(tmp_path, {"工程款.csv": b"", "附件.zip": zipped({"花名册.csv": csv_bytes(ROSTER)})})
    assert column(papers, "roster", "file") == ["附件.zip/花名册.csv"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../花名册.csv", csv_bytes(ROSTER), "路径越出压缩包"),
        ("/花名册.csv", csv_bytes(ROSTER), "路径越出压缩包"),
        ("内.zip", zipped({"花名册.csv": csv_bytes(ROSTER)}), "压缩包里的压缩包"),
        ("空.csv", b"", "文件是空的"),
    ],
)
def test_a_member_that_may_not_be_read_is_one_error_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    papers = read(tmp_path, {"包.zip": zipped({name: content, "人员.csv": csv_bytes(ROSTER)})})
    assert [said in text for text in texts(papers, "error")] == [True]
    assert column(papers, "roster", "id_no") == [ID]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (ingest.Limits(unzipped_bytes=1000), "解压后"),
        (ingest.Limits(zip_ratio=2, ratio_from_bytes=0), "压缩比"),
        (ingest.Limits(members=1), "个文件,超过上限"),
    ],
)
def test_a_zip_that_unfolds_too_far_is_refused(tmp_path: Path, limits: ingest.Limits, said: str) -> None:
    content = zipped({"a.csv": b"0" * 3_000_000, "b.csv": csv_bytes(ROSTER)})
    assert [said in text for text in texts(read(tmp_path, {"包.zip": content}, limits=limits), "error")] == [True]


def test_a_broken_zip_is_one_error(tmp_path: Path) -> None:
    content = zipped({"a.csv": csv_bytes(ROSTER)})
    assert len(texts(read(tmp_path, {"包.zip": content[: len(content) // 2]}), "error")) == 1


def test_a_page_among_dossiers_makes_their_folder_no_dossier(tmp_path: Path) -> None:
    put(tmp_path, {"index.html": b"<html></html>", "甲/花名册.csv": ROSTER, "乙/花名册.csv": ROSTER})
    assert sorted(one.name for one in ingest.find([tmp_path])) == ["乙", "甲"]
