"""Build the national platform's import templates and the sheets of sites under tests/formats.

Run by hand (`python -m tests.formats.build_national`); the files are committed: a file is tested, not a script.
"""

import datetime as dt
import tomllib
from typing import Any

from tests.formats.build import HERE, LI, WANG, ZHANG, Rows, card, write

HEADINGS: dict[str, list[str]] = tomllib.loads((HERE / "headings_of_sites.toml").read_text(encoding="utf-8"))
USCC, FIRM = "91360199MA00000001", "江西某某劳务有限公司"


def rows(layout: str, *said: dict[str, Any]) -> list[list[Any]]:
    """Write the headings of a layout and rows of its cells; a heading that is not named stays empty."""
    heads = HEADINGS[layout]
    return [[head.replace("|", "\n") for head in heads], *([one.get(head) for head in heads] for one in said)]


def save(layout: str, name: str, said: Rows, sheet: str = "Sheet1") -> None:
    """Write one workbook of a layout."""
    write(HERE / layout / "input" / f"{name}.xlsx", sheet, said)


def t1() -> None:
    """Build 参建单位: subcontractors among owner and supervisor."""
    common = {"企业统一社会信用代码": USCC, "进场时间": dt.date(2025, 3, 1)}
    firm = common | {"企业名称": FIRM, "企业类型": "劳务分包", "项目经理名称": "钱七"}
    owner = common | {"企业名称": "某某置业有限公司", "企业类型": "建设单位"}
    save("T1", "01参建单位", rows("T1", firm, owner))


def worker(name: str, number: str) -> dict[str, Any]:
    """Give the columns that most templates begin with."""
    said = {"企业统一社会信用代码": USCC, "证件号码": number}
    firms = dict.fromkeys(("企业名称", "工人所属企业名称"), FIRM)
    teams = dict.fromkeys(("班组名称", "工人所属班组名称"), "木工班")
    return said | firms | teams | dict.fromkeys(("工人姓名", "人员姓名", "员工姓名"), name)


def personnel() -> Rows:
    """Write 项目人员."""
    more = {"是否班组长": "否", "当前工种": "木工", "工人类型": "建筑工人", "是否购买工伤或意外伤害保险": "是"}
    more |= {"发放工资银行名称": "建设银行", "发放工资卡银行联号": "105421000000", "手机号码": "13800000001"}
    people = (("张三", ZHANG, card(1)), ("李四", LI, card(2)))
    said = (worker(name, number) | more | {"发放工资银行卡号": account} for name, number, account in people)
    return rows("T3", *said)


def moves() -> Rows:
    """Write 人员进退场: Li comes and goes; Wang is on no roster."""

    def move(name: str, number: str, day: str, kind: str) -> dict[str, Any]:
        return worker(name, number) | {"进退场日期": day, "类型": kind}

    return rows(
        "T4",
        move("张三", ZHANG, "2025-03-01", "进场"),
        move("李四", LI, "2025-03-02", "进场"),
        move("李四", LI, "2025-05-31", "退场"),
        move("王五", WANG, "2025-03-05", "进场"),
        move("王五", WANG, "2025-03-06", "换班"),
    )


def contracts() -> Rows:
    """Write 人员合同."""
    terms = {"合同期限类型": "以完成一定工作任务为期限", "计量单位": "日", "计量单价": 260}
    dated = {"生效日期": "2025-03-01", "失效日期": "2025-12-31"}
    return rows("T5", worker("张三", ZHANG) | terms | dated, worker("李四", LI) | terms | {"生效日期": ""})


def national() -> None:
    """Build each template alone, and a dossier in which roster, movements and contracts belong together."""
    save("T3", "03项目人员", personnel())
    save("T4", "04人员进退场", moves())
    save("T5", "05人员合同", contracts())
    for name, said in (("03项目人员", personnel()), ("04人员进退场", moves()), ("05人员合同", contracts())):
        save("T3_T4_T5", name, said)
    punches = ("2025-04-01 06:58:12", "2025-04-01 18:01:40", "20250402070102")
    way = {"刷卡进出方向": "进", "通行方式": "人脸"}
    save("T6", "06人员考勤", rows("T6", *(worker("张三", ZHANG) | way | {"刷卡时间": punch} for punch in punches)))
    paid = {"发放工资的月份": "2025-04", "出勤天数": 22, "应发金额": 5500, "实发金额": 5400, "发放日期": "2025-05-15"}
    usual = worker("张三", ZHANG) | paid | {"工人工资卡号": card(1), "是否为补发": "否"}
    back = usual | {"是否为补发": "是", "补发月份": "2025-03", "实发金额": 600, "应发金额": 600}
    save("T7", "07人员工资", rows("T7", usual, back))


def sites() -> None:
    """Build the sheets that sites make for themselves."""
    man = {"姓名": "张三", "身份证": ZHANG, "性别": "男", "工种": "木工", "电话": "13800000001", "序号": 1}
    dates = {"合同签订时间": "2025.3.1", "进场时间": "2025/3/1", "离场时间": "在场", "家庭住址": "江西"}
    save("R2", "民工花名册", rows("R2", man | dates))
    piece = {
        "累计工作量": 44,
        "本月工作量": 22,
        "单价/天": 250,
        "加班工资": 100,
        "本月应发工资": 5600,
        "实发工资": 5600,
    }
    total = {"序号": "合计", "本月应发工资": 5600, "实发工资": 5600}
    save("P2", "2025年民工工资表", rows("P2", man | piece | {"农民工签字": "张三"}, total), "六月工资")
    order = {"银行卡号": card(1), "工资卡类别": "储蓄卡", "本月应发工资": "5,600.00", "建行开户行": "南昌某支行"}
    save("P3", "2025年6月代发明细表", rows("P3", man | order, {"序号": "合计", "本月应发工资": 5600}))


if __name__ == "__main__":
    for build in (t1, national, sites):
        build()
