"""Build the workbooks under tests/formats: the layouts as banks and sites hand them over, with made-up people.

Run by hand (`python tests/formats/build.py`); the files are committed, so that a file is tested and not a script.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from wagecheck import tables

HERE = Path(__file__).parent
Rows = Sequence[Sequence[Any]]

DAY = "yyyy-mm-dd"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_no(born: str, number: int, division: str = "360199") -> str:
    """Make an ID number that nobody bears, with its check character."""
    first = f"{division}{born}{number:03d}"
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]


def card(number: int) -> str:
    """Make a card number with its Luhn digit."""
    first = f"621700{number:012d}"
    odd = sum(sum(divmod(int(digit) * 2, 10)) for digit in first[::-1][::2])
    even = sum(int(digit) for digit in first[::-1][1::2])
    return f"{first}{-(odd + even) % 10}"


ZHANG, LI, WANG = id_no("19900101", 11), id_no("19850610", 22), id_no("19781223", 35)


def write(path: Path, sheet: str, rows: Rows, merged: Sequence[tuple[int, int, int, int]] = ()) -> None:
    """Write one sheet as xlsx; dates become date cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": DAY}) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001 - a fixed day keeps the file equal
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    page.write(at, place, cell)
        for top, left, bottom, right in merged:
            page.merge_range(top, left, bottom, right, rows[top][left])


def words(text: str) -> list[str]:
    """Split headings; a `|` is a line break inside one."""
    return [word.replace("|", "\n") for word in text.split()]


def icbc_02() -> None:
    """Build 工商银行: newest line first, page total, a note at the end; amounts as text."""
    rows: Rows = [
        ["账号: 1502200009300000017"],
        ["户名: 江西某某建设有限公司(某某小区项目农民工工资专用账户)"],
        ["网点号: 0022"],
        ["币种: 人民币"],
        ["日期", "交易类型", "对方户名", "对方账号", "摘要", "借方发生额", "贷方发生额", "余额"],
        ["2025-04-21", "转账", "李四", card(2), "工资退汇", "", "5,200.00", "494,600.00"],
        ["2025-04-15", "转账", "李 四", card(2), "3月工资", "5,200.00", "", "489,400.00"],
        ["2025-04-15", "转账", "张三", card(1), "3月工资", "5,400.00", "", "494,600.00"],
        [
            "2025-04-10",
            "转账",
            "某某置业有限公司",
            "36050110000000000123",
            "人工费拨付",
            "",
            "500,000.00",
            "500,000.00",
        ],
        ["本页小计", "", "", "", "", "10,600.00", "505,200.00", ""],
        ["合计", "", "", "", "", "10,600.00", "505,200.00", ""],
        ["以上数据仅供参考，以柜台打印为准"],
    ]
    write(HERE / "ICBC_02" / "input" / "专户流水.xlsx", "Sheet1", rows)


