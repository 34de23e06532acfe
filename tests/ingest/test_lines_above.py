"""Lines above a table: a label finds its own value, and never takes another label for it."""

import pytest

from wagecheck.ingest import lines

ACCOUNT, FIRM = "36050110123400000888", "江西某某建设有限公司"


@pytest.mark.parametrize(
    "rows",
    [
        [["账号", ACCOUNT, "户名", FIRM]],
        [["账号", "", "", ACCOUNT], ["户名", "", "", FIRM]],
        [["账号：" + ACCOUNT + "   户名：" + FIRM]],
        [["账号", "开户机构", "户名"], [ACCOUNT, "某支行", FIRM]],
        [["账号", "我行编号", "户名"], [ACCOUNT, "A1", FIRM]],
        [["账　号", ACCOUNT, "利　率", "0.2"], ["户名", FIRM, "我行编号", "A1"]],
        [["账户名称", "账号"], [FIRM, ACCOUNT]],
        [["开户行：", "某支行", "账号：", ACCOUNT, "户名：", FIRM]],
        [["账号", "", "币种", "人民币"], [ACCOUNT], ["户名", FIRM]],
    ],
)
def test_account_and_name_are_found_wherever_they_stand(rows: list[list[str]]) -> None:
    assert lines.labelled(rows, "control") == {"own_account": ACCOUNT, "account_name": FIRM}


@pytest.mark.parametrize(
    "row",
    [
        ["账号", "", "利率", "0.2"],
        ["户名", "", "账户状态", "正常"],
        ["期初余额", "", "币种", "人民币"],
        ["借方总额", "", "某种标志", "钞"],
        ["账号", "户名"],
    ],
)
def test_a_label_without_a_value_takes_none_from_its_neighbour(row: list[str]) -> None:
    assert lines.labelled([row], "control") == {}


def test_numbers_below_their_labels() -> None:
    rows = [["借方笔数", "借方总额", "期初余额", "查询起始日期"], ["3", "100.00", "0.00", "2025-01-01"]]
    said = {"count_debit": "3", "total_debit": "100.00", "opening_balance": "0.00", "range_from": "2025-01-01"}
    assert lines.labelled(rows, "control") == said
