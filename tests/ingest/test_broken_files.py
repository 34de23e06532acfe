"""Bad input: one clear line each, never a traceback, and the rest is still read."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.ingest.made_dossier import CARD, ID, csv_bytes, put, read, texts, xlsx_bytes
from wagecheck import ingest
from wagecheck.ingest import cells

ROSTER = [["姓名", "身份证号码"], ["张三", ID]]
WORKBOOK = xlsx_bytes({"花名册": [*ROSTER, *(["李四", f"{at}"] for at in range(300))]})
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name.replace("__", "/"), content)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("空.csv", b" \r\n\r\n", "文件是空的"),
        ("空表.xlsx", xlsx_bytes({"Sheet1": []}), "没有任何内容"),
        ("加密.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "打开密码"),
        ("残缺.xlsx", WORKBOOK[: len(WORKBOOK) // 2], "损坏"),
        ("残缺.xls", OLE + b"\0" * 100, "损坏"),
        ("二进制.csv", bytes(range(256)) * 4, "二进制"),
        ("网页.xls", "<html><body>姓名</body></html>".encode(), "没有表格"),
        ("压缩.xlsx", zipped(**{"a.pdf": b"x"}), "压缩包中没有可读的台账文件"),
        ("资料.rar", b"Rar!", "是压缩包"),
        (
            "远处.xlsx",
            xlsx_bytes({"a": [["姓名"]], "b": [[]] * 1_048_575 + [[None] * 16_383 + ["x"]]}),
            "1048576 行 × 16384 列",
        ),
        ("炸弹.xlsx", zipped(xl__workbook=b"0" * 3_000_000), "压缩炸弹"),
        ("工资表.csv", csv_bytes([["张三", ID, CARD, 5000]]), "最像工资表,但缺少表头「姓名」、「实发工资」"),
    ],
)
def test_a_bad_file_is_one_clear_error_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    papers = read(tmp_path, {name: content, "花名册.csv": ROSTER})
    errors = [one for one in papers.notices if one.level == "error"]
    assert [(one.file, said in one.text) for one in errors] == [(name, True)]
    assert len(papers.tables["roster"]) == 1


def test_a_bad_file_still_has_its_hash(tmp_path: Path) -> None:
    papers = read(tmp_path, {"残缺.xlsx": WORKBOOK[:2000]})
    assert [(one.file, one.table, len(one.sha256), one.rows_read) for one in papers.inputs] == [
        ("残缺.xlsx", "", 64, 0)
    ]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (ingest.Limits(file_bytes=1000), "超过上限"),
        (ingest.Limits(sheet_rows=100), "行,超过上限 100 行"),
        (ingest.Limits(unzipped_bytes=1000), "解压后"),
        (ingest.Limits(zip_ratio=2, ratio_from_bytes=0), "压缩比"),
    ],
)
def test_a_file_over_a_limit_is_refused(tmp_path: Path, limits: ingest.Limits, said: str) -> None:
    papers = read(tmp_path, {"a.xlsx": WORKBOOK}, limits=limits)
    assert [said in text for text in texts(papers, "error")] == [True]
    assert papers.tables["roster"].is_empty()


def test_a_text_over_the_limit_of_rows_is_refused(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": [*ROSTER] * 60}, limits=ingest.Limits(sheet_rows=100))
    assert [one.text for one in papers.notices if one.level == "error"] == [
        "文件有 120 行,超过上限 100 行。请拆分后再交"
    ]


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert texts(read(tmp_path, {"a.csv": ROSTER}), "error") == ["没有读取权限。请检查文件权限后重试"]


def test_a_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = os.scandir

    def denied(folder: Path) -> object:
        if Path(folder).name == "锁":
            raise PermissionError
        return listing(folder)

    monkeypatch.setattr(os, "scandir", denied)
    papers = read(tmp_path, {"a.csv": ROSTER, "锁/b.csv": ROSTER})
    assert [one.file for one in papers.notices if "文件夹打不开" in one.text] == ["锁"]


def test_a_fault_of_the_reading_library_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """What a panic of a native library looks like: no Exception."""

    def broken(_: object) -> None:
        raise Panic

    monkeypatch.setattr(cells, "load_workbook", broken)
    papers = read(tmp_path, {"a.xlsx": WORKBOOK, "b.csv": ROSTER})
    assert texts(papers, "error") == ["文件读不出来(Panic)。请用 Excel 或 WPS 打开并另存为 xlsx 后再交"]
    assert len(papers.tables["roster"]) == 1


def test_an_interrupt_is_not_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cells, "load_workbook", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, {"a.xlsx": WORKBOOK})


@pytest.mark.parametrize("target", ["外.csv", "外"])
def test_a_link_out_of_the_dossier_is_refused(tmp_path: Path, target: str) -> None:
    put(tmp_path, {"外.csv": ROSTER, "外/b.csv": ROSTER})
    put(tmp_path / "某项目", {"a.csv": [["姓名", "身份证号码"], ["李四", ID]]})
    (tmp_path / "某项目" / f"链接{Path(target).suffix}").symlink_to(tmp_path / target)
    papers = ingest.read(ingest.find([tmp_path / "某项目"]), region_of=lambda _: None)
    assert papers.tables["roster"]["name"].to_list() == ["李四"]
    assert any("台账之外的符号链接" in text for text in texts(papers, "error"))


def test_an_xlsx_called_xls_is_read_by_its_content(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.xls": WORKBOOK})
    assert [(one.table, one.encoding) for one in papers.inputs] == [("roster", "xlsx")]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_the_encoding_of_a_text_is_recognised(tmp_path: Path, codec: str, encoding: str) -> None:
    papers = read(tmp_path, {"花名册.csv": csv_bytes(ROSTER, codec)})
    assert [(one.table, one.encoding, one.rows_kept) for one in papers.inputs] == [("roster", encoding, 1)]


def test_tabs_in_a_text_called_xls_are_read(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.xls": f"姓名\t身份证号码\t\r\n张三\t{ID}\t\r\n".encode("gb18030")})
    assert papers.tables["roster"]["name"].to_list() == ["张三"]


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    text = f'姓名,身份证号码,工种\n张三,{ID},"木工\n李四,{ID},"瓦工"\n王五,{ID},普工\n'
    papers = read(tmp_path, {"花名册.csv": text.encode()})
    assert papers.tables["roster"]["trade"].to_list() == ["木工", "瓦工", "普工"]


def test_a_table_with_headings_only_is_told(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.csv": ROSTER[:1]})
    assert texts(papers, "warning") == ["花名册只有表头,没有数据。请确认是否漏填"]


def test_all_tables_are_there_even_if_nothing_is(tmp_path: Path) -> None:
    papers = read(tmp_path, {"a.csv": [["没有", "表头"]]})
    assert all(papers.tables[table].is_empty() for table in papers.tables if table != "project")


def test_a_wide_sheet_and_a_long_sheet_are_no_far_cells(tmp_path: Path) -> None:
    wide = [["姓名", "身份证号码", *[None] * 800, "x"], ["张三", ID]]
    assert len(read(tmp_path, {"a.xlsx": xlsx_bytes({"花名册": wide})}).tables["roster"]) == 1


def test_a_file_of_an_unknown_type_is_a_warning(tmp_path: Path) -> None:
    papers = read(tmp_path, {"花名册.csv": ROSTER, "资料.accdb": b"x"})
    assert texts(papers, "warning") == ["不认识的文件类型(.accdb),未读取。如含台账,请另存为 xlsx 或 csv 后再交"]


def test_cells_padded_with_tabs_are_split_at_the_commas(tmp_path: Path) -> None:
    text = f"姓名\t,身份证号码\t,班组\t\n张三\t,{ID}\t,木工\t\n"
    assert read(tmp_path, {"a.csv": text.encode("gb18030")}).tables["roster"]["team"].to_list() == ["木工"]