def ccb_01() -> None:
    """Build 建设银行: xls, two heading rows, control lines above, day and time in two columns."""
    heads = (
        "记账日期 交易时间 凭证种类 凭证号 发生额/元 . 余额/元 钞汇标志 对方户名 对方账号 摘要 备注 "
        "账户明细编号-交易流水号 企业流水号 本方账号 本方账户名称 本方账户开户机构"
    )
    top = ["" if head == "." else head for head in words(heads)]
    own = ["36050110123400000888", "江西某某建设有限公司", "建设银行南昌某支行"]
    rows: Rows = [
        ["中国建设银行"],
        ["明细查询结果"],
        ["明细查询结果下载"],
        [],
        ["开户机构", "建设银行南昌某支行", "", "币种", "人民币"],
        ["账　　号", own[0], "", "利　　率", "0.2"],
        ["账户名称", own[1], "", "账户状态", "正常"],
        top,
        ["", "", "", "", "借方", "贷方"],
        [
            "20250410",
            "20250410 09:12:01",
            "",
            "",
            0.0,
            300000.0,
            300000.0,
            "钞",
            "某某置业有限公司",
            "36001",
            "人工费",
            "3月",
            "1-1",
            "",
            *own,
        ],
        [
            "20250415",
            "20250415 10:30:00",
            "",
            "",
            5400.0,
            0.0,
            294600.0,
            "钞",
            "张三",
            card(1),
            "工资",
            "3月工资",
            "1-2",
            "",
            *own,
        ],
        [
            "20250415",
            "20250415 10:30:05",
            "",
            "",
            -100.0,
            0.0,
            294700.0,
            "钞",
            "",
            "",
            "冲正手续费",
            "",
            "1-3",
            "",
            *own,
        ],
    ]
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("明细")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell != "":
                page.write(at, place, cell)
    page.merge(7, 7, 4, 5)
    for place in (*range(4), *range(6, 17)):
        page.merge(7, 8, place, place)
    path = HERE / "CCB_01" / "input" / "明细查询结果.xls"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def r1() -> None:
    """Build 花名册: merged title, 编制单位 and month above, one ID stored as a number, a row without an ID."""
    heads = words("序号 姓名 性别 民族 籍贯 身份证号码 工资卡号 开户行 工种 上场时间 撤场时间 联系电话 备注")
    rows: Rows = [
        ["农民工花名册", *[None] * 12],
        ["编制单位：江西某某劳务有限公司", *[None] * 9, "2026年3月"],
        heads,
        [1, "张三", "男", "汉", "江西", ZHANG, card(1), "建设银行", "木工", dt.date(2026, 3, 1), None, "13800000001"],
        [
            2,
            "李  四",
            "男",
            "汉",
            "江西",
            ZHANG[:17] + "x",
            card(2),
            "建设银行",
            "钢筋工",
            "2026.3.2",
            "在场",
            13800000002,
        ],
        [3, "王五", "男", "汉", "江西", 360199197812230359, 6217000000000000037, "建设银行", "瓦工", 46084, "", "无"],
        [4, "赵六", "女", "汉", "江西", "", "", "", "普工", "3月初", "", "未知"],
        [5],
        ["制表人：", "钱七", None, None, None, "审核：", "孙八"],
    ]
    write(HERE / "R1" / "input" / "花名册.xlsx", "花名册", rows, [(0, 0, 0, 12)])


def p1() -> None:
    """Build 工资表: line breaks in the headings, a merged team, a proxy signature, a total, a bad amount."""
    heads = words(
        "序号 姓名 身份证号 银行卡号 账户银行 班组 出勤天数 工资标准 应发工|资 应扣减|金额 实发工资 领款人签字 备注"
    )
    rows: Rows = [
        ["某某小区项目2026年3月农民工工资表", *[None] * 12],
        ["单位名称：江西某某劳务有限公司          2026年3月"],
        heads,
        [1, "张三", ZHANG, card(1), "建行", "木工班", 22, 250, 5500, 100, 5400, "张三"],
        [2, "李四", LI, card(2), "建行", None, 20.5, "260元/天", "5,330.00", "-", "¥5,330.00", "张三"],
        [3, "王五", WANG, card(3), "建行", None, 10, 250, 2500, 0, "约二千五", "王五"],
        [4, "赵六", None, None, None, "瓦工班", 1, 250, 250, 0, 250, None],
        ["合计", None, None, None, None, None, 53.5, None, 13580, 100, 10980],
        ["制表人：钱七", None, None, "审核人：孙八"],
    ]
    write(HERE / "P1" / "input" / "工资表.xlsx", "Sheet1", rows, [(0, 0, 0, 12), (3, 5, 5, 5)])


def a1() -> None:
    """Build 考勤表: a matrix with the month above it, ticks of several kinds, one worker never there."""
    marks = ["√", "1", "出", "×", "0.5", "半", 9, "", "假", "?"]
    rows: Rows = [
        ["某某小区项目农民工考勤表", *[None] * 33],
        ["编制单位：江西某某劳务有限公司", *[None] * 20, "月份：2026年4月"],
        ["序号", "姓名", "身份证号", *range(1, 32)],
        [1, "张三", ZHANG, *marks],
        [2, "李四", LI],
        ["说明：√为出勤"],
    ]
    write(HERE / "A1" / "input" / "考勤.xlsx", "Sheet1", rows, [(0, 0, 0, 33)])


