"""The instruments that rules cite: short name, full name, document number, and the day from which they bind."""

from dataclasses import dataclass
from datetime import date

_DIGITS = "零一二三四五六七八九"


def _numeral(number: int) -> str:
    """Write an article's number in Chinese numerals: 1 … 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Act:
    """One law, regulation, rule or notice."""

    short: str
    """How a basis names it: 「条例」."""
    full: str
    """Its title, for the report."""
    number: str
    """Its document number."""
    in_force: date
    """First day on which it binds; a rule judges nothing earlier by it."""

    def article(self, *numbers: int | str) -> str:
        """Cite articles: 「条例第三十二条、第五十五条」; a text stands as worded, and no number cites the whole act."""
        return self.short + "、".join(
            number if isinstance(number, str) else f"第{_numeral(number)}条" for number in numbers
        )

    def clause(self, heading: str) -> str:
        """Cite a part by its heading, where its number is not certain: 「65号 补足条款」."""
        return f"{self.short} {heading}"


ORDER_724 = Act("条例", "保障农民工工资支付条例", "国务院令第724号", date(2020, 5, 1))
ACCOUNT_2021 = Act("53号", "工程建设领域农民工工资专用账户管理暂行办法", "人社部发〔2021〕53号", date(2021, 7, 7))
DEPOSIT_2021 = Act("65号", "工程建设领域农民工工资保证金规定", "人社部发〔2021〕65号", date(2021, 11, 1))
REALNAME_2019 = Act(
    "18号",
    "建筑工人实名制管理办法(试行)",
    "建市〔2019〕18号, 经建市〔2022〕59号修改",
    date(2019, 3, 1),
)
WAGE_1994 = Act("489号", "工资支付暂行规定", "劳部发〔1994〕489号", date(1995, 1, 1))
MINIMUM_WAGE_2004 = Act("部令21号", "最低工资规定", "劳动和社会保障部令第21号", date(2004, 3, 1))
CHILD_LABOUR_2002 = Act("国务院令第364号", "禁止使用童工规定", "国务院令第364号", date(2002, 12, 1))
ORDER_45 = Act(
    "人社部令第45号",
    "拖欠农民工工资失信联合惩戒对象名单管理暂行办法",
    "人力资源和社会保障部令第45号",
    date(2022, 1, 1),
)
CRIME_2013 = Act(
    "法释〔2013〕3号",
    "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释",
    "法释〔2013〕3号",
    date(2013, 1, 23),
)
INJURY_2014 = Act(
    "人社部发〔2014〕103号",
    "关于进一步做好建筑业工伤保险工作的意见",
    "人社部发〔2014〕103号",
    date(2014, 12, 29),
)
INJURY_REGULATION = Act("工伤保险条例", "工伤保险条例", "国务院令第375号, 经第586号修订", date(2004, 1, 1))
LABOUR_LAW = Act("劳动法", "中华人民共和国劳动法", "主席令第28号", date(1995, 1, 1))
LABOUR_CONTRACT_LAW = Act("劳动合同法", "中华人民共和国劳动合同法", "主席令第65号", date(2008, 1, 1))
LABOUR_CONTRACT_REGULATION = Act(
    "劳动合同法实施条例", "中华人民共和国劳动合同法实施条例", "国务院令第535号", date(2008, 9, 18)
)
BUILDING_LAW = Act("建筑法", "中华人民共和国建筑法", "主席令第91号", date(1998, 3, 1))
SAFETY_LAW = Act("安全生产法", "中华人民共和国安全生产法", "主席令第70号", date(2002, 11, 1))
RETIREMENT_2024 = Act(
    "渐进式延迟法定退休年龄决定",
    "全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定",
    "2024年9月13日通过",
    date(2025, 1, 1),
)
OVER_AGE_2026 = Act(
    "超龄劳动者基本权益保障暂行规定", "超龄劳动者基本权益保障暂行规定", "五部门令第56号", date(2026, 7, 1)
)
GAN_159 = Act("省府令159号", "江西省工资支付规定", "江西省人民政府令第159号", date(2007, 7, 1))
GAN_GUARANTEE_2021 = Act("赣建字〔2021〕2号", "江西省关于工程款支付担保的文件", "赣建字〔2021〕2号", date(2021, 7, 1))
JIN_2025_7 = Act(
    "津人社办发〔2025〕7号", "关于进一步加强农民工服务保障工作的若干措施", "津人社办发〔2025〕7号", date(2025, 4, 10)
)

ACTS: tuple[Act, ...] = tuple(act for act in list(globals().values()) if isinstance(act, Act))
"""Every instrument of this page."""


def of(cited: str) -> Act | None:
    """Find the act that a basis names (「条例第三十二条」 → 条例); None where it is none of ours."""
    named = [act for act in ACTS if cited.startswith(act.short)]
    return max(named, key=lambda act: len(act.short), default=None)
