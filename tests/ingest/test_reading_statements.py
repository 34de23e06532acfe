"""Statements: shapes of amount, the bank's order, the direction that the balance proves, control lines."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.made_dossier import Rows, column, read, texts
from wagecheck import ingest

TWO = ["日期", "借方发生额", "贷方发生额", "余额", "摘要"]


def sides(papers: ingest.Papers) -> list[tuple[int, int]]:
    frame = papers.tables["statement"]
    return [(int(debit), int(credit)) for debit, credit in frame.select("debit", "credit").iter_rows()]


def statement(tmp_path: Path, rows: Rows) -> ingest.Papers:
    return read(tmp_path, {"流水.csv": rows})


@pytest.mark.parametrize(
    "rows",
    [
        [TWO, ["2025-03-01", "", 100, 100, ""], ["2025-03-02", 40, "", 60, ""]],
        [["交易日期", "收入金额", "支出金额"], ["2025-03-01", 100, "0.00"], ["2025-03-02", "", 40]],
        [
            ["交易时间", "借贷标志", "发生额", "余额"],
            ["20250301 10:00:00", "贷", 100, 100],
            ["20250302 10:00:00", "借", 40, 60],
        ],
        [["交易日期", "收支标识", "交易金额（元）"], ["2025-03-01", "收入", 100], ["2025-03-02", "支出", "-40"]],
        [["交易日期", "交易金额", "余额"], ["2025-03-01", "100.00", 100], ["2025-03-02", "(40.00)", 60]],
        [["记账日期", "转出金额", "转入金额"], ["2025-03-01", "-100", ""], ["2025-03-02", "40", "-"]],
    ],
)
def test_every_shape_of_amount_gives_the_same_sides(tmp_path: Path, rows: Rows) -> None:
    assert sides(statement(tmp_path, rows)) == [(0, 100), (40, 0)]


def test_a_negative_out_flag_that_repeats_the_sign_is_no_red_entry(tmp_path: Path) -> None:
    rows = [["交易日期", "借贷标志", "发生额"], ["2025-03-01", "借", -40], ["2025-03-01", "贷", 100]]
    assert sides(statement(tmp_path, rows)) == [(40, 0), (0, 100)]


def test_a_red_entry_under_a_flag_is_the_other_side(tmp_path: Path) -> None:
    rows = [["交易日期", "借贷标志", "发生额"], ["2025-03-01", "借", 40], ["2025-03-01", "借", -40]]
    assert sides(statement(tmp_path, rows)) == [(40, 0), (0, 40)]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([TWO, ["2025-03-01", 5, 5, "", ""]], "同时有金额"),
        ([TWO, ["2025-03-01", "", "", 5, ""]], "缺少「借方发生额」或「贷方发生额」"),
        ([TWO, ["某日", 5, "", "", ""]], "「日期」为“某日”,读不出日期"),
        ([TWO, ["2025-03-01", "五元", "", "", ""]], "「借方发生额」为“五元”,读不出金额"),
        ([["日期", "借贷标志", "发生额"], ["2025-03-01", "", 5]], "借贷标志为空"),
        ([["日期", "借贷标志", "发生额"], ["2025-03-01", "?!", 5]], "读不出借贷标志"),
        ([["日期", "发生额", "余额"], ["2025-03-01", 5, 5]], "分不清收支"),
    ],
)
def test_a_line_whose_side_or_day_is_unclear_is_rejected(tmp_path: Path, rows: Rows, reason: str) -> None:
    papers = statement(tmp_path, rows)
    assert [reason in one.reason for one in papers.rejected] == [True]
    assert papers.tables["statement"].is_empty()


def test_a_newest_first_file_is_turned_round_and_keeps_its_row_numbers(tmp_path: Path) -> None:
    rows = [TWO, ["2025-03-03", 10, "", 50, "丙"], ["2025-03-02", 40, "", 60, "乙"], ["2025-03-01", "", 100, 100, "甲"]]
    papers = statement(tmp_path, rows)
    assert column(papers, "statement", "summary") == ["甲", "乙", "丙"]
    assert column(papers, "statement", "row") == [4, 3, 2]


def test_within_a_day_the_balance_decides_the_order(tmp_path: Path) -> None:
    rows = [
        TWO,
        ["2025-03-01", 40, "", 60, "乙"],
        ["2025-03-01", "", 100, 100, "甲"],
        ["2025-03-02", 20, "", 30, "丁"],
        ["2025-03-02", 10, "", 50, "丙"],
    ]
    assert column(statement(tmp_path, rows), "statement", "summary") == ["甲", "乙", "丙", "丁"]


def test_equal_amounts_of_one_day_newest_first_keep_their_direction(tmp_path: Path) -> None:
    rows = [TWO, *(["2025-03-01", 10, "", 60 + 10 * at, at] for at in range(4))]
    papers = statement(tmp_path, rows)
    assert sides(papers) == [(10, 0)] * 4
    assert column(papers, "statement", "summary") == ["3", "2", "1", "0"]


def test_without_balance_or_time_the_order_of_the_file_is_kept(tmp_path: Path) -> None:
    rows = [["日期", "借方发生额", "贷方发生额", "摘要"], ["2025-03-01", 1, "", "甲"], ["2025-03-01", 2, "", "乙"]]
    assert column(statement(tmp_path, rows), "statement", "summary") == ["甲", "乙"]


def test_the_balance_overrules_the_headings(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["借方总额：90"], ["贷方总额：30"], TWO]
    rows += [
        ["2025-03-01", 100, "", 100, ""],
        ["2025-03-02", "", 30, 70, ""],
        ["2025-03-03", 5, "", 75, ""],
        ["2025-03-04", "", 1, 74, ""],
    ]
    papers = statement(tmp_path, rows)
    assert sides(papers) == [(0, 100), (30, 0), (0, 5), (1, 0)]
    assert any("余额的变化与借贷栏相反" in text for text in texts(papers, "warning"))
    assert column(papers, "control", "total_credit") == [Decimal(90)]


def test_one_broken_step_of_the_balance_overrules_nothing(tmp_path: Path) -> None:
    rows = [TWO, ["2025-03-01", "", 100, 100, ""], ["2025-03-02", 30, "", 70, ""], ["2025-03-03", 5, "", 90, ""]]
    papers = statement(tmp_path, rows)
    assert sides(papers) == [(0, 100), (30, 0), (5, 0)]
    assert texts(papers, "warning") == []


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("20250301", "101112", dt.datetime(2025, 3, 1, 10, 11, 12)),  # noqa: DTZ001 - banks give local time
        ("2025-03-01", "20250301 10:11:12", dt.datetime(2025, 3, 1, 10, 11, 12)),  # noqa: DTZ001 - banks give local time
        ("2025-03-01", "2025-02-28 23:59:59", dt.datetime(2025, 3, 1)),  # noqa: DTZ001 - banks give local time
        ("2025-03-01", "", dt.datetime(2025, 3, 1)),  # noqa: DTZ001 - banks give local time
        ("", "20250301101112", dt.datetime(2025, 3, 1, 10, 11, 12)),  # noqa: DTZ001 - banks give local time
    ],
)
def test_day_and_time_in_two_columns_are_one_moment(tmp_path: Path, day: str, time: str, moment: dt.datetime) -> None:
    rows = [["记账日期", "交易时间", "借方金额", "贷方金额"], [day, time, 1, ""]]
    assert column(statement(tmp_path, rows), "statement", "booked_at") == [moment]


@pytest.mark.parametrize(
    "above",
    [
        [
            ["账号：36050110123400000888", "户名: 某某公司"],
            ["查询区间：2025-01-01至2025-06-30"],
            ["期初余额：1,000.00 借方笔数：3"],
        ],
        [
            ["账　　号", "36050110123400000888", "", "户  名", "某某公司"],
            ["起始日期", "20250101", "截止日期", "20250630"],
            ["期初余额", "1000元", "借方总笔数", "3笔"],
        ],
        [["账号:36050110123400000888\n户名:某某公司\n起止日期:2025年1月1日—2025年6月30日\n期初余额:1000\n借方笔数:3"]],
        [
            ["查询账号[ Inquirer account number ]", "36050110123400000888"],
            ["账户名称", "查询时间范围[ Time Range ]"],
            ["某某公司", "20250101-20250630"],
            ["期初余额", "借方发生总笔数[ Total ]"],
            ["1,000", "3"],
        ],
    ],
)
def test_control_lines_are_read_wherever_they_stand(tmp_path: Path, above: Rows) -> None:
    papers = statement(tmp_path, [*above, TWO, ["2025-03-01", "", 100, 100, ""]])
    names = ("own_account", "account_name", "range_from", "range_through", "opening_balance", "count_debit")
    day = (dt.date(2025, 1, 1), dt.date(2025, 6, 30))
    assert papers.tables["control"].select(names).row(0) == ("36050110123400000888", "某某公司", *day, Decimal(1000), 3)


def test_control_lines_below_the_table_are_read_and_are_no_lines(tmp_path: Path) -> None:
    rows = [TWO, ["2025-03-01", 40, "", 60, ""], ["合计", 40, 0, "", ""], ["期末余额：60.00"]]
    papers = statement(tmp_path, rows)
    assert papers.tables["control"].select("total_debit", "total_credit", "closing_balance").row(0) == (40, 0, 60)


def test_a_silent_statement_has_a_control_row_of_nulls(tmp_path: Path) -> None:
    papers = statement(tmp_path, [TWO, ["2025-03-01", 40, "", 60, ""]])
    row = papers.tables["control"].row(0, named=True)
    assert {name for name, said in row.items() if said is not None} == {
        "project_id",
        "file",
        "sheet",
        "row",
        "own_account_damaged",
        "lines_unread",
        "sides_proved",
    }


def test_the_account_above_the_headings_is_the_account_of_every_line(tmp_path: Path) -> None:
    papers = statement(tmp_path, [["账号：36001"], TWO, ["2025-03-01", 40, "", 60, ""]])
    assert column(papers, "statement", "own_account") == ["36001"]


def test_several_texts_of_purpose_are_joined(tmp_path: Path) -> None:
    rows = [["日期", "借方", "贷方", "用途", "附言", "备注"], ["2025-03-01", 1, "", "工资", "3月", "工资"]]
    assert column(statement(tmp_path, rows), "statement", "purpose") == ["工资 3月"]


def test_a_balance_brought_forward_is_no_line_but_a_control_number(tmp_path: Path) -> None:
    rows = [
        TWO,
        ["2025-03-01", "", "", "1,000", "期初余额"],
        ["2025-03-01", 40, "", 960, "工资"],
        ["2025-03-31", 40, 0, 960, "本月合计"],
    ]
    papers = statement(tmp_path, rows)
    assert sides(papers) == [(40, 0)]
    assert column(papers, "control", "opening_balance") == [Decimal(1000)]


def test_a_strange_flag_beside_two_columns_rejects_nothing(tmp_path: Path) -> None:
    rows = [["日期", "借贷标志", "转出金额", "转入金额"], ["2025-03-01", "现", 40, ""]]
    assert sides(statement(tmp_path, rows)) == [(40, 0)]


@pytest.mark.parametrize(
    "above",
    [
        [["户名：张三", "卡号：6217000000000000012"]],
        [["某某银行个人账户交易明细"], ["卡号：6217000000000000012"]],
        [["客户姓名", "张三"]],
    ],
)
def test_the_statement_of_a_persons_card_is_not_the_accounts(tmp_path: Path, above: Rows) -> None:
    papers = statement(tmp_path, [*above, TWO, ["2025-03-01", "", 100, 100, "工资"]])
    assert papers.tables["statement"].is_empty()
    assert [text for text in texts(papers, "warning") if "个人银行卡" in text]


def test_the_statement_of_a_company_is_read_whatever_its_title(tmp_path: Path) -> None:
    papers = statement(tmp_path, [["户名：张三建筑公司"], ["借记卡对账"], TWO, ["2025-03-01", "", 100, 100, "拨付"]])
    assert sides(papers) == [(0, 100)]


BALANCED = [["2025-03-01", "", 100, 100, ""], ["2025-03-02", 40, "", 60, ""], ["2025-03-05", 10, "", 50, ""]]


def differing(papers: ingest.Papers) -> list[str]:
    return [text for text in texts(papers, "warning") if "控制数" in text]


@pytest.mark.parametrize(
    ("above", "says"),
    [
        (["借方总额：51"], "借方总额银行列 51.00、逐笔为 50.00"),
        (["贷方笔数：2"], "贷方笔数银行列 2、逐笔为 1"),
        (["期初余额：10"], "期初余额银行列 10.00、逐笔为 0.00"),
        (["期末余额：49.99"], "期末余额银行列 49.99、逐笔为 50.00"),
        (["查询截止日期：2025-03-04"], "查询截止日期银行列 2025-03-04、逐笔为 2025-03-05"),
        (["查询起始日期：2025-03-02"], "查询起始日期银行列 2025-03-02、逐笔为 2025-03-01"),
    ],
)
def test_a_control_number_that_the_lines_do_not_bear_out_is_told(tmp_path: Path, above: list[str], says: str) -> None:
    papers = statement(tmp_path, [above, TWO, *BALANCED])
    (told,) = [one for one in papers.notices if "控制数" in one.text]
    assert says in told.text
    assert (told.file, told.row) == ("流水.csv", 2)


def test_control_numbers_that_agree_are_not_told(tmp_path: Path) -> None:
    above = [["借方总额：50"], ["贷方总额：100"], ["借方笔数：2"], ["期末余额：50"], ["查询截止日期：2025-03-31"]]
    assert differing(statement(tmp_path, [*above, TWO, *BALANCED])) == []


def test_several_differences_are_one_remark(tmp_path: Path) -> None:
    assert len(differing(statement(tmp_path, [["借方总额：1"], ["贷方总额：2"], TWO, *BALANCED]))) == 1


def test_a_difference_names_the_rows_that_could_not_be_read(tmp_path: Path) -> None:
    papers = statement(tmp_path, [["借方总额：51"], TWO, *BALANCED, ["不详", 1, "", 49, ""]])
    assert "有 1 行未能读出" in differing(papers)[0]
    assert column(papers, "control", "lines_unread") == [1]


@pytest.mark.parametrize(
    ("lines", "proved"),
    [
        (BALANCED, True),
        (BALANCED[::-1], True),
        ([[day, out, into, "", words] for day, out, into, _, words in BALANCED], False),
        (BALANCED[:1], False),
        ([[day, out, into, 7, words] for day, out, into, _, words in BALANCED], False),
    ],
)
def test_only_the_balance_proves_the_sides(tmp_path: Path, lines: Rows, proved: bool) -> None:
    assert column(statement(tmp_path, [TWO, *lines]), "control", "sides_proved") == [proved]


def test_sides_that_no_balance_proves_are_told(tmp_path: Path) -> None:
    rows = [["日期", "借方发生额", "贷方发生额"], ["2025-03-01", "", 100]]
    assert any("未经余额证明" in text for text in texts(statement(tmp_path, rows), "warning"))
    assert not any("未经余额证明" in text for text in texts(statement(tmp_path, [TWO, *BALANCED]), "warning"))


OWN, OWNER, CARD = "36050110123400000888", "36050110000000000123", "6217001000000000017"
PARTIES = ["交易日期", "付款人账号", "收款人账号", "交易金额", "余额"]


def test_the_account_that_takes_part_in_every_line_is_the_statements_own(tmp_path: Path) -> None:
    rows = [PARTIES, ["2025-03-01", OWNER, OWN, 100, 100], ["2025-03-02", OWN, CARD, 40, 60]]
    papers = statement(tmp_path, rows)
    assert column(papers, "statement", "own_account") == [OWN, OWN]
    (told,) = [text for text in texts(papers, "warning") if "以它为本方账号" in text]
    assert OWN not in told


@pytest.mark.parametrize(
    "rows",
    [
        [["账号", OWNER], PARTIES, ["2025-03-01", OWNER, OWN, 100, 100], ["2025-03-02", OWN, CARD, 40, 60]],
        [PARTIES, ["2025-03-01", OWN, CARD, 30, 70], ["2025-03-02", OWN, CARD, 40, 30]],
        [PARTIES, ["2025-03-01", "", CARD, 30, 70], ["2025-03-02", "", CARD, 40, 30]],
    ],
)
def test_an_own_account_is_not_guessed_against_a_line_that_names_it_nor_among_two(tmp_path: Path, rows: Rows) -> None:
    papers = statement(tmp_path, rows)
    assert [text for text in texts(papers, "warning") if "以它为本方账号" in text] == []


@pytest.mark.parametrize(
    ("rows", "unread"),
    [
        ([["2025-03-01", "", 100, 100, ""], ["某日", "", "", "", "注"], ["2025-03-02", 40, "", 60, ""]], 0),
        ([["2025-03-02", 40, "", 60, ""], ["某日", "", "", "", "注"], ["2025-03-01", "", 100, 100, ""]], 0),
        ([["2025-03-01", "", 100, 100, ""], ["某日", 10, "", "", "注"], ["2025-03-02", 40, "", 50, ""]], 1),
        ([["2025-03-01", "", 100, 100, ""], ["2025-03-02", 40, "", 60, ""], ["某日", 10, "", "", "注"]], 1),
        ([["2025-03-01", "", 100, "", ""], ["某日", "", "", "", "注"], ["2025-03-02", 40, "", "", ""]], 1),
    ],
)
def test_an_unread_row_over_which_the_balance_goes_on_moved_no_money(tmp_path: Path, rows: Rows, unread: int) -> None:
    papers = statement(tmp_path, [TWO, *rows])

    assert len(papers.rejected) == 1
    assert papers.tables["control"]["lines_unread"].to_list() == [unread]
