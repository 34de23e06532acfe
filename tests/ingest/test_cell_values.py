"""Cells become values: every form of formats.md, and null for what cannot be read."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagecheck.ingest import cells, columns, convert

ID = "360199199001010113"


def value(kind: str, text: str, year: int | None = None) -> Any:
    frame = pl.DataFrame({"text": [text], "_year": [year]}, schema_overrides={"_year": pl.Int32})
    read = frame.select(convert.READERS[kind](convert.fold(pl.col("text"), kind))).item()
    return read.to_list() if isinstance(read, pl.Series) else read


def money(text: str) -> Any:
    return value("money", text)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("5600", "5600.00"),
        ("¥1,234.50", "1234.50"),
        ("￥１，２３４．５", "1234.50"),
        ("1,234,567.891", "1234567.89"),
        ("（1,000.00）", "-1000.00"),
        ("(50)", "-50.00"),
        ("100-", "-100.00"),
        ("+5", "5.00"),
        ("5600元", "5600.00"),
        ("3,000元整", "3000.00"),
        ("260元/天", "260.00"),
        ("RMB 300", "300.00"),
        ("12.5万元", "125000.00"),
        ("0.285万", "2850.00"),
        ("1.005", "1.01"),
        ("-1.005", "-1.01"),
        ("1.8e-12", "0.00"),
        (".5", "0.50"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, yuan: str) -> None:
    assert money(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text", ["约三千", "1,2", "12,34.5", "5000①", "3000左右", "1.2.3", "99999999999999999999", "abc", "5600/5400"]
)
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-01",
        "20250301",
        "2025/3/1",
        "2025.3.1",
        "2025年3月1日",
        "25年3月1日",
        "２０２５－０３－０１",
        "2025 年 3 月 1 日",
        "45717",
        "45717.75",
        "20250301 18:22:21",
        "20250301182221",
        "20250301182221123456",
        "2025-03-01T18:22:21",
        "'2025-03-01",
    ],
)
def test_every_form_of_a_day_is_the_same_day(text: str) -> None:
    assert value("date", text) == dt.date(2025, 3, 1)


@pytest.mark.parametrize("text", ["2025-02-30", "下个月", "0025-01-01", "2025年3月", "3月1日", "13/13/2025", "99999"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert value("date", text) is None


@pytest.mark.parametrize(
    "text",
    ["20250301 18:22:21", "20250301182221", "20250301182221123456", "2025/3/1 18:22:21", "2025年3月1日18时22分21秒"],
)
def test_a_time_stamp_keeps_its_time(text: str) -> None:
    assert value("moment", text) == dt.datetime(2025, 3, 1, 18, 22, 21)  # noqa: DTZ001 - banks give local time


def test_a_day_without_time_is_midnight() -> None:
    assert value("moment", "2025.3.1") == dt.datetime(2025, 3, 1)  # noqa: DTZ001 - banks give local time


@pytest.mark.parametrize(
    "text", ["2025年3月", "2025-03", "202503", "2025.3", "2025/3", "2025年三月", "2025-03-17", "45717"]
)
def test_every_form_of_a_month_is_its_first_day(text: str) -> None:
    assert value("month", text) == dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "month"),
    [("3月", 3), ("三月", 3), ("二月", 2), ("十二月份", 12), ("十一月", 11), ("十月", 10), ("11", 11)],
)
def test_a_month_alone_borrows_the_year_of_its_sheet(text: str, month: int) -> None:
    assert value("month", text, 2025) == dt.date(2025, month, 1)


def test_a_month_alone_without_any_year_is_not_guessed() -> None:
    assert value("month", "3月") is None


def test_a_month_stored_as_the_number_2025_1_may_be_october() -> None:
    assert value("month", cells.month_text(2025.1)) is None
    assert value("month", cells.month_text(2025.11)) == dt.date(2025, 11, 1)


@pytest.mark.parametrize("text", ["20%", "0.2", "20", "２０％", "0.20"])
def test_a_ratio_is_the_same_as_percent_and_as_fraction(text: str) -> None:
    assert value("ratio", text) == Decimal("0.2")


def test_a_ratio_of_one_is_the_whole() -> None:
    assert value("ratio", "1") == Decimal(1)


@pytest.mark.parametrize(
    ("text", "said"), [("是", True), ("√", True), ("有（已备案）", True), ("否", False), ("×", False), ("也许", None)]
)
def test_a_tick_is_yes_or_no_or_not_read(text: str, said: bool | None) -> None:
    assert value("flag", text) is said


@pytest.mark.parametrize(("text", "hours"), [("8", "8"), ("8.5小时", "8.5"), ("8:30", "8.5"), ("22天", "22")])
def test_hours_and_days_are_read_with_their_unit(text: str, hours: str) -> None:
    assert value("hours", text) == Decimal(hours)


@pytest.mark.parametrize(("text", "count"), [("15", 15), ("每月15日", 15), ("3年", 3), ("按月", None), ("若干", None)])
def test_a_count_is_read_with_its_unit(text: str, count: int | None) -> None:
    assert value("count", text) == count


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *dict.fromkeys(
            ("1", "一个月", "30天", "31日", "半月", "按月", "每月", "每月一次", "每月25日前拨付"), 1
        ).items(),
        *dict.fromkeys(("2", "1.5", "两个月", "32天", "60天", "每2个月"), 2).items(),
        *dict.fromkeys(("按季", "每季度", "每季度一次", "3个月", "90天"), 3).items(),
        *dict.fromkeys(("半年", "6个月"), 6).items(),
        *dict.fromkeys(("0", "按进度", "见合同", "每月或每季"), None).items(),
    ],
)
def test_a_cycle_is_read_in_months_rounded_up(text: str, months: int | None) -> None:
    assert value("cycle", text) == months


@pytest.mark.parametrize(("text", "offset"), [("当月", 0), ("次月", 1), ("下月15日", 1), ("1", 1), ("以后", None)])
def test_the_month_of_payment_is_this_or_the_next(text: str, offset: int | None) -> None:
    assert value("pay_month", text) == offset


@pytest.mark.parametrize(
    "text",
    [ID[:-1] + "x", f"'{ID[:-1]}X", f"{ID[:6]} {ID[6:14]} {ID[14:-1]}Ｘ", f'="{ID[:-1]}x"', f"\u200b{ID[:-1]}X\t"],
)
def test_an_id_number_is_folded(text: str) -> None:
    assert value("id_no", text) == ID[:-1] + "X"


def test_a_15_digit_id_as_text_is_kept() -> None:
    assert value("id_no", "360199900101011") == "360199900101011"


def test_a_card_number_loses_spaces_and_dashes() -> None:
    assert value("number", "6217 0000-0000 0000\u00a0012") == "6217000000000000012"


@pytest.mark.parametrize(
    "text", ["阿不都·热合曼", "阿不都・热合曼", "阿不都•热合曼", "阿不都.热合曼", "阿不都 · 热合曼"]
)
def test_a_name_has_one_kind_of_dot_and_no_space(text: str) -> None:
    assert value("name", text) == "阿不都·热合曼"


def test_text_keeps_its_punctuation_and_loses_what_is_not_seen() -> None:
    assert value("text", "\ufeff江西ＡＢ（集团）公司，\u3000代发 工 资\n") == "江西AB(集团)公司， 代发工资"


def test_a_list_is_split_at_marks_and_lines() -> None:
    assert value("items", "单位名称、最低工资；投诉电话\n发薪日") == ["单位名称", "最低工资", "投诉电话", "发薪日"]


@pytest.mark.parametrize("number", [621700000000000001.0, 123456789012345.0])
def test_a_number_of_15_digits_and_more_is_written_as_damaged(number: float) -> None:
    text = cells.text(number)
    assert pl.DataFrame({"text": [text]}).select(convert.damaged(pl.col("text"))).item()


@pytest.mark.parametrize("number", [13800000001.0, 99999999999999.0])
def test_a_shorter_number_keeps_every_digit(number: float) -> None:
    assert cells.text(number) == str(int(number))


ODD = st.text(alphabet="0123456789-/.年月日时分:,，(（)）¥%eE+万元无是√×TZ \u3000\u200b'\"=张三²½①", max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(convert.READERS)), st.lists(ODD, min_size=1, max_size=30))
def test_no_text_breaks_a_reader(kind: str, texts: list[str]) -> None:
    frame = pl.DataFrame({"text": texts, "_year": [2025] * len(texts)}, schema_overrides={"_year": pl.Int32})
    read = columns.read_texts(kind, frame)
    assert sorted(read["text"]) == sorted(texts)


PLAIN = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x9FFF), max_size=8)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(convert.READERS)), st.lists(PLAIN | ODD, min_size=20, max_size=60))
def test_a_text_that_counts_as_folded_is_what_folding_makes_of_it(kind: str, texts: list[str]) -> None:
    text = pl.col("text")
    alike = pl.DataFrame({"text": texts}).filter(text.str.contains(convert.FOLDED))

    assert alike.select(convert.fold(text, kind)).to_series().to_list() == alike["text"].to_list()


@pytest.mark.parametrize("text", ["张三", "GC-2025/01", "6217000000000000019", "3.5%", "滨江花园(二期)", ""])
def test_texts_as_machines_write_them_count_as_folded(text: str) -> None:
    assert pl.DataFrame({"text": [text]}).select(pl.col("text").str.contains(convert.FOLDED)).item()


@pytest.mark.parametrize(
    ("number", "written"),
    [(123, "123"), (123456789012345678, "1.23456789012346e+17"), (-(10**400), "-1.00000000000000e+400")],
)
def test_a_whole_number_of_any_length_is_written(number: int, written: str) -> None:
    assert cells.text(number) == written


def test_cells_that_are_equal_and_of_different_types_keep_their_own_words() -> None:
    grid = cells.Grid("", [[True], [1.0], [1], ["1"], [True], [1.0], [0.0], [False], [0.0], [0.0]])

    assert grid.column(0, range(10), cells.text) == ["是", "1", "1", "1", "是", "1", "0", "否", "0", "0"]


def test_cells_that_repeat_themselves_are_written_alike_beside_texts_and_gaps() -> None:
    day = dt.date(2025, 3, 1)
    grid = cells.Grid("", [[day], [""], [day], ["2025-03-01"], [day], [float("nan")], [day], [""]])

    said = ["2025-03-01", "", "2025-03-01", "2025-03-01", "2025-03-01", "", "2025-03-01", ""]
    assert grid.column(0, range(8), cells.text) == said
