"""Build the statements under tests/formats: one story, told in the layout of each bank.

Run by hand (`python -m tests.formats.build_banks`); the files are committed, so that a file is tested and not a script.
"""

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlwt

from tests.formats.build import HERE, Rows, card, write

OWN, OWN_NAME, OWN_BANK = "36050110123400000888", "江西某某建设有限公司", "建设银行南昌某支行"


@dataclass(frozen=True)
class Line:
    """One transaction of the story; `amount` is negative when money goes out."""

    at: dt.datetime
    name: str
    account: str
    bank: str
    amount: Decimal
    balance: Decimal
    summary: str
    serial: str


def line(day: str, party: tuple[str, str], amount: str, balance: str, summary: str) -> Line:
    """Make a line; its serial is its time."""
    name, account = party
    at = dt.datetime.strptime(day, "%Y%m%d%H%M%S")  # noqa: DTZ007 - banks give local time
    bank = "某某银行" if account else ""
    return Line(at, name, account, bank, Decimal(amount), Decimal(balance), summary, f"S{day}")


STORY = (
    line("20250410091201", ("某某置业有限公司", "36050110000000000123"), "500000.00", "500000.00", "人工费拨付"),
    line("20250415103000", ("张三", card(1)), "-5400.00", "494600.00", "3月工资"),
    line("20250415103005", ("李四", card(2)), "-5200.00", "489400.00", "3月工资"),
    line("20250416000000", ("李四", card(2)), "5200.00", "494600.00", "工资退汇"),
    line("20250421235959", ("", ""), "-15.50", "494584.50", "手续费"),
)

Cell = Callable[[Line], Any]


def out(said: Line) -> str:
    """Write the amount where it goes out, else nothing."""
    return f"{-said.amount:,.2f}" if said.amount < 0 else ""


def into(said: Line) -> str:
    """Write the amount where it comes in, else nothing."""
    return f"{said.amount:,.2f}" if said.amount > 0 else ""


def flag(one: str, other: str) -> Cell:
    """Write one word for money out, another for money in."""
    return lambda said: one if said.amount < 0 else other


def size(said: Line) -> str:
    """Write the amount without a sign."""
    return f"{abs(said.amount):.2f}"


def party(side: str, what: str) -> Cell:
    """Write payer or payee: account, name or bank."""
    own = {"account": OWN, "name": OWN_NAME, "bank": OWN_BANK}[what]
    return lambda said: own if (said.amount < 0) == (side == "payer") else getattr(said, what)


def stamp(form: str) -> Cell:
    """Write the day or the time."""
    return lambda said: said.at.strftime(form)


def same(text: str) -> Cell:
    """Write the same text in every row."""
    return lambda _: text


BALANCE: Cell = lambda said: f"{said.balance:.2f}"  # noqa: E731 - one cell among others
NAME: Cell = lambda said: said.name  # noqa: E731 - one cell among others
ACCOUNT: Cell = lambda said: said.account  # noqa: E731 - one cell among others
BANK: Cell = lambda said: said.bank  # noqa: E731 - one cell among others
SUMMARY: Cell = lambda said: said.summary  # noqa: E731 - one cell among others
SERIAL: Cell = lambda said: said.serial  # noqa: E731 - one cell among others
DAY, COMPACT, WHOLE = stamp("%Y-%m-%d"), stamp("%Y%m%d"), stamp("%Y-%m-%d %H:%M:%S")
CLOCK, TWENTY = stamp("%H:%M:%S"), stamp("%Y%m%d%H%M%S000000")


def table(headings: str | Sequence[str], cells: Mapping[str, Cell], lines: Sequence[Line] = STORY) -> list[list[Any]]:
    """Write headings (separated by `, `) and the lines; a heading that is not in `cells` stays empty."""
    heads = headings.split(", ") if isinstance(headings, str) else list(headings)
    return [heads, *([cells[head](said) if head in cells else "" for head in heads] for said in lines)]


def text(layout: str, name: str, rows: Rows, encoding: str, mark: str = ",") -> None:
    """Write rows as text, with a trailing delimiter on every line as many banks do."""
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=mark).writerows([*row, ""] for row in rows)
    path = HERE / layout / "input" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.getvalue().encode(encoding))


def book(layout: str, rows: Rows) -> None:
    """Write rows as xlsx."""
    write(HERE / layout / "input" / "专户流水.xlsx", "Sheet1", rows)


def old_book(layout: str, rows: Rows) -> None:
    """Write rows as xls."""
    whole = xlwt.Workbook(encoding="utf-8")
    page = whole.add_sheet("明细")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(at, place, cell)
    path = HERE / layout / "input" / "专户流水.xls"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(str(path))