SAMPLES = {
    "text": "某项",
    "name": "张三",
    "id_no": ZHANG,
    "number": card(1),
    "phone": "13800000001",
    "money": "1,234.50",
    "days": "22",
    "hours": "8.5",
    "ratio": "20%",
    "date": "2025年3月1日",
    "moment": "20250301 18:22:21",
    "month": "2025-03",
    "flag": "是",
    "count": "3",
    "pay_month": "当月",
    "items": "姓名、电话",
    "region": "南昌市东湖区",
}
KEYS = {"kind": "银行保函", "role": "建筑工人", "employer": "江西某某劳务有限公司", "signed": "√", "reviewed": "×"}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


def official() -> None:
    """Build the official headings of every table as text: a full row, an empty one, one that says 未知."""
    for at, (table, label) in enumerate(tables.LABELS.items()):
        if table == "control":
            continue
        about = tables.about(table)
        if table == "attendance":
            about = {name: field for name, field in about.items() if name != "month"}
        head = [field["heading"] for field in about.values()]
        full = [KEYS.get(name, SAMPLES[field["kind"]]) for name, field in about.items()]
        if table == "statement":
            full[head.index("贷方发生额")] = ""
        keep = [field["needed"] or name in ("date", "debit") for name, field in about.items()]
        empty = [cell if kept else "" for cell, kept in zip(full, keep, strict=True)]
        unknown = [cell if kept else "未知" for cell, kept in zip(full, keep, strict=True)]
        if table == "project":
            head, full, empty, unknown = (["项目编码", *head], ["P1", *full], ["P2", *empty], ["P3", *unknown])
        mark = "\t" if at % 2 else ","
        rows = [head, full, empty, unknown]
        text = "".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) + "\r\n" for row in rows)
        folder = HERE / ("official_projects" if table == "project" else "official") / "input"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{label}.csv").write_bytes(text.encode(ENCODINGS[at % len(ENCODINGS)]))


def project_sheet() -> None:
    """Build 项目概况 as two columns: amounts in 万元, an empty account, an unknown day, a key that means nothing."""
    rows: Rows = [
        ["项目概况"],
        ["项目", "内容"],
        ["项目编码", "JX-2025-001"],
        ["项目名称", "某某小区"],
        ["行政区划代码", "南昌市东湖区"],
        ["施工合同额（万元）", 12000.5],
        ["合同人工费用", "2400万元"],
        ["人工费用比例", 0.2],
        ["施工合同签订日期", dt.date(2025, 1, 6)],
        ["专户账号", ""],
        ["专户开户日期", "未开立"],
        ["完工日期", "未知"],
        ["工资支付日", "每月15日"],
        ["工资支付月", "次月"],
        ["是否垫资施工", "否"],
        ["告示事项", "用人单位名称；最低工资标准；投诉电话"],
        ["吉祥物", "熊猫"],
    ]
    write(HERE / "project_sheet" / "input" / "项目概况.xlsx", "概况", rows, [(0, 0, 0, 1)])


def project_toml() -> None:
    """Build project.toml with the canonical names."""
    folder = HERE / "project_toml" / "input"
    folder.mkdir(parents=True, exist_ok=True)
    text = """project_id = "TJ-1"
project_name = "某某厂房"
region = "120199"
contract_amount = 5000000
contract_date = 2025-01-06
labour_cost_ratio = 0.2
pay_day = 15
account_no = ""
prefinanced = false
notice_items = ["用人单位名称", "投诉电话"]
colour = "red"
"""
    (folder / "project.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for build in (icbc_02, ccb_01, r1, p1, a1, official, project_sheet, project_toml):
        build()
