"""What banks print: account statements as 工商银行 and 建设银行 export them, and the list of a batch."""

from datetime import date
from decimal import Decimal
from itertools import groupby

from madeup.books import Book, Cell, Sheet
from madeup.hand import thousands
from madeup.papers_office import table
from madeup.site import Line, Site


def statement_icbc(site: Site, file: str) -> list[Book]:
    """Write the statement in the layout ICBC_02: four control lines, amounts as text, the empty side blank."""
    sheet = Sheet("明细", [])
    for words in (
        f"账号: {site.text('account_no')}",
        f"户名: {site.text('account_name')}",
        "网点号: 0199",
        "币种: 人民币",
    ):
        sheet.put(None, [words])
    sheet.put(None, ["日期", "交易类型", "对方户名", "对方账号", "摘要", "借方发生额", "贷方发生额", "余额"])
    for line in site.lines:
        cells = [f"{line.at:%Y-%m-%d}", _channel(line), line.name, line.account, line.summary]
        sheet.put(("line", line.key), [*cells, _side(line.debit), _side(line.credit), thousands(line.balance)])
    sheet.put(None, ["以上数据仅供参考，以柜台打印为准"])
    return [Book(file, [sheet])]


def _channel(line: Line) -> str:
    if not line.account:
        return "现金" if "现金" in line.summary else "系统处理"
    return "转账汇款" if line.credit else "网银互联"


def _side(amount: Decimal) -> str | None:
    return thousands(amount) if amount else None


_CCB_HEADINGS = (
    "记账日期",
    "交易时间",
    "凭证种类",
    "凭证号",
    "发生额/元",
    "",
    "余额/元",
    "钞汇标志",
    "对方户名",
    "对方账号",
    "摘要",
    "备注",
    "账户明细编号-交易流水号",
    "企业流水号",
    "本方账号",
    "本方账户名称",
    "本方账户开户机构",
)


def statement_ccb(site: Site, file: str) -> list[Book]:
    """Write the statement in the layout CCB_01: seven control lines, two heading rows, numbers held by a tab."""
    first, last = site.day("statement_from"), site.day("statement_through") or site.on
    account, name = site.text("account_no"), site.text("account_name")
    sheet = Sheet("明细", [])
    for cells in (
        ["中国建设银行"],
        ["明细查询结果"],
        ["明细查询结果下载"],
        ["开户机构", site.text("account_bank"), "币种", "人民币元"],
        ["账　　号", f"{account}\t", "利　　率", "0.2"],
        ["账户名称", name, "账户状态", "正常"],
        ["起止日期", f"{first or site.lines[0].at:%Y%m%d}-{last:%Y%m%d}"],
        _CCB_HEADINGS,
        [*[""] * 4, "借方", "贷方", *[""] * 11],
    ):
        sheet.put(None, cells)
    for line in site.lines:
        sheet.put(("line", line.key), _ccb_cells(line, account, name, site.text("account_bank")))
    return [Book(file, [sheet])]


def _ccb_cells(line: Line, account: str, name: str, bank: str) -> list[Cell]:
    return [
        f"{line.at:%Y%m%d}",
        f"{line.at:%Y%m%d %H:%M:%S}",
        "",
        "",
        thousands(line.debit),
        thousands(line.credit),
        thousands(line.balance),
        "钞",
        line.name,
        f"{line.account}\t" if line.account else "",
        line.summary,
        line.remark,
        f"{line.key}-{line.at:%Y%m%d}{line.key:08d}\t",
        "",
        f"{account}\t",
        name,
        bank,
    ]


def statement_counted(site: Site) -> list[Book]:
    """Write the statement under the template's headings, below what the bank says of account and totals."""
    (book,) = table(site, "statement", site.statement_file) or [Book(site.statement_file, [])]
    above: list[list[Cell]] = [["账号", site.own_account]] if site.own_account else []
    if site.counted_off is not None:
        debit, credit = (
            sum((line.debit for line in site.lines), Decimal()),
            sum((line.credit for line in site.lines), Decimal()),
        )
        above.append(["借方总额", str(debit + site.counted_off), "贷方总额", str(credit)])
        count = sum(line.debit > 0 for line in site.lines)
        above.append(["借方笔数", str(count), "贷方笔数", str(len(site.lines) - count)])
    for sheet in book.sheets:
        sheet.rows[:0] = above
        sheet.where = {key: row + len(above) for key, row in sheet.where.items()}
    return [book] if book.sheets else []


def payouts_of_bank(site: Site, file: str) -> list[Book]:
    """Write the bank's lists of its batches one below the other: a title, one line of control, the rows."""
    sheet = Sheet("代发明细", [["中国工商银行代发业务处理结果明细"]])
    good = [payout.amount for payout in site.payouts if not payout.failed]
    sheet.put(
        None,
        [
            f"付款账号：{site.text('account_no')}",
            "",
            f"成功笔数：{len(good)}",
            f"成功金额：{thousands(sum(good, Decimal()))}",
        ],
    )
    sheet.put(None, ["序号", "批次号", "交易日期", "收款户名", "收款账号", "金额", "状态", "失败原因"])
    for _, batch in groupby(site.payouts, key=lambda payout: payout.batch):
        for turn, payout in enumerate(batch, start=1):
            state = "失败" if payout.failed else "成功"
            day: date = payout.at
            cells: list[Cell] = [
                turn,
                payout.batch,
                f"{day:%Y-%m-%d}",
                payout.name,
                f"{payout.account}\t",
                thousands(payout.amount),
            ]
            sheet.put(("payout", payout.key), [*cells, state, payout.failed or ""])
    return [Book(file, [sheet])]