TOTAL_OUT, TOTAL_IN = "10615.50", "505200.00"
HEADINGS: dict[str, list[str]] = tomllib.loads((HERE / "headings_of_banks.toml").read_text(encoding="utf-8"))
OTHER = {"对方账号": ACCOUNT, "对方户名": NAME, "摘要": SUMMARY, "余额": BALANCE}


def build_named() -> None:
    """Build the layouts of banks that are known by name."""
    cells = OTHER | {"凭证号": SERIAL, "交易时间": WHOLE, "借贷标志": flag("借", "贷"), "对方单位": NAME}
    cells |= {"转出金额": out, "转入金额": into, "本方账号": same(OWN)}
    book("ICBC_01", [["[HISTORYDETAIL]"], *table(HEADINGS["ICBC_01"], cells)])
    cells = OTHER | {
        "账号": same(OWN),
        "账户名称": same(OWN_NAME),
        "交易时间": stamp("%Y%m%d %H:%M:%S"),
        "记账日期": COMPACT,
    }
    cells |= {
        "借方发生额（支取）": out,
        "贷方发生额（收入）": into,
        "对方开户机构": BANK,
        "账户明细编号-交易流水号": SERIAL,
    }
    book("CCB_02", table(HEADINGS["CCB_02"], cells))
    text("CCB_H2H", "流水.csv", table(HEADINGS["CCB_H2H"], cells), "gb18030")
    cells = OTHER | {"交易时间": WHOLE, "收入金额": into, "支出金额": out, "账户余额": BALANCE, "会计日期": COMPACT}
    old_book("ABC_01", [["账户明细"], *table(HEADINGS["ABC_01"], cells, STORY[::-1])])
    cells |= {"交易日期": DAY, "交易时间戳": TWENTY, "本次余额": BALANCE, "交易摘要": SUMMARY, "交易日志号": SERIAL}
    above = [["账户明细"], ["账户号", OWN, "账户名称", OWN_NAME]]
    text("ABC_02", "专户流水.xls", [*above, *table(HEADINGS["ABC_02"], cells)], "gb18030", "\t")
    cells = OTHER | {
        "交易时间": WHOLE,
        "凭证号码": SERIAL,
        "发生额": size,
        "借贷标志": flag("借", "贷"),
        "卡号": same(OWN),
    }
    book("BCM_01", [[f"查询账号: {OWN} 户  名: {OWN_NAME}"], *table(HEADINGS["BCM_01"], cells)])
    cells = OTHER | {
        "交易日期": COMPACT,
        "交易时间": stamp("%H%M%S"),
        "支出金额": out,
        "收入金额": into,
        "对方行名": BANK,
    }
    above = [["中国邮政储蓄银行账户交易明细"], ["账号", OWN, "户名", OWN_NAME]]
    above += [["收入总金额", TOTAL_IN, "支出总金额", TOTAL_OUT], ["收入总笔数", "2", "支出总笔数", "3"]]
    text("PSBC_01", "邮储.csv", [*above, *table(HEADINGS["PSBC_01"], cells | {"交易流水号": SERIAL})], "utf-8-sig")
    cells = OTHER | {"账号": same(OWN), "户名": same(OWN_NAME), "借方金额（支出）": out, "贷方金额（收入）": into}
    cells |= {"账户余额": BALANCE, "对方银行": BANK, "记账日期": DAY, "交易时间": CLOCK, "银行流水号": SERIAL}
    book("CIB_01", table(HEADINGS["CIB_01"], cells))


def build_boc() -> None:
    """Build 中国银行: two languages, payer and payee, signed amounts, control lines in one column."""
    words = {head.split("[")[0]: head for head in HEADINGS["BOC_01"]}
    cells = {
        "交易类型": flag("往账", "来账"),
        "交易日期": COMPACT,
        "交易时间": CLOCK,
        "交易后余额": BALANCE,
        "摘要": SUMMARY,
    }
    cells |= {"交易金额": lambda said: f"{said.amount:,.2f}", "交易流水号": SERIAL, "交易货币": same("CNY")}
    for side, word in (("payer", "付款人"), ("payee", "收款人")):
        cells |= {f"{word}账号": party(side, "account"), f"{word}名称": party(side, "name")}
        cells |= {f"{word}开户行名": party(side, "bank")}
    above = [
        ["查询账号[ Inquirer account number ]", OWN],
        ["总笔数[Total number ]", "5"],
        ["借方发生总笔数[ Total Numbers of Debited Payments ]", "3"],
        ["借方发生总额[ Total Debit Amount of Payments ]", "10,615.50"],
        ["贷方发生总笔数[ Total Numbers of Credited Payments ]", "2"],
        ["贷方发生总额[ Total Credit Amount of Payments ]", "505,200.00"],
        ["查询时间范围[ Time Range ]", "20250401-20250430"],
    ]
    text(
        "BOC_01",
        "中行.csv",
        [*above, *table(HEADINGS["BOC_01"], {words[head]: cell for head, cell in cells.items()})],
        "utf-16",
    )


