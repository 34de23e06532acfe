"""Which rules stand under which heading."""

import pytest

from wagecheck.law import pillars

LAST = {"P": 13, "D": 11, "E": 1, "A": 20, "R": 20, "K": 5, "W": 20, "B": 8, "L": 4, "X": 4, "F": 4}
RULES = [f"{letter}{number:02}" for letter, last in LAST.items() for number in range(1, last + 1)]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("D03", ("工资保证金",)),
        ("E01", ("应急周转金",)),
        ("R02", ("实名制",)),
        ("R04", ("劳动合同与用工管理",)),
        ("R07", ("劳动合同与用工管理",)),
        ("R08", ("实名制",)),
        ("R12", ("劳动合同与用工管理",)),
        ("R18", ("实名制", "工伤保险")),
        ("R19", ("劳动合同与用工管理",)),
        ("K01", ("实名制",)),
        ("K04", ("实名制", "疑点线索")),
        ("W03", ("总包代发",)),
        ("W05", ("按月足额支付",)),
        ("W16", ("总包代发",)),
        ("W20", ("按月足额支付",)),
        ("B03", ("总包代发",)),
        ("A14", ("专用账户",)),
        ("L03", ("维权信息公示",)),
        ("L04", ("资料与数据",)),
        ("P03", ("工程款支付担保",)),
        ("P06", ("工伤保险",)),
        ("P08", ("按月足额支付",)),
        ("X01", ("责任与风险",)),
        ("F01", ("疑点线索",)),
        ("Z01", ()),
    ],
)
def test_a_rule_stands_under_its_headings(rule: str, names: tuple[str, ...]) -> None:
    assert pillars.of(rule) == names


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_is_without_a_heading(rule: str) -> None:
    assert pillars.of(rule)


def test_there_are_two_funds_and_six_systems() -> None:
    groups = [pillar.group for pillar in pillars.pillars()]

    assert (groups.count("两金"), groups.count("六制")) == (2, 6)
    assert set(groups) == {"两金", "六制", "其他"}


def test_no_heading_stands_empty() -> None:
    assert [pillar.name for pillar in pillars.pillars() if not any(map(pillar.holds, RULES))] == []


def test_the_report_is_told_that_the_composite_is_not_official() -> None:
    assert "不是官方定义" in pillars.note()
