"""A small dossier in all the kinds of files that a copy can be made of."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

ID = "360199199001011239"
CARD = "6217001000000000017"

_PROJECT = """项目,内容
项目编码,P1
项目名称,滨江花园3号
行政区划代码,360113
资金性质,政府投资
建设单位,江南置业有限公司
施工总承包单位,赣北建工集团有限公司
施工合同额,2000万元
施工合同签订日期,2025.1.2
开工日期,2025-01-10
工资支付日,15
劳资专管员,周专管
告示最低工资标准,1000
"""
_LINES = (
    ("交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要"),
    ("2025-02-10", "", 10000, 10000, "江南置业有限公司", "", "人工费"),
    ("2025-04-14", 4000, "", 6000, "张大山", CARD, "工资"),
    ("2025-05-14", 100, "", 5900, "赣北建工集团有限公司", "", "往来款"),
)


@dataclass(frozen=True)
class Papers:
    """The dossier; its payroll can be written again."""

    folder: Path

    def payroll(
        self, *, net: object = 5000, title: str = "工资", comment: Comment | None = None, more: bool = False
    ) -> Any:
        """Write the payroll: its title, an empty row, headings and one worker."""
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.title = title
        page.append(["2025年3月农民工工资表"])
        page.append([])
        page.append(["姓名", "身份证号码", "出勤天数", "应发工资", "实发工资", "本人签字"])
        page["A3"].font = Font(bold=True)
        page.append(["张大山", ID, 22, 5000, net, "√"])
        if comment:
            page["E4"].comment = comment
        if not more:
            book.save(self.folder / "工资表.xlsx")
        return book

    def hostile_payroll(self) -> None:
        """Write a payroll in which all that a workbook can hold wants to act."""
        book = self.payroll(more=True)
        page = book.active
        page["G3"], page["G4"] = "备注", "=cmd|' /C calc'!A0"
        page["H4"].value = "甲\u202e乙"
        page["I4"].value, page["I4"].hyperlink = "看这里", "file:///etc/passwd"
        book.defined_names["evil"] = DefinedName("evil", attr_text="cmd!A1")
        page.add_data_validation(DataValidation(type="custom", formula1="=CALL(1)", sqref="A1"))
        book.save(self.folder / "工资表.xlsx")


def papers(folder: Path) -> Papers:
    """Write the dossier: one worker, owed 1,000 yuan for March, without a contract."""
    folder.mkdir(parents=True)
    (folder / "项目概况.csv").write_text(_PROJECT, "utf-8")
    roster = openpyxl.Workbook()
    page = roster.active
    assert page is not None
    page.append(["姓名", "身份证号码", "所属单位", "工资卡号", "进场日期", "劳动合同签订日期"])
    page.append(["张大山", ID, "赣江劳务", CARD, "2025-01-12", ""])
    roster.save(folder / "花名册.xlsx")
    statement = xlwt.Workbook()
    lines = statement.add_sheet("明细")
    for row, cells in enumerate(_LINES):
        for column, value in enumerate(cells):
            lines.write(row, column, value)
    statement.save(str(folder / "流水.xls"))
    days = ",".join(str(day) for day in range(1, 32))
    marks = ",".join("√" if day <= 20 else "" for day in range(1, 32))
    with zipfile.ZipFile(folder / "考勤.zip", "w") as packed:
        table = f"2025年3月考勤表\n姓名,身份证号码,{days}\n张大山,{ID},{marks}\n李小河,360199198505052224,{marks}\n"
        packed.writestr("考勤.csv", table)
    made = Papers(folder)
    made.payroll()
    return made