def build_cmb() -> None:
    """Build 招商银行: control labels with their values, two or three pairs a line."""
    cells = OTHER | {"交易日": COMPACT, "交易时间": CLOCK, "借方金额": out, "贷方金额": into, "流水号": SERIAL}
    cells |= {"业务摘要": SUMMARY, "收(付)方名称": NAME, "收(付)方账号": ACCOUNT, "收(付)方开户行名": BANK}
    above = [
        ["标题", "账户交易明细", "公司名称", OWN_NAME, "银行码", "CMB"],
        ["接口版本", "1.0", "文件类型", "流水", "银行账号", OWN],
        ["账户币种", "人民币", "生成日期", "20250501", "经办人", "钱七"],
        ["累计借金额", TOTAL_OUT, "累计借总笔数", "3", "累计贷金额", TOTAL_IN],
        ["累计贷总笔数", "2", "对账单初期余额", "0.00", "对账单余额", "494584.50"],
        ["开户行地区", "南昌", "查询开始日期", "20250401", "查询结束日期", "20250430"],
        ["记录条数", "5"],
        [],
    ]
    book("CMB_01", [*above, *table(HEADINGS["CMB_01"], cells, STORY[::-1])])


def build_nameless() -> None:
    """Build the shapes that no bank is known for: each tells the same story."""
    day = OTHER | {"日期": DAY}
    text(
        "SIDES_short",
        "流水.csv",
        table("日期, 摘要, 借, 贷, 余额, 对方户名, 对方账号", day | {"借": out, "贷": into}),
        "utf-8",
    )
    cells = day | {"付款金额": out, "收款金额": into}
    text("SIDES_paid", "流水.csv", table("日期, 付款金额, 收款金额, 余额, 对方户名, 对方账号, 摘要", cells), "gb18030")
    cells = day | {"收支标识": flag("支出", "收入"), "交易金额": size}
    text("FLAG_word", "流水.csv", table("日期, 收支标识, 交易金额, 余额, 对方户名, 对方账号, 摘要", cells), "utf-8")
    cells = day | {"收入/支出标志": flag("支出", "收入"), "发生额（元）": size}
    parties = {"付款人账号": "account", "付款人名称": "name", "收款人账号": "account", "收款人名称": "name"}
    cells |= {head: party("payer" if head[0] == "付" else "payee", what) for head, what in parties.items()}
    heads = "日期, 收入/支出标志, 发生额（元）, 付款人账号, 付款人名称, 收款人账号, 收款人名称, 余额, 摘要"
    text("PARTIES_flag", "流水.csv", [["账号", OWN], *table(heads, cells)], "utf-8")
    heads = "日期, 发生额（元）, 付款人账号, 付款人名称, 收款人账号, 收款人名称, 余额, 摘要"
    text("PARTIES_bare", "流水.csv", table(heads, cells), "utf-8")
    cells = day | {"金额": size}
    text("BARE_amount", "流水.csv", table("日期, 金额, 余额, 对方户名, 对方账号, 摘要", cells, STORY[::-1]), "utf-8")
    cells = day | {"借方": into, "贷方": out}
    above = [["借方合计", TOTAL_IN], ["贷方合计", TOTAL_OUT]]
    text(
        "SIDES_exchanged",
        "流水.csv",
        [*above, *table("日期, 借方, 贷方, 余额, 对方户名, 对方账号, 摘要", cells)],
        "utf-8",
    )
    cells = day | {
        "对方账号与户名": lambda said: f"{said.account}/{said.name}" if said.name else "",
        "支出": out,
        "收入": into,
    }
    text("JOINED_party", "流水.csv", table("日期, 支出, 收入, 余额, 对方账号与户名, 摘要", cells), "utf-8")
    mixed = [STORY[0], STORY[2], STORY[1], STORY[3], STORY[4]]
    cells = day | {"借方": out, "贷方": into}
    text("ORDER_mixed", "流水.csv", table("日期, 借方, 贷方, 余额, 对方户名, 对方账号, 摘要", cells, mixed), "utf-8")
    cells |= {"收入/支出": flag("支出", "收入"), "收入金额": into, "支出金额": out}
    heads = "日期, 收入/支出, 收入金额, 支出金额, 余额, 对方户名, 对方账号, 摘要"
    text("FLAG_beside_sides", "流水.csv", table(heads, cells), "utf-8")


if __name__ == "__main__":
    for build in (build_named, build_boc, build_cmb, build_nameless):
        build()
